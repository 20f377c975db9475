package block_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"dateline/corpus/page/block"
)

func cut(tb testing.TB, body string) *block.Page {
	tb.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		tb.Fatal(err)
	}
	return block.Cut(root)
}

func TestCut(t *testing.T) {
	t.Parallel()
	type b = block.Paragraph
	tests := []struct {
		name, body string
		want       []b
	}{
		{"paragraphs", "<p>One.</p><p>Two.</p>", []b{{Text: "One."}, {Text: "Two."}}},
		{"inline elements", "<p>The coun<b>cil</b> met <a href=x>today</a>.</p>", []b{{Text: "The council met today."}}},
		{"text beside blocks", "<div>One.<p>Two.</p>Three.</div>", []b{{Text: "One."}, {Text: "Two."}, {Text: "Three."}}},
		{"one line break goes on", "<p>One<br>two.</p>", []b{{Text: "One two."}}},
		{"two line breaks part", "<p>One.<br><br>Two.</p>", []b{{Text: "One."}, {Text: "Two."}}},
		{"kinds", "<h2>Head</h2><ul><li>Item</li></ul><blockquote><p>Said.</p></blockquote><table><tr><td>a<td>b</table>", []b{
			{Text: "Head", Kind: block.Heading, Level: 2}, {Text: "Item", Kind: block.Item}, {Text: "Said.", Kind: block.Quote}, {Text: "a b", Kind: block.Row},
		}},
		{"cells of several lines", "<table><tr><td>a<br>b</td><td>c</td></tr></table>", []b{{Text: "a b", Kind: block.Row}, {Text: "c", Kind: block.Row}}},
		{"not for reading", "<script>x</script><style>y</style><nav>z</nav><p>A<button>b</button></p><noscript>n</noscript>", []b{{Text: "A"}}},
		{"ruby", "<p><ruby>東<rt>とう</rt></ruby>京</p>", []b{{Text: "東京"}}},
		{"nothing", "", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := cut(t, test.body).All(); !slices.Equal(got, test.want) {
				t.Errorf("got  %v\nwant %v", got, test.want)
			}
		})
	}
}

// kept gives the texts that rules leave in when every score is high.
func kept(t *testing.T, body string, facts block.Facts) []string {
	t.Helper()
	page := cut(t, body)
	scores := make([]float32, len(page.Blocks))
	for i := range scores {
		scores[i] = 5
	}
	var texts []string
	for _, p := range block.NewView(page, facts).Article(scores) {
		texts = append(texts, p.Text)
	}
	return texts
}

const text = "The council voted on Tuesday to close the old pier for repairs, officials said."

func TestRules(t *testing.T) {
	t.Parallel()
	facts := block.Facts{Titles: []string{"Pier to close"}, Authors: []string{"Jane Doe"}}
	never := []string{
		"* * *", "Pier to close", "Jane Doe", "By Jane Doe", "3 September 2026", "9:40 am", "By Jane Doe | 3 September 2026", "© 2026 The Quay Herald",
		"Advertisement", "Read more: Ferry company warns", "Related stories", "This article was originally published by Bay Wire.",
		"Lesen Sie auch: Fähre fällt aus", "Mehr zum Thema", "Anzeige", "À lire aussi : Le quai ferme", "Publicité", "Lea también: El muelle", "Te puede interesar",
		"Leggi anche: Il molo", "Leia também: O cais", "Lees ook: De pier", "Läs också: Kajen", "Les også: Kaia stenger", "Læs også: Molen", "Lue myös: Laituri",
		"Czytaj także: Molo", "Читайте также: Пирс", "関連記事", "続きを読む", "相关阅读", "延伸阅读：码头", "اقرأ أيضا: الرصيف", "İlgili haberler", "ilgili haberler: İskele",
		"Sign up for our newsletter", "Jetzt abonnieren", "会員登録", "All rights reserved", "Partly cloudy, 81°", "Você pode gostar...", "Das könnte Ihnen auch gefallen",
	}
	for _, line := range never {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			if got := kept(t, "<p>"+line+"</p><p>"+text+"</p>", facts); !slices.Equal(got, []string{text}) {
				t.Errorf("kept %q", got)
			}
		})
	}
	for _, line := range []string{
		"Share prices fell in London on Monday, the exchange said.", "More than 4,000 visitors came on the first day.", "By Monday the pier was closed.",
		"Watch what he does, not what he says, the mayor told reporters.", "In 2026 the pier was 140 years old.",
	} {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			if got := kept(t, "<p>"+line+"</p><p>"+text+"</p>", facts); len(got) != 2 {
				t.Errorf("kept %q", got)
			}
		})
	}
}

