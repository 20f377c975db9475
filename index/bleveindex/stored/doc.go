// Package stored is the form in which an article lies in the index.
//
// A stored article is a byte that tells the form, the numbers, and the texts,
// compressed with zstd and a dictionary of what news has in common. Numbers are
// varints: lengths of texts, sizes of lists, times, offsets. Texts follow each
// other without a separator. What the rest of an article tells is left out:
// paragraphs that are the parts of the body, IDs that are made of names, and
// the mentions, forms and counts that follow from spans.
//
// One description, in article.go and found.go, serves both directions, so that
// they cannot get out of step. The dictionary belongs to the form: with another
// one, what is stored cannot be read.
package stored
