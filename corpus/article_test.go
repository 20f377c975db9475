package corpus_test

import (
	"slices"
	"testing"

	"dateline/corpus"
)

func TestSetStructureKeepsWhatFits(t *testing.T) {
	t.Parallel()
	heading := func(paragraph, level int) corpus.Shape {
		return corpus.Shape{Paragraph: paragraph, Kind: corpus.Heading, Level: level}
	}
	tests := []struct {
		name       string
		give, want []corpus.Shape
	}{
		{"nothing", nil, nil},
		{"in order", []corpus.Shape{heading(0, 2), {Paragraph: 2, Kind: corpus.Item}}, []corpus.Shape{heading(0, 2), {Paragraph: 2, Kind: corpus.Item}}},
		{"levels out of bounds", []corpus.Shape{heading(0, 0), heading(1, 1), heading(2, 7)}, []corpus.Shape{heading(0, 2), heading(1, 2), heading(2, 6)}},
		{"a level of what has none", []corpus.Shape{{Paragraph: 1, Kind: corpus.Quote, Level: 3}}, []corpus.Shape{{Paragraph: 1, Kind: corpus.Quote}}},
		{"paragraphs that are not there", []corpus.Shape{heading(-1, 2), heading(3, 2)}, nil},
		{"twice, and backwards", []corpus.Shape{heading(1, 2), {Paragraph: 1, Kind: corpus.Item}, heading(0, 2)}, []corpus.Shape{heading(1, 2)}},
		{"an unknown kind", []corpus.Shape{{Paragraph: 0, Kind: "table"}, {Paragraph: 1}}, nil},
	}
	for _, test := range tests {
		var a corpus.Article
		a.SetParagraphs([]string{"one", "two", "three"})
		if a.SetStructure(test.give); !slices.Equal(a.Structure, test.want) {
			t.Errorf("%s: %v, want %v", test.name, a.Structure, test.want)
		}
		if a.SetParagraphs([]string{"other"}); a.Structure != nil {
			t.Errorf("%s: another text keeps the structure %v", test.name, a.Structure)
		}
	}
}
