package bleveindex

import (
	"math/bits"
	"time"

	"dateline/index"
	"dateline/index/bleveindex/docset"
	"dateline/index/bleveindex/sidecar"
)

// published keeps of a set the documents of a span of time; a zero time is an
// open end.
func (v *view) published(within docset.Set, from, to time.Time) (docset.Set, error) {
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
	kept := v.arena.Copy(within)
	for i, word := range within {
		if i%loopWords == 0 && v.ctx.Err() != nil {
			return nil, v.ctx.Err()
		}
		for ; word != 0; word &= word - 1 {
			bit := bits.TrailingZeros64(word)
			if at, dated := dates.Ordinal(uint32(i*64 + bit)); !dated || at < first || at >= end {
				kept[i] &^= 1 << bit
			}
		}
	}
	return kept, nil
}

// loopWords is after how many words of a set, in a quick loop, the context is
// looked at.
const loopWords = 1 << 9

// second is the time of publication in Unix seconds.
func second(dates *sidecar.Dates, doc uint32) int64 {
	if s, dated := dates.Second(doc); dated {
		return s
	}
	return index.Undated
}
