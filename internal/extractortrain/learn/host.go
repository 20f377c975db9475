// Package learn makes the model by which corpus/page/block tells an article
// from what stands around it: it labels the blocks of pages whose text is
// known, and fits weights to the labels.
package learn

import (
	"hash/fnv"
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"

	"dateline/internal/eval"
)

// Host is the registered domain of a page: "news.example.co.uk" and
// "example.co.uk" are one, so that no fold knows a site of another.
func Host(p eval.Page) string {
	u, err := url.Parse(p.URL)
	if err != nil || u.Hostname() == "" {
		return p.ID
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
