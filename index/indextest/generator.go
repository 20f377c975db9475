package indextest

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"dateline/entity"
	"dateline/index"
	"dateline/query"
)

// generator makes random articles and plans out of few words, so that much of
// what is asked is there.
type generator struct{ *rand.Rand }

func newGenerator(seed uint64) *generator {
	return &generator{rand.New(rand.NewPCG(seed, 1))} //nolint:gosec // the same for the same seed
}

// vocabulary is words in which the rules of package words meet, by language.
func vocabulary(lang string) []string {
	switch lang {
	case "de":
		return strings.Fields("der Minister Ministers Häuser Haus Straße strasse 1.000 3,5 E-Mail Köln")
	case "fr":
		return strings.Fields("l'homme homme élection élections parties partis covid-19 d’État état")
	case "ru":
		return strings.Fields("министр министры ёлка елка Москва в")
	case "ja":
		return []string{"東京都", "東京", "京都", "大臣は東京で", "ニュース", "2026年"}
	}
	return strings.Fields("minister ministers minister's rule of law laws U.S. us covid-19 covid19 19 covid e-mail email " +
		"1,000 1000 3.5 AT&T att O'Brien obrien naïve naive the in part parts")
}

func languages() []string { return []string{"en", "en", "en", "de", "fr", "ru", "ja", ""} }
func people() []string    { return []string{"Ann Lee", "Bob Lee", "José Núñez", "Ann Núñez"} }
func groups() []string    { return []string{"NATO", "European Union", "Union Bank"} }
func sources() []string   { return []string{"", "Courier", "Courier Weekly", "Herald"} }
func hosts() []string {
	return []string{"", "courier.example", "news.courier.example", "herald.example"}
}
func sections() []string { return []string{"", "World", "World Politics", "Business"} }
func authors() []string  { return []string{"Jane Doe", "John Doe", "Doe Jane"} }
func placeLines() []string {
	return []string{"Cairo < Egypt < Africa", "Egypt < Africa", "Paris, Texas < United States < North America", "Africa"}
}

func (g *generator) chance(percent int) bool { return g.IntN(100) < percent }

func pick[T any](g *generator, list []T) T { return list[g.IntN(len(list))] }

// some are up to most of a list, each once.
func (g *generator) some(list []string, most int) []string {
	var chosen []string
	for _, i := range g.Perm(len(list)) {
		if len(chosen) < most && g.chance(50) {
			chosen = append(chosen, list[i])
		}
	}
	return chosen
}

// words are up to most words of a language in a row.
func (g *generator) words(lang string, most int) string {
	var list []string
	for range g.IntN(most + 1) {
		list = append(list, pick(g, vocabulary(lang)))
	}
	return strings.Join(list, pick(g, []string{" ", " ", " ", ", ", "-"}))
}

// moment is a time among few, so that articles share it.
func (g *generator) moment() time.Time {
	hours := pick(g, []int{g.IntN(5), g.IntN(24 * 60), g.IntN(24 * 800)})
	return now().Add(-time.Duration(hours) * time.Hour)
}

// document is an article of one of so many ids. Few are long.
func (g *generator) document(ids int) index.Document {
	lang := pick(g, languages())
	d := index.Document{}
	d.ID, d.Lang = fmt.Sprint("id", g.IntN(ids)), lang
	d.ContentHash = strconv.Itoa(g.IntN(1e9))
	d.Title = g.words(lang, 6)
	var paragraphs []string
	for range g.IntN(4) {
		length := 12
		if g.chance(1) {
			length = 800
		}
		paragraphs = append(paragraphs, g.words(lang, length))
	}
	d.SetParagraphs(paragraphs)
	if g.chance(85) {
		d.Published = g.moment()
	}
	d.Source.Name, d.Source.Domain = pick(g, sources()), pick(g, hosts())
	d.Section, d.Authors = pick(g, sections()), g.some(authors(), 2)
	passing := func() string { return pick(g, []string{"", "", " (in passing)"}) }
	for _, name := range g.some(people(), 3) {
		d.Actors = append(d.Actors, actor(entity.Person, name+" | Mr "+name+passing()))
	}
	for _, name := range g.some(groups(), 2) {
		d.Actors = append(d.Actors, actor(entity.Org, name+passing()))
	}
	for _, chain := range g.some(placeLines(), 2) {
		d.Locations = append(d.Locations, location(chain+passing()))
	}
	return d
}

