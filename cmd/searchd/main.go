// Command searchd serves the index that indexer makes, as web pages and as an
// API. It notices a new state of the index and changes over to it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"dateline/internal/buildinfo"
	"dateline/internal/cli"
)

func main() {
	ctx, stop := cli.Interruptible(context.Background())
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the command apart from its process: 0 after an orderly end, else 1.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot(stdout, stderr)
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	if err := root.ExecuteContext(ctx); err != nil {
		fmt.Fprintln(stderr, "searchd:", err)
		return 1
	}
	return 0
}

// settings are the flags.
type settings struct {
	data        string
	addr        string
	grace       time.Duration
	maxDuration time.Duration
	// maxConcurrent is 0 for the default of web.
	maxConcurrent    int
	maxQueueDuration time.Duration
	interval         time.Duration
	logFormat        string
	logLevel         string
}

// check finds what no server can run with.
func (s settings) check() error {
	switch {
	case s.data == "":
		return errors.New("--data is empty: name the folder of the index")
	case s.maxConcurrent < 0:
		return fmt.Errorf("--search-max-concurrent is %d: give a number of searches, or 0 for the default", s.maxConcurrent)
	case s.grace < 0:
		return fmt.Errorf("--grace is %s: give a time, or 0 to let no request finish", s.grace)
	}
	for _, d := range []struct {
		flag  string
		given time.Duration
	}{
		{"search-max-duration", s.maxDuration},
		{"search-max-queue-duration", s.maxQueueDuration},
		{"poll-interval", s.interval},
	} {
		if d.given <= 0 {
			return fmt.Errorf("--%s is %s: give a time above 0, such as 500ms", d.flag, d.given)
		}
	}
	return nil
}

func newRoot(stdout, stderr io.Writer) *cobra.Command {
	var s settings
	root := &cobra.Command{
		Use:   "searchd",
		Short: "Serve an index of news articles",
		Long: `Searchd serves the index in the data folder: a search page at / and a JSON API
at /api/v1/. It opens the index for reading only, so that indexer can work
beside it, and changes over to what indexer publishes without a pause. When
there is no index yet it says so, and waits for one.

Every flag can also be given in the environment: --log-level as
DATELINE_LOG_LEVEL. The command line wins. SIGTERM and SIGINT end it in order.`,
		Example: `  searchd --data /srv/news
  searchd --addr 127.0.0.1:9000 --log-format json`,
		Version:           buildinfo.Line(),
		Args:              cobra.NoArgs,
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := cli.FromEnvironment(cmd.Flags(), os.Getenv); err != nil {
				return err
			}
			if err := s.check(); err != nil {
				return err
			}
			logger, err := cli.Logger(stderr, s.logFormat, s.logLevel)
			if err != nil {
				return err
			}
			cli.CaptureLog(logger)
			return serve(cmd.Context(), s, logger, stdout)
		},
	}
	root.SetVersionTemplate("{{.Name}} {{.Version}}\n")
	flags := root.Flags()
	flags.StringVar(&s.data, "data", "data", "folder of the index")
	flags.StringVar(&s.addr, "addr", ":8080", "address to listen on; port 0 takes a free one")
	flags.DurationVar(&s.grace, "grace", 10*time.Second, "how long requests may go on after SIGTERM")
	flags.DurationVar(&s.maxDuration, "search-max-duration", 5*time.Second, "how long one request may take")
	flags.IntVar(&s.maxConcurrent, "search-max-concurrent", 0, "how many searches may run at once; 0 is 4 for each processor")
	flags.DurationVar(&s.maxQueueDuration, "search-max-queue-duration", time.Second, "how long a search may wait for others to end")
	flags.DurationVar(&s.interval, "poll-interval", 500*time.Millisecond, "how often to look for a new state of the index")
	flags.StringVar(&s.logFormat, "log-format", "text", "form of the log on standard error: text or json")
	flags.StringVar(&s.logLevel, "log-level", "info", "what to log: debug, info, warn or error")
	return root
}
