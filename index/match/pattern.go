package match

import (
	"errors"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/index/words"
	"dateline/query"
)

// Pattern fits words by their letters: as written, or without accents. It may
// be used from several goroutines.
type Pattern struct {
	machine machine
	// fits tells of a whole word what the machine would.
	fits func(word string) bool
}

// machine reads a word rune by rune. A state is opaque; "" is the one that no
// word leads out of.
type machine interface {
	start() string
	step(state string, r rune) string
	accepts(state string) bool
}

// Match tells whether a surface form fits.
func (p *Pattern) Match(surface string) bool {
	if p.fits(surface) {
		return true
	}
	plain := plainWord(surface)
	return plain != surface && p.fits(plain)
}

// plainWord is a word without accents and signs, rune by rune, which is how an
// Automaton sees it.
func plainWord(surface string) string {
	if !strings.ContainsFunc(surface, func(r rune) bool { return r >= utf8.RuneSelf || r == '\'' || r == '&' }) {
		return surface
	}
	var b strings.Builder
	for _, r := range surface {
		b.WriteString(words.Plain(r))
	}
	return b.String()
}

// inWord tells what can be in a word at all; a pattern is read without the
// rest, so that "covid-1*" is the joined form.
func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

// wildcard is the pattern of * and ?.
func wildcard(pattern string) (*Pattern, error) {
	var b strings.Builder
	escaped := false
	for _, r := range pattern {
		switch {
		case escaped:
			escaped = false
		case r == '\\':
			escaped = true
		case r == '*':
			b.WriteString(".*")
		case r == '?':
			b.WriteByte('.')
		case inWord(r):
			b.WriteString(regexp.QuoteMeta(words.Plain(unicode.ToLower(r))))
		}
	}
	re, err := syntax.Parse("(?s)"+b.String(), syntax.Perl)
	if err != nil {
		return nil, err
	}
	return newPattern(re.Simplify())
}

// regexpOf is the pattern of a regular expression.
func regexpOf(pattern string) (*Pattern, error) {
	re, err := query.ParseRegexp(pattern)
	if err != nil {
		return nil, err
	}
	return newPattern(re)
}

func newPattern(re *syntax.Regexp) (*Pattern, error) {
	prog, err := syntax.Compile(re)
	if err != nil {
		return nil, err
	}
	if len(prog.Inst) > maxSteps {
		return nil, errTooLong
	}
	whole, err := regexp.Compile(`\A(?:` + re.String() + `)\z`)
	if err != nil {
		return nil, err
	}
	return &Pattern{nfa{prog}, whole.MatchString}, nil
}

// maxSteps is what the two bytes of a place can count.
const maxSteps = 1 << 16

var errTooLong = errors.New("pattern is too long")

// nfa is a regular expression as a machine. A state is the places in the
// program that it can be at, two bytes each, in order.
type nfa struct{ prog *syntax.Prog }

func (m nfa) start() string { return m.state([]uint32{uint32(m.prog.Start)}) }

// state follows all that needs no rune.
func (m nfa) state(todo []uint32) string {
	seen := map[uint32]bool{}
	var at []uint32
	for len(todo) > 0 {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[pc] {
			continue
		}
		seen[pc] = true
		switch inst := m.prog.Inst[pc]; inst.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			todo = append(todo, inst.Out, inst.Arg)
		case syntax.InstCapture, syntax.InstNop, syntax.InstEmptyWidth:
			todo = append(todo, inst.Out)
		case syntax.InstFail:
		default:
			at = append(at, pc)
		}
	}
	slices.Sort(at)
	var b strings.Builder
	for _, pc := range at {
		b.WriteByte(byte(pc >> 8))
		b.WriteByte(byte(pc))
	}
	return b.String()
}

func (m nfa) step(state string, r rune) string {
	var next []uint32
	for inst := range m.insts(state) {
		if inst.Op != syntax.InstMatch && inst.MatchRune(r) {
			next = append(next, inst.Out)
		}
	}
	return m.state(next)
}

func (m nfa) accepts(state string) bool {
	for inst := range m.insts(state) {
		if inst.Op == syntax.InstMatch {
			return true
		}
	}
	return false
}

func (m nfa) insts(state string) func(func(*syntax.Inst) bool) {
	return func(yield func(*syntax.Inst) bool) {
		for i := 0; i < len(state); i += 2 {
			if !yield(&m.prog.Inst[int(state[i])<<8|int(state[i+1])]) {
				return
			}
		}
	}
}

// maxFuzzy is how many letters of a word are compared; no word is longer.
const maxFuzzy = 64

// fuzzy is the pattern of words few slips away.
func fuzzy(text string, distance int) *Pattern {
	var word []rune
	for _, r := range text {
		if inWord(r) {
			word = append(word, []rune(words.Plain(unicode.ToLower(r)))...)
		}
	}
	m := slips{word[:min(len(word), maxFuzzy)], byte(distance)}
	return &Pattern{m, m.fits}
}

// slips is Damerau's distance, in the restricted form, as a machine. A state is
// the last two rows of the table, each with one column more than the word has
// letters, and the rune between them; of a rune that is not in the word, which
// cannot be swapped, only the last row.
type slips struct {
	word []rune
	most byte
}

func (m slips) start() string {
	row := make([]byte, len(m.word)+1)
	for i := range row {
		row[i] = min(byte(i), m.most+1)
	}
	return string(row)
}

func (m slips) step(state string, r rune) string {
	n := len(m.word) + 1
	row, before, last := state[:n], "", rune(-1)
	if len(state) > n {
		before = state[n : 2*n]
		last, _ = utf8.DecodeRuneInString(state[2*n:])
	}
	next := make([]byte, n, 2*n+utf8.UTFMax)
	next[0] = min(row[0]+1, m.most+1)
	least := next[0]
	for i, letter := range m.word {
		d := min(row[i+1], next[i]) + 1
		if letter == r {
			d = min(d, row[i])
		} else {
			d = min(d, row[i]+1)
		}
		if i > 0 && letter == last && m.word[i-1] == r {
			d = min(d, before[i-1]+1)
		}
		next[i+1] = min(d, m.most+1)
		least = min(least, next[i+1])
	}
	if least > m.most {
		return "" // two swapped letters would have begun within the bound
	}
	if slices.Contains(m.word, r) {
		next = utf8.AppendRune(append(next, row...), r)
	}
	return string(next)
}

func (m slips) fits(word string) bool {
	if n := utf8.RuneCountInString(word) - len(m.word); n > int(m.most) || -n > int(m.most) {
		return false
	}
	state := m.start()
	for _, r := range word {
		if state = m.step(state, r); state == "" {
			return false
		}
	}
	return m.accepts(state)
}

func (m slips) accepts(state string) bool { return state[len(m.word)] <= m.most }
