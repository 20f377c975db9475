package wire_test

import (
	"strings"
	"testing"

	"dateline/corpus/wire"
)

func TestCutForwarded(t *testing.T) {
	t.Parallel()
	const ledger = "The Ledger|news@ledger.example|Mon, Nov 2, 2026 at 7:00 AM|"
	for _, test := range []struct {
		name, text string
		sentOn     bool
		want       string
	}{
		{"in one line", "---------- Forwarded message --------- From: The Ledger <news@ledger.example> Date: Mon, Nov 2, 2026 at 7:00 AM Subject: A|Text", false, ledger + "1"},
		{"in several", "Begin forwarded message:|From: The Ledger <news@ledger.example>|Date: Mon, Nov 2, 2026 at 7:00 AM|To: b|Text", false, ledger + "4"},
		{"behind a note", "A note|Original Message|From: The Ledger [mailto:news@ledger.example]|Sent: Mon, Nov 2, 2026 at 7:00 AM|Text", false, ledger + "4"},
		{"in another order", "Weitergeleitete Nachricht|Datum: Mon, Nov 2, 2026 at 7:00 AM|Von: The Ledger <news@ledger.example>|Text", false, ledger + "3"},
		{"without a mark", "From: The Ledger <news@ledger.example>|Sent: Mon, Nov 2, 2026 at 7:00 AM|Text", true, ledger + "2"},
		{"without a mark, and not said", "From: The Ledger <news@ledger.example>|Text", false, ""},
		{"no date", "Forwarded message|From: The Ledger <news@ledger.example>|Date: lately|Text", false, "The Ledger|news@ledger.example||3"},
		{"no address", "Forwarded message|From: The Ledger|Text", false, "The Ledger|||2"},
		{"no sender", "Forwarded message|Subject: A|Text", false, ""},
		{"a mark alone", "Forwarded message|Text", true, ""},
		{"too far below", "One|Two|Three|Four|Forwarded message|From: The Ledger|Text", false, ""},
		{"too long for a head", "Forwarded message From: " + strings.Repeat("x", 3000), true, ""},
		{"nothing", "", true, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := ""
			if head, next, ok := wire.CutForwarded(strings.Split(test.text, "|"), test.sentOn); ok {
				got = strings.Join([]string{head.Name, head.Address, head.Date, string(rune('0' + next))}, "|")
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestIsErrorTitle(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]bool{
		"404 – Page not found": true, "Error 404": true, "HTTP Error 503: Service unavailable": true, "Page not found | The Ledger": true, "Not found": true,
		"The page you requested was not found": true, "Seite nicht gefunden": true, "Page introuvable": true, "Just a moment...": true, "Access Denied": true, "403 Forbidden": true, "Attention Required! | Cloudflare": true,
		"404 people leave the island": false, "Missing ferry not found": false, "500 jobs go at the harbour": false, "Forbidden city reopens": false, "Access denied to reporters at the port": false, "": false,
	} {
		if got := wire.IsErrorTitle(title); got != want {
			t.Errorf("%q: %t, want %t", title, got, want)
		}
	}
}
