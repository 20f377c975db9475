package stored

import (
	"slices"

	"dateline/corpus"
	"dateline/entity"
	"dateline/index"
)

// The usual codes. Their order belongs to the form.
//
//nolint:gochecknoglobals // constant tables
var (
	shapeKinds = []corpus.ShapeKind{corpus.Heading, corpus.Item, corpus.Quote}
	kinds      = []entity.Kind{entity.Person, entity.Org, entity.Location}
	placeKinds = []entity.PlaceKind{entity.City, entity.Country, entity.Region, entity.Continent}
	fields     = []entity.Field{entity.Title, entity.Dateline, entity.Body}
)

// Salience has two decimals, a coordinate at most five.
const (
	hundredths = 100
	degrees    = 100_000
)

// found is who and what the article mentions.
func (f *form) found(d *index.Document) {
	plain := f.choice(!f.reading && f.spans.fit(d))
	if plain {
		f.spanned(d)
	} else {
		items(f, &d.Mentions, f.mention)
	}
	number := 0
	items(f, &d.Actors, func(a *entity.Actor) {
		code(f, &a.Kind, kinds)
		f.text(&a.Name)
		f.slugOf(a.Name, string(a.Kind)+"/", &a.ID)
		f.decimal(&a.Salience, hundredths)
		f.forms(plain, number, &a.Forms, &a.Count)
		number++
	})
	items(f, &d.Locations, func(p *entity.Place) {
		f.beside(func() { f.place(p) })
		f.slugOf(p.Name, string(entity.Location)+"/", &p.ID)
		f.decimal(&p.Salience, hundredths)
		f.forms(plain, number, &p.Forms, &p.Count)
		number++
	})
	if plain && f.reading {
		f.name(d)
	}
}

// place is what is the same in every article.
func (f *form) place(p *entity.Place) {
	f.text(&p.Name)
	f.text(&p.Country)
	code(f, &p.Kind, placeKinds)
	f.decimal(&p.Lat, degrees)
	f.decimal(&p.Lon, degrees)
	f.lines(&p.Within)
}

// mention is a mention that the rest does not tell.
func (f *form) mention(m *entity.Mention) {
	code(f, &m.Field, fields)
	f.int(&m.Start)
	f.int(&m.End)
	f.text(&m.Text)
	code(f, &m.Kind, kinds)
	f.text(&m.Entity)
	if demonym := f.choice(m.Demonym); f.reading {
		m.Demonym = demonym
	}
}

func (f *form) int(n *int) {
	if got := f.signed(int64(*n)); f.reading {
		*n = int(got)
	}
}

// forms are the forms and the count of an entity, by its number among actors
// and locations. The spans usually tell them.
func (f *form) forms(spanned bool, number int, forms *[]string, count *int) {
	var told []string
	times := 0
	if spanned {
		told, times = f.spans.forms(number)
	}
	usual := f.choice(!f.reading && times > 0 && *count == times && slices.Equal(*forms, told))
	switch {
	case !usual:
		f.lines(forms)
		f.int(count)
	case f.reading && times == 0:
		f.fail()
	case f.reading:
		*forms, *count = f.room(len(told)), times
		copy(*forms, told)
	}
}
