package bleveindex

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
	bleve "github.com/blevesearch/bleve_index_api"
	bolt "go.etcd.io/bbolt/errors"

	"dateline/index"
	"dateline/index/bleveindex/facets"
	"dateline/index/bleveindex/stored"
	"dateline/index/words"
)

// What can go wrong with a folder, beside index.ErrDamaged.
var (
	// ErrInUse: another engine, here or in another process, holds the folder.
	ErrInUse = errors.New("index folder is in use")
	// ErrFormat: the folder was written by another version of this engine.
	ErrFormat = errors.New("index has another format")
)

// Options say how an engine is opened.
type Options struct {
	// ReadOnly opens for searching; Write and Delete give index.ErrReadOnly.
	ReadOnly bool
	// LockTimeout is how long to wait for a folder that is in use; 0 is 1 s.
	LockTimeout time.Duration
}

const (
	defaultLockTimeout = time.Second
	// maxSegment is how many articles a merged segment has at most.
	maxSegment = 1 << 17
	// segmentsAtOnce is how many segments are merged into one at the end.
	segmentsAtOnce = 64
	// roomsKept is for how many segments there is memory to work in, ready for the
	// next calls.
	roomsKept = 16
	// rootFile is bleve's table of segments: a folder with it is an index.
	rootFile = "root.bolt"
	// formatKey holds, in bleve's key-value room, the format of the terms and
	// stored fields. It changes whenever an older index cannot be read.
	formatKey = "dateline.format"
	format    = "4"
)

// Engine implements index.Engine on one folder.
type Engine struct {
	store    *scorch.Scorch
	analysis *bleve.AnalysisQueue
	readOnly bool
	analyzer words.Analyzer
	codec    *stored.Codec
	sides    sides
	tables   facets.Tables
	names    nameCache
	rooms    chan *room // for the next calls

	// mu is held for reading by every call and for writing by Close, which so
	// waits for the calls under way.
	mu     sync.RWMutex
	closed bool
	// failure is the error of a write that failed. After one, bleve's state in
	// memory cannot be trusted any more.
	failure atomic.Pointer[error]
}

// Create makes an empty index in dir, which is created if need be. It fails
// with an error that wraps fs.ErrExist when there is an index already.
func Create(dir string, opts Options) (*Engine, error) {
	if opts.ReadOnly {
		return nil, fmt.Errorf("create index in %s: %w", dir, index.ErrReadOnly)
	}
	if _, err := os.Stat(filepath.Join(dir, rootFile)); err == nil {
		return nil, fmt.Errorf("create index in %s: %w", dir, fs.ErrExist)
	}
	e, err := open(dir, opts)
	if err != nil {
		return nil, err
	}
	if err := e.store.SetInternal([]byte(formatKey), []byte(format)); err != nil {
		return nil, errors.Join(fmt.Errorf("create index in %s: %w", dir, err), e.Close())
	}
	return e, nil
}

// Open opens the index in dir. Errors wrap fs.ErrNotExist when there is none,
// ErrInUse, ErrFormat or index.ErrDamaged.
func Open(dir string, opts Options) (*Engine, error) {
	if _, err := os.Stat(filepath.Join(dir, rootFile)); err != nil {
		return nil, fmt.Errorf("open index in %s: %w", dir, err)
	}
	e, err := open(dir, opts)
	if err != nil {
		return nil, err
	}
	if err := e.checkFormat(); err != nil {
		return nil, errors.Join(fmt.Errorf("open index in %s: %w", dir, err), e.Close())
	}
	return e, nil
}

func open(dir string, opts Options) (e *Engine, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recoverDamage(&err)
	timeout := opts.LockTimeout
	if timeout <= 0 {
		timeout = defaultLockTimeout
	}
	// Analysis is done before bleve sees an article: one worker is plenty.
	analysis := bleve.NewAnalysisQueue(1)
	defer func() {
		if e == nil {
			analysis.Close()
		}
	}()
	store, err := scorch.NewScorch(scorch.Name, map[string]any{
		"path":         dir,
		"read_only":    opts.ReadOnly,
		"bolt_timeout": timeout.String(),
		// A segment's sidecar is made in memory: it must not grow for ever.
		"scorchMergePlanOptions": map[string]int{"MaxSegmentSize": maxSegment},
	}, analysis)
	if err == nil {
		err = store.Open()
	}
	if err != nil {
		return nil, fmt.Errorf("open index in %s: %w", dir, openError(err))
	}
	codec, err := stored.New()
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return &Engine{store: store.(*scorch.Scorch), analysis: analysis, readOnly: opts.ReadOnly, codec: codec, rooms: make(chan *room, roomsKept)}, nil
}

