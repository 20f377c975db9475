// Package corpus turns what a newsroom has on disk into clean articles: web
// pages, plain text and JSON lines, one file or whole folders.
//
// [Inputs] walks a path and yields one [Input] for each article-to-be, which
// is cheap; [Stream] does the same of standard input. [Input.Parse] does the work: it reads, decodes, finds the text,
// cleans it and reads the metadata; it may be called from any goroutine.
// Whatever goes wrong concerns one input, is an [*InputError] that names it,
// and does not stop the walk.
//
// # What is an article
//
// In a folder, the name of a file decides:
//
//	.html .htm .xhtml .shtml      a web page
//	.txt .text                    plain text
//	.jsonl .ndjson .json-lines    one article a line
//	no extension                  a web page when the content begins like one
//
// Each of them may be compressed (".jsonl.gz"). Everything else, and what is
// hidden, is yielded as [ErrIgnored], so that a report can count it. A file
// that the user names directly is held to the same table, but plain text
// needs no extension, and a file of another kind is an [ErrFormat]. A folder
// is entered through [os.Root]: a symbolic link may lead to a file inside the
// folder and nowhere else.
//
// # Title-only articles
//
// Newswires send flashes that are a headline and nothing else. A JSON line
// with a title and no text is therefore an article with no paragraphs. A page
// or a text file without text is refused.
package corpus
