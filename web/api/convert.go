package api

import (
	"cmp"
	"html"
	"net/url"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"dateline/entity"
	"dateline/index"
	"dateline/query"
)

// searchResponse tells what a search found; address is where its pages are.
func searchResponse(req query.Request, result *index.Result, address func(query.Request) string) SearchResponse {
	page := func(cursor string) *string {
		if cursor == "" {
			return nil
		}
		other := address(req.WithCursor(cursor))
		return &other
	}
	response := SearchResponse{
		Query:      queryOf(req, result, pageURL(req)),
		Total:      result.Total,
		Exact:      true,
		Generation: result.Generation,
		Hits:       make([]Hit, 0, len(result.Hits)),
		Facets:     make(map[string]Facet, len(result.Facets)),
		Timeline:   make([]Bar, 0, len(result.Timeline)),
		Links: SearchLinks{
			Self: address(req),
			Next: page(result.Next),
			Prev: page(result.Prev),
			HTML: pageURL(req),
		},
	}
	for i := range result.Hits {
		response.Hits = append(response.Hits, hitOf(&result.Hits[i]))
	}
	for _, f := range result.Facets {
		response.Facets[f.Field] = facetOf(req, f)
	}
	for _, b := range result.Timeline {
		response.Timeline = append(response.Timeline, Bar{Start: b.Start.UTC(), End: b.End.UTC(), Count: b.Count})
	}
	return response
}

// queryOf tells how the text of a request was read; canonical is the address of
// the page that answers it.
func queryOf(req query.Request, result *index.Result, canonical string) Query {
	q := Query{
		Q:            req.Text,
		Interpreted:  result.Where.String(),
		CanonicalURL: canonical,
		Repairs:      make([]Repair, 0, len(result.Repairs)),
		DidYouMean:   make([]DidYouMean, 0, len(result.Suggestions)),
		Notes:        append([]string{}, result.Notes...),
	}
	for _, s := range result.Suggestions {
		q.DidYouMean = append(q.DidYouMean, DidYouMean{Q: s.Text, Total: s.Total, URL: searchURL(req.WithText(s.Text))})
	}
	for _, r := range result.Repairs {
		q.Repairs = append(q.Repairs, Repair(r))
	}
	return q
}

func hitOf(hit *index.Hit) Hit {
	doc := hit.Document
	h := Hit{
		ID:          doc.ID,
		Score:       hit.Score,
		Title:       doc.Title,
		URL:         doc.URL,
		Source:      Source(doc.Source),
		PublishedAt: optionalTime(doc.Published),
		Lang:        doc.Lang,
		Actors:      make([]HitActor, 0, len(doc.Actors)),
		Locations:   make([]HitLocation, 0, len(doc.Locations)),
		Snippets:    make([]Snippet, 0, len(hit.Snippets)),
		Links: HitLinks{
			Self: articlesPath + url.PathEscape(doc.ID), Similar: similarPath(doc.ID), HTML: "/article/" + url.PathEscape(doc.ID),
		},
	}
	for _, a := range doc.Actors {
		h.Actors = append(h.Actors, HitActor{ID: a.ID, Name: a.Name, Kind: string(a.Kind)})
	}
	for _, p := range doc.Locations {
		h.Locations = append(h.Locations, HitLocation{ID: p.ID, Name: p.Name, Country: p.Country})
	}
	for _, s := range hit.Snippets {
		h.Snippets = append(h.Snippets, Snippet{Field: "body", HTML: marked(s)})
	}
	return h
}

// marked turns text and spans into escaped text with <mark>.
func marked(s index.Snippet) string {
	var b strings.Builder
	if s.CutStart {
		b.WriteString("…")
	}
	for text, matched := range s.Pieces() {
		if text = html.EscapeString(text); matched {
			text = "<mark>" + text + "</mark>"
		}
		b.WriteString(text)
	}
	if s.CutEnd {
		b.WriteString("…")
	}
	return b.String()
}

func facetResponse(req query.FacetRequest, result *index.Result) FacetResponse {
	response := FacetResponse{
		Query:      queryOf(req.Search, result, facetURL("/facets/", req)),
		Field:      req.Field,
		Total:      result.Total,
		Exact:      true,
		Generation: result.Generation,
		Links:      SearchLinks{Self: facetURL(facetsPath, req), HTML: facetURL("/facets/", req)},
	}
	for _, f := range result.Facets {
		response.Facet = facetOf(req.Search, f)
		if next, ok := req.Next(f.Distinct); ok {
			address := facetURL(facetsPath, next)
			response.Links.Next = &address
		}
		if prev, ok := req.Prev(f.Distinct); ok {
			address := facetURL(facetsPath, prev)
			response.Links.Prev = &address
		}
	}
	return response
}

