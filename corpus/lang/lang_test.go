package lang_test

import (
	"testing"

	"dateline/corpus/lang"
)

func TestCode(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"en": "en", "en-GB": "en", "EN_us": "en", "de-AT": "de", "pt_BR": "pt", "zh-Hans-CN": "zh", "nb-NO": "no", "nn": "no", "eng": "en",
		"English": "en", "Deutsch": "de", "en-US, en-GB": "en",
		"": "", "xx-invalid-!": "", "und": "", "html": "", "klingon": "",
	} {
		if got := lang.Code(in); got != want {
			t.Errorf("Code(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDetect(t *testing.T) {
	t.Parallel()
	tests := []struct{ want, text string }{
		{"en", "The council decided on Tuesday that the old pier will be closed for three months, and that the ferries are to leave from the north quay."},
		{"de", "Der Stadtrat hat am Dienstag beschlossen, dass die alte Brücke für drei Monate geschlossen wird und die Fähren nicht mehr fahren."},
		{"fr", "Le conseil municipal a décidé mardi que le vieux quai serait fermé pendant trois mois et que les bateaux partiraient du nord de la ville."},
		{"es", "El consejo decidió el martes que el viejo muelle se cerrará durante tres meses y que los barcos saldrán del norte de la ciudad."},
		{"it", "Il consiglio ha deciso martedì che il vecchio molo sarà chiuso per tre mesi e che i traghetti partiranno dal nord della città, non più dal porto."},
		{"pt", "O conselho decidiu na terça-feira que o velho cais não abrirá durante três meses e que os barcos vão sair do norte da cidade, para já."},
		{"nl", "De raad heeft dinsdag besloten dat de oude pier voor drie maanden wordt gesloten en dat het veer niet meer van de kade vertrekt."},
		{"sv", "Rådet beslutade på tisdagen att den gamla piren ska stängas i tre månader och att färjorna inte längre går från norra kajen, som är full."},
		{"fi", "Kaupunginvaltuusto päätti tiistaina, että vanha laituri suljetaan kolmeksi kuukaudeksi ja että lautat eivät enää lähde sieltä, mutta se on väliaikaista."},
		{"pl", "Rada postanowiła we wtorek, że stare molo zostanie zamknięte na trzy miesiące i że promy nie będą się zatrzymywać w porcie, który jest pełny."},
		{"ru", "Городской совет решил во вторник, что старый причал будет закрыт на три месяца, и паромы не будут заходить в порт, но это временно."},
		{"ar", "قرر المجلس يوم الثلاثاء إغلاق الرصيف القديم في الميناء لمدة ثلاثة أشهر من أجل الإصلاح وقال إن العبارات التي تغادر إلى الجزر هذا الصيف"},
		{"ja", "市議会は火曜日、古い桟橋を三か月間閉鎖することを決めた。"},
		{"zh", "市议会星期二决定将旧码头关闭三个月进行维修工程"},
		{"ko", "시의회는 화요일 낡은 부두를 석 달 동안 폐쇄하기로 결정했다"},
		{"el", "Το δημοτικό συμβούλιο αποφάσισε την Τρίτη να κλείσει την προβλήτα"},
		{"he", "מועצת העיר החליטה ביום שלישי לסגור את הרציף הישן"},
		{"th", "สภาเทศบาลลงมติปิดท่าเรือเก่า"},
		{"en", "The Use of Computers in Inspection Procedures"},
		{"en", "Two Square-Root Approximations"},
		{"de", "Stadtrat beschließt Schließung der Landungsbrücke"},
		{"fr", "Fermeture prochaine du vieux quai"},
		{"es", "Mañana cierran durante tres meses el antiguo muelle"},
		{"it", "Chiuso per tre mesi il vecchio molo"},
		{"pl", "Stare molo zamknięte na trzy miesiące"},
		{"nl", "Oude pier drie maanden gesloten"},
		{"", ""},
		{"", "12 34 56"},
		{"", "Xqzt wvbk jhzz ttrw kjxq"},
		{"", "Oslo Bergen"},
	}
	for _, test := range tests {
		t.Run(test.want+" "+test.text[:min(len(test.text), 12)], func(t *testing.T) {
			t.Parallel()
			if got := lang.Detect(test.text); got != test.want {
				t.Errorf("Detect(%q) = %q, want %q", test.text, got, test.want)
			}
		})
	}
}

func TestOf(t *testing.T) {
	t.Parallel()
	const german = "Der Stadtrat hat am Dienstag beschlossen, dass die alte Brücke für drei Monate geschlossen wird und die Fähren nicht mehr fahren. Die Arbeiten werden nach einer ersten Schätzung zwei Millionen Euro kosten, und das Geld ist noch nicht da, sagte der Bürgermeister."
	tests := []struct{ name, declared, text, want string }{
		{"right", "de-AT", german, "de"},
		{"of the template", "en-US", german, "de"},
		{"another script", "en", "市議会は火曜日、古い桟橋を三か月間閉鎖することを決めた。", "ja"},
		{"too short to overrule", "en", "Der Stadtrat hat beschlossen", "en"},
		{"a language without a profile", "lb", german, "lb"},
		{"none", "", german, "de"},
		{"no language", "html", german, "de"},
		{"nothing known", "", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := lang.Of(test.declared, test.text); got != test.want {
				t.Errorf("Of(%q) = %q, want %q", test.declared, got, test.want)
			}
		})
	}
}

func FuzzDetect(f *testing.F) {
	for _, seed := range []string{"The council decided", "市議会", "\xff\xfe", "ǅǆ 𝔘𝔫", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if code := lang.Detect(text); len(code) != 2 && code != "" {
			t.Errorf("Detect(%q) = %q", text, code)
		}
	})
}
