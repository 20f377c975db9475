// Package ingest moves articles into an index: inputs are read and cleaned on
// all cores, put back into their order, freed of repetitions, read for actors
// and locations, and written in batches.
//
// Nothing is lost silently. An input that gives no article is refused with a
// reason, the run goes on, and at the end every input that was read is counted
// exactly once:
//
//	read = indexed + updated + unchanged + duplicate + refused
//
// What is ignored, files of a folder, members of an archive and records of a
// crawl that are no articles, is counted apart.
//
// Several inputs of one article (the same id) in one run are settled by time:
// the one that was updated, or else published, last is kept; of equally old
// ones the last in the order of the inputs. Whichever is kept, the first
// counts as indexed, updated or unchanged and each further one as duplicate.
// The outcome depends on the inputs alone, never on how work was spread.
//
// Run writes to an engine and leaves it to its caller to publish what was
// written or, after an error, to throw it away.
package ingest
