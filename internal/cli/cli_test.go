package cli_test

import (
	"bytes"
	"context"
	"log"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"dateline/internal/cli"
)

func TestFromEnvironment(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		args    []string
		env     map[string]string
		data    string
		maxPage int
		errs    []string
	}{
		{name: "defaults", data: "data", maxPage: 10},
		{name: "from the environment", env: map[string]string{"DATELINE_DATA": "/srv", "DATELINE_MAX_PAGE": "3"}, data: "/srv", maxPage: 3},
		{name: "the command line wins", args: []string{"--data=here"}, env: map[string]string{"DATELINE_DATA": "/srv"}, data: "here", maxPage: 10},
		{name: "empty is absent", env: map[string]string{"DATELINE_DATA": ""}, data: "data", maxPage: 10},
		{name: "help is no variable", env: map[string]string{"DATELINE_HELP": "x"}, data: "data", maxPage: 10},
		{name: "only the command line", env: map[string]string{"DATELINE_QUERY": "*"}, data: "data", maxPage: 10},
		{
			name: "all bad values at once", env: map[string]string{"DATELINE_MAX_PAGE": "ten", "DATELINE_WORKERS": "many"},
			errs: []string{"DATELINE_MAX_PAGE", "DATELINE_WORKERS"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			flags := pflag.NewFlagSet("test", pflag.ContinueOnError)
			data := flags.String("data", "data", "")
			maxPage := flags.Int("max-page", 10, "")
			flags.Int("workers", 0, "")
			flags.Bool("help", false, "")
			query := flags.String("query", "", "")
			if err := flags.SetAnnotation("query", cli.CommandLineOnly, nil); err != nil {
				t.Fatal(err)
			}
			if err := flags.Parse(tt.args); err != nil {
				t.Fatal(err)
			}
			err := cli.FromEnvironment(flags, func(name string) string { return tt.env[name] })
			if (err != nil) != (len(tt.errs) > 0) {
				t.Fatalf("error %v, want mention of %v", err, tt.errs)
			}
			for _, part := range tt.errs {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("error %q does not name %s", err, part)
				}
			}
			if err != nil {
				return
			}
			if *data != tt.data || *maxPage != tt.maxPage || *query != "" {
				t.Errorf("data %q, max-page %d, query %q; want %q, %d and none", *data, *maxPage, *query, tt.data, tt.maxPage)
			}
		})
	}
}

func TestLogger(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, format, level, want, err string
	}{
		{name: "text", format: "text", level: "info", want: "level=INFO msg=told\n"},
		{name: "json", format: "json", level: "DEBUG", want: `"msg":"told"}` + "\n"},
		{name: "level hides", format: "text", level: "warn", want: ""},
		{name: "unknown format", format: "xml", level: "info", err: "--log-format"},
		{name: "unknown level", format: "text", level: "loud", err: "--log-level"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			logger, err := cli.Logger(&out, tt.format, tt.level)
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Fatalf("error %v, want mention of %s", err, tt.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			logger.Info("told")
			if got := out.String(); !strings.HasSuffix(got, tt.want) || (tt.want == "") != (got == "") {
				t.Errorf("logged %q, want an end like %q", got, tt.want)
			}
		})
	}
}

// Not parallel: it signals the test's own process.
func TestInterruptible(t *testing.T) {
	ctx, stop := cli.Interruptible(context.Background())
	defer stop()
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	if err := self.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case <-ctx.Done():
	case <-time.After(10 * time.Second):
		t.Fatal("the context did not end")
	}
}

// Not parallel: there is one such log in a process.
func TestCaptureLog(t *testing.T) {
	t.Cleanup(func() {
		log.SetFlags(log.LstdFlags)
		log.SetOutput(os.Stderr)
	})
	for format, want := range map[string]string{
		"text": `level=WARN msg="unable to load snapshot, continuing"`,
		"json": `"level":"WARN","msg":"unable to load snapshot, continuing"`,
	} {
		var out bytes.Buffer
		logger, err := cli.Logger(&out, format, "info")
		if err != nil {
			t.Fatal(err)
		}
		cli.CaptureLog(logger)
		log.Printf("unable to load snapshot, %s", "continuing")
		if !strings.Contains(out.String(), want) || strings.Count(out.String(), "\n") != 1 {
			t.Errorf("%s: the log is %q", format, &out)
		}
	}
}
