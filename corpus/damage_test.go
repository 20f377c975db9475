package corpus_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
)

const (
	// maxDamaged is the size of the largest damaged page, in bytes: small ones
	// are read faster, so that more of them are.
	maxDamaged = 30 << 10
	// maxNested is more than the parser takes, so that pages are flattened too.
	maxNested = 700
	// maxDamages is how much happens to one page at most.
	maxDamages = 8
)

// damager makes broken pages out of whole ones: the same ones from the same
// pages and seed.
type damager struct {
	random *rand.Rand
	pages  [][]byte
}

func newDamager(pages [][]byte, seed uint64) *damager {
	return &damager{rand.New(rand.NewPCG(seed, 0)), pages}
}

// page gives a new broken page.
func (d *damager) page() []byte {
	page := d.excerpt()
	for range 1 + d.random.IntN(maxDamages) {
		page = d.damage(page)
		page = page[:min(len(page), maxDamaged)]
	}
	return page
}

// excerpt gives the head of a page and some of what follows, so that the head
// is not all there is of a large one.
func (d *damager) excerpt() []byte {
	page := d.pages[d.random.IntN(len(d.pages))]
	if len(page) <= maxDamaged {
		return slices.Clone(page)
	}
	head := d.random.IntN(maxDamaged / 2)
	from := head + d.random.IntN(len(page)-head)
	return slices.Concat(page[:head], page[from:min(len(page), from+maxDamaged-head)])
}

// damage does one thing to a page.
func (d *damager) damage(page []byte) []byte {
	if len(page) == 0 {
		return d.excerpt()
	}
	kinds := []func([]byte) []byte{d.cut, d.double, d.swap, d.nest, d.unbalance, d.breakTag, d.splice, d.breakBytes, d.insert}
	return kinds[d.random.IntN(len(kinds))](page)
}

// span gives two places of a page, usually near each other; every other time
// each is where a tag begins.
func (d *damager) span(page []byte) (from, to int) {
	from = d.random.IntN(len(page))
	to = min(len(page), from+1+d.random.IntN(1+d.random.IntN(len(page))))
	if d.random.IntN(2) == 0 {
		from = tagFrom(page, from)
		to = max(from, tagFrom(page, to))
	}
	return from, to
}

// tagFrom is where the next tag begins, or else the end.
func tagFrom(page []byte, from int) int {
	if i := bytes.IndexByte(page[from:], '<'); i >= 0 {
		return from + i
	}
	return len(page)
}

func (d *damager) cut(page []byte) []byte {
	from, to := d.span(page)
	return slices.Delete(page, from, to)
}

func (d *damager) double(page []byte) []byte {
	from, to := d.span(page)
	copies := bytes.Repeat(page[from:to], 1+d.random.IntN(20))
	return slices.Insert(page, to, copies[:min(len(copies), maxDamaged)]...)
}

func (d *damager) swap(page []byte) []byte {
	a, b := d.span(page)
	c, e := d.span(page)
	if a > c {
		a, b, c, e = c, e, a, b
	}
	b = min(b, c)
	return slices.Concat(page[:a], page[c:e], page[b:c], page[a:b], page[e:])
}

func (d *damager) nest(page []byte) []byte {
	from, to := d.span(page)
	tag, depth := d.name(), d.random.IntN(maxNested)
	if d.random.IntN(4) > 0 {
		depth /= 50
	}
	open, shut := strings.Repeat("<"+tag+">", depth), strings.Repeat("</"+tag+">", depth)
	return slices.Concat(page[:from], []byte(open), page[from:to], []byte(shut), page[to:])
}

// unbalance takes a tag out, or puts in one that opens or closes nothing.
func (d *damager) unbalance(page []byte) []byte {
	from := tagFrom(page, d.random.IntN(len(page)))
	switch d.random.IntN(3) {
	case 0:
		to := from + 1 + bytes.IndexByte(page[from:], '>')
		return slices.Delete(page, from, to)
	case 1:
		return slices.Insert(page, from, []byte("</"+d.name()+">")...)
	default:
		return slices.Insert(page, from, []byte("<"+d.name()+">")...)
	}
}

// breakTag puts something into a tag that does not belong there.
func (d *damager) breakTag(page []byte) []byte {
	from := tagFrom(page, d.random.IntN(len(page)))
	to := from + 1 + bytes.IndexByte(page[from:], '>')
	if to-from < 2 {
		return page
	}
	wrong := []string{`"`, `'`, "=", "<", ">", "/", "`", " =\"", " class=", " style='display:none' ", " hidden ", "\x00", " itemprop=articleBody ", " a a a=a "}
	return slices.Insert(page, from+1+d.random.IntN(to-from-1), []byte(wrong[d.random.IntN(len(wrong))])...)
}

// splice goes on with another page.
func (d *damager) splice(page []byte) []byte {
	other := d.excerpt()
	at, from := d.random.IntN(len(page)), 0
	if len(other) > 0 {
		from = d.random.IntN(len(other))
	}
	if d.random.IntN(2) == 0 {
		at, from = tagFrom(page, at), tagFrom(other, from)
	}
	return slices.Concat(page[:at], other[from:])
}

func (d *damager) breakBytes(page []byte) []byte {
	for range 1 + d.random.IntN(20) {
		page[d.random.IntN(len(page))] = byte(d.random.IntN(256))
	}
	return page
}

// insert puts something in that is rare in pages but means much to a parser.
func (d *damager) insert(page []byte) []byte {
	rare := []string{
		"<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?", "<!DOCTYPE", "</", "<script>", "</script>", "<script type=application/ld+json>",
		`<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"`, `","headline":"`, `\u003cscript\u003e`, `{"@graph":[`,
		"&", "&#0;", "&#x110000;", "&amp;amp;lt;", "\u00ad", "\u200b", "\u202e", "\ufeff", "\ufffd", "\xff\xfe", "\xed\xa0\x80", "\r", "\n\n\n",
		"<meta charset=utf-16>", "<meta charset=shift_jis>", "<base href=//x>", "<br><br>", "2026-09-03", "By Jane Doe | ",
	}
	at := d.random.IntN(len(page) + 1)
	return slices.Insert(page, at, []byte(rare[d.random.IntN(len(rare))])...)
}

// name gives the name of an element that changes how a page is parsed or read.
func (d *damager) name() string {
	names := strings.Fields("div p b i a span article main section aside table tr td li ul h1 br form button select option svg math template title textarea noscript iframe script style plaintext xmp body html head frameset blockquote figure figcaption time nobr font object caption colgroup col rp ruby")
	return names[d.random.IntN(len(names))]
}
