package corpus

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Inputs walks one path of the command line, a file or a folder, and yields
// what may become articles, in lexical order. An error concerns one input and
// is an [*InputError]; the walk goes on after it. It ends early when the
// context does.
func Inputs(ctx context.Context, name string, opts Options) iter.Seq2[Input, error] {
	return func(yield func(Input, error) bool) {
		w := walker{ctx: ctx, name: name, options: opts.withDefaults(), yield: yield}
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
	ctx     context.Context //nolint:containedctx // lives as long as one call of Inputs
	name    string          // the path as the user typed it
	folder  string          // what is opened as os.Root
	options Options
	except  fs.FileInfo // of Options.Except; nil for none
	yield   func(Input, error) bool
}

// fail yields an error and reports whether the walk goes on.
func (w *walker) fail(err error) bool { return w.yield(Input{}, err) }

// walkFile yields what is in one file that the user named. The user's own
// link is followed: the folder of what it names becomes the root.
func (w *walker) walkFile(name string, info fs.FileInfo) {
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		w.fail(refuseAccess(name, err))
		return
	}
	w.folder = filepath.Dir(target)
	in := Input{
		name: name, key: filepath.Base(name), folder: w.folder, file: filepath.Base(target),
		format: formatOf(name), options: w.options,
	}
	switch {
	case !info.Mode().IsRegular():
		w.fail(refuse(name, ErrFormat, "not a file or folder"))
	case in.format == formatOther:
		w.fail(refuse(name, ErrFormat, "not an article format (%s): %s", path.Ext(in.key), formatAdvice(in.key)))
	default:
		w.yieldFile(in)
	}
}

func formatAdvice(name string) string {
	if strings.EqualFold(path.Ext(name), ".json") {
		return "write one article a line and name the file .jsonl"
	}
	return "use .html, .txt or .jsonl"
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
	format := formatOf(file)
	switch {
	case err != nil:
		return w.fail(refuseAccess(strings.TrimSuffix(name, "/."), err))
	case isHidden(file):
		return w.fail(refuse(name, ErrIgnored, "hidden"))
	case w.isExcept(entry):
		return w.fail(refuse(name, ErrIgnored, "folder of the index"))
	case entry.IsDir():
		return true
	case format == formatOther:
		return w.fail(refuse(name, ErrIgnored, "not an article format"))
	case entry.Type()&fs.ModeSymlink != 0:
		if err := checkLink(root, name, file); err != nil {
			return w.fail(err)
		}
	case !entry.Type().IsRegular():
		return w.fail(refuse(name, ErrIgnored, "not a file"))
	}
	in := Input{name: name, key: file, folder: w.folder, file: file, format: format, options: w.options}
	if format == formatSniff && !beginsLikeHTML(root, file) {
		return w.fail(refuse(name, ErrIgnored, "not an article format"))
	}
	return w.yieldFile(in)
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

// beginsLikeHTML looks into a file without an extension. One that cannot be
// read is taken for a page, so that reading it gives the reason.
func beginsLikeHTML(root *os.Root, file string) bool {
	f, err := root.Open(file)
	if err != nil {
		return true
	}
	defer f.Close() //nolint:errcheck // only read
	data, err := io.ReadAll(io.LimitReader(f, sniffLength))
	return err != nil || looksLikeHTML(data)
}

// yieldFile yields a file as one input, or its lines, and reports whether the
// walk goes on.
func (w *walker) yieldFile(in Input) bool {
	if in.format != formatLines {
		return w.yield(in, nil)
	}
	return w.yieldLines(in)
}
