package corpus

import (
	"regexp"
	"strings"

	"dateline/corpus/fragment"
	"dateline/corpus/mail"
	"dateline/corpus/wire"
)

const (
	senderField = `(?:from|von|de|da|van|från|fra)`
	otherField  = `(?:to|cc|date|sent|subject|reply-to|an|datum|gesendet|betreff|à|envoyé|objet|para|enviado|fecha|asunto|data|a|inviato|oggetto|assunto|aan|verzonden|onderwerp|till|skickat|ämne|til|dato|emne)`
)

var (
	// forwardMark stands above what is sent on.
	forwardMark = regexp.MustCompile(`(?i)^[-_ >]*(?:begin forwarded message|forwarded message|original message|weitergeleitete nachricht|anfang der weitergeleiteten nachricht|ursprüngliche nachricht|message transféré|début du message (?:transféré|réexpédié)|message d['’]origine|mensaje reenviado|mensaje original|messaggio inoltrato|messaggio originale|mensagem (?:encaminhada|original)|doorgestuurd bericht|oorspronkelijk bericht|vidarebefordrat meddelande|videresendt melding)\b[-_ :]*`)
	fieldLine   = regexp.MustCompile(`(?i)^[> *]*(?:` + senderField + `|` + otherField + `) ?\*?:`)
	sentBy      = regexp.MustCompile(`(?i)(?:^|[> *])` + senderField + ` ?\*?: *\*?(.*?)(?: *\*?` + otherField + ` ?\*?:|$)`)
	sentAt      = regexp.MustCompile(`(?i)(?:^| )\*?(?:date|sent|datum|gesendet|envoyé|enviado|fecha|data|inviato|verzonden|skickat|dato) ?\*?: *\*?(.*?)(?: *\*?(?:` + senderField + `|` + otherField + `) ?\*?:|$)`)
)

const (
	// maxBefore is how many paragraphs may stand above what is sent on.
	maxBefore = 3
	// maxForwardHead is the longest paragraph, in bytes, that may be a head.
	maxForwardHead = 2000
)

// cutForwarded takes off what a program writes above a message that somebody
// sends on, and makes the first sender that of the message. What is told by
// the head of the message around it is no longer so.
func cutForwarded(m *mail.Message, blocks []fragment.Block) []fragment.Block {
	for i := range min(len(blocks), maxBefore+1) {
		if len(blocks[i].Text) > maxForwardHead {
			continue
		}
		mark := forwardMark.FindString(blocks[i].Text)
		rest := blocks[i].Text[len(mark):]
		if mark == "" && !replyMark.MatchString(m.Subject) {
			continue
		}
		head, next := []string{}, i+1
		if rest != "" {
			head = append(head, rest)
		}
		for ; next < len(blocks) && len(blocks[next].Text) <= maxForwardHead && fieldLine.MatchString(blocks[next].Text); next++ {
			head = append(head, blocks[next].Text)
		}
		if len(head) > 0 && fieldLine.MatchString(head[0]) && next < len(blocks) && setForwarded(m, head) {
			return unquoted(blocks[next:])
		}
	}
	return blocks
}

// setForwarded reads who sent a message first, and when, in whichever form. It
// reports false for what is no head of a message.
func setForwarded(m *mail.Message, head []string) bool {
	sender, date := "", ""
	for _, line := range head {
		if found := sentBy.FindStringSubmatch(line); found != nil && sender == "" {
			sender = found[1]
		}
		if found := sentAt.FindStringSubmatch(line); found != nil && date == "" {
			date = found[1]
		}
	}
	if sender == "" {
		return false
	}
	m.List = "" // of who sent it on
	m.From = mail.Address{Name: strings.Trim(sender, `"'* `)}
	if address := inBrackets.FindStringSubmatch(sender); address != nil {
		m.From = mail.Address{Name: strings.Trim(address[1], `"'* `), Address: address[2]}
	}
	if _, known := wire.ParseTime(date); known {
		m.Date = date
	}
	return true
}

var inBrackets = regexp.MustCompile(`^(.*?)\s*[<\[(]*\s*(?:mailto:)?([^\s<>\[\]()]+@[^\s<>\[\]()]+)`)

// unquoted gives a text that is a quotation as a whole as one that is none.
func unquoted(blocks []fragment.Block) []fragment.Block {
	for _, b := range blocks {
		if b.Kind != string(Quote) && !strings.HasPrefix(b.Text, ">") {
			return blocks
		}
	}
	for i := range blocks {
		if blocks[i].Kind == string(Quote) {
			blocks[i].Kind = ""
		}
	}
	return blocks
}
