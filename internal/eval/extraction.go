package eval

import (
	"fmt"
	"slices"
	"strings"

	"dateline/corpus/wire"
)

// Reading is what was read of a page. Of a page that was refused it is empty.
type Reading struct {
	ID      string // of the page
	Body    string
	Title   string
	Authors []string
	Date    string // "2026-09-03"
}

// Extraction is how well the pages of one set were read.
type Extraction struct {
	pages []pageScore
	// Mistakes are the titles, authors and dates that are not as known.
	Mistakes []string
}

// pageScore is how well one page was read.
type pageScore struct {
	overlap             Overlap
	snippets            Snippets
	body                bool // is it known?
	title, author, date answer
}

// answer is what became of one thing that may be known of a page.
type answer int

const (
	unasked answer = iota
	wrong
	right
)

// Add judges the reading of a page: its text by [Shingles] and [Snippets],
// everything else without regard to case and punctuation, authors as a set.
func (e *Extraction) Add(p Page, r Reading) {
	s := pageScore{body: p.Gold.Body != ""}
	if s.body {
		s.overlap = Shingles(r.Body, p.Gold.Body)
	}
	s.snippets.Add(r.Body, p.Gold.With, p.Gold.Without)
	s.title = e.ask(p.ID, "title", wire.Fold(r.Title), wire.Fold(p.Gold.Title))
	s.author = e.ask(p.ID, "author", foldAll(r.Authors), foldAll(p.Gold.Author))
	if len(p.Gold.Date) >= len("2006-01-02") {
		s.date = e.ask(p.ID, "date", r.Date, p.Gold.Date[:len("2006-01-02")])
	}
	e.pages = append(e.pages, s)
}

func (e *Extraction) ask(id, what, got, want string) answer {
	switch {
	case want == "":
		return unasked
	case got == want:
		return right
	}
	e.Mistakes = append(e.Mistakes, fmt.Sprintf("%s of %s: %q, want %q", what, id, got, want))
	return wrong
}

// foldAll makes lists of names comparable, whatever their order.
func foldAll(names []string) string {
	var list []string
	for _, name := range names {
		for part := range strings.SplitSeq(name, ";") {
			if f := wire.Fold(part); f != "" {
				list = append(list, f)
			}
		}
	}
	slices.Sort(list)
	return strings.Join(slices.Compact(list), ";")
}

// Number is one thing that was measured, with the interval of a bootstrap over
// the pages.
type Number struct {
	Name  string
	Value float64
	Interval
}

// String gives the number as a line of a golden file: "f1 0.9123 0.9001 0.9234".
func (n Number) String() string {
	return fmt.Sprintf("%s %.4f %.4f %.4f", n.Name, n.Value, n.Low, n.High)
}

// Numbers measures whatever is known of any page: f1, precision, recall,
// exact, snippets, title, author, date.
func (e *Extraction) Numbers() []Number {
	var list []Number
	for _, m := range measures() {
		if known := m.known(e); len(known) > 0 {
			list = append(list, m.number(len(known), func(pages []int) float64 { return m.of(e.draw(known, pages)) }))
		}
	}
	return list
}

// Against gives by how much e is better than another reading of the same pages
// in the same order. The intervals are of the differences on each page: where
// one excludes 0, the two differ.
func (e *Extraction) Against(other *Extraction) []Number {
	var list []Number
	for _, m := range measures() {
		if known := m.known(e); len(known) > 0 {
			list = append(list, m.number(len(known), func(pages []int) float64 {
				return m.of(e.draw(known, pages)) - m.of(other.draw(known, pages))
			}))
		}
	}
	return list
}

// draw gives the scores of some of the known pages.
func (e *Extraction) draw(known, pages []int) []*pageScore {
	drawn := make([]*pageScore, len(pages))
	for i, p := range pages {
		drawn[i] = &e.pages[known[p]]
	}
	return drawn
}

// measure is one thing to measure of pages.
type measure struct {
	name string
	has  func(*pageScore) bool // is anything known?
	of   func([]*pageScore) float64
}

func measures() []measure {
	hasBody := func(s *pageScore) bool { return s.body }
	return []measure{
		{"f1", hasBody, meanOf((*Mean).F1)},
		{"precision", hasBody, meanOf((*Mean).Precision)},
		{"recall", hasBody, meanOf((*Mean).Recall)},
		{"exact", hasBody, meanOf((*Mean).Exact)},
		{"snippets", func(s *pageScore) bool { return s.snippets != Snippets{} }, snippetsOf},
		shareOf("title", func(s *pageScore) answer { return s.title }),
		shareOf("author", func(s *pageScore) answer { return s.author }),
		shareOf("date", func(s *pageScore) answer { return s.date }),
	}
}

// known gives the numbers of the pages that a measure has to do with.
func (m measure) known(e *Extraction) []int {
	var list []int
	for i := range e.pages {
		if m.has(&e.pages[i]) {
			list = append(list, i)
		}
	}
	return list
}

// number measures n pages, and draws of them.
func (m measure) number(n int, of func(pages []int) float64) Number {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return Number{m.name, of(all), Bootstrap(n, of)}
}

func meanOf(f func(*Mean) float64) func([]*pageScore) float64 {
	return func(scores []*pageScore) float64 {
		var m Mean
		for _, s := range scores {
			m.Add(s.overlap)
		}
		return f(&m)
	}
}

func snippetsOf(scores []*pageScore) float64 {
	var all Snippets
	for _, s := range scores {
		all.found += s.snippets.found
		all.missed += s.snippets.missed
		all.wrong += s.snippets.wrong
	}
	return all.F1()
}

func shareOf(name string, of func(*pageScore) answer) measure {
	asked := func(s *pageScore) bool { return of(s) != unasked }
	return measure{name, asked, func(scores []*pageScore) float64 {
		n := 0
		for _, s := range scores {
			if of(s) == right {
				n++
			}
		}
		return ratio(n, len(scores))
	}}
}
