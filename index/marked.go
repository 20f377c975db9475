package index

import (
	"context"
	"iter"

	"dateline/index/words"
	"dateline/query"
)

// Marked is a whole article with what a request asks for marked in it.
type Marked struct {
	Title      Snippet
	Paragraphs []Snippet
}

// Mark finds in an article what the text of a request asks for, as Search does
// for its excerpts. It never fails: of an article that does not match, it marks
// what is there, and when ctx ends, what was found until then.
func Mark(ctx context.Context, req query.Request, doc *Document) Marked {
	where, _ := query.Parse(req.Text, req.Op, Fields)
	return newMarker(where, new(words.Analyzer)).whole(ctx, doc)
}

// whole marks the title and every paragraph, uncut.
func (m *marker) whole(ctx context.Context, doc *Document) Marked {
	places, _ := m.places(ctx, doc, everywhere) // some are better than none
	marked := Marked{Title: Snippet{Text: doc.Title, Spans: spans(places[0])}}
	for i, text := range doc.Paragraphs {
		marked.Paragraphs = append(marked.Paragraphs, Snippet{Paragraph: i, Text: text, Spans: spans(places[i+1])})
	}
	return marked
}

// Pieces is the text cut at its spans, with whether a piece matched. None is
// empty, and together they are the text.
func (s Snippet) Pieces() iter.Seq2[string, bool] {
	return func(yield func(string, bool) bool) {
		at := 0
		for _, span := range s.Spans {
			if at < span.Start && !yield(s.Text[at:span.Start], false) {
				return
			}
			if span.Start < span.End && !yield(s.Text[span.Start:span.End], true) {
				return
			}
			at = span.End
		}
		if at < len(s.Text) {
			yield(s.Text[at:], false)
		}
	}
}

// Part is the piece [start, end) of the text, with what matched in it. It does
// not count as cut: the pieces of a text are shown side by side.
func (s Snippet) Part(start, end int) Snippet {
	part := Snippet{Paragraph: s.Paragraph, Text: s.Text[start:end]}
	for _, span := range s.Spans {
		if from, to := max(span.Start, start), min(span.End, end); from < to {
			part.Spans = append(part.Spans, Span{from - start, to - start})
		}
	}
	return part
}
