package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/corpus/page/block"
)

// flatten rewrites a page that is nested too deeply for the parser as one of
// depth three: it keeps the text and the elements that cannot nest or say
// something about the article, and drops every other tag.
func flatten(text string) string {
	var out strings.Builder
	z := html.NewTokenizer(strings.NewReader(text))
	keep := false // the element just opened holds raw text that is kept or dropped
	raw := false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out.String()
		case html.TextToken:
			if !raw || keep {
				out.Write(z.Raw())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			raw, keep = isRaw(token.DataAtom), flatKept(token)
			writeFlat(&out, token, keep)
		case html.EndTagToken:
			token := z.Token()
			raw = false
			writeFlat(&out, token, flatKept(token) || token.DataAtom == atom.Script && keep)
		case html.CommentToken, html.DoctypeToken:
		}
	}
}

func writeFlat(out *strings.Builder, token html.Token, keep bool) {
	if keep {
		out.WriteString(token.String())
		return
	}
	if block.Breaks(token.DataAtom) {
		out.WriteString("<p>") // closes the paragraph before it
	}
}

func isRaw(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Noscript, atom.Iframe, atom.Textarea, atom.Xmp, atom.Plaintext, atom.Noembed, atom.Noframes:
		return true
	default:
		return false
	}
}

func flatKept(token html.Token) bool {
	switch token.DataAtom {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Br, atom.Title, atom.Meta, atom.Link, atom.A, atom.Html:
		return true
	case atom.Script:
		for _, a := range token.Attr {
			if a.Key == "type" && strings.Contains(a.Val, "ld+json") {
				return true
			}
		}
		return false
	default:
		return false
	}
}
