package generation

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// Verify reads all files of a generation and compares them with its manifest.
// The error for one that differs wraps index.ErrDamaged, names the file and
// says what to do.
func (s *Store) Verify(ctx context.Context, g Generation) error {
	for _, file := range g.Files {
		size, sum, err := sumFile(ctx, g.file(file))
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, fs.ErrPermission):
			return fmt.Errorf("read generation %s: %w; let the user of this program read the data folder", g.Name, err)
		case err != nil:
			return damaged(g.Name, file.Name, err.Error())
		case size != file.Size:
			return damaged(g.Name, file.Name, fmt.Sprintf("it has %d bytes instead of %d", size, file.Size))
		case sum != file.SHA256:
			return damaged(g.Name, file.Name, "its content has changed")
		}
	}
	return nil
}

func (g *Generation) file(f File) string { return filepath.Join(g.Dir, filepath.FromSlash(f.Name)) }

// sealFiles syncs all files and folders below dir and lists the files. Whoever
// may read the folder may read them, however the engine made them: searchd may
// run as another user than indexer.
func sealFiles(ctx context.Context, dir string) ([]File, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, err
	}
	readable := info.Mode().Perm() & 0o644
	files := []File{}
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir():
			return syncDir(path)
		case !entry.Type().IsRegular():
			return fmt.Errorf("%s is neither a file nor a folder", path)
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if err := os.Chmod(path, readable); err != nil { //nolint:gosec // the staging folder is ours alone
			return err
		}
		if err := syncFile(path); err != nil {
			return err
		}
		size, sum, err := sumFile(ctx, path)
		files = append(files, File{Name: filepath.ToSlash(name), Size: size, SHA256: sum})
		return err
	})
	return files, err
}

// sumFile reads a file to its end.
func sumFile(ctx context.Context, path string) (size int64, sum string, err error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, "", err
	}
	defer file.Close() //nolint:errcheck // only read
	hash := sha256.New()
	size, err = io.Copy(hash, reader{ctx, file})
	return size, hex.EncodeToString(hash.Sum(nil)), err
}

func copyFile(ctx context.Context, from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // only read
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, reader{ctx, in})
	return errors.Join(err, out.Close())
}

// reader reads until the context ends.
type reader struct {
	ctx context.Context
	io.Reader
}

func (r reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}

func writeSynced(path string, text []byte) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// syncDir makes new names in a folder last. Windows has no such thing.
func syncDir(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
