// Package workload chooses the queries that are measured: some of each class,
// the same ones every time, of words that stand in the articles about as often
// as the class asks. Frequencies are counted in the first articles of the
// corpus, so that every size of it is asked the same.
//
// The words of all classes but Page are asked as surface forms in the body,
// for which every engine has the same hits. Page is what people ask: bare
// words, of every class in turn.
package workload
