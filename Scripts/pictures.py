#!/usr/bin/env python3
"""Takes pictures of a report: of its page, and of its text as a terminal shows it.

    pictures.py REPORT.html REPORT.txt DIRECTORY
"""

import html
import os
import re
import struct
import sys
import tempfile
import zlib

from browser import Browser

COMMAND = "tracelens app.log --evidence evidence-bad.txt --evidence evidence-healthy.txt"
LINES = 42

# The same letters wherever the pictures are made.
LETTERS = """
body { font-family: Inter, system-ui, sans-serif; }
:root { --mono: "JetBrains Mono", ui-monospace, monospace; }
"""

# A terminal's colours by the parameter of its sequence.
COLORS = {
    30: "#1c2126", 31: "#e06c60", 32: "#86c98f", 33: "#d9b75c", 34: "#78a5ec", 35: "#c092d8",
    36: "#6fc3cf", 37: "#d8dce0", 90: "#8a929c", 91: "#f0907a", 92: "#9fdba8", 93: "#ecd07a",
    94: "#9bbdf5", 95: "#d5aeea", 96: "#93dbe5", 97: "#ffffff",
}

TERMINAL = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A terminal</title><style>
body { margin: 0; background: #16191d; width: max-content; }
.bar { display: flex; gap: .5rem; padding: .75rem .9rem; background: #22262b; }
.bar i { width: .7rem; height: .7rem; border-radius: 50%%; background: #4a5059; }
pre { margin: 0; padding: 1rem 1.4rem 1.4rem; color: #d8dce0; font: 14px/1.42 "JetBrains Mono",
  ui-monospace, Menlo, Consolas, "Liberation Mono", monospace; font-variant-ligatures: none; }
</style></head><body><div class="bar"><i></i><i></i><i></i></div><pre>%s</pre></body></html>
"""


def styled(codes):
    """The style of a run of text, by the codes that are on."""
    style = []
    for code in codes:
        if code == 1:
            style.append("font-weight:700")
        elif code == 2:
            style.append("opacity:.65")
        elif code == 4:
            style.append("text-decoration:underline")
        elif code in COLORS:
            style.append("color:" + COLORS[code])
    return ";".join(style)


def terminal(text):
    """A terminal's text as a page."""
    made, codes = [], []
    for part in re.split("(\x1b\\[[0-9;]*m)", text):
        if part.startswith("\x1b["):
            for code in [int(number or 0) for number in part[2:-1].split(";")]:
                codes = [] if code == 0 else codes + [code]
        elif part:
            made.append('<span style="%s">%s</span>' % (styled(codes), html.escape(part)))
    return TERMINAL % "".join(made)


def smaller(path):
    """Writes a PNG again with fewer colours, where there are few enough, and packed as well as may be.

    Letters on plain ground have some hundred shades; Chromium writes each pixel in four bytes.
    """
    with open(path, "rb") as file:
        data = file.read()
    at, chunks = 8, []
    while at < len(data):
        size = struct.unpack(">I", data[at:at + 4])[0]
        chunks.append((data[at + 4:at + 8], data[at + 8:at + 8 + size]))
        at += size + 12
    head = chunks[0][1]
    width, height, depth, kind, _, _, interlace = struct.unpack(">IIBBBBB", head)
    if depth != 8 or kind not in (2, 6) or interlace:
        return
    rows = unfiltered(b"".join(c for n, c in chunks if n == b"IDAT"), width, height, 3 if kind == 2 else 4)
    palette, indexed = reduced(rows, 3 if kind == 2 else 4)
    if len(palette) > 256:
        return
    packed = zlib.compress(b"".join(b"\0" + row for row in indexed), 9)
    out = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", b"".join(palette)), (b"IDAT", packed), (b"IEND", b""),
    ]
    with open(path, "wb") as file:
        file.write(data[:8])
        for name, body in out:
            file.write(struct.pack(">I", len(body)) + name + body)
            file.write(struct.pack(">I", zlib.crc32(name + body)))


def unfiltered(packed, width, height, channels):
    """The rows of a PNG, its filters undone."""
    data, rows, step = zlib.decompress(packed), [], width * channels
    previous = bytearray(step)
    for number in range(height):
        start = number * (step + 1)
        kind, row = data[start], bytearray(data[start + 1:start + 1 + step])
        for i in range(step if kind else 0):
            left = row[i - channels] if i >= channels else 0
            up = previous[i]
            corner = previous[i - channels] if i >= channels else 0
            if kind == 1:
                guess = left
            elif kind == 2:
                guess = up
            elif kind == 3:
                guess = (left + up) // 2
            else:
                p, q, r = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
                guess = left if p <= q and p <= r else up if q <= r else corner
            row[i] = (row[i] + guess) & 255
        rows.append(bytes(row))
        previous = row
    return rows


def reduced(rows, channels):
    """The colours, rounded until there are 256 at most, and the rows as their numbers."""
    pixels = [[row[i:i + 3] for i in range(0, len(row), channels)] for row in rows]
    counts = {}
    for row in pixels:
        for pixel in row:
            counts[pixel] = counts.get(pixel, 0) + 1
    for bits in range(0, 5):
        step = 1 << bits
        nearest, seen = {}, {}
        # The colour of the most pixels stands for its neighbours.
        for pixel in sorted(counts, key=lambda p: (-counts[p], p)):
            cell = tuple(value // step for value in pixel)
            nearest[pixel] = seen.setdefault(cell, pixel)
        palette = sorted(set(nearest.values()))
        if len(palette) <= 256:
            break
    number = {pixel: palette.index(chosen) for pixel, chosen in nearest.items()}
    return palette, [bytes(number[pixel] for pixel in row) for row in pixels]


def main(report, text, directory):
    def path(name):
        return os.path.join(directory, name)

    with open(text, encoding="utf-8") as file:
        lines = file.read().split("\n")[:LINES]
    with tempfile.TemporaryDirectory() as pages, Browser() as browser:
        shown = os.path.join(pages, "terminal.html")
        with open(shown, "w", encoding="utf-8") as file:
            file.write(terminal("\x1b[90m$\x1b[0m %s\n\n%s" % (COMMAND, "\n".join(lines).rstrip())))
        page = browser.page()
        for name, dark in [("report-light.png", False), ("report-dark.png", True)]:
            page.show(report, width=1120, height=1080, dark=dark, scale=1.5)
            page.style(LETTERS)
            # As far as the timeline.
            end = page.evaluate("Math.round(document.querySelector('figure').getBoundingClientRect().bottom)")
            page.picture(path(name), height=end + 12)
        page.show(shown, width=700, height=600, scale=1.5)
        page.picture(path("terminal.png"), whole=True)
    for name in ["report-light.png", "report-dark.png", "terminal.png"]:
        smaller(path(name))
        print("%s: %d bytes" % (path(name), os.path.getsize(path(name))))


if __name__ == "__main__":
    main(*sys.argv[1:])
