package generation

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// lock is the right to write in a data folder. The system takes it back when
// the process that holds it ends, so none is left behind by a crash; the file
// stays, with the id of the last process that held it.
type lock struct{ file *os.File }

// lock takes the right to write, or gives ErrLocked.
func (s *Store) lock() (*lock, error) {
	path := filepath.Join(s.dir, lockFile)
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("lock data folder: %w", err)
	}
	if err := tryLock(file); err != nil {
		defer file.Close() //nolint:errcheck // nothing was written
		if !errors.Is(err, ErrLocked) {
			return nil, fmt.Errorf("lock data folder: %w", err)
		}
		holder, readErr := io.ReadAll(io.LimitReader(file, 32))
		if readErr != nil {
			holder = []byte("unknown")
		}
		return nil, fmt.Errorf("%w by process %s (lock %s): stop it, or wait for its end",
			ErrLocked, strings.TrimSpace(string(holder)), path)
	}
	l := &lock{file}
	if err := l.sign(); err != nil {
		l.release()
		return nil, fmt.Errorf("lock data folder: %w", err)
	}
	return l, nil
}

// sign writes the process id into the file, for whoever finds it locked.
func (l *lock) sign() error {
	if err := l.file.Truncate(0); err != nil {
		return err
	}
	_, err := l.file.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return err
}

func (l *lock) release() {
	_ = unlock(l.file)
	_ = l.file.Close()
}
