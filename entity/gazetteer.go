package entity

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// place is one row of the gazetteer.
type place struct {
	name    string // as in the source, not yet unique
	unique  string // the name that facets show, filled by nameUniquely
	country string // ISO code, "" for none
	region  string // first-level code within the country, "" for none
	kind    PlaceKind
	lat     float64
	lon     float64
	people  int
	capital bool
	seat    bool // the main town of a region, or a capital
	// twin marks a region that has a city of the same name in it: the bare
	// name nearly always means the city.
	twin bool
}

// gazetteer knows the places, and how they lie in each other.
type gazetteer struct {
	places     []place
	countries  map[string]int32  // country code → place
	regions    map[string]int32  // "US.TX" → place
	continents map[string]int32  // name → place
	continent  map[string]string // country code → continent name
	own        map[string]int32  // "US.WA.Washington" → our own region of that name
}

// placeName is what the gazetteer adds to the phrase table: every name, the
// place it means and how well it does.
type placeName struct {
	name    string
	place   int32
	other   bool // not the main name
	demonym bool
	comma   bool // only after a comma: "Pa."
}

// federal countries are those whose towns are told apart by region.
const federal = "US CA AU IN BR MX"

// loadGazetteer reads countries, landmarks, regions and cities, in this order,
// so that our own names win over the generated ones.
func loadGazetteer(d *dataSet) (*gazetteer, []placeName, error) {
	g := &gazetteer{
		countries: make(map[string]int32), regions: make(map[string]int32),
		continents: make(map[string]int32), continent: make(map[string]string),
		own: make(map[string]int32),
	}
	var names []placeName
	for _, load := range []func(*dataSet, *[]placeName) error{
		g.loadCountries, g.loadLandmarks, g.loadRegions, g.loadCities,
	} {
		if err := load(d, &names); err != nil {
			return nil, nil, err
		}
	}
	g.nameUniquely()
	return g, names, nil
}

func (g *gazetteer) add(p place) int32 {
	g.places = append(g.places, p)
	return int32(len(g.places) - 1)
}

func (g *gazetteer) loadCountries(d *dataSet, names *[]placeName) error {
	generated := make(map[string][]string)
	for f := range d.rows("countries.tsv.gz", 5) {
		generated[f[0]] = f
	}
	for f := range d.rows("nations.tsv", 6) {
		p := place{name: f[1], country: f[0], kind: Country}
		other := split(f[5])
		if row := generated[f[0]]; row != nil {
			p.lat, p.lon, p.people = d.number(row[1]), d.number(row[2]), int(d.number(row[3]))
			other = append(other, split(row[4])...)
		}
		if lat, lon, ok := strings.Cut(f[3], ","); ok {
			p.lat, p.lon = d.number(lat), d.number(lon)
		}
		id := g.add(p)
		g.countries[f[0]], g.continent[f[0]] = id, f[2]
		*names = append(*names, placeName{name: f[1], place: id})
		for _, n := range other {
			*names = append(*names, placeName{name: n, place: id})
		}
		*names = appendDemonyms(*names, f[4], id)
	}
	return d.err
}

// appendDemonyms adds the words for the people and things of a place.
func appendDemonyms(names []placeName, list string, id int32) []placeName {
	for _, n := range split(list) {
		names = append(names, placeName{name: n, place: id, demonym: true}, placeName{name: plural(n), place: id, demonym: true})
	}
	return names
}

// plural gives "Egyptians" for "Egyptian"; words such as "French" stay.
func plural(demonym string) string {
	for _, end := range []string{"ese", "sh", "ch", "s", "men", "man"} {
		if strings.HasSuffix(demonym, end) {
			return demonym
		}
	}
	return demonym + "s"
}

func (g *gazetteer) loadLandmarks(d *dataSet, names *[]placeName) error {
	for f := range d.rows("landmarks.tsv", 9) {
		p := place{
			name: f[0], kind: PlaceKind(f[1]), country: f[2], region: f[3],
			lat: d.number(f[4]), lon: d.number(f[5]), people: int(d.number(f[6])),
		}
		id := g.add(p)
		if p.kind == Continent {
			g.continents[p.name] = id
		}
		for _, n := range append([]string{p.name}, split(f[7])...) {
			n, comma := strings.CutPrefix(n, ",")
			*names = append(*names, placeName{name: n, place: id, comma: comma})
			g.own[p.country+"."+p.region+"."+withoutAreaWord(n)] = id
		}
		if short := withoutAreaWord(p.name); short != p.name {
			*names = append(*names, placeName{name: short, place: id, other: true})
		}
		*names = appendDemonyms(*names, f[8], id)
	}
	return d.err
}

func (g *gazetteer) loadRegions(d *dataSet, names *[]placeName) error {
	for f := range d.rows("regions.tsv.gz", 5) {
		if own, ok := g.own[f[0]+"."+withoutAreaWord(f[1])]; ok {
			g.regions[f[0]] = own
			continue
		}
		country, region, _ := strings.Cut(f[0], ".")
		if f[1] == "" || g.countries[country] == 0 && country != g.places[0].country {
			continue
		}
		id := g.add(place{
			name: f[1], kind: Region, country: country, region: region,
			lat: d.number(f[2]), lon: d.number(f[3]), people: int(d.number(f[4])),
		})
		g.regions[f[0]] = id
		*names = append(*names, placeName{name: f[1], place: id})
		if short := withoutAreaWord(f[1]); short != f[1] {
			*names = append(*names, placeName{name: short, place: id, other: true})
		} else if !strings.Contains(f[1], " ") {
			*names = append(*names, placeName{name: f[1] + " Region", place: id, other: true})
		}
	}
	return d.err
}

