package metadata

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/corpus/page/linkeddata"
	"dateline/corpus/wire"
)

// candidate is a title as one place in a page gives it.
type candidate struct {
	text, folded string
	weight       float64
}

// Weights of the places that give a title. One that agrees with another whole
// adds all of its weight, one that repeats it with something before or after it
// a part. What only copies the title element, which is written for search
// engines, adds little.
const (
	weightHeading  = 1.6
	weightOpening  = 1.5 // of one that is unlike all of them and opens the article
	weightFar      = 1.0 // of one that is unlike all of them
	weightGraph    = 1.2
	weightLinked   = 1.25
	weightCopy     = 0.1
	weightContains = 0.3
)

// title gives the headline without the outlet's name: what the places that
// give one agree on most.
func (h head) title(data linkeddata.Article, shown heading, sites []string) string {
	graph := h.get("og:title")
	list := candidates(sites,
		candidate{text: graph, weight: weightGraph},
		candidate{text: shown.text, weight: shown.weight()},
		candidate{text: data.Headline, weight: weightLinked},
		candidate{text: h.titleTag, weight: weightCopy},
		candidate{text: h.get("twitter:title"), weight: weightCopy},
	)
	if h.ofItsOwn(data, shown.text, sites) {
		return cutSite(graph, sites)
	}
	if tag := wire.Fold(cutSite(h.titleTag, sites)); !data.News && wire.Fold(cutSite(graph, sites)) == tag {
		for i := range list {
			if list[i].weight == weightLinked && list[i].folded == tag {
				list[i].weight = weightCopy
			}
		}
	}
	best, most := "", 0.0
	for _, c := range list {
		if votes := votesFor(c, list); votes > most {
			best, most = c.text, votes
		}
	}
	return first(whole(best, list), cutSite(h.get("dc.title", "title", "citation_title", "headline"), sites))
}

// candidates cleans them and leaves the empty ones out.
func candidates(sites []string, list ...candidate) []candidate {
	var kept []candidate
	for _, c := range list {
		c.text = cutSite(c.text, sites)
		if c.folded = wire.Fold(c.text); c.folded != "" && (!isSite(c.text, sites) || !strings.Contains(c.folded, " ")) {
			kept = append(kept, c)
		}
	}
	return kept
}

func votesFor(c candidate, list []candidate) float64 {
	votes := 0.0
	for _, other := range list {
		switch {
		case other.folded == c.folded:
			votes += other.weight
		case strings.Contains(c.folded, " ") && (strings.HasPrefix(other.folded, c.folded+" ") || strings.HasSuffix(other.folded, " "+c.folded)):
			votes += weightContains * other.weight
		}
	}
	return votes
}

// ofItsOwn reports whether the OpenGraph title is a headline written for
// readers beside one for search engines: it differs from heading and title
// element, which are the same, and nothing else repeats it. A copy for Twitter
// is no such repetition where linked data has no headline to agree with.
func (h head) ofItsOwn(data linkeddata.Article, shown string, sites []string) bool {
	fold := func(title string) string { return wire.Fold(cutSite(title, sites)) }
	graph, tag, linked := fold(h.get("og:title")), fold(h.titleTag), fold(data.Headline)
	shown = wire.Fold(shown)
	switch {
	case shown == "" || shown != tag || strings.Count(graph, " ") < 3 || graph != wire.Fold(h.get("og:title")):
		return false
	case strings.HasPrefix(shown, graph) || strings.HasPrefix(graph, shown+" "): // one is the other and more
		return false
	}
	return graph != linked && (linked == "" || graph != fold(h.get("twitter:title")))
}

// whole mends a title that ends at a quotation mark which was not escaped:
// the candidate that goes on from there is it.
func whole(title string, list []candidate) string {
	for _, c := range list {
		if rest, ok := strings.CutPrefix(c.text, title); ok && title != "" && (strings.HasPrefix(rest, ` "`) || strings.HasPrefix(rest, `"`)) {
			return c.text
		}
	}
	return title
}

// heading is a candidate for the headline.
type heading struct {
	text  string
	score float64
	near  bool // shares words with what the page declares as its title
	opens bool // stands in the header of the article
}

func (h heading) weight() float64 {
	switch {
	case h.near:
		return weightHeading
	case h.opens:
		return weightOpening
	}
	return weightFar
}

// What a heading must share with a declared title to be near it, and what its
// place adds to that.
const (
	minLikeness  = 0.3
	minAlike     = 0.75 // where its place says nothing
	bonusFirst   = 0.3  // an h1
	bonusMarked  = 0.2  // by itemprop or class
	bonusOutside = 0.2  // in no menu or column
	malusPiece   = 0.02 // only a piece of a heading
)

