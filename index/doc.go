// Package index says what is stored, how it is asked and what is answered,
// and where an engine plugs in.
//
// Index is the portable part: it parses a request, decides everything (order,
// page, facets, dates) into a Plan, hands it to an Engine and finishes the
// Result. An engine only stores, matches, ranks and counts; indextest holds
// the plain-text suite that every engine passes.
package index
