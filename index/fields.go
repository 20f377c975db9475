package index

import "dateline/query"

// Fields is the one table of what can be asked. Engines derive their mapping
// from it, the query language its prefixes, the API its parameters, the
// documents their tables. It is never changed at run time.
//
//nolint:gochecknoglobals // a constant table
var Fields = query.Schema{
	{Name: "title", Aliases: []string{"headline", "hd", "intitle"}, Kind: query.Text, Meaning: "in the title", Example: `title:"budget vote"`},
	{Name: "body", Aliases: []string{"text", "intext"}, Kind: query.Text, Meaning: "in the body only", Example: `body:"said on Monday"`},
	{Name: "lead", Aliases: []string{"hlead"}, Kind: query.Text, Meaning: "in the title, or the first 50 words of the first paragraph", Example: "lead:sanctions"},
	{Name: "major", Kind: query.Text, Meaning: "prominent: in the lead, or in three places or more", Example: `major:"Christine Lagarde"`},
	{Name: "person", Kind: query.Name, Facet: true, Many: true, Meaning: "a person who is mentioned", Example: `person:"Ursula von der Leyen"`},
	{Name: "org", Aliases: []string{"organisation", "organization"}, Kind: query.Name, Facet: true, Many: true, Meaning: "an organisation that is mentioned", Example: "org:NATO"},
	{Name: "actor", Kind: query.Name, Facet: true, Many: true, Meaning: "a person or an organisation", Example: "actor:Hamas"},
	{Name: "location", Aliases: []string{"place", "country"}, Kind: query.Name, Facet: true, Many: true, Meaning: "a place; a country finds the places in it", Example: "location:Egypt -location:Cairo"},
	{Name: "source", Kind: query.Name, Facet: true, Meaning: "the outlet, by name", Example: `source:"Cairo Courier"`},
	{Name: "site", Aliases: []string{"domain"}, Kind: query.Host, Meaning: "the outlet, by host name", Example: "site:courier.example"},
	{Name: "author", Aliases: []string{"by"}, Kind: query.Name, Meaning: "in the byline", Example: `author:"Jane Doe"`},
	{Name: "lang", Aliases: []string{"language"}, Kind: query.Code, Facet: true, Meaning: "the language, as a two-letter code", Example: "lang:de"},
	{Name: "section", Kind: query.Name, Facet: true, Meaning: "the outlet's section", Example: "section:business"},
	{Name: "date", Kind: query.Date, Meaning: "published on a day, in a month or year, in a range, or not longer ago than", Example: "date:2026-03..2026-05"},
	{Name: "after", Aliases: []string{"since"}, Kind: query.Date, Meaning: "published then or later", Example: "after:2026-01-01"},
	{Name: "before", Aliases: []string{"until"}, Kind: query.Date, Meaning: "published earlier", Example: "before:2026-02"},
	{Name: "words", Kind: query.Number, Meaning: "by the number of words of the body", Example: "words:>800"},
	{Name: "id", Kind: query.Code, Meaning: "one article, by its id", Example: "id:ab12cd34"},
}
