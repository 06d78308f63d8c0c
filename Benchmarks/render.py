#!/usr/bin/env python3
"""Measures how long a report of as many groups as are kept takes to render, and in how much memory.

Usage: Benchmarks/render.py PROGRAM

A log of 9,000 groups, a stack each, is read once into a state; `merge` then reads the state and writes it in
each format. What reading costs by itself is shown first (as a state again, which renders nothing); each
figure is the least of five.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

GROUPS = 9000


def log():
    """A log in which each incident is a fault of its own."""
    for number in range(GROUPS):
        address = f"10.{number >> 8 & 255}.{number & 255}.1"
        name = "".join(chr(97 + int(digit)) for digit in str(number))
        clock = f"2024/05/11 {10 + number // 3600:02d}:{number // 60 % 60:02d}:{number % 60:02d}"
        yield (
            f"{clock} http: panic serving {address}:4711: "
            f"write tcp 10.0.0.1:80->{address}:4711: write: broken pipe\n"
            f"goroutine {number + 1} [running]:\n"
            "net/http.(*conn).serve.func1(0xc000399720)\n"
            "\t/usr/local/go/src/net/http/server.go:1824 +0x153\n"
            "panic(0xfbc720, 0xc008f36be0)\n\t/usr/local/go/src/runtime/panic.go:971 +0x499\n"
            f"shop/api.Step{name}(0xc00621d600)\n\t/srv/shop/api/step.go:{number % 900 + 1} +0x27e\n"
            "net/http.(*conn).serve(0xc000399720)\n"
            "\t/usr/local/go/src/net/http/server.go:1952 +0x8cd\n\n"
        )


def measure(arguments, output):
    """The least of five: milliseconds, and MiB at most in use."""
    least = (float("inf"), float("inf"))
    for _ in range(5):
        start = time.monotonic()
        process = subprocess.Popen(arguments, stdout=open(output, "wb"))
        _, status, usage = os.wait4(process.pid, 0)
        took = (time.monotonic() - start) * 1000
        if status:
            sys.exit(f"{arguments}: status {status}")
        least = min(least[0], took), min(least[1], usage.ru_maxrss / 1024)
    return least


def main():
    program = os.path.realpath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "app.log").write_text("".join(log()))
        state = folder / "app.state"
        subprocess.run([program, "-q", "-f", "state", "-o", state, folder / "app.log"], check=True)
        for name in ("state", "markdown", "text", "html", "json"):
            took, memory = measure([program, "merge", "-f", name, state], folder / "page")
            size = (folder / "page").stat().st_size
            print(f"{name:9} {took:6.0f} ms {memory:6.0f} MiB {size:10,} bytes")


main()
