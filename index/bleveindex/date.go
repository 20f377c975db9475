package bleveindex

import (
	"time"

	"github.com/RoaringBitmap/roaring/v2"

	"dateline/index"
	"dateline/index/bleveindex/sidecar"
)

// published keeps of a set the documents of a span of time; a zero time is an
// open end.
func (v *view) published(within *roaring.Bitmap, from, to time.Time) (*roaring.Bitmap, error) {
	if from.IsZero() && to.IsZero() {
		return within, nil
	}
	side, err := v.sidecar()
	if err != nil {
		return nil, err
	}
	dates := side.Dates()
	first, end := uint32(0), uint32(dates.Distinct())
	if !from.IsZero() {
		first = dates.FirstFrom(from)
	}
	if !to.IsZero() {
		end = dates.FirstFrom(to)
	}
	return v.only(within, func(doc uint32) bool {
		at, dated := dates.Ordinal(doc)
		return dated && first <= at && at < end
	})
}

// second is the time of publication in Unix seconds.
func second(dates *sidecar.Dates, doc uint32) int64 {
	if s, dated := dates.Second(doc); dated {
		return s
	}
	return index.Undated
}

// publishedBetween are the times of the first and the last live document,
// zero when none has one.
func (v *view) publishedBetween() (oldest, newest time.Time, err error) {
	side, err := v.sidecar()
	if err != nil {
		return oldest, newest, err
	}
	dates := side.Dates()
	if v.snapshot.Deleted() == nil {
		if n := dates.Distinct(); n > 0 {
			oldest, newest = dates.Instant(0), dates.Instant(uint32(n-1))
		}
		return oldest, newest, nil
	}
	first, last := uint32(dates.Distinct()), uint32(0)
	_, err = v.only(v.live, func(doc uint32) bool {
		if at, dated := dates.Ordinal(doc); dated {
			first, last = min(first, at), max(last, at)
		}
		return false
	})
	if err == nil && first <= last && dates.Distinct() > 0 {
		oldest, newest = dates.Instant(first), dates.Instant(last)
	}
	return oldest, newest, err
}
