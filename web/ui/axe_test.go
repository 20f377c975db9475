package ui_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// axeSource is axe-core, which finds what shuts readers out of a page.
func axeSource(t *testing.T) string {
	t.Helper()
	file, err := os.Open("testdata/axe-4.14.1.min.js.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // only read
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	source, err := io.ReadAll(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	return string(source)
}

// violations asks axe-core which of some rules (undefined for all) the page on screen
// breaks, its filters unfolded, with the first element that breaks each.
const violations = `
document.querySelector(".drawer")?.setAttribute("open", "");
axe.run({resultTypes: ["violations"], runOnly: %s}).then(result => result.violations.map(
	broken => broken.id + ": " + broken.help + ": " + broken.nodes.length + " times, " + broken.nodes[0].html + " " + broken.nodes[0].failureSummary))`

// TestAccessibility: axe-core finds nothing wrong with any page, on wide and
// narrow screens, in light and dark.
func TestAccessibility(t *testing.T) {
	if testing.Short() {
		t.Skip("a real browser takes seconds; run without -short")
	}
	source := axeSource(t)
	for _, width := range []int64{1280, 390} {
		t.Run(fmt.Sprint(width, " pixels"), func(t *testing.T) {
			b := startBrowser(t, width)
			broken := func(rules string) []string {
				found, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](source+fmt.Sprintf(violations, rules), chromedp.EvalAwaitPromise))
				if err != nil {
					t.Fatalf("axe: %v", err)
				}
				return found
			}
			for _, address := range []string{
				"/", "/help", "/article/talks-open?q=ceasefire", "/none", "/search?bogus=1&q=cairo",
				"/search?q=ceasefire&facet_size=1&not_lang=de&from=2026-09&person=Laila+Haddad", "/search?q=cairo+zebra", "/search?q=%22cairo",
				"/facets/location?q=cairo&size=3&offset=3", "/facets/person?person=Laila+Haddad&person=Karl+Brandt&match_person=any", "/facets/org?contains=zebra",
			} {
				b.theme("light")
				b.do(chromedp.Navigate(b.site + address))
				for _, violation := range broken("undefined") {
					t.Errorf("%s: %s", address, violation)
				}
				b.theme("dark") // other colours and nothing else
				for _, violation := range broken(`["color-contrast"]`) {
					t.Errorf("%s, dark: %s", address, violation)
				}
			}
			evaluate[any](b, `document.querySelector("main").append(document.createElement("button")); null`)
			if len(broken("undefined")) != 1 {
				t.Error("axe does not notice a button without a name")
			}
		})
	}
}

// theme shows the page in light or dark, at once.
func (b browser) theme(name string) {
	b.Helper()
	features := []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: name}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}); err != nil {
		b.Fatal(err)
	}
}
