package corpus

import "dateline/corpus/page/block"

// By gives options under which pages are read by another model.
func (o Options) By(m *block.Model) Options {
	o.model = m
	return o
}
