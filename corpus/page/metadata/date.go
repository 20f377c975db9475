package metadata

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/corpus/page/linkeddata"
	"dateline/corpus/wire"
)

// DateSource says where in a page a date was found.
type DateSource string

// The sources of dates, the best first.
const (
	FromLinkedData DateSource = "json-ld"
	FromMeta       DateSource = "meta"
	FromTime       DateSource = "time element"
	FromText       DateSource = "text"
	FromAddress    DateSource = "address"
	FromScript     DateSource = "script"
)

// dates looks for the day of an article.
type dates struct {
	latest time.Time
	order  wire.DateOrder
}

// oldest is the year before which a date in a text is of what it tells about,
// not of the text.
const oldest = 1994

// read reads a value that is given as a date.
func (d dates) read(value string) (time.Time, bool) {
	t, ok := wire.ParseTime(value)
	if !ok && len(value) <= 100 {
		for _, found := range wire.FindDates(value, d.order) {
			t, ok = found.Time, true
			break
		}
	}
	return t, ok && !t.After(d.latest)
}

// first gives the first of these values that is a date.
func (d dates) first(values ...string) time.Time {
	for _, value := range values {
		if t, ok := d.read(value); ok {
			return t
		}
	}
	return time.Time{}
}

// orderOf says how a page writes 3/4/2026: by its language and its domain.
func orderOf(lang, host string) wire.DateOrder {
	lang = strings.ToLower(lang)
	_, region, _ := strings.Cut(strings.ReplaceAll(lang, "_", "-"), "-")
	tld := host[strings.LastIndex(host, ".")+1:]
	switch {
	case region == "us" || tld == "us" || tld == "gov" || tld == "edu" || tld == "mil":
		return wire.MonthFirst
	case lang != "" && !strings.HasPrefix(lang, "en") || region != "" || len(tld) == 2:
		return wire.DayFirst
	case strings.HasPrefix(lang, "en"):
		return wire.MonthFirst
	}
	return wire.UnknownOrder
}

// published gives the day on which the article appeared and where it was
// found. What a page says for machines comes first; among what it shows, that
// which stands by the headline.
func (h head) published(data linkeddata.Article, d dates, lines []line, title string) (time.Time, DateSource) {
	declared := []struct {
		from   DateSource
		values []string
	}{
		{FromLinkedData, []string{data.Published}},
		{FromMeta, []string{
			h.get("article:published_time", "article:published", "og:published_time", "og:article:published_time", "datepublished", "datecreated datepublished"),
			h.get("date", "dc.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dcterms.date", "dc.date.created", "pubdate", "publish-date", "publishdate", "publish_date", "published_date", "published-date",
				"publication_date", "publication-date", "publicationdate", "published", "published_on", "published_at", "published_time", "published_time_telegram", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "citation_publication_date",
				"citation_online_date", "citation_date", "article.published", "article.created", "article_date_original", "originalpublicationdate", "rnews:datepublished", "w-published-date", "release_date", "prism.publicationdate", "displaydate", "display-date", "timestamp", "created", "date.created", "article:post_date", "og:pubdate", "dateposted"),
		}},
		{FromTime, []string{h.prop("datePublished", "datetime"), attribute(h.pubdate, "datetime"), h.prop("datePublished", "title"), h.propText("datePublished")}},
		{FromLinkedData, []string{data.PagePublished}},
	}
	for _, group := range declared {
		if t := d.first(group.values...); !t.IsZero() {
			return t, group.from
		}
	}
	if t, from := d.shown(lines, title); !t.IsZero() {
		return t, from
	}
	if t := d.opening(lines, title); !t.IsZero() {
		return t, FromText
	}
	if t := d.first(h.addressDate()); !t.IsZero() {
		return t, FromAddress
	}
	if t := d.first(h.scriptDate()); !t.IsZero() {
		return t, FromScript
	}
	if t := d.first(h.get("last-modified", "article:modified_time", "og:updated_time", "revised")); !t.IsZero() {
		return t, FromMeta
	}
	if t := d.anywhere(lines); !t.IsZero() {
		return t, FromText
	}
	return time.Time{}, ""
}

// shown gives the date that stands by the headline.
func (d dates) shown(lines []line, title string) (time.Time, DateSource) {
	before, after := zone(lines, title)
	var updated time.Time
	for _, list := range [][]line{after, before} {
		for i, l := range list {
			if l.aside || l.linked && len(list) != len(after) {
				continue
			}
			if t := d.timeElement(l); !t.IsZero() {
				return t, FromTime
			}
			t, isUpdate := d.inLine(l, i > 0 && labelled(list[i-1].text))
			switch {
			case t.IsZero():
			case !isUpdate && !(i > 0 && updateLabel.MatchString(list[i-1].text)):
				return t, FromText
			case updated.IsZero():
				updated = t
			}
		}
	}
	return updated, FromText
}

// opening reads the date that the first paragraph begins with, as dispatches
// and press releases do: "Hamburg, 3 May 2026 – The pier …".
func (d dates) opening(lines []line, title string) time.Time {
	_, after := zone(lines, title)
	at := slices.IndexFunc(after, func(l line) bool { return !l.aside && l.size >= longLine })
	if at < 0 {
		return time.Time{}
	}
	text := after[at].text[:min(len(after[at].text), longLine)]
	found := wire.FindDates(text, d.order)
	if len(found) == 0 || !beforeDate.MatchString(text[:found[0].Start]) || !afterDate.MatchString(text[found[0].End:]) {
		return time.Time{}
	}
	if t := found[0].Time; t.Year() >= oldest && !t.After(d.latest) {
		return t
	}
	return time.Time{}
}