func facetOf(req query.Request, f index.Facet) Facet {
	facet := Facet{
		Match:    string(f.Match),
		Distinct: f.Distinct,
		Missing:  f.Missing,
		Values:   make([]FacetValue, 0, len(f.Values)),
	}
	for _, v := range f.Values {
		toggled := req.With(index.Fields, f.Field, v.Value)
		if v.Selected {
			toggled = req.Without(index.Fields, f.Field, v.Value)
		}
		facet.Values = append(facet.Values, FacetValue{
			Value:    v.Value,
			Label:    label(f.Field, v.Value),
			Count:    v.Count,
			Selected: v.Selected,
			Excluded: v.Excluded,
			Links: ValueLinks{
				Include: searchURL(toggled),
				Exclude: searchURL(req.WithExcluded(index.Fields, f.Field, v.Value)),
			},
		})
	}
	return facet
}

// label names a language by its code; other values are their own label.
func label(field, value string) string {
	if field != "lang" {
		return value
	}
	tag, err := language.Parse(value)
	if err != nil {
		return value
	}
	return cmp.Or(display.English.Languages().Name(tag), value) // some codes have no name
}

func articleOf(doc *index.Document) Article {
	a := Article{
		ID:          doc.ID,
		URL:         doc.URL,
		Source:      Source(doc.Source),
		Title:       doc.Title,
		Authors:     list(doc.Authors),
		PublishedAt: doc.Published,
		UpdatedAt:   doc.Updated,
		Lang:        doc.Lang,
		Section:     doc.Section,
		Description: doc.Description,
		Dateline:    doc.Dateline,
		Paragraphs:  list(doc.Paragraphs),
		Structure:   make([]Shape, 0, len(doc.Structure)),
		Body:        doc.Body,
		ContentHash: doc.ContentHash,
		Path:        doc.Origin(),
		Extra:       doc.Extra,
		Actors:      make([]Actor, 0, len(doc.Actors)),
		Locations:   make([]Location, 0, len(doc.Locations)),
		Mentions:    make([]Mention, 0, len(doc.Mentions)),
	}
	for _, s := range doc.Structure {
		a.Structure = append(a.Structure, Shape{Paragraph: s.Paragraph, Kind: string(s.Kind), Level: s.Level})
	}
	if doc.Image.URL != "" {
		a.Image = &Image{URL: doc.Image.URL, Caption: doc.Image.Caption}
	}
	for _, actor := range doc.Actors {
		a.Actors = append(a.Actors, Actor{
			ID: actor.ID, Name: actor.Name, Kind: string(actor.Kind), Forms: list(actor.Forms),
			Count: actor.Count, Salience: actor.Salience,
		})
	}
	for _, place := range doc.Locations {
		a.Locations = append(a.Locations, locationOf(place))
	}
	for _, m := range doc.Mentions {
		a.Mentions = append(a.Mentions, Mention{
			Field: string(m.Field), Start: m.Start, End: m.End, Text: m.Text, Kind: string(m.Kind), Entity: m.Entity,
		})
	}
	return a
}

func locationOf(p entity.Place) Location {
	return Location{
		ID: p.ID, Name: p.Name, Country: p.Country, Lat: p.Lat, Lon: p.Lon, Kind: string(p.Kind),
		Within: list(p.Within), Forms: list(p.Forms), Count: p.Count, Salience: p.Salience,
	}
}

// list is the same list, never null in JSON.
func list(texts []string) []string {
	if texts == nil {
		return []string{}
	}
	return texts
}

func searchURL(req query.Request) string { return withQuery(searchPath, req.Encode(index.Fields)) }

func pageURL(req query.Request) string { return withQuery("/search", req.Encode(index.Fields)) }

// facetURL is an address below root.
func facetURL(root string, req query.FacetRequest) string {
	return withQuery(root+req.Field, req.Encode(index.Fields))
}

func withQuery(path, parameters string) string {
	if parameters != "" {
		return path + "?" + parameters
	}
	return path
}
