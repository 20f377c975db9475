package sidecar

// TextBytes returns how many bytes the file spends on a text.
func (r *Reader) TextBytes(name string) uint64 {
	t := r.Text(name).table
	return t.Lengths.Size + t.PartOffsets.Size + t.Parts.Size + t.Records.Size + t.Terms.Size
}
