package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestPack(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for code, profile := range map[string]string{
		"de": `{"freq":{"der":3,"Der":1,"ei":9,"ein":4}}`,
		"en": `{"freq":{"the":6,"ein":2}}`,
	} {
		if err := os.WriteFile(filepath.Join(folder, code), []byte(profile), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := pack(os.DirFS(folder), []string{"de", "en"})
	if err != nil {
		t.Fatal(err)
	}
	half, quarter, most, rare := cost(0.5), cost(0.25), cost(0.75), cost(0.0625)
	want := append([]byte{2, 'd', 'e', cost(0.125), 'e', 'n', rare, 0, 3},
		0, 'd', 0, 'e', 0, 'r', 0, 1,
		0, 'e', 0, 'i', 0, 'n', 0, 3,
		0, 't', 0, 'h', 0, 'e', 0, 4,
		0, half, 0, half, 1, quarter, 1, most)
	if !bytes.Equal(got, want) {
		t.Errorf("packed\n%v, want\n%v", got, want)
	}
}

func TestPackErrors(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if _, err := pack(os.DirFS(folder), []string{"de"}); err == nil {
		t.Error("a missing profile is no error")
	}
	if err := os.WriteFile(filepath.Join(folder, "de"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := pack(os.DirFS(folder), []string{"de"}); err == nil {
		t.Error("a broken profile is no error")
	}
}
