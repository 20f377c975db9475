package stored

import (
	"encoding/binary"
	"encoding/hex"
	"math"
	"slices"
	"strings"
	"time"
)

// form is one article on its way into bytes, or out of them. Its methods take
// pointers to parts of the article: they write what is there, which they never
// change, or, when reading, set it. All that is read shares the memory of one
// string.
type form struct {
	reading        bool
	numbers, texts area
	counts         *area // numbers, or texts within beside
	damaged        bool

	list  []string        // room for the lists of texts that are read
	made  strings.Builder // room for the texts that follow from others
	plain []byte          // room to unfold
	spans spans
}

// area is a row of bytes: out is written at its end, in is read from its start.
type area struct {
	out []byte
	in  string
}

func (f *form) write() {
	*f = form{numbers: area{out: f.numbers.out[:0]}, texts: area{out: f.texts.out[:0]}, plain: f.plain, spans: f.spans}
	f.counts = &f.numbers
}

func (f *form) read(numbers, texts string) {
	*f = form{reading: true, numbers: area{out: f.numbers.out, in: numbers}, texts: area{out: f.texts.out, in: texts}, plain: f.plain, spans: f.spans}
	f.counts = &f.numbers
}

// finished reports whether all that was to be read has been read, and was sound.
// Nothing of the article stays behind.
func (f *form) finished() bool {
	sound := !f.damaged && f.numbers.in == "" && f.texts.in == ""
	f.numbers.in, f.texts.in, f.list, f.made = "", "", nil, strings.Builder{}
	return sound
}

// beside puts the numbers of a part among the texts: there they are found in
// the dictionary together with the texts.
func (f *form) beside(part func()) {
	f.counts = &f.texts
	part()
	f.counts = &f.numbers
}

// fail gives up reading: from here on everything is zero and empty.
func (f *form) fail() {
	f.damaged = true
	f.numbers.in, f.texts.in = "", ""
}

// number writes n and gives it back, or reads a number.
func (f *form) number(n uint64) uint64 {
	if !f.reading {
		f.counts.out = binary.AppendUvarint(f.counts.out, n)
		return n
	}
	in := f.counts.in
	n = 0
	for i := 0; i < len(in) && i < binary.MaxVarintLen64; i++ {
		b := in[i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			f.counts.in = in[i+1:]
			return n
		}
	}
	f.fail()
	return 0
}

// signed is number for numbers below zero too.
func (f *form) signed(n int64) int64 {
	u := f.number(uint64(n)<<1 ^ uint64(n>>63))
	return int64(u>>1) ^ -int64(u&1)
}

// size is number for the size of a list: 0 for nil, else one more than its
// items. Each of them takes at least a byte of the numbers: more cannot be read.
func (f *form) size(n int) int {
	u := f.number(uint64(n))
	if f.reading && u > uint64(len(f.counts.in))+1 {
		f.fail()
		return 0
	}
	return int(u)
}

// choice writes or reads which of two forms follows.
func (f *form) choice(first bool) bool {
	n := uint64(0)
	if first {
		n = 1
	}
	return f.number(n) == 1
}

// take reads n bytes of the texts.
func (f *form) take(n uint64) string {
	if n > uint64(len(f.texts.in)) {
		f.fail()
		return ""
	}
	text := f.texts.in[:n]
	f.texts.in = f.texts.in[n:]
	return text
}

func (f *form) text(s *string) {
	if f.reading {
		*s = f.take(f.number(0))
		return
	}
	f.number(uint64(len(*s)))
	f.texts.out = append(f.texts.out, *s...)
}

// slugOf is text for what is usually a prefix and the slug of a name.
func (f *form) slugOf(name, prefix string, s *string) {
	usual := f.choice(!f.reading && *s == f.slug(prefix, name))
	switch {
	case !usual:
		f.text(s)
	case f.reading:
		*s = f.slug(prefix, name)
	}
}

// slug is the prefix and a name in lower case, with hyphens for all that is
// neither letter nor digit. It is part of the form, and need not be right where
// others make another slug of a name.
func (f *form) slug(prefix, name string) string {
	f.grow(len(prefix) + len(name))
	start := f.made.Len()
	f.made.WriteString(prefix)
	gap := false
	for i := range len(name) {
		b := name[i]
		if 'A' <= b && b <= 'Z' {
			b += 'a' - 'A'
		}
		if (b < 'a' || b > 'z') && (b < '0' || b > '9') && b < 0x80 {
			gap = true
			continue
		}
		if gap && f.made.Len() > start+len(prefix) {
			f.made.WriteByte('-')
		}
		gap = false
		f.made.WriteByte(b)
	}
	return f.made.String()[start:]
}

