package archive_test

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/klauspost/compress/gzip"

	"dateline/corpus/archive"
)

// member packs one member; level 0 does not compress.
func member(t testing.TB, content string, level int) string {
	t.Helper()
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, level)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// noise is text that does not become much smaller.
func noise(n int) string {
	r := rand.New(rand.NewPCG(1, 2))
	b := make([]byte, n)
	for i := range b {
		b[i] = "abcdefghijklmnopqrstuvwxyz     \n"[r.IntN(32)]
	}
	return string(b)
}

// overwritten puts bytes in the place of others.
func overwritten(s string, at int, with string) string { return s[:at] + with + s[at+len(with):] }

// readOn reads a stream of gzip over what is damaged; "|" stands for each
// damage, "!" for the one that could not be passed over.
func readOn(t testing.TB, r io.Reader) string {
	t.Helper()
	var m archive.Meter
	z, err := archive.Decompress(archive.Gzip, m.In(r), &m)
	if err != nil {
		return "!"
	}
	defer z.Close() //nolint:errcheck // only read
	var out strings.Builder
	for {
		_, err := io.Copy(&out, z)
		if err == nil {
			return out.String()
		}
		damage, ok := errors.AsType[*archive.DamageError](err)
		if !ok {
			t.Fatalf("%v is no damage", err)
		}
		if _, again := z.Read(make([]byte, 1)); !errors.Is(again, err) {
			t.Fatalf("%v becomes %v", err, again)
		}
		skipped, ok := damage.PassOver("M")
		if !ok {
			return out.String() + "!"
		}
		if skipped <= 0 {
			t.Fatalf("%d bytes were left out", skipped)
		}
		out.WriteString("|")
	}
}

func TestDamagedGzip(t *testing.T) {
	t.Parallel()
	one, two, three, other := member(t, "M1", 6), member(t, "M2", 6), member(t, "M3", 6), member(t, "other", 6)
	long := "M" + noise(3<<20)
	packed, stored := member(t, long, 6), member(t, long, 0)
	for _, test := range []struct{ name, data, want string }{
		{"none", one + two + three, "M1M2M3"},
		{"zeros at the end", one + two + strings.Repeat("\x00", 5000), "M1M2"},
		{"zeros between", one + "\x00\x00" + two, "M1M2"},
		{"something else at the end", one + "garbage", "M1!"},
		{"something else between", one + "garbage" + two, "M1|M2"},
		{"a mark of gzip at the end", one + "\x1F\x8B\x08", "M1!"},
		{"cut off", one + two[:len(two)-9], "M1M2!"},
		{"cut off, and more", one + two[:len(two)-9] + three, "M1M2|M3"},
		{"a wrong sum", one + overwritten(two, len(two)-8, "\xFF\xFF") + three, "M1M2|M3"},
		{"a wrong header", one + overwritten(two, 0, "xxx") + three, "M1|M3"},
		{"nothing that begins so", one + overwritten(two, 0, "xxx") + other, "M1!"},
		{"the next that begins so", one + overwritten(two, 0, "xxx") + other + three, "M1|M3"},
		{"two", overwritten(one, 10, "\xFF") + two + overwritten(one, 10, "\xFF") + three, "|M2|M3"},
		{"at once", overwritten(one, 10, "\xFF"), "!"},
		{"a false mark", one + overwritten(two, 0, "xxx") + strings.Repeat("\x1F\x8B\x08", 9000) + three, "M1|M3"},
		{"a mark across what is read at once", one + strings.Repeat("x", 4<<10-len(one)-1) + two, "M1|M2"},
		{"a length that covers what follows", one + "\x1F\x8B\x08\x00\x00\x00\x00\x00\x00\xFF\x00\x00\x02\xFF\xFD" + two + three, "M1"},
		{"in a long one", one + overwritten(packed, len(packed)/2, strings.Repeat("\xFF", 100)) + two, "M1"},
		{"in a long one that is not compressed", one + overwritten(stored, 2<<20, strings.Repeat("\xFF", 100<<10)) + two, "M1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for _, r := range []io.Reader{strings.NewReader(test.data), iotest.OneByteReader(strings.NewReader(test.data))} {
				got := readOn(t, r)
				if test.want == "M1" { // and something of what is damaged
					if got[:2] != "M1" || !strings.HasSuffix(got, "|M2") && !strings.HasSuffix(got, "|M2M3") {
						t.Errorf("got %.100q … %q", got, got[max(0, len(got)-20):])
					}
					continue
				}
				if got != test.want {
					t.Errorf("got %.100q, want %q", got, test.want)
				}
			}
		})
	}
}

// What goes wrong in reading a file is not to be passed over.
func TestGzipOfAStreamThatFails(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	var m archive.Meter
	z, err := archive.Decompress(archive.Gzip, io.MultiReader(strings.NewReader(member(t, "M1", 6)+member(t, "M2", 6)[:11]), iotest.ErrReader(broken)), &m)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if damage, ok := errors.AsType[*archive.DamageError](err); !ok || !errors.Is(err, broken) || string(data) != "M1" {
		t.Errorf("got %q, %v", data, err)
	} else if _, ok := damage.PassOver("M"); ok {
		t.Error("it was passed over")
	}
}

func FuzzGzip(f *testing.F) {
	one, two := member(f, "M1", 6), member(f, "M2", 6)
	for _, seed := range []string{one + two, one + overwritten(two, 10, "\xFF") + one, one + "\x00\x00", one + two[:9] + two} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < 1<<16 { // which unpack to less than a bomb
			readOn(t, bytes.NewReader(data))
		}
	})
}
