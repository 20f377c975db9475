package ui

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dateline/index"
	"dateline/query"
)

// helpPage explains the query language and the keys.
type helpPage struct {
	Frame     frame
	Operators []helpRow
	Fields    []helpRow
	Keys      []key
}

// helpRow is an operator or a field, with an example to try.
type helpRow struct {
	Syntax, Meaning string
	Aliases         []string
	Example         link
}

// key is a key of the keyboard and what it does.
type key struct{ Key, Does string }

func (p *Pages) help(c echo.Context) error {
	req := query.NewRequest()
	page := helpView(req)
	page.Frame = p.frame(c, "Help")
	page.Frame.Canonical = "/help"
	return render(c, http.StatusOK, p.views.help, page)
}

func helpView(req query.Request) helpPage {
	try := func(text string) link { return link{Text: text, Href: searchURL(req.WithText(text))} }
	page := helpPage{Keys: []key{
		{"/", "go to the search box (not in Firefox, where it is quick find)"},
		{"j", "next result"},
		{"k", "previous result"},
		{"o", "open the result"},
		{"↓ ↑", "in the search box: walk through what the text may go on with; Enter takes it"},
		{"Esc", "close that list, or leave the search box"},
	}}
	for _, o := range query.Operators() {
		page.Operators = append(page.Operators, helpRow{
			Syntax: o.Syntax, Aliases: o.Aliases, Meaning: o.Meaning, Example: try(o.Example),
		})
	}
	for _, f := range index.Fields {
		row := helpRow{Syntax: f.Name + ":", Meaning: f.Meaning, Example: try(f.Example)}
		for _, alias := range f.Aliases {
			row.Aliases = append(row.Aliases, alias+":")
		}
		page.Fields = append(page.Fields, row)
	}
	return page
}
