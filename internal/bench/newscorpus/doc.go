// Package newscorpus makes news articles for measuring: as many as are asked
// for, the same ones every time, none of them kept. Article i is a function of
// the seed and of i alone, so that articles can be made in any order and
// several at once.
//
// An article is a headline and 220 to 490 words of text, put together from
// runs of sentences of a Pool. Behind each run stands a sentence "X said in Y
// on D that the figure was N.", which brings in the article's actors, its
// places and a number: the long tail of words that real news has. Actors,
// places, sources, languages and sections follow Zipf's law.
package newscorpus
