package sidecar_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/vellum"
	gocmp "github.com/google/go-cmp/cmp"

	"dateline/index/bleveindex/sidecar"
)

// naive answers from the documents themselves what a Reader answers from a
// file.
type naive struct {
	schema sidecar.Schema
	docs   []sidecar.Document
}

// posting is what a list says about one document.
type posting struct {
	Doc    uint32
	Places []uint32
}

func (n *naive) postings(text int) map[string][]posting {
	lists := map[string][]posting{}
	for doc, d := range n.docs {
		for _, o := range d.Texts[text].Occurrences {
			list := lists[o.Term]
			if len(list) == 0 || list[len(list)-1].Doc != uint32(doc) {
				list = append(list, posting{Doc: uint32(doc)})
			}
			last := &list[len(list)-1]
			last.Places = append(last.Places, o.Place)
			lists[o.Term] = list
		}
	}
	return lists
}

func (n *naive) values(facet int) []string {
	distinct := map[string]bool{}
	for _, d := range n.docs {
		for _, v := range d.Values[facet] {
			distinct[v] = true
		}
	}
	return slices.Sorted(maps.Keys(distinct))
}

func (n *naive) instants() []time.Time {
	var list []time.Time
	for _, d := range n.docs {
		if !d.Published.IsZero() {
			list = append(list, d.Published.UTC())
		}
	}
	slices.SortFunc(list, time.Time.Compare)
	return slices.CompactFunc(list, time.Time.Equal)
}

