#!/bin/sh
# Prints the path of a Chromium for the browser tests; installs Debian's when
# there is none.
set -eu

find_browser() {
	if [ -n "${DATELINE_BROWSER:-}" ] && [ -x "$DATELINE_BROWSER" ]; then
		echo "$DATELINE_BROWSER"
		return 0
	fi
	for name in chromium chromium-browser google-chrome; do
		command -v "$name" && return 0
	done
	return 1
}

find_browser && exit 0

if ! command -v apt-get >/dev/null; then
	echo "No Chromium found. Install it, or set DATELINE_BROWSER to its path." >&2
	exit 1
fi
sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo"
echo "Installing Chromium for the browser tests ..." >&2
$sudo apt-get update -qq >&2
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >&2
find_browser
