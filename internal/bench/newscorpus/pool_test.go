package newscorpus

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSplit(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, body string
		want       []string
	}{
		{"none", " \n ", nil},
		{"one", "It rained.", []string{"It rained."}},
		{"lines do not end sentences", "It\nrained.\n    It stopped.", []string{"It rained.", "It stopped."}},
		{"a small letter goes on", "It cost 3.5 mln dlrs. more or less. Fine.", []string{"It cost 3.5 mln dlrs. more or less.", "Fine."}},
		{"quotes", `"Who?" "Me!" he said.`, []string{`"Who?"`, `"Me!" he said.`}},
		{"the agency's name", "It rained.\n\n Reuter", []string{"It rained."}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, split(test.body)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadPool(t *testing.T) {
	t.Parallel()
	p, err := ReadPool("two", strings.NewReader(`{"title":"A  day","body":"It rained. It stopped."}
{"title":"","body":"No title."}
{"title":"No body","body":""}
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []story{{"A day", []string{"It rained.", "It stopped."}}}
	if diff := cmp.Diff(want, p.stories, cmp.AllowUnexported(story{})); diff != "" {
		t.Error(diff)
	}
}

func TestReadPoolSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"no JSON", "{\"title\":\"a\",\"body\":\"b\"}\nnews\n", "wire, line 2"},
		{"nothing", "", "no story"},
		{"a line without end", strings.Repeat("x", maxLine+1), "too long"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if _, err := ReadPool("wire", strings.NewReader(test.text)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
		})
	}
}

// FuzzReadPool: whatever a pool is read from, articles can be made of it.
func FuzzReadPool(f *testing.F) {
	f.Add(`{"title":"A day","body":"It rained. It stopped."}`)
	f.Add(`{"title":"\u00e9","body":"! \"A"}`)
	f.Add("{}")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ReadPool("fuzz", strings.NewReader(text))
		if err != nil {
			return
		}
		for _, s := range p.stories {
			if s.title == "" || len(s.sentences) == 0 {
				t.Errorf("story %+v", s)
			}
			for _, sentence := range s.sentences {
				if strings.TrimSpace(sentence) == "" {
					t.Errorf("empty sentence in %+v", s)
				}
			}
		}
	})
}

func TestInventedWordsAreLikeWords(t *testing.T) {
	t.Parallel()
	p := Invent(1, 500)
	counts := map[string]int{}
	total := 0
	for _, s := range p.stories {
		for _, sentence := range s.sentences {
			for w := range strings.FieldsSeq(strings.TrimSuffix(sentence, ".")) {
				counts[strings.ToLower(w)]++
				total++
			}
		}
	}
	most, length := 0, 0
	for w, n := range counts {
		most = max(most, n)
		length += n * len(w)
	}
	if share := float64(most) / float64(total); share < .02 || share > .1 {
		t.Errorf("the most frequent word is %.3f of the text", share)
	}
	if mean := float64(length) / float64(total); mean < 3.5 || mean > 7 {
		t.Errorf("words are %.1f letters long", mean)
	}
	if len(counts) < 5000 {
		t.Errorf("only %d different words", len(counts))
	}
}