// code is text for what is usually one of a few.
func code[T ~string](f *form, s *T, usual []T) {
	n := f.number(uint64(slices.Index(usual, *s) + 1))
	switch {
	case n == 0:
		text := string(*s)
		if f.text(&text); f.reading {
			*s = T(text)
		}
	case n > uint64(len(usual)):
		f.fail()
	case f.reading:
		*s = usual[n-1]
	}
}

// lines is a list of texts, nil or not.
func (f *form) lines(list *[]string) {
	if n := f.size(sizeOf(*list)); f.reading && n > 0 {
		*list = f.room(n - 1)
	}
	for i := range *list {
		f.text(&(*list)[i])
	}
}

// items is a list of anything, nil or not.
func items[T any](f *form, list *[]T, item func(*T)) {
	if n := f.size(sizeOf(*list)); f.reading && n > 0 {
		*list = make([]T, n-1)
	}
	for i := range *list {
		item(&(*list)[i])
	}
}

func sizeOf[T any](list []T) int {
	if list == nil {
		return 0
	}
	return len(list) + 1
}

// room is a list of n texts to be set; appending to it leaves others alone.
func (f *form) room(n int) []string {
	const usual = 64
	if n >= len(f.list) { // not only when larger: room for none is not nil
		f.list = make([]string, max(n, usual))
	}
	list := f.list[:n:n]
	f.list = f.list[n:]
	return list
}

// The ways to write a time.
const (
	noTime = iota
	utcSeconds
	utcTime
	zonedTime
)

// time keeps the instant and the distance to UTC; not the name of a zone.
func (f *form) time(t *time.Time) {
	_, offset := t.Zone()
	way := utcSeconds
	switch {
	case f.reading:
	case offset != 0:
		way = zonedTime
	case t.IsZero():
		way = noTime
	case t.Nanosecond() != 0:
		way = utcTime
	}
	way = int(f.number(uint64(way)))
	if way < noTime || way > zonedTime {
		f.fail()
	}
	if way == noTime || f.damaged {
		return
	}
	seconds, nanoseconds := f.signed(t.Unix()), int64(0)
	if way != utcSeconds {
		nanoseconds = f.signed(int64(t.Nanosecond()))
	}
	zone := time.UTC
	if way == zonedTime {
		zone = time.FixedZone("", int(f.signed(int64(offset))))
	}
	if f.reading {
		*t = time.Unix(seconds, nanoseconds).In(zone)
	}
}

// decimal is a number that usually has few decimals: scale is what makes it
// whole.
func (f *form) decimal(x *float64, scale float64) {
	const most = 1 << 50
	whole := int64(0)
	usual := false
	if !f.reading {
		scaled := math.Round(*x * scale)
		usual = math.Abs(scaled) < most && math.Float64bits(scaled/scale) == math.Float64bits(*x)
		if usual {
			whole = int64(scaled)
		}
	}
	// Zero is for the unusual; the others keep their distance from it.
	u := uint64(0)
	if usual {
		u = (uint64(whole)<<1 ^ uint64(whole>>63)) + 1
	}
	if u = f.number(u); u == 0 {
		bits := f.number(math.Float64bits(*x))
		if f.reading {
			*x = math.Float64frombits(bits)
		}
		return
	}
	if f.reading {
		*x = float64(int64((u-1)>>1)^-int64((u-1)&1)) / scale
	}
}

// hash is text for what is usually hexadecimal.
func (f *form) hash(s *string) {
	var raw []byte
	if !f.reading {
		raw, _ = hex.DecodeString(*s)
		if hex.EncodeToString(raw) != *s {
			raw = nil
		}
	}
	n := f.number(uint64(len(raw)))
	if n == 0 {
		f.text(s)
		return
	}
	if !f.reading {
		f.numbers.out = append(f.numbers.out, raw...)
		return
	}
	if n > uint64(len(f.numbers.in)) {
		f.fail()
		return
	}
	const digits = "0123456789abcdef"
	f.grow(2 * int(n))
	start := f.made.Len()
	for i := range int(n) {
		f.made.WriteByte(digits[f.numbers.in[i]>>4])
		f.made.WriteByte(digits[f.numbers.in[i]&15])
	}
	f.numbers.in = f.numbers.in[n:]
	*s = f.made.String()[start:]
}

// grow makes room for a text of n bytes in made.
func (f *form) grow(n int) {
	const usual = 256
	if f.made.Cap()-f.made.Len() < n {
		f.made = strings.Builder{}
		f.made.Grow(max(n, usual))
	}
}