func (n *naive) newestFirst() []uint32 {
	var order []uint32
	for doc := range n.docs {
		order = append(order, uint32(doc))
	}
	slices.SortStableFunc(order, func(a, b uint32) int {
		x, y := n.docs[a], n.docs[b]
		if x.Published.IsZero() != y.Published.IsZero() {
			if x.Published.IsZero() {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(y.Published.Unix(), x.Published.Unix()), strings.Compare(x.ID, y.ID))
	})
	return order
}

// build returns a Reader over the sidecar of the documents.
func (n *naive) build(tb testing.TB) *sidecar.Reader {
	tb.Helper()
	r, err := sidecar.New(n.bytes(tb))
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func (n *naive) bytes(tb testing.TB) []byte {
	tb.Helper()
	data, err := n.builder().Bytes(42)
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func (n *naive) builder() *sidecar.Builder {
	b := sidecar.NewBuilder(n.schema)
	for i := range n.docs {
		b.Add(&n.docs[i])
	}
	return b
}

// check compares everything that a Reader can say with the documents.
func (n *naive) check(t *testing.T, r *sidecar.Reader) {
	t.Helper()
	if r.Mark() != 42 || r.Docs() != uint32(len(n.docs)) {
		t.Errorf("mark %d, %d documents, want 42, %d", r.Mark(), r.Docs(), len(n.docs))
	}
	n.checkIDs(t, r)
	n.checkDates(t, r.Dates())
	for i, name := range n.schema.Texts {
		n.checkText(t, r.Text(name), i)
		n.checkTerms(t, r.Text(name), i)
	}
	for i, name := range n.schema.Facets {
		n.checkColumn(t, r.Column(name), i)
	}
}

func (n *naive) checkIDs(t *testing.T, r *sidecar.Reader) {
	t.Helper()
	ids := make([]string, len(n.docs))
	for doc, d := range n.docs {
		ids[r.IDRank(uint32(doc))] = d.ID
	}
	if !slices.IsSorted(ids) {
		t.Errorf("ids by rank are not sorted: %q", ids)
	}
}

func (n *naive) checkDates(t *testing.T, d *sidecar.Dates) {
	t.Helper()
	instants := n.instants()
	var got []time.Time
	for o := range d.Distinct() {
		got = append(got, d.Instant(uint32(o)))
	}
	equal(t, "instants", got, instants)
	for i, instant := range instants {
		equal(t, "first from", d.FirstFrom(instant), uint32(i))
		equal(t, "first after", d.FirstFrom(instant.Add(1)), uint32(i+1))
	}
	undated := uint32(0)
	var order []uint32
	for doc := range n.docs {
		published := n.docs[doc].Published
		second, dated := d.Second(uint32(doc))
		ordinal, ok := d.Ordinal(uint32(doc))
		if dated == published.IsZero() || ok != dated {
			t.Errorf("document %d: dated %t %t, published %v", doc, dated, ok, published)
		}
		if dated {
			equal(t, "second", second, published.Unix())
			equal(t, "instant", d.Instant(ordinal), published.UTC())
		} else {
			undated++
		}
		order = append(order, d.Newest(uint32(doc)))
	}
	equal(t, "undated", d.Undated(), undated)
	equal(t, "newest first", order, n.newestFirst())
}

func (n *naive) checkText(t *testing.T, text *sidecar.Text, number int) {
	t.Helper()
	total := uint64(0)
	var lengths []uint32
	for doc := range n.docs {
		words := n.docs[doc].Texts[number]
		equal(t, "starts", text.Starts(uint32(doc), nil), words.Starts)
		equal(t, "length", text.Length(uint32(doc)), words.Length)
		lengths = append(lengths, words.Length)
		total += uint64(words.Length)
	}
	equal(t, "lengths", text.Lengths(nil), lengths)
	equal(t, "total", text.Total(), total)
	for term, want := range n.postings(number) {
		p, ok, err := text.Lookup(term)
		if err != nil || !ok {
			t.Fatalf("lookup %q: %t, %v", term, ok, err)
		}
		checkPostings(t, term, p, want)
		if own := n.schema.Own; own != "" && strings.HasPrefix(term, own) || p.Own() != nil {
			checkOwn(t, term, p, want)
		}
		if _, ok, _ := text.Lookup(term + "\x00"); ok {
			t.Errorf("a term that nobody wrote is found after %q", term)
		}
	}
}

func checkPostings(t *testing.T, term string, p sidecar.Postings, want []posting) {
	t.Helper()
	equal(t, term+": count", p.Count(), uint32(len(want)))
	equal(t, term+": inline", p.Inline(), len(want) <= 32)
	var docs, frequencies []uint32
	var raw []byte
	for rank, w := range want {
		docs = append(docs, w.Doc)
		frequencies = append(frequencies, uint32(len(w.Places)))
		raw = append(raw, byte(min(len(w.Places), 255)))
		equal(t, term+": frequency", p.Frequency(uint32(rank)), uint32(len(w.Places)))
	}
	if p.Inline() {
		docs, raw = p.Docs([]uint32{7}), nil
		equal(t, term+": documents", docs[0], 7)
		docs = docs[1:]
	}
	for rank, w := range want {
		equal(t, term+": document", docs[rank], w.Doc)
	}
	equal(t, term+": frequencies", p.Frequencies([]uint32{7}), append([]uint32{7}, frequencies...))
	got, ok := p.Raw()
	equal(t, term+": raw", got, raw)
	equal(t, term+": has raw", ok, !p.Inline())
	for _, step := range []int{1, 2, 5, 20, 100, 131} {
		places := p.Places()
		for rank := step - 1; rank < len(want); rank += step {
			equal(t, fmt.Sprintf("%s: places of %d, each %d", term, rank, step),
				places.At(uint32(rank), []uint32{7}), append([]uint32{7}, want[rank].Places...))
		}
	}
}

// checkOwn looks at the documents of a term of which the segment has no list.
func checkOwn(t *testing.T, term string, p sidecar.Postings, want []posting) {
	t.Helper()
	if p.Inline() {
		equal(t, term+": own documents", p.Own(), nil)
		return
	}
	set := roaring.New()
	if _, err := set.FromBuffer(p.Own()); err != nil {
		t.Fatalf("%s: own documents: %v", term, err)
	}
	var docs []uint32
	for _, w := range want {
		docs = append(docs, w.Doc)
	}
	equal(t, term+": own documents", set.ToArray(), docs)
}

func (n *naive) checkTerms(t *testing.T, text *sidecar.Text, number int) {
	t.Helper()
	lists := n.postings(number)
	var got []string
	err := text.Terms(&vellum.AlwaysMatch{}, func(term []byte, p sidecar.Postings) bool {
		got = append(got, string(term))
		equal(t, "count by walk", p.Count(), uint32(len(lists[string(term)])))
		return true
	})
	if err != nil {
		t.Error(err)
	}
	equal(t, "terms", got, slices.Sorted(maps.Keys(lists)))
}

func (n *naive) checkColumn(t *testing.T, c *sidecar.Column, number int) {
	t.Helper()
	values := n.values(number)
	equal(t, "values", c.Values(), len(values))
	for ordinal, v := range values {
		equal(t, "value", c.Value(uint32(ordinal)), v)
		found, ok := c.Find(v)
		if !ok || found != uint32(ordinal) {
			t.Errorf("find %q: %d, %t, want %d", v, found, ok, ordinal)
		}
		if _, ok := c.Find(v + "\x00"); ok {
			t.Errorf("a value that nobody wrote is found after %q", v)
		}
	}
	var docs []uint32
	missing, counts := 0, make([]uint32, len(values))
	for doc, d := range n.docs {
		var names []string
		for _, o := range c.AppendOf(uint32(doc), nil) {
			names = append(names, c.Value(o))
		}
		equal(t, "values of a document", names, sorted(d.Values[number]))
		if doc%3 == 0 {
			continue
		}
		docs = append(docs, uint32(doc))
		if len(d.Values[number]) == 0 {
			missing++
		}
		for _, v := range d.Values[number] {
			o, _ := slices.BinarySearch(values, v)
			counts[o]++
		}
	}
	got := make([]uint32, len(values))
	equal(t, "missing", c.Count(docs, got), missing)
	equal(t, "counts", got, counts)
}

func sorted(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return list
}

// equal compares as printed: empty and nil are the same.
func equal[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Fatalf("%s (- want, + got):\n%s", what, gocmp.Diff(want, got))
	}
}

// randomDocuments makes documents of all shapes from a seed: empty texts and
// parts, no dates, no or many values, words that are in every document, in few
// and in one, and some that a document repeats hundreds of times.
func randomDocuments(seed uint64, docs int) *naive {
	random := rand.New(rand.NewPCG(seed, 1))
	n := &naive{schema: sidecar.Schema{Texts: []string{"title", "body"}, Facets: []string{"one", "many", "none"}}}
	if seed%3 > 0 {
		n.schema.Own = "="
	}
	for i := range docs {
		doc := sidecar.Document{ID: fmt.Sprintf("%x-%d", random.IntN(docs*4), i)}
		if random.IntN(5) > 0 {
			doc.Published = time.Unix(random.Int64N(400)-200, random.Int64N(2)*500)
		}
		doc.Texts = []sidecar.Words{randomWords(random, 8), randomWords(random, 120)}
		doc.Values = [][]string{randomValues(random, 1), randomValues(random, 6), nil}
		n.docs = append(n.docs, doc)
	}
	return n
}

func randomWords(random *rand.Rand, most int) sidecar.Words {
	words := sidecar.Words{Length: uint32(random.IntN(most + 1))}
	zipf := rand.NewZipf(random, 1.2, 2, 300)
	boring := random.IntN(40) == 0 // one word again and again
	if boring {
		words.Length = 200 + uint32(random.IntN(200))
	}
	place, part := uint32(0), true
	for range words.Length {
		for part = part || random.IntN(20) == 0; part; part = random.IntN(4) == 0 {
			if len(words.Starts) > 0 {
				place++
			}
			words.Starts = append(words.Starts, place)
		}
		surface := zipf.Uint64()
		if boring {
			surface = 1
		}
		for _, term := range []string{fmt.Sprintf("en:%d", surface/2), fmt.Sprintf("=%d", surface)} {
			words.Occurrences = append(words.Occurrences, sidecar.Occurrence{Term: term, Place: place})
		}
		place++
	}
	return words
}

func randomValues(random *rand.Rand, most int) []string {
	distinct := map[string]bool{}
	for range random.IntN(most + 1) {
		distinct[fmt.Sprintf("value %d", random.IntN(50))] = true
	}
	return slices.Collect(maps.Keys(distinct))
}
