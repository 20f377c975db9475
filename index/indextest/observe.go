package indextest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline/index"
)

// observe writes what a line asks about an answer as the line would, and gives
// what the line says of it.
func observe(r *index.Result, l line) (got, want string, err error) {
	want = strings.Join(strings.Fields(l.rest), " ")
	switch l.word {
	case "total":
		return strconv.Itoa(r.Total), want, nil
	case "order":
		return strings.Join(ids(r), " "), want, nil
	case "hits":
		wanted := strings.Fields(want)
		slices.Sort(wanted)
		found := ids(r)
		slices.Sort(found)
		return strings.Join(found, " "), strings.Join(wanted, " "), nil
	case "sort":
		return string(r.Sort), want, nil
	case "offset":
		return strconv.Itoa(r.Offset), want, nil
	case "neighbours":
		return neighbours(r), want, nil
	case "read":
		return r.Where.String(), want, nil
	case "repairs":
		return repairs(r), want, nil
	case "timeline":
		return timeline(r), want, nil
	case "suggests":
		return suggestions(r), want, nil
	}
	return observePart(r, l)
}

// observePart is observe for the lines that name a facet or a hit first.
func observePart(r *index.Result, l line) (got, want string, err error) {
	name, want, _ := strings.Cut(l.rest, " ")
	want = strings.TrimSpace(want)
	switch l.word {
	case "facet", "distinct", "missing":
		i := slices.IndexFunc(r.Facets, func(f index.Facet) bool { return f.Field == name })
		if i < 0 {
			return "", "", fmt.Errorf("there is no facet %q", name)
		}
		return facet(r.Facets[i], l.word), want, nil
	case "title", "snippets":
		i := slices.IndexFunc(r.Hits, func(h index.Hit) bool { return h.Key.ID == name })
		if i < 0 {
			return "", "", fmt.Errorf("%q is not on this page", name)
		}
		if l.word == "title" {
			return marked(r.Hits[i].Title), want, nil
		}
		var list []string
		for _, s := range r.Hits[i].Snippets {
			list = append(list, marked(s))
		}
		return strings.Join(list, " / "), want, nil
	}
	return "", "", fmt.Errorf("nothing to expect is called %q", l.word)
}

func ids(r *index.Result) []string {
	var list []string
	for _, hit := range r.Hits {
		list = append(list, hit.Document.ID)
	}
	return list
}

func neighbours(r *index.Result) string {
	var list []string
	if r.Prev != "" {
		list = append(list, "prev")
	}
	if r.Next != "" {
		list = append(list, "next")
	}
	return orNone(list, " ")
}

func repairs(r *index.Result) string {
	var codes []string
	for _, repair := range r.Repairs {
		codes = append(codes, repair.Code)
	}
	return orNone(codes, " ")
}

func suggestions(r *index.Result) string {
	var list []string
	for _, s := range r.Suggestions {
		list = append(list, fmt.Sprintf("%s=%d", s.Text, s.Total))
	}
	return orNone(list, "; ")
}

// timeline lists the bars that are not empty by their start.
func timeline(r *index.Result) string {
	var bars []string
	for _, bar := range r.Timeline {
		start := bar.Start.Format(time.DateOnly)
		if bar.End.Sub(bar.Start) < 24*time.Hour {
			start = bar.Start.Format("2006-01-02T15")
		}
		if bar.Count > 0 {
			bars = append(bars, fmt.Sprintf("%s=%d", start, bar.Count))
		}
	}
	return orNone(bars, "; ")
}

func facet(f index.Facet, word string) string {
	switch word {
	case "distinct":
		return strconv.Itoa(f.Distinct)
	case "missing":
		return strconv.Itoa(f.Missing)
	}
	var values []string
	for _, v := range f.Values {
		mark := ""
		if v.Selected {
			mark = "+"
		}
		if v.Excluded {
			mark = "-"
		}
		values = append(values, fmt.Sprintf("%s%s=%d", mark, v.Value, v.Count))
	}
	return orNone(values, "; ")
}

// marked writes a snippet with brackets around what matched and dots where
// text was cut off.
func marked(s index.Snippet) string {
	var b strings.Builder
	if s.CutStart {
		b.WriteString("… ")
	}
	at := 0
	for _, span := range s.Spans {
		b.WriteString(s.Text[at:span.Start] + "[" + s.Text[span.Start:span.End] + "]")
		at = span.End
	}
	b.WriteString(s.Text[at:])
	if s.CutEnd {
		b.WriteString(" …")
	}
	return b.String()
}

func orNone(list []string, separator string) string {
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, separator)
}
