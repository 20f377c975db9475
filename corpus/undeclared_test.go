package corpus_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"dateline/corpus"
)

// TestUndeclaredCharset reads pages in legacy charsets that do not say so, or
// say that they are something else.
func TestUndeclaredCharset(t *testing.T) {
	t.Parallel()
	texts := map[string]struct{ lang, text string }{
		"windows-1251": {"ru", "Городской совет решил во вторник, что старый причал будет закрыт на три месяца, и паромы не будут заходить в порт."},
		"koi8-r":       {"ru", "Городской совет решил во вторник, что старый причал будет закрыт на три месяца, и паромы не будут заходить в порт."},
		"windows-1253": {"el", "Το δημοτικό συμβούλιο αποφάσισε την Τρίτη να κλείσει την παλιά προβλήτα για τρεις μήνες, και τα πλοία θα φεύγουν από τον βορρά."},
		"iso-8859-2":   {"pl", "Rada postanowiła we wtorek, że stare molo zostanie zamknięte na trzy miesiące i że promy nie będą się zatrzymywać w porcie, który jest pełny."},
		"shift_jis":    {"ja", "市議会は火曜日、古い桟橋を三か月間閉鎖することを決めた。島へのフェリーは北の岸壁から出る。"},
		"gb18030":      {"zh", "市议会星期二决定将旧码头关闭三个月进行维修工程，渡轮将从北边的码头出发，市长对记者说。"},
		"windows-1252": {"de", "Der Stadtrat hat am Dienstag beschlossen, dass die alte Brücke für drei Monate geschlossen wird; die Fähren müssen ausweichen."},
	}
	heads := map[string]string{
		"not declared":        "",
		"declared as UTF-8":   `<meta charset="utf-8">`,
		"declared as wide":    `<meta charset="utf-16">`,
		"declared as nothing": `<meta charset="hz-gb-2312">`,
		"declared as Western": `<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">`,
	}
	for name, test := range texts {
		for how, head := range heads {
			t.Run(name+" "+how, func(t *testing.T) {
				t.Parallel()
				enc, err := htmlindex.Get(name)
				if err != nil {
					t.Fatal(err)
				}
				page := "<html><head>" + head + "</head><body>" + strings.Repeat("<p>"+test.text+"</p>\n<p>A</p>", 2) + "</body></html>"
				data, err := enc.NewEncoder().Bytes([]byte(page))
				if err != nil {
					t.Fatal(err)
				}
				a, err := corpus.ParseHTML("a.html", "a.html", data, corpus.Options{})
				if err != nil {
					t.Fatal(err)
				}
				if !strings.Contains(a.Body, test.text) {
					t.Errorf("body %q, want %q", a.Body, test.text)
				}
				if test.lang != "el" && a.Lang != test.lang {
					t.Errorf("language %q, want %q", a.Lang, test.lang)
				}
			})
		}
	}
}
