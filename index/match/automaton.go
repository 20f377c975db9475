package match

import "unicode/utf8"

// Automaton reads the terms of a dictionary byte by byte, as dictionaries that
// are automata themselves want it. It is for one goroutine.
type Automaton struct {
	// Stop is asked from time to time, if it is set; after a true nothing fits
	// any more, and a walk through a large dictionary ends.
	Stop    func() bool
	stopped bool
	read    uint // bytes
	pattern *Pattern
	// prefix stands before each word in the dictionary.
	prefix string
	states []state
	ids    map[state]int
	steps  map[uint32]int
}

// state is how far a term has been read: within the prefix, or the words as
// written and without accents, and the bytes of a rune that is not complete.
type state struct {
	prefix         int
	written, plain string
	bytes          string
}

// maxStates bounds an automaton. What would need more does not fit.
const maxStates = 1 << 17

// edge is a byte that leads out of a state, as one number: quick to look up.
func edge(from int, b byte) uint32 { return uint32(from)<<8 | uint32(b) }

// Automaton makes an automaton of the pattern for a dictionary in which a
// prefix stands before each word.
func (p *Pattern) Automaton(prefix string) *Automaton {
	a := &Automaton{pattern: p, prefix: prefix, ids: map[state]int{}, steps: map[uint32]int{}}
	a.id(state{prefix: -1}) // 0: nothing fits any more
	first := state{}
	if prefix == "" {
		first = a.afterPrefix()
	}
	a.id(first)
	return a
}

func (a *Automaton) afterPrefix() state {
	start := a.pattern.machine.start()
	return state{prefix: len(a.prefix), written: start, plain: start}
}

func (a *Automaton) id(s state) int {
	id, ok := a.ids[s]
	if !ok {
		id = len(a.states)
		if id >= maxStates {
			return 0
		}
		a.ids[s] = id
		a.states = append(a.states, s)
	}
	return id
}

// Full tells whether the bound was reached: not all that fits was found.
func (a *Automaton) Full() bool { return len(a.states) >= maxStates }

// Start is the state before the first byte.
func (a *Automaton) Start() int { return 1 }

// IsMatch tells whether a term that ends here fits.
func (a *Automaton) IsMatch(id int) bool {
	s, m := a.states[id], a.pattern.machine
	return s.prefix == len(a.prefix) && s.bytes == "" &&
		(s.written != "" && m.accepts(s.written) || s.plain != "" && m.accepts(s.plain))
}

// CanMatch tells whether any term that begins so may fit.
func (a *Automaton) CanMatch(id int) bool { return id != 0 }

// WillAlwaysMatch is never known.
func (a *Automaton) WillAlwaysMatch(int) bool { return false }

// Accept is the state after one byte more.
func (a *Automaton) Accept(id int, b byte) int {
	const bytesBetweenLooks = 4096
	if a.read++; a.Stop != nil && a.read%bytesBetweenLooks == 0 {
		a.stopped = a.stopped || a.Stop()
	}
	if id == 0 || a.stopped {
		return 0
	}
	to, ok := a.steps[edge(id, b)]
	if !ok {
		to = a.id(a.next(a.states[id], b))
		a.steps[edge(id, b)] = to
	}
	return to
}

func (a *Automaton) next(s state, b byte) state {
	dead := state{prefix: -1}
	if s.prefix < len(a.prefix) {
		switch {
		case a.prefix[s.prefix] != b:
			return dead
		case s.prefix+1 == len(a.prefix):
			return a.afterPrefix()
		}
		return state{prefix: s.prefix + 1}
	}
	s.bytes += string([]byte{b})
	if !utf8.FullRuneInString(s.bytes) {
		return s
	}
	r, _ := utf8.DecodeRuneInString(s.bytes)
	s.bytes = ""
	plain := plainWord(string(r))
	if s.written != "" {
		s.written = a.pattern.machine.step(s.written, r)
	}
	for _, p := range plain {
		if s.plain != "" {
			s.plain = a.pattern.machine.step(s.plain, p)
		}
	}
	if s.written == "" && s.plain == "" {
		return dead
	}
	return s
}
