package generation_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"dateline/index"
	"dateline/index/generation"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv("DATELINE_TEST_HOLD_LOCK"); dir != "" {
		holdLock(dir)
		return
	}
	goleak.VerifyTestMain(m)
}

// holdLock is another process: it begins a generation and waits to be killed.
func holdLock(dir string) {
	store, err := generation.Open(dir)
	if err != nil {
		panic(err)
	}
	staging, err := store.Begin(context.Background(), true)
	if err != nil {
		panic(err)
	}
	if err := os.WriteFile(filepath.Join(staging.Dir(), "half.zap"), []byte("half"), 0o600); err != nil {
		panic(err)
	}
	if _, err := os.Stdout.WriteString("holding\n"); err != nil {
		panic(err)
	}
	select {}
}

func open(t testing.TB) (*generation.Store, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	store, err := generation.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return store, dir
}

func begin(t testing.TB, store *generation.Store, increment bool) *generation.Staging {
	t.Helper()
	staging, err := store.Begin(t.Context(), increment)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := staging.Discard(); err != nil {
			t.Error(err)
		}
	})
	return staging
}

func write(t testing.TB, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// publish makes a generation of two files.
func publish(t testing.TB, store *generation.Store, text string) generation.Generation {
	t.Helper()
	staging := begin(t, store, false)
	write(t, staging.Dir(), "1.zap", text)
	write(t, staging.Dir(), "root.bolt", "root of "+text)
	g, err := staging.Publish(t.Context(), generation.Manifest{Engine: "test", Articles: len(text)})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func TestNothingPublished(t *testing.T) {
	t.Parallel()
	store, _ := open(t)
	_, err := store.Current()
	if !errors.Is(err, generation.ErrNone) || !errors.Is(err, index.ErrUnavailable) {
		t.Errorf("Current: %v", err)
	}
	if list, err := store.List(); len(list) != 0 || err != nil {
		t.Errorf("List: %v, %v", list, err)
	}
	if staging := begin(t, store, true); staging.Increment() {
		t.Error("an increment of nothing is one")
	}
}

func TestPublish(t *testing.T) {
	t.Parallel()
	store, dir := open(t)
	first := publish(t, store, "one")
	second := publish(t, store, "second")
	current, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(second, current); diff != "" {
		t.Errorf("Current (-published +read):\n%s", diff)
	}
	if current.Articles != 6 || current.Engine != "test" || current.Format != generation.Format || current.Created.IsZero() {
		t.Errorf("manifest %+v", current.Manifest)
	}
	want := []generation.File{
		{Name: "1.zap", Size: 6, SHA256: "16367aacb67a4a017c8da8ab95682ccb390863780f7114dda0a0e0c55644c7c4"},
		{Name: "root.bolt", Size: 14, SHA256: current.Files[1].SHA256},
	}
	if diff := cmp.Diff(want, current.Files); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if err := store.Verify(t.Context(), current); err != nil {
		t.Error(err)
	}
	list, err := store.List()
	if diff := cmp.Diff([]generation.Generation{first, second}, list); diff != "" || err != nil {
		t.Errorf("List: %v\n%s", err, diff)
	}
	if got := strings.TrimSpace(read(t, filepath.Join(dir, "CURRENT"))); got != second.Name {
		t.Errorf("CURRENT holds %q", got)
	}
	if exists(filepath.Join(dir, "staging", second.Name)) {
		t.Error("the staging folder is still there")
	}
}

// bleve makes files that only their owner may read; searchd may be another user.
func TestPublishedFilesAreAsReadableAsTheirFolder(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	for _, folder := range []os.FileMode{0o755, 0o750, 0o700} {
		store, _ := open(t)
		staging := begin(t, store, false)
		private := filepath.Join(staging.Dir(), "private.zap")
		if err := errors.Join(os.WriteFile(private, []byte("x"), 0o600), os.Chmod(staging.Dir(), folder)); err != nil {
			t.Fatal(err)
		}
		g, err := staging.Publish(t.Context(), generation.Manifest{Engine: "test", Articles: 1})
		if err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(filepath.Join(g.Dir, "private.zap"))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := info.Mode().Perm(), folder&0o644; got != want {
			t.Errorf("in a folder of mode %o the file has mode %o, want %o", folder, got, want)
		}
	}
}

func TestPublishTwice(t *testing.T) {
	t.Parallel()
	store, _ := open(t)
	staging := begin(t, store, false)
	if _, err := staging.Publish(t.Context(), generation.Manifest{}); err != nil {
		t.Fatal(err)
	}
	if _, err := staging.Publish(t.Context(), generation.Manifest{}); err == nil {
		t.Error("the second time gives no error")
	}
	// Discard after Publish must not touch the next writer's work.
	next := begin(t, store, false)
	write(t, next.Dir(), "1.zap", "x")
	if err := staging.Discard(); err != nil {
		t.Error(err)
	}
	if !exists(filepath.Join(next.Dir(), "1.zap")) {
		t.Error("Discard removed what another writes")
	}
}

func TestIncrement(t *testing.T) {
	t.Parallel()
	store, _ := open(t)
	parent := publish(t, store, "one")
	staging := begin(t, store, true)
	if !staging.Increment() {
		t.Error("it is no increment")
	}
	sameFile := func(name string) bool {
		a, err := os.Stat(filepath.Join(parent.Dir, name))
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.Stat(filepath.Join(staging.Dir(), name))
		if err != nil {
			t.Fatal(err)
		}
		return os.SameFile(a, b)
	}
	if !sameFile("1.zap") {
		t.Error("the segment was copied")
	}
	if sameFile("root.bolt") {
		t.Error("the root was linked: a change in it would reach the parent")
	}
	write(t, staging.Dir(), "root.bolt", "another root")
	write(t, staging.Dir(), "2.zap", "more")
	child, err := staging.Publish(t.Context(), generation.Manifest{})
	if err != nil {
		t.Fatal(err)
	}
	if child.Parent != parent.Name {
		t.Errorf("its parent is %q", child.Parent)
	}
	for _, g := range []generation.Generation{parent, child} {
		if err := store.Verify(t.Context(), g); err != nil {
			t.Error(err)
		}
	}
	if len(parent.Files) != 2 || len(child.Files) != 3 {
		t.Errorf("files: parent %v, child %v", parent.Files, child.Files)
	}
}

func TestIncrementOfDamagedIsRefused(t *testing.T) {
	t.Parallel()
	store, dir := open(t)
	parent := publish(t, store, "one")
	write(t, parent.Dir, "1.zap", "onE")
	if _, err := store.Begin(t.Context(), true); !errors.Is(err, index.ErrDamaged) {
		t.Errorf("Begin: %v", err)
	}
	if exists(filepath.Join(dir, "staging")) {
		t.Error("something is left in staging")
	}
	begin(t, store, false) // the lock was given back, and a fresh build is the way out
}

func TestVerifyFindsDamage(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		damage func(t *testing.T, g generation.Generation)
		file   string
	}{
		{"none", func(*testing.T, generation.Generation) {}, ""},
		{"one bit", func(t *testing.T, g generation.Generation) { write(t, g.Dir, "1.zap", "ome") }, "1.zap"},
		{"shorter", func(t *testing.T, g generation.Generation) { write(t, g.Dir, "root.bolt", "root") }, "root.bolt"},
		{"longer", func(t *testing.T, g generation.Generation) { write(t, g.Dir, "1.zap", "one more") }, "1.zap"},
		{"gone", func(t *testing.T, g generation.Generation) {
			if err := os.Remove(filepath.Join(g.Dir, "1.zap")); err != nil {
				t.Fatal(err)
			}
		}, "1.zap"},
		{"swapped", func(t *testing.T, g generation.Generation) {
			write(t, g.Dir, "1.zap", "root of one")
			write(t, g.Dir, "root.bolt", "one")
		}, "1.zap"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			store, _ := open(t)
			g := publish(t, store, "one")
			test.damage(t, g)
			err := store.Verify(t.Context(), g)
			if test.file == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if !errors.Is(err, index.ErrDamaged) || !strings.Contains(err.Error(), test.file) || !strings.Contains(err.Error(), "build") {
				t.Errorf("error %v: want damage of %s and what to do", err, test.file)
			}
		})
	}
}

