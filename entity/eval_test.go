package entity_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline/entity"
	"dateline/internal/eval"
)

// TestEvalEntities measures mentions, countries of articles and the places
// chosen for names, and compares with the numbers of the last time.
func TestEvalEntities(t *testing.T) {
	if os.Getenv("DATELINE_EVAL") == "" {
		t.Skip("measures for a while: set DATELINE_EVAL=1, or make eval")
	}
	x := load(t)
	var table strings.Builder
	evalMentions(t, x, "worldwide", "ner/measure/worldwide_dev.bio.gz", &table)
	evalCountries(t, x, &table)
	evalToponyms(t, x, &table)
	t.Logf("entities:\n%s", table.String())
	eval.CompareNumbers(t, "testdata/eval.golden", table.String())
}

func row(table *strings.Builder, name string, value float64) {
	fmt.Fprintf(table, "%s %.4f\n", name, value)
}

// goldDoc is a text with its mentions.
type goldDoc struct {
	text   strings.Builder
	want   []eval.Span
	last   string // the last token of the line
	hyphen bool   // it is a hyphen after a letter
}

// add appends one token as running text has it; its label is PER, ORG, LOC
// or "" and begins a new span or goes on with the last one. The gold tokens
// stand apart at hyphens and apostrophes, where the newspaper had no space.
func (d *goldDoc) add(word, label string, begins bool) {
	last := d.last
	d.last = word
	apart := d.text.Len() > 0 && last != "" &&
		!strings.ContainsAny(word[:1], ",.;:!?)]%") && !strings.HasPrefix(word, "'") && word != "’" && word != "n't" &&
		last != "(" && last != "[" && last != "$" && last != "“" && last != "‘" &&
		!(last == "’" && (len(word) <= 2 || unicode.IsUpper(rune(word[0])))) &&
		!(word == "-" && isName(last)) && !(last == "-" && d.hyphen && isName(word))
	if apart {
		d.text.WriteByte(' ')
	}
	d.hyphen = word == "-" && isName(last)
	start := d.text.Len()
	d.text.WriteString(word)
	switch {
	case label == "":
	case begins || len(d.want) == 0:
		d.want = append(d.want, eval.Span{Start: start, End: d.text.Len(), Label: label})
	default:
		d.want[len(d.want)-1].End = d.text.Len()
	}
}

// isName says whether a word begins with a letter.
func isName(word string) bool { return word != "" && unicode.IsLetter([]rune(word)[0]) }

// readBIO reads documents of the two-column format, sentence by paragraph.
func readBIO(t *testing.T, name string) []*goldDoc {
	t.Helper()
	var docs []*goldDoc
	doc := &goldDoc{}
	skip := false
	eval.GoldLines(t, name, func(text []byte) {
		line := string(text)
		word, tag, ok := strings.Cut(line, "\t")
		switch {
		case strings.HasPrefix(line, "#DOC") || word == "-DOCSTART-":
			if doc.text.Len() > 0 {
				docs = append(docs, doc)
			}
			doc, skip = &goldDoc{}, strings.HasPrefix(line, "#DOC")
		case skip: // the address of the page
			skip = false
		case !ok || word == "":
			if doc.text.Len() > 0 {
				doc.text.WriteString("\n\n")
			}
			doc.last = ""
		default:
			begins, label, _ := strings.Cut(tag, "-")
			if label == "MISC" {
				label = ""
			}
			doc.add(word, label, begins == "B")
		}
	})
	return append(docs, doc)
}