func TestThread(t *testing.T) {
	t.Parallel()
	long := strings.TrimSpace(strings.Repeat("The ferry company said that it would look for another berth. ", 10))
	thread := "<div id=comments>" + strings.Repeat("<div class=comment><p>I do not think that this will help anybody on the island, as last year.</p><p>Nobody was asked.</p></div>", 30) + "</div>"
	if got := kept(t, "<h1>Pier</h1><p>"+long+"</p>"+thread, block.Facts{}); !slices.Equal(got, []string{"Pier", long}) {
		t.Errorf("what readers wrote, more than the text, is kept: %d paragraphs, %.200q", len(got), got)
	}
	if got := kept(t, "<div id=comments><h1>Pier</h1><p>"+long+"</p></div>", block.Facts{}); len(got) != 2 {
		t.Errorf("a text is lost because of the name of what it stands in: %q", got)
	}
}

func TestWarmthInTheText(t *testing.T) {
	t.Parallel()
	if got := kept(t, "<p>"+text+"</p><p>Monday: 31 °C</p>", block.Facts{}); len(got) != 2 {
		t.Errorf("kept %q", got)
	}
}

func TestHidden(t *testing.T) {
	t.Parallel()
	if got := kept(t, "<p>"+strings.Repeat(text+" ", 3)+"</p><p hidden>Secret words.</p><div style='DISPLAY : none'><p>More of them.</p></div>", block.Facts{}); len(got) != 1 {
		t.Errorf("what is not shown is kept: %q", got)
	}
	if got := kept(t, "<div hidden><p>"+text+"</p><p>It closes.</p></div><p>Menu</p>", block.Facts{}); len(got) != 3 {
		t.Errorf("a page hidden until a script has run is lost: %q", got)
	}
}

func TestRepeatedParagraphs(t *testing.T) {
	t.Parallel()
	if got := kept(t, "<p>"+text+"</p><p>Yes.</p><p>"+text+"</p><p>Yes.</p>", block.Facts{}); !slices.Equal(got, []string{text, "Yes.", "Yes."}) {
		t.Errorf("kept %q", got)
	}
}

func TestPack(t *testing.T) {
	t.Parallel()
	page := cut(t, "<p>"+text+"</p>")
	view := block.NewView(page, block.Facts{})
	first := block.Weights{}
	for n, feature := range view.First(0, nil) {
		first[feature] = float32(n%7) / 4
	}
	trees := block.Trees{{{Number: 0, Bound: 1, Yes: 1, No: 2}, {Number: -1, Bound: -1}, {Number: -1, Bound: 2}}}
	packed := block.Pack(first, trees, 0.25)
	model, err := block.Unpack(packed)
	if err != nil {
		t.Fatal(err)
	}
	want := block.NewModel(first, trees, 0.25).Scores(view)
	got := model.Scores(view)
	if d := got[0] - want[0]; d > 0.5 || d < -0.5 {
		t.Errorf("scores %v after packing, %v before", got, want)
	}
	for n := range packed {
		if _, err := block.Unpack(packed[:n]); err == nil {
			t.Errorf("the first %d of %d bytes make a model", n, len(packed))
		}
	}
}

// TestShippedModel checks that the model is there, is small, and knows text
// from a menu.
func TestShippedModel(t *testing.T) {
	t.Parallel()
	model, err := block.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	page := cut(t, "<ul class=menu><li><a href=/>Home</a><li><a href=/w>World</a></ul><article><h1>Pier to close</h1><p>"+text+"</p><p>It will take about three months, the mayor told reporters, and cost two million.</p></article>")
	scores := model.Scores(block.NewView(page, block.Facts{Titles: []string{"Pier to close"}}))
	want := []bool{false, false, false, true, true}
	for i, score := range scores {
		if score > 0 != want[i] {
			t.Errorf("%q scores %.2f", page.Blocks[i].Text, score)
		}
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add(block.Pack(block.Weights{7: 1, 9: -2}, block.Trees{{{Number: -1, Bound: 2}}}, 0))
	f.Add([]byte("blk1"))
	page := cut(f, "<p>"+text+"</p>")
	f.Fuzz(func(_ *testing.T, data []byte) {
		if model, err := block.Unpack(data); err == nil {
			model.Scores(block.NewView(page, block.Facts{}))
		}
	})
}

func FuzzCut(f *testing.F) {
	f.Add("<p>One<br>two <a href=x>three</a><table><tr><td>a<br>b")
	f.Add("<div hidden class='NewsLetter--x'><li>9:40 am<li>By | 2026<h1>東京")
	f.Fuzz(func(t *testing.T, body string) {
		root, err := html.Parse(strings.NewReader(body))
		if err != nil {
			t.Skip()
		}
		page := block.Cut(root)
		for _, b := range page.Blocks {
			if b.Text == "" || b.Linked() > 100 {
				t.Errorf("block %q with %d per cent links", b.Text, b.Linked())
			}
		}
		model, err := block.Shipped()
		if err != nil {
			t.Fatal(err)
		}
		facts := block.Facts{Titles: []string{body}, Body: body}
		first := model.Scores(block.NewView(page, facts))
		if diff := cmp.Diff(first, model.Scores(block.NewView(page, facts))); diff != "" {
			t.Error(diff)
		}
	})
}
