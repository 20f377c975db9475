package corpus_test

import (
	"strings"
	"testing"
	"time"

	"dateline/corpus"
)

// TestMessagesThatWereSentOn reads newsletters that somebody sent on, as
// programs write what was above them.
func TestMessagesThatWereSentOn(t *testing.T) {
	t.Parallel()
	const (
		text = "The ferry crews of the island vote on longer hours today, and the result is due next week."
		more = "The vote ends on Friday, when the council meets again in the town hall."
	)
	html := func(s string) string { return "Content-Type: text/html; charset=utf-8\n\n" + s }
	plain := func(s string) string { return "Content-Type: text/plain; charset=utf-8\n\n" + s }
	const ledger = "The Harbour Ledger|harbour-ledger.example|2026-11-02"
	for _, test := range []struct{ name, subject, body, want string }{
		{"Gmail, text", "Fwd: News", plain("---------- Forwarded message ---------\nFrom: The Harbour Ledger <news@harbour-ledger.example>\nDate: Mon, Nov 2, 2026 at 7:00 AM\nSubject: News\nTo: John <j@x.example>\n\n\n" + text + "\n\n" + more), ledger},
		{"Gmail, with a note above", "Fwd: News", plain("For the archive.\n\n---------- Forwarded message ---------\nFrom: The Harbour Ledger <news@harbour-ledger.example>\nDate: Mon, Nov 2, 2026 at 7:00 AM\nSubject: News\nTo: John <j@x.example>\n\n" + text + "\n\n" + more), ledger},
		{"Gmail, HTML", "Fwd: News", html("<div>---------- Forwarded message ---------<br>From: <b>The Harbour Ledger</b> <span>&lt;<a href='mailto:news@harbour-ledger.example'>news@harbour-ledger.example</a>&gt;</span><br>Date: Mon, Nov 2, 2026 at 7:00 AM<br>Subject: News<br>To: John &lt;j@x.example&gt;<br></div><p>" + text + "</p><p>" + more + "</p>"), ledger},
		{"Apple, HTML in a quotation", "Fwd: News", html("<blockquote>Begin forwarded message:<br><br></blockquote><blockquote><div><b>From: </b>The Harbour Ledger &lt;news@harbour-ledger.example&gt;</div><div><b>Subject: </b>News</div><div><b>Date: </b>2 November 2026 at 07:00:00 GMT</div><div><b>To: </b>j@x.example</div><p>" + text + "</p><p>" + more + "</p></blockquote>"), ledger},
		{"Outlook, without a mark", "FW: News", html("<div><b>From:</b> The Harbour Ledger &lt;news@harbour-ledger.example&gt;<br><b>Sent:</b> Monday, November 2, 2026 7:00 AM<br><b>To:</b> John<br><b>Subject:</b> News</div><p>" + text + "</p><p>" + more + "</p>"), ledger},
		{"German", "WG: News", plain("-------- Weitergeleitete Nachricht --------\nBetreff: News\nDatum: Mon, 2 Nov 2026 07:00:00 +0100\nVon: The Harbour Ledger <news@harbour-ledger.example>\nAn: j@x.example\n\n" + text + "\n\n" + more), ledger},
		{"an address alone", "Fwd: News", plain("---------- Forwarded message ---------\nFrom: <news@harbour-ledger.example>\nDate: Mon, Nov 2, 2026 at 7:00 AM\nSubject: News\n\n" + text + "\n\n" + more), "harbour-ledger.example|harbour-ledger.example|2026-11-02"},
		{"a date that is none", "Fwd: News", plain("---------- Forwarded message ---------\nFrom: The Harbour Ledger <news@harbour-ledger.example>\nDate: this morning\nSubject: News\n\n" + text + "\n\n" + more), "The Harbour Ledger|harbour-ledger.example|2026-11-03"},
		{"not sent on", "News", plain(text + "\n\n" + more), "Archive|archive.example|2026-11-03"},
		{"a text that begins like a head", "News", plain("From: the harbour, a report on the ferries of the island and what they carry.\n\n" + text + "\n\n" + more), "Archive|archive.example|2026-11-03"},
		{"a mark without a head", "News", plain("Forwarded message: how a mistake of one office closed the harbour for three days.\n\n" + text + "\n\n" + more), "Archive|archive.example|2026-11-03"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			message := "From: Archive <a@archive.example>\nSubject: " + test.subject + "\nDate: Tue, 03 Nov 2026 08:00:00 +0000\nMessage-ID: <1@archive.example>\nMIME-Version: 1.0\n" + test.body
			found := false
			for in, err := range corpus.Stream(t.Context(), "x", strings.NewReader(message), noon()) {
				if err != nil {
					t.Fatal(err)
				}
				a, err := in.Parse(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				found = true
				if got := a.Source.Name + "|" + a.Source.Domain + "|" + a.Published.Format(time.DateOnly); got != test.want {
					t.Errorf("got %q, want %q", got, test.want)
				}
				texts := a.Paragraphs[max(0, len(a.Paragraphs)-2):]
				if len(texts) != 2 || texts[0] != text || texts[1] != more || strings.HasPrefix(test.want, "Archive") == (len(a.Paragraphs) == 2) && test.name != "not sent on" || len(a.Structure) != 0 || a.Title != "News" {
					t.Errorf("got %q, %v: %q", a.Title, a.Structure, a.Paragraphs)
				}
			}
			if !found {
				t.Error("no message")
			}
		})
	}
}

func TestFootersOfLists(t *testing.T) {
	t.Parallel()
	const text = "The ferry crews of the island vote on longer hours today, and the result is due next week.\n\nThe vote ends on Friday.\n"
	for _, footer := range []string{
		"_______________________________________________\nFerry mailing list\nFerry@lists.x.example\nhttps://lists.x.example/mailman/listinfo/ferry\n",
		"_______________________________________________\nFerry -- ferry@lists.x.example\nTo unsubscribe send an email to ferry-leave@lists.x.example\n",
		"-- \nYou received this message because you are subscribed to the Google Groups \"Ferry\" group.\n",
		"----------------------------------------------------------------\nTo unsubscribe from the FERRY list, click the following link:\nhttps://lists.x.example/?A=1\n",
		"",
	} {
		message := "From: Jane Doe <j@x.example>\nSubject: News\nDate: Tue, 03 Nov 2026 08:00:00 +0000\nMessage-ID: <1@x.example>\nContent-Type: text/plain\n\n" + text + "\n" + footer
		for in, err := range corpus.Stream(t.Context(), "x", strings.NewReader(message), noon()) {
			if err != nil {
				t.Fatal(err)
			}
			a, err := in.Parse(t.Context())
			if err != nil || len(a.Paragraphs) != 2 || a.Paragraphs[1] != "The vote ends on Friday." {
				t.Errorf("%.40q: got %q, %v", footer, a.Paragraphs, err)
			}
		}
	}
}
