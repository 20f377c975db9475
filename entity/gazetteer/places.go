package gazetteer

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Place is a place on earth.
type Place struct {
	// Name is the common English name; several places can have it.
	Name string
	// Unique is the name that no other place has: "Paris", but "Paris, Texas".
	Unique string
	// Country is the ISO 3166-1 alpha-2 code, "" for what lies in none or several.
	Country string
	// Region is the code of the first-level region in the country, or "".
	Region string
	// Kind is "continent", "country", "region" or "city".
	Kind string
	// Lat and Lon are degrees, WGS 84.
	Lat, Lon float64
	// People is the number of inhabitants, as far as it is known.
	People int
	// Capital says that it is the capital of its country.
	Capital bool
	// Seat says that it is the main town of its region, or the capital.
	Seat bool
	// twin marks a region that has a city of the same name in it: the bare
	// name nearly always means the city.
	twin bool
	// own marks a place of our own lists, made because newspapers mean it.
	own bool
}

// The kinds of places.
const (
	Continent = "continent"
	Country   = "country"
	Region    = "region"
	City      = "city"
)

// Place gives a place by its number.
func (g *Gazetteer) Place(id int32) *Place { return &g.places[id] }

// Len is the number of places.
func (g *Gazetteer) Len() int { return len(g.places) }

// Prior says how likely a name means this candidate, before any context: the
// logarithm of its people, with a bonus for countries and main towns.
func (g *Gazetteer) Prior(c Candidate) float64 {
	w := g.places[c.Place].weight()
	if c.Other {
		w--
	}
	return w
}

func (p *Place) weight() float64 {
	w := math.Log10(float64(p.People) + 10)
	switch {
	case p.Kind == Country || p.Kind == Continent:
		w += 1.5
	case p.Capital:
		w += 0.7
	case p.Seat:
		w += 0.4
	case p.twin:
		w -= 2
	}
	return w
}

// Distance is the great-circle distance in kilometres.
func Distance(a, b *Place) float64 {
	const radius, degree = 6371, math.Pi / 180
	dLat, dLon := (b.Lat-a.Lat)*degree/2, (b.Lon-a.Lon)*degree/2
	h := math.Sin(dLat)*math.Sin(dLat) + math.Cos(a.Lat*degree)*math.Cos(b.Lat*degree)*math.Sin(dLon)*math.Sin(dLon)
	return 2 * radius * math.Asin(math.Min(1, math.Sqrt(h)))
}

// Federal says whether the towns of a country are told apart by region: "Paris,
// Texas" and not "Paris, United States".
func (p *Place) Federal() bool {
	switch p.Country {
	case "US", "CA", "AU", "IN", "BR", "MX":
		return true
	}
	return false
}

// Inside says whether place id lies in a country or region called outer.
func (g *Gazetteer) Inside(id int32, outer *Phrase) bool {
	p := &g.places[id]
	for _, c := range outer.Places {
		q := &g.places[c.Place]
		switch {
		case c.Place == id || q.Country != p.Country:
		case q.Kind == Country:
			return true
		case q.Kind == Region && q.Region != "" && q.Region == p.Region && p.Kind == City:
			return true
		}
	}
	return false
}

// Within names what contains a place, innermost first.
func (g *Gazetteer) Within(id int32) []string {
	p := &g.places[id]
	var names []string
	if r, ok := g.regions[p.Country+"."+p.Region]; ok && r != id && !g.isTwin(r, p) {
		names = append(names, g.places[r].Unique)
	}
	if c, ok := g.countries[p.Country]; ok && c != id {
		names = append(names, g.places[c].Unique)
	}
	if name := g.continent[p.Country]; name != "" && name != p.Name {
		names = append(names, name)
	}
	return names
}

// isTwin says whether region r carries the name of the city.
func (g *Gazetteer) isTwin(r int32, city *Place) bool {
	return Fold(withoutAreaWord(g.places[r].Name)) == Fold(city.Name)
}

// nameUniquely gives every place its own name: the weightiest of a name keeps
// it bare, the others get their region or country added, then both, then a
// number.
func (g *Gazetteer) nameUniquely() {
	order := make([]int32, len(g.places))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int {
		return cmp.Compare(g.claim(b), g.claim(a))
	})
	used := make(map[string]bool, len(order))
	for _, id := range order {
		p := &g.places[id]
		for n := 0; p.Unique == ""; n++ {
			if name := g.uniqueName(p, n); !used[Slug(name)] {
				p.Unique = name
				used[Slug(name)] = true
			}
		}
	}
}

// claim says which place may keep a name bare: the weightiest, ours first.
func (g *Gazetteer) claim(id int32) float64 {
	p := &g.places[id]
	if p.own {
		return p.weight() + 1
	}
	return p.weight()
}

// uniqueName is the n-th choice of a name for a place.
func (g *Gazetteer) uniqueName(p *Place, n int) string {
	country := g.nameOf(g.countries, p.Country, p.Country)
	region := g.nameOf(g.regions, p.Country+"."+p.Region, country)
	switch n {
	case 0:
		return p.Name
	case 1:
		if p.Federal() && p.Kind == City && region != p.Name {
			return p.Name + ", " + region
		}
		return p.Name + ", " + country
	case 2:
		return p.Name + ", " + region + ", " + country
	}
	return p.Name + ", " + country + " " + strconv.Itoa(n-1)
}

// nameOf is the plain name of a place found by key, or the given one.
func (g *Gazetteer) nameOf(table map[string]int32, key, fallback string) string {
	if id, ok := table[key]; ok {
		return g.places[id].Name
	}
	return fallback
}

// areaWords are the ends of the long names of regions.
const areaWords = "City Capital State Oblast Province Region Governorate Republic Krai Prefecture County Department District"

// withoutAreaWord turns "Kano State" into "Kano", "State of Berlin" into
// "Berlin".
func withoutAreaWord(name string) string {
	if short, ok := strings.CutPrefix(name, "State of "); ok {
		return short
	}
	if at := strings.LastIndexByte(name, ' '); at > 0 && slices.Contains(strings.Fields(areaWords), name[at+1:]) {
		return name[:at]
	}
	return name
}
