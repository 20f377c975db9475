package generation

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline/index"
)

// What can go wrong here, by meaning; damage is index.ErrDamaged.
var (
	// ErrNone: nothing has been published yet.
	ErrNone = fmt.Errorf("%w: nothing has been published yet", index.ErrUnavailable)
	// ErrLocked: another program writes in the data folder.
	ErrLocked = errors.New("data folder is being written to")
)

// Format is the version of the manifest and of what it describes. A program
// refuses manifests of other versions.
const Format = 1

// Generation is one complete state of the index on disk.
type Generation struct {
	Manifest
	// Dir is its folder.
	Dir string
}

// Manifest describes a generation. Who publishes fills Engine and Articles.
type Manifest struct {
	// Format is the version of the manifest itself.
	Format int `json:"format"`
	// Name is the time of its beginning and a number that always grows,
	// "20261124T140000Z-0001".
	Name string `json:"name"`
	// Parent is the generation that it was made from, "" when from nothing.
	Parent string `json:"parent,omitempty"`
	// Created is when it was sealed, UTC.
	Created time.Time `json:"created"`
	// Engine names what wrote the files, "bleve".
	Engine string `json:"engine"`
	// Articles is the number of articles in it.
	Articles int `json:"articles"`
	// Files are all files but the manifest, by name.
	Files []File `json:"files"`
}

// File is a file of a generation as it was when it was sealed.
type File struct {
	// Name is the path in the generation's folder, with slashes.
	Name string `json:"name"`
	// Size is in bytes.
	Size int64 `json:"size"`
	// SHA256 is the sum of the content, in hexadecimal.
	SHA256 string `json:"sha256"`
}

const (
	currentFile    = "CURRENT"
	lockFile       = "lock"
	manifestFile   = "manifest.json"
	generationsDir = "generations"
	stagingDir     = "staging"
)

// Store is a data folder. It may be used from several goroutines.
type Store struct{ dir string }

// Open opens a data folder and creates it if need be. It takes no lock.
func Open(dir string) (*Store, error) {
	if err := os.MkdirAll(filepath.Join(dir, generationsDir), 0o755); err != nil {
		return nil, fmt.Errorf("open data folder: %w", err)
	}
	return &Store{dir: dir}, nil
}

// Current is the generation that readers use: the one that CURRENT names or,
// should CURRENT be lost, the newest. It gives ErrNone when there is none, and
// an error that wraps index.ErrDamaged when it cannot be read.
func (s *Store) Current() (Generation, error) {
	text, err := os.ReadFile(filepath.Join(s.dir, currentFile))
	if errors.Is(err, fs.ErrNotExist) {
		return s.newest()
	}
	if err != nil {
		return Generation{}, fmt.Errorf("current generation: %w", err)
	}
	return s.load(strings.TrimSpace(string(text)))
}

// newest is the generation that was begun last.
func (s *Store) newest() (Generation, error) {
	names, err := s.names()
	if err != nil {
		return Generation{}, err
	}
	if len(names) == 0 {
		return Generation{}, ErrNone
	}
	return s.load(names[len(names)-1])
}

// List gives all complete generations, oldest first. Those whose manifest
// cannot be read are left out and named in the error.
func (s *Store) List() ([]Generation, error) {
	names, err := s.names()
	if err != nil {
		return nil, err
	}
	var list []Generation
	var damaged []error
	for _, name := range names {
		g, err := s.load(name)
		if err != nil {
			damaged = append(damaged, err)
			continue
		}
		list = append(list, g)
	}
	return list, errors.Join(damaged...)
}

// GC removes old generations: all but the current one and the newest keep
// ones, and what an interrupted writer left behind. It gives ErrLocked while
// someone writes.
func (s *Store) GC(keep int) error {
	lock, err := s.lock()
	if err != nil {
		return err
	}
	defer lock.release()
	names, err := s.names()
	if err != nil {
		return err
	}
	current, err := s.Current()
	if err != nil && !errors.Is(err, ErrNone) {
		return fmt.Errorf("remove old generations: %w", err)
	}
	staging := filepath.Join(s.dir, stagingDir)
	if err := os.MkdirAll(staging, 0o755); err != nil {
		return fmt.Errorf("remove old generations: %w", err)
	}
	for _, name := range names[:max(0, len(names)-max(keep, 0))] {
		if name == current.Name {
			continue
		}
		// Moved away first, so that it is never there by half.
		if err := os.Rename(s.path(name), filepath.Join(staging, name)); err != nil {
			return fmt.Errorf("remove old generation %s: %w", name, err)
		}
	}
	return s.clearStaging()
}

// names are those of the complete generations, by their numbers.
func (s *Store) names() ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(s.dir, generationsDir))
	if err != nil {
		return nil, fmt.Errorf("list generations: %w", err)
	}
	var names []string
	for _, entry := range entries {
		if entry.IsDir() && number(entry.Name()) > 0 {
			names = append(names, entry.Name())
		}
	}
	slices.SortFunc(names, func(a, b string) int { return number(a) - number(b) })
	return names, nil
}

// newName is the name of the next generation: the clock may go back, the
// number does not.
func (s *Store) newName(now time.Time) (string, error) {
	names, err := s.names()
	if err != nil {
		return "", err
	}
	last := 0
	if len(names) > 0 {
		last = number(names[len(names)-1])
	}
	return fmt.Sprintf("%s-%04d", now.UTC().Format("20060102T150405Z"), last+1), nil
}

// number is the one at the end of a generation's name, or 0 if it is no such
// name.
func number(name string) int {
	ok, err := regexp.MatchString(`^\d{8}T\d{6}Z-\d{4,9}$`, name)
	if !ok || err != nil {
		return 0
	}
	n, err := strconv.Atoi(name[strings.IndexByte(name, '-')+1:])
	if err != nil {
		return 0
	}
	return n
}

func (s *Store) path(name string) string { return filepath.Join(s.dir, generationsDir, name) }

// load reads the manifest of a generation.
func (s *Store) load(name string) (Generation, error) {
	g := Generation{Dir: s.path(name)}
	if number(name) == 0 {
		return g, fmt.Errorf("%w: %q in %s is not the name of a generation; write the one to be served into it or build the index again", index.ErrDamaged, name, filepath.Join(s.dir, currentFile))
	}
	text, err := os.ReadFile(filepath.Join(g.Dir, manifestFile))
	if err == nil {
		err = json.Unmarshal(text, &g.Manifest)
	}
	switch {
	case err != nil:
		return g, damaged(name, manifestFile, err.Error())
	case g.Format != Format:
		return g, fmt.Errorf("generation %s has format %d, this program reads %d: build the index again", name, g.Format, Format)
	case g.Name != name:
		return g, damaged(name, manifestFile, fmt.Sprintf("it belongs to generation %q", g.Name))
	}
	return g, nil
}

// damaged says which file of a generation is not as it was written, and what
// can be done.
func damaged(name, file, what string) error {
	return fmt.Errorf("%w: generation %s, file %s: %s; restore the file from a backup or build the index again",
		index.ErrDamaged, name, file, what)
}
