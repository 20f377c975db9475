package words

import "strings"

// number adds the number at i with the letters that follow it. When the signs
// between the digits are not those of one number, the digits up to the first
// sign are the word, and so on up to the end of the run.
func (s *scanner) number(i int) (next int) {
	if i >= s.plain {
		end, valid := s.run(i)
		if valid {
			return s.letters(i, end)
		}
		s.plain = end
	}
	end := i
	for range maxRunes {
		_, size, c := s.at(end)
		if c != digit {
			break
		}
		end += size
	}
	return s.letters(i, end)
}

// run gives the end of the digits from i with single signs between them, and
// whether they are one number.
func (s *scanner) run(i int) (end int, valid bool) {
	var shape numberShape
	for {
		r, size, c := s.at(i)
		if c == digit {
			shape.digit()
			i += size
			continue
		}
		sign := r
		if c == apostrophe {
			sign = '\''
		}
		_, _, after := s.at(i + size)
		if after != digit || sign != '.' && sign != ',' && sign != '\'' {
			return i, shape.valid()
		}
		shape.sign(byte(sign))
		i += size
	}
}

// maxGroups bounds the groups of digits that one number can have.
const maxGroups = maxRunes / 2

// numberShape is the groups of digits of a number and the signs between them.
type numberShape struct {
	signs  []byte
	groups []int // the lengths
	runes  int
}

func (n *numberShape) digit() {
	n.runes++
	if len(n.groups) == 0 {
		n.groups = append(n.groups, 0)
	}
	n.groups[len(n.groups)-1]++
}

func (n *numberShape) sign(sign byte) {
	n.runes++
	if len(n.signs) < maxGroups { // beyond it is no number anyway
		n.signs = append(n.signs, sign)
		n.groups = append(n.groups, 0)
	}
}

// valid tells whether this is one number: groups of thousands with at most
// one decimal sign behind them.
func (n *numberShape) valid() bool {
	last := len(n.signs) - 1
	switch {
	case n.runes > maxRunes:
		return false
	case last < 0:
		return true
	case last == 0:
		return n.oneSign()
	}
	if n.signs[last] != n.signs[0] { // a decimal sign
		return n.signs[last] != '\'' && n.thousands(last)
	}
	return n.thousands(last + 1)
}

// oneSign: a point may stand before any decimals; a comma only before up to
// three digits, because "2024,2025" is a list; an apostrophe before thousands.
func (n *numberShape) oneSign() bool {
	switch n.signs[0] {
	case '.':
		return true
	case ',':
		return n.groups[1] <= 3
	}
	return n.thousands(1)
}

// thousands tells whether the first signs are equal and stand between
// thousands, or between lakhs and crores as in 1,00,000.
func (n *numberShape) thousands(signs int) bool {
	for i := range signs {
		size := n.groups[i+1]
		indian := size == 2 && i+1 < signs && n.signs[i] == ','
		if n.signs[i] != n.signs[0] || size != 3 && !indian {
			return false
		}
	}
	return n.groups[0] <= 3
}

// unsigned takes the signs out of a number.
//
//nolint:gochecknoglobals // a constant
var unsigned = strings.NewReplacer(".", "", ",", "")

// canonical writes a folded number without thousands signs and with a point
// for the decimals. decimalComma says how to read a single sign before three
// digits: "1,000" is a thousand in English and one in German.
func canonical(number string, decimalComma bool) string {
	head := strings.IndexFunc(number, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != ',' })
	if head < 0 {
		head = len(number)
	}
	digits, tail := number[:head], number[head:]
	first, last := strings.IndexAny(digits, ".,"), strings.LastIndexAny(digits, ".,")
	if first < 0 {
		return number
	}
	whole, sign, decimals := digits[:last], digits[last], digits[last+1:]
	var grouping bool
	switch {
	case first != last: // 1.000.000 or 1.000,5
		grouping = digits[first] == sign
	case len(decimals) != 3 || len(whole) > 3 || whole[0] == '0':
		grouping = false
	default:
		grouping = (sign == ',') != decimalComma
	}
	whole = unsigned.Replace(whole)
	if grouping {
		return whole + decimals + tail
	}
	return whole + "." + decimals + tail
}
