package ingest

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"runtime"
	"time"

	"dateline/corpus"
	"dateline/entity"
	"dateline/index"
)

// Input is one article-to-be. A corpus.Input is one; Parse is called from any
// goroutine.
type Input interface {
	// Name is what the user would call it: a path, or path:line.
	Name() string
	Parse(ctx context.Context) (corpus.Article, error)
}

// Recogniser finds what a text mentions. An entity.Extractor is one; Find is
// called from several goroutines.
type Recogniser interface {
	Find(text entity.Text) entity.Found
}

// Defaults of a Config.
const (
	// DefaultBatchArticles and DefaultBatchBytes bound what one write to the
	// engine carries, and with it the memory that a run takes.
	DefaultBatchArticles = 1000
	DefaultBatchBytes    = 16 << 20
)

// Config says what is brought in, and into what. Engine, Recogniser and Inputs
// are needed; the zero value of the rest means its default.
type Config struct {
	Engine     index.Engine
	Recogniser Recogniser
	// Inputs are taken in their order. An error in place of an input concerns
	// that input alone.
	Inputs iter.Seq2[Input, error]
	// Workers is the number of goroutines that clean and recognise, by
	// default one for each core.
	Workers int
	// BatchArticles and BatchBytes (of text) end a batch, whichever is
	// reached first.
	BatchArticles int
	BatchBytes    int
	// SkipUnchanged leaves articles alone that the engine holds already with
	// the same content.
	SkipUnchanged bool
	// Progress is told the counts after every input, Refused every refusal.
	// Both are called from the goroutine that called Run, in order.
	Progress func(Counts)
	Refused  func(Refusal)
	// Log gets the stacks of panics; nothing by default.
	Log *slog.Logger
	// Now is the clock, by default time.Now.
	Now func() time.Time
}

func (c Config) withDefaults() Config {
	if c.Workers <= 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	if c.BatchArticles <= 0 {
		c.BatchArticles = DefaultBatchArticles
	}
	if c.BatchBytes <= 0 {
		c.BatchBytes = DefaultBatchBytes
	}
	if c.Progress == nil {
		c.Progress = func(Counts) {}
	}
	if c.Refused == nil {
		c.Refused = func(Refusal) {}
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	return c
}

// Run brings all inputs into the engine. A refused input is no error: it is
// counted and told to Config.Refused. The errors are those of the engine and
// of the context; after one the engine holds an unknown part of the inputs,
// and the report counts what was read until then.
func Run(ctx context.Context, cfg Config) (Report, error) {
	cfg = cfg.withDefaults()
	start := cfg.Now()
	r := &run{Config: cfg, writer: startWriter(ctx, cfg.Engine), seen: map[digest]*version{}, repeated: newRepeated()}
	err := r.takeAll(ctx)
	// The writer has the better reason: what stopped it stopped the rest.
	if writeErr := r.writer.finish(); writeErr != nil {
		err = writeErr
	}
	r.report.Seconds = cfg.Now().Sub(start).Seconds()
	return r.report, err
}

// run is the state of one Run, owned by the goroutine that called it.
type run struct {
	Config
	writer *writer
	seen   map[digest]*version
	batch  []arrival
	bytes  int // of text in batch
	report Report
	// repeated knows what hosts write under every article.
	repeated *repeated
}

// arrival is a cleaned article that waits for its batch to fill.
type arrival struct {
	input   string
	article corpus.Article
}

func (r *run) takeAll(ctx context.Context) error {
	for parsed := range Parse(ctx, r.Inputs, r.Workers) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if parsed.Err != nil {
			r.passOver(parsed)
		} else if err := r.take(ctx, parsed); err != nil {
			return err
		}
		r.Progress(r.report.Counts)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return r.flush(ctx)
}

// take adds an article to the batch.
func (r *run) take(ctx context.Context, p Parsed) error {
	r.report.Read++
	r.batch = append(r.batch, arrival{input: p.Name, article: p.Article})
	r.bytes += len(p.Article.Title) + len(p.Article.Body)
	if len(r.batch) >= r.BatchArticles || r.bytes >= r.BatchBytes {
		return r.flush(ctx)
	}
	return nil
}

// flush settles what becomes of the batch and hands it to the writer.
func (r *run) flush(ctx context.Context) error {
	entries, err := r.settle(ctx, r.batch)
	if err != nil {
		return err
	}
	r.batch, r.bytes = nil, 0
	for i := range entries {
		r.repeated.count(&entries[i].article)
	}
	for i := range entries {
		r.report.Repeated += r.repeated.drop(&entries[i].article)
	}
	docs, err := r.recognise(ctx, entries)
	if err != nil || len(docs) == 0 {
		return err
	}
	return r.writer.send(ctx, docs)
}

// passOver counts an input that gave no article.
func (r *run) passOver(p Parsed) {
	if errors.Is(p.Err, corpus.ErrIgnored) {
		r.report.Ignored++
		return
	}
	r.report.Read++
	r.refuse(p)
}

func (r *run) refuse(p Parsed) {
	if panicked, ok := errors.AsType[*PanicError](p.Err); ok {
		r.Log.Error("panic", slog.String("input", p.Name),
			slog.Any("value", panicked.Value), slog.String("stack", string(panicked.Stack)))
	}
	refusal := p.Refusal(r.Now())
	r.report.Refused++
	if len(r.report.Refusals) < MaxListed {
		r.report.Refusals = append(r.report.Refusals, refusal)
	}
	r.Refused(refusal)
}
