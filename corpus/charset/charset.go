// Package charset guesses in which legacy charset a text is written that does
// not say so, by the letters that its bytes would be. It knows the charsets in
// which pages were written before UTF-8: Cyrillic, Greek, Arabic, Hebrew,
// Turkish and Central European ones, and those of Japan, Korea and China.
package charset

import (
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
)

// maxRead is how much of a text is looked at, in bytes that are not ASCII.
const maxRead = 20_000

// minHigh is how many such bytes decide something: a price tag and a dash are
// the same in too many charsets.
const minHigh = 4

// Western is the charset of a text in which nothing speaks for another.
const Western = "windows-1252"

// Guess names the charset of a text that is not UTF-8, as the WHATWG calls it:
// "windows-1251", "koi8-r", "shift_jis". It gives Western where nothing speaks
// for another.
func Guess(data []byte) string {
	high := 0
	for i, b := range data {
		if b >= 0x80 {
			high++
		}
		if high > maxRead {
			data = data[:i]
			break
		}
	}
	if high < minHigh {
		return Western
	}
	if name := multibyte(data); name != "" {
		return name
	}
	best, most := Western, 0.0
	for _, c := range candidates() {
		score := c.score(data) / float64(high)
		if c.name == Western {
			score += lead
		}
		if score > most {
			best, most = c.name, score
		}
	}
	return best
}

// lead is how much more another charset must make of a byte than Western does.
const lead = 0.1

// candidate is a charset together with a language that is written in it.
type candidate struct {
	name    string
	charmap *charmap.Charmap
	script  *unicode.RangeTable
	// common are the most frequent letters of the language, usual the rest.
	common, usual string
}

func candidates() []candidate {
	const (
		russian, cyrillic = "оеаинтсрвл", "кмдпуяыьгзбчйхжшюцщэфъёіїєґўјљњћђџ"
		greekA, greekB    = "αοιεςτσνηυρπκμ", "λωδγχθφβξζψάέήίόύώϊϋΐΰ"
		arabicA, arabicB  = "اليمونترعدس", "بفهكقحجشصطخذةىءئؤأإآزضغثظپچژگ"
		hebrewA, hebrewB  = "יהולאתרבשמ", "נכםחפקדעגצסזטןךףץ"
	)
	list := []candidate{
		{"windows-1251", charmap.Windows1251, unicode.Cyrillic, russian, cyrillic},
		{"koi8-u", charmap.KOI8U, unicode.Cyrillic, russian, cyrillic},
		{"iso-8859-5", charmap.ISO8859_5, unicode.Cyrillic, russian, cyrillic},
		{"ibm866", charmap.CodePage866, unicode.Cyrillic, russian, cyrillic},
		{"windows-1253", charmap.Windows1253, unicode.Greek, greekA, greekB},
		{"windows-1256", charmap.Windows1256, unicode.Arabic, arabicA, arabicB},
		{"iso-8859-6", charmap.ISO8859_6, unicode.Arabic, arabicA, arabicB},
		{"windows-1255", charmap.Windows1255, unicode.Hebrew, hebrewA, hebrewB},
		{"windows-1254", charmap.Windows1254, unicode.Latin, "ışğüöçİ", "âîû"},
	}
	for _, letters := range []string{"éèàêçôâîûïëùœ", "ãçáéíóõêâúàô", "áéíóúñü¿¡", "äöüßéàç", "åäöøæé", "áéíóúýþðæö", "àèéìòùç"} {
		list = append(list, candidate{Western, charmap.Windows1252, unicode.Latin, letters, ""})
	}
	for _, letters := range []string{"ąęłóśżćńź", "áíéěčřšžýůúťďňó", "áíéčšžýúťďňóľĺŕôä", "áéíóöőúüű", "čćšžđ", "ăâîşţ"} {
		list = append(list,
			candidate{"windows-1250", charmap.Windows1250, unicode.Latin, letters, ""},
			candidate{"iso-8859-2", charmap.ISO8859_2, unicode.Latin, letters, ""})
	}
	return list
}

// What the letters of a text speak for a charset.
const (
	pointsCommon  = 1.2
	pointsUsual   = 0.8
	pointsStart   = 0.6  // a capital at the beginning of a word
	pointsMark    = 0.4  // quotation marks, dashes and the like
	pointsOther   = -0.8 // a letter that the language does not use
	pointsSymbol  = -1.2
	pointsWrong   = -3.0 // no character, or a control character
	pointsCapital = -1.0 // a capital within a word
	pointsMixed   = -2.0 // letters of two scripts in one word
)

// score adds up what the bytes above ASCII speak for a charset.
func (c candidate) score(data []byte) float64 {
	var points [128]float64
	var runes [128]rune
	for i := range points {
		runes[i] = c.charmap.DecodeByte(byte(i + 0x80))
		points[i] = c.pointsOf(runes[i])
	}
	total := 0.0
	latin := c.script == unicode.Latin
	var before rune // 'l' for a small letter of the script, 'u' for a capital, 'a' for an ASCII letter, ' ' for others
	for i, b := range data {
		if b < 0x80 {
			before = ' '
			if isASCIILetter(b) {
				before = 'a'
			}
			continue
		}
		r := runes[b-0x80]
		total += points[b-0x80]
		if !unicode.IsLetter(r) {
			before = ' '
			continue
		}
		next := byte(' ')
		if i+1 < len(data) {
			next = data[i+1]
		}
		switch {
		case !latin && (before == 'a' || isASCIILetter(next)):
			total += pointsMixed
		case unicode.IsUpper(r) && (before == 'l' || before == 'u' && !latin || before == 'a' && latin && data[i-1] >= 'a'):
			total += pointsCapital
		case latin && (before == 'l' || before == 'u'): // two accents in a row are rare
			total += pointsOther
		}
		before = 'l'
		if unicode.IsUpper(r) {
			before = 'u'
		}
	}
	return total
}

func isASCIILetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

func (c candidate) pointsOf(r rune) float64 {
	small := unicode.ToLower(r)
	switch {
	case r == unicode.ReplacementChar || unicode.IsControl(r):
		return pointsWrong
	case strings.ContainsRune("\u00A0“”„‚‘’«»–—…°€§·•№¿¡", r):
		return pointsMark
	case !unicode.IsLetter(r) && !unicode.IsMark(r):
		return pointsSymbol
	case r != small && (strings.ContainsRune(c.common, small) || strings.ContainsRune(c.usual, small)):
		return pointsStart
	case strings.ContainsRune(c.common, r):
		return pointsCommon
	case strings.ContainsRune(c.usual, r):
		return pointsUsual
	}
	return pointsOther
}
