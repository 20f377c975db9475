package frontmatter_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus/frontmatter"
)

func TestCut(t *testing.T) {
	t.Parallel()
	type fields = frontmatter.Fields
	tests := []struct {
		name, text string
		want       fields
		body       string
	}{
		{"between dashes", "---\nTitle: Pier closes\ndate: 2026-08-03\n---\nThe pier closed.\n", fields{"title": {"Pier closes"}, "date": {"2026-08-03"}}, "The pier closed.\n"},
		{"lists", "---\ntitle: Pier\nauthors:\n  - Jane Doe\n  - 'Bea Kern'\ntags: [port, \"sea\"]\n---\nText.", fields{"title": {"Pier"}, "authors": {"Jane Doe", "Bea Kern"}, "tags": {"port", "sea"}}, "Text."},
		{"things with names", "---\nauthor:\n  name: Jane Doe\n  url: https://quay.example/jane\n---\nText.", fields{"author": {"Jane Doe"}}, "Text."},
		{"bare", "title: Pier closes\nauthor: Bea Kern\nDate: 3 August 2026\n\nVIENNA (APA) - The pier closed.", fields{"title": {"Pier closes"}, "author": {"Bea Kern"}, "date": {"3 August 2026"}}, "VIENNA (APA) - The pier closed."},
		{"dashes that nothing closes", "---\ntitle: Pier closes\nauthor: Bea Kern\n\nThe pier closed.", fields{"title": {"Pier closes"}, "author": {"Bea Kern"}}, "The pier closed."},
		{"a headline with a colon", "Vienna: pier closes\nThe mayor: I am sorry\n\nThe pier closed.", nil, "Vienna: pier closes\nThe mayor: I am sorry\n\nThe pier closed."},
		{"one line is a headline", "Title: how it was won\n\nIt was won late.", nil, "Title: how it was won\n\nIt was won late."},
		{"a line that is none", "Title: Pier\nNobody knows: not yet\n\nText.", nil, "Title: Pier\nNobody knows: not yet\n\nText."},
		{"nothing below", "title: Pier\nauthor: Bea Kern", nil, "title: Pier\nauthor: Bea Kern"},
		{"nothing", "", nil, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, body := frontmatter.Cut(test.text)
			if diff := cmp.Diff(test.want, got); diff != "" || body != test.body {
				t.Errorf("body %q, want %q; fields (-want +got)\n%s", body, test.body, diff)
			}
		})
	}
}

func TestGet(t *testing.T) {
	t.Parallel()
	f := frontmatter.Fields{"headline": {"Pier", "Quay"}}
	if got := f.Get("title", "headline"); got != "Pier" {
		t.Errorf("got %q", got)
	}
	if got := f.Get("title"); got != "" {
		t.Errorf("got %q of none", got)
	}
}

func FuzzCut(f *testing.F) {
	f.Add("---\ntitle: Pier\ntags: [a, b]\n---\nText.")
	f.Add("title: Pier\nauthor: Bea\n\nText.")
	f.Fuzz(func(t *testing.T, text string) {
		if fields, body := frontmatter.Cut(text); len(body) > len(text) || fields == nil && body != text {
			t.Errorf("body %q of %q", body, text)
		}
	})
}
