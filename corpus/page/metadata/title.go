package metadata

import (
	"strings"
	"unicode/utf8"

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
	weightFar      = 1.0 // of a heading that is unlike all of them
	weightGraph    = 1.25
	weightLinked   = 1.2
	weightCopy     = 0.1
	weightContains = 0.3
)

// title gives the headline without the outlet's name: what the places that
// give one agree on most.
func (h head) title(data linkeddata.Article, heading string, near bool, sites []string) string {
	graph, weight := h.get("og:title"), weightHeading
	if !near {
		weight = weightFar
	}
	list := candidates(sites,
		candidate{text: graph, weight: weightGraph},
		candidate{text: heading, weight: weight},
		candidate{text: data.Headline, weight: weightLinked},
		candidate{text: h.titleTag, weight: weightCopy},
		candidate{text: h.get("twitter:title"), weight: weightCopy},
	)
	if ofItsOwn(list, graph, heading, h.titleTag, sites) {
		return cutSite(graph, sites)
	}
	if tag := wire.Fold(cutSite(h.titleTag, sites)); wire.Fold(cutSite(graph, sites)) == tag {
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
// element, which are the same.
func ofItsOwn(list []candidate, graph, heading, tag string, sites []string) bool {
	g, h, t := wire.Fold(cutSite(graph, sites)), wire.Fold(heading), wire.Fold(cutSite(tag, sites))
	if g == "" || h == "" || h != t || g == h || wire.Fold(graph) != g || strings.HasPrefix(h, g) || strings.Count(g, " ") < 3 {
		return false
	}
	same := 0
	for _, c := range list {
		if c.folded == g {
			same++
		}
	}
	return same == 1
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
}

// What a heading must share with a declared title to be near it, and what its
// place adds to that.
const (
	minLikeness  = 0.3
	minAlike     = 0.75 // where its place says nothing
	bonusFirst   = 0.3  // an h1
	bonusMarked  = 0.2  // by itemprop or class
	bonusOutside = 0.2  // in no menu or column
)

// headline gives the heading that is the article's, not the outlet's name or
// that of a box: the one most like the declared titles. near is false where
// there is only a heading that has nothing to do with them.
func (h head) headline(data linkeddata.Article, lines []line, sites []string) (text string, near bool) {
	declared := []string{cutSite(h.titleTag, sites), cutSite(h.get("og:title"), sites), cutSite(data.Headline, sites)}
	var best heading
	firsts := 0
	consider := func(text string, bonus float64) {
		if len(text) > maxShort || isSite(text, sites) || wire.Fold(text) == "" {
			return
		}
		l := 0.0
		for _, d := range declared {
			l = max(l, likeness(text, d))
		}
		if bonus < bonusFirst && l < minAlike {
			return
		}
		if l+bonus > best.score && (l >= minLikeness || bonus >= bonusFirst+bonusOutside && !best.near) {
			best = heading{text: text, score: l + bonus, near: l >= minLikeness}
		}
	}
	for i, l := range lines {
		if l.heading < 1 || l.heading > 3 || i > 0 && lines[i-1].block == l.block {
			continue
		}
		bonus := 0.0
		if l.heading == 1 {
			bonus += bonusFirst
		}
		if !l.aside {
			bonus += bonusOutside
			if l.heading == 1 {
				firsts++
			}
		}
		pieces := []string{l.text}
		for _, next := range lines[i+1:] {
			if next.block != l.block || len(pieces) > 4 {
				break
			}
			pieces = append(pieces, next.text)
		}
		consider(strings.Join(pieces, " "), bonus)
		if len(pieces) > 1 {
			for _, p := range pieces {
				consider(p, bonus-0.02)
			}
		}
	}
	for _, n := range append(h.props["headline"][:min(1, len(h.props["headline"]))], h.survey.headline) {
		consider(shortText(n), bonusMarked)
	}
	if !best.near && (firsts != 1 || !strings.Contains(best.text, " ") && strings.Contains(h.titleTag, " ") && utf8.RuneCountInString(best.text) < 12) {
		return "", false
	}
	return best.text, best.near
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
