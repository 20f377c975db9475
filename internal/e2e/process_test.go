//go:build unix

package e2e_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience is how long a test waits for something that takes no time.
const patience = 30 * time.Second

// bin is the folder of the built commands.
var bin string

func TestMain(m *testing.M) { os.Exit(buildAndRun(m)) }

func buildAndRun(m *testing.M) int {
	dir, err := os.MkdirTemp("", "dateline-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(dir) }()
	// Other users must be able to run what is built: see TestUnreadableFile.
	if err := os.Chmod(dir, 0o755); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	build := exec.Command("go", "build", "-o", dir+string(filepath.Separator), "dateline/cmd/indexer", "dateline/cmd/searchd")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "go build: %v\n%s", err, out)
		return 1
	}
	bin = dir
	return m.Run()
}

// notShort skips what takes seconds.
func notShort(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("end-to-end: not with -short")
	}
}

// report is what "indexer --report json" prints.
type report struct {
	Read, Indexed, Updated, Unchanged, Duplicate, Refused, Ignored int

	Articles  int
	Published bool
	Refusals  []struct{ Path, Error string }
}

// indexer runs the indexer and wants the exit code; it returns the report.
func indexer(t *testing.T, code int, args ...string) report {
	t.Helper()
	command := exec.CommandContext(t.Context(), filepath.Join(bin, "indexer"), append(args, "--report", "json")...)
	return finished(t, command, code)
}

func finished(t *testing.T, command *exec.Cmd, code int) report {
	t.Helper()
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	_ = command.Run() // the exit code says it
	if got := command.ProcessState.ExitCode(); got != code {
		t.Fatalf("%v: exit code %d, want %d\n%s%s", command.Args, got, code, &stdout, &stderr)
	}
	var r report
	if err := json.Unmarshal(stdout.Bytes(), &r); err != nil {
		t.Fatalf("report %q: %v", &stdout, err)
	}
	if r.Read != r.Indexed+r.Updated+r.Unchanged+r.Duplicate+r.Refused {
		t.Errorf("the counts do not add up: %+v", r)
	}
	return r
}

// server is a running searchd.
type server struct {
	process *exec.Cmd
	base    string
	log     bytes.Buffer // to be read when the process ended
}

// startServer starts searchd on a free port and stops it with the test.
func startServer(t *testing.T, data string) *server {
	t.Helper()
	s := &server{process: exec.CommandContext(context.Background(), filepath.Join(bin, "searchd"),
		"--data", data, "--addr", "127.0.0.1:0", "--poll-interval", "50ms", "--grace", "5s")}
	s.process.Stderr = &s.log
	stdout, err := s.process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if s.process.ProcessState == nil {
			_ = s.process.Process.Kill() // it may be gone already
			_ = s.process.Wait()         // killed: that is the error
		}
		if t.Failed() {
			t.Logf("log of searchd:\n%s", &s.log)
		}
	})
	lines := bufio.NewScanner(stdout)
	for lines.Scan() {
		if _, address, ok := strings.Cut(lines.Text(), "serving on "); ok {
			s.base = address
			go io.Copy(io.Discard, stdout) //nolint:errcheck // only keeps the pipe empty
			return s
		}
	}
	t.Fatalf("searchd ended before it told its address: %v", s.process.Wait())
	return nil
}

// terminate asks the server to end and wants an orderly end.
func (s *server) terminate(t *testing.T) {
	t.Helper()
	if err := s.process.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := s.process.Wait(); err != nil {
		t.Fatalf("searchd after SIGTERM: %v", err)
	}
}

// get fetches a path; it returns the status and the body.
func (s *server) get(t *testing.T, path string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.base+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

// found is the part of an API answer that these tests look at.
type found struct {
	Total int
	Hits  []struct{ ID, Title string }
}

// search asks the API.
func (s *server) search(t *testing.T, query string) found {
	t.Helper()
	status, body := s.get(t, "/api/v1/search?"+query)
	if status != http.StatusOK {
		t.Fatalf("search %s: status %d\n%s", query, status, body)
	}
	var f found
	if err := json.Unmarshal([]byte(body), &f); err != nil {
		t.Fatalf("search %s: %v\n%s", query, err, body)
	}
	return f
}

// eventually waits until something holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !holds(); {
		if time.Now().After(end) {
			t.Fatalf("not within %s: %s", patience, what)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// write makes a file below a folder.
func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
