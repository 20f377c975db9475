package xmltree_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/corpus/xmltree"
)

const limit = 1 << 20

func inRoot(name xml.Name) bool { return name.Local == "root" }

// read gives the content of each tree, and the error at the end.
func read(r io.Reader, limit int64) (contents []string, err error) {
	for n, err := range xmltree.Trees(r, limit, inRoot) {
		if err != nil {
			return contents, err
		}
		contents = append(contents, n.Content())
	}
	return contents, nil
}

func TestTrees(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, document, want string
		err                  error
	}{
		{"records", `<root><a>one</a>between<a>two <b>three</b></a></root>`, "one|two three", nil},
		{"CDATA", `<root><a><![CDATA[<p>x & y</p>]]></a></root>`, "<p>x & y</p>", nil},
		{"entities of HTML", `<root><a>caf&eacute;&nbsp;&unknown; &amp; R&D</a></root>`, "café\u00A0&unknown; & R&D", nil},
		{"forbidden characters", "<root><a>a\x03b&#3;c&#x0B;d&#x41;</a></root>", "abcdA", nil},
		{"version 1.1", `<?xml version="1.1" encoding="utf-8"?><root><a>é</a></root>`, "é", nil},
		{"space before the declaration", "\n <?xml version='1.0' encoding='utf-8'?><root><a>x</a></root>", "x", nil},
		{"byte order mark", "\uFEFF<root><a>x</a></root>", "x", nil},
		{"Latin as it says", "<?xml version='1.0' encoding='ISO-8859-1'?><root><a>caf\xe9 \x93x\x94</a></root>", "café “x”", nil},
		{"Latin that says UTF-8", "<?xml version='1.0' encoding='utf-8'?><root><a>caf\xe9</a></root>", "café", nil},
		{"UTF-8 that says Latin", "<?xml version='1.0' encoding='ISO-8859-1'?><root><a>café</a></root>", "café", nil},
		{"UTF-8 that says Cyrillic", "<?xml version='1.0' encoding='windows-1251'?><root><a>Мир</a></root>", "Мир", nil},
		{"Cyrillic", "<?xml version='1.0' encoding='windows-1251'?><root><a>\xcc\xe8\xf0</a></root>", "Мир", nil},
		{"Japanese", "<?xml version='1.0' encoding='Shift_JIS'?><root><a>\x83e\x83X\x83g</a></root>", "テスト", nil},
		{"UTF-16", "\xff\xfe<\x00r\x00o\x00o\x00t\x00>\x00<\x00a\x00>\x00\xe9\x00<\x00/\x00a\x00>\x00<\x00/\x00r\x00o\x00o\x00t\x00>\x00", "é", nil},
		{"elements that are not closed", `<root><a>one<br>two<i>three</a><a>four</a></root>`, "onetwothree|four", nil},
		{"signs that are not escaped", `<root><a>1 < 2 & 3 <4 <> &</a><b><![CDATA[<p>5 < 6</p>]]></b></root>`, "1 < 2 & 3 <4 <> &|<p>5 &lt; 6</p>", nil},
		{"an unknown charset", `<?xml version="1.0" encoding="invalid"?><root><a>테스트</a></root>`, "테스트", nil},
		{"cut off", `<root><a>one</a><a>tw`, "one", xmltree.ErrSyntax},
		{"no XML", `hello`, "", nil},
		{"nothing", ``, "", nil},
		{"its own entities", `<!DOCTYPE root [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><root><a>&b;</a></root>`, "&b;", nil},
		{"nested without end", "<root>" + strings.Repeat("<a>", 100_000), "", xmltree.ErrDepth},
		{"entered without end", strings.Repeat("<root>", 100_000), "", xmltree.ErrDepth},
		{"too many elements", "<root><a>" + strings.Repeat("<b/>", 250_000), "", xmltree.ErrTooLarge},
		{"one long text", "<root><a>" + strings.Repeat("x", limit+1), "", xmltree.ErrTooLarge},
		{"one long comment", "<root><!--" + strings.Repeat("x", limit+1), "", xmltree.ErrTooLarge},
		{"one long name", "<root><" + strings.Repeat("x", limit+1), "", xmltree.ErrTooLarge},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			contents, err := read(strings.NewReader(test.document), limit)
			if got := strings.Join(contents, "|"); got != test.want || !errors.Is(err, test.err) || test.err == nil && err != nil {
				t.Errorf("got %q, %v; want %q, %v", got, err, test.want, test.err)
			}
		})
	}
}

// TestTreesOfALongDocument reads more than the limit, which is of one tree.
func TestTreesOfALongDocument(t *testing.T) {
	t.Parallel()
	document := "<root>" + strings.Repeat("<a>"+strings.Repeat("x", 1000)+"</a>", 100) + "</root>"
	contents, err := read(strings.NewReader(document), 2000)
	if len(contents) != 100 || err != nil {
		t.Errorf("%d trees, %v", len(contents), err)
	}
}

type failing struct{}

var errFailing = errors.New("the disk is gone")

func (failing) Read([]byte) (int, error) { return 0, errFailing }

func TestTreesGiveTheErrorOfTheStream(t *testing.T) {
	t.Parallel()
	_, err := read(io.MultiReader(strings.NewReader("<root><a>"), failing{}), limit)
	if !errors.Is(err, errFailing) {
		t.Errorf("got %v", err)
	}
}

func TestNavigation(t *testing.T) {
	t.Parallel()
	document := `<root lang="en"><item xmlns:x="urn:x" id=" 7 "><head><title>T</title></head><p>One <b>two</b>.</p><x:p href="a&amp;b">&lt;3</x:p><br/><skip>no</skip></item></root>`
	for n, err := range xmltree.Trees(strings.NewReader(document), limit, inRoot) {
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		for p := range n.Find("p", "b") {
			found = append(found, p.Name.Space+":"+p.Content())
		}
		markup := n.Markup(func(n *xmltree.Node) string {
			switch {
			case n.Is("skip"):
				return xmltree.Omit
			case n.Is("head", "title"):
				return ""
			}
			return xmltree.SameTag(n)
		})
		got := fmt.Sprintf("%s %s %s %v %q %s", n.Parent.Attribute("lang"), n.Attribute("id"), n.Path("head", "title").Content(), n.Child("none") == nil, found, markup)
		want := `en 7 T true [":One two." "urn:x:<3"] T<p>One <b>two</b>.</p><p href="a&amp;b">&lt;3</p><br>`
		if got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func FuzzTrees(f *testing.F) {
	for _, seed := range []string{
		`<root><a b="c">d<e/></a></root>`, `<?xml version="1.1" encoding="windows-1251"?><root><a>` + "\xcc</a>",
		"\xff\xfe<\x00r\x00", "<root><a>&#3;&#x110000;&amp;&x;</a><![CDATA[x]]>", "<!DOCTYPE x [<!ENTITY y 'z'>]><root>&y;",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for n, err := range xmltree.Trees(strings.NewReader(string(data)), limit, inRoot) {
			if err == nil && !utf8.ValidString(n.Content()+n.Markup(xmltree.SameTag)) {
				t.Errorf("not UTF-8: %q", n.Content())
			}
		}
	})
}
