package ingest_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"dateline/index"
	"dateline/ingest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// config is a Config with the fakes of this test.
func config(engine index.Engine, list []fakeInput) ingest.Config {
	return ingest.Config{
		Engine: engine, Recogniser: fakeRecogniser{}, Inputs: inputs(list),
		Workers: 3, SkipUnchanged: true, Now: func() time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) },
	}
}

func TestRunCounts(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		stored  []string
		inputs  []fakeInput
		rewrite bool // SkipUnchanged off
		want    ingest.Counts
		titles  string // of what is stored afterwards, by id
	}{
		{name: "nothing", titles: ""},
		{
			name: "new articles", inputs: articles("a 01 one", "b 02 two"),
			want: ingest.Counts{Read: 2, Indexed: 2}, titles: "a=one b=two",
		},
		{
			name: "unchanged", stored: []string{"a 01 one"}, inputs: articles("a 01 one"),
			want: ingest.Counts{Read: 1, Unchanged: 1}, titles: "a=one",
		},
		{
			name: "unchanged but rewritten", stored: []string{"a 01 one"}, inputs: articles("a 01 one"), rewrite: true,
			want: ingest.Counts{Read: 1, Updated: 1}, titles: "a=one",
		},
		{
			name: "changed", stored: []string{"a 01 one"}, inputs: articles("a 02 uno"),
			want: ingest.Counts{Read: 1, Updated: 1}, titles: "a=uno",
		},
		{
			name: "an older copy than the stored one is a change too", stored: []string{"a 02 uno"}, inputs: articles("a 01 one"),
			want: ingest.Counts{Read: 1, Updated: 1}, titles: "a=one",
		},
		{
			name: "duplicate: the later update wins, wherever it stands", inputs: articles("a 01 one", "a 03 three", "a 02 two"),
			want: ingest.Counts{Read: 3, Indexed: 1, Duplicate: 2}, titles: "a=three",
		},
		{
			name: "duplicate: of equal times the last wins", inputs: articles("a 01 one", "a 01 uno"),
			want: ingest.Counts{Read: 2, Indexed: 1, Duplicate: 1}, titles: "a=uno",
		},
		{
			name: "duplicate: any time beats none", inputs: articles("a 01 one", "a - none"),
			want: ingest.Counts{Read: 2, Indexed: 1, Duplicate: 1}, titles: "a=one",
		},
		{
			name: "duplicate: the very same", inputs: articles("a 01 one", "a 01 one"),
			want: ingest.Counts{Read: 2, Indexed: 1, Duplicate: 1}, titles: "a=one",
		},
		{
			name: "duplicate: unchanged, then changed", stored: []string{"a 01 one"}, inputs: articles("a 01 one", "a 02 two"),
			want: ingest.Counts{Read: 2, Updated: 1, Duplicate: 1}, titles: "a=two",
		},
		{
			name: "duplicate: changed, then as stored", stored: []string{"a 01 one"}, inputs: articles("a 02 two", "a 01 one"),
			want: ingest.Counts{Read: 2, Updated: 1, Duplicate: 1}, titles: "a=two",
		},
		{
			name: "refused, ignored, panicking",
			inputs: []fakeInput{
				refusedBefore("empty.html", "file is empty"), ignored("style.css"),
				{name: "bad.html", err: errors.New("cannot read")},
				{name: "worse.html", panics: true},
				article("a 01 one"),
			},
			want: ingest.Counts{Read: 4, Indexed: 1, Refused: 3, Ignored: 1}, titles: "a=one",
		},
		{
			name: "the recogniser panics", inputs: articles("a 01 mad", "b 01 sane"),
			want: ingest.Counts{Read: 2, Indexed: 1, Refused: 1}, titles: "b=sane",
		},
		{
			name: "the recogniser panics on a duplicate", inputs: articles("a 01 sane", "a 02 mad"),
			want: ingest.Counts{Read: 2, Duplicate: 1, Refused: 1}, titles: "",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			engine := newEngine(tt.stored...)
			cfg := config(engine, tt.inputs)
			cfg.SkipUnchanged = !tt.rewrite
			report, err := ingest.Run(t.Context(), cfg)
			if err != nil {
				t.Fatal(err)
			}
			if report.Counts != tt.want {
				t.Errorf("counts %+v, want %+v", report.Counts, tt.want)
			}
			if got := titles(engine); got != tt.titles {
				t.Errorf("stored %q, want %q", got, tt.titles)
			}
		})
	}
}

