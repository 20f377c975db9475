package pdftext

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"io"
	"maps"
	"slices"
)

// Bounds of a document. What is beyond them is no article.
const (
	maxObjects = 2_000_000
	maxPages   = 5_000
	maxDecoded = 64 << 20 // bytes of all streams that are read
	maxText    = 16 << 20 // bytes of the text
)

// file is the objects of a document by their numbers. They are found by
// looking for them and not by the table of their places, which is wrong in
// files that programs have mended or cut.
type file struct {
	objects map[ref]any
	trailer dict
	left    int // objects that may still be made
	decoded int // bytes that may still be decoded
	text    int // bytes that may still be written
	err     error
}

func load(data []byte) *file {
	f := &file{objects: map[ref]any{}, trailer: dict{}, left: maxObjects, decoded: maxDecoded, text: maxText}
	for pos := 0; ; {
		i := bytes.Index(data[pos:], []byte("obj"))
		if i < 0 {
			break
		}
		number, ok := numberBefore(data, pos+i)
		pos += i + len("obj")
		if ok {
			pos = f.define(number, data, pos)
		}
	}
	for pos := 0; ; {
		i := bytes.Index(data[pos:], []byte("trailer"))
		if i < 0 {
			break
		}
		l := f.lexer(data, pos+i+len("trailer"))
		f.addTrailer(l.object())
		pos = l.pos
	}
	if f.left < 0 {
		f.err = ErrTooLarge
	}
	return f
}

func (f *file) lexer(data []byte, pos int) *lexer {
	return &lexer{data: data, pos: pos, refs: true, left: &f.left}
}

// numberBefore reads the number of an object off "12 0 " before "obj".
func numberBefore(data []byte, pos int) (ref, bool) {
	back := func(is func(byte) bool) string {
		last := pos
		for pos > 0 && last-pos < 12 && is(data[pos-1]) {
			pos--
		}
		return string(data[pos:last])
	}
	digit := func(b byte) bool { return b >= '0' && b <= '9' }
	back(isSpace)
	generation := back(digit)
	gap := back(isSpace)
	number := 0
	digits := back(digit)
	for _, d := range digits {
		number = number*10 + int(d-'0')
	}
	return ref(number), generation != "" && gap != "" && digits != "" && number <= maxObjects
}

// define reads an object and gives the position after it. A later object
// replaces an earlier one of its number.
func (f *file) define(number ref, data []byte, pos int) int {
	l := f.lexer(data, pos)
	o := l.object()
	d, isDict := o.(dict)
	if !isDict {
		f.objects[number] = o
		return l.pos
	}
	after := l.pos
	l.skipSpace()
	if !bytes.HasPrefix(data[l.pos:], []byte("stream")) {
		f.objects[number] = d
		return after
	}
	start := l.pos + len("stream")
	if bytes.HasPrefix(data[start:], []byte("\r\n")) {
		start += 2
	} else if start < len(data) && (data[start] == '\n' || data[start] == '\r') {
		start++
	}
	stop := streamEnd(d, data, start)
	s := &stream{dict: d, data: data[start:stop]}
	f.objects[number] = s
	switch d["Type"] {
	case name("XRef"):
		f.addTrailer(d)
	case name("ObjStm"):
		f.unpack(s)
	}
	return stop
}

// streamEnd finds the end of a stream: where its length says, if that is so.
func streamEnd(d dict, data []byte, start int) int {
	mark := []byte("endstream")
	if length, ok := d["Length"].(float64); ok && length >= 0 && length <= float64(len(data)-start) {
		stop := start + int(length)
		if bytes.HasPrefix(bytes.TrimLeft(data[stop:min(stop+4, len(data))], "\r\n"), []byte("en")) {
			return stop
		}
	}
	if i := bytes.Index(data[start:], mark); i >= 0 {
		return start + i
	}
	return len(data)
}

func (f *file) addTrailer(o any) {
	d, _ := o.(dict)
	for _, key := range []name{"Root", "Info", "Encrypt"} {
		if d[key] != nil {
			f.trailer[key] = d[key]
		}
	}
}

// unpack reads the objects that stand in a stream.
func (f *file) unpack(s *stream) {
	data := f.decode(s)
	count, _ := s.dict["N"].(float64)
	first, _ := s.dict["First"].(float64)
	head := f.lexer(data, 0)
	for range int(min(max(count, 0), maxObjects)) {
		number, ok := head.object().(float64)
		offset, ok2 := head.object().(float64)
		place := first + offset
		if !ok || !ok2 || place < 0 || place >= float64(len(data)) || number < 0 || number > maxObjects {
			return
		}
		f.objects[ref(number)] = f.lexer(data, int(place)).object()
	}
}

// get follows references.
func (f *file) get(o any) any {
	for range maxNesting {
		r, ok := o.(ref)
		if !ok {
			return o
		}
		o = f.objects[r]
	}
	return nil
}

func (f *file) dict(o any) dict {
	switch o := f.get(o).(type) {
	case dict:
		return o
	case *stream:
		return o.dict
	}
	return nil
}

