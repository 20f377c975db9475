package sidecar

import (
	"hash/maphash"
	"slices"
	"strings"
)

// termTable finds the list of a term. A document of a newspaper asks it some
// 800 times and most lists are far from the processor by then: it looks at one
// slot and at the list itself, where a map would need a step more.
type termTable struct {
	seed  maphash.Seed
	slots []slot // a power of two, more than half of them free
	lists []list
}

// slot holds the upper half of a term's hash and, in the lower half, the number
// of its list, from 1; 0 is free.
type slot uint64

func newTermTable() *termTable {
	return &termTable{seed: maphash.MakeSeed(), slots: make([]slot, 1024)}
}

// list returns the list of a term, a new one where there is none. It is valid
// until the next call.
func (t *termTable) list(term string) *list {
	hash := maphash.String(t.seed, term)
	mask := uint64(len(t.slots) - 1)
	i := hash & mask
	for ; t.slots[i] != 0; i = (i + 1) & mask {
		s := t.slots[i]
		if uint32(s>>32) != uint32(hash>>32) {
			continue
		}
		if l := &t.lists[uint32(s)-1]; l.term == term {
			return l
		}
	}
	t.lists = append(t.lists, list{term: strings.Clone(term)})
	t.slots[i] = slot(hash>>32<<32 | uint64(len(t.lists)))
	if len(t.lists) > len(t.slots)/2 {
		t.grow()
	}
	return &t.lists[len(t.lists)-1]
}

func (t *termTable) grow() {
	t.slots = make([]slot, 2*len(t.slots))
	mask := uint64(len(t.slots) - 1)
	for n := range t.lists {
		hash := maphash.String(t.seed, t.lists[n].term)
		i := hash & mask
		for t.slots[i] != 0 {
			i = (i + 1) & mask
		}
		t.slots[i] = slot(hash>>32<<32 | uint64(n+1))
	}
}

// all returns the lists by rising terms.
func (t *termTable) all() []*list {
	lists := make([]*list, len(t.lists))
	for i := range t.lists {
		lists[i] = &t.lists[i]
	}
	slices.SortFunc(lists, func(a, b *list) int { return strings.Compare(a.term, b.term) })
	return lists
}
