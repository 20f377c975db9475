package docset

// Arena gives sets and lists that are used for a while and then all given back
// at once. It is for one goroutine.
type Arena struct {
	words   slab[uint64]
	numbers slab[uint32]
}

// Set returns an empty set for so many documents.
func (a *Arena) Set(docs uint32) Set { return a.words.take(Words(docs)) }

// Copy returns a copy of a set.
func (a *Arena) Copy(s Set) Set {
	c := a.words.take(len(s))
	copy(c, s)
	return c
}

// List returns a list without elements that has room for so many.
func (a *Arena) List(size int) []uint32 { return a.numbers.take(size)[:0] }

// Numbers returns so many zeros.
func (a *Arena) Numbers(n int) []uint32 { return a.numbers.take(n) }

// Reset takes back all that was given.
func (a *Arena) Reset() {
	a.words.reset()
	a.numbers.reset()
}

// slab cuts pieces from a large one. When that is used up a larger one follows.
// A piece that would fill most of a slab is one of its own.
type slab[T any] struct {
	all  []T
	used int
}

const (
	// firstPieces is for how many pieces like the first one there is room at first.
	firstPieces = 16
	// longest is the length of the largest slab, of which one is kept for the next
	// use.
	longest = 1 << 17
)

func (s *slab[T]) take(n int) []T {
	if len(s.all)-s.used < n {
		if n > longest/2 {
			return make([]T, n)
		}
		s.all, s.used = make([]T, min(longest, max(firstPieces*n, 2*len(s.all)))), 0
	}
	piece := s.all[s.used : s.used+n : s.used+n]
	s.used += n
	clear(piece)
	return piece
}

func (s *slab[T]) reset() { s.used = 0 }
