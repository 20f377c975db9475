#!/bin/sh
# Rewrites the golden files of every package that has some.
set -eu
packages=$(grep -rl --include='*_test.go' '"dateline/internal/golden"' . | xargs -n1 dirname | sort -u)
# shellcheck disable=SC2086 # one argument a package
go test -count=1 $packages -update
