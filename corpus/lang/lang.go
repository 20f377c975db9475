// Package lang names the language of a text: from a declaration when there is
// one, else by the small words that only one language uses.
package lang

import (
	"strings"
	"unicode"

	"golang.org/x/text/language"
)

// Code turns a declared language ("en-GB", "eng", "pt_BR", "English") into
// its ISO 639-1 code, "" when it names none.
func Code(declared string) string {
	declared = strings.ReplaceAll(strings.TrimSpace(declared), "_", "-")
	declared, _, _ = strings.Cut(declared, ",")
	tag, err := language.Parse(declared)
	if err != nil {
		return byName(declared)
	}
	base, confidence := tag.Base()
	code := base.String()
	switch {
	case confidence != language.Exact || len(code) != 2:
		return ""
	case code == "nb" || code == "nn":
		return "no"
	}
	return code
}

func byName(name string) string {
	switch strings.ToLower(name) {
	case "english":
		return "en"
	case "german", "deutsch":
		return "de"
	case "french", "français":
		return "fr"
	case "spanish", "español":
		return "es"
	case "italian", "italiano":
		return "it"
	case "portuguese", "português":
		return "pt"
	case "arabic":
		return "ar"
	}
	return ""
}

const (
	maxWords = 400 // read for a decision
	minHits  = 3   // small words; fewer decide nothing
	// A language needs this share of the words among its small words, and
	// this lead over the next.
	minShare = 0.08
	minLead  = 1.4
	// To overrule a declaration it takes this many, and this many times as many
	// as of the declared language.
	clearHits = 12
	clearLead = 4
)

// Of names the language of a text that is declared to be in one. A declaration
// is believed unless the text is long and clearly in another of the languages
// that this package tells apart: templates declare the language of their maker.
func Of(declared, text string) string {
	code := Code(declared)
	if code == "" {
		return Detect(text)
	}
	if _, known := stopWords()[code]; !known { // it may have a script or words that we do not know
		return code
	}
	if script := byScript(text); script != "" {
		return script
	}
	found, hits := byWords(text)
	if found != "" && hits[found] >= clearHits && hits[found] > clearLead*hits[code] {
		return found
	}
	return code
}

// Detect names the language of a text by its script, its most frequent words,
// and where these are too few by its sequences of letters; "" when it is not
// sure.
func Detect(text string) string {
	if code := byScript(text); code != "" {
		return code
	}
	if code, _ := byWords(text); code != "" {
		return code
	}
	return byTrigrams(text)
}

// byWords decides by the words that only one language uses, and gives how many
// of each language there are.
func byWords(text string) (string, map[string]int) {
	profiles := stopWords()
	hits := make(map[string]int, len(profiles))
	words := 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if words++; words > maxWords {
			break
		}
		if len(word) == 1 { // initials, units, "'s": too many languages have a word of one letter
			continue
		}
		padded := " " + strings.ToLower(word) + " "
		for code, list := range profiles {
			if strings.Contains(list, padded) {
				hits[code]++
			}
		}
	}
	best, next := "", 0
	for code, n := range hits {
		switch {
		case best == "" || n > hits[best] || n == hits[best] && code < best:
			if best != "" {
				next = max(next, hits[best])
			}
			best = code
		default:
			next = max(next, n)
		}
	}
	share := float64(hits[best]) / float64(max(1, min(words, maxWords)))
	if hits[best] < minHits || share < minShare || float64(hits[best]) < minLead*float64(next) {
		return "", hits
	}
	return best, hits
}

