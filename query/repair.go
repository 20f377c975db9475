package query

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// The codes of repairs.
const (
	unclosedQuote    = "unclosed_quote"
	unclosedParen    = "unclosed_paren"
	strayParen       = "stray_paren"
	strayChar        = "stray_char"
	danglingOperator = "dangling_operator"
	anyEnding        = "any_ending"
	unknownField     = "unknown_field"
	emptyField       = "empty_field"
	emptyPhrase      = "empty_phrase"
	badDate          = "bad_date"
	badNumber        = "bad_number"
	badPattern       = "bad_pattern"
	widePattern      = "wide_pattern"
	noPosition       = "no_position"
	clampedDistance  = "clamped_distance"
	clampedNumber    = "clamped_number"
	reversedDates    = "reversed_dates"
	reversedNumbers  = "reversed_numbers"
	hostOnly         = "host_only"
	matchAll         = "match_all"
	tooManyTerms     = "too_many_terms"
	tooDeep          = "too_deep"
	notSupported     = "not_supported"
	moreRepairs      = "more_repairs"
)

// maxRepairs bounds the list: a text of stray characters says the same thing
// again and again.
const maxRepairs = 100

// repairs is the list of what was mended so far.
type repairs struct {
	list []Repair
	// more of them were not listed.
	more int
}

// add notes a repair of the text from start to end. Neighbours of the same
// kind are one.
func (rs *repairs) add(code string, start, end int, format string, args ...any) {
	if n := len(rs.list); n > 0 {
		last := &rs.list[n-1]
		if last.Code == code && last.Offset+last.Length == start && (code == strayChar || code == strayParen) {
			last.Length += end - start
			return
		}
	}
	if len(rs.list) == maxRepairs {
		rs.more++
		return
	}
	rs.tell(code, start, end, format, args...)
}

// tell is add for what is said once and of the whole: it is always listed.
func (rs *repairs) tell(code string, start, end int, format string, args ...any) {
	rs.list = append(rs.list, Repair{Code: code, Offset: start, Length: end - start, Message: fmt.Sprintf(format, args...)})
}

// unsupported notes an operator that is not understood yet.
func (rs *repairs) unsupported(text string, start, end int, reading string) {
	rs.add(notSupported, start, end, "The operator %s is not supported yet; it was %s.", clip(text[start:end]), reading)
}

// clamped notes a distance that was brought within its bounds.
func (rs *repairs) clamped(start, end, distance int) {
	rs.add(clampedDistance, start, end, "The distance is out of bounds; it was read as %d.", distance)
}

// sorted is the list in the order of the text.
func (rs *repairs) sorted(text string) []Repair {
	if rs.more > 0 {
		rs.tell(moreRepairs, len(text), len(text), "%d more repairs are not listed.", rs.more)
	}
	slices.SortStableFunc(rs.list, func(a, b Repair) int { return cmp.Compare(a.Offset, b.Offset) })
	return rs.list
}

// clip quotes a piece of text in a message, shortened.
func clip(text string) string {
	const limit = 40
	if len(text) > limit {
		text = text[:limit] + "…"
	}
	return "“" + strings.ToValidUTF8(text, "") + "”"
}

// RepairCode explains the code of a Repair.
type RepairCode struct{ Code, Input, Reading string }

// RepairCodes are all codes, each with a text that has it and how such a text
// is read.
func RepairCodes() []RepairCode {
	return []RepairCode{
		{unclosedQuote, `"ikea`, "closed at the end"},
		{unclosedParen, "(a OR b", "closed at the end"},
		{strayParen, "a)", "dropped, as are empty parentheses"},
		{strayChar, "a / b", "dropped: a sign that means nothing where it stands, a broken character; inside a word, read as a hyphen"},
		{danglingOperator, "AND a", "dropped: a leading, trailing or doubled operator"},
		{anyEnding, "ikea!", "any ending, as ikea* is"},
		{unknownField, "perosn:merkel", "read as words; the message names the field that was probably meant"},
		{emptyField, "title:", "dropped"},
		{emptyPhrase, `a ""`, "dropped"},
		{badDate, "date:2026-13", "the restriction is dropped"},
		{badNumber, "words:many", "the restriction is dropped"},
		{badPattern, "/dimitr[iy/", "read as words: a regular expression that is none or too long, a pattern where values are compared whole"},
		{widePattern, "*ikea", "read as it stands; such a pattern may have more words than are looked for, and the answer then says so"},
		{noPosition, "lang:de w/3 minister", "read as AND: what has no place in the text is near to nothing; atleast is left out"},
		{clampedDistance, "a w/999 b", "brought within the bounds, which the message names"},
		{clampedNumber, "quick^1000", "brought within the bounds, which the message names"},
		{reversedDates, "date:2027..2026", "read the other way round"},
		{reversedNumbers, "words:800..300", "read the other way round"},
		{hostOnly, "site:bbc.co.uk/news", "the host counts; the rest of the address is left out"},
		{matchAll, "*", "every article"},
		{tooManyTerms, "a text, or one phrase, of very many words", "the first are used; the message says how many"},
		{tooDeep, "very deep parentheses", "the innermost are left out"},
		{notSupported, "minister w/s resigns", "read in the nearest way, which the message names"},
		{moreRepairs, "a text of very many mistakes", "not all repairs are listed"},
	}
}
