#!/usr/bin/env bash
# Writes the reports of Fixtures/golden anew: one of each format for each line of cases.txt.
#
# Usage: Scripts/renew-goldens.sh PROGRAM. Look at what has changed before it is committed: a golden report
# is what an engineer reads.
set -euo pipefail
program=$(realpath "${1:?usage: Scripts/renew-goldens.sh PROGRAM}")
cd "$(dirname "$0")/.."
while read -r name arguments; do
    for format in text:txt markdown:md html:html json:json ndjson:ndjson; do
        # Neither a terminal nor its environment changes a file.
        # shellcheck disable=SC2086
        "$program" -q --format "${format%:*}" $arguments \
            > "Fixtures/golden/$name/report.${format#*:}" < /dev/null
    done
done < Fixtures/golden/cases.txt