// byScript decides what the writing alone decides: Japanese has kana, Korean
// hangul, Chinese neither; some languages have a script of their own.
func byScript(text string) string {
	const han, kana = "zh", "ja"
	letters := 0
	count := map[string]int{}
	for _, r := range text {
		if r < 0x370 || !unicode.IsLetter(r) {
			if unicode.IsLetter(r) {
				letters++
			}
			continue
		}
		if letters++; letters > 4*maxWords {
			break
		}
		switch {
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			count[kana]++
		case unicode.Is(unicode.Han, r):
			count[han]++
		case unicode.Is(unicode.Hangul, r):
			count["ko"]++
		case unicode.Is(unicode.Greek, r):
			count["el"]++
		case unicode.Is(unicode.Hebrew, r):
			count["he"]++
		case unicode.Is(unicode.Thai, r):
			count["th"]++
		case unicode.Is(unicode.Bengali, r):
			count["bn"]++
		case unicode.Is(unicode.Tamil, r):
			count["ta"]++
		case unicode.Is(unicode.Telugu, r):
			count["te"]++
		case unicode.Is(unicode.Gujarati, r):
			count["gu"]++
		case unicode.Is(unicode.Georgian, r):
			count["ka"]++
		case unicode.Is(unicode.Armenian, r):
			count["hy"]++
		}
	}
	if eastAsian := count[han] + count[kana]; 20*count[kana] > eastAsian {
		count[kana], count[han] = eastAsian, 0
	}
	for code, n := range count {
		if letters >= 10 && 2*n >= letters {
			return code
		}
	}
	return ""
}

// stopWords lists, for each language, frequent words; those that it shares
// with a neighbour stand in both, so that only the others decide.
func stopWords() map[string]string {
	return map[string]string{
		"en": " the and of to that is was for with has have said its from were which their would been this are by not but they who will ",
		"de": " der die und das den von mit ist nicht ein eine auf für dem des sich auch wird werden hat sind im zu bei nach einer wurde über aus als noch war dass ",
		"fr": " le la les des du et est dans une pour que qui par sur au pas avec sont aux cette ont ses plus ce été selon après mais être ces leur ",
		"es": " el la los las de del que y en un una por con para se su al es lo como más pero sus ha este según fue desde está entre también ",
		"it": " il di che la e un una per non con del della dei sono si le alla nel più anche gli ha al dal delle come dopo nella è stato degli ",
		"pt": " o a os as de do da dos das que e em um uma por com para não se na no ao mais foi é pelo pela são à entre também segundo até ",
		"nl": " de het een van en in op is dat te zijn voor met die niet aan er door ook bij uit werd naar heeft maar om wordt nog hij ze ",
		"sv": " och att det som en på är av för med till den har inte om ett var från han de vid efter kan ska mot säger sig enligt också ",
		"no": " og i det som er på til av for med at en har den ikke om et fra var han de ble etter seg sier mot også skal hun å norge etter ",
		"da": " og i det at som er på til af for med en har den ikke om et fra var han de blev efter sig siger mod også skal hun af ud nu ",
		"fi": " ja on ei että se oli hän joka kuin mukaan myös mutta sen ovat kun jo vuoden ole sekä hänen jos tai vain niin olla noin ",
		"pl": " i w na z się nie do to że jest o od po za przez jak dla są ale który oraz ma został które tym było czy już jego będzie ",
		"ru": " и в на не что с по из к за для от как его это был о до также при но она они году было после который может ",
		"uk": " і в на не що з та до за для від як його це був про також при але вона вони року було після який може є у ",
		"ar": " في من على إلى أن عن التي مع الذي هذا بين بعد كان وقال هذه لا ما قد كما قال خلال ",
		"fa": " در از به که این را با است برای آن های می شد خود تا یک بر نیز هم او کرد ",
		"tr": " ve bir bu için ile da de olarak çok olan daha gibi kadar sonra en ise ancak dedi göre oldu değil ",
		"ro": " și în de la a cu pe nu că din pentru este care un o mai au fost sunt după prin dar să ",
		"cs": " a v se na je že s z do o k by i za ve pro ale jsou jako po podle od který také byl při ",
		"id": " yang dan di dengan untuk dari ini pada dalam tidak itu akan juga telah oleh ke sebagai bahwa tersebut ",
	}
}
