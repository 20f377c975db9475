// Package archtest keeps the house in order: who may import whom, which
// package owns which outside module, how large files and packages may grow,
// and that each says what it is for. Its tests read the source tree.
package archtest
