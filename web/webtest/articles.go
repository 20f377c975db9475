package webtest

import (
	"slices"
	"strings"
	"time"

	"dateline/corpus"
	"dateline/entity"
	"dateline/index"
)

// draft is an article as it is written below.
type draft struct {
	id, source, domain string
	date, lang         string
	section, author    string
	dateline, title    string
	body               string
	names              []string // of people, organisations and places, below
}

// Articles are fourteen articles from five invented outlets about talks in
// Cairo, a strike in Rotterdam and a harvest in Brazil.
func Articles() []index.Document {
	var docs []index.Document
	for _, d := range drafts() {
		docs = append(docs, d.document())
	}
	return docs
}

// Structured is an article with headings, a list, a quote and a picture.
func Structured() index.Document {
	var doc index.Document
	doc.Article = corpus.Article{
		ID: "structured", Title: "What the harvest costs", Lang: "en", ContentHash: "hash-structured", Source: corpus.Source{ID: "harbour-times", Name: "Harbour Times"},
		Image: corpus.Image{URL: "https://harbour.example/field.jpg", Caption: "A field near Salvador"},
	}
	doc.SetParagraphs([]string{"Prices rose again.", "Why prices rise", "rain", "freight", "For whom", "“We pay twice,” a grower said.", "“And wait.”", "More on Friday."})
	doc.SetStructure([]corpus.Shape{
		{Paragraph: 1, Kind: corpus.Heading, Level: 2},
		{Paragraph: 2, Kind: corpus.Item},
		{Paragraph: 3, Kind: corpus.Item},
		{Paragraph: 4, Kind: corpus.Heading, Level: 5},
		{Paragraph: 5, Kind: corpus.Quote},
		{Paragraph: 6, Kind: corpus.Quote},
	})
	return doc
}

func (d draft) document() index.Document {
	var doc index.Document
	doc.Article = corpus.Article{
		ID: d.id, URL: "https://" + d.domain + "/" + d.id, Title: d.title, Lang: d.lang, Section: d.section,
		Dateline: d.dateline, ContentHash: "hash-" + d.id, Path: "pages/" + d.id + ".html",
		Source: corpus.Source{ID: strings.ReplaceAll(strings.ToLower(d.source), " ", "-"), Name: d.source, Domain: d.domain},
	}
	if d.author != "" {
		doc.Authors = []string{d.author}
	}
	if d.date != "" {
		published, err := time.Parse("2006-01-02 15:04", d.date)
		if err != nil {
			panic(err) // a slip in the list below; tests only
		}
		doc.Published = published
	}
	doc.SetParagraphs(strings.Split(d.body, "\n"))
	for _, name := range d.names {
		d.mention(&doc, name)
	}
	slices.SortStableFunc(doc.Mentions, func(a, b entity.Mention) int { return a.Start - b.Start })
	return doc
}

// mention finds a name in the article and notes it.
func (d draft) mention(doc *index.Document, name string) {
	kind := kindOf(name)
	id := string(kind) + "/" + strings.ReplaceAll(strings.ToLower(name), " ", "-")
	count := 0
	for _, part := range []struct {
		field entity.Field
		text  string
	}{{entity.Title, doc.Title}, {entity.Dateline, doc.Dateline}, {entity.Body, doc.Body}} {
		for at := 0; ; {
			i := strings.Index(part.text[at:], name)
			if i < 0 {
				break
			}
			at += i
			doc.Mentions = append(doc.Mentions, entity.Mention{
				Field: part.field, Start: at, End: at + len(name), Text: name, Kind: kind, Entity: id,
			})
			at += len(name)
			count++
		}
	}
	salience := min(1, 0.25+0.25*float64(count))
	if kind != entity.Location {
		doc.Actors = append(doc.Actors, entity.Actor{ID: id, Name: name, Kind: kind, Forms: []string{name}, Count: count, Salience: salience})
		return
	}
	place := entity.Place{ID: id, Name: name, Kind: entity.City, Forms: []string{name}, Count: count, Salience: salience}
	place.Country, place.Within = whereIs(name)
	doc.Locations = append(doc.Locations, place)
}

func kindOf(name string) entity.Kind {
	switch name {
	case "Laila Haddad", "Tomas Verhoeven", "Inês Carvalho", "Karl Brandt":
		return entity.Person
	case "Arab League", "United Nations", "Port Authority", "Cocoa Board":
		return entity.Org
	}
	return entity.Location
}

func whereIs(city string) (country string, within []string) {
	switch city {
	case "Cairo":
		return "EG", []string{"Egypt", "Africa"}
	case "Khartoum":
		return "SD", []string{"Sudan", "Africa"}
	case "Rotterdam":
		return "NL", []string{"Netherlands", "Europe"}
	case "Salvador":
		return "BR", []string{"Brazil", "South America"}
	}
	return "", nil
}

