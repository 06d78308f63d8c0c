#!/usr/bin/env bash
# Reads logs that are larger than any test's, and holds memory against its bound: run.sh TRACELENS
#
# The logs are made on the fly and go through a pipe: nothing large is kept on the disk.
set -euo pipefail
cd "$(dirname "$0")"

tracelens=$1
limit_kib=65536
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cc -O1 -o "$scratch/peak" peak.c
failures=0

# measure LOG FORMAT INCIDENTS: reads a generated log, and checks the lines of ndjson.
measure() {
    local log=$1 format=$2 incidents=$3 found peak wall processor verdict=ok
    bash generate.sh "$log" |
        "$scratch/peak" "$tracelens" -f "$format" 2>"$scratch/figures" >"$scratch/report" || verdict=failed
    read -r peak wall processor < <(tail -n 1 "$scratch/figures")
    found=-
    if [ "$format" = ndjson ]; then
        found=$(wc -l <"$scratch/report" | tr -d ' ')
        if [ "$found" -ne "$incidents" ]; then verdict="$incidents expected"; fi
    fi
    if [ "$peak" -gt "$limit_kib" ]; then verdict="over $((limit_kib / 1024)) MB"; fi
    if [ "$verdict" != ok ]; then failures=$((failures + 1)); fi
    printf '%-12s %-9s %9s incidents %6.1f MB %7.2f s %7.2f s cpu  %s\n' \
        "$log" "$format" "$found" "$(awk "BEGIN { print $peak / 1024 }")" "$wall" "$processor" "$verdict"
}

for format in markdown ndjson; do
    measure line "$format" 10100
    measure incidents "$format" 1000000
    measure goroutines "$format" 1
done
exit $((failures > 0))
