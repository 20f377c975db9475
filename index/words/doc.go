// Package words is the contract of what a word is. Every engine indexes and
// asks with it, so that the same text has the same words everywhere;
// testdata/words.txt holds an example of each rule.
//
// A word is a run of letters, digits and the marks on them. Between words
// stands everything else: spaces, punctuation, symbols, emoji. Then:
//
//   - Case is taken away rune by rune and characters are composed (NFC).
//     Soft hyphens, zero-width and other invisible characters inside a word
//     are dropped. All apostrophes are the same.
//   - An apostrophe between letters belongs to the word: O'Brien, don't. A
//     possessive 's is cut off. The short article or pronoun of French and
//     Italian before an apostrophe (l', d', dell') is a word of its own.
//   - A hyphen, or the apostrophe after such an article, separates words that
//     also have a joined form at the position of the first: "covid-19" is
//     covid, 19 and covid19.
//   - Digits with one decimal sign or with signs between thousands are one
//     word: 3.5, 1,000, 1.000,5. Other digits with signs between them are
//     words in a row: 24.12.2026. Letters may follow: 5bn.
//   - Initials are one word without their dots: U.S. is us. Short names around
//     an ampersand are one word: AT&T. So are C++ and C#.
//   - Scripts without spaces (Han, Kana, Hangul, Thai, Lao, Khmer, Burmese)
//     give overlapping pairs of characters; a single one stands for itself.
//   - A word longer than 64 characters is cut into pieces of that length.
//
// A word has two forms. The surface is what a phrase compares: the word as
// written, in lower case. The stem is what a bare word compares: accents and
// apostrophes are taken off (é is e, ß is ss, ø is o), a number has the one
// form 1000 or 3.5 whatever its signs were, and a word of letters in a
// language that Dateline knows loses its endings and carries the code of the
// language, "en:minist". The code keeps languages apart: French "parties" is
// "part", which must not find every English part. Where a language stems the
// word without its accents to something else (São, sao), the word unstemmed is
// a second token of the position. A query asks for its word in all languages,
// with and without accents, and unstemmed, which is how texts of unknown
// language are found.
package words
