package index

import (
	"time"

	"dateline/query"
)

// maxBars is the number of bars that a histogram has at most.
const maxBars = 60

// interval is the stretch of time of one bar.
type interval struct {
	// start is the beginning of the bar that t lies in; next that of the bar
	// after the one that begins at t.
	start, next func(t time.Time) time.Time
}

// intervals are the stretches that people count in, from short to long.
func intervals() []interval {
	list := []interval{
		{hourOf, func(t time.Time) time.Time { return t.Add(time.Hour) }},
		{dayOf, func(t time.Time) time.Time { return t.AddDate(0, 0, 1) }},
		{weekOf, func(t time.Time) time.Time { return t.AddDate(0, 0, 7) }},
		{monthOf, func(t time.Time) time.Time { return t.AddDate(0, 1, 0) }},
	}
	for _, years := range []int{1, 10, 100, 1000} {
		list = append(list, interval{
			start: func(t time.Time) time.Time {
				return time.Date(t.Year()/years*years, 1, 1, 0, 0, 0, 0, time.UTC)
			},
			next: func(t time.Time) time.Time { return t.AddDate(years, 0, 0) },
		})
	}
	return list
}

func hourOf(t time.Time) time.Time { return t.Truncate(time.Hour) }

func dayOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// weekOf is the Monday of the week.
func weekOf(t time.Time) time.Time {
	return dayOf(t).AddDate(0, 0, -(int(t.Weekday())+6)%7)
}

func monthOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
}

// timeline gives the borders of the bars over [first, last]: of the shortest
// interval that needs no more than maxBars. Both ends lie inside.
func timeline(first, last time.Time) []time.Time {
	first, last = first.UTC(), last.UTC()
	if first.IsZero() || last.Before(first) {
		return nil
	}
	for _, i := range intervals() {
		borders := []time.Time{i.start(first)}
		for len(borders) <= maxBars && !borders[len(borders)-1].After(last) {
			borders = append(borders, i.next(borders[len(borders)-1]))
		}
		if borders[len(borders)-1].After(last) {
			return borders
		}
	}
	return nil
}

// dateRange is a stretch of time; a zero time is an open end.
type dateRange struct{ from, to time.Time }

// and is what lies in both.
func (r dateRange) and(from, to time.Time) dateRange {
	if from.After(r.from) {
		r.from = from
	}
	if r.to.IsZero() || !to.IsZero() && to.Before(r.to) {
		r.to = to
	}
	return r
}

// narrowed narrows a range by the dates that an expression demands of every
// match.
func (r dateRange) narrowed(where query.Expr, now time.Time) dateRange {
	switch e := where.(type) {
	case query.Dates:
		return r.and(e.Span(now))
	case query.And:
		for _, operand := range e.Exprs {
			r = r.narrowed(operand, now)
		}
	case query.Boost:
		return r.narrowed(e.Expr, now)
	default: // others demand no date
	}
	return r
}

// bars are the borders of the histogram of a plan over what an engine holds.
func bars(plan Plan, stats Stats) []time.Time {
	if stats.Oldest.IsZero() {
		return nil
	}
	r := dateRange{plan.From, plan.To}.narrowed(plan.Where, plan.Now)
	first, last := stats.Oldest, stats.Newest
	if r.from.After(first) {
		first = r.from
	}
	if end := r.to.Add(-time.Nanosecond); !r.to.IsZero() && end.Before(last) {
		last = end
	}
	return timeline(first, last)
}
