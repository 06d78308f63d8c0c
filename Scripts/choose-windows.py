#!/usr/bin/env python3
"""Chooses anew the windows by which the scanner looks for the anchors.

    python3 Scripts/choose-windows.py        after anchors have changed; writes
                                             Sources/CByteScan/known_windows.h

Takes the anchors from the sources, and Benchmarks/typical.log as the text in which they should
stop the scanner seldom. Takes two minutes, and gives the same from the same. What is found does not
depend on it, the speed does: an anchor without a window here gets one when the program starts, a
worse one. A test says which anchors have none.
"""
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ANCHORS = "Sources/TraceParse/Scanning/Anchors.swift"
SWIFT = "Sources/TraceParse/Swift/SwiftAnchor.swift"
HOST_TEXTS = "Sources/TraceParse/Front/HostTextFinder.swift"
CATALOGUE = "Sources/TraceParse/Errors/ErrorCatalogue.swift"
STRING = r'"((?:[^"\\]|\\.)*)"'


def source(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def strings(text):
    return [
        found.replace("\\u{1B}", "\x1b").replace('\\"', '"').replace("\\\\", "\\")
        for found in re.findall(STRING, text)
    ]


def pairs(path):
    """The strings of a list of pairs, one a line: `("goroutine ", .goroutine),`."""
    return strings("\n".join(re.findall(r"^ +\((\"(?:[^\"\\]|\\.)*\"), \.\w+\),", source(path), re.M)))


def anchors():
    """All anchors, those of errors last."""
    found = pairs(ANCHORS) + pairs(SWIFT)
    host_texts = re.search(r"let anchors = \[(.*?)\]", source(HOST_TEXTS), re.S).group(1)
    found += strings(host_texts)
    catalogue = source(CATALOGUE)
    triggers = re.search(r"let triggers: \[StaticString\] = \[(.*?)\]", catalogue, re.S).group(1)
    found += strings(triggers)
    found += strings("\n".join(re.findall(r"let \w+Anchor: StaticString = (.*)", catalogue)))
    for listed in re.findall(r"\.network\([^\[\n]*?\[(.*?)\], ", catalogue):
        found += strings(listed)
    return list(dict.fromkeys(found))


def main():
    with tempfile.TemporaryDirectory() as directory:
        tool = os.path.join(directory, "choose-windows")
        subprocess.run(
            [os.environ.get("CC", "cc"), "-O3", "-march=native", "-o", tool,
             os.path.join(ROOT, "Scripts/choose-windows.c"), "-lm"], check=True)
        made = subprocess.run(
            [tool, os.path.join(ROOT, "Benchmarks/typical.log")],
            input="\n".join(anchors()) + "\n", stdout=subprocess.PIPE, check=True, text=True)
    with open(os.path.join(ROOT, "Sources/CByteScan/known_windows.h"), "w", encoding="utf-8") as file:
        file.write(made.stdout)


if __name__ == "__main__":
    sys.exit(main())
