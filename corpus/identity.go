package corpus

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"path"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"dateline/corpus/lang"
	"dateline/corpus/wire"
)

// maxTitleWords is the length of a title that is taken from the body.
const maxTitleWords = 12

// finish fills what follows from the rest: address, source, title, language,
// ID and hash. key tells articles of one source without an address apart; id is
// what the input itself calls the article, "" for nothing.
func (a *Article) finish(key, id string) {
	a.URL = normaliseURL(a.URL)
	a.Source.complete(a.URL)
	if a.Title == "" {
		a.Title = firstWords(a.Paragraphs)
	}
	if a.Paragraphs == nil {
		a.Paragraphs = []string{}
	}
	a.Lang = lang.Of(a.Lang, a.Title+"\n"+a.Body)
	if !a.Updated.After(a.Published) {
		a.Updated = time.Time{}
	}
	if a.ID = id; !urlSafe(id) {
		a.ID = a.deriveID(key, id)
	}
	a.ContentHash = a.hash()
}

// firstWords makes a title of the beginning of a text.
func firstWords(paragraphs []string) string {
	if len(paragraphs) == 0 {
		return ""
	}
	words := strings.Fields(paragraphs[0])
	if len(words) <= maxTitleWords {
		return paragraphs[0]
	}
	return strings.TrimRight(strings.Join(words[:maxTitleWords], " "), ",;:.–—- ") + "…"
}

// normaliseURL gives one address to one article: lower-case host, no
// fragment, no trailing slash, none of the parameters that only track readers.
// What is not an absolute web address gives "".
func normaliseURL(address string) string {
	u, err := url.Parse(webAddress(address))
	if err != nil || u.Host == "" {
		return ""
	}
	u.Host = strings.ToLower(u.Host)
	u.Fragment, u.RawFragment, u.User = "", "", nil
	u.Path = strings.TrimRight(u.Path, "/")
	u.RawPath = strings.TrimRight(u.RawPath, "/")
	query := u.Query()
	before := len(query)
	for name := range query {
		if tracks(name) {
			query.Del(name)
		}
	}
	if len(query) != before { // else as written: encoding sorts
		u.RawQuery = query.Encode()
	}
	u.ForceQuery = false
	return u.String()
}

// webAddress is an absolute address of the web as it is, "" for anything else.
func webAddress(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

func tracks(parameter string) bool {
	switch parameter = strings.ToLower(parameter); parameter {
	case "fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "yclid", "cmpid", "ref_src", "ocid":
		return true
	}
	return strings.HasPrefix(parameter, "utm_")
}

// complete fills the domain from the address, the name from the domain, and
// the ID and country from both.
func (s *Source) complete(address string) {
	s.Name, s.Domain = wire.Clean(s.Name), wire.Clean(s.Domain)
	if slug(s.Domain) == "" {
		s.Domain = domainOf(address)
	}
	if slug(s.Name) == "" { // "-" is no name
		s.Name = s.Domain
	}
	if s.ID = slug(s.ID); s.ID == "" {
		s.ID = slug(s.Name)
	}
	if s.Country == "" {
		s.Country = countryOf(s.Domain)
	}
}

// domainOf gives the host of an address without "www." and port.
func domainOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	if slug(host) == "" {
		return ""
	}
	return host
}

// countryOf reads the country off a national domain. Those that are sold to
// the world as words (.tv, .io, .ai) say nothing.
func countryOf(domain string) string {
	tld := strings.TrimPrefix(path.Ext(domain), ".")
	switch tld {
	case "uk":
		return "GB"
	case "eu", "su", "tv", "io", "ai", "co", "me", "fm", "ly", "to", "cc", "ws", "gg", "tk", "im", "la", "nu", "re", "sh", "so", "st", "vc":
		return ""
	}
	if len(tld) != 2 || tld[0] < 'a' || tld[0] > 'z' || tld[1] < 'a' || tld[1] > 'z' {
		return ""
	}
	return strings.ToUpper(tld)
}

// slug writes a name as part of an address: letters without accents and
// digits, lower case, joined by hyphens.
func slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFD.String(name) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		case unicode.IsMark(r) || r == '\'' || r == '’':
		default:
			gap = true
		}
	}
	return norm.NFC.String(b.String())
}

// deriveID names an article by its address, or by what its input calls it.
// Without either, source and path alone would take the articles of two folders,
// or of two days of "today.txt", for one: headline and date must agree too.
func (a *Article) deriveID(key, id string) string {
	parts := []string{a.Source.ID, key, a.Title, a.Dateline, a.Published.UTC().Format(time.RFC3339)}
	switch {
	case a.URL != "":
		parts = []string{a.URL}
	case id != "":
		parts = []string{a.Source.ID, id}
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:10]))
}

// maxID is the longest ID that is taken from an input.
const maxID = 128

// urlSafe reports whether an ID of an input can stand in an address as it is.
func urlSafe(id string) bool {
	for _, r := range id {
		unreserved := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-._~", r)
		if !unreserved {
			return false
		}
	}
	return id != "" && len(id) <= maxID && strings.Trim(id, ".") != ""
}

// hash covers everything but Path and itself. An instant is the same in any
// zone.
func (a Article) hash() string {
	a.Path, a.ContentHash, a.Published, a.Updated = "", "", a.Published.UTC(), a.Updated.UTC()
	content, err := json.Marshal(a)
	if err != nil { // only a broken raw message in Extra; never from Parse
		return ""
	}
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:16])
}
