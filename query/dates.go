package query

import "strings"

// The fields of kind Date whose names are the ends of a range; any other
// takes a moment or a whole range.
const (
	afterField  = "after"
	beforeField = "before"
)

// dates reads the value of a field of kind Date; nil when it is dropped.
func (p *parser) dates(field Field, t token) Expr {
	d, ok := datesOf(field.Name, t.text)
	if !ok {
		p.lex.repairs.add(badDate, t.start, t.end, "%s is %v; the restriction was dropped.", clip(t.text), errMoment)
		return nil
	}
	if d.From != "" && d.To != "" && d.From.isAge() == d.To.isAge() && earlier(d.To, d.From) {
		p.lex.repairs.add(reversedDates, t.start, t.end, "The range ends before it begins; it was read the other way round.")
		d.From, d.To = d.To, d.From
	}
	return d
}

func datesOf(field, text string) (Dates, bool) {
	switch field {
	case afterField:
		m, err := ParseMoment(text)
		return Dates{From: m}, err == nil
	case beforeField:
		m, err := ParseMoment(text)
		return Dates{To: m}, err == nil
	}
	if inner, ok := strings.CutPrefix(text, "["); ok {
		inner, through := strings.CutSuffix(inner, "]")
		from, to, found := strings.Cut(strings.TrimSuffix(inner, "}"), " TO ")
		return dateRange(openEnd(from), openEnd(to), through, found)
	}
	if from, to, found := strings.Cut(text, ".."); found {
		return dateRange(from, to, true, found)
	}
	m, err := ParseMoment(text)
	return Dates{From: m, To: m, Through: true}, err == nil
}

// openEnd lets a star stand for an open end.
func openEnd(text string) string {
	if text = strings.TrimSpace(text); text == "*" {
		return ""
	}
	return text
}

// dateRange reads the ends of a range, one of which may be empty. A range to
// an age ends that long ago, though an age alone reaches to now.
func dateRange(from, to string, through, ok bool) (Dates, bool) {
	var d Dates
	var err error
	if ok = ok && from+to != ""; !ok {
		return d, false
	}
	if from != "" {
		d.From, err = ParseMoment(from)
	}
	if to != "" && err == nil {
		d.To, err = ParseMoment(to)
		d.Through = through && !d.To.isAge()
	}
	return d, err == nil
}
