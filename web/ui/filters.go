package ui

import (
	"slices"
	"strings"
	"time"

	"dateline/index"
	"dateline/query"
)

// chip is one filter that is applied, with the way to take it off.
type chip struct {
	// Or: joined to the chip before it by "or".
	Or      bool
	Not     bool
	Field   string
	Value   string
	Without string
}

// chips are the filters of a request; address is where a request leads.
func chips(req query.Request, now time.Time, address func(query.Request) string) []chip {
	var list []chip
	for _, f := range req.Filters {
		name, _ := fieldNames(f.Field)
		for i, value := range f.Include {
			list = append(list, chip{
				Or: i > 0 && f.Match == query.MatchAny, Field: name, Value: valueName(f.Field, value),
				Without: address(req.Without(index.Fields, f.Field, value)),
			})
		}
		for _, value := range f.Exclude {
			list = append(list, chip{
				Not: true, Field: name, Value: valueName(f.Field, value), Without: address(req.Without(index.Fields, f.Field, value)),
			})
		}
	}
	if req.From != "" || req.To != "" {
		list = append(list, chip{Field: "Published", Value: period(req.From, req.To, now), Without: address(req.WithDates("", ""))})
	}
	return list
}

// facetBlock is the values of one facet.
type facetBlock struct {
	Field, Title string
	Values       []facetRow
	// Match says how chosen values join and leads to the other way; nil when
	// there is no choice.
	Match []link
	// Find and All lead to values that are not shown; unset where all are.
	Find *findForm
	All  link
}

// facetRow is one value of a facet.
type facetRow struct {
	Name, Count string
	Selected    bool
	// Toggle chooses the value or takes it back; Exclude leaves out what has it.
	Toggle, Exclude string
}

func facetBlocks(req query.Request, facets []index.Facet) []facetBlock {
	var blocks []facetBlock
	for _, f := range facets {
		if len(f.Values) > 0 {
			blocks = append(blocks, facetBlockOf(req, f))
		}
	}
	return blocks
}

func facetBlockOf(req query.Request, f index.Facet) facetBlock {
	_, title := fieldNames(f.Field)
	block := facetBlock{
		Field: f.Field, Title: title, Match: matchLinks(req, f, searchURL), Values: facetRows(req, f.Field, selectedFirst(f.Values)),
	}
	if f.Distinct > len(f.Values) {
		block.Find = findFormOf(query.NewFacetRequest(req, f.Field))
		block.All = allValues(req, f)
	}
	return block
}

// allValues leads to the page of all values of a facet.
func allValues(req query.Request, f index.Facet) link {
	_, title := fieldNames(f.Field)
	return link{
		Text: "All " + number(f.Distinct) + " " + strings.ToLower(title),
		Href: facetURL(query.NewFacetRequest(req, f.Field)),
	}
}

// facetRows are values to choose from. An excluded one is not among them: it
// stands with the filters that are applied.
func facetRows(req query.Request, field string, values []index.FacetValue) []facetRow {
	var rows []facetRow
	for _, v := range values {
		if v.Excluded {
			continue
		}
		row := facetRow{Name: valueName(field, v.Value), Count: number(v.Count), Selected: v.Selected}
		if v.Selected {
			row.Toggle = searchURL(req.Without(index.Fields, field, v.Value))
		} else {
			row.Toggle = searchURL(req.With(index.Fields, field, v.Value))
			row.Exclude = searchURL(req.WithExcluded(index.Fields, field, v.Value))
		}
		rows = append(rows, row)
	}
	return rows
}

func selectedFirst(values []index.FacetValue) []index.FacetValue {
	ordered := slices.Clone(values)
	slices.SortStableFunc(ordered, func(a, b index.FacetValue) int {
		switch {
		case a.Selected == b.Selected:
			return 0
		case a.Selected:
			return -1
		}
		return 1
	})
	return ordered
}

