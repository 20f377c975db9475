// Package e2e tests both commands as their users run them: built, started as
// processes, fed with files and asked over HTTP. It holds tests only.
package e2e
