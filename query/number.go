package query

import (
	"strconv"
	"strings"
)

// The bounds of the numbers that operators take; others are brought to the
// nearest.
const (
	MaxDistance = 255 // words, of Near and of a phrase's slop
	MaxCount    = 255 // of AtLeast
	MaxSlips    = 2   // of Fuzzy
	MinBoost    = 0.01
	MaxBoost    = 100
)

// proximity is an operator of proximity.
type proximity struct {
	// within is a distance in words; 0 is the paragraph.
	within         int
	ordered, apart bool
}

// nearOperator reads an operator such as "w/3" or "adj3"; given is the
// distance as it is written, or the sign that stands for one.
func nearOperator(raw string) (by proximity, given string, ok bool) {
	lower := strings.ToLower(raw)
	name := strings.TrimRight(lower, digits)
	switch {
	case raw == "SAME" || lower == "w/p" || lower == "w/s":
		return proximity{}, lower, true
	case name == lower:
		return by, "", false
	}
	by.within = bounded(lower[len(name):], 1, MaxDistance)
	switch name {
	case "w/", "near/", "near":
		return by, lower[len(name):], true
	case "pre/", "onear/", "adj", "adj/":
		by.ordered = true
		return by, lower[len(name):], true
	}
	return proximity{}, "", false
}

// String is the canonical spelling.
func (p proximity) String() string {
	operator := "w/"
	if p.ordered {
		operator = "pre/"
	}
	if p.apart {
		operator = "NOT " + operator
	}
	if p.within == 0 {
		return operator + "p"
	}
	return operator + strconv.Itoa(p.within)
}

// atLeastOperator reads the number of "atleast5".
func atLeastOperator(raw string) (given string, ok bool) {
	given, ok = strings.CutPrefix(strings.ToLower(raw), "atleast")
	return given, ok && given != "" && strings.Trim(given, digits) == ""
}

// bounded reads digits as a number from least to most.
func bounded(text string, least, most int) int {
	n, err := strconv.Atoi(text)
	if err != nil { // too many of them
		return most
	}
	return min(max(n, least), most)
}

// suffixes are the numbers behind an operand: ~2 and ^1.5. An empty text is a
// sign without a number; nil is no sign.
type suffixes struct {
	tilde, caret *string
	// start and end are where they stand in the text.
	start, end int
}

// readSuffixes reads the signs and numbers that a text is made of. Of two of a
// kind the last counts.
func readSuffixes(text string, start int) suffixes {
	s := suffixes{start: start, end: start + len(text)}
	for text != "" {
		number := text[1:]
		if i := strings.IndexAny(number, "~^"); i >= 0 {
			number = number[:i]
		}
		if text[0] == '~' {
			s.tilde = &number
		} else {
			s.caret = &number
		}
		text = text[1+len(number):]
	}
	return s
}

// factor is what ^ says; 0 when it says nothing.
func (s suffixes) factor(rs *repairs) float64 {
	if s.caret == nil {
		return 0
	}
	given, err := strconv.ParseFloat(*s.caret, 64)
	if err != nil || *s.caret == "" {
		rs.add(strayChar, s.start, s.end, "The sign ^ without a number was dropped.")
		return 0
	}
	factor := min(max(given, MinBoost), MaxBoost)
	if factor != given {
		rs.add(clampedNumber, s.start, s.end, "A weight is from %v to %v; it was read as %v.", MinBoost, MaxBoost, factor)
	}
	return factor
}

// slop is what ~ says behind a phrase.
func (s suffixes) slop(rs *repairs) int {
	if s.tilde == nil {
		return 0
	}
	if *s.tilde == "" || strings.Trim(*s.tilde, digits) != "" {
		rs.add(strayChar, s.start, s.end, "The sign ~ without a whole number was dropped.")
		return 0
	}
	slop := bounded(*s.tilde, 0, MaxDistance)
	if strconv.Itoa(slop) != strings.TrimLeft(*s.tilde, "0") && slop > 0 {
		rs.clamped(s.start, s.end, slop)
	}
	return slop
}

// slips is what ~ says behind a word; 0 when it says nothing. Without a number
// longer words may have more slips, and a share of likeness is none.
func (s suffixes) slips(word string, rs *repairs) int {
	switch {
	case s.tilde == nil:
		return 0
	case *s.tilde == "" || strings.Contains(*s.tilde, "."):
		if len(word) < longWord {
			return 1
		}
		return MaxSlips
	}
	slips := bounded(*s.tilde, 0, MaxSlips)
	if n, err := strconv.Atoi(*s.tilde); err != nil || n != slips {
		rs.clamped(s.start, s.end, slips)
	}
	return slips
}

// longWord is the length in bytes from which two slips leave a word what it is.
const longWord = 6

// comparison reads the value of a field of kind Number: ">800", "300..800";
// nil when it is none.
func comparison(field, text string) Expr {
	if from, to, ok := strings.Cut(text, ".."); ok {
		least, most := comparison(field, string(NotLess)+from), comparison(field, string(AtMost)+to)
		switch {
		case from == "":
			return most
		case to == "":
			return least
		case least == nil || most == nil:
			return nil
		}
		return and([]Expr{least, most})
	}
	op := Equal
	for _, o := range []Comparison{AtMost, NotLess, Less, More, Equal} {
		if rest, ok := strings.CutPrefix(text, string(o)); ok {
			op, text = o, rest
			break
		}
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || strings.Trim(text, digits) != "" || len(text) > maxNumber {
		return nil
	}
	return Compare{Field: field, Op: op, Value: n}
}

// maxNumber is the length of the longest number.
const maxNumber = 9
