// Package cputime tells how much CPU time the process has used. Other work on
// the machine moves it less than the clock on the wall.
package cputime
