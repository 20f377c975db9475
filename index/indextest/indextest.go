// Package indextest is the suite that every engine passes: scripts in plain
// text (testdata/*.test, explained in testdata/README.md), checks of what an
// engine promises beyond answers, and a comparison with another engine on
// random articles and requests.
//
// The scripts go through index.Index, so that what is checked is what a reader
// gets. Scores are an engine's own and are not compared.
package indextest

import (
	"context"
	"embed"
	"errors"
	"io/fs"
	"path"
	"testing"

	"dateline/index"
)

//go:embed testdata/*.test
var scripts embed.FS

// Options declare what an engine cannot do.
type Options struct {
	// Skip names scripts and checks that are left out, with the reason.
	Skip map[string]string
}

// Run runs the suite on engines that newEngine makes, each empty. Run closes
// them.
func Run(t *testing.T, newEngine func(testing.TB) index.Engine, options Options) {
	t.Helper()
	tests := suite(t)
	for name := range options.Skip {
		if _, ok := tests[name]; !ok {
			t.Errorf("Options.Skip: there is no test %q", name)
		}
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if reason, ok := options.Skip[name]; ok {
				t.Skip(reason)
			}
			engine := newEngine(t)
			for _, failure := range test(t.Context(), engine) {
				t.Error(failure)
			}
			if err := engine.Close(); err != nil && !errors.Is(err, index.ErrClosed) {
				t.Errorf("Close: %v", err)
			}
		})
	}
}

// test runs on an empty engine and says what is wrong with it.
type test func(ctx context.Context, engine index.Engine) []error

// suite is all tests by name.
func suite(tb testing.TB) map[string]test {
	tb.Helper()
	tests := checks()
	files, err := fs.Glob(scripts, "testdata/*.test")
	if err != nil {
		tb.Fatal(err)
	}
	for _, file := range files {
		text, err := scripts.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		steps, err := parse(path.Base(file), string(text))
		if err != nil {
			tb.Fatal(err)
		}
		tests[path.Base(file)] = func(ctx context.Context, engine index.Engine) []error {
			return play(ctx, engine, steps)
		}
	}
	return tests
}