func TestVerifyHonoursContext(t *testing.T) {
	t.Parallel()
	store, _ := open(t)
	g := publish(t, store, "one")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := store.Verify(ctx, g); !errors.Is(err, context.Canceled) {
		t.Errorf("Verify: %v", err)
	}
}

func TestDamagedManifest(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, manifest, current string }{
		{"cut off", `{"format":1,"na`, ""},
		{"of another", `{"format":1,"name":"20200101T000000Z-0001"}`, ""},
		{"CURRENT names no generation", "", "../../etc\n"},
		{"CURRENT names one that is not there", "", "20200101T000000Z-0001\n"},
		{"CURRENT is empty", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			store, dir := open(t)
			good := publish(t, store, "one")
			bad := publish(t, store, "two")
			if test.manifest != "" {
				write(t, bad.Dir, "manifest.json", test.manifest)
			} else {
				write(t, dir, "CURRENT", test.current)
			}
			if _, err := store.Current(); !errors.Is(err, index.ErrDamaged) || !strings.Contains(err.Error(), "build the index again") {
				t.Errorf("Current: %v: want damage and what to do", err)
			}
			list, err := store.List()
			if test.manifest != "" {
				if !errors.Is(err, index.ErrDamaged) || len(list) != 1 || list[0].Name != good.Name {
					t.Errorf("List: %v, %v", list, err)
				}
			}
		})
	}
}