// titles are what an engine holds, "id=title" in order of the ids.
func titles(e *fakeEngine) string {
	var list []string
	for id, doc := range e.docs {
		list = append(list, id+"="+doc.Title)
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

func TestRunStoresWhatIsRecognised(t *testing.T) {
	t.Parallel()
	engine := newEngine()
	if _, err := ingest.Run(t.Context(), config(engine, articles("a 01 one"))); err != nil {
		t.Fatal(err)
	}
	if actors := engine.docs["a"].Actors; len(actors) != 1 || actors[0].Name != "one" {
		t.Errorf("actors %v, want the one that was found", actors)
	}
}

// The same random inputs, spread over other numbers of workers and sizes of
// batches, give the same index and the same report, and the counts add up.
func TestRunDependsOnInputsAlone(t *testing.T) {
	t.Parallel()
	for seed := range uint64(10) {
		random := rand.New(rand.NewPCG(seed, 7))
		var list []fakeInput
		for range 120 {
			switch random.IntN(12) {
			case 0:
				list = append(list, refusedBefore("x", "is bad"))
			case 1:
				list = append(list, ignored("y"))
			case 2:
				list = append(list, fakeInput{name: "z", panics: true})
			default:
				i := article(fmt.Sprintf("id%d %02d text%d", random.IntN(25), 1+random.IntN(5), random.IntN(3)))
				i.slow = time.Duration(random.IntN(50)) * time.Microsecond
				list = append(list, i)
			}
		}
		var first string
		for _, shape := range [][3]int{{1, 1000, 1 << 20}, {4, 7, 1 << 20}, {3, 1, 1 << 20}, {2, 1000, 20}} {
			engine := newEngine("id1 01 text1", "id2 09 text9")
			cfg := config(engine, list)
			cfg.Workers, cfg.BatchArticles, cfg.BatchBytes = shape[0], shape[1], shape[2]
			report, err := ingest.Run(t.Context(), cfg)
			if err != nil {
				t.Fatal(err)
			}
			c := report.Counts
			if c.Read != c.Indexed+c.Updated+c.Unchanged+c.Duplicate+c.Refused || c.Read+c.Ignored != len(list) {
				t.Fatalf("seed %d: counts do not add up: %+v of %d", seed, c, len(list))
			}
			got := fmt.Sprintf("%+v %s", c, titles(engine))
			if first == "" {
				first = got
			}
			if got != first {
				t.Fatalf("seed %d, workers and batch %v:\n got %s\nwant %s", seed, shape, got, first)
			}
		}
	}
}

func TestRunTellsRefusalsInOrder(t *testing.T) {
	t.Parallel()
	list := []fakeInput{
		{name: "slow.html", err: errors.New("first"), slow: 20 * time.Millisecond},
		refusedBefore("empty.html", "second"),
		{name: "mad.html", panics: true},
	}
	var told []ingest.Refusal
	cfg := config(newEngine(), list)
	cfg.Refused = func(r ingest.Refusal) { told = append(told, r) }
	report, err := ingest.Run(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	at := cfg.Now()
	want := []ingest.Refusal{
		{Path: "slow.html", Error: "first", Time: at},
		{Path: "empty.html", Error: "second", Time: at},
		{Path: "mad.html", Error: "internal error: cannot stand mad.html: please report it with this input", Time: at},
	}
	if !reflect.DeepEqual(told, want) || !reflect.DeepEqual(report.Refusals, want) {
		t.Errorf("told %v\nlisted %v\nwant %v", told, report.Refusals, want)
	}
}

func TestRunLogsTheStackOfAPanic(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	cfg := config(newEngine(), []fakeInput{{name: "mad.html", panics: true}})
	cfg.Log = slog.New(slog.NewTextHandler(&log, nil))
	if _, err := ingest.Run(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"input=mad.html", "cannot stand", "fakes_test.go"} {
		if !strings.Contains(log.String(), part) {
			t.Errorf("the log does not name %s: %s", part, &log)
		}
	}
}

func TestRunListsOnlyTheFirstRefusals(t *testing.T) {
	t.Parallel()
	var list []fakeInput
	for range ingest.MaxListed + 5 {
		list = append(list, refusedBefore("x", "is bad"))
	}
	told := 0
	cfg := config(newEngine(), list)
	cfg.Refused = func(ingest.Refusal) { told++ }
	report, err := ingest.Run(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if told != len(list) || report.Refused != len(list) || len(report.Refusals) != ingest.MaxListed {
		t.Errorf("told %d, counted %d, listed %d of %d", told, report.Refused, len(report.Refusals), len(list))
	}
}

func TestRunWritesInBatches(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name            string
		articles, bytes int
		want            []int
	}{
		{"by count", 2, 1 << 20, []int{2, 2, 1}},
		{"by bytes: title and body of each are 3 bytes", 100, 18, []int{3, 2}},
		{"all in one", 100, 1 << 20, []int{5}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			engine := newEngine()
			cfg := config(engine, articles("a 01 one", "b 01 two", "c 01 six", "d 01 ten", "e 01 tea"))
			cfg.BatchArticles, cfg.BatchBytes = tt.articles, tt.bytes
			if _, err := ingest.Run(t.Context(), cfg); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(engine.batches, tt.want) {
				t.Errorf("batches %v, want %v", engine.batches, tt.want)
			}
		})
	}
}

func TestRunStopsWhenTheEngineFails(t *testing.T) {
	t.Parallel()
	engine := newEngine()
	engine.failAt = 2
	var list []fakeInput
	for i := range 1000 {
		list = append(list, article(fmt.Sprintf("id%d 01 text", i)))
	}
	cfg := config(engine, list)
	cfg.BatchArticles = 10
	report, err := ingest.Run(t.Context(), cfg)
	if !errors.Is(err, errDisk) {
		t.Fatalf("error %v, want %v", err, errDisk)
	}
	if len(engine.batches) != 2 || report.Read > 100 {
		t.Errorf("%d batches, %d inputs read after the second write had failed", len(engine.batches), report.Read)
	}
}

func TestRunStopsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	engine := newEngine()
	engine.onWrite = cancel
	endless := func(yield func(ingest.Input, error) bool) {
		for i := 0; yield(article(fmt.Sprintf("id%d 01 text", i)), nil); i++ {
			_ = i
		}
	}
	cfg := config(engine, nil)
	cfg.Inputs, cfg.BatchArticles = endless, 10
	if _, err := ingest.Run(ctx, cfg); !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v, want %v", err, context.Canceled)
	}
	if len(engine.docs) != 0 {
		t.Errorf("%d articles written after the end", len(engine.docs))
	}
}

