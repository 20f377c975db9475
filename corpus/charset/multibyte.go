package charset

// pairs counts the characters of two bytes in a text, by what they are in the
// charsets of East Asia.
type pairs struct {
	all, broken int
	kana        int // hiragana and katakana
	hangul      int
	level1      int // the frequent characters
}

// Shares that decide. A text in one of these charsets consists of pairs; in
// any other, pairs break at every second word.
const (
	maxBroken = 0.02
	minPairs  = 6
	minKana   = 0.15
	minHangul = 0.9
	minLevel1 = 0.75
)

// multibyte names the charset of an East Asian text, "" for others.
func multibyte(data []byte) string {
	euc := count(data, eucPair)
	if euc.valid() {
		switch {
		case euc.share(euc.kana) >= minKana:
			return "euc-jp"
		case euc.share(euc.hangul) >= minHangul:
			return "euc-kr"
		case euc.share(euc.level1) >= minLevel1:
			return "gb18030"
		}
	}
	if sjis := count(data, shiftPair); sjis.valid() && sjis.share(sjis.kana) >= minKana {
		return "shift_jis"
	}
	if big := count(data, bigPair); big.valid() && big.share(big.level1) >= minLevel1 {
		return "big5"
	}
	return ""
}

func (p pairs) valid() bool {
	return p.all >= minPairs && float64(p.broken) <= maxBroken*float64(p.all)
}

func (p pairs) share(n int) float64 { return float64(n) / float64(max(1, p.all)) }

// count walks through a text pair by pair. kind adds a pair to what it is and
// reports whether it is one; single reports a byte that stands alone.
func count(data []byte, kind func(p *pairs, first, second byte) (width int)) pairs {
	var p pairs
	for i := 0; i < len(data); {
		if data[i] < 0x80 {
			i++
			continue
		}
		second := byte(0)
		if i+1 < len(data) {
			second = data[i+1]
		}
		width := kind(&p, data[i], second)
		if width == 0 {
			p.broken++
			width = 1
		}
		p.all++
		i += width
	}
	return p
}

// eucPair reads what EUC-JP, EUC-KR and GB2312 have in common: both bytes from
// A1 on.
func eucPair(p *pairs, first, second byte) int {
	if first < 0xA1 || first == 0xFF || second < 0xA1 || second == 0xFF {
		return 0
	}
	switch {
	case first == 0xA4 || first == 0xA5:
		p.kana++
	case first >= 0xB0 && first <= 0xC8:
		p.hangul++
		p.level1++
	case first >= 0xC9 && first <= 0xD7:
		p.level1++
	case first >= 0xA1 && first <= 0xA3: // punctuation and full-width forms
		p.hangul++
		p.level1++
	}
	return 2
}

func shiftPair(p *pairs, first, second byte) int {
	switch {
	case first >= 0xA1 && first <= 0xDF: // katakana of half width, one byte
		return 1
	case (first < 0x81 || first > 0x9F) && (first < 0xE0 || first > 0xFC), second < 0x40 || second == 0x7F || second > 0xFC:
		return 0
	case first == 0x82 && second >= 0x9F, first == 0x83 && second <= 0x96:
		p.kana++
	}
	return 2
}

func bigPair(p *pairs, first, second byte) int {
	if first < 0xA1 || first > 0xF9 || second < 0x40 || second > 0x7E && second < 0xA1 || second == 0xFF {
		return 0
	}
	if first <= 0xC6 {
		p.level1++
	}
	return 2
}
