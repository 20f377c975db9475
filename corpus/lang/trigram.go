package lang

import (
	_ "embed"
	"sort"
	"strings"
	"unicode"
)

// trigrams is what internal/langprofiles makes: the number of languages; for
// each its code and the cost of a trigram that it does not list; the number of
// trigrams; for each its three letters (two bytes each) and where its list
// ends; the lists, a language and a cost for each entry. A cost is -16 ln p.
//
//go:embed trigrams.bin
var trigrams string

const (
	languageSize = 3
	entrySize    = 8
	keySize      = 6

	maxTrigrams = 300 // read for a decision
	minTrigrams = 4
	// A language is none of ours when ours lists fewer of its trigrams.
	minListed = 0.5
	// costLead is how much less the language costs than the next: 4 in
	// natural logarithms.
	costLead = 64
)

// byTrigrams names the language of a text by the sequences of letters in it;
// this decides where a text is too short for small words. "" when two
// languages are about as likely.
func byTrigrams(text string) string {
	known := int(trigrams[0])
	total := make([]int, known)
	for i := range total {
		total[i] = prior(code(i))
	}
	grams := gramsOf(text)
	listed := make([]int, known)
	for _, gram := range grams {
		list := lookup(gram)
		if list == "" {
			continue
		}
		for i := range total {
			total[i] += int(trigrams[1+i*languageSize+2])
		}
		for ; list != ""; list = list[2:] {
			i := int(list[0])
			listed[i]++
			total[i] += int(list[1]) - int(trigrams[1+i*languageSize+2])
		}
	}
	best := 0
	for i, cost := range total {
		if cost < total[best] {
			best = i
		}
	}
	for i, cost := range total {
		if i != best && cost-total[best] < costLead {
			return ""
		}
	}
	if listed[best] < minTrigrams || float64(listed[best]) < minListed*float64(len(grams)) {
		return ""
	}
	return code(best)
}

func code(i int) string { return trigrams[1+i*languageSize : 1+i*languageSize+2] }

// prior is what a language costs before anything is read: news comes in some
// more often than in others.
func prior(code string) int {
	switch code {
	case "en":
		return 0
	case "de", "fr", "es", "it", "pt", "nl", "ru":
		return 40
	}
	return 72
}

// gramsOf gives the trigrams of the words of a text, each word between spaces.
func gramsOf(text string) [][3]rune {
	var grams [][3]rune
	a, b := ' ', ' '
	push := func(r rune) {
		if (b != ' ' || r != ' ') && (a != ' ' || b != ' ') && b != ' ' {
			grams = append(grams, [3]rune{a, b, r})
		}
		a, b = b, r
	}
	for _, r := range strings.ToLower(text) {
		switch {
		case unicode.IsLetter(r):
			push(r)
		case b != ' ' && r != '\'' && r != '’':
			push(' ')
		}
		if len(grams) >= maxTrigrams {
			break
		}
	}
	if b != ' ' {
		push(' ')
	}
	return grams
}

// lookup gives the list of a trigram, "" when no language lists it.
func lookup(gram [3]rune) string {
	var k [keySize]byte
	for i, r := range gram {
		if r > 0xFFFF {
			return ""
		}
		k[2*i], k[2*i+1] = byte(r>>8), byte(r)
	}
	key := string(k[:])
	head := 1 + int(trigrams[0])*languageSize
	n := number(trigrams[head:])
	index := trigrams[head+2 : head+2+n*entrySize]
	lists := trigrams[head+2+n*entrySize:]
	at := sort.Search(n, func(i int) bool { return index[i*entrySize:i*entrySize+keySize] >= key })
	if at == n || index[at*entrySize:at*entrySize+keySize] != key {
		return ""
	}
	start := 0
	if at > 0 {
		start = number(index[at*entrySize-2:])
	}
	return lists[2*start : 2*number(index[at*entrySize+keySize:])]
}

func number(s string) int { return int(s[0])<<8 | int(s[1]) }
