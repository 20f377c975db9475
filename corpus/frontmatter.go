package corpus

import (
	"time"

	"dateline/corpus/frontmatter"
	"dateline/corpus/wire"
)

// fillFrom sets what the front matter says.
func (a *Article) fillFrom(f frontmatter.Fields, latest time.Time) {
	a.Title = f.Get("title", "headline")
	a.Source.Name = f.Get("source", "outlet", "publisher", "agency")
	a.URL = f.Get("url", "link", "canonical")
	a.Lang = f.Get("lang", "language")
	a.Section = f.Get("section", "category")
	a.Description = f.Get("description", "summary")
	a.Authors = wire.Credits(a.Source.Name, append(f["authors"], append(f["author"], f["byline"]...)...)...)
	a.Published = timeUntil(f.Get("date", "published", "published_at", "publish_date"), latest)
	a.Updated = timeUntil(f.Get("updated", "updated_at", "modified"), latest)
	if d, ok := wire.ParseDateline(f.Get("dateline")); ok {
		a.setDateline(d, 0)
	}
}

// timeUntil reads a date; one that is not over yet is none.
func timeUntil(s string, latest time.Time) time.Time {
	if t, ok := wire.ParseTime(s); ok && !t.After(latest) {
		return t
	}
	return time.Time{}
}