func matchLinks(req query.Request, f index.Facet, address func(query.Request) string) []link {
	field, _ := index.Fields.Lookup(f.Field)
	included, _ := req.Chosen(f.Field)
	if !field.Many || len(included) == 0 {
		return nil
	}
	all, anyOf := link{Text: "all of these"}, link{Text: "any of these"}
	if f.Match == query.MatchAny {
		all.Href = address(req.WithMatch(index.Fields, f.Field, query.MatchAll))
	} else {
		anyOf.Href = address(req.WithMatch(index.Fields, f.Field, query.MatchAny))
	}
	return []link{all, anyOf}
}

// dateForm asks for a stretch of time.
type dateForm struct {
	// From and To are values of date inputs.
	From, To string
	Keep     []parameter
	Quick    []link
}

func dateFormOf(req query.Request, now time.Time) dateForm {
	form := dateForm{From: inputDate(req.From, now), To: inputDate(req.To, now), Keep: keep(req, "from", "to")}
	for _, quick := range []struct {
		age  query.Moment
		name string
	}{{"24h", "24 hours"}, {"7d", "7 days"}, {"30d", "30 days"}, {"1y", "1 year"}} {
		l := link{Text: quick.name}
		if req.From != quick.age || req.To != "" {
			l.Href = searchURL(req.WithDates(quick.age, ""))
		}
		form.Quick = append(form.Quick, l)
	}
	return form
}

func inputDate(m query.Moment, now time.Time) string {
	if m == "" {
		return ""
	}
	start, _ := m.Span(now)
	return start.UTC().Format(time.DateOnly)
}

// timeline is the histogram of publication.
type timeline struct {
	// Unit is what one bar stands for: "day".
	Unit string
	// Width is that of the drawing in its own units; its height is chartHeight.
	Width       int
	Bars        []timelineBar
	First, Last string
	// Peak is the count of the highest bar.
	Peak string
}

// timelineBar is one bar. X, Y, Height are in units of the drawing.
type timelineBar struct {
	X, Y, Height int
	Period       string
	Count        string
	// Href narrows to the bar; "" when nothing is there.
	Href string
}

// The size of the histogram, in units of the drawing.
const (
	chartHeight = 60
	barWidth    = 10
	// fullBar is the least count that fills the height, so that a single
	// article does not look like a flood.
	fullBar = 4
)

func timelineOf(req query.Request, buckets []index.Bucket, now time.Time) *timeline {
	peak := 0
	for _, b := range buckets {
		peak = max(peak, b.Count)
	}
	if len(buckets) < 2 || peak == 0 {
		return nil
	}
	first, last := buckets[0], buckets[len(buckets)-1]
	t := &timeline{
		Unit:  unit(first.End.Sub(first.Start)),
		Width: len(buckets) * barWidth,
		First: instant(first.Start),
		Last:  lastMoment(last),
		Peak:  number(peak),
	}
	for i, b := range buckets {
		bar := timelineBar{X: i * barWidth, Period: stretch(b.Start, b.End), Count: counted(b.Count, "article", "articles")}
		if b.Count > 0 {
			bar.Height = max(2, b.Count*chartHeight/max(peak, fullBar))
			bar.Href = searchURL(within(req, b, now))
		}
		bar.Y = chartHeight - bar.Height
		t.Bars = append(t.Bars, bar)
	}
	return t
}

// lastMoment is the day on which a bar ends, or its last hour.
func lastMoment(b index.Bucket) string {
	if isMidnight(b.End) {
		return day(b.End.AddDate(0, 0, -1))
	}
	return instant(b.End)
}

// within narrows a request to a bar; the first and the last bar can reach
// beyond the dates that were asked for.
func within(req query.Request, b index.Bucket, now time.Time) query.Request {
	from, to := moment(b.Start), moment(b.End)
	if start, _ := req.From.Span(now); req.From != "" && start.After(b.Start) {
		from = req.From
	}
	if end, _ := req.To.Span(now); req.To != "" && end.Before(b.End) {
		to = req.To
	}
	return req.WithDates(from, to)
}

func unit(d time.Duration) string {
	const dayLong = 24 * time.Hour
	switch {
	case d < dayLong:
		return "hour"
	case d < 2*dayLong:
		return "day"
	case d < 10*dayLong:
		return "week"
	case d < 100*dayLong:
		return "month"
	}
	return "year"
}
