#!/usr/bin/env python3
"""Counts the instructions that a byte of a log costs, by callgrind: a figure that noise does not move.

    instructions.py PROGRAM DIRECTORY [KIND ...]     the *.log files of the directory that bench.sh measures
    instructions.py --top N PROGRAM DIRECTORY KIND   and the N functions in which most of them fall

The beginning of each log is read at two lengths, and the difference divided by the bytes between: what a
start, a report and the first lines of their kind cost is left out.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

SHORT, LONG = 4 << 20, 12 << 20


def count(program, log, directory):
    """The instructions of a run, and where callgrind wrote what they were for."""
    counted = os.path.join(directory, "callgrind.out")
    command = [
        "valgrind", "--tool=callgrind", f"--callgrind-out-file={counted}",
        program, "-j", "1", "-f", "markdown", "-o", os.path.join(directory, "report.md"), log,
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"Collected : (\d+)", run.stderr)
    if not found:
        sys.exit(f"instructions.py: {run.stderr.strip().splitlines()[-1:]}")
    return int(found.group(1)), counted


def cut(path, length, directory):
    """The first lines of a log, to about a length; where there is no line's end, so many bytes."""
    with open(path, "rb") as file:
        head = file.read(length)
    end = head.rfind(b"\n") + 1 or len(head)
    part = os.path.join(directory, "part.log")
    with open(part, "wb") as file:
        file.write(head[:end])
    return part, end


def top(counted, number):
    annotated = subprocess.run(
        ["callgrind_annotate", counted], capture_output=True, text=True, check=True
    ).stdout
    if shutil.which("swift"):
        demangle = ["swift", "demangle", "--simplified"]
        annotated = subprocess.run(
            demangle, input=annotated, capture_output=True, text=True, check=True
        ).stdout
    rows = [line for line in annotated.splitlines() if re.match(r"^ *[\d,]+ \( *[\d.]+%\)", line)]
    return [line[:140] for line in rows[1:number + 1]]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--top", type=int, default=0)
    parser.add_argument("program")
    parser.add_argument("directory")
    parser.add_argument("kinds", nargs="*")
    arguments = parser.parse_intermixed_args()
    kinds = arguments.kinds or sorted(
        name.removesuffix(".log") for name in os.listdir(arguments.directory) if name.endswith(".log")
    )
    with tempfile.TemporaryDirectory() as directory:
        # Callgrind reads debugging information for minutes, and names functions without.
        program = os.path.join(directory, "tracelens")
        subprocess.run(["strip", "-g", "-o", program, arguments.program], check=True)
        for kind in kinds:
            log = os.path.join(arguments.directory, f"{kind}.log")
            part, short = cut(log, SHORT, directory)
            few, _ = count(program, part, directory)
            part, long = cut(log, LONG, directory)
            many, counted = count(program, part, directory)
            print(f"{kind}: {(many - few) / (long - short):.2f} instructions a byte", flush=True)
            for line in top(counted, arguments.top) if arguments.top else []:
                print(f"    {line}")


if __name__ == "__main__":
    main()
