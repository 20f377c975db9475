package fragment_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/corpus/fragment"
)

func write(blocks []fragment.Block) string {
	lines := make([]string, len(blocks))
	for i, b := range blocks {
		lines[i] = b.Text
		if b.Kind != "" {
			lines[i] = b.Kind + ": " + lines[i]
		}
		if b.Level > 0 {
			lines[i] = fmt.Sprint(b.Level, " ", lines[i])
		}
		if b.Linked {
			lines[i] = "link " + lines[i]
		}
	}
	return strings.Join(lines, " | ")
}

func TestRead(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, text, want string }{
		{"paragraphs", "<p>One&nbsp;two.</p>\n<p>Three <b>four</b>.</p>", "One two. | Three four."},
		{"text", "Only text &amp; no markup", "Only text & no markup"},
		{"line breaks", "One<br>two.<br><br/>Three.<br><br><br>Four.", "One two. | Three. | Four."},
		{"kinds", "<h2>Head</h2><ul><li>a<li><p>b</p></ul><blockquote><p>Said.</p></blockquote>", "2 heading: Head | item: a | item: b | quote: Said."},
		{"links", "<p><a href=x>All of it</a></p><p>Some <a href=x>of it</a></p>", "link All of it | Some of it"},
		{"rows", "<table><tr><td>a</td><td>b</td></tr><tr><td><p>c</p></td><td><p>d</p></td></tr></table>", "a b | c | d"},
		{"not for reading", "<style>p{}</style><p>Seen</p><script>x</script><p style='display: none'>no</p><figure><figcaption>no</figcaption></figure><p hidden>no</p>", "Seen"},
		{"preheader", `<div style="font-size:0px;max-height:0">In this issue</div><p style="font-size:0.9em">Seen</p>`, "Seen"},
		{"a whole document", "<!doctype html><html><head><title>T</title></head><body><p>Seen</p></body></html>", "Seen"},
		{"too deep for a tree", strings.Repeat("<div>", 600) + "<p>Deep</p><style>x</style><p>down", "Deep | down"},
		{"nothing", " ", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := write(fragment.Read(test.text)); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add("<p>One<br><br>two<table><td>a<script>x")
	f.Add(strings.Repeat("<b>", 600) + "x")
	f.Fuzz(func(t *testing.T, text string) {
		for _, b := range fragment.Read(text) {
			if !utf8.ValidString(b.Text) || strings.TrimSpace(b.Text) == "" {
				t.Errorf("block %q", b.Text)
			}
		}
	})
}
