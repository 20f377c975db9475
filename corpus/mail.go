package corpus

import (
	"errors"
	"io"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline/corpus/fragment"
	"dateline/corpus/mail"
	"dateline/corpus/wire"
)

// mailRecords yields the one article of a newsletter or of a page that was
// saved as MHTML.
func mailRecords(name string, r io.Reader, opts Options, saved bool) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) { yield(mailRecord(name, r, opts, saved)) }
}

// mailboxRecords yields the messages of a mailbox, by their numbers.
func mailboxRecords(name string, r io.Reader, opts Options) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		number := 0
		for message := range mail.Messages(r) {
			number++
			own := strconv.Itoa(number)
			one, err := mailRecord(name+":"+own, message, opts, false)
			one.name = own
			if !yield(one, err) {
				return
			}
		}
	}
}

func mailRecord(name string, r io.Reader, opts Options, saved bool) (record, error) {
	m, err := mail.Read(r, opts.MaxPage)
	switch {
	case errors.Is(err, mail.ErrTooLarge):
		return record{}, refuse(name, ErrTooLarge, "the text of the message is more than the limit of %s: raise --max-page", megabytes(opts.MaxPage))
	case errors.Is(err, mail.ErrNoMail):
		return record{}, refuse(name, ErrFormat, "not a message: it does not begin with lines like \"Subject: …\"")
	case err != nil:
		return record{}, refuseRead(name, err)
	case saved && m.HTML != "":
		return record{parse: func(name, key string, opts Options) (Article, error) {
			return parsePage(name, key, []byte(m.HTML), origin{url: m.URL}, opts)
		}}, nil
	}
	return record{parse: func(name, key string, opts Options) (Article, error) { return mailArticle(name, key, m, opts) }}, nil
}

var replyMark = regexp.MustCompile(`(?i)^(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs|odp)\s*:\s*)+`)

func mailArticle(name, key string, m mail.Message, opts Options) (Article, error) {
	opts = opts.withDefaults()
	blocks := cutForwarded(&m, mailBlocks(m))
	a := Article{
		Path: name, URL: webAddress(m.URL), Title: replyMark.ReplaceAllString(wire.Clean(m.Subject), ""),
		Published: timeUntil(m.Date, opts.latest()),
	}
	a.setSender(m)
	a.setBlocks(trimMail(blocks), a.Published.Year(), opts.latest())
	if !hasSentence(a.Paragraphs) {
		return Article{}, refuse(name, ErrNoText, "no article text found: the message holds only links, pictures or attachments")
	}
	a.finish(a.ownKey(key), prefixed("mid:", m.ID))
	return a, nil
}

func mailBlocks(m mail.Message) []fragment.Block {
	if blocks := fragment.Read(m.HTML); len(blocks) > 0 {
		return blocks
	}
	var blocks []fragment.Block
	text, _, _ := strings.Cut(wire.NormaliseLines(m.Text), "\n-- \n") // the signature
	for _, p := range wire.Paragraphs(wire.CutListFooter(text)) {
		blocks = append(blocks, fragment.Block{Text: p, Linked: bareAddress.MatchString(p)})
	}
	return blocks
}

var (
	bareAddress = regexp.MustCompile(`^[\[(<*\s\d\])]*https?://\S+$`)
	// What only a mail has around its text.
	mailFooter = regexp.MustCompile(`(?i)\b(?:unsubscribe|opt[ -]out|(?:manage|update|change) (?:your )?(?:e-?mail |newsletter |subscription )?(?:preferences|settings|subscriptions?)|(?:you are|you['’]re) (?:receiving|getting) this|(?:you )?received this (?:e-?mail|newsletter|message) because|this (?:e-?mail|newsletter|message) was sent to|our (?:mailing|postal) address|` +
		`newsletter (?:abbestellen|abmelden)|abbestellen|vom newsletter abmelden|se désabonner|désinscri\S*|désabonn\S*|darse de baja|cancelar (?:la |tu |su )?suscripción|disiscri\S*|annulla (?:la tua |l['’])iscrizione|cancelar (?:a )?(?:sua )?(?:inscrição|subscrição|assinatura)|afmelden|uitschrijven|avregistrera|avprenumerera|meld (?:deg|dig) av|afmeld|wypisz się)`)
	mailHeader = regexp.MustCompile(`(?i)^(?:(?:trouble|problems?|having trouble) (?:reading|viewing).*|.{0,40}\b(?:view|read|open|see)\b.{0,30}\b(?:in|on) (?:your |a |the )?(?:web ?)?(?:browser|online|app|web)\b.{0,30}|view (?:it )?online|web version|im browser (?:öffnen|ansehen|anzeigen)|(?:newsletter )?online ansehen|voir (?:la version|dans le navigateur|en ligne).*|ver en (?:el )?navegador|forwarded this (?:e-?mail|newsletter)\?.*|was this (?:e-?mail|newsletter) forwarded.*|sign up (?:here|for).{0,60})$`)
)

