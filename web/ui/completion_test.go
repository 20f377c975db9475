package ui_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"dateline/web/webtest"
)

// boxed is what the box holds.
const boxed = `document.getElementById("q").value`

// typing puts a text into the box and waits for what it may go on with.
func (b browser) typing(text string) {
	b.Helper()
	evaluate[any](b, `document.getElementById("q").value = ""; null`)
	b.do(
		chromedp.SendKeys(chromedp.CSS("#q"), text),
		chromedp.WaitVisible(chromedp.CSS("#ways [role=option]")),
	)
}

// press presses a key as a reader does: what the page prevents does not happen.
func press(key string) chromedp.Action[chromedp.Void] {
	down := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: key}
	if key == "Enter" {
		down.Text, down.WindowsVirtualKeyCode = "\r", '\r'
	}
	return func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, input.DispatchKeyEvent, down)
		return chromedp.Void{}, err
	}
}

func (b browser) wantBox(want string) {
	b.Helper()
	if got := evaluate[string](b, boxed); got != want {
		b.Errorf("the box holds %q, want %q", got, want)
	}
}

// wantActive: an option is active, "" for none.
func (b browser) wantActive(want string) {
	b.Helper()
	got := evaluate[string](b, `document.getElementById(document.getElementById("q").getAttribute("aria-activedescendant"))?.querySelector(".way").textContent ?? ""`)
	if got != want {
		b.Errorf("%q is active, want %q", got, want)
	}
	if n := evaluate[int](b, `document.querySelectorAll("#ways [aria-selected=true]").length`); n != min(1, len(want)) {
		b.Errorf("%d options are selected while %q is active", n, want)
	}
}

func (b browser) wantOpen(want bool) {
	b.Helper()
	if got := evaluate[bool](b, `document.getElementById("ways").checkVisibility()`); got != want {
		b.Errorf("the list is open: %v, want %v", got, want)
	}
	if got := evaluate[string](b, `document.getElementById("q").getAttribute("aria-expanded")`); got != fmt.Sprint(want) {
		b.Errorf("aria-expanded is %s, want %v", got, want)
	}
}

func TestBrowserCompletion(t *testing.T) {
	if testing.Short() {
		t.Skip("a real browser takes seconds; run without -short")
	}
	b := startBrowser(t, 1280)
	b.follow(chromedp.Navigate(b.site + "/search?q=ceasefire"))
	b.typing("cairo la")
	b.wantActive("")

	// The arrows walk through the list, and through the box at its ends.
	b.do(press("ArrowDown"))
	b.wantActive("laila")
	b.do(press("ArrowUp"))
	b.wantActive("")
	b.wantBox("cairo la")
	b.do(press("ArrowUp"))
	b.wantActive("Laila Haddad")

	// Escape closes the list and nothing else.
	b.do(press("Escape"))
	b.wantOpen(false)
	b.wantBox("cairo la")
	if got := evaluate[string](b, "document.activeElement.id"); got != "q" {
		b.Errorf("after Escape the focus is on %q, want the box", got)
	}

	// Enter puts the active one in; once more, and it is searched for.
	b.typing("cairo lail")
	b.do(press("ArrowUp"), press("Enter"))
	b.wantOpen(false)
	b.wantBox(`cairo person:"Laila Haddad" `)
	b.follow(press("Enter"))
	b.wantText("h1", `5 articles for cairo person:"Laila Haddad"`)

	// Without an active one Enter searches for what was typed.
	b.typing("rotter")
	b.follow(press("Enter"))
	b.wantText("h1", "0 articles for rotter")

	// The mouse does too; what was chosen goes on.
	b.typing("rotter")
	b.do(chromedp.Click(chromedp.CSS("#ways .location")))
	b.wantBox("location:Rotterdam ")
	b.do(chromedp.SendKeys(chromedp.CSS("#q"), "person:to"), chromedp.WaitVisible(chromedp.CSS("#ways .person")))
	b.do(press("ArrowDown"), press("Enter"))
	b.wantBox(`location:Rotterdam person:"Tomas Verhoeven" `)

	// Elsewhere the list is gone.
	b.typing("rotter")
	b.do(chromedp.Focus(chromedp.CSS("button[type=submit]")))
	b.wantOpen(false)
}

// Without JavaScript the box is a box.
func TestBrowserCompletionWithoutJavaScript(t *testing.T) {
	if testing.Short() {
		t.Skip("a real browser takes seconds; run without -short")
	}
	b := startBrowser(t, 1280)
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	b.follow(chromedp.Navigate(b.site + "/"))
	if evaluate[bool](b, `document.getElementById("ways") !== null || document.getElementById("q").hasAttribute("role")`) {
		t.Error("there is a list that nothing can fill")
	}
	b.follow(chromedp.SendKeys(chromedp.CSS("#q"), "rotterdm\r"))
	b.follow(b.click(".meant a"))
	b.wantText("h1", "5 articles for rotterdam")
}

// TestCompletionIsAccessible: axe-core finds nothing wrong with the open list.
func TestCompletionIsAccessible(t *testing.T) {
	if testing.Short() {
		t.Skip("a real browser takes seconds; run without -short")
	}
	for _, width := range []int64{1280, 390} {
		b := startBrowser(t, width)
		for _, scheme := range []string{"light", "dark"} {
			b.theme(scheme)
			b.follow(chromedp.Navigate(b.site + "/search?q=rotterdm"))
			b.typing("la")
			b.do(press("ArrowDown"))
			if wide := evaluate[int64](b, "document.documentElement.scrollWidth"); wide > width {
				t.Errorf("the page with the list is %d pixels wide on a screen of %d", wide, width)
			}
			found, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](axeSource(t)+fmt.Sprintf(violations, "undefined"), chromedp.EvalAwaitPromise))
			if err != nil || len(found) > 0 {
				t.Errorf("%d pixels, %s: %v, %v", width, scheme, found, err)
			}
		}
	}
}

func TestDidYouMean(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	p := open(t, server, "/search?q=ceasfire+kairo&person=Laila+Haddad", http.StatusOK)
	p.wantText(".meant", "Did you mean ceasefire cairo (4 articles)?")
	p = open(t, server, p.attr(".meant a", "href"), http.StatusOK)
	p.wantText("h1", "4 articles for ceasefire cairo")
	p.wantCount(".meant", 0)
	p.wantCount(".chip-value", 1)
	if got := open(t, server, "/search?q="+strings.Repeat("ceasfire+", 3), http.StatusOK).Find(".meant").Length(); got != 1 {
		t.Errorf("%d lines of what was meant", got)
	}
}

func TestSimilarArticles(t *testing.T) {
	t.Parallel()
	server := webtest.Server(t, webtest.Articles())
	p := open(t, server, "/article/strike-begins", http.StatusOK)
	if n := p.Find(".similar li").Length(); n < 2 || n > 5 {
		t.Errorf("%d similar articles", n)
	}
	if got := p.Find(".similar h3").Text(); !strings.Contains(got, "Forty ships wait off Rotterdam") || strings.Contains(got, "Dockers walk out") {
		t.Errorf("similar are %q", got)
	}
	p = open(t, server, p.attr(".similar .more a", "href"), http.StatusOK)
	p.wantText(".meant", "Similar to Dockers walk out at Rotterdam as pay talks fail")
	open(t, server, p.link(".meant a"), http.StatusOK).wantText("h1", "Dockers walk out at Rotterdam as pay talks fail")
	open(t, server, "/search?q=like:none", http.StatusOK).wantCount(".meant", 0)
	p.wantText("h1 q", "like:strike-begins")
}
