package generation

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"dateline/index"
	"dateline/query"
)

// LiveOptions say how a Live follows its data folder.
type LiveOptions struct {
	// Interval is the time between two looks at what is current; 0 is 1 s.
	Interval time.Duration
}

// retryAfter is how long a generation that could not be served is left alone:
// verifying it again costs reading all of it.
const retryAfter = time.Minute

// Live answers from the current generation and follows when another one is
// published. A new one is verified before it is served, and while it cannot be
// served the old one stays. It may be used from several goroutines.
type Live struct {
	store    *Store
	open     func(ctx context.Context, dir string) (index.Engine, error)
	logger   *slog.Logger
	interval time.Duration

	served atomic.Pointer[served]
	// reason is why nothing is served, for Ready.
	reason atomic.Pointer[error]

	// mu is held while what is served changes.
	mu      sync.Mutex
	closed  bool
	refused string // the generation that could not be served
	retryAt time.Time
}

// served is an index and the number of its users, Live among them. Who takes
// it down to 0 closes it.
type served struct {
	*index.Index
	name  string
	users atomic.Int64
}

// NewLive makes a Live that opens generations with open. It serves nothing
// until Run has found something.
func NewLive(store *Store, open func(ctx context.Context, dir string) (index.Engine, error), logger *slog.Logger, opts LiveOptions) *Live {
	if opts.Interval <= 0 {
		opts.Interval = time.Second
	}
	l := &Live{store: store, open: open, logger: logger, interval: opts.Interval}
	l.because(index.ErrUnavailable)
	return l
}

// Run follows the data folder until ctx ends, and gives the error of ctx.
func (l *Live) Run(ctx context.Context) error {
	ticker := time.NewTicker(l.interval)
	defer ticker.Stop()
	for {
		l.follow(ctx)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
		}
	}
}

// follow serves the current generation, if it is another one than before. A
// panic is logged: what is served stays, and the next look may do better.
func (l *Live) follow(ctx context.Context) {
	l.mu.Lock()
	defer l.mu.Unlock()
	defer func() {
		if p := recover(); p != nil {
			l.logger.LogAttrs(ctx, slog.LevelError, "panic while following the data folder",
				slog.Any("error", p), slog.String("stack", string(debug.Stack())))
		}
	}()
	if l.closed {
		return
	}
	current, err := l.store.Current()
	name := current.Name
	if err != nil {
		name = "" // not known
	}
	old := l.served.Load()
	if err == nil && old != nil && old.name == name || l.refused == name && time.Now().Before(l.retryAt) {
		return
	}
	var next *served
	if err == nil {
		next, err = l.load(ctx, current)
	}
	if err != nil {
		if !l.overtaken(name) {
			l.refuse(ctx, name, old, err)
		}
		return
	}
	l.refused, l.retryAt = "", time.Time{}
	l.served.Store(next)
	l.release(old)
	l.logger.LogAttrs(ctx, slog.LevelInfo, "serving generation",
		slog.String("generation", name), slog.Int("articles", current.Articles))
}

// load verifies and opens a generation.
func (l *Live) load(ctx context.Context, g Generation) (s *served, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: generation %s: panic: %v\n%s", index.ErrDamaged, g.Name, p, debug.Stack())
		}
	}()
	if err := l.store.Verify(ctx, g); err != nil {
		return nil, err
	}
	engine, err := l.open(ctx, g.Dir)
	if err != nil {
		return nil, err
	}
	s = &served{Index: index.New(engine, g.Name, nil), name: g.Name}
	s.users.Store(1)
	return s, nil
}

// overtaken tells whether another generation became current meanwhile: the
// files of the one before may have been removed while they were read.
func (l *Live) overtaken(name string) bool {
	current, err := l.store.Current()
	return err == nil && current.Name != name
}

// refuse keeps what is served and says why.
func (l *Live) refuse(ctx context.Context, name string, old *served, err error) {
	if ctx.Err() != nil {
		return
	}
	if old == nil {
		l.because(err)
	}
	if errors.Is(err, ErrNone) {
		return // nothing wrong: the first one is still to come
	}
	l.refused, l.retryAt = name, time.Now().Add(retryAfter)
	serving := "nothing"
	if old != nil {
		serving = old.name
	}
	l.logger.LogAttrs(ctx, slog.LevelError, "cannot serve the current generation",
		slog.String("generation", name), slog.String("serving", serving), slog.Any("error", err))
}

func (l *Live) because(err error) { l.reason.Store(&err) }

// use runs one call on the index that is served, which stays open until then.
func (l *Live) use(call func(*served) error) error {
	s := l.acquire()
	if s == nil {
		return l.Ready()
	}
	defer l.release(s)
	return call(s)
}

// acquire gives what is served, with its caller as a user, or nil.
func (l *Live) acquire() *served {
	for s := l.served.Load(); s != nil; s = l.served.Load() {
		for n := s.users.Load(); n > 0; n = s.users.Load() {
			if s.users.CompareAndSwap(n, n+1) {
				return s
			}
		}
	}
	return nil
}

func (l *Live) release(s *served) {
	if s == nil || s.users.Add(-1) > 0 {
		return
	}
	if err := closed(s); err != nil {
		l.logger.LogAttrs(context.Background(), slog.LevelError, "cannot close generation", //nolint:forbidigo // belongs to no request
			slog.String("generation", s.name), slog.Any("error", err))
	}
}

// closed closes an index. A panic in it is an error: the caller has its answer
// already.
func closed(s *served) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return s.Close()
}

// Search is documented at index.Index. Like all methods it gives an error that
// wraps index.ErrUnavailable while there is no index, and index.ErrClosed
// after Close.
func (l *Live) Search(ctx context.Context, req query.Request) (result *index.Result, err error) {
	err = l.use(func(s *served) error {
		result, err = s.Search(ctx, req)
		return err
	})
	return result, err
}

// Facet is documented at index.Index.
func (l *Live) Facet(ctx context.Context, req query.FacetRequest) (result *index.Result, err error) {
	err = l.use(func(s *served) error {
		result, err = s.Facet(ctx, req)
		return err
	})
	return result, err
}

// Article is documented at index.Index.
func (l *Live) Article(ctx context.Context, id string) (article *index.Document, err error) {
	err = l.use(func(s *served) error {
		article, err = s.Article(ctx, id)
		return err
	})
	return article, err
}

// Terms is documented at index.Index.
func (l *Live) Terms(ctx context.Context, plan index.TermsPlan) (list []index.Term, err error) {
	err = l.use(func(s *served) error {
		list, err = s.Terms(ctx, plan)
		return err
	})
	return list, err
}

// Status is documented at index.Index.
func (l *Live) Status(ctx context.Context) (status index.Status, err error) {
	err = l.use(func(s *served) error {
		status, err = s.Status(ctx)
		return err
	})
	return status, err
}

// Ready is nil while there is an index to answer from, and says otherwise why
// there is none.
func (l *Live) Ready() error {
	if l.served.Load() != nil {
		return nil
	}
	err := *l.reason.Load()
	if errors.Is(err, index.ErrUnavailable) || errors.Is(err, index.ErrClosed) {
		return err
	}
	return fmt.Errorf("%w: %w", index.ErrUnavailable, err)
}

// Close stops serving. The index is closed when the calls under way are done.
func (l *Live) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.closed {
		l.closed = true
		l.because(index.ErrClosed)
		l.release(l.served.Swap(nil))
	}
	return nil
}
