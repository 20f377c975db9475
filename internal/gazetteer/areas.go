package main

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// centre is the mean place of the people of an area.
type centre struct {
	lat, lon   float64
	population int
	best       int // inhabitants of its largest city
	bestLat    float64
	bestLon    float64
	west, east float64 // of all its towns
}

func (s *centre) add(c city) {
	people := max(c.population, 1)
	if s.population == 0 {
		s.west, s.east = c.lon, c.lon
	}
	s.west, s.east = min(s.west, c.lon), max(s.east, c.lon)
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
	if s.east-s.west > 180 {
		return s.bestLat, s.bestLon
	}
	return s.lat / float64(s.population), s.lon / float64(s.population)
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
