// Command indexer turns news articles into an index that searchd serves.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"dateline/internal/cli"
)

// The exit codes of every command.
const (
	exitOK      = 0
	exitFailed  = 1 // the command could not do its work
	exitRefused = 3 // done, but some inputs were refused
)

// errRefused makes the exit code 3. The report has named the inputs already.
var errRefused = errors.New("some inputs were refused")

func main() {
	ctx, stop := cli.Interruptible(context.Background())
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the command apart from its process.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRoot(&app{stdin: stdin, stdout: stdout, stderr: stderr})
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errRefused):
		return exitRefused
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "indexer: interrupted: the index is as it was before")
	default:
		fmt.Fprintln(stderr, "indexer:", err)
	}
	return exitFailed
}
