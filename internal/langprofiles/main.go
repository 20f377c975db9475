// Command langprofiles packs the trigrams of languages for corpus/lang. It
// reads the profiles of the language-detection library (Apache-2.0), one JSON
// file a language with the numbers of its n-grams. The form of what it writes is
// described in corpus/lang.
//
//	go run ./internal/langprofiles FOLDER > corpus/lang/trigrams.bin
package main

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	languages = "ar bg ca cs da de en es et fa fi fr hr hu id it lt lv nl no pl pt ro ru sk sl sv tr uk vi"
	kept      = 700 // trigrams a language
	scale     = 16  // of -ln p in a byte
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: langprofiles FOLDER")
		os.Exit(2)
	}
	packed, err := pack(os.DirFS(os.Args[1]), strings.Fields(languages))
	if err == nil {
		_, err = os.Stdout.Write(packed)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "langprofiles:", err)
		os.Exit(1)
	}
}

// pack makes the table of languages.
func pack(folder fs.FS, codes []string) ([]byte, error) {
	var head bytes.Buffer
	head.WriteByte(byte(len(codes)))
	postings := map[string][]byte{} // by trigram: language, cost
	for number, code := range codes {
		counts, total, err := read(folder, code)
		if err != nil {
			return nil, err
		}
		grams := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
			return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
		})
		grams = grams[:min(kept, len(grams))]
		for _, gram := range grams {
			postings[gram] = append(postings[gram], byte(number), cost(counts[gram]/total))
		}
		head.WriteString(code)
		head.WriteByte(cost(counts[grams[len(grams)-1]] / total / 4))
	}
	return table(head.Bytes(), postings), nil
}

// read gives how often each trigram stands in a language, capitals as small
// letters.
func read(folder fs.FS, name string) (counts map[string]float64, total float64, err error) {
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return nil, 0, fmt.Errorf("read profile: %w", err)
	}
	var profile struct {
		Freq map[string]float64 `json:"freq"`
	}
	if err := json.Unmarshal(data, &profile); err != nil {
		return nil, 0, fmt.Errorf("profile %s: %w", name, err)
	}
	counts = map[string]float64{}
	for gram, n := range profile.Freq {
		if utf8.RuneCountInString(gram) == 3 {
			counts[strings.ToLower(gram)] += n
			total += n
		}
	}
	return counts, total, nil
}

// cost is how unlikely something is, 0 for certain.
func cost(p float64) byte { return byte(min(255, math.Round(-math.Log(p)*scale))) }

// table writes head, index and postings.
func table(head []byte, postings map[string][]byte) []byte {
	grams := slices.SortedFunc(maps.Keys(postings), func(a, b string) int { return bytes.Compare(key(a), key(b)) })
	out := binary.BigEndian.AppendUint16(slices.Clone(head), uint16(len(grams)))
	var lists []byte
	for _, gram := range grams {
		out = append(out, key(gram)...)
		lists = append(lists, postings[gram]...)
		out = binary.BigEndian.AppendUint16(out, uint16(len(lists)/2)) // where the list ends
	}
	return append(out, lists...)
}

// key is a trigram in six bytes.
func key(gram string) []byte {
	var k []byte
	for _, r := range gram {
		k = binary.BigEndian.AppendUint16(k, uint16(r))
	}
	return k
}
