#!/bin/sh
# Installs what tracelens links and the machine lacks: PCRE2 and zlib, with their headers.
set -eu

if command -v cc >/dev/null 2>&1; then compiler=cc; else compiler=clang; fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# links HEADER LIBRARY: whether a program can be built with it.
links() {
    printf '#define PCRE2_CODE_UNIT_WIDTH 8\n#include <%s>\nint main(void) { return 0; }\n' "$1" |
        "$compiler" -x c - -o "$scratch/program" "-l$2" >/dev/null 2>&1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        echo "That takes root: install these packages as root, then try again." >&2
        exit 1
    fi
}

missing=
if [ "$(uname -s)" = Darwin ]; then
    # zlib is part of the system there.
    if ! brew list --versions pcre2 >/dev/null 2>&1; then missing="pcre2"; fi
else
    if ! links pcre2.h pcre2-8; then missing="libpcre2-dev"; fi
    if ! links zlib.h z; then missing="$missing zlib1g-dev"; fi
fi
if [ -z "$missing" ]; then exit 0; fi

if command -v apt-get >/dev/null 2>&1; then
    echo "Installing with apt-get:" $missing
    # The lists of a fresh machine are empty: only then are they fetched.
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends $missing || {
        as_root apt-get update -q
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -q --no-install-recommends $missing
    }
elif command -v brew >/dev/null 2>&1; then
    echo "Installing with brew:" $missing
    brew install $missing
else
    echo "tracelens needs the development files of PCRE2 and zlib (Debian calls them" >&2
    echo "libpcre2-dev and zlib1g-dev). Install them as this system does, then try again." >&2
    exit 1
fi