func drafts() []draft {
	const courier, wire, times = "Cairo Courier", "Meridian Wire", "Harbour Times"
	return []draft{
		{
			"talks-open", courier, "courier.example", "2026-09-01 08:30", "en", "Diplomacy", "Nadia Farouk", "CAIRO, Sept 1",
			"Ceasefire talks open in Cairo behind closed doors",
			"Negotiators began ceasefire talks in Cairo on Tuesday, with the Arab League as host and the United Nations as observer.\nLaila Haddad, the envoy who leads the mediation, said the first session was about procedure only.\nOfficials in Khartoum had asked for two more days.",
			[]string{"Cairo", "Arab League", "United Nations", "Laila Haddad", "Khartoum"},
		},
		{
			"talks-second", courier, "courier.example", "2026-09-03 17:05", "en", "Diplomacy", "Nadia Farouk", "",
			"Second day of Cairo talks ends without a text",
			"The second round of negotiations in Cairo ended late on Thursday without an agreed text.\nLaila Haddad told reporters that “the distance is shorter than it was”.\nThe Arab League offered to host a third session.",
			[]string{"Cairo", "Laila Haddad", "Arab League"},
		},
		{
			"talks-wire", wire, "meridian.example", "2026-09-04 06:12", "en", "", "", "CAIRO, Sept 4 (Meridian Wire)",
			"Mediator Laila Haddad sees progress on ceasefire",
			"Laila Haddad said on Friday that both delegations had accepted a list of crossings to be opened.\nThe United Nations welcomed the news and called the ceasefire “within reach”.",
			[]string{"Laila Haddad", "United Nations", "Cairo"},
		},
		{
			"talks-khartoum", wire, "meridian.example", "2026-09-09 11:40", "en", "", "", "KHARTOUM, Sept 9 (Meridian Wire)",
			"Aid convoys reach Khartoum as guns fall silent",
			"Forty lorries with flour and medicine reached Khartoum on Wednesday, the first since the ceasefire.\nThe United Nations said the road had been open since dawn. In Cairo, Laila Haddad asked both sides for patience.",
			[]string{"Khartoum", "United Nations", "Laila Haddad", "Cairo"},
		},
		{
			"strike-begins", times, "harbour-times.example", "2026-09-07 05:00", "en", "Business", "Piet de Vries", "",
			"Dockers walk out at Rotterdam as pay talks fail",
			"Cranes stood still in Rotterdam on Monday after dockers voted to strike.\nTomas Verhoeven, who speaks for the crane drivers, said the offer of the Port Authority was “last year’s offer with a new date”.\nThe Port Authority expects delays of three days.",
			[]string{"Rotterdam", "Tomas Verhoeven", "Port Authority"},
		},
		{
			"strike-third-day", times, "harbour-times.example", "2026-09-09 16:20", "en", "Business", "Piet de Vries", "",
			"Forty ships wait off Rotterdam on day three of strike",
			"The queue of ships off Rotterdam grew to forty on Wednesday.\nTomas Verhoeven said negotiations would resume when the Port Authority named a figure.",
			[]string{"Rotterdam", "Tomas Verhoeven", "Port Authority"},
		},
		{
			"strike-german", "Nordlicht Zeitung", "nordlicht.example", "2026-09-10 09:00", "de", "Wirtschaft", "Anke Petersen", "",
			"Streik in Rotterdam: Reeder weichen nach Hamburg aus",
			"Der Streik der Hafenarbeiter in Rotterdam geht in den vierten Tag.\nKarl Brandt, Sprecher der Reeder, rechnet mit höheren Frachtraten.",
			[]string{"Rotterdam", "Karl Brandt"},
		},
		{
			"strike-ends", times, "harbour-times.example", "2026-09-18 19:45", "en", "Business", "Piet de Vries", "",
			"Rotterdam strike ends with a deal on night shifts",
			"Dockers in Rotterdam went back to work on Friday after eleven days.\nThe Port Authority agreed to pay night shifts at one and a half times the rate. Tomas Verhoeven called it “a fair morning”.",
			[]string{"Rotterdam", "Port Authority", "Tomas Verhoeven"},
		},
		{
			"cocoa-early", wire, "meridian.example", "2026-09-15 10:00", "en", "", "", "SALVADOR, Sept 15 (Meridian Wire)",
			"Brazil cocoa harvest seen a fifth smaller",
			"Growers around Salvador expect a cocoa harvest a fifth below last year’s, the Cocoa Board said.\nInês Carvalho, its agronomist, blamed late rain and a fungus.",
			[]string{"Salvador", "Cocoa Board", "Inês Carvalho"},
		},
		{
			"cocoa-prices", times, "harbour-times.example", "2026-10-02 07:30", "en", "Markets", "Joan Ellery", "",
			"Cocoa at a record as the Brazilian crop shrinks",
			"Cocoa for December delivery rose to a record on Friday after the Cocoa Board cut its forecast again.\nShips from Salvador are still late after the strike in Rotterdam.",
			[]string{"Cocoa Board", "Salvador", "Rotterdam"},
		},
		{
			"cocoa-french", "Le Phare", "le-phare.example", "2026-10-05 12:15", "fr", "Économie", "Hélène Moreau", "",
			"Cacao : la récolte brésilienne déçoit encore",
			"À Salvador, les planteurs parlent de la pire récolte depuis dix ans.\nInês Carvalho espère une reprise en mars.",
			[]string{"Salvador", "Inês Carvalho"},
		},
		{
			"talks-signed", courier, "courier.example", "2026-10-20 21:10", "en", "Diplomacy", "Nadia Farouk", "CAIRO, Oct 20",
			"Ceasefire signed in Cairo after seven weeks of talks",
			"The ceasefire was signed in Cairo on Tuesday evening.\nLaila Haddad thanked the Arab League and the United Nations, and asked that the text be published in full.\nThe agreement opens four crossings and a road to Khartoum.",
			[]string{"Cairo", "Laila Haddad", "Arab League", "United Nations", "Khartoum"},
		},
		{
			"talks-analysis", times, "harbour-times.example", "2026-10-22 06:00", "en", "Opinion", "Joan Ellery", "",
			"What the Cairo text leaves open",
			"A ceasefire is a list of things not done. The text signed in Cairo names crossings, but not who keeps them.\nLaila Haddad has said she will stay until the first review.",
			[]string{"Cairo", "Laila Haddad"},
		},
		{
			"undated", "Le Phare", "le-phare.example", "", "en", "", "", "",
			"A note on how we write names",
			"We write the names of people as they write them. Places follow the atlas of the United Nations.",
			[]string{"United Nations"},
		},
	}
}
