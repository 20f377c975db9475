package charset_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"dateline/corpus/charset"
)

const (
	russian   = "Городской совет решил во вторник, что старый причал будет закрыт на три месяца, и паромы не будут заходить в порт."
	ukrainian = "Міська рада вирішила у вівторок, що старий причал буде закрито на три місяці, і пороми не заходитимуть до порту."
	bulgarian = "Градският съвет реши във вторник старият кей да бъде затворен за три месеца заради ремонт."
	greek     = "Το δημοτικό συμβούλιο αποφάσισε την Τρίτη να κλείσει την παλιά προβλήτα για τρεις μήνες, και τα πλοία θα φεύγουν από τον βορρά."
	arabic    = "قرر المجلس يوم الثلاثاء إغلاق الرصيف القديم في الميناء لمدة ثلاثة أشهر من أجل الإصلاح"
	hebrew    = "מועצת העיר החליטה ביום שלישי לסגור את הרציף הישן למשך שלושה חודשים לצורך תיקונים"
	polish    = "Rada postanowiła we wtorek, że stare molo zostanie zamknięte na trzy miesiące i że promy nie będą się zatrzymywać w porcie, który jest pełny."
	czech     = "Městská rada v úterý rozhodla, že staré molo bude na tři měsíce uzavřeno a že přívozy nebudou v přístavu stavět."
	hungarian = "A városi tanács kedden úgy döntött, hogy a régi mólót három hónapra lezárják, és a kompok nem kötnek ki a kikötőben; a felújítás költsége megnőtt."
	turkish   = "Belediye meclisi salı günü eski iskelenin üç ay boyunca kapatılmasına karar verdi ve vapurların başka bir limandan kalkacağını açıkladı."
	german    = "Der Stadtrat hat am Dienstag beschlossen, dass die alte Brücke für drei Monate geschlossen wird; die Fähren müssen ausweichen."
	french    = "Le conseil municipal a décidé mardi que le vieux quai serait fermé pendant trois mois ; où iront les bateaux, après l’été ?"
	spanish   = "El consejo decidió el martes que el viejo muelle se cerrará durante tres meses; ¿qué harán los barcos mañana?"
	swedish   = "Rådet beslutade på tisdagen att den gamla piren ska stängas i tre månader och att färjorna inte längre går från norra kajen."
	japanese  = "市議会は火曜日、古い桟橋を三か月間閉鎖することを決めた。島へのフェリーは北の岸壁から出る。"
	korean    = "시의회는 화요일 낡은 부두를 석 달 동안 폐쇄하기로 결정했다. 배는 북쪽 부두에서 떠난다."
	chinese   = "市议会星期二决定将旧码头关闭三个月进行维修工程，渡轮将从北边的码头出发，市长对记者说。"
	taiwanese = "市議會星期二決定將舊碼頭關閉三個月進行維修工程，渡輪將從北邊的碼頭出發，市長對記者說。"
)

func TestGuess(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, charset, also string }{
		{"Russian", russian, "windows-1251", ""},
		{"Russian, Unix", russian, "koi8-r", "koi8-u"},
		{"Russian, ISO", russian, "iso-8859-5", ""},
		{"Russian, DOS", russian, "ibm866", ""},
		{"Russian, capitals at the head", "СТАРЫЙ ПРИЧАЛ ЗАКРОЮТ\n" + russian, "windows-1251", ""},
		{"Ukrainian", ukrainian, "windows-1251", ""},
		{"Ukrainian, Unix", ukrainian, "koi8-u", ""},
		{"Bulgarian", bulgarian, "windows-1251", ""},
		{"Greek", greek, "windows-1253", ""},
		{"Greek, ISO", greek, "iso-8859-7", "windows-1253"},
		{"Arabic", arabic, "windows-1256", ""},
		{"Arabic, ISO", arabic, "iso-8859-6", ""},
		{"Hebrew", hebrew, "windows-1255", ""},
		{"Polish", polish, "windows-1250", ""},
		{"Polish, ISO", polish, "iso-8859-2", ""},
		{"Czech", czech, "windows-1250", ""},
		{"Czech, ISO", czech, "iso-8859-2", ""},
		{"Hungarian", hungarian, "windows-1250", "iso-8859-2"},
		{"Turkish", turkish, "windows-1254", ""},
		{"German", german, "windows-1252", ""},
		{"French", french, "windows-1252", ""},
		{"Spanish", spanish, "windows-1252", ""},
		{"Swedish", swedish, "windows-1252", ""},
		{"Japanese", japanese, "shift_jis", ""},
		{"Japanese, Unix", japanese, "euc-jp", ""},
		{"Korean", korean, "euc-kr", ""},
		{"Chinese", chinese, "gb18030", ""},
		{"Taiwanese", taiwanese, "big5", ""},
	}
	for _, test := range tests {
		for _, form := range []string{"%", "<html><head><title>%</title></head><body><p class=\"a\">%</p><p>%</p></body></html>"} {
			t.Run(test.name, func(t *testing.T) {
				t.Parallel()
				enc, err := htmlindex.Get(test.charset)
				if err != nil {
					t.Fatal(err)
				}
				data, err := enc.NewEncoder().Bytes([]byte(strings.ReplaceAll(form, "%", test.text)))
				if err != nil {
					t.Fatal(err)
				}
				if got := charset.Guess(data); got != test.charset && got != test.also {
					t.Errorf("Guess = %q, want %q", got, test.charset)
				}
			})
		}
	}
}

func TestGuessUndecided(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"empty": "", "ASCII": "Pier to close", "one dash": "Pier \x96 closed", "price": "5 \x80 and 6 \x80",
		"noise": "\xff\xfe\xfd\x81\x8d\x8f\x90\x9d",
	} {
		if got := charset.Guess([]byte(text)); got != charset.Western {
			t.Errorf("%s: Guess = %q, want %q", name, got, charset.Western)
		}
	}
}

func FuzzGuess(f *testing.F) {
	f.Add([]byte("\xcf\xf0\xe8\xe2\xe5\xf2"))
	f.Add([]byte("\x82\xb1\x82\xf1"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := htmlindex.Get(charset.Guess(data)); err != nil {
			t.Errorf("Guess(%q): %v", data, err)
		}
	})
}
