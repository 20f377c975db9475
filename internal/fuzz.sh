#!/bin/sh
# Runs every fuzz target for a time: fuzz.sh 30s. "fuzz.sh forever" goes round
# and round, a minute each, until one fails or it is stopped.
set -eu
time=${1:-30s}
rounds=1
if [ "$time" = forever ]; then
	time=1m rounds=-1
fi

while [ "$rounds" -ne 0 ]; do
	grep -rl --include='*_test.go' '^func Fuzz' . | sort | while read -r file; do
		for target in $(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$file"); do
			echo "== $(dirname "$file") $target"
			go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" -fuzzminimizetime 10x "$(dirname "$file")"
		done
	done
	rounds=$((rounds - 1))
done