func TestRunTellsProgress(t *testing.T) {
	t.Parallel()
	var read []int
	cfg := config(newEngine(), articles("a 01 one", "b 01 two", "c 01 six"))
	cfg.Progress = func(c ingest.Counts) { read = append(read, c.Read) }
	if _, err := ingest.Run(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(read, []int{1, 2, 3}) {
		t.Errorf("progress %v, want 1 2 3", read)
	}
}

func TestParseKeepsOrderAndStopsEarly(t *testing.T) {
	t.Parallel()
	var list []fakeInput
	for i := range 200 {
		list = append(list, fakeInput{name: fmt.Sprint(i), slow: time.Duration(i%7) * 100 * time.Microsecond})
	}
	var got []string
	for p := range ingest.Parse(t.Context(), inputs(list), 5) {
		got = append(got, p.Name)
		if len(got) == 150 {
			break
		}
	}
	for i, name := range got {
		if name != fmt.Sprint(i) {
			t.Fatalf("place %d has %s", i, name)
		}
	}
	if len(got) != 150 {
		t.Errorf("%d results, want 150", len(got))
	}
}

// BenchmarkRun measures the way itself: nothing is parsed, recognised or
// stored.
func BenchmarkRun(b *testing.B) {
	var list []fakeInput
	for i := range 10_000 {
		list = append(list, article(fmt.Sprintf("id%d 01 text", i)))
	}
	b.ReportAllocs()
	for b.Loop() {
		cfg := config(newEngine(), list)
		if _, err := ingest.Run(b.Context(), cfg); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(list)*b.N)/b.Elapsed().Seconds(), "articles/s")
}
