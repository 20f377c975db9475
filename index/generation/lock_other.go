//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package generation

import (
	"errors"
	"fmt"
	"os"
)

// tryLock makes a second file, which only one process can: without a lock that
// the system takes back, one that a crash leaves behind has to be removed by
// hand.
func tryLock(file *os.File) error {
	held, err := os.OpenFile(heldBy(file), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%w: if no indexer runs, remove %s; held", ErrLocked, heldBy(file))
	}
	if err != nil {
		return err
	}
	return held.Close()
}

func unlock(file *os.File) error { return os.Remove(heldBy(file)) }

func heldBy(file *os.File) string { return file.Name() + ".held" }