func (g *generator) plan() index.Plan {
	plan := index.Plan{
		Where: g.expr(3), Now: now(), Size: pick(g, []int{0, 1, 3, 100}),
		Sort: pick(g, []query.Sort{query.Newest, query.Oldest, query.Relevance}),
	}
	if g.chance(12) {
		plan.From = g.moment()
	}
	if g.chance(12) {
		plan.To = g.moment()
	}
	for _, field := range index.Fields.Facets() {
		if g.chance(6) {
			plan.Filters = append(plan.Filters, g.filter(field.Name))
		}
		if g.chance(40) {
			plan.Facets = append(plan.Facets, g.facetPlan(field.Name))
		}
	}
	if g.chance(50) {
		border := g.moment()
		for range 1 + g.IntN(10) {
			plan.Timeline = append(plan.Timeline, border)
			border = border.Add(time.Duration(1+g.IntN(500)) * time.Hour)
		}
	}
	return plan
}

func (g *generator) filter(field string) query.Filter {
	return query.Filter{
		Field: field, Include: g.some(values(field), 2), Exclude: g.some(values(field), 1),
		Match: pick(g, []query.Match{query.MatchAll, query.MatchAny}),
	}
}

// values are values that a facet may have, and one that it never has.
func values(field string) []string {
	never := []string{"Nobody"}
	switch field {
	case "person":
		return append(never, people()...)
	case "org":
		return append(never, groups()...)
	case "actor":
		return append(append(never, groups()...), people()...)
	case "location":
		return append(never, "Cairo", "Egypt", "Africa", "Paris, Texas", "United States")
	case "source":
		return append(never, sources()[1:]...)
	case "section":
		return append(never, sections()[1:]...)
	case "lang":
		return append(never, "en", "de", "fr", "ru")
	}
	return never
}

// expr is a tree of at most some depth.
func (g *generator) expr(depth int) query.Expr {
	if depth == 0 || g.chance(30) {
		return g.leaf()
	}
	operands := func() []query.Expr {
		list := []query.Expr{g.expr(depth - 1), g.expr(depth - 1)}
		if g.chance(20) {
			list = append(list, g.expr(depth-1))
		}
		return list
	}
	switch g.IntN(9) {
	case 0, 1:
		return query.And{Exprs: operands()}
	case 2, 3, 4:
		return query.Or{Exprs: operands()}
	case 5, 6:
		return g.place(pick(g, languages()), 1+g.IntN(2))
	case 7:
		return query.Boost{Expr: g.expr(depth - 1), Factor: 2}
	}
	return query.Not{Expr: g.expr(depth - 1)}
}

// place is a tree of at most some depth whose matches are places in texts of a
// language.
func (g *generator) place(lang string, depth int) query.Expr {
	if depth == 0 || g.chance(20) {
		return g.word(lang, pick(g, []string{"", "", "", "", "", "", "title", "body", "lead", "major", "person", "location"}))
	}
	a, b := g.place(lang, depth-1), g.place(lang, depth-1)
	switch g.IntN(10) {
	case 0:
		return query.NotNear{A: a, B: b, Within: g.IntN(4)}
	case 1:
		return query.SameParagraph{A: a, B: b}
	case 2:
		return query.AtLeast{N: 2 + g.IntN(2), Expr: a}
	case 3:
		return query.Boost{Expr: a, Factor: 0.5}
	case 4:
		return query.And{Exprs: []query.Expr{a, b}}
	case 5:
		return query.Or{Exprs: []query.Expr{a, b, g.place(lang, depth-1)}}
	}
	return query.Near{A: a, B: b, Within: 1 + g.IntN(3), Ordered: g.chance(30)}
}

