// Package learn makes the model by which corpus/page/block tells an article
// from what stands around it: it labels the blocks of pages whose text is
// known, and fits weights to the labels.
package learn

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/net/publicsuffix"
	"golang.org/x/text/encoding/charmap"
)

// Gold is one page whose text is known: all of it, or what must and must not
// be in it.
type Gold struct {
	ID, URL  string
	HTML     string
	Encoding string
	Gold     struct {
		Body    string
		With    []string
		Without []string
	}
}

// Sets are the names of the gold sets, those with whole texts first.
func Sets() []string { return []string{"fundus", "sh", "wcxb", "traf"} }

// maxLine is the length of the longest line, in bytes: each is a page.
const maxLine = 64 << 20

// ReadGold calls each for every page of a set in the folder of gold data.
func ReadGold(folder, set string, each func(Gold) error) error {
	path := filepath.Join(folder, "extract", set+".jsonl.gz")
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("gold data: %w", err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	lines := bufio.NewScanner(unpacked)
	lines.Buffer(nil, maxLine)
	for lines.Scan() {
		var g Gold
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			// Author is sometimes a list; only the fields named above matter.
			if _, ok := errors.AsType[*json.UnmarshalTypeError](err); !ok {
				return fmt.Errorf("%s: %w", path, err)
			}
		}
		if err := each(g); err != nil {
			return err
		}
	}
	return lines.Err()
}

// Bytes gives the page as it was served.
func (g Gold) Bytes() ([]byte, error) {
	if g.Encoding == "utf-8" {
		return []byte(g.HTML), nil
	}
	return charmap.ISO8859_1.NewEncoder().Bytes([]byte(g.HTML))
}

// Host is the registered domain of a page: "news.example.co.uk" and
// "example.co.uk" are one, so that no fold knows a site of another.
func (g Gold) Host() string {
	u, err := url.Parse(g.URL)
	if err != nil || u.Hostname() == "" {
		return g.ID
	}
	host := strings.ToLower(u.Hostname())
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return domain
	}
	return host
}

// Folds is into how many parts the hosts are divided.
const Folds = 5

// Fold gives the part that a host belongs to.
func Fold(host string) int {
	h := fnv.New32a()
	h.Write([]byte(host))
	return int(h.Sum32() % Folds)
}