// openError tells, as well as bleve lets one know, why a folder does not open.
func openError(err error) error {
	var pathError *fs.PathError
	switch {
	case errors.Is(err, bolt.ErrTimeout):
		return fmt.Errorf("%w by another engine or process: stop it, or wait for its end", ErrInUse)
	case errors.As(err, &pathError): // of the system: no permission, no space
		return err
	}
	return fmt.Errorf("%w: %w", index.ErrDamaged, err)
}

func (e *Engine) checkFormat() error {
	return e.read(context.Background(), func(s *snapshot) error { //nolint:forbidigo // a look at what is in memory
		found, err := s.reader.GetInternal([]byte(formatKey))
		if err != nil {
			return err
		}
		switch string(found) {
		case format:
			return nil
		case "": // bleve leaves out states that it cannot load
			return fmt.Errorf("%w: no state of it can be loaded", index.ErrDamaged)
		default:
			return fmt.Errorf("%w: %q, this program reads %q: build the index again", ErrFormat, found, format)
		}
	})
}

// Write implements index.Engine. One call is one batch: all of it is on disk,
// synced, when Write returns, or none of it counts as written.
func (e *Engine) Write(ctx context.Context, docs []index.Document) error {
	return e.write(ctx, func(batch *bleve.Batch) error {
		built, err := analyse(ctx, docs, e.codec, &e.analyzer)
		if err != nil {
			return err
		}
		for _, doc := range built {
			batch.Update(doc)
		}
		return nil
	})
}

// Delete implements index.Engine.
func (e *Engine) Delete(ctx context.Context, ids []string) error {
	return e.write(ctx, func(batch *bleve.Batch) error {
		for _, id := range ids {
			batch.Delete(id)
		}
		return nil
	})
}

func (e *Engine) write(ctx context.Context, fill func(*bleve.Batch) error) error {
	return e.call(ctx, func() error {
		if e.readOnly { // bleve would wait for ever
			return index.ErrReadOnly
		}
		batch := bleve.NewBatch()
		if err := fill(batch); err != nil || len(batch.IndexOps) == 0 {
			return err
		}
		if err := e.store.Batch(batch); err != nil {
			err = fmt.Errorf("write %d articles: %w", len(batch.IndexOps), err)
			e.failure.Store(&err)
			return err
		}
		return nil
	})
}

// Merge makes the segments as few as they may be. It is worth its time when an
// index is complete.
func (e *Engine) Merge(ctx context.Context) error {
	return e.call(ctx, func() error {
		if e.readOnly {
			return index.ErrReadOnly
		}
		plan := mergeplan.SingleSegmentMergePlanOptions
		plan.MaxSegmentSize, plan.SegmentsPerMergeTask = maxSegment, segmentsAtOnce
		if err := e.store.ForceMerge(ctx, &plan); err != nil {
			return fmt.Errorf("merge segments: %w", err)
		}
		// A write returns when it is on disk, and with it all that was before.
		return e.store.SetInternal([]byte(formatKey), []byte(format))
	})
}

// Close implements index.Engine. It waits for the calls under way; closing
// again does nothing.
func (e *Engine) Close() (err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil
	}
	e.closed = true
	defer e.analysis.Close()
	defer e.codec.Close()
	e.sides.attach(nil)
	defer recoverDamage(&err)
	return e.store.Close()
}

// call runs one call of the interface. A panic of bleve, or a fault of a file
// that is shorter than it should be, ends the call and not the program.
func (e *Engine) call(ctx context.Context, run func() error) (err error) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	if e.closed {
		return index.ErrClosed
	}
	if cause := e.failure.Load(); cause != nil {
		return fmt.Errorf("index cannot be used after a failed write; open it again: %w", *cause)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recoverDamage(&err)
	return run()
}

// recoverDamage, deferred, turns a panic into an error with the stack.
func recoverDamage(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%w: panic: %v\n%s", index.ErrDamaged, p, debug.Stack())
	}
}
