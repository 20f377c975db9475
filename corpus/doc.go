// Package corpus turns what a newsroom has on disk into clean articles: web
// pages, text, JSON, feeds, mail, the XML and SGML of news services, PDF and web
// archives, packed or not, one file or whole folders.
//
// [Inputs] walks a path and yields one [Input] for each article-to-be, which
// is cheap; [Stream] does the same of standard input. [Input.Parse] does the work: it reads, decodes, finds the text,
// cleans it and reads the metadata; it may be called from any goroutine.
// Whatever goes wrong concerns one input, is an [*InputError] that names it,
// and does not stop the walk.
//
// # What is an article
//
// How the content begins decides, and the name where that leaves it open: a
// table in docs/inputs.md. What is neither, and what is hidden, is yielded as
// [ErrIgnored], so that a report can count it; a file of that kind that the user
// names is an [ErrFormat]. A folder is entered through [os.Root]: a symbolic link
// may lead to a file inside the folder and nowhere else.
//
// Of each file the walk looks at the beginning. A page or text is left to be read
// by Parse. All else is read by the walk, as a stream: compressed data, archives
// and what they hold, lines and records. So one goroutine reads, and at most as
// many pages are in memory as are being parsed.
//
// # Title-only articles
//
// Newswires send flashes that are a headline and nothing else. A JSON line
// with a title and no text is therefore an article with no paragraphs. A page
// or a text file without text is refused.
package corpus
