package page_test

import (
	"testing"

	"dateline/corpus/page"
)

func TestResolve(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, address, from, want string }{
		{"from the root", "/news/pier", "https://x.example/2026/09/page", "https://x.example/news/pier"},
		{"beside the page", "pier.jpg", "https://x.example/2026/09/page", "https://x.example/2026/09/pier.jpg"},
		{"has a host of its own", "https://y.example/pier", "https://x.example/page", "https://y.example/pier"},
		{"from nowhere", "/news/pier", "", "/news/pier"},
		{"from what is no address", "/news/pier", "https://%zz", "/news/pier"},
		{"none", "", "https://x.example/page", ""},
		{"broken", "/%zz", "https://x.example/page", "/%zz"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := page.Page{URL: test.address, Image: test.address}
			p.Resolve(test.from)
			if p.URL != test.want || p.Image != test.want {
				t.Errorf("%q from %q becomes %q and %q, want %q", test.address, test.from, p.URL, p.Image, test.want)
			}
		})
	}
}