// evalMentions measures exact spans of people, organisations and places.
// Words for the people of a country are not asked for by the gold data.
func evalMentions(t *testing.T, x *entity.Extractor, title, name string, table *strings.Builder) {
	t.Helper()
	labels := map[entity.Kind]string{entity.Person: "PER", entity.Org: "ORG", entity.Location: "LOC"}
	counts := map[string]eval.Count{}
	words := 0
	start := time.Now()
	for _, doc := range readBIO(t, name) {
		text := doc.text.String()
		words += len(strings.Fields(text))
		var got []eval.Span
		for _, m := range x.Find(entity.Text{Body: text, Lang: "en"}).Mentions {
			if !m.Demonym {
				got = append(got, eval.Span{Start: m.Start, End: m.End, Label: labels[m.Kind]})
			}
		}
		for label, c := range eval.Spans(got, doc.want) {
			all := counts[label]
			all.Add(c)
			counts[label] = all
		}
		if os.Getenv("DATELINE_EVAL_VERBOSE") != "" {
			logMistakes(t, text, got, doc.want)
		}
	}
	t.Logf("%s: %d words in %s", title, words, time.Since(start).Round(time.Millisecond))
	var all eval.Count
	for _, label := range []string{"PER", "ORG", "LOC"} {
		c := counts[label]
		all.Add(c)
		row(table, title+".precision."+label, c.Precision())
		row(table, title+".recall."+label, c.Recall())
		row(table, title+".f1."+label, c.F1())
	}
	row(table, title+".f1", all.F1())
}

func logMistakes(t *testing.T, text string, got, want []eval.Span) {
	t.Helper()
	have, need := map[eval.Span]bool{}, map[eval.Span]bool{}
	for _, s := range got {
		have[s] = true
	}
	for _, s := range want {
		need[s] = true
	}
	show := func(what string, s eval.Span) {
		before, after := text[max(0, s.Start-30):s.Start], text[s.End:min(len(text), s.End+25)]
		t.Logf("%s %s [%s] %q", what, s.Label, text[s.Start:s.End], before+"▸"+text[s.Start:s.End]+"◂"+after)
	}
	for _, s := range got {
		if !need[s] {
			show("WRONG", s)
		}
	}
	for _, s := range want {
		if !have[s] {
			show("MISSED", s)
		}
	}
}

// evalCountries measures the countries of newswire articles: those of the
// salient places, against the PLACES of the editors.
func evalCountries(t *testing.T, x *entity.Extractor, table *strings.Builder) {
	t.Helper()
	want := map[string][]string{}
	eval.GoldLines(t, "places/reuters-train.jsonl.gz", func(line []byte) {
		var row struct {
			ID     string
			Places []string
		}
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatal(err)
		}
		want[row.ID] = row.Places
	})
	var all eval.Count
	articles := 0
	start := time.Now()
	eval.GoldLines(t, "news/reuters21578.jsonl.gz", func(line []byte) {
		var a struct{ ID, Title, Dateline, Body string }
		if err := json.Unmarshal(line, &a); err != nil {
			t.Fatal(err)
		}
		places, ok := want[a.ID]
		if !ok {
			return
		}
		articles++
		found := x.Find(entity.Text{Title: a.Title, Dateline: a.Dateline, Body: a.Body, Lang: "en"})
		got := editorsPlaces(found)
		c := eval.Labels(got, places)
		if os.Getenv("DATELINE_EVAL_VERBOSE") != "" && c.Wrong+c.Missed > 0 {
			t.Logf("PLACES %s got %v want %v: %q %q", a.ID, got, places, a.Title, a.Dateline)
		}
		all.Add(c)
	})
	took := time.Since(start)
	t.Logf("reuters: %d articles, %.0f a second", articles, float64(articles)/took.Seconds())
	row(table, "reuters.precision", all.Precision())
	row(table, "reuters.recall", all.Recall())
	row(table, "reuters.f1", all.F1())
}

