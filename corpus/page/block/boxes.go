package block

import "sync"

// boxNames gives the hashed words by which pages call what stands beside
// articles: consent, newsletters, related stories, advertising; true for those
// of what readers wrote.
//
//nolint:gochecknoglobals // made once, then only read
var boxNames = sync.OnceValue(func() map[uint32]bool {
	set := map[uint32]bool{}
	for _, word := range []string{
		"newsletter", "newsletters", "cookie", "cookies", "consent", "onetrust", "didomi", "gdpr", "cmp", "usercentrics", "cookiebot",
		"related", "relacionadas", "relacionados", "recirculation", "recommended", "recommendations", "teaser", "teasers",
		"breadcrumb", "breadcrumbs", "promo", "advert", "advertisement", "adslot", "anzeige", "sponsored", "outbrain", "taboola",
	} {
		set[appendWords(nil, word)[0]] = false
	}
	for _, word := range []string{"comments", "comentarios", "kommentare", "commentaires", "disqus"} {
		set[appendWords(nil, word)[0]] = true
	}
	return set
})
