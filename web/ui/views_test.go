package ui

import (
	"html/template"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jba/templatecheck"
)

// A misspelt field in a template is found here, not by a reader.
func TestTemplatesFitTheirViewModels(t *testing.T) {
	t.Parallel()
	v, err := parseViews()
	if err != nil {
		t.Fatal(err)
	}
	checks := []struct {
		name     string
		template *template.Template
		model    any
	}{
		{v.home.name, v.home.template, homePage{}},
		{v.search.name, v.search.template, searchPage{}},
		{v.facet.name, v.facet.template, facetPage{}},
		{v.article.name, v.article.template, articlePage{}},
		{v.help.name, v.help.template, helpPage{}},
		{v.fault.name, v.fault.template, faultPage{}},
	}
	for _, c := range checks {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if err := templatecheck.CheckHTMLStrict(c.template.Lookup("layout"), c.model); err != nil {
				t.Error(err)
			}
		})
	}
	files, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	if want := len(checks) + 2; len(files) != want { // the layout and the shared parts
		t.Errorf("%d template files, %d of them are checked", len(files), want)
	}
}

func TestAMissingTemplateFailsAtStart(t *testing.T) {
	t.Parallel()
	if _, err := parseView[homePage]("none"); err == nil {
		t.Error("no error")
	}
}

// The policy forbids what these would need, and a page would silently lack it.
func TestTemplatesKeepToThePolicy(t *testing.T) {
	t.Parallel()
	files, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	forbidden := regexp.MustCompile(`(?i)\sstyle=|\son[a-z]+=|<style|javascript:|https?://|<script(?: [^>]*)?></script>`)
	for _, name := range files {
		text, err := templateFiles.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		found := forbidden.FindAllString(string(text), -1)
		found = slices.DeleteFunc(found, func(s string) bool { return strings.Contains(s, "nonce=") })
		if len(found) > 0 {
			t.Errorf("%s holds %q", name, found)
		}
	}
	style, err := staticFiles.ReadFile("static/app.css")
	if err != nil {
		t.Fatal(err)
	}
	if outside := regexp.MustCompile(`@import|url\(`).FindString(string(style)); outside != "" {
		t.Errorf("the style sheet asks for something more: %s", outside)
	}
}
