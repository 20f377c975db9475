package bleveindex

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	segment "github.com/blevesearch/scorch_segment_api/v2"

	"dateline/index"
	"dateline/index/bleveindex/sidecar"
)

const (
	segmentExt = ".zap"
	sidecarExt = ".side"
)

// sides are the sidecars of the segments of the last snapshot. One that a call
// still uses stays open until its end.
type sides struct {
	mu   sync.Mutex
	open map[uint64]*side // by the segment's id
}

// side is the sidecar of a segment, opened or made when first asked for.
type side struct {
	users int           // guarded by sides.mu
	live  *live         // of the last snapshot, guarded by sides.mu
	busy  chan struct{} // full while somebody opens it
	// reader is set and read by who is busy.
	reader *sidecar.Reader
}

// attach gives each segment its sidecar and lets go of those of segments that
// are gone.
func (s *sides) attach(views []*view) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := make(map[uint64]*side, len(views))
	for _, v := range views {
		id := v.snapshot.Id()
		v.side = s.open[id]
		if v.side == nil {
			v.side = &side{users: 1, busy: make(chan struct{}, 1)}
		}
		v.side.users++
		v.side.live = v.liveDocs(v.side.live)
		v.live = v.side.live
		kept[id] = v.side
		delete(s.open, id)
	}
	for _, gone := range s.open {
		gone.release()
	}
	s.open = kept
}

func (s *sides) release(views []*view) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, v := range views {
		v.side.release()
	}
}

// release is called under sides.mu.
func (s *side) release() {
	if s.users--; s.users == 0 && s.reader != nil {
		_ = s.reader.Close() // only gives a map back
	}
}

// sidecar is that of the segment.
func (v *view) sidecar() (*sidecar.Reader, error) {
	if v.words != nil {
		return v.words, nil
	}
	select {
	case v.side.busy <- struct{}{}:
		defer func() { <-v.side.busy }()
	case <-v.ctx.Done():
		return nil, v.ctx.Err()
	}
	if v.side.reader == nil {
		reader, err := v.openSidecar()
		if err != nil {
			return nil, err
		}
		v.side.reader = reader
	}
	v.words = v.side.reader
	return v.words, nil
}

// openSidecar maps the file beside the segment. Where there is none yet, as
// after a write, it makes one in memory.
func (v *view) openSidecar() (*sidecar.Reader, error) {
	if path := v.sidecarPath(); path != "" {
		reader, err := sidecar.Open(path)
		switch {
		case err == nil && v.owns(reader):
			return reader, nil
		case err == nil:
			return nil, errors.Join(fmt.Errorf("%w: %s is the sidecar of another segment", index.ErrDamaged, path), reader.Close())
		case !errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("%w: %w", index.ErrDamaged, err)
		}
	}
	builder, err := v.buildSidecar()
	if err != nil {
		return nil, err
	}
	data, err := builder.Bytes(v.mark())
	if err != nil {
		return nil, err
	}
	return sidecar.New(data)
}

// sidecarPath is where the sidecar of the segment belongs, "" while the
// segment is in memory.
func (v *view) sidecarPath() string {
	file, ok := v.segment.(segment.PersistedSegment)
	if !ok {
		return ""
	}
	return strings.TrimSuffix(file.Path(), segmentExt) + sidecarExt
}

// owns tells whether a sidecar is that of the segment.
func (v *view) owns(reader *sidecar.Reader) bool {
	return reader.Mark() == v.mark() && uint64(reader.Docs()) == v.segment.Count()
}

// mark tells the segment from all others.
func (v *view) mark() uint64 {
	if file, ok := v.segment.(interface{ CRC() uint32 }); ok {
		return uint64(file.CRC())
	}
	return 0
}

// buildSidecar analyses the articles of a segment, deleted ones too: the
// posting lists have them as well.
func (v *view) buildSidecar() (*sidecar.Builder, error) {
	const chunk = 256
	builder := sidecar.NewBuilder(schema())
	for from := uint64(0); from < v.segment.Count(); from += chunk {
		docs := make([]*sidecar.Document, min(chunk, v.segment.Count()-from))
		if err := v.analyse(uint32(from), docs); err != nil {
			return nil, err
		}
		for _, doc := range docs {
			builder.Add(doc)
		}
	}
	return builder, nil
}

// analyse fills docs with those from a number on, on all cores.
func (v *view) analyse(from uint32, docs []*sidecar.Document) error {
	return inParallel(len(docs), func(i int) error {
		if err := v.ctx.Err(); err != nil {
			return err
		}
		article, err := v.article(from + uint32(i))
		if err == nil {
			docs[i] = sideOf(article, &v.engine.analyzer)
		}
		return err
	})
}

// Seal finishes an index that nobody has open, and describes it: it writes the
// sidecars, so that who opens it next need not make them, and removes segments
// that were merged into others, with theirs.
func Seal(ctx context.Context, dir string) (stats index.Stats, err error) {
	e, err := Open(dir, Options{ReadOnly: true})
	if err != nil {
		return stats, err
	}
	defer func() {
		if err = errors.Join(err, e.Close()); err != nil {
			err = fmt.Errorf("seal index in %s: %w", dir, err)
		}
	}()
	err = e.read(ctx, func(s *snapshot) error {
		used := map[string]bool{}
		for _, v := range s.segments {
			path := v.sidecarPath()
			used[path], used[strings.TrimSuffix(path, sidecarExt)+segmentExt] = true, true
			if err := v.writeSidecar(path); err != nil {
				return err
			}
		}
		return removeOthers(dir, used)
	})
	if err == nil {
		stats, err = e.Stats(ctx)
	}
	return stats, err
}

// writeSidecar writes the sidecar of the segment unless it is there.
func (v *view) writeSidecar(path string) error {
	reader, err := sidecar.Open(path)
	if err == nil {
		fits := v.owns(reader)
		if err := reader.Close(); err != nil || fits {
			return err
		}
	}
	builder, err := v.buildSidecar()
	if err != nil {
		return err
	}
	return builder.WriteFile(path, v.mark())
}

// removeOthers removes segments that were merged into others, and sidecars of
// such.
func removeOthers(dir string, used map[string]bool) error {
	for _, ext := range []string{segmentExt, sidecarExt} {
		paths, err := filepath.Glob(filepath.Join(dir, "*"+ext))
		if err != nil {
			return err
		}
		for _, path := range paths {
			if !used[path] {
				if err := os.Remove(path); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
