package ui_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"dateline/web/webtest"
)

// browser is one tab of a real Chromium with our pages.
type browser struct {
	*testing.T
	ctx  context.Context
	site string
}

// startBrowser opens a tab of the given width, or skips the test where there
// is no Chromium; in continuous integration that is a failure.
func startBrowser(t *testing.T, width int64) browser {
	t.Helper()
	path := chromium(t)
	server := httptest.NewServer(webtest.Server(t, webtest.Articles()))
	t.Cleanup(server.Close)
	ctx, cancel := chromedp.NewContext(t.Context(), chromedp.WithAllocatorOptions(
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.Flag("disable-quic", true),
		// A page from the browser's memory sends none of the events that are waited for.
		chromedp.Flag("disable-features", "Translate,BackForwardCache"),
		// Every name but ours resolves to nothing: a request to the outside fails.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	))
	t.Cleanup(cancel)
	b := browser{T: t, ctx: ctx, site: server.URL}
	b.do(chromedp.EmulateViewport(width, 800))
	limited, stop := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(stop)
	b.ctx = limited
	return b
}

// chromium finds the browser.
func chromium(t *testing.T) string {
	t.Helper()
	if path := os.Getenv("DATELINE_BROWSER"); path != "" {
		return path
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	const missing = "no Chromium found: install it, or set DATELINE_BROWSER to its path (make test does both)"
	if os.Getenv("CI") == "true" {
		t.Fatal(missing)
	}
	t.Skip(missing)
	return ""
}

func (b browser) do(actions ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.Fatal(err)
	}
}

// follow does what leads to another page and waits until that has loaded.
func (b browser) follow(actions ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	answer, err := chromedp.RunResponse(b.ctx, actions...)
	if err != nil {
		b.Fatal(err)
	}
	if answer != nil && answer.Status != http.StatusOK && answer.Status != http.StatusNotModified {
		b.Fatalf("%s answered %d", answer.URL, answer.Status)
	}
}

func (b browser) text(selector string) string {
	b.Helper()
	text, err := chromedp.Run(b.ctx, chromedp.TextContent(chromedp.CSS(selector)))
	if err != nil {
		b.Fatalf("%s: %v", selector, err)
	}
	return strings.Join(strings.Fields(text), " ")
}

func (b browser) wantText(selector, want string) {
	b.Helper()
	if got := b.text(selector); got != want {
		b.Errorf("%s says %q, want %q", selector, got, want)
	}
}

// evaluate asks the page's own script engine; it works with scripts off too.
func evaluate[T any](b browser, expression string) T {
	b.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return value
}

func (b browser) click(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.Click(chromedp.CSS(selector))
}

// journey is what a reader comes for: search, narrow by a facet, open an
// article, go back.
func (b browser) journey() {
	b.Helper()
	b.follow(chromedp.Navigate(b.site + "/"))
	b.follow(chromedp.SendKeys(chromedp.CSS("#q"), "ceasefire cairo\r"))
	b.wantText("h1", "4 articles for ceasefire cairo")
	b.follow(b.click("#filters ul.source a.toggle"))
	b.wantText("h1", "2 articles for ceasefire cairo")
	b.wantText(".chips .chip-value", "Cairo Courier")
	title := b.text(".card a.open")
	b.follow(b.click(".card a.open"))
	b.wantText("h1", title)
	b.follow(chromedp.NavigateBack())
	b.wantText("h1", "2 articles for ceasefire cairo")
	b.follow(b.click(".card a.open"))
	b.follow(b.click(".back a"))
	b.wantText("h1", "2 articles for ceasefire cairo")
	b.follow(b.click(".chips .chip"))
	b.wantText("h1", "4 articles for ceasefire cairo")
	b.values()
}

// values are found among all of a facet, from the sidebar and from their page.
func (b browser) values() {
	b.Helper()
	b.follow(chromedp.Navigate(b.site + "/search?q=cairo+OR+strike&facet_size=1"))
	b.follow(chromedp.SendKeys(chromedp.CSS("#find-person"), "verh\r"))
	b.wantText("main ul.person .toggle", "Tomas Verhoeven")
	b.follow(b.click(".more a"))
	b.wantText("h1", "People in 9 articles for cairo OR strike")
	b.follow(b.click(".order a"))
	b.wantText("main ul.person li:first-child .toggle", "Laila Haddad")
	b.follow(b.click("main ul.person li:nth-child(2) .toggle"))
	b.wantText("h1", "3 articles for cairo OR strike")
	b.wantText(".chips .chip-value", "Tomas Verhoeven")
}

func TestBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("a real browser takes seconds; run without -short")
	}
	b := startBrowser(t, 1280)
	b.journey()
	b.keys()
	b.bars()
}

