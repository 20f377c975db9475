package ui

import (
	"embed"
	"fmt"
	"html/template"
)

//go:embed templates/*.html
var templateFiles embed.FS

// view is a parsed page that takes a T.
type view[T any] struct {
	name     string
	template *template.Template
}

// views are all pages.
type views struct {
	home    view[homePage]
	search  view[searchPage]
	facet   view[facetPage]
	article view[articlePage]
	help    view[helpPage]
	fault   view[faultPage]
}

func parseViews() (views, error) {
	var v views
	var errs [6]error
	v.home, errs[0] = parseView[homePage]("home")
	v.search, errs[1] = parseView[searchPage]("search")
	v.article, errs[2] = parseView[articlePage]("article")
	v.help, errs[3] = parseView[helpPage]("help")
	v.fault, errs[4] = parseView[faultPage]("fault")
	v.facet, errs[5] = parseView[facetPage]("facet")
	for _, err := range errs {
		if err != nil {
			return views{}, err
		}
	}
	return v, nil
}

// parseView reads the layout, the shared parts and the page's own template.
func parseView[T any](name string) (view[T], error) {
	t, err := template.New(name).Option("missingkey=error").
		ParseFS(templateFiles, "templates/layout.html", "templates/parts.html", "templates/"+name+".html")
	if err != nil {
		return view[T]{}, fmt.Errorf("template %s: %w", name, err)
	}
	return view[T]{name: name, template: t}, nil
}