func (f *file) array(o any) array {
	a, _ := f.get(o).(array)
	return a
}

// spend gives an array that is read through, which may happen often: its
// elements count like objects that are made.
func (f *file) spend(o any) array {
	a := f.array(o)
	if f.left -= len(a); f.left <= 0 {
		return nil
	}
	return a
}

func (f *file) name(o any) name {
	n, _ := f.get(o).(name)
	return n
}

func (f *file) number(o any, otherwise float64) float64 {
	if n, ok := f.get(o).(float64); ok {
		return n
	}
	return otherwise
}

// list gives the elements of an array, or the one thing that stands for it.
func (f *file) list(o any) array {
	switch o := f.get(o).(type) {
	case nil:
		return nil
	case array:
		return o
	default:
		return array{o}
	}
}

// decode gives the data of a stream, as far as they can be read. Pictures and
// fonts are in codings that it does not know.
func (f *file) decode(s *stream) []byte {
	data := s.data
	parameters := f.list(s.dict["DecodeParms"])
	for i, filter := range f.list(s.dict["Filter"]) {
		switch f.name(filter) {
		case "FlateDecode", "Fl":
			z, err := zlib.NewReader(bytes.NewReader(data))
			if err != nil {
				return nil
			}
			data = f.limited(z)
			if i < len(parameters) {
				data = f.unpredict(data, f.dict(parameters[i]))
			}
		case "ASCII85Decode", "A85":
			data = bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~"))
			if i := bytes.IndexByte(data, '~'); i >= 0 {
				data = data[:i]
			}
			data = f.limited(ascii85.NewDecoder(bytes.NewReader(data)))
		case "ASCIIHexDecode", "AHx":
			data = []byte((&lexer{data: data}).hex())
		default:
			return nil
		}
	}
	return data
}

// limited reads what may still be decoded of a document; data that end in an
// error are kept up to there.
func (f *file) limited(r io.Reader) []byte {
	data, _ := io.ReadAll(io.LimitReader(r, int64(f.decoded)+1)) // what comes before an error is kept
	if f.decoded -= len(data); f.decoded < 0 {
		f.decoded, f.err = 0, ErrTooLarge
		return nil
	}
	return data
}

// unpredict undoes the filter "up" of PNG, and its neighbours, which tables of
// objects are written with.
func (f *file) unpredict(data []byte, parameters dict) []byte {
	if f.number(parameters["Predictor"], 1) < 10 {
		return data
	}
	columns := int(f.number(parameters["Columns"], 1))
	if columns < 1 || columns > 1<<16 {
		return nil
	}
	var out []byte
	row := make([]byte, columns)
	for ; len(data) > columns; data = data[columns+1:] {
		for i, b := range data[1 : columns+1] {
			switch {
			case data[0] == 2:
				row[i] += b
			case data[0] == 1 && i > 0:
				row[i] = row[i-1] + b
			default:
				row[i] = b
			}
		}
		out = append(out, row...)
	}
	return out
}

// page is what the text of a page is made of.
type page struct {
	contents  []*stream
	resources dict
}

// pages gives the pages in reading order.
func (f *file) pages() []page {
	w := pageWalk{file: f, seen: map[ref]bool{}}
	w.walk(f.dict(f.trailer["Root"])["Pages"], nil, 0)
	if len(w.pages) == 0 { // the tree is lost: pages in the order of their numbers
		for _, number := range slices.Sorted(maps.Keys(f.objects)) {
			if d, ok := f.objects[number].(dict); ok && d["Type"] == name("Page") && len(w.pages) < maxPages {
				w.add(d, f.dict(d["Resources"]))
			}
		}
	}
	return w.pages
}

type pageWalk struct {
	file  *file
	seen  map[ref]bool
	pages []page
}

func (w *pageWalk) walk(o any, resources dict, depth int) {
	if r, ok := o.(ref); ok {
		if w.seen[r] {
			return
		}
		w.seen[r] = true
	}
	d := w.file.dict(o)
	w.file.left-- // branches may share their twigs
	if d == nil || depth > maxNesting || len(w.pages) >= maxPages || w.file.left <= 0 {
		return
	}
	if own := w.file.dict(d["Resources"]); own != nil {
		resources = own
	}
	kids := w.file.array(d["Kids"])
	if kids == nil {
		w.add(d, resources)
	}
	for _, kid := range kids {
		w.walk(kid, resources, depth+1)
	}
}

func (w *pageWalk) add(d, resources dict) {
	p := page{resources: resources}
	for _, o := range w.file.list(d["Contents"]) {
		if s, ok := w.file.get(o).(*stream); ok {
			p.contents = append(p.contents, s)
		}
	}
	w.pages = append(w.pages, p)
}

// What can be wrong with a document.
var (
	ErrNotPDF    = errors.New("not a PDF document")
	ErrEncrypted = errors.New("the document is encrypted")
	ErrTooLarge  = errors.New("the document unpacks to more than any article")
	// ErrNoText says that pages are pictures, or written in fonts that do not
	// say which letters they show.
	ErrNoText = errors.New("the pages hold no text, only pictures")
)
