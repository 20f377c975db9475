package generation

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Staging is a generation that is being written. It holds the lock of the data
// folder until Publish succeeds or Discard is called.
type Staging struct {
	store  *Store
	name   string
	parent string
	dir    string
	lock   *lock

	mu   sync.Mutex
	done bool
}

// Begin starts a generation: an empty one, or for an increment one with the
// content of the current generation, if there is one, after its files have been
// verified. It gives ErrLocked, with the process that writes, when there is
// another writer, and removes what an interrupted one left behind.
func (s *Store) Begin(ctx context.Context, increment bool) (*Staging, error) {
	held, err := s.lock()
	if err != nil {
		return nil, err
	}
	g, err := s.begin(ctx, increment)
	if err != nil {
		err = errors.Join(err, s.clearStaging())
		held.release()
		return nil, fmt.Errorf("begin generation: %w", err)
	}
	g.lock = held
	return g, nil
}

func (s *Store) begin(ctx context.Context, increment bool) (*Staging, error) {
	if err := s.clearStaging(); err != nil {
		return nil, err
	}
	name, err := s.newName(time.Now())
	if err != nil {
		return nil, err
	}
	g := &Staging{store: s, name: name, dir: filepath.Join(s.dir, stagingDir, name)}
	if err := os.MkdirAll(g.dir, 0o755); err != nil {
		return nil, err
	}
	if !increment {
		return g, nil
	}
	parent, err := s.Current()
	if errors.Is(err, ErrNone) {
		return g, nil
	}
	if err != nil {
		return nil, err
	}
	// What is damaged in the parent would get a sum of its own in the child.
	if err := s.Verify(ctx, parent); err != nil {
		return nil, err
	}
	g.parent = parent.Name
	return g, g.inherit(ctx, parent)
}

// inherit takes over the files of another generation. Segment files and their sidecars are
// never changed once they are written: a second name is enough. The others are
// copied.
func (g *Staging) inherit(ctx context.Context, parent Generation) error {
	for _, file := range parent.Files {
		from, to := parent.file(file), filepath.Join(g.dir, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if ext := filepath.Ext(file.Name); (ext == ".zap" || ext == ".side") && os.Link(from, to) == nil {
			continue
		}
		if err := copyFile(ctx, from, to); err != nil {
			return err
		}
	}
	return nil
}

// Name is the name that the generation will have.
func (g *Staging) Name() string { return g.name }

// Increment tells whether it has the content of the generation before it. When
// nothing had been published it begins empty, whatever was asked for.
func (g *Staging) Increment() bool { return g.parent != "" }

// Dir is the folder in which an engine writes. The engine must be closed
// before Publish.
func (g *Staging) Dir() string { return g.dir }

// Publish seals the generation and makes it the current one. Of m, Engine and
// Articles are taken, the rest is filled here. When Publish returns without an
// error, all is synced and the lock is given back; after an error the old
// generation is still current, unless only the last sync failed, and Discard is
// to be called.
func (g *Staging) Publish(ctx context.Context, m Manifest) (Generation, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.done {
		return Generation{}, fmt.Errorf("publish generation %s: it is finished", g.name)
	}
	m.Format, m.Name, m.Parent, m.Created = Format, g.name, g.parent, time.Now().UTC().Truncate(time.Second)
	if err := g.seal(ctx, &m); err != nil {
		return Generation{}, fmt.Errorf("publish generation %s: %w", g.name, err)
	}
	published := Generation{Manifest: m, Dir: g.store.path(g.name)}
	if err := g.store.publish(g.dir, published); err != nil {
		return Generation{}, fmt.Errorf("publish generation %s: %w", g.name, err)
	}
	g.finish()
	return published, nil
}

// seal syncs the files, lists them and writes the manifest.
func (g *Staging) seal(ctx context.Context, m *Manifest) (err error) {
	if err := os.RemoveAll(filepath.Join(g.dir, manifestFile)); err != nil {
		return err
	}
	if m.Files, err = sealFiles(ctx, g.dir); err != nil {
		return err
	}
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	if err := writeSynced(filepath.Join(g.dir, manifestFile), append(text, '\n')); err != nil {
		return err
	}
	return syncDir(g.dir)
}

// publish moves a sealed generation to its place and names it in CURRENT. When
// it cannot be named, it is moved back.
func (s *Store) publish(from string, g Generation) error {
	if err := os.Rename(from, g.Dir); err != nil {
		return err
	}
	if err := s.makeCurrent(g); err != nil {
		return errors.Join(err, os.Rename(g.Dir, from))
	}
	return syncDir(s.dir)
}

func (s *Store) makeCurrent(g Generation) error {
	if err := syncDir(filepath.Dir(g.Dir)); err != nil {
		return err
	}
	current := filepath.Join(s.dir, currentFile)
	if err := writeSynced(current+".new", []byte(g.Name+"\n")); err != nil {
		return err
	}
	return os.Rename(current+".new", current)
}

// Discard removes the generation and gives the lock back. After Publish it
// does nothing, so that it can be deferred.
func (g *Staging) Discard() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.done {
		return nil
	}
	defer g.finish()
	if err := g.store.clearStaging(); err != nil {
		return fmt.Errorf("discard generation %s: %w", g.name, err)
	}
	return nil
}

func (g *Staging) finish() {
	g.done = true
	g.lock.release()
}

// clearStaging removes all unfinished generations. Only who holds the lock may
// call it.
func (s *Store) clearStaging() error {
	return os.RemoveAll(filepath.Join(s.dir, stagingDir))
}