// cutForwarded takes off what a program writes above a message that somebody
// sends on, and makes the first sender that of the message. A text that is a
// quotation as a whole becomes one that is none.
func cutForwarded(m *mail.Message, blocks []fragment.Block) []fragment.Block {
	const within = 20 // paragraphs
	texts := make([]string, min(len(blocks), within))
	for i := range texts {
		texts[i] = blocks[i].Text
	}
	head, next, ok := wire.CutForwarded(texts, replyMark.MatchString(m.Subject))
	if !ok || next >= len(blocks) {
		return blocks
	}
	m.List = "" // of who sent it on
	m.From, m.Date = mail.Address{Name: head.Name, Address: head.Address}, first(head.Date, m.Date)
	blocks = blocks[next:]
	if !slices.ContainsFunc(blocks, func(b fragment.Block) bool { return b.Kind != string(Quote) }) {
		for i := range blocks {
			blocks[i].Kind = ""
		}
	}
	return blocks
}

// maxNotice is the longest line that is taken for a notice, in characters.
const maxNotice = 400

// trimMail drops what only a mail has around its text: links to a web version
// above it, teasers that are nothing but links, and all from the first notice
// on how to end the subscription, when little follows it.
func trimMail(blocks []fragment.Block) []fragment.Block {
	total := 0
	for _, b := range blocks {
		total += len(b.Text)
	}
	kept := make([]fragment.Block, 0, len(blocks))
	passed := 0
	for _, b := range blocks {
		notice := utf8.RuneCountInString(b.Text) <= maxNotice
		if notice && mailFooter.MatchString(b.Text) && (total-passed)*3 <= total {
			break
		}
		passed += len(b.Text)
		switch {
		case b.Linked && b.Kind != string(Heading):
		case notice && (mailFooter.MatchString(b.Text) || mailHeader.MatchString(b.Text)):
		default:
			kept = append(kept, b)
		}
	}
	return kept
}

var (
	senderOf = regexp.MustCompile(`(?i)^(.+?)(?:\s+(?:from|at|von|chez|de chez|@|via|\||–|-)|,)\s+(.+)$`)
	// What senders put before the name of their domain.
	mailHost = regexp.MustCompile(`^(?:e-?mails?|mail(?:er|ing)?|newsletters?|news|e|m|info|lists?|mg|em|send|reply|updates?|go|t)\d*\.([^.]+\..+)$`)
)

// setSender reads outlet and author off the sender: "Jane Doe from The Ledger",
// the outlet alone, or a person who writes for a list.
func (a *Article) setSender(m mail.Message) {
	name := wire.Clean(m.From.Name)
	_, host, _ := strings.Cut(strings.ToLower(m.From.Address), "@")
	if short := mailHost.FindStringSubmatch(host); short != nil {
		host = short[1]
	}
	a.Source.Domain = strings.TrimPrefix(host, "www.")
	outlet, list := name, wire.Clean(m.List)
	switch parts := senderOf.FindStringSubmatch(name); {
	case parts != nil && wire.IsName(parts[1]):
		a.Authors, outlet = []string{parts[1]}, parts[2]
	case wire.IsName(name) && !resembles(name, host):
		a.Authors, outlet = []string{name}, list
	}
	a.Source.Name = first(outlet, list)
}

// resembles reports whether a name is that of a domain: "The Harbour Ledger" of
// harbour-ledger.example.
func resembles(name, host string) bool {
	squeeze := func(s string) string { return strings.ReplaceAll(slug(s), "-", "") }
	host, _, _ = strings.Cut(host, ".")
	long, short := squeeze(name), squeeze(host)
	return short != "" && (strings.Contains(long, short) || strings.Contains(short, strings.TrimPrefix(long, "the")))
}