func TestManifestOfAnotherFormat(t *testing.T) {
	t.Parallel()
	store, _ := open(t)
	g := publish(t, store, "one")
	write(t, g.Dir, "manifest.json", `{"format":2,"name":"`+g.Name+`"}`)
	_, err := store.Current()
	if err == nil || errors.Is(err, index.ErrDamaged) || !strings.Contains(err.Error(), "format 2") {
		t.Errorf("Current: %v", err)
	}
}

func TestSecondWriterIsRefused(t *testing.T) {
	t.Parallel()
	store, dir := open(t)
	staging := begin(t, store, false)
	other, err := generation.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = other.Begin(t.Context(), false)
	if !errors.Is(err, generation.ErrLocked) || !strings.Contains(err.Error(), strconv.Itoa(os.Getpid())) {
		t.Errorf("Begin beside a writer: %v: want ErrLocked with the process", err)
	}
	if err := other.GC(1); !errors.Is(err, generation.ErrLocked) {
		t.Errorf("GC beside a writer: %v", err)
	}
	if err := staging.Discard(); err != nil {
		t.Fatal(err)
	}
	begin(t, other, false)
}

func TestDiscard(t *testing.T) {
	t.Parallel()
	store, dir := open(t)
	old := publish(t, store, "one")
	staging := begin(t, store, true)
	write(t, staging.Dir(), "2.zap", "half")
	if err := staging.Discard(); err != nil {
		t.Fatal(err)
	}
	if exists(filepath.Join(dir, "staging")) {
		t.Error("something is left in staging")
	}
	current, err := store.Current()
	if err != nil || current.Name != old.Name {
		t.Errorf("Current: %v, %v", current.Name, err)
	}
	if err := store.Verify(t.Context(), current); err != nil {
		t.Error(err)
	}
}

