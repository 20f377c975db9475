package newscorpus

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/entity"
)

// How many there are of each to choose from.
const (
	allActors    = 50_000
	allPlaces    = 5_000
	allCountries = 150 // of the places, the most frequent ones
	allSources   = 50
)

// cast is who and what articles are about, the frequent ones first.
type cast struct {
	actors   []entity.Actor
	places   []entity.Place
	sources  []corpus.Source
	sections []string
	langs    []string
}

func newCast(seed uint64) *cast {
	random := rand.New(rand.NewPCG(seed, 2)) //nolint:gosec // the same every time is what is wanted
	return &cast{
		actors:   newActors(random),
		places:   newPlaces(random),
		sources:  newSources(random),
		sections: []string{"World", "Business", "Politics", "Markets", "Sport", "Science", "Technology", "Culture", "Health", "Opinion", "Energy", "Travel"},
		langs:    []string{"en", "fr", "de", "es", "it", "nl", "pt", "sv"},
	}
}

// newActors makes three people for each organisation.
func newActors(random *rand.Rand) []entity.Actor {
	var given, family names
	given.invent(random, 400, 1, 2)
	family.invent(random, 12_000, 2, 3)
	forms := []string{"Bank", "Group", "Corp", "Ministry", "Institute", "Union", "Agency", "Holdings"}
	seen := map[string]bool{}
	var actors []entity.Actor
	for len(actors) < allActors {
		name, kind := given.pick(random)+" "+family.pick(random), entity.Person
		if len(actors)%4 == 3 {
			name, kind = family.pick(random)+" "+forms[random.IntN(len(forms))], entity.Org
		}
		if !seen[name] {
			seen[name] = true
			actors = append(actors, entity.Actor{ID: string(kind) + "/" + slug(name), Name: name, Kind: kind, Forms: []string{name}})
		}
	}
	return actors
}

// newPlaces makes countries, each on a continent, and behind them cities, each
// in a country.
func newPlaces(random *rand.Rand) []entity.Place {
	continents := []string{"Africa", "Asia", "Europe", "North America", "Oceania", "South America"}
	var all names
	all.invent(random, allPlaces, 2, 4)
	places := make([]entity.Place, 0, allPlaces)
	for i, name := range all {
		p := entity.Place{
			ID: "location/" + slug(name), Name: name, Forms: []string{name},
			Lat: random.Float64()*140 - 60, Lon: random.Float64()*360 - 180,
		}
		if i < allCountries {
			p.Kind, p.Country = entity.Country, fmt.Sprintf("%c%c", 'A'+i/26, 'A'+i%26)
			p.Within = []string{continents[i%len(continents)]}
		} else {
			country := places[random.IntN(allCountries)]
			p.Kind, p.Country = entity.City, country.Country
			p.Within = []string{country.Name, country.Within[0]}
		}
		places = append(places, p)
	}
	return places
}

func newSources(random *rand.Rand) []corpus.Source {
	kinds := []string{"Courier", "Times", "Post", "Herald", "Tribune"}
	var towns names
	towns.invent(random, allSources, 2, 3)
	var sources []corpus.Source
	for i, town := range towns {
		name := "The " + town + " " + kinds[i%len(kinds)]
		id := slug(name)
		sources = append(sources, corpus.Source{ID: id, Name: name, Domain: id + ".example"})
	}
	return sources
}

// names are different names.
type names []string

func (n *names) invent(random *rand.Rand, count, least, most int) {
	seen := map[string]bool{}
	for len(*n) < count {
		name := capital(inventWord(random, least+random.IntN(most-least+1)))
		if !seen[name] {
			seen[name] = true
			*n = append(*n, name)
		}
	}
}

func (n names) pick(random *rand.Rand) string { return n[random.IntN(len(n))] }

func slug(name string) string { return strings.ReplaceAll(strings.ToLower(name), " ", "-") }

// draw chooses different numbers below most by Zipf's law.
func draw(random *rand.Rand, count int, exponent, offset float64, most int) []int {
	zipf := rand.NewZipf(random, exponent, offset, uint64(most-1))
	var drawn []int
	for len(drawn) < count {
		if n := int(zipf.Uint64()); !slices.Contains(drawn, n) {
			drawn = append(drawn, n)
		}
	}
	return drawn
}
