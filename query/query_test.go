package query_test

import "dateline/query"

// schema is a small one with a field of every kind.
var schema = query.Schema{
	{Name: "title", Aliases: []string{"headline"}, Kind: query.Text},
	{Name: "lead", Aliases: []string{"hlead"}, Kind: query.Text},
	{Name: "words", Kind: query.Number},
	{Name: "person", Kind: query.Name, Facet: true, Many: true},
	{Name: "location", Aliases: []string{"place"}, Kind: query.Name, Facet: true, Many: true},
	{Name: "source", Kind: query.Name, Facet: true},
	{Name: "site", Kind: query.Host},
	{Name: "lang", Aliases: []string{"language"}, Kind: query.Code, Facet: true},
	{Name: "date", Kind: query.Date},
	{Name: "after", Aliases: []string{"since"}, Kind: query.Date},
	{Name: "before", Aliases: []string{"until"}, Kind: query.Date},
}
