package gazetteer

import (
	"cmp"
	"strings"

	"dateline/entity/data"
)

// placeLoader reads the lists of places in the order that lets our own names
// win over the generated ones.
type placeLoader struct {
	*Gazetteer
	data *data.Reader
	// own are our own regions by country, region and each of their names.
	own map[string]int32
	// taken are the folded names of countries and landmarks.
	taken map[string]int32
}

// loadPlaces reads countries, landmarks, regions and cities.
func (g *Gazetteer) loadPlaces(d *data.Reader) {
	l := placeLoader{Gazetteer: g, data: d, own: make(map[string]int32), taken: make(map[string]int32)}
	l.loadCountries()
	l.loadLandmarks()
	l.loadRegions()
	l.loadCities()
	g.nameUniquely()
}

func (l *placeLoader) place(p Place) int32 {
	l.places = append(l.places, p)
	return int32(len(l.places) - 1)
}

func (l *placeLoader) loadCountries() {
	generated := make(map[string][]string)
	for f := range l.data.Rows("countries.tsv.gz", 5) {
		generated[f[0]] = f
	}
	for f := range l.data.Rows("nations.tsv", 6) {
		p := Place{Name: f[1], Country: f[0], Kind: Country}
		names := append([]string{f[1]}, data.Split(f[5])...)
		if row := generated[f[0]]; row != nil {
			p.Lat, p.Lon, p.People = l.data.Number(row[1]), l.data.Number(row[2]), int(l.data.Number(row[3]))
			names = append(names, data.Split(row[4])...)
		}
		if lat, lon, ok := strings.Cut(f[3], ","); ok {
			p.Lat, p.Lon = l.data.Number(lat), l.data.Number(lon)
		}
		id := l.place(p)
		l.countries[f[0]], l.continent[f[0]] = id, f[2]
		for _, n := range names {
			l.name(n, id, false)
			l.taken[Fold(n)] = id
		}
		l.demonyms(f[4], id)
	}
}

// name adds one name of a place.
func (l *placeLoader) name(name string, id int32, other bool) {
	q := &l.places[id]
	if p := l.Phrase(name); p != nil && (p.Upper && q.Kind == City || other && p.Org > 0) {
		return // a short form or an organisation of our lists is not given up for a town
	}
	if q.Kind == Region && q.Region != "" && l.words[strings.ToLower(name)]&(Common|Direction) != 0 {
		return // regions called "Central" or "Delta" are found by their long names
	}
	p := l.add(name)
	for i := range p.Places {
		if c := &p.Places[i]; c.Place == id {
			c.Other = c.Other && other
			return
		}
	}
	p.Places = append(p.Places, Candidate{Place: id, Other: other})
}

// demonyms adds the words for the people and things of a place.
func (l *placeLoader) demonyms(list string, id int32) {
	for _, n := range data.Split(list) {
		for _, form := range []string{n, plural(n)} {
			if p := l.add(form); p.Demonym == 0 {
				p.Demonym = id + 1
			}
		}
	}
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

func (l *placeLoader) loadLandmarks() {
	for f := range l.data.Rows("landmarks.tsv", 9) {
		p := Place{
			Name: f[0], Kind: f[1], Country: f[2], Region: f[3], own: true,
			Lat: l.data.Number(f[4]), Lon: l.data.Number(f[5]), People: int(l.data.Number(f[6])),
		}
		id := l.place(p)
		for _, n := range append([]string{p.Name}, data.Split(f[7])...) {
			n, comma := strings.CutPrefix(n, ",")
			l.name(n, id, false)
			if comma {
				l.add(n).Comma = true
			}
			l.own[p.Country+"."+p.Region+"."+withoutAreaWord(n)] = id
			if p.Kind != Region {
				l.taken[Fold(n)] = id
			}
		}
		if short := withoutAreaWord(p.Name); short != p.Name {
			l.name(short, id, true)
		}
		l.demonyms(f[8], id)
	}
}

func (l *placeLoader) loadRegions() {
	for f := range l.data.Rows("regions.tsv.gz", 5) {
		if own, ok := l.own[f[0]+"."+withoutAreaWord(f[1])]; ok {
			l.regions[f[0]] = own
			continue
		}
		country, region, _ := strings.Cut(f[0], ".")
		if _, known := l.countries[country]; f[1] == "" || !known {
			continue
		}
		id := l.place(Place{
			Name: f[1], Kind: Region, Country: country, Region: region,
			Lat: l.data.Number(f[2]), Lon: l.data.Number(f[3]), People: int(l.data.Number(f[4])),
		})
		l.regions[f[0]] = id
		l.name(f[1], id, false)
		if short := withoutAreaWord(f[1]); short != f[1] {
			l.name(short, id, true)
		} else if !strings.Contains(f[1], " ") {
			l.name(f[1]+" Region", id, true)
		}
	}
}

func (l *placeLoader) loadCities() {
	for f := range l.data.Rows("places.tsv.gz", 8) {
		p := Place{
			Name: f[0], Country: f[1], Region: f[2], Kind: City,
			Lat: l.data.Number(f[3]), Lon: l.data.Number(f[4]), People: int(l.data.Number(f[5])),
			Capital: f[6] == "C", Seat: f[6] != "",
		}
		id := l.city(p)
		l.name(p.Name, id, false)
		if r, ok := l.regions[p.Country+"."+p.Region]; ok && l.isTwin(r, &p) {
			l.places[r].twin = true
		}
		for _, n := range data.Split(f[7]) {
			if _, taken := l.taken[Fold(n)]; !taken {
				l.name(n, id, Fold(n) != Fold(p.Name))
			}
		}
	}
}

// samePlaceKm is how near two rows of one name are when they mean one town.
const samePlaceKm = 60

// city gives the place of a generated row: a new one, or the one of our own
// lists that it repeats, a city state among them.
func (l *placeLoader) city(p Place) int32 {
	id, taken := l.taken[Fold(p.Name)]
	if !taken || l.places[id].Country != p.Country {
		return l.place(p)
	}
	q := &l.places[id]
	if q.Kind != City {
		return id
	}
	if Distance(q, &p) > samePlaceKm {
		return l.place(p)
	}
	q.Capital, q.Seat = p.Capital, p.Seat
	q.Region, q.People = cmp.Or(q.Region, p.Region), max(q.People, p.People)
	return id
}
