#!/bin/sh
# Runs every fuzz target for a time, then reads a number of damaged pages:
# fuzz.sh 30s 20000. Instead of a time it takes a number of inputs (1000x),
# or 0 for no fuzz target. "fuzz.sh forever" goes round and round, a minute
# each, until one fails or it is stopped.
set -eu
time=${1:-30s} pages=${2:-20000}
rounds=1
if [ "$time" = forever ]; then
	time=1m rounds=-1
fi

fuzz() {
	grep -rl --include='*_test.go' '^func Fuzz' . | sort | while read -r file; do
		for target in $(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$file"); do
			echo "== $(dirname "$file") $target"
			go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" -fuzzminimizetime 10x "$(dirname "$file")"
		done
	done
}

while [ "$rounds" -ne 0 ]; do
	[ "$time" = 0 ] || fuzz
	if [ "$pages" != 0 ]; then
		echo "== $pages damaged pages"
		DATELINE_PAGES=$pages go test -count=1 -v -timeout 24h -artifacts -run '^TestDamagedPages$' ./corpus
	fi
	rounds=$((rounds - 1))
done
