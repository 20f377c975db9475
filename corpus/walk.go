package corpus

import (
	"bufio"
	"context"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"dateline/corpus/archive"
)

// Inputs walks one path of the command line, a file or a folder, and yields
// what may become articles, in lexical order. An error concerns one input and
// is an [*InputError]; the walk goes on after it. It ends early when the
// context does.
func Inputs(ctx context.Context, name string, opts Options) iter.Seq2[Input, error] {
	return func(yield func(Input, error) bool) {
		w := walker{ctx: ctx, name: name, options: opts.withDefaults(), consumer: yield}
		w.except, _ = os.Stat(opts.Except) // what is not there is not met
		info, err := os.Stat(name)
		switch {
		case ctx.Err() != nil:
		case err != nil:
			w.fail(refuseAccess(name, err))
		case info.IsDir():
			w.walkFolder(name)
		default:
			w.walkFile(name, info)
		}
	}
}

// walker walks one path.
type walker struct {
	ctx      context.Context //nolint:containedctx // lives as long as one call of Inputs
	name     string          // the path as the user typed it
	folder   string          // what is opened as os.Root
	options  Options
	except   fs.FileInfo // of Options.Except; nil for none
	consumer func(Input, error) bool
	consumes bool          // while the consumer runs
	meter    archive.Meter // of the file that is read
}

// yield hands something to the consumer and reports whether the walk goes on.
func (w *walker) yield(in Input, err error) bool {
	w.consumes = true
	goesOn := w.consumer(in, err)
	w.consumes = false
	return goesOn
}

// fail yields an error and reports whether the walk goes on.
func (w *walker) fail(err error) bool { return w.yield(Input{}, err) }

// takeAll yields what is in a file or stream. A panic while reading it, which is
// a bug of ours or of a library, costs no other file.
func (w *walker) takeAll(c content) (goesOn bool) {
	defer func() {
		if w.consumes {
			return // the panic is the consumer's, who may have left by one
		}
		if value := recover(); value != nil {
			goesOn = w.fail(refuse(c.name, ErrFormat, "internal error: %v: please report it with this input", value))
		}
	}()
	return w.take(c)
}

// walkFile yields what is in one file that the user named. The user's own
// link is followed: the folder of what it names becomes the root.
func (w *walker) walkFile(name string, info fs.FileInfo) {
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		w.fail(refuseAccess(name, err))
		return
	}
	if !info.Mode().IsRegular() {
		w.fail(refuse(name, ErrFormat, "not a file or folder"))
		return
	}
	w.folder = filepath.Dir(target)
	root, err := os.OpenRoot(w.folder)
	if err != nil {
		w.fail(refuseAccess(name, err))
		return
	}
	defer root.Close() //nolint:errcheck // only read
	w.takeFile(root, filepath.Base(target), content{name: name, key: filepath.Base(name), asked: true})
}

// walkFolder yields what is in the files below a folder.
func (w *walker) walkFolder(name string) {
	root, err := os.OpenRoot(name)
	if err != nil {
		w.fail(refuseAccess(name, err))
		return
	}
	defer root.Close() //nolint:errcheck // only read
	w.folder = name
	prefix := strings.TrimRight(filepath.ToSlash(name), "/") + "/"
	// The function never returns an error of its own but these two.
	_ = fs.WalkDir(rootFS{root}, ".", func(file string, entry fs.DirEntry, err error) error {
		if w.ctx.Err() != nil {
			return fs.SkipAll
		}
		if !w.visit(root, prefix+file, file, entry, err) {
			return fs.SkipAll
		}
		if entry != nil && entry.IsDir() && (err != nil || isHidden(file) || w.isExcept(entry)) {
			return fs.SkipDir
		}
		return nil
	})
}

// rootFS is a root for fs.WalkDir. The one of the root itself lets only names
// in UTF-8 pass; old archives have others.
type rootFS struct{ root *os.Root }

func (r rootFS) Open(name string) (fs.File, error) { return r.root.Open(name) }

func (r rootFS) ReadDir(name string) ([]fs.DirEntry, error) {
	dir, err := r.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer dir.Close() //nolint:errcheck // only read
	entries, err := dir.ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

// visit yields one entry of a folder and reports whether the walk goes on.
func (w *walker) visit(root *os.Root, name, file string, entry fs.DirEntry, err error) bool {
	switch {
	case err != nil:
		return w.fail(refuseAccess(strings.TrimSuffix(name, "/."), err))
	case isHidden(file):
		return w.fail(refuse(name, ErrIgnored, "hidden"))
	case w.isExcept(entry):
		return w.fail(refuse(name, ErrIgnored, "folder of the index"))
	case entry.IsDir():
		return true
	case entry.Type()&fs.ModeSymlink != 0:
		if formatOf(file) == formatOther {
			return w.fail(refuse(name, ErrIgnored, "not an article format"))
		}
		if err := checkLink(root, name, file); err != nil {
			return w.fail(err)
		}
	case !entry.Type().IsRegular():
		return w.fail(refuse(name, ErrIgnored, "not a file"))
	}
	return w.takeFile(root, file, content{name: name, key: file})
}

func isHidden(file string) bool {
	return file != "." && strings.HasPrefix(path.Base(file), ".")
}

// isExcept reports whether an entry is the folder that must not be entered. To
// read it would be to read what is being written, refusals of its own lines
// among it, without end.
func (w *walker) isExcept(entry fs.DirEntry) bool {
	if w.except == nil || !entry.IsDir() {
		return false
	}
	info, err := entry.Info()
	return err == nil && os.SameFile(info, w.except)
}

// checkLink refuses a link that leads anywhere but to a file below the root.
func checkLink(root *os.Root, name, file string) error {
	info, err := root.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return refuse(name, ErrLink, "symbolic link leads nowhere")
	case errors.Is(err, fs.ErrPermission):
		return refuse(name, err, "permission denied")
	case err != nil && strings.Contains(err.Error(), "escapes"): // os.Root has no error to compare with
		return refuse(name, ErrLink, "symbolic link leaves the folder")
	case err != nil:
		return refuse(name, ErrLink, "symbolic link cannot be followed: it may lead to itself")
	case info.IsDir():
		return refuse(name, ErrLink, "symbolic link to a folder is not followed: name that folder itself")
	case !info.Mode().IsRegular():
		return refuse(name, ErrLink, "symbolic link does not lead to a file")
	}
	return nil
}

// takeFile yields what is in one file below a root, of which the content knows
// the names. A page is read only when it is parsed, by whoever does that.
func (w *walker) takeFile(root *os.Root, file string, c content) bool {
	f, err := root.Open(file)
	if err != nil {
		return w.fail(refuseAccess(c.name, err))
	}
	defer f.Close() //nolint:errcheck // only read
	info, err := f.Stat()
	if err != nil {
		return w.fail(refuseAccess(c.name, err))
	}
	w.meter = archive.Meter{}
	c.hint, c.r, c.size, c.file = path.Base(c.key), bufio.NewReader(w.meter.In(f)), info.Size(), f
	folder, limit := w.folder, w.options.MaxPage
	c.again = func() ([]byte, error) { return readFile(c.name, folder, file, limit) }
	return w.takeAll(c)
}
