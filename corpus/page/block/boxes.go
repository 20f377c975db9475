package block

import "sync"

// boxNames gives the hashed words by which pages call what stands beside
// articles: consent, newsletters, comments, related stories, advertising.
//
//nolint:gochecknoglobals // made once, then only read
var boxNames = sync.OnceValue(func() map[uint32]bool {
	set := map[uint32]bool{}
	for _, word := range []string{
		"newsletter", "newsletters", "cookie", "cookies", "consent", "onetrust", "didomi", "gdpr", "cmp", "usercentrics", "cookiebot",
		"comments", "comentarios", "kommentare", "commentaires", "disqus",
		"related", "relacionadas", "relacionados", "recirculation", "recommended", "recommendations", "teaser", "teasers",
		"breadcrumb", "breadcrumbs", "promo", "advert", "advertisement", "adslot", "anzeige", "sponsored", "outbrain", "taboola",
	} {
		for _, h := range appendWords(nil, word) {
			set[h] = true
		}
	}
	return set
})

func isBoxName(name uint32) bool { return boxNames()[name] }

// threadNames gives the hashed words by which pages call what readers wrote.
//
//nolint:gochecknoglobals // made once, then only read
var threadNames = sync.OnceValue(func() map[uint32]bool {
	set := map[uint32]bool{}
	for _, word := range []string{"comment", "comments", "comentarios", "comentários", "kommentare", "commentaires", "disqus", "replies"} {
		for _, h := range appendWords(nil, word) {
			set[h] = true
		}
	}
	return set
})

func isThreadName(name uint32) bool { return threadNames()[name] }