// editorsPlaces are the countries of the salient places, by the names that the
// editors of the collection used in 1987.
func editorsPlaces(found entity.Found) []string {
	names := map[string]string{
		"US": "usa", "GB": "uk", "DE": "west-germany", "SU": "ussr", "RU": "ussr", "HK": "hong-kong", "DD": "east-germany",
		"CD": "zaire", "AE": "uae", "CI": "ivory-coast", "KR": "south-korea", "KP": "north-korea", "MM": "burma", "CG": "congo",
		"SR": "suriname", "NZ": "new-zealand", "ZA": "south-africa", "SA": "saudi-arabia", "LK": "sri-lanka",
	}
	var got []string
	for _, p := range found.Locations {
		if p.Salience < entity.SalienceThreshold || p.Country == "" {
			continue
		}
		name := names[p.Country]
		if name == "" {
			country := p.Name
			if p.Kind != entity.Country && len(p.Within) >= 2 {
				country = p.Within[len(p.Within)-2]
			}
			name = strings.ReplaceAll(strings.ToLower(country), " ", "-")
		}
		got = append(got, name)
	}
	return got
}

// goldToponym is a place name of an article with the place that is meant.
type goldToponym struct {
	Start, End int
	Text       string
	Lat, Lon   float64
	Fcode      string
}

// evalToponyms measures how often a name that was found as a location is put
// on the right place of the map, and how often it is found at all.
func evalToponyms(t *testing.T, x *entity.Extractor, table *strings.Builder) {
	t.Helper()
	total, located, right := 0, 0, 0
	eval.GoldLines(t, "toponyms/tr-news.jsonl.gz", func(line []byte) {
		var a struct {
			Title, Text string
			Toponyms    []goldToponym
		}
		if err := json.Unmarshal(line, &a); err != nil {
			t.Fatal(err)
		}
		found := x.Find(entity.Text{Title: a.Title, Body: a.Text, Lang: "en"})
		places := map[string]entity.Place{}
		for _, p := range found.Locations {
			places[p.ID] = p
		}
		at, byText := map[int]entity.Place{}, map[string]entity.Place{}
		for _, m := range found.Mentions {
			if m.Kind == entity.Location && m.Field == entity.Body {
				at[m.Start], byText[m.Text] = places[m.Entity], places[m.Entity]
			}
		}
		offsets := byteOffsets(a.Text)
		for _, g := range a.Toponyms {
			total++
			p, ok := at[offsets[min(g.Start, len(offsets)-1)]]
			if !ok {
				p, ok = byText[g.Text]
			}
			if !ok {
				if os.Getenv("DATELINE_EVAL_VERBOSE") != "" {
					t.Logf("TOPONYM missed %s", g.Text)
				}
				continue
			}
			located++
			if kilometres(p.Lat, p.Lon, g.Lat, g.Lon) <= tolerated(g.Fcode) {
				right++
			} else if os.Getenv("DATELINE_EVAL_VERBOSE") != "" {
				t.Logf("TOPONYM %s is %s at %.1f,%.1f, want %.1f,%.1f %s", g.Text, p.Name, p.Lat, p.Lon, g.Lat, g.Lon, g.Fcode)
			}
		}
	})
	row(table, "toponyms.found", float64(located)/float64(max(1, total)))
	row(table, "toponyms.accuracy", float64(right)/float64(max(1, located)))
}

// tolerated is how far from the gold point is near enough: in kilometres, by
// the GeoNames feature code.
func tolerated(code string) float64 {
	switch {
	case strings.HasPrefix(code, "PCL"), strings.HasPrefix(code, "CONT"):
		return 1000
	case strings.HasPrefix(code, "ADM1"):
		return 300
	}
	return 161
}

// byteOffsets maps offsets of characters to offsets of bytes.
func byteOffsets(s string) []int {
	offsets := make([]int, 0, utf8.RuneCountInString(s)+1)
	for i := range s {
		offsets = append(offsets, i)
	}
	return append(offsets, len(s))
}

func kilometres(lat1, lon1, lat2, lon2 float64) float64 {
	const degree = math.Pi / 180
	a := math.Pow(math.Sin((lat2-lat1)*degree/2), 2) + math.Cos(lat1*degree)*math.Cos(lat2*degree)*math.Pow(math.Sin((lon2-lon1)*degree/2), 2)
	return 2 * 6371 * math.Asin(math.Sqrt(a))
}
