#!/bin/bash
# Makes the pictures of README.md: a report in a browser, light and dark, and in a terminal.
#
#     make-pictures.sh TRACELENS
#
# Needs a Chromium and Python 3. Inter and JetBrains Mono (Debian: fonts-inter, fonts-jetbrains-mono) are
# the letters, where they are.
set -euo pipefail

tracelens=$(realpath "$1")
cd "$(dirname "$0")/.."
pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT

report() {
    "$tracelens" app.log --evidence evidence-bad.txt --evidence evidence-healthy.txt "$@"
}

cd Fixtures/demo
report -f html > "$pages/report.html"
report -f text --color always > "$pages/report.txt"
cd ../..

mkdir -p Documentation/pictures
python3 Scripts/pictures.py "$pages/report.html" "$pages/report.txt" Documentation/pictures
