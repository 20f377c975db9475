package sidecar

import "iter"

// Sizes yields the names of the sections and their bytes.
func (r *Reader) Sizes() iter.Seq2[string, uint64] {
	return func(yield func(string, uint64) bool) {
		list := []struct {
			name string
			at   span
		}{
			{"id ranks", r.table.IDRanks},
			{"dates: seconds", r.table.Dates.Seconds},
			{"dates: ordinals", r.table.Dates.Ordinals},
			{"dates: newest first", r.table.Dates.NewestFirst},
		}
		for _, t := range r.table.Texts {
			list = append(list, []struct {
				name string
				at   span
			}{
				{t.Name + ": lengths", t.Lengths},
				{t.Name + ": parts", span{Size: t.PartOffsets.Size + t.Parts.Size}},
				{t.Name + ": records", t.Records},
				{t.Name + ": terms", t.Terms},
			}...)
		}
		for _, c := range r.table.Columns {
			list = append(list, struct {
				name string
				at   span
			}{c.Name, span{Size: c.ValueOffsets.Size + c.Bytes.Size + c.Starts.Size + c.Ordinals.Size}})
		}
		for _, s := range list {
			if !yield(s.name, s.at.Size) {
				return
			}
		}
	}
}
