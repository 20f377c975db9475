#!/bin/sh
# Indexes the sample articles and serves them: demo.sh BIN DATA ADDR.
set -eu
bin=$1 data=$2 addr=$3

status=0
"$bin/indexer" build --data "$data" sample || status=$?
# 3: some inputs were refused, as the files in sample/broken should be.
if [ "$status" != 0 ] && [ "$status" != 3 ]; then
	exit "$status"
fi
exec "$bin/searchd" --data "$data" --addr "$addr"
