package workload

import (
	"time"

	"dateline/index"
	"dateline/internal/bench/newscorpus"
	"dateline/query"
)

// Class is a kind of query.
type Class string

// The classes. Words are frequent in 10 to 33 of 100 articles, middling in 1
// to 5 of 100, rare in 4 to 12 articles of the sample.
const (
	Frequent   Class = "frequent"
	Mid        Class = "mid"
	Rare       Class = "rare"
	And2       Class = "and2"        // a frequent and a middling word
	Or3        Class = "or3"         // a frequent and two middling words
	PhraseOf2  Class = "phrase"      // two words that are often neighbours
	NearPhrase Class = "near phrase" // the same within 5 words
	NearAnd2   Class = "near and2"   // those of And2 within 5 words
	Prefix     Class = "prefix"      // four letters of a middling word
	Fuzzy      Class = "fuzzy"       // a middling word with a wrong letter
	Filtered   Class = "filtered"    // a frequent word of one source in one year
	DateSort   Class = "date sort"   // a frequent word, newest first
	Page       Class = "page"        // a page of the user interface
)

// Classes are all classes in the order of reports.
func Classes() []Class {
	return []Class{Frequent, Mid, Rare, And2, Or3, PhraseOf2, NearPhrase, NearAnd2, Prefix, Fuzzy, Filtered, DateSort, Page}
}

// Query is one query of a class.
type Query struct {
	Class Class
	// Where is what the articles are asked for.
	Where   query.Expr
	Filters []query.Filter
	// Year, unless 0, is the calendar year of publication.
	Year int
	Sort query.Sort
}

// What is asked beside the hits.
const (
	Hits       = 10 // of a page
	FacetSize  = 20 // values of a facet
	pageValues = 10 // values of a facet on a page of the user interface
)

// Plain is the plan for the first hits, without any counts.
func (q *Query) Plain() index.Plan {
	plan := index.Plan{Where: q.Where, Filters: q.Filters, Sort: q.Sort, Size: Hits, Now: newscorpus.End()}
	if q.Year != 0 {
		plan.From, plan.To = year(q.Year), year(q.Year+1)
	}
	return plan
}

// Faceted is the plan for the first hits, most frequent values of three facets
// and a bar for each month.
func (q *Query) Faceted(values int) index.Plan {
	plan := q.Plain()
	for _, field := range []string{"source", "actor", "location"} {
		plan.Facets = append(plan.Facets, index.FacetPlan{Field: field, Size: values})
	}
	plan.Timeline = []time.Time{newscorpus.Begin()}
	for month := newscorpus.Begin(); month.Before(newscorpus.End()); {
		month = month.AddDate(0, 1, 0)
		plan.Timeline = append(plan.Timeline, month)
	}
	return plan
}

// Request is what a reader sends: the text, five facets, a histogram, and an
// excerpt of each hit.
func (q *Query) Request() query.Request {
	r := query.Request{
		Text: q.Where.String(), Op: query.OpAnd, Filters: q.Filters, Sort: q.Sort,
		Size: Hits, Facets: []string{"person", "org", "location", "source", "lang"}, FacetSize: pageValues, Snippets: 1,
	}
	if q.Year != 0 {
		r.From, r.To = moment(q.Year), moment(q.Year+1)
	}
	return r
}

func year(n int) time.Time { return time.Date(n, 1, 1, 0, 0, 0, 0, time.UTC) }

func moment(n int) query.Moment { return query.Moment(year(n).Format("2006")) }
