package indextest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"dateline/entity"
	"dateline/index"
	"dateline/query"
)

// LongArticles are articles with very many of the same words, the same ones for
// the same number.
func LongArticles(n int) []index.Document {
	const paragraphs, length, names = 12, 100, 300
	random := rand.New(rand.NewPCG(uint64(n), 2)) //nolint:gosec // the same for the same number
	ranks := rand.NewZipf(random, 1.2, 5, 20_000)
	text := func() string {
		var b strings.Builder
		for range length {
			b.WriteString(longWord(int(ranks.Uint64())) + " ")
		}
		return b.String() + "the end."
	}
	name := func() string {
		return strings.ToUpper(longWord(random.IntN(26))[:1]) + longWord(names+random.IntN(names))
	}
	docs := make([]index.Document, n)
	for i := range docs {
		d := article(strconv.Itoa(i), "")
		d.Title, d.Source.Name, d.Source.Domain = text()[:60], name(), longWord(random.IntN(names))+".example"
		d.Published = now().Add(-time.Duration(random.IntN(20_000)) * time.Hour)
		d.Authors = []string{name()}
		var body []string
		for range paragraphs {
			body = append(body, text())
		}
		d.SetParagraphs(body)
		for range 6 {
			d.Actors = append(d.Actors, actor(entity.Person, name()+" | "+longWord(random.IntN(names))))
			d.Locations = append(d.Locations, location(name()+" < Egypt < Africa"))
		}
		docs[i] = d
	}
	return docs
}

// longWord is the word of a rank in LongArticles, the first ones frequent.
func longWord(rank int) string {
	const consonants, vowels = "bdfgklmnprstvz", "aeiou"
	if rank < len(frequentWords()) {
		return frequentWords()[rank]
	}
	var b strings.Builder
	for ; rank > 0; rank /= len(consonants) * len(vowels) {
		b.WriteByte(consonants[rank%len(consonants)])
		b.WriteByte(vowels[rank/len(consonants)%len(vowels)])
	}
	return b.String()
}

func frequentWords() []string { return []string{"the", "of", "and", "a", "in", "minister"} }

// HostileQueries are texts of queries, by what they are, that make as much work
// as the bounds of the language allow. They ask for words of LongArticles.
func HostileQueries() map[string]string {
	queries := map[string]string{
		"star":              "*",
		"any letter":        "*a*",
		"one letter":        "?*",
		"long wildcard":     strings.Repeat("*a", 100) + "*",
		"anything":          "/.*/",
		"optional letters":  "/" + strings.Repeat("[a-z]?", 40) + "/",
		"nested stars":      "/((a*)*b*)*(a|b|.)*(.*a.*)*/",
		"nested counts":     "/(.{0,9}a){0,9}.*/",
		"frequent word":     "the",
		"nothing":           `"" title: * ()`,
		"negation":          "-the",
		"loose phrase":      `"` + filled("%s") + `"~255`,
		"phrase":            `"` + filled("%s") + `"`,
		"phrase and stars":  `"` + filled("%s *") + `"`,
		"deep and not":      strings.Repeat("NOT (the ", 700),
		"deep or":           strings.Repeat("(the OR (of ", 500),
		"deep near":         strings.Repeat("(the w/9 ", 700),
		"names of anything": "person:*a* w/9 location:*e*",
	}
	// What can be had again and again, as it is and with every word in turn.
	for _, unit := range []string{
		"(", ")", "-", "*", "a", "a-", "東", "9", "~", "the ", "the OR ", "the w/9 ", "the* ", `"the of" `, "the~2 ",
	} {
		queries["again "+unit] = strings.Repeat(unit, query.MaxText/len(unit))
		queries["quoted "+unit] = `"` + strings.Repeat(unit, (query.MaxText-1)/len(unit))
	}
	for _, unit := range []string{
		"%s", "%s OR", "-%s", "lead:%s OR", "major:*%s* OR", "title:%s* OR", "%s^2 OR", "%.2s* OR", "*%.2s* OR", "*%.1s* OR", "*%.2s OR", "?%.2s* OR",
		"%s~2 OR", "%s~1", "/.*%.2s.*/ OR", "%s w/255", "%s pre/255", "%s NOT w/255", "%s w/p", "*%.1s* w/255", "*%.1s* pre/9", "%s OR the w/9 of OR",
		"atleast3(%s) OR", "atleast9(*%.1s*) OR", "atleast2(the w/9 %s) OR", `"the %s" OR`, `"%s of the"~99 OR`, `"*%.1s* the" OR`, "the w/9 (%s OR of) OR",
		"person:%.2s* OR", "person:*%.1s* w/99", "location:*%.1s* OR", "site:%s.example OR", "source:%s OR", "lang:%s OR", "id:%s OR",
		"words:>%[2]d OR", "date:%[2]dd OR", "like:%[2]d OR", "has:person missing:author", "foo:%s",
	} {
		queries["every "+unit] = filled(unit)
	}
	for _, operator := range []string{"w/255", "pre/9", "NOT w/1", "w/p", "AND"} {
		for _, unit := range []string{"%s", "*%.2s*", "%s~2", `"the %s"`} {
			half := filled(unit + " OR")
			half = "(" + half[:strings.LastIndex(half[:query.MaxText/2-20], " OR ")] + ")"
			queries[operator+" of groups of "+unit] = half + " " + operator + " " + half
		}
	}
	maps.DeleteFunc(queries, func(_, text string) bool { return len(text) > query.MaxText })
	return queries
}

// filled is a format again and again, each time with the next word and number,
// as often as a query may be long.
func filled(format string) string {
	var b strings.Builder
	for rank := 0; ; rank++ {
		text := fmt.Sprintf(format+"%[3]s", longWord(rank), rank, " ")
		if b.Len()+len(text) > query.MaxText-2 {
			return b.String()
		}
		b.WriteString(text)
	}
}