func TestBrowserWithoutJavaScript(t *testing.T) {
	if testing.Short() {
		t.Skip("a real browser takes seconds; run without -short")
	}
	b := startBrowser(t, 1280)
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	b.journey()
	b.bars()
}

func TestBrowserNarrow(t *testing.T) {
	if testing.Short() {
		t.Skip("a real browser takes seconds; run without -short")
	}
	b := startBrowser(t, 360)
	for _, address := range []string{"/", "/search?q=ceasefire&person=Laila+Haddad", "/search?facet_size=1", "/facets/location?q=cairo", "/article/talks-open", "/help", "/search?bogus=1"} {
		b.do(chromedp.Navigate(b.site + address))
		if wide := evaluate[int](b, "document.documentElement.scrollWidth"); wide > 360 {
			t.Errorf("%s is %d pixels wide on a screen of 360", address, wide)
		}
		loaded := evaluate[[]string](b, `performance.getEntriesByType("resource").map(entry => entry.name)`)
		for _, resource := range loaded {
			if !strings.HasPrefix(resource, b.site+"/static/") {
				t.Errorf("%s loads %s", address, resource)
			}
		}
		if len(loaded) < 2 {
			t.Errorf("%s loads %v: where are style and script?", address, loaded)
		}
	}
	b.follow(chromedp.Navigate(b.site + "/search?q=ceasefire"))
	if evaluate[bool](b, `document.querySelector("#filters .toggle").checkVisibility({contentVisibilityAuto: true})`) {
		t.Error("the drawer of filters is open at first")
	}
	b.do(b.click(".drawer > summary"), chromedp.WaitVisible(chromedp.CSS("#filters .toggle")))
	b.follow(b.click("#filters ul.source a.toggle"))
	b.wantText(".chips .chip-value", "Cairo Courier")
}

// keys are the ways by keyboard.
func (b browser) keys() {
	b.Helper()
	b.follow(chromedp.Navigate(b.site + "/search?q=ceasefire&sort=oldest"))
	focused := `document.activeElement.textContent`
	press := func(key string) {
		b.Helper()
		down := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: key}
		if len(key) == 1 {
			down.Text = key
		}
		if _, err := chromedp.Call(b.ctx, input.DispatchKeyEvent, down); err != nil {
			b.Fatal(err)
		}
	}
	press("j")
	press("j")
	first, second := b.text(".card:nth-child(1) .open"), b.text(".card:nth-child(2) .open")
	if got := evaluate[string](b, focused); got != second {
		b.Errorf("after j j the focus is on %q, want %q", got, second)
	}
	press("k")
	if got := evaluate[string](b, focused); got != first {
		b.Errorf("after k the focus is on %q, want %q", got, first)
	}
	press("/")
	if got := evaluate[string](b, `document.activeElement.id`); got != "q" {
		b.Errorf("after / the focus is on %q, want the box", got)
	}
	press("j")
	if got := evaluate[string](b, `document.getElementById("q").value`); got != "j" {
		b.Errorf("the box holds %q: a letter typed there is a letter", got)
	}
	press("Escape")
	press("j")
	b.follow(chromedp.KeyEvent("o"))
	b.wantText("h1", first)
}

// bars narrow by a click in the drawing.
func (b browser) bars() {
	b.Helper()
	b.follow(chromedp.Navigate(b.site + "/search?q=ceasefire"))
	b.follow(b.click(".timeline svg a:first-of-type .hit"))
	b.wantText(".chips .chip-value", "1 September 2026")
	b.wantText("h1", "1 article for ceasefire")
}
