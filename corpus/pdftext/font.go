package pdftext

import (
	"iter"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// font says which letters the codes of a text show, and how wide they are.
type font struct {
	wide      bool              // codes have two bytes
	unicode   map[uint32]string // of the font's own table; nil for none
	simple    [256]string       // of a font with codes of one byte
	utf16     bool              // codes are UTF-16
	widths    map[uint32]float64
	otherwise float64 // width of the rest, in thousandths; 0 for unknown
}

// glyph is one code of a text.
type glyph struct {
	text  string
	width float64 // in thousandths of the size
	space bool    // the code that word spacing widens
}

// glyphs reads a text, which may be very long.
func (f *font) glyphs(s text) iter.Seq[glyph] {
	return func(yield func(glyph) bool) {
		for i := 0; i < len(s); i++ {
			code := uint32(s[i])
			if f.wide {
				if i++; i >= len(s) {
					return
				}
				code = code<<8 | uint32(s[i])
			}
			g := glyph{text: f.letter(code), space: !f.wide && code == ' '}
			width, known := f.widths[code]
			if !known {
				if width = f.otherwise; width == 0 {
					width = guessWidth(g.text)
				}
			}
			g.width = width
			if !yield(g) {
				return
			}
		}
	}
}

func (f *font) letter(code uint32) string {
	if s, ok := f.unicode[code]; ok {
		return s
	}
	switch {
	case f.utf16:
		return string(rune(code))
	case !f.wide:
		return f.simple[code]
	}
	return ""
}

// guessWidth is for the fonts that every program has, whose widths need not be said.
func guessWidth(s string) float64 {
	switch {
	case s == "" || s == " " || strings.ContainsAny(s, "iljtfrI.,:;'|!()[]"):
		return 290
	case strings.ContainsAny(s, "mwMW@%—…"):
		return 850
	case s >= "A" && s <= "Z":
		return 680
	}
	return 530
}

// font reads a font.
func (f *file) font(d dict) *font {
	t := &font{widths: map[uint32]float64{}, unicode: f.toUnicode(d["ToUnicode"])}
	if f.name(d["Subtype"]) == "Type0" {
		f.composite(t, d)
		return t
	}
	first := uint32(max(0, min(255, f.number(d["FirstChar"], 0))))
	for i, w := range f.spend(d["Widths"]) {
		if i < 256 {
			t.widths[first+uint32(i)] = f.number(w, 0)
		}
	}
	if f.name(d["Subtype"]) == "Type3" { // in units of its own
		scale := 1.0
		if m := f.array(d["FontMatrix"]); len(m) > 0 {
			scale = f.number(m[0], .001) * 1000
		}
		for code := range t.widths {
			t.widths[code] *= scale
		}
	}
	t.otherwise = f.number(f.dict(d["FontDescriptor"])["MissingWidth"], 0)
	f.encoding(t, d)
	return t
}

// composite reads a font whose codes have two bytes.
func (f *file) composite(t *font, d dict) {
	t.wide = true
	if encoding := string(f.name(d["Encoding"])); strings.Contains(encoding, "UCS2") || strings.Contains(encoding, "UTF16") {
		t.utf16 = true
	}
	descendants := f.array(d["DescendantFonts"])
	if len(descendants) == 0 {
		return
	}
	inner := f.dict(descendants[0])
	t.otherwise = f.number(inner["DW"], 1000)
	list := f.spend(inner["W"])
	for i := 0; i+1 < len(list); {
		first := uint32(max(0, min(1<<16, f.number(list[i], 0))))
		if each := f.spend(list[i+1]); each != nil {
			for k, w := range each {
				t.widths[first+uint32(k)] = f.number(w, 0)
			}
			i += 2
			continue
		}
		if i+2 >= len(list) {
			break
		}
		last, w := uint32(max(0, min(1<<16, f.number(list[i+1], 0)))), f.number(list[i+2], 0)
		for code := first; code <= last && f.left > 0; code++ {
			t.widths[code] = w
			f.left--
		}
		i += 3
	}
}

// encoding reads which letters the codes of one byte stand for.
func (f *file) encoding(t *font, d dict) {
	base, differences := f.name(d["Encoding"]), array(nil)
	if e := f.dict(d["Encoding"]); e != nil {
		base, differences = f.name(e["BaseEncoding"]), f.spend(e["Differences"])
	}
	table := charmap.Windows1252
	if base == "MacRomanEncoding" {
		table = charmap.Macintosh
	}
	for code := range t.simple {
		if r := table.DecodeByte(byte(code)); r >= ' ' && r != utf8.RuneError {
			t.simple[code] = string(r)
		}
	}
	if base == "" && t.unicode == nil {
		for code, s := range standard {
			t.simple[code] = s
		}
	}
	code := 0
	for _, o := range differences {
		switch o := f.get(o).(type) {
		case float64:
			code = int(o)
		case name:
			if code >= 0 && code < len(t.simple) {
				t.simple[code] = glyphText(string(o))
			}
			code++
		}
	}
}

// standard is where the encoding of fonts that say none differs from that of
// Windows.
var standard = map[byte]string{ //nolint:gochecknoglobals // a constant
	0x27: "’", 0x60: "‘", 0xA9: "'", 0xAA: "“", 0xBA: "”", 0xAE: "fi", 0xAF: "fl", 0xB1: "–", 0xD0: "—", 0xBC: "…", 0xB7: "•", 0xE1: "Æ", 0xF1: "æ", 0xFB: "ß", 0xF8: "ł", 0xF9: "ø", 0xFA: "œ",
}

// accents are the names of the marks in names like "eacute".
var accents = map[string]string{ //nolint:gochecknoglobals // a constant
	"acute": "\u0301", "grave": "\u0300", "circumflex": "\u0302", "tilde": "\u0303", "dieresis": "\u0308", "caron": "\u030C", "cedilla": "\u0327",
	"ring": "\u030A", "breve": "\u0306", "macron": "\u0304", "ogonek": "\u0328", "dotaccent": "\u0307", "hungarumlaut": "\u030B", "commaaccent": "\u0326",
}

// signs are the glyphs that are no letters with or without accents.
var signs = map[string]string{ //nolint:gochecknoglobals // a constant
	"space": " ", "nbspace": " ", "exclam": "!", "quotedbl": `"`, "numbersign": "#", "dollar": "$", "percent": "%", "ampersand": "&", "quotesingle": "'",
	"parenleft": "(", "parenright": ")", "asterisk": "*", "plus": "+", "comma": ",", "hyphen": "-", "sfthyphen": "-", "period": ".", "slash": "/", "zero": "0", "one": "1",
	"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "colon": ":", "semicolon": ";", "less": "<",
	"equal": "=", "greater": ">", "question": "?", "at": "@", "bracketleft": "[", "backslash": `\`, "bracketright": "]", "underscore": "_", "braceleft": "{",
	"bar": "|", "braceright": "}", "quoteleft": "‘", "quoteright": "’", "quotedblleft": "“", "quotedblright": "”", "quotesinglbase": "‚", "quotedblbase": "„",
	"guillemotleft": "«", "guillemotright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "endash": "–", "emdash": "—", "minus": "−", "bullet": "•", "ellipsis": "…",
	"fi": "fi", "fl": "fl", "ff": "ff", "ffi": "ffi", "ffl": "ffl", "germandbls": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "oslash": "ø", "Oslash": "Ø", "lslash": "ł", "Lslash": "Ł",
	"dcroat": "đ", "Dcroat": "Đ", "eth": "ð", "Eth": "Ð", "thorn": "þ", "Thorn": "Þ", "dotlessi": "ı", "Euro": "€", "sterling": "£", "yen": "¥", "cent": "¢", "section": "§", "paragraph": "¶",
	"degree": "°", "copyright": "©", "registered": "®", "trademark": "™", "exclamdown": "¡", "questiondown": "¿", "multiply": "×", "divide": "÷", "plusminus": "±", "periodcentered": "·",
	"asciitilde": "~", "asciicircum": "^", "onehalf": "½", "onequarter": "¼", "threequarters": "¾", "mu": "µ", "dagger": "†", "daggerdbl": "‡", "perthousand": "‰",
}

// glyphText gives what the name of a glyph stands for, "" for the unknown.
func glyphText(glyph string) string {
	glyph, _, _ = strings.Cut(glyph, ".") // "a.sc"
	if s, ok := signs[glyph]; ok {
		return s
	}
	if len(glyph) == 1 {
		return glyph
	}
	for _, prefix := range []string{"uni", "u"} {
		if digits, ok := strings.CutPrefix(glyph, prefix); ok && len(digits) >= 4 {
			if n, err := strconv.ParseUint(digits[:min(len(digits), 6)], 16, 32); err == nil && n <= utf8.MaxRune {
				return string(rune(n))
			}
		}
	}
	if len(glyph) > 1 {
		if mark, ok := accents[glyph[1:]]; ok {
			return norm.NFC.String(glyph[:1] + mark)
		}
	}
	return ""
}

// toUnicode reads the table of a font that says which text its codes show.
func (f *file) toUnicode(o any) map[uint32]string {
	s, ok := f.get(o).(*stream)
	if !ok {
		return nil
	}
	table := map[uint32]string{}
	l := &lexer{data: f.decode(s), left: &f.left}
	var operands array
	for {
		switch o := l.object().(type) {
		case end:
			return table
		case operator:
			switch o {
			case "endbfchar":
				for i := 0; i+1 < len(operands); i += 2 {
					f.setRange(table, operands[i], operands[i], operands[i+1])
				}
			case "endbfrange":
				for i := 0; i+2 < len(operands); i += 3 {
					f.setRange(table, operands[i], operands[i+1], operands[i+2])
				}
			}
			operands = nil
		default:
			operands = append(operands, o)
		}
	}
}

// maxLetter is the longest text that one code may show, in bytes of UTF-16.
const maxLetter = 64

// setRange sets the texts of codes: those of a list, or the one that is given
// and its successors.
func (f *file) setRange(table map[uint32]string, from, to, values any) {
	first, last := codeOf(from), codeOf(to)
	if last > 0xFFFF {
		return
	}
	switch values := values.(type) {
	case array:
		for i, v := range values {
			if s, ok := v.(text); ok && len(s) <= maxLetter && first+uint32(i) <= last {
				table[first+uint32(i)] = utf16Text(s)
			}
		}
	case text:
		if len(values) > maxLetter {
			return
		}
		runes := []rune(utf16Text(values))
		for code := first; code <= last && len(runes) > 0 && f.left > 0; code++ {
			f.left--
			table[code] = string(runes)
			runes[len(runes)-1]++
		}
	}
}

func codeOf(o any) uint32 {
	s, _ := o.(text)
	n := uint32(0)
	for _, b := range []byte(s) {
		n = n<<8 | uint32(b)
	}
	return n
}

func utf16Text(s text) string {
	if len(s) == 1 {
		return string(rune(s[0]))
	}
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}
