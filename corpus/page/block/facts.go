package block

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"dateline/corpus/wire"
)

// Facts are what is known of an article before its text is looked for. All of
// them may be empty.
type Facts struct {
	Titles      []string // the headline, as the page writes it in several places
	Authors     []string
	Description string
	Body        string // the text as linked data gives it
}

// known is facts in the form in which blocks are compared with them.
type known struct {
	titles      map[uint64]bool
	titleHeads  map[[3]uint32]bool
	authors     map[uint64]bool
	description uint64
	summary     trigrams
	body        trigrams
	phrases     phrases
}

// trigrams are the runs of three words of a text, hashed.
type trigrams map[uint32]struct{}

func newKnown(f Facts, set phrases) known {
	k := known{titles: map[uint64]bool{}, titleHeads: map[[3]uint32]bool{}, authors: map[uint64]bool{}, phrases: set}
	for _, title := range f.Titles {
		if t := textureOf(title); t.runes > 0 {
			k.titles[t.fold] = true
			k.titleHeads[[3]uint32(t.heads[:3])] = true
		}
	}
	for _, author := range f.Authors {
		t := textureOf(author)
		k.authors[t.fold] = true
	}
	if f.Description != "" {
		t := textureOf(f.Description)
		k.description = t.fold
	}
	k.summary, k.body = trigramsOf(f.Description), trigramsOf(f.Body)
	return k
}

// maxBody bounds how much of a linked text is compared, in bytes.
const maxBody = 1 << 18

func trigramsOf(text string) trigrams {
	if text == "" {
		return nil
	}
	text = text[:min(len(text), maxBody)]
	set := make(trigrams, len(text)/6)
	var a, b uint32
	for field := range strings.FieldsFuncSeq(text, func(r rune) bool { return !isWordRune(r) && r != '\'' && r != '’' }) {
		t := textureOf(field)
		for _, h := range t.heads {
			if h == 0 {
				break
			}
			set[mix(mix(a, b), h)] = struct{}{}
			a, b = b, h
		}
	}
	return set
}

// begins reports whether a text holds the first three words of a block.
func (set trigrams) begins(b *Block) bool {
	if len(set) == 0 || b.heads[2] == 0 {
		return false
	}
	_, ok := set[mix(mix(b.heads[0], b.heads[1]), b.heads[2])]
	return ok
}

// Lines about the article: what the line is.
const (
	lineTitle = 1 + iota
	lineTitleStart
	lineAuthor
	lineByline
	lineDate
	lineDescription
	lineDescriptionStart
	lineMarks // no word at all
)

// line gives what a block says about the article rather than in it, 0 for
// nothing of the kind.
func (k known) line(b *Block) uint8 {
	switch {
	case k.titles[b.fold]:
		return lineTitle
	case k.authors[b.fold]:
		return lineAuthor
	case k.description == b.fold && k.description != 0:
		return lineDescription
	case b.heads[0] == 0:
		return lineMarks
	case b.heads[2] != 0 && k.titleHeads[[3]uint32(b.heads[:3])]:
		return lineTitleStart
	case k.summary.begins(b):
		return lineDescriptionStart
	case b.runes <= 60 && b.digits >= 8 && isDate(b.Text):
		return lineDate
	case b.runes <= 120 && beginsByline(b.Text):
		return lineByline
	case b.runes <= 120 && b.digits > 0 && k.mixed(b.Text):
		return lineByline
	}
	return 0
}

// mixed reports whether a line is made of names and dates: "By Jane Doe | 3
// September 2026".
func (k known) mixed(s string) bool {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '|' || r == '·' || r == '•' || r == '–' || r == '—' })
	if len(parts) < 2 {
		parts = strings.Split(s, " - ")
	}
	if len(parts) < 2 {
		return false
	}
	known := 0
	for _, part := range parts {
		part = strings.TrimSpace(part)
		if t := textureOf(part); k.authors[t.fold] || isDate(part) || beginsByline(part) {
			known++
		}
	}
	return known*2 >= len(parts)
}

var clock = regexp.MustCompile(`(?i)^\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?| uhr)?(?: [a-z]{3,4})?$`)

// isDate reports whether a line is a date or a time of day. Most lines with
// numbers are none, and are told by having too few of them.
func isDate(s string) bool {
	digits := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			digits++
		}
	}
	if digits < 3 {
		return false
	}
	if len(s) <= 20 && clock.MatchString(s) {
		return true
	}
	if digits < 5 { // a day and a year
		return false
	}
	_, ok := wire.ParseTime(s)
	return ok
}

func beginsByline(s string) bool {
	word, _, ok := strings.Cut(s, " ")
	if !ok || len(word) > 10 || !byWord(strings.ToLower(strings.TrimSuffix(word, ":"))) {
		return false
	}
	_, ok = wire.Byline(s)
	return ok
}

func byWord(word string) bool {
	switch word {
	case "by", "von", "par", "por", "door", "av", "af", "di", "text", "texte", "author", "authors", "autor", "auteur", "autore", "written", "reported", "reporting", "story", "words":
		return true
	}
	return false
}

// bucket gives the number of the range that n falls into; bounds ascend.
func bucket(n int32, bounds ...int32) uint32 {
	for i, bound := range bounds {
		if n <= bound {
			return uint32(i)
		}
	}
	return uint32(len(bounds))
}

// charClass sorts first and last characters.
func charClass(r rune) uint32 {
	switch {
	case r >= '0' && r <= '9':
		return 1
	case r >= 'a' && r <= 'z':
		return 2
	case r >= 'A' && r <= 'Z':
		return 3
	case r < utf8.RuneSelf:
		return uint32(r)
	case isWide(r):
		return 4
	case isWordRune(r):
		return 5
	case r == '“' || r == '„' || r == '«' || r == '»' || r == '”' || r == '’' || r == '‘' || r == '「' || r == '」':
		return 6
	case r == '。' || r == '！' || r == '？' || r == '؟' || r == '…':
		return 7
	}
	return 8
}
