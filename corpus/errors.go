package corpus

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"syscall"

	"dateline/corpus/archive"
)

// What can be wrong with an input, found by errors.Is in an [*InputError].
var (
	ErrEmpty    = errors.New("empty")
	ErrTooLarge = errors.New("too large")
	ErrBinary   = errors.New("not text")
	ErrNoText   = errors.New("no article text")
	ErrFormat   = errors.New("not in an article format")
	ErrLink     = errors.New("refused symbolic link")
	// ErrWithdrawn marks a story that its service calls back. What was indexed of
	// it before is to be removed by whoever may do that.
	ErrWithdrawn = errors.New("withdrawn")
	// ErrIgnored marks a file in a folder that is no article and was not
	// asked for by name: an image, a style sheet, something hidden. It is
	// worth a count, not a complaint.
	ErrIgnored = errors.New("ignored")
)

// InputError is what is wrong with one input. The inputs around it are not
// affected.
type InputError struct {
	// Input names the file, or the line, as Input.Name does.
	Input string
	// Reason says in plain words what is wrong and what to do.
	Reason string
	// Err is one of the errors of this package, or the system's.
	Err error
}

func (e *InputError) Error() string { return e.Input + ": " + e.Reason }

func (e *InputError) Unwrap() error { return e.Err }

// refuse makes an InputError; the reason is a format for fmt.Sprintf.
func refuse(input string, err error, reason string, args ...any) error {
	return &InputError{Input: input, Reason: fmt.Sprintf(reason, args...), Err: err}
}

// refuseAccess says why the system would not open or read a file.
func refuseAccess(input string, err error) error {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return refuse(input, err, "permission denied")
	case errors.Is(err, fs.ErrNotExist):
		return refuse(input, err, "no such file or folder")
	case errors.Is(err, syscall.ENAMETOOLONG):
		return refuse(input, err, "file name too long")
	}
	if system, ok := errors.AsType[*fs.PathError](err); ok { // without the path, which Input says already
		return refuse(input, err, "cannot be read: %v", system.Err)
	}
	return refuse(input, err, "cannot be read: %v", err)
}

// refuseRead says why reading a content came to an end.
func refuseRead(input string, err error) error {
	switch {
	case errors.Is(err, archive.ErrBomb):
		return refuse(input, ErrTooLarge, "%v: reading it was stopped", archive.ErrBomb)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return refuse(input, ErrFormat, "breaks off: the file is not complete")
	}
	if _, ok := errors.AsType[*fs.PathError](err); ok {
		return refuseAccess(input, err)
	}
	return refuse(input, err, "cannot be read: %v", err)
}

// megabytes writes a size as people say it.
func megabytes(n int64) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MB", n>>20)
	case n >= 1<<20: // rounded up, so that 10 MB and a byte is more than 10 MB
		return fmt.Sprintf("%.1f MB", math.Ceil(float64(n)*10/(1<<20))/10)
	case n >= 1<<10:
		return fmt.Sprintf("%d kB", (n+1023)>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}
