package stored_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
	"dateline/entity"
	"dateline/index"
	"dateline/index/bleveindex/stored"
	"dateline/internal/golden"
)

func newCodec(t testing.TB) *stored.Codec {
	t.Helper()
	codec, err := stored.New()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(codec.Close)
	return codec
}

// news is an article as the indexer makes it: everything that can be left out is.
func news() index.Document {
	d := index.Document{
		Article: corpus.Article{
			ID: "bkwoaxv32okyq3jc", URL: "https://harbour.example/talks", Title: "Egyptian minister in Geneva",
			Source:  corpus.Source{ID: "the-harbour-gazette", Name: "The Harbour Gazette", Domain: "harbour.example", Country: "GB"},
			Authors: []string{"Mara Lind"}, Published: time.Date(2026, 3, 1, 8, 30, 0, 0, time.UTC), Lang: "en", Section: "World",
			Dateline: "GENEVA, March 1", ContentHash: "f0c7e14e02807135ad490660eda1ac38", Path: "dump.jsonl:17",
			Extra: map[string]json.RawMessage{"desk": json.RawMessage(`"foreign"`), "rank": json.RawMessage(`[1, 2]`)},
		},
		Actors: []entity.Actor{{ID: "person/nadia-fahmy", Name: "Nadia Fahmy", Kind: entity.Person, Forms: []string{"Nadia Fahmy", "Fahmy"}, Count: 2, Salience: .36}},
		Locations: []entity.Place{
			{ID: "location/geneva", Name: "Geneva", Country: "CH", Lat: 46.20222, Lon: 6.14569, Kind: entity.City, Within: []string{"Geneva", "Switzerland", "Europe"}, Forms: []string{"Geneva", "GENEVA"}, Count: 2, Salience: .5},
			{ID: "location/egypt", Name: "Egypt", Country: "EG", Lat: 26.756, Lon: 29.862, Kind: entity.Country, Within: []string{"Africa"}, Forms: []string{"Egyptian"}, Count: 1, Salience: .14},
		},
	}
	d.SetParagraphs([]string{"Nadia Fahmy spoke first.", "Then Fahmy left."})
	mention := func(field entity.Field, text, form string, kind entity.Kind, id string, demonym bool) {
		last := 0
		if n := len(d.Mentions); n > 0 && d.Mentions[n-1].Field == field {
			last = d.Mentions[n-1].End
		}
		start := last + strings.Index(text[last:], form)
		d.Mentions = append(d.Mentions, entity.Mention{Field: field, Start: start, End: start + len(form), Text: form, Kind: kind, Entity: id, Demonym: demonym})
	}
	mention(entity.Title, d.Title, "Egyptian", entity.Location, "location/egypt", true)
	mention(entity.Title, d.Title, "Geneva", entity.Location, "location/geneva", false)
	mention(entity.Dateline, d.Dateline, "GENEVA", entity.Location, "location/geneva", false)
	mention(entity.Body, d.Body, "Nadia Fahmy", entity.Person, "person/nadia-fahmy", false)
	mention(entity.Body, d.Body, "Fahmy", entity.Person, "person/nadia-fahmy", false)
	return d
}