var (
	beforeDate = regexp.MustCompile(`^[(\s]*(?:\p{Lu}[\p{L}'’.-]*[\s,/(]*){0,4}$`)
	afterDate  = regexp.MustCompile(`^\)?\s*(?:\([^)]{1,20}\)\s*)?[–—:|„“"«/-]|^\)`)
)

var (
	dateLabel   = regexp.MustCompile(`(?i)\b(?:published|posted|date|datum|veröffentlicht|erschienen|publié|publicado|pubblicato|gepubliceerd|publicerad|publisert|udgivet|julkaistu|opublikowan[oa]|опубликован[оа]|created|erstellt|vom)\b`)
	updateLabel = regexp.MustCompile(`(?i)^\P{L}*(?:last )?(?:updated?|modified|revised|aktualisiert|geändert|letzte änderung|zuletzt \p{L}+|mis à jour|actualizado|aggiornato|bijgewerkt)(?: on| am| le| el| il)?\P{L}*$`)
)

func labelled(text string) bool { return len(text) < 40 && dateLabel.MatchString(text) }

// timeElement reads the time element of a line.
func (d dates) timeElement(l line) time.Time {
	for _, p := range l.parts {
		var found time.Time
		up(p.node, 2, func(n *html.Node) bool {
			switch n.DataAtom {
			case atom.Time:
				found = d.first(attribute(n, "datetime"), p.text)
			case atom.Abbr:
				found = d.first(attribute(n, "title"))
			default:
			}
			return !found.IsZero()
		})
		if !found.IsZero() && !updateLabel.MatchString(before(l, p.node)) {
			return found
		}
	}
	return time.Time{}
}

// before gives the part of a line that stands before an element.
func before(l line, n *html.Node) string {
	for i, p := range l.parts {
		if p.node == n {
			if i == 0 {
				return ""
			}
			return l.parts[i-1].text
		}
	}
	return ""
}

// inLine reads a line that is there to give a date: short, or most of it the
// date, or one that says so.
func (d dates) inLine(l line, announced bool) (t time.Time, isUpdate bool) {
	const most, short = 160, 60
	if l.size > most || l.size < 6 {
		return time.Time{}, false
	}
	var updated time.Time
	prose := len(l.text) > short && wire.EndsSentence(l.text)
	least := len(l.text) / 8 // of the line is the date
	if prose || l.heading == 1 {
		least = len(l.text) / 3
	}
	announced = announced || !prose && l.heading != 1 && dateLabel.MatchString(l.text)
	for _, found := range wire.FindDates(l.text, d.order) {
		if found.Time.Year() < oldest || found.Time.After(d.latest) || !announced && !found.Updated && found.End-found.Start < least {
			continue
		}
		if !found.Updated {
			return found.Time, false
		}
		if updated.IsZero() {
			updated = found.Time
		}
	}
	return updated, true
}

// anywhere gives a date that stands in a line of its own, anywhere.
func (d dates) anywhere(lines []line) time.Time {
	const looked, most = 2000, 160
	var updated time.Time
	for i, l := range lines[:min(len(lines), looked)] {
		if l.linked {
			continue
		}
		if t := d.timeElement(l); !t.IsZero() && !l.aside {
			return t
		}
		if l.size > most || l.size > 80 && !dateLabel.MatchString(l.text) {
			continue
		}
		t, isUpdate := d.inLine(l, i > 0 && labelled(lines[i-1].text))
		switch {
		case t.IsZero():
		case !l.aside && !isUpdate:
			return t
		case updated.IsZero():
			updated = t
		}
	}
	return updated
}

var datedPath = regexp.MustCompile(`/((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?:/|-|_|\b)`)

// addressDate reads the day that many outlets put into their addresses.
func (h head) addressDate() string {
	for _, address := range []string{h.canonical(), h.get("og:url")} {
		if m := datedPath.FindStringSubmatch(address); m != nil {
			return m[1] + "-" + m[2] + "-" + m[3]
		}
	}
	return ""
}

var scriptDate = regexp.MustCompile(`(?i)\\?["']?(?:date_?published|published?_?(?:date|at|on|time)|(?:first|original)_?published(?:_?at|_?on|_?date)?|pub_?date|publication_?date|post_?date|date_?posted|content_?publish(?:ed)?(?:_?date)?|uploaddate)\\?["']?\s*[:=,]\s*\\?["']((?:19|20)\d\d-[01]\d-[0-3]\d[^"'\\]{0,20})`)

// dateIn gives the first date in a script that is named as that of publication.
// Quoted days are looked for first, and only what stands before one is read for
// its name: scripts are most of a page.
func dateIn(script string) string {
	const name, rest = 80, 32 // how much is read before and after the day begins
	for i := 1; i+rest/3 < len(script); i++ {
		if script[i] != '1' && script[i] != '2' || script[i-1] != '"' && script[i-1] != '\'' || script[i+4] != '-' || script[i+7] != '-' {
			continue
		}
		if m := scriptDate.FindStringSubmatch(script[max(0, i-name):min(len(script), i+rest)]); m != nil {
			return m[1]
		}
	}
	return ""
}

// scriptDate reads the date in the state that a page leaves for its scripts.
func (h head) scriptDate() string {
	const most = 4 << 20
	size := 0
	for _, n := range h.scripts {
		text := textOf(n)
		if size += len(text); size > most {
			return ""
		}
		if date := dateIn(text); date != "" {
			return date
		}
	}
	return ""
}
