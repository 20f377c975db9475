package wire

import (
	"regexp"
	"strings"
)

const (
	senderField = `(?:from|von|de|da|van|från|fra)`
	otherField  = `(?:to|cc|date|sent|subject|reply-to|an|datum|gesendet|betreff|à|envoyé|objet|para|enviado|fecha|asunto|data|a|inviato|oggetto|assunto|aan|verzonden|onderwerp|till|skickat|ämne|til|dato|emne)`
)

var (
	// forwardMark stands above what is sent on.
	forwardMark = regexp.MustCompile(`(?i)^[-_ >]*(?:begin forwarded message|forwarded message|original message|weitergeleitete nachricht|anfang der weitergeleiteten nachricht|ursprüngliche nachricht|message transféré|début du message (?:transféré|réexpédié)|message d['’]origine|mensaje reenviado|mensaje original|messaggio inoltrato|messaggio originale|mensagem (?:encaminhada|original)|doorgestuurd bericht|oorspronkelijk bericht|vidarebefordrat meddelande|videresendt melding)\b[-_ :]*`)
	fieldLine   = regexp.MustCompile(`(?i)^[> *]*(?:` + senderField + `|` + otherField + `) ?\*?:`)
	sentBy      = regexp.MustCompile(`(?i)(?:^|[> *])` + senderField + ` ?\*?: *\*?(.*?)(?: +\*?` + otherField + ` ?\*?:|$)`)
	sentAt      = regexp.MustCompile(`(?i)(?:^| )\*?(?:date|sent|datum|gesendet|envoyé|enviado|fecha|data|inviato|verzonden|skickat|dato) ?\*?: *\*?(.*?)(?: +\*?(?:` + senderField + `|` + otherField + `) ?\*?:|$)`)
)

const (
	// maxBefore is how many paragraphs may stand above what is sent on.
	maxBefore = 3
	// maxForwardHead is the longest paragraph, in bytes, that may be a head.
	maxForwardHead = 2000
)

var inBrackets = regexp.MustCompile(`^(.*?)\s*[<\[(]*\s*(?:mailto:)?([^\s<>\[\]()]+@[^\s<>\[\]()]+)`)

// Forwarded is what a program writes above a message that somebody sends on.
type Forwarded struct {
	Name, Address string // of who sent it first; either may be empty
	Date          string // "Mon, Nov 2, 2026 at 7:00 AM"; "" when it is none
}

// CutForwarded finds the head of a message that was sent on in the first
// paragraphs of a mail, and gives the number of the first one after it. sentOn
// says that the subject tells so: then the line that marks such heads may be
// missing.
func CutForwarded(paragraphs []string, sentOn bool) (head Forwarded, next int, ok bool) {
	for i, p := range paragraphs[:min(len(paragraphs), maxBefore+1)] {
		if len(p) > maxForwardHead {
			continue
		}
		mark := forwardMark.FindString(p)
		if mark == "" && !sentOn {
			continue
		}
		var lines []string
		if p != mark {
			lines = append(lines, p[len(mark):])
		}
		for next = i + 1; next < len(paragraphs) && len(paragraphs[next]) <= maxForwardHead && fieldLine.MatchString(paragraphs[next]); next++ {
			lines = append(lines, paragraphs[next])
		}
		if len(lines) == 0 || !fieldLine.MatchString(lines[0]) {
			continue
		}
		if head, ok = readForwarded(lines); ok {
			return head, next, true
		}
	}
	return Forwarded{}, 0, false
}

func readForwarded(lines []string) (head Forwarded, ok bool) {
	sender := ""
	for _, line := range lines {
		if found := sentBy.FindStringSubmatch(line); found != nil && sender == "" {
			sender = found[1]
		}
		if found := sentAt.FindStringSubmatch(line); found != nil && head.Date == "" {
			if _, known := ParseTime(found[1]); known {
				head.Date = found[1]
			}
		}
	}
	head.Name = strings.Trim(sender, `"'* `)
	if address := inBrackets.FindStringSubmatch(sender); address != nil {
		head.Name, head.Address = strings.Trim(address[1], `"'* `), address[2]
	}
	return head, sender != ""
}

// CutListFooter takes off what programs of lists write below each message: a
// rule, and in the lines after it what list it is and how to leave it.
func CutListFooter(text string) string {
	const shortestRule, footerLines, longest = 8, 5, 200
	at := 0
	for raw := range strings.Lines(text) {
		at += len(raw)
		rule := strings.TrimSpace(raw)
		if len(rule) < shortestRule || strings.Trim(rule, "_=*-") != "" {
			continue
		}
		rest := text[at:]
		for range footerLines {
			line, after, _ := strings.Cut(rest, "\n")
			if line = strings.ToLower(line); len(line) <= longest &&
				(strings.Contains(line, "mailing list") || strings.Contains(line, "listinfo") || strings.Contains(line, "unsubscribe")) {
				return text[:at-len(raw)]
			}
			rest = after
		}
	}
	return text
}

// errorTitle knows the pages that a server sends instead of another.
var errorTitle = regexp.MustCompile(`(?i)^\W*(?:(?:http )?(?:error|fehler|erreur)?[ :–-]*(?:4[0-9][0-9]|50[0-9])(?:\s*(?:[-–—:|!.,]|$)|\s+(?:not found|error|forbidden|unauthorized|gone|page|bad gateway|service|internal|too many))` +
	`|(?:the |this |requested )*(?:page|article|file|content|url) (?:(?:was|is|has|could|can|you|requested|were|looking|for|been) ?)*(?:not (?:be )?found|cannot be found|no longer (?:available|exists)|does not exist|unavailable|removed|deleted)` +
	`|not found(?:\W|$)|(?:die )?seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|pagina non trovata|página não encontrada|pagina niet gevonden|sidan (?:kunde inte hittas|hittades inte)` +
	`|access (?:to this page has been )?denied\W*$|just a moment\W*$|attention required|are you (?:a )?(?:human|robot)|(?:service (?:temporarily )?unavailable|bad gateway|internal server error|too many requests|forbidden)\W*$)`)

// IsErrorTitle reports whether a title is that of a page which a server sends
// instead of another: "404 – Page not found", "Just a moment…".
func IsErrorTitle(title string) bool { return errorTitle.MatchString(title) }