// roundTrip gives what an article is after it was stored.
func roundTrip(t testing.TB, codec *stored.Codec, doc *index.Document) *index.Document {
	t.Helper()
	packed, err := codec.Encode(doc)
	if err != nil {
		t.Fatal(err)
	}
	got, err := codec.Decode(packed)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	many := func(n int) (list []string) {
		for i := range n {
			list = append(list, strings.Repeat("x", i%70)+"y")
		}
		return list
	}
	tests := []struct {
		name   string
		change func(d *index.Document)
	}{
		{"as the indexer makes it", func(*index.Document) {}},
		{"nothing", func(d *index.Document) { *d = index.Document{} }},
		{"empty lists", func(d *index.Document) {
			*d = index.Document{
				Article: corpus.Article{Authors: []string{}, Paragraphs: []string{}, Extra: map[string]json.RawMessage{}},
				Actors:  []entity.Actor{}, Locations: []entity.Place{}, Mentions: []entity.Mention{},
			}
		}},
		{"empty lists of entities", func(d *index.Document) {
			d.Actors[0].Forms = []string{}
			d.Locations[0].Forms, d.Locations[0].Within = []string{}, []string{}
			d.Locations[1].Forms, d.Locations[1].Within = nil, nil
		}},
		{"one empty paragraph", func(d *index.Document) { d.SetParagraphs([]string{""}); d.Mentions = nil }},
		{"body of its own", func(d *index.Document) { d.Body += "\n\nMore." }},
		{"paragraphs without body", func(d *index.Document) { d.Body = "" }},
		{"body without paragraphs", func(d *index.Document) { d.Paragraphs = nil }},
		{"blank line in a paragraph", func(d *index.Document) { d.SetParagraphs([]string{"a\n\nb", "c"}) }},
		{"many paragraphs", func(d *index.Document) { d.SetParagraphs(many(500)); d.Mentions = nil }},
		{"what repeats", func(d *index.Document) { d.SetParagraphs([]string{strings.Repeat("the same ", 1<<18)}) }},
		{"structure and picture", func(d *index.Document) {
			d.SetParagraphs(many(9))
			d.Mentions = nil
			d.SetStructure([]corpus.Shape{{Paragraph: 0, Kind: corpus.Heading, Level: 3}, {Paragraph: 4, Kind: corpus.Item}, {Paragraph: 5, Kind: corpus.Quote}})
			d.Image = corpus.Image{URL: "https://harbour.example/a.jpg", Caption: "Nadia Fahmy in Geneva"}
		}},
		{"unusual structure", func(d *index.Document) {
			d.Structure = []corpus.Shape{{Paragraph: 9, Kind: "table", Level: -1}, {Paragraph: -2}, {Paragraph: math.MaxInt, Level: math.MinInt}}
		}},
		{"structure of nothing", func(d *index.Document) { d.Structure = []corpus.Shape{} }},
		{"no text at all", func(d *index.Document) { d.Title = "\xff\xfe\x00"; d.Mentions = nil }},
		{"time with nanoseconds", func(d *index.Document) { d.Updated = time.Date(2026, 3, 1, 8, 30, 0, 123456789, time.UTC) }},
		{"time before the epoch", func(d *index.Document) { d.Published = time.Date(1851, 9, 18, 0, 0, 0, 1, time.UTC) }},
		{"time out of JSON", func(d *index.Document) { d.Published = time.Date(-44, 3, 15, 12, 0, 0, 0, time.UTC) }},
		{"hash of another kind", func(d *index.Document) { d.ContentHash = "sha256:ABC" }},
		{"hash in capitals", func(d *index.Document) { d.ContentHash = strings.ToUpper(d.ContentHash) }},
		{"extra without value", func(d *index.Document) { d.Extra["none"], d.Extra["empty"] = nil, json.RawMessage{} }},
		{"unusual numbers", func(d *index.Document) {
			d.Actors[0].Salience, d.Locations[0].Salience = 1.0/3, math.Inf(1)
			d.Locations[0].Lat, d.Locations[0].Lon = -90, math.Copysign(0, -1)
			d.Locations[1].Lat, d.Locations[1].Lon = math.Pi, -179.99999
			d.Actors[0].Count, d.Locations[1].Count = -1, math.MaxInt
		}},
		{"unusual codes", func(d *index.Document) {
			d.Actors[0].Kind, d.Locations[0].Kind, d.Locations[1].Kind = "ship", "sea", ""
			d.Mentions[0].Field, d.Mentions[1].Kind = "caption", "x"
		}},
		{"unusual ids", func(d *index.Document) { d.Source.ID, d.Actors[0].ID, d.Locations[0].ID = "x", "Q42", "" }},
		{"ids with other letters", func(d *index.Document) {
			d.Actors[0].Name, d.Locations[0].Name, d.Source.Name = "Zoë  O’Hara-3", "São Paulo", "--"
		}},
		{"an entity twice", func(d *index.Document) { d.Locations = append(d.Locations, d.Locations[0]) }},
		{"an actor that is a location", func(d *index.Document) { d.Actors[0].ID = "location/egypt" }},
		{"an entity without mention", func(d *index.Document) { d.Actors = append(d.Actors, entity.Actor{Name: "Nobody"}) }},
		{"a mention without entity", func(d *index.Document) { d.Mentions[4].Entity = "person/other" }},
		{"a mention elsewhere", func(d *index.Document) { d.Mentions[4].Start, d.Mentions[4].End = 1<<40, -1 }},
		{"a mention with other text", func(d *index.Document) { d.Mentions[4].Text = "she" }},
		{"mentions in another order", func(d *index.Document) { slices.Reverse(d.Mentions) }},
		{"mentions that overlap", func(d *index.Document) { d.Mentions[4] = d.Mentions[3] }},
		{"forms in another order", func(d *index.Document) { slices.Reverse(d.Actors[0].Forms) }},
		{"too many forms to be told", func(d *index.Document) {
			forms := slices.Compact(many(60))
			d.SetParagraphs([]string{strings.Join(forms, " ")})
			d.Mentions, d.Actors[0].Forms, d.Actors[0].Count = d.Mentions[:3], forms, len(forms)
			start := 0
			for _, form := range forms {
				d.Mentions = append(d.Mentions, entity.Mention{Field: entity.Body, Start: start, End: start + len(form), Text: form, Kind: entity.Person, Entity: d.Actors[0].ID})
				start += len(form) + 1
			}
		}},
	}
	codec := newCodec(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			want, again := news(), news()
			test.change(&want)
			test.change(&again)
			got := roundTrip(t, codec, &want)
			if !reflect.DeepEqual(got, &want) {
				t.Errorf("stored and read again (-want +got):\n%s", cmp.Diff(&want, got))
			}
			if !reflect.DeepEqual(want, again) {
				t.Errorf("Encode changed the article (-before +after):\n%s", cmp.Diff(again, want))
			}
		})
	}
}