// withoutAreaWord turns "Kano State" into "Kano", "Kyiv Oblast" into "Kyiv".
func withoutAreaWord(name string) string {
	if short, ok := strings.CutPrefix(name, "State of "); ok {
		return short
	}
	for _, word := range []string{" City", " Capital", " State", " Oblast", " Province", " Region", " Governorate", " Republic", " Krai", " Prefecture", " County", " Department", " District"} {
		if short, ok := strings.CutSuffix(name, word); ok {
			return short
		}
	}
	return name
}

func (g *gazetteer) loadCities(d *dataSet, names *[]placeName) error {
	taken := make(map[string]int32) // folded country name → country
	for _, n := range *names {
		if p := &g.places[n.place]; !n.demonym && p.kind != Region {
			taken[fold(n.name)] = n.place
		}
	}
	for f := range d.rows("places.tsv.gz", 8) {
		p := place{
			name: f[0], country: f[1], region: f[2], kind: City,
			lat: d.number(f[3]), lon: d.number(f[4]), people: int(d.number(f[5])), capital: f[6] == "C", seat: f[6] != "",
		}
		id, own := taken[fold(p.name)]
		switch {
		case own && g.places[id].country == p.country: // a city state, or a landmark of ours
			if q := &g.places[id]; q.kind == City && q.people <= p.people*2 && near(q, &p) {
				q.capital, q.seat, q.region, q.people = p.capital, p.seat, cmp.Or(q.region, p.region), max(q.people, p.people)
			} else if q.kind == City {
				id = g.add(p)
			}
		default:
			id = g.add(p)
		}
		*names = append(*names, placeName{name: p.name, place: id})
		if r, ok := g.regions[p.country+"."+p.region]; ok && fold(withoutAreaWord(g.places[r].name)) == fold(p.name) {
			g.places[r].twin = true
		}
		for _, n := range split(f[7]) {
			if _, country := taken[fold(n)]; !country {
				*names = append(*names, placeName{name: n, place: id, other: fold(n) != fold(p.name)})
			}
		}
	}
	return d.err
}

// near says whether two places are the same one on the map.
func near(a, b *place) bool { return distance(a, b) < 60 }

// distance is the great-circle distance in kilometres.
func distance(a, b *place) float64 {
	const radius, degree = 6371, math.Pi / 180
	dLat, dLon := (b.lat-a.lat)*degree/2, (b.lon-a.lon)*degree/2
	h := math.Sin(dLat)*math.Sin(dLat) + math.Cos(a.lat*degree)*math.Cos(b.lat*degree)*math.Sin(dLon)*math.Sin(dLon)
	return 2 * radius * math.Asin(math.Min(1, math.Sqrt(h)))
}

// weight says how likely the bare name means this place, before any context:
// the logarithm of its people, with a bonus for countries and capitals.
func (p *place) weight() float64 {
	w := math.Log10(float64(p.people) + 10)
	switch {
	case p.kind == Country || p.kind == Continent:
		w += 1.5
	case p.capital:
		w += 0.7
	case p.seat:
		w += 0.4
	case p.twin:
		w -= 2
	}
	return w
}

// nameUniquely gives every place its own name: the weightiest of a name keeps
// it bare, the others get their region or country added, then both.
func (g *gazetteer) nameUniquely() {
	order := make([]int32, len(g.places))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int {
		return cmp.Compare(g.places[b].weight(), g.places[a].weight())
	})
	used := make(map[string]bool, len(order))
	for _, i := range order {
		p := &g.places[i]
		country, region := g.nameOf(g.countries, p.country, p.country), g.nameOf(g.regions, p.country+"."+p.region, p.name)
		choices := []string{p.name, p.name + ", " + country, p.name + ", " + region + ", " + country}
		if strings.Contains(federal, cmp.Or(p.country, "-")) && p.kind == City && region != p.name {
			choices[1] = p.name + ", " + region
		}
		p.unique = p.name + " " + strconv.Itoa(int(i))
		for _, c := range choices {
			if key := slug(c); !used[key] {
				p.unique, used[key] = c, true
				break
			}
		}
	}
}

// nameOf is the plain name of a place found by key, or the given one.
func (g *gazetteer) nameOf(table map[string]int32, key, fallback string) string {
	if id, ok := table[key]; ok {
		return g.places[id].name
	}
	return fallback
}

// within names what contains a place, innermost first.
func (g *gazetteer) within(id int32) []string {
	p := &g.places[id]
	var names []string
	if r, ok := g.regions[p.country+"."+p.region]; ok && r != id && !g.places[r].twinOf(p) {
		names = append(names, g.places[r].unique)
	}
	if c, ok := g.countries[p.country]; ok && c != id {
		names = append(names, g.places[c].unique)
	}
	if name := g.continent[p.country]; name != "" && p.kind != Continent {
		names = append(names, name)
	}
	return names
}

// twinOf says whether the region carries the name of its city p.
func (p *place) twinOf(city *place) bool {
	return p.twin && fold(withoutAreaWord(p.name)) == fold(city.name)
}

// public is the exported form of a place, without counts.
func (g *gazetteer) public(id int32) Place {
	p := &g.places[id]
	return Place{
		ID: string(Location) + "/" + slug(p.unique), Name: p.unique, Country: p.country,
		Lat: p.lat, Lon: p.lon, Kind: p.kind, Within: g.within(id),
	}
}