// A writer is killed in the middle: its lock goes with it, and the next writer
// removes what it left.
func TestKilledWriter(t *testing.T) {
	t.Parallel()
	store, dir := open(t)
	old := publish(t, store, "one")
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), "DATELINE_TEST_HOLD_LOCK="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line := make([]byte, 8)
	if _, err := out.Read(line); err != nil {
		t.Fatal(err)
	}
	_, err = store.Begin(t.Context(), false)
	if !errors.Is(err, generation.ErrLocked) || !strings.Contains(err.Error(), "process "+strconv.Itoa(cmd.Process.Pid)) {
		t.Errorf("beside another process: %v", err)
	}
	left, err := filepath.Glob(filepath.Join(dir, "staging", "*", "half.zap"))
	if len(left) != 1 || err != nil {
		t.Errorf("the other process wrote %v, %v", left, err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	staging := begin(t, store, true)
	if exists(left[0]) && filepath.Dir(left[0]) != staging.Dir() || exists(filepath.Join(staging.Dir(), "half.zap")) {
		t.Error("what the killed writer left is still there")
	}
	if current, err := store.Current(); err != nil || current.Name != old.Name {
		t.Errorf("Current: %v, %v", current.Name, err)
	}
}

// Whatever step of Publish is interrupted, the old generation stays current
// and the next writer starts clean.
func TestInterruptedPublish(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		leave func(t *testing.T, dir string)
	}{
		{"before the rename", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "staging", "20990101T000000Z-0002"), "manifest.json", "{}")
		}},
		{"before CURRENT", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "generations", "20990101T000000Z-0002"), "1.zap", "whole, but not published")
		}},
		{"in CURRENT", func(t *testing.T, dir string) { write(t, dir, "CURRENT.new", "2099") }},
		{"something foreign", func(t *testing.T, dir string) { write(t, filepath.Join(dir, "generations", "notes"), "a.txt", "") }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			store, dir := open(t)
			old := publish(t, store, "one")
			test.leave(t, dir)
			if current, err := store.Current(); err != nil || current.Name != old.Name {
				t.Errorf("Current: %v, %v", current.Name, err)
			}
			next := publish(t, store, "two")
			if current, err := store.Current(); err != nil || current.Name != next.Name {
				t.Errorf("Current after the next: %v, %v", current.Name, err)
			}
			if exists(filepath.Join(dir, "staging", "20990101T000000Z-0002")) {
				t.Error("rubbish is left in staging")
			}
		})
	}
}

// The disk is full, say, when CURRENT is written: what was moved to its place
// already is taken back.
func TestPublishFailsAtCURRENT(t *testing.T) {
	t.Parallel()
	store, dir := open(t)
	old := publish(t, store, "one")
	staging := begin(t, store, false)
	write(t, staging.Dir(), "1.zap", "two")
	inTheWay := filepath.Join(dir, "CURRENT.new")
	if err := os.Mkdir(inTheWay, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := staging.Publish(t.Context(), generation.Manifest{}); err == nil {
		t.Fatal("no error")
	}
	if list, err := store.List(); len(list) != 1 || list[0].Name != old.Name || err != nil {
		t.Errorf("List: %v, %v", list, err)
	}
	if err := os.Remove(inTheWay); err != nil {
		t.Fatal(err)
	}
	if _, err := staging.Publish(t.Context(), generation.Manifest{}); err != nil {
		t.Errorf("the second try: %v", err)
	}
	if current, err := store.Current(); err != nil || current.Name != staging.Name() {
		t.Errorf("Current: %v, %v", current.Name, err)
	}
}

// Without CURRENT an increment must not begin with nothing while there are
// generations: their articles would be gone.
func TestLostCURRENT(t *testing.T) {
	t.Parallel()
	store, dir := open(t)
	publish(t, store, "one")
	newest := publish(t, store, "two")
	if err := os.Remove(filepath.Join(dir, "CURRENT")); err != nil {
		t.Fatal(err)
	}
	if current, err := store.Current(); err != nil || current.Name != newest.Name {
		t.Errorf("Current: %v, %v", current.Name, err)
	}
	if err := store.GC(0); err != nil {
		t.Error(err)
	}
	staging := begin(t, store, true)
	if got := read(t, filepath.Join(staging.Dir(), "1.zap")); !staging.Increment() || got != "two" {
		t.Errorf("the increment begins with %q", got)
	}
}

func TestGC(t *testing.T) {
	t.Parallel()
	store, dir := open(t)
	var names []string
	for range 5 {
		names = append(names, publish(t, store, "x").Name)
	}
	// Someone went back to an old one: it is current and must stay.
	write(t, dir, "CURRENT", names[1]+"\n")
	if err := store.GC(2); err != nil {
		t.Fatal(err)
	}
	list, err := store.List()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, g := range list {
		got = append(got, g.Name)
	}
	if want := []string{names[1], names[3], names[4]}; !slices.Equal(got, want) {
		t.Errorf("left are %v, want %v", got, want)
	}
	if exists(filepath.Join(dir, "staging")) {
		t.Error("something is left in staging")
	}
	if next := publish(t, store, "y"); next.Name[len(next.Name)-4:] != "0006" {
		t.Errorf("the next one is %s", next.Name)
	}
}
