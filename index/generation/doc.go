// Package generation keeps the states of an index on disk, of which exactly
// one is current, and serves the current one while the next is being written.
//
// A data folder looks like this:
//
//	DIR/CURRENT                     the name of the current generation
//	DIR/generations/NAME/           a complete one, never changed again
//	DIR/generations/NAME/manifest.json
//	DIR/staging/NAME/               one that is being written
//	DIR/lock                        held, with its process id, by who writes
//
// A generation is written in staging, then sealed: its files are synced and
// listed with sizes and SHA-256 sums in the manifest. It is renamed into
// generations and published by renaming a new CURRENT over the old one, which
// is the one moment at which anything changes for readers. Whatever is
// interrupted before leaves the old generation current and rubbish in staging,
// which the next writer removes, or a generation that GC removes in its time.
package generation
