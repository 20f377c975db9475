package feed

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"dateline/corpus/xmltree"
)

// jsonItem is an item of JSON Feed 1.0 or 1.1.
type jsonItem struct {
	ID          any          `json:"id"` // a string, but some write numbers
	URL         string       `json:"url"`
	ExternalURL string       `json:"external_url"`
	Title       string       `json:"title"`
	HTML        string       `json:"content_html"`
	Text        string       `json:"content_text"`
	Summary     string       `json:"summary"`
	Image       string       `json:"image"`
	BannerImage string       `json:"banner_image"`
	Published   string       `json:"date_published"`
	Modified    string       `json:"date_modified"`
	Authors     []jsonAuthor `json:"authors"`
	Author      jsonAuthor   `json:"author"`
	Tags        []string     `json:"tags"`
	Lang        string       `json:"language"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

// readJSON reads JSON Feed, whose items stand in an array after what the feed
// says of itself.
func readJSON(r io.Reader, limit int64) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		in := &bounded{in: r, limit: limit}
		j := jsonReader{in: in, decoder: json.NewDecoder(in), yield: yield}
		if err := j.read(); err != nil && !errors.Is(err, errStopped) {
			switch wrong, ok := errors.AsType[*json.SyntaxError](err); {
			case in.err != nil: // the decoder may hide it
				err = in.err
			case ok:
				err = fmt.Errorf("%w: %w, after %d bytes", ErrJSON, err, wrong.Offset)
			default:
				err = fmt.Errorf("%w: %w", ErrJSON, err)
			}
			yield(Item{}, err)
		}
	}
}

// ErrJSON says that a feed is no JSON, or another kind of it, from some place on.
var ErrJSON = errors.New("no JSON Feed")

var errStopped = errors.New("the caller has enough")

type jsonReader struct {
	in      *bounded
	decoder *json.Decoder
	yield   func(Item, error) bool
	feed    Feed
	number  int
}

func (j *jsonReader) read() error {
	j.in.renew()
	if _, err := j.decoder.Token(); err != nil { // "{"
		return err
	}
	for j.decoder.More() {
		j.in.renew()
		key, err := j.decoder.Token()
		if err != nil {
			return err
		}
		if key == "items" {
			err = j.items()
		} else {
			err = j.field(key)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// field reads what the feed says of itself.
func (j *jsonReader) field(key json.Token) error {
	var raw json.RawMessage
	if err := j.decoder.Decode(&raw); err != nil {
		return err
	}
	into := map[json.Token]*string{"title": &j.feed.Title, "home_page_url": &j.feed.URL, "language": &j.feed.Lang}[key]
	if into != nil {
		_ = json.Unmarshal(raw, into) // what is no string is nothing
	}
	return nil
}

func (j *jsonReader) items() error {
	start, err := j.decoder.Token()
	if err != nil {
		return err
	}
	if start != json.Delim('[') {
		return errors.New("items is no array")
	}
	for j.decoder.More() {
		j.in.renew()
		j.number++
		var raw json.RawMessage
		if err := j.decoder.Decode(&raw); err != nil {
			return fmt.Errorf("item %d: %w", j.number, err)
		}
		var item jsonItem
		_ = json.Unmarshal(raw, &item) // fields of the wrong type stay empty
		if !j.yield(item.item(j.feed, j.number), nil) {
			return errStopped
		}
	}
	if _, err := j.decoder.Token(); err != nil { // "]"
		return err
	}
	return nil
}

func (i jsonItem) item(feed Feed, number int) Item {
	item := Item{
		Feed: feed, Number: number, URL: webAddress(feed.URL, first(i.URL, i.ExternalURL)), Title: i.Title, HTML: i.HTML, Summary: textMarkup(i.Summary),
		Published: []string{i.Published, i.Modified}, Updated: i.Modified, Lang: first(i.Lang, feed.Lang), Image: webAddress(feed.URL, first(i.Image, i.BannerImage)),
		Categories: i.Tags,
	}
	if i.ID != nil {
		item.ID = fmt.Sprint(i.ID)
	}
	if item.HTML == "" {
		item.HTML = textMarkup(i.Text)
	}
	if item.HTML == "" {
		item.HTML, item.Summary = item.Summary, ""
	}
	for _, a := range append(i.Authors, i.Author) { // of version 1.1, of 1.0
		if name := personName(a.Name); name != "" && (len(item.Authors) == 0 || item.Authors[len(item.Authors)-1] != name) {
			item.Authors = append(item.Authors, name)
		}
	}
	return item
}

// bounded reads no more than a limit until it is renewed; the decoder's
// buffer comes on top of it.
type bounded struct {
	in          io.Reader
	limit, left int64
	err         error // why it ended, if not at the end
}

func (b *bounded) renew() { b.left = b.limit }

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.in.Read(p)
	if b.left -= int64(n); b.left < 0 {
		n, err = 0, xmltree.ErrTooLarge
	}
	if err != nil && !errors.Is(err, io.EOF) {
		b.err = err
	}
	return n, err //nolint:wrapcheck // a reader gives errors as they are
}
