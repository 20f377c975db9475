package newscorpus

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"time"

	"dateline/entity"
	"dateline/index"
)

// Corpus makes articles. It may be used from several goroutines.
type Corpus struct {
	pool *Pool
	seed uint64
	cast *cast
}

// New makes a Corpus of the texts of a Pool.
func New(pool *Pool, seed uint64) *Corpus {
	return &Corpus{pool: pool, seed: seed, cast: newCast(seed)}
}

// Begin and End are the time in which all articles are published: 60 months.
func Begin() time.Time { return time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC) }

// End is the first instant behind it.
func End() time.Time { return time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC) }

// Sources are the names of the outlets, the most frequent first.
func (c *Corpus) Sources() []string {
	var list []string
	for _, s := range c.cast.sources {
		list = append(list, s.Name)
	}
	return list
}

// Batches makes the first n articles, in batches of a size.
func (c *Corpus) Batches(n, size int) iter.Seq[[]index.Document] {
	return func(yield func([]index.Document) bool) {
		for start := 0; start < n; start += size {
			batch := make([]index.Document, 0, size)
			for i := start; i < min(start+size, n); i++ {
				batch = append(batch, c.Article(i))
			}
			if !yield(batch) {
				return
			}
		}
	}
}

// Article makes the article of a number.
func (c *Corpus) Article(number int) index.Document {
	random := rand.New(rand.NewPCG(c.seed, 1_000_000+uint64(number))) //nolint:gosec // the same every time is what is wanted
	w := &writer{Corpus: c, random: random}
	w.doc.ID = fmt.Sprintf("n%015x", number)
	w.doc.ContentHash = fmt.Sprintf("%032x", number)
	w.doc.URL = fmt.Sprintf("https://news.example/%d", number)
	w.choose()
	w.write()
	return w.doc
}

// writer is one article in the making.
type writer struct {
	*Corpus
	random *rand.Rand
	doc    index.Document
	length int // of the body so far, in bytes
}

// salience makes all who are named facet values.
const salience = 2 * entity.SalienceThreshold

// choose decides what an article is about, and where and when it appears.
func (w *writer) choose() {
	for _, n := range draw(w.random, 1+w.random.IntN(6), 1.05, 8, allActors) {
		actor := w.cast.actors[n]
		actor.Salience = salience
		w.doc.Actors = append(w.doc.Actors, actor)
	}
	for _, n := range draw(w.random, 1+w.random.IntN(3), 1.1, 4, allPlaces) {
		place := w.cast.places[n]
		place.Salience = salience
		w.doc.Locations = append(w.doc.Locations, place)
	}
	one := func(exponent, offset float64, most int) int {
		return draw(w.random, 1, exponent, offset, most)[0]
	}
	w.doc.Source = w.cast.sources[one(1.2, 3, allSources)]
	w.doc.Lang = w.cast.langs[one(3, 1, len(w.cast.langs))]
	w.doc.Section = w.cast.sections[one(1.3, 3, len(w.cast.sections))]
	seconds := int64(End().Sub(Begin()) / time.Second)
	w.doc.Published = Begin().Add(time.Duration(w.random.Int64N(seconds)) * time.Second)
}

// write writes the text: paragraphs of a few sentences of one story and a
// sentence of our own, until there are words enough.
func (w *writer) write() {
	stories := w.pool.stories
	w.doc.Title = stories[w.random.IntN(len(stories))].title
	wanted := 220 + w.random.IntN(271)
	var paragraphs []string
	for n := 0; wanted > 0; n++ {
		told := stories[w.random.IntN(len(stories))].sentences
		first := w.random.IntN(len(told))
		last := min(first+2+w.random.IntN(3), len(told))
		text := strings.Join(told[first:last], " ") + " "
		text += w.quote(n, w.length+len(text))
		paragraphs = append(paragraphs, text)
		w.length += len(text) + len("\n\n")
		wanted -= 1 + strings.Count(text, " ")
	}
	w.doc.SetParagraphs(paragraphs)
}

// quote lets one of the actors speak in one of the places, and notes both as
// mentions; the sentence begins at a byte of the body.
func (w *writer) quote(n, at int) string {
	actor := &w.doc.Actors[n%len(w.doc.Actors)]
	place := &w.doc.Locations[n%len(w.doc.Locations)]
	actor.Count++
	place.Count++
	between := " said in "
	placeAt := at + len(actor.Name) + len(between)
	w.doc.Mentions = append(w.doc.Mentions,
		entity.Mention{Field: entity.Body, Start: at, End: at + len(actor.Name), Text: actor.Name, Kind: actor.Kind, Entity: actor.ID},
		entity.Mention{Field: entity.Body, Start: placeAt, End: placeAt + len(place.Name), Text: place.Name, Kind: entity.Location, Entity: place.ID},
	)
	figure := w.random.IntN(1 + w.random.IntN(2_000_000))
	return fmt.Sprint(actor.Name, between, place.Name, " on ", w.doc.Published.Format("January 2"), " that the figure was ", figure, ".")
}