func TestZone(t *testing.T) {
	t.Parallel()
	codec := newCodec(t)
	want := time.Date(2026, 3, 1, 8, 30, 0, 5, time.FixedZone("somewhere", -(3*3600+1800)))
	got := roundTrip(t, codec, &index.Document{Article: corpus.Article{Published: want}}).Published
	if _, offset := got.Zone(); !got.Equal(want) || offset != -(3*3600+1800) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// A field that is added to an article and forgotten here would be lost.
func TestEveryFieldIsStored(t *testing.T) {
	t.Parallel()
	n := 0
	want := index.Document{}
	fill(t, reflect.ValueOf(&want).Elem(), &n)
	if n < 40 {
		t.Fatalf("only %d values set", n)
	}
	if got := roundTrip(t, newCodec(t), &want); !reflect.DeepEqual(got, &want) {
		t.Errorf("stored and read again (-want +got):\n%s", cmp.Diff(&want, got))
	}
}

// fill sets everything in v to a value of its own that is not zero.
func fill(t *testing.T, v reflect.Value, n *int) {
	t.Helper()
	*n++
	if v.Type() == reflect.TypeFor[time.Time]() {
		v.Set(reflect.ValueOf(time.Unix(int64(*n), int64(*n)).UTC()))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(strings.Repeat("s", *n))
	case reflect.Int:
		v.SetInt(int64(*n))
	case reflect.Uint8:
		v.SetUint(uint64(*n % 256))
	case reflect.Float64:
		v.SetFloat(float64(*n) + 1.0/3)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Struct:
		for _, field := range v.Fields() {
			fill(t, field, n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(t, v.Index(i), n)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(t, key, n)
		fill(t, value, n)
		v.SetMapIndex(key, value)
	default:
		t.Fatalf("say here how to set a %v, and store it", v.Type())
	}
}

func TestParagraphsShareTheMemoryOfTheBody(t *testing.T) { // alone: it counts allocations
	codec := newCodec(t)
	allocations := func(paragraphs int) float64 {
		doc := &index.Document{}
		doc.SetParagraphs(slices.Repeat([]string{"Words and words."}, paragraphs))
		packed, err := codec.Encode(doc)
		if err != nil {
			t.Fatal(err)
		}
		return testing.AllocsPerRun(20, func() {
			if _, err := codec.Decode(packed); err != nil {
				t.Error(err)
			}
		})
	}
	if few, many := allocations(2), allocations(60); many > few+2 {
		t.Errorf("%v allocations for 60 paragraphs, %v for 2", many, few)
	}
}

func TestWhatIsReadStaysAsItIs(t *testing.T) {
	t.Parallel()
	codec := newCodec(t)
	want := news()
	packed, err := codec.Encode(&want)
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 50 {
				mine := slices.Clone(packed)
				got, err := codec.Decode(mine)
				clear(mine)
				if err != nil || !reflect.DeepEqual(got, &want) {
					t.Errorf("error %v (-want +got):\n%s", err, cmp.Diff(&want, got))
					return
				}
				got.Extra["desk"][0] = 'x'
				other := index.Document{Article: corpus.Article{Title: "another", Paragraphs: []string{"text"}}}
				if _, err := codec.Encode(&other); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
}

func TestDamage(t *testing.T) {
	t.Parallel()
	codec := newCodec(t)
	doc := news()
	packed, err := codec.Encode(&doc)
	if err != nil {
		t.Fatal(err)
	}
	for n := range packed {
		if got, err := codec.Decode(packed[:n]); !errors.Is(err, index.ErrDamaged) || got != nil {
			t.Errorf("the first %d of %d bytes give %v, error %v, want ErrDamaged", n, len(packed), got, err)
		}
	}
	for name, bad := range map[string][]byte{
		"more behind":             append(slices.Clone(packed), 0),
		"unknown form":            append([]byte{9}, packed[1:]...),
		"JSON":                    []byte(`{"id":"a"}`),
		"length without end":      {1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff},
		"more numbers than there": {2, 200, 1, 1},
		"no frame":                {1, 0, 1, 2, 3, 4, 5, 6, 7, 8},
		"size of a gigabyte":      {1, 0, 0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0x40, 1, 0, 0},
		"text that is not there":  {2, 3, 5, 0, 0, 'a'},
	} {
		if got, err := codec.Decode(bad); !errors.Is(err, index.ErrDamaged) || got != nil {
			t.Errorf("%s: got %v, error %v, want ErrDamaged", name, got, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	codec := newCodec(f)
	doc := news()
	packed, err := codec.Encode(&doc)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(packed)
	doc.Mentions[0].Field = "caption"
	if packed, err = codec.Encode(&doc); err != nil {
		f.Fatal(err)
	}
	f.Add(packed)
	f.Add([]byte{2, 1, 0})
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := codec.Decode(text)
		if err != nil {
			if !errors.Is(err, index.ErrDamaged) {
				t.Errorf("error %v is no ErrDamaged", err)
			}
			return
		}
		// Whatever it is, it is an article: stored again, it is the same. Its
		// stored form tells more than == does of numbers that are none.
		again := roundTrip(t, codec, got)
		first, err1 := codec.Encode(got)
		second, err2 := codec.Encode(again)
		if err1 != nil || err2 != nil || string(first) != string(second) {
			t.Errorf("%v, %v: (-first +second)\n%s", err1, err2, cmp.Diff(got, again))
		}
	})
}

func FuzzRoundTrip(f *testing.F) {
	codec := newCodec(f)
	f.Add("Talks in Cairo", "Cairo is calm.\n\nTalks go on.", "Cairo", "EG", 0.33, 30.06263, int64(1772354000), 1, 9)
	f.Add("", "", "", "", 0.0, 0.0, int64(0), 0, 0)
	f.Add("É", "\n\n\n\n", "É-a B", "x", -1.5, math.MaxFloat64, int64(-1), 2, -3)
	f.Fuzz(func(t *testing.T, title, body, name, code string, salience, lat float64, seconds int64, start, end int) {
		if math.IsNaN(salience) || math.IsNaN(lat) {
			t.Skip("no number equals itself")
		}
		want := index.Document{
			Article: corpus.Article{
				ID: code, Title: title, Body: body, Paragraphs: strings.Split(body, "\n\n"), ContentHash: code, Published: time.Unix(seconds, int64(uint32(start))).UTC(),
				Source: corpus.Source{Name: name, ID: strings.ToLower(name)}, Extra: map[string]json.RawMessage{name: json.RawMessage(body)},
			},
			Actors:    []entity.Actor{{ID: "person/" + strings.ToLower(name), Name: name, Kind: entity.Kind(code), Forms: []string{name}, Count: start, Salience: salience}},
			Locations: []entity.Place{{ID: name, Name: title, Country: code, Lat: lat, Lon: salience, Within: []string{code, title}, Count: 1}},
			Mentions:  []entity.Mention{{Field: entity.Body, Start: start, End: end, Kind: entity.Location, Entity: name}},
		}
		if start >= 0 && end >= start && end <= len(body) {
			want.Mentions[0].Text = body[start:end]
			want.Locations[0].Forms = []string{body[start:end]}
		}
		if got := roundTrip(t, codec, &want); !reflect.DeepEqual(got, &want) {
			t.Errorf("stored and read again (-want +got):\n%s", cmp.Diff(&want, got))
		}
	})
}

// An index of yesterday has to be readable, or to have another format.
func TestOlderArticlesAreRead(t *testing.T) {
	t.Parallel()
	const name = "testdata/news.stored"
	codec, want := newCodec(t), news()
	if _, err := os.Stat(name); golden.Updating() && errors.Is(err, fs.ErrNotExist) {
		packed, err := codec.Encode(&want)
		if err != nil {
			t.Fatal(err)
		}
		golden.Equal(t, name, packed)
	}
	packed, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	got, err := codec.Decode(packed)
	if err != nil || !reflect.DeepEqual(got, &want) {
		t.Errorf("error %v: change the format in index/bleveindex, remove %s and run with -update; (-want +got):\n%s", err, name, cmp.Diff(&want, got))
	}
}

func TestStoredArticlesAreSmall(t *testing.T) {
	t.Parallel()
	doc := news()
	text, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	packed, err := newCodec(t).Encode(&doc)
	if err != nil {
		t.Fatal(err)
	}
	if len(packed) > len(text)/5 {
		t.Errorf("%d bytes of JSON are stored in %d, want at most a fifth", len(text), len(packed))
	}
}
