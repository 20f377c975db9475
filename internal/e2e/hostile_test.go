//go:build unix

package e2e_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A folder with everything that goes wrong: each bad input is named with a
// reason, and everything else is indexed.
func TestHostileFolder(t *testing.T) {
	t.Parallel()
	notShort(t)
	dir, data := corpusFolder(t), filepath.Join(t.TempDir(), "data")
	write(t, dir, "hostile/empty.html", "")
	write(t, dir, "hostile/binary.html", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"+strings.Repeat("\x00\xff\xfe\x01", 500))
	write(t, dir, "hostile/lines.jsonl", `{"id":"good-1","title":"Rate held","paragraphs":["The rate was held in Ankara on Thursday."]}
{"id":"bad","title":
{"id":"good-2","title":"Flood warning lifted","paragraphs":["The warning was lifted in Valencia on Friday."]}
`)
	huge(t, filepath.Join(dir, "hostile/huge.html"), 200<<20)
	write(t, dir, "hostile/deep.html", "<html><head><title>Deep</title></head><body>"+
		strings.Repeat("<div>", 1_000_000)+"</body></html>")
	write(t, dir, "hostile/deep-news.html", "<html><head><title>Deep, but news</title></head><body>"+strings.Repeat("<div>", 1_000_000)+
		"<p>Engineers in Zurich said on Friday that the tunnel under the lake would open two months later than they had planned.</p>"+
		"<p>They blamed a supplier of pumps, and said that the delay would not make the work more expensive for the city.</p></body></html>")
	if err := os.Symlink("/", filepath.Join(dir, "hostile/root")); err != nil {
		t.Fatal(err)
	}

	start := time.Now()
	r := indexer(t, 3, "build", "--data", data, dir)
	if took := time.Since(start); took > time.Minute {
		t.Errorf("took %s", took)
	}
	wantRefusals(t, r, map[string]string{
		"hostile/empty.html":    "empty",
		"hostile/binary.html":   "",
		"hostile/lines.jsonl:2": "JSON",
		"hostile/huge.html":     "--max-page",
		"hostile/deep.html":     "text",
		"hostile/root":          "link",
	})
	if want := 3 + 2 + 1; r.Indexed != want || r.Articles != want {
		t.Errorf("%d indexed, %d in the index, want %d", r.Indexed, r.Articles, want)
	}
}

// wantRefusals checks that exactly these inputs were refused, with these
// words in the reason.
func wantRefusals(t *testing.T, r report, want map[string]string) {
	t.Helper()
	for _, refusal := range r.Refusals {
		matched := false
		for path, word := range want {
			if strings.HasSuffix(refusal.Path, path) {
				matched = true
				delete(want, path)
				if refusal.Error == "" || !strings.Contains(refusal.Error, word) {
					t.Errorf("%s: the reason %q does not say %q", path, refusal.Error, word)
				}
				break
			}
		}
		if !matched {
			t.Errorf("refused without need: %s: %s", refusal.Path, refusal.Error)
		}
	}
	for path := range want {
		t.Errorf("not refused: %s", path)
	}
}

// huge makes a file that is large without taking room on the disk.
func huge(t *testing.T, path string, size int64) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(file.Truncate(size), file.Close()); err != nil {
		t.Fatal(err)
	}
}

// A file without the right to read it is refused; as root, who may read all,
// the indexer runs as another user.
func TestUnreadableFile(t *testing.T) {
	t.Parallel()
	notShort(t)
	dir, data := corpusFolder(t), t.TempDir()
	write(t, dir, "secret.html", page("Not for everyone", "2026-03-01T09:30:00Z", "This must not be read."))
	if err := os.Chmod(filepath.Join(dir, "secret.html"), 0); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), filepath.Join(bin, "indexer"), "build", "--report", "json", "--data", data, dir)
	if os.Geteuid() == 0 {
		const nobody = 65534
		command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		// Its folder and the data must be within that user's reach.
		for _, open := range []string{filepath.Dir(dir), dir, filepath.Dir(data), data} {
			if err := os.Chmod(open, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Chown(data, nobody, nobody); err != nil {
			t.Skipf("cannot run as another user here: %v", err)
		}
	}
	r := finished(t, command, 3)
	wantRefusals(t, r, map[string]string{"secret.html": "permission"})
	if r.Indexed != 3 {
		t.Errorf("%d indexed, want 3", r.Indexed)
	}
}

// An interrupted build changes nothing.
func TestInterruptedBuild(t *testing.T) {
	t.Parallel()
	notShort(t)
	data := filepath.Join(t.TempDir(), "data")
	indexer(t, 0, "build", "--data", data, corpusFolder(t))
	before := currentGeneration(t, data)

	// More than can be done before the signal comes.
	many := filepath.Join(t.TempDir(), "many.jsonl")
	body := strings.Repeat("Prices fell in London on Monday after rain in Brazil. ", 40)
	var text strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&text, `{"id":"n%d","title":"Prices fell","paragraphs":["%s"]}`+"\n", i, body)
	}
	write(t, filepath.Dir(many), "many.jsonl", text.String())
	refused := filepath.Join(data, "refused.jsonl")
	if err := os.Remove(refused); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), filepath.Join(bin, "indexer"), "build", "--data", data, many)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the build has begun", func() bool {
		_, err := os.Stat(refused)
		return err == nil
	})
	// Meanwhile nobody else can write.
	second := exec.CommandContext(t.Context(), filepath.Join(bin, "indexer"), "add", "--data", data, many)
	if out, err := second.CombinedOutput(); err == nil || !strings.Contains(string(out), strconv.Itoa(command.Process.Pid)) {
		t.Errorf("a second indexer: %v, want an error that names the process of the first\n%s", err, out)
	}
	if err := command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_ = command.Wait() // the exit code says it
	if code := command.ProcessState.ExitCode(); code != 1 || !strings.Contains(stderr.String(), "interrupted") {
		t.Errorf("exit code %d, want 1\n%s", code, &stderr)
	}
	if after := currentGeneration(t, data); after != before {
		t.Errorf("generation %q became %q", before, after)
	}
	// The next run is clean.
	if r := indexer(t, 0, "add", "--data", data, corpusFolder(t)); r.Unchanged != 3 {
		t.Errorf("after the interruption: %+v", r)
	}
}

func currentGeneration(t *testing.T, data string) string {
	t.Helper()
	name, err := os.ReadFile(filepath.Join(data, "CURRENT"))
	if err != nil {
		t.Fatal(err)
	}
	return string(name)
}
