package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dateline/internal/buildinfo"
	"dateline/internal/cli"
)

// app is what the commands share: the streams and the common flags.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer

	data     string
	logLevel string
	log      *slog.Logger
}

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "indexer",
		Short: "Turn news articles into a searchable index",
		Long: `Indexer reads news articles (web pages, text files, JSON lines), cleans them,
finds the people, organisations and places in them, and keeps an index that
searchd serves.

Every flag but delete's --query can also be given in the environment:
--max-page as DATELINE_MAX_PAGE. The command line wins.

Exit codes: 0 all done; 1 could not run; 3 done, but some inputs were refused
(the report and DATA/refused.jsonl say which, and why).`,
		Version:           buildinfo.Line(),
		Args:              cobra.NoArgs,
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return a.prepare(cmd) },
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetVersionTemplate("{{.Name}} {{.Version}}\n")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w\nrun '%s --help' to see how it is used", err, cmd.CommandPath())
	})
	flags := root.PersistentFlags()
	flags.StringVar(&a.data, "data", "data", "folder of the index")
	flags.StringVar(&a.logLevel, "log-level", "warn", "what to log to standard error: debug, info, warn or error")
	root.AddCommand(
		newBuild(a), newAdd(a), newDelete(a), newExtract(a), newEntities(a),
		newStats(a), newVerify(a), newGC(a),
	)
	return root
}

// prepare completes the flags from the environment, for whichever command runs.
func (a *app) prepare(cmd *cobra.Command) error {
	if err := cli.FromEnvironment(cmd.Flags(), os.Getenv); err != nil {
		return err
	}
	if a.data == "" {
		return errors.New("--data is empty: name the folder of the index")
	}
	var err error
	if a.log, err = cli.Logger(a.stderr, "text", a.logLevel); err != nil {
		return err
	}
	cli.CaptureLog(a.log)
	return nil
}

// input is standard input, read from when it is first asked for, and until ctx
// ends: a read from a terminal or a pipe alone would go on until something is
// typed.
func (a *app) input(ctx context.Context) io.Reader {
	start := sync.OnceValue(func() io.Reader {
		r, w := io.Pipe()
		stop := context.AfterFunc(ctx, func() { w.CloseWithError(ctx.Err()) })
		go func() {
			defer stop()
			_, err := io.Copy(w, a.stdin)
			w.CloseWithError(err)
		}()
		return r
	})
	return readerFunc(func(p []byte) (int, error) { return start().Read(p) })
}

type readerFunc func(p []byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// needPaths is the check of commands that read inputs.
func needPaths(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return nil
	}
	return fmt.Errorf("no PATH given: name at least one file or folder, or - for standard input\nrun '%s --help' to see how it is used", cmd.CommandPath())
}

// choice is a flag that takes one of a few words.
type choice struct {
	value   string
	allowed []string
}

var _ pflag.Value = (*choice)(nil)

func newChoice(allowed ...string) *choice { return &choice{value: allowed[0], allowed: allowed} }

func (c *choice) String() string { return c.value }
func (c *choice) Type() string   { return "string" }

func (c *choice) Set(value string) error {
	if !slices.Contains(c.allowed, value) {
		return fmt.Errorf("%q is none of %s", value, strings.Join(c.allowed, ", "))
	}
	c.value = value
	return nil
}
