// Package cli holds what both commands do alike: flags from the environment,
// logging, and signals.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/pflag"
)

// prefix begins the name of every environment variable that is a flag.
const prefix = "DATELINE_"

// Variable is the environment variable of a flag: DATELINE_MAX_PAGE for
// --max-page.
func Variable(flag string) string {
	return prefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// CommandLineOnly is the annotation of a flag that no environment variable
// sets, because what it does must be meant each time.
const CommandLineOnly = "command-line-only"

// FromEnvironment sets the flags that the command line left alone from their
// environment variables. All bad values are reported at once, each with the
// name of its variable. An empty variable counts as absent.
func FromEnvironment(flags *pflag.FlagSet, getenv func(string) string) error {
	var bad []error
	flags.VisitAll(func(f *pflag.Flag) {
		value := getenv(Variable(f.Name))
		_, barred := f.Annotations[CommandLineOnly]
		if f.Changed || barred || value == "" || f.Name == "help" || f.Name == "version" {
			return
		}
		if err := flags.Set(f.Name, value); err != nil {
			bad = append(bad, fmt.Errorf("environment variable %s: %w", Variable(f.Name), err))
		}
	})
	return errors.Join(bad...)
}

// Logger makes the logger of a command. format is "text" or "json", level one
// of debug, info, warn and error.
func Logger(w io.Writer, format, level string) (*slog.Logger, error) {
	var l slog.Level
	if err := l.UnmarshalText([]byte(level)); err != nil {
		return nil, fmt.Errorf("--log-level %q: want debug, info, warn or error", level)
	}
	options := &slog.HandlerOptions{Level: l}
	switch format {
	case "text":
		return slog.New(slog.NewTextHandler(w, options)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(w, options)), nil
	}
	return nil, fmt.Errorf("--log-format %q: want text or json", format)
}

// CaptureLog sends what modules print through the standard library's log, such
// as what bleve says of a snapshot that it cannot load, to a logger: as warnings,
// and in its form.
func CaptureLog(logger *slog.Logger) {
	log.SetFlags(0)                                                             //nolint:forbidigo // it is where that log ends
	log.SetOutput(slog.NewLogLogger(logger.Handler(), slog.LevelWarn).Writer()) //nolint:forbidigo // as above
}

// Interruptible returns a context that ends with the first SIGINT or SIGTERM.
// A second signal ends the process at once, in the system's own way.
func Interruptible(parent context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(parent, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}