// headline gives the heading that is the article's, not the outlet's name or
// that of a box: the one most like the declared titles. Where none is like
// them, the only h1 is it.
func (h head) headline(data linkeddata.Article, lines []line, sites []string) heading {
	f := finder{sites: sites, declared: []string{cutSite(h.titleTag, sites), cutSite(h.get("og:title"), sites), cutSite(data.Headline, sites)}}
	isFirst := func(l line) bool { return l.heading == 1 && !l.aside }
	plain := slices.ContainsFunc(lines, func(l line) bool { return isFirst(l) && !l.linked })
	firsts := 0
	for i, l := range lines {
		if l.heading < 1 || l.heading > 3 || i > 0 && lines[i-1].block == l.block {
			continue
		}
		elsewhere := plain && l.linked // a link leads to another article
		if isFirst(l) && !elsewhere {
			firsts++
		}
		f.headingOf(lines[i:], elsewhere)
	}
	for _, n := range append(h.props["headline"][:min(1, len(h.props["headline"]))], h.survey.headline) {
		f.consider(heading{text: shortText(n), score: bonusMarked})
	}
	word := !strings.Contains(f.best.text, " ") && strings.Contains(h.titleTag, " ") && utf8.RuneCountInString(f.best.text) < 12
	if !f.best.near && (firsts != 1 || word) {
		return heading{}
	}
	return f.best
}

// finder looks for the headline among headings.
type finder struct {
	sites, declared []string
	best            heading
}

// headingOf considers the heading that lines begin with, and where it has
// several lines, each of them.
func (f *finder) headingOf(lines []line, elsewhere bool) {
	l := lines[0]
	bonus := 0.0
	if l.heading == 1 && !elsewhere {
		bonus += bonusFirst
	}
	if !l.aside {
		bonus += bonusOutside
	}
	pieces := []string{f.withoutKicker(l)}
	for _, next := range lines[1:] {
		if next.block != l.block || len(pieces) > 4 {
			break
		}
		pieces = append(pieces, next.text)
	}
	f.consider(heading{text: strings.Join(pieces, " "), score: bonus, opens: opens(l.block)})
	if len(pieces) > 1 {
		for _, p := range pieces {
			f.consider(heading{text: p, score: bonus - malusPiece})
		}
	}
}

// consider keeps a heading that is better than those before. Its score is
// what its place is worth.
func (f *finder) consider(h heading) {
	h.text = headingLabel.ReplaceAllString(h.text, "")
	if len(h.text) > maxShort || isSite(h.text, f.sites) || wire.Fold(h.text) == "" {
		return
	}
	bonus, like := h.score, 0.0
	for _, d := range f.declared {
		like = max(like, likeness(h.text, d))
		if strings.Contains(h.text, " ") && suffixAfter(d, h.text) != "" {
			like = 1
		}
	}
	if bonus < bonusFirst && like < minAlike {
		return
	}
	h.score, h.near = bonus+like, like >= minLikeness
	if h.score > f.best.score && (h.near || bonus >= bonusFirst+bonusOutside && !f.best.near) {
		f.best = h
	}
}

// headingLabel is what some pages say to those who cannot see that it is one.
var headingLabel = regexp.MustCompile(`^(?i:headline|title|titel|titre|t[íi]tulo|titolo|überschrift)\s*:\s*`)

// opens reports whether a heading stands in the header of an article.
func opens(n *html.Node) bool {
	header := false
	for ; n != nil; n = n.Parent {
		header = header || n.DataAtom == atom.Header
		if n.DataAtom == atom.Main || n.DataAtom == atom.Article {
			return header
		}
	}
	return false
}

// withoutKicker gives a heading without the words that stand above it in an
// element of their own, if they are in none of the declared titles.
func (f *finder) withoutKicker(l line) string {
	n := slices.IndexFunc(l.parts, func(p part) bool { return !isKicker(p.node) })
	if n < 1 {
		return l.text
	}
	kicker := wire.Fold(strings.Join(texts(line{parts: l.parts[:n]}), " "))
	if slices.ContainsFunc(f.declared, func(d string) bool { return strings.Contains(wire.Fold(d), kicker) }) {
		return l.text
	}
	return strings.TrimLeft(strings.Join(texts(line{parts: l.parts[n:]}), " "), " :-–|/")
}

// isKicker reports whether an element within a heading is marked as what
// stands above it, or is there only for those who cannot see that it does.
func isKicker(n *html.Node) bool {
	found := false
	up(n, 3, func(e *html.Node) bool {
		found = slices.ContainsFunc(words(e), func(word string) bool {
			switch word {
			case "kicker", "overline", "eyebrow", "topline", "dachzeile", "spitzmarke", "overtitle", "pretitle", "suptitle", "catchline", "rubric", "offscreen", "hidden":
				return true
			}
			return false
		})
		return found || levelOf(e.DataAtom) > 0
	})
	return found
}

// likeness is how many of the words of two lines are the same, 0 to 1.
func likeness(a, b string) float64 {
	wordsA, wordsB := strings.Fields(wire.Fold(a)), strings.Fields(wire.Fold(b))
	if len(wordsA) == 0 || len(wordsB) == 0 {
		return 0
	}
	count := make(map[string]int, len(wordsA))
	for _, w := range wordsA {
		count[w]++
	}
	shared := 0
	for _, w := range wordsB {
		if count[w] > 0 {
			count[w]--
			shared++
		}
	}
	return 2 * float64(shared) / float64(len(wordsA)+len(wordsB))
}