// word is a leaf of text, or of names.
func (g *generator) word(lang, field string) query.Expr {
	word := pick(g, vocabulary(lang))
	switch field {
	case "person":
		word = pick(g, strings.Fields(strings.Join(people(), " ")))
	case "location":
		word = pick(g, []string{"Cairo", "egypt", "Paris", "texas", "Africa"})
	}
	letters := []rune(word)
	at := g.IntN(len(letters))
	changed := func(by string) string { return string(letters[:at]) + by + string(letters[at+1:]) }
	switch g.IntN(14) {
	case 0:
		return query.Wildcard{Field: field, Pattern: string(letters[:at+1]) + "*"}
	case 1:
		return query.Wildcard{Field: field, Pattern: changed(pick(g, []string{"?", "*"}))}
	case 2:
		return query.Fuzzy{Field: field, Text: changed(pick(g, []string{"", "x", string(letters[at])})), Distance: 1 + g.IntN(2)}
	case 3:
		return query.Regexp{Field: field, Pattern: pick(g, []string{"m.*", ".*s?", "[a-e]+", "ла|ёлка", "(co|e).+", "l.?w", "élections?", "[0-9.,]+"})}
	case 4, 5:
		text := word + " " + pick(g, vocabulary(lang))
		return query.Phrase{Field: field, Text: text, Slop: pick(g, []int{0, 2, 6})}
	}
	return query.Word{Field: field, Text: word}
}

func (g *generator) leaf() query.Expr {
	lang := pick(g, languages())
	switch g.IntN(14) {
	case 0, 1, 2, 3:
		return query.Word{Field: pick(g, []string{"", "", "title", "body"}), Text: pick(g, vocabulary(lang))}
	case 4, 5:
		return query.Phrase{Field: pick(g, []string{"", "", "title", "body"}), Text: g.words(lang, 2)}
	case 6, 7:
		return g.nameLeaf()
	case 8:
		return g.dates()
	case 9, 10:
		return g.word(lang, pick(g, []string{"", "", "title", "body", "lead", "major", "person", "location"}))
	case 11:
		return query.Compare{
			Field: "words", Value: g.IntN(20),
			Op: pick(g, []query.Comparison{query.Equal, query.Less, query.AtMost, query.More, query.NotLess}),
		}
	case 12:
		return query.Has{Field: pick(g, index.Fields).Name}
	}
	return query.All{}
}

// nameLeaf asks for a whole name, a word of it, or its words in another order.
func (g *generator) nameLeaf() query.Expr {
	texts := map[string][]string{
		"person": people(), "org": groups(), "actor": append(people(), groups()...), "source": sources(),
		"section": sections(), "author": authors(), "location": {"Cairo", "egypt", "Paris", "texas paris", "Africa"},
		"site": append(hosts(), "example", "ample"), "lang": languages(), "id": {"id1", "ID2", "id"},
	}
	field := pick(g, []string{"person", "org", "actor", "source", "section", "author", "location", "site", "lang", "id"})
	text := pick(g, texts[field])
	if g.chance(50) {
		return query.Phrase{Field: field, Text: text}
	}
	if parts := strings.Fields(text); len(parts) > 0 {
		text = strings.ToUpper(pick(g, parts))
	}
	return query.Word{Field: field, Text: text}
}

func (g *generator) dates() query.Expr {
	moments := []query.Moment{"", "2026", "2026-11", "2026-11-20", "2025", "24h", "30d", "1y", "2026-11-20T10:00:00Z"}
	return query.Dates{From: pick(g, moments), To: pick(g, moments), Through: g.chance(50)}
}
