#!/usr/bin/env bash
# Measures the release build beside `wc -l` and ripgrep, and writes Benchmarks/RESULTS.md.
#
#   bash Benchmarks/bench.sh [KIND ...]      kinds as in make-inputs.py; all of them by default
#
#   SCALE=0.3       size of the inputs: at 1 some 5 GB are written, by default 0.3 of that
#   INPUTS=DIR      measures the *.log files of a directory instead of writing any
#   PAIRS=7         rounds, at least 5
#   TRACELENS=FILE  measures this program instead of building one
#   RESULTS=FILE    writes the table there instead
set -euo pipefail

from_here() { case $1 in /*) echo "$1" ;; *) echo "$PWD/$1" ;; esac; }
given_inputs=${INPUTS:+$(from_here "$INPUTS")}
given_program=${TRACELENS:+$(from_here "$TRACELENS")}
given_results=${RESULTS:+$(from_here "$RESULTS")}
cd "$(dirname "$0")/.."

scale=${SCALE:-0.3}
inputs=${given_inputs:-Benchmarks/.build/inputs-$scale}
kinds=(clean docker cri mixed dump flat oneline errors)
if [ $# -gt 0 ]; then kinds=("$@"); fi

if [ -z "$given_program" ]; then swift build -c release --product tracelens; fi

if [ -z "$given_inputs" ]; then
    for kind in "${kinds[@]}"; do
        [ -e "$inputs/$kind.log" ] ||
            python3 Benchmarks/make-inputs.py --scale "$scale" \
                --dump Fixtures/go/go1.24-sig-quit-28/raw.log "$inputs" "$kind"
    done
fi

exec python3 Benchmarks/compare.py \
    --program "${given_program:-.build/release/tracelens}" --pairs "${PAIRS:-7}" \
    --results "${given_results:-Benchmarks/RESULTS.md}" "$inputs" "$@"
