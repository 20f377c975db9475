// Package match finds where in an article the parts of a query stand. It is
// the one meaning of proximity, patterns and counts: engines and the marking
// of excerpts share it.
//
// Everything is spans: words in a row, or with gaps, of one part of an
// article. The title is a part, and so is each paragraph; no span runs across
// two. The positions are those of package words. Then:
//
//   - A word has the spans of its readings: "covid-19" two words, or its joined
//     form. A phrase has them by surface forms. Wildcard, Fuzzy and Regexp have
//     a span for each word that fits: by its surface as written or without
//     accents, punctuation inside the pattern aside.
//   - A phrase with slop has the shortest stretches that hold all of its words
//     in any order with at most so many other words.
//   - A name (person, org, actor, location) has the spans of all forms in the
//     text of each entity that the name finds; a span within a longer one is
//     none.
//   - lead has the spans in the title and in the first words of the first
//     paragraph. major has all spans if one of them is in the lead, or if there
//     are three places or more.
//   - Or has the spans of each operand. And has them in each part that has some
//     of every operand, and so has SameParagraph.
//   - Near has, of each pair of spans that are near, the stretch from the start
//     of the first to the end of the last. Two spans are near when from the end
//     of the one to the start of the other there are at most n words, 1 for
//     neighbours. Those that overlap are not, except that one with gaps may
//     hold the other in a gap. Ordered takes only pairs in which A ends before
//     B starts.
//   - An And inside Near asks for each of its operands near the same span of the
//     other side. Where both sides are such, those of the left one have to be
//     near one another as well.
//   - NotNear has the spans of A that no span of B is near, or that are in a
//     part without any.
//   - AtLeast has the spans of its operand if they make up so many places: of
//     spans that overlap only the first counts.
//   - Boost has the spans of its operand.
//
// For one expression at most maxPairs pairs are looked at in an article, so that
// no text can make a search last; what is left after them is not near. Of each
// term so many places count as Matcher.MaxPlaces says, from the beginning.
package match
