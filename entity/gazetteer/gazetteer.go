// Package gazetteer knows names and words: places with their coordinates and
// what they lie in, organisations with their short forms, first and family
// names, and what single words tell about the words beside them.
package gazetteer

import (
	"cmp"
	"slices"
	"strings"

	"dateline/entity/data"
	"dateline/entity/token"
)

// Phrase is what a name of one or more words means.
type Phrase struct {
	// Places are the places of that name, the likeliest first.
	Places []Candidate
	// Demonym is the place whose people or things the phrase names, + 1.
	Demonym int32
	// Org is the number of the organisation, + 1.
	Org int32
	// Upper marks short forms that are matched in capitals only: US, WHO.
	Upper bool
	// Company marks the names of the large list of companies; many are plain
	// words in other languages than English.
	Company bool
	// Comma marks what is matched after a comma only: "Pa."
	Comma bool
}

// Candidate is one place that a name can mean.
type Candidate struct {
	Place int32
	// Other says that it is not the main name of the place.
	Other bool
}

// Gazetteer is every list, ready for look-up. It does not change after Load
// and is safe for any number of goroutines.
type Gazetteer struct {
	words   map[string]Class   // by lower-case word
	phrases map[string]*Phrase // by lower-case words with a space between
	longest map[string]int     // first word → words of the longest phrase
	orgs    []string           // canonical names

	places    []Place
	countries map[string]int32  // country code → place
	regions   map[string]int32  // "US.TX" → place
	continent map[string]string // country code → continent name
}

// Load reads the embedded lists. It fails only when they are damaged.
func Load() (*Gazetteer, error) {
	g := &Gazetteer{
		words:     make(map[string]Class, 1<<17),
		phrases:   make(map[string]*Phrase, 1<<17),
		longest:   make(map[string]int, 1<<16),
		countries: make(map[string]int32),
		regions:   make(map[string]int32),
		continent: make(map[string]string),
	}
	var d data.Reader
	g.loadWords(&d)
	g.loadOrganisations(&d)
	g.loadPlaces(&d)
	g.loadCompanies(&d)
	for _, p := range g.phrases {
		slices.SortStableFunc(p.Places, func(a, b Candidate) int { return cmp.Compare(g.Prior(b), g.Prior(a)) })
	}
	return g, d.Err()
}

func (g *Gazetteer) loadOrganisations(d *data.Reader) {
	for f := range d.Rows("organisations.tsv", 2) {
		g.orgs = append(g.orgs, f[0])
		for _, form := range append([]string{f[0]}, data.Split(f[1])...) {
			if p := g.add(form); p.Org == 0 {
				p.Org = int32(len(g.orgs))
			}
		}
	}
}

// loadCompanies adds the companies whose name means nothing else.
func (g *Gazetteer) loadCompanies(d *data.Reader) {
	for name := range d.Lines("companies.txt.gz") {
		if g.Phrase(name) == nil && g.words[strings.ToLower(name)] == 0 {
			g.orgs = append(g.orgs, name)
			p := g.add(name)
			p.Org, p.Company = int32(len(g.orgs)), true
		}
	}
}

// maxUpper is the length up to which a form in capitals is a short form, to be
// matched in capitals only.
const maxUpper = 6

// add gives the entry of a name, made when it is new.
func (g *Gazetteer) add(name string) *Phrase {
	key := phraseKey(name)
	p := g.phrases[key]
	upper := len(name) <= maxUpper && name == strings.ToUpper(name)
	if p == nil {
		p = &Phrase{Upper: upper}
		g.phrases[key] = p
		first, _, _ := strings.Cut(key, " ")
		g.longest[first] = max(g.longest[first], strings.Count(key, " ")+1)
	}
	p.Upper = p.Upper && upper
	return p
}

// phraseKey is a name as the phrase table knows it: the keys of its tokens with
// one space between.
func phraseKey(name string) string {
	if !strings.ContainsAny(name, "-'’.&/,()") && isASCII(name) {
		return strings.ToLower(name)
	}
	var parts []string
	for _, t := range token.Split(name) {
		parts = append(parts, t.Key())
	}
	return strings.Join(parts, " ")
}

// Phrase gives what a whole name means, or nil.
func (g *Gazetteer) Phrase(name string) *Phrase { return g.phrases[phraseKey(name)] }

// Match finds the longest phrase that begins at token i, within its paragraph.
// It gives the phrase and the number of its tokens, or nil. buf is scratch
// space that may be nil.
func (g *Gazetteer) Match(tokens []token.Token, i int, buf []byte) (*Phrase, int) {
	first := tokens[i].Key()
	limit := g.longest[first]
	if limit == 0 {
		return nil, 0
	}
	var best *Phrase
	var size int
	buf = append(buf[:0], first...)
	for n := 1; n <= limit; n++ {
		if n > 1 {
			if i+n > len(tokens) || tokens[i+n-1].Field != tokens[i].Field || tokens[i+n-1].Para != tokens[i].Para {
				break
			}
			buf = append(append(buf, ' '), tokens[i+n-1].Key()...)
		}
		if p := g.phrases[string(buf)]; p != nil && !(p.Upper && n == 1 && !tokens[i].Is(token.Upper)) {
			best, size = p, n
		}
	}
	return best, size
}

// Org is the canonical name of the organisation that a phrase means, or "".
func (g *Gazetteer) Org(p *Phrase) string {
	if p == nil || p.Org == 0 {
		return ""
	}
	return g.orgs[p.Org-1]
}
