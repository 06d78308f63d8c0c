#!/usr/bin/env python3
"""Runs tracelens, wc and rg over logs in turns and writes a table of medians.

    compare.py --program FILE [--pairs N] [--results FILE] DIRECTORY [KIND ...]

Compared is the time that the processor worked (user and system, all threads), since waiting says
more about the machine's other work than about the program. A ratio is the median of the ratios of
single rounds, in which the programs run one right after the other.
"""
import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

KINDS = ["clean", "docker", "cri", "mixed", "dump", "flat", "oneline", "errors"]
LITERALS = [
    "goroutine ", "panic: ", "panic serving", "fatal error: ", "broken pipe", "connection reset",
    "i/o timeout", "connection refused", "deadline exceeded", ": EOF", "too many open files",
    "no such host", "TLS handshake", "DATA RACE", "exit status ", "Program crashed",
]
# Lines so long that rg is asked for each match: at the first it would leave the line, and the file.
LONG_LINES = {"flat", "oneline"}
STARTS = 21


class Commands:
    """The command lines that are compared, and where their output goes: into files, since some
    programs stop at the first match when nobody reads on."""

    def __init__(self, program, directory):
        self.program = program
        self.report = os.path.join(directory, "report.md")
        self.output = os.path.join(directory, "output")
        self.has_rg = shutil.which("rg") is not None

    def tracelens(self, path):
        return [self.program, "-f", "markdown", "-o", self.report, path]

    def of(self, path):
        commands = {"tracelens": self.tracelens(path), "wc": ["wc", "-l", path]}
        if self.has_rg:
            count = "--count-matches" if kind_of(path) in LONG_LINES else "-c"
            patterns = [part for literal in LITERALS for part in ("-e", literal)]
            commands["rg"] = ["rg", "--no-config", count, "-F", *patterns, path]
        return commands

    def run(self, command):
        """Runs a command; returns its seconds of work and of waiting."""
        if os.path.exists(self.report):
            os.remove(self.report)
        with open(self.output, "wb") as output:
            begin = time.monotonic()
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output)
            _, status, usage = os.wait4(process.pid, 0)
            elapsed = time.monotonic() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            sys.exit(f"compare.py: status {process.returncode} of {' '.join(command)}")
        return usage.ru_utime + usage.ru_stime, elapsed

    def peak_megabytes(self, path):
        """The peak of resident memory. A child of Python begins with Python's, hence time(1)."""
        with tempfile.NamedTemporaryFile("r") as file:
            command = ["time", "-f", "%M", "-o", file.name, *self.tracelens(path)]
            if shutil.which("time") is None:
                return None
            subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL, check=False)
            last = file.read().split()[-1:]
        return int(last[0]) / 1024 if last and last[0].isdigit() else None


def kind_of(path):
    return os.path.basename(path).removesuffix(".log")


def find_inputs(directory, kinds):
    names = [name for name in os.listdir(directory) if name.endswith(".log")]
    chosen = [name for name in names if not kinds or kind_of(name) in kinds]
    rank = {kind: index for index, kind in enumerate(KINDS)}
    chosen.sort(key=lambda name: (rank.get(kind_of(name), len(KINDS)), name))
    return [os.path.join(directory, name) for name in chosen]


def measure(commands, path, pairs):
    """The seconds of work of each program, round for round, once the file is in memory."""
    named = commands.of(path)
    commands.run(named["wc"])
    rounds = {name: [] for name in named}
    for _ in range(pairs):
        for name, command in named.items():
            rounds[name].append(commands.run(command)[0])
    return rounds


def median_ratio(ours, theirs):
    return statistics.median(a / max(b, 1e-4) for a, b in zip(ours, theirs))


def row(commands, path, pairs):
    rounds = measure(commands, path, pairs)
    peak = commands.peak_megabytes(path)
    ours = rounds["tracelens"]
    return [
        kind_of(path),
        f"{os.path.getsize(path) / 1e6:.0f}",
        f"{statistics.median(ours):.3f}",
        f"{statistics.median(rounds['wc']):.3f}",
        f"{median_ratio(ours, rounds['wc']):.2f}",
        f"{median_ratio(ours, rounds['rg']):.2f}" if "rg" in rounds else "no rg",
        f"{peak:.1f}" if peak is not None else "no time(1)",
    ]


def start(commands, directory):
    """The medians of work and of waiting for an empty file, in milliseconds."""
    path = os.path.join(directory, "empty.log")
    open(path, "wb").close()
    runs = [commands.run(commands.tracelens(path)) for _ in range(STARTS)]
    return [1000 * statistics.median(times) for times in zip(*runs)]


def first_line(command):
    try:
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return "not found"
    lines = (run.stdout or run.stderr).strip().splitlines()
    return lines[0] if lines else "unknown"


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            for line in file:
                if line.startswith("model name"):
                    return line.split(":", 1)[1].strip()
    except OSError:
        return first_line(["sysctl", "-n", "machdep.cpu.brand_string"])
    return platform.machine()


def environment(program):
    return [
        ["processor", f"{processor()}, {os.cpu_count()} cores"],
        ["system", f"{platform.system()} {platform.release().split('-')[0]}, {platform.machine()}"],
        ["tracelens", first_line([program, "--version"])],
        ["swift", first_line(["swift", "--version"])],
        ["wc", first_line(["wc", "--version"])],
        ["rg", first_line(["rg", "--version"])],
    ]


def table(head, rows, numbers_from):
    marks = ["---" if index < numbers_from else "---:" for index in range(len(head))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, marks, *rows])


def page(rows, starts, program, pairs):
    head = ["input", "MB", "tracelens s", "wc s", "ratio to wc", "ratio to rg", "peak RSS MB"]
    long = " and ".join(sorted(LONG_LINES))
    return f"""# Results

Written by `make bench`. Seconds are of processor time, user and system, all threads; medians of
{pairs} rounds in which the programs run in turns, the input in the page cache. `rg -c` looks for
{len(LITERALS)} literals, `rg --count-matches` in {long}. Ratios mean something on any machine,
seconds only on this one.

{table(head, rows, 1)}

Start to finish of an empty file: {starts[0]:.1f} ms of processor time, {starts[1]:.1f} ms in all.

{table(["machine", ""], environment(program), 2)}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--results")
    parser.add_argument("directory")
    parser.add_argument("kinds", nargs="*")
    arguments = parser.parse_intermixed_args()
    if arguments.pairs < 5:
        parser.error("at least 5 pairs are needed for a median worth the name")
    inputs = find_inputs(arguments.directory, arguments.kinds)
    if not inputs:
        parser.error(f"no such *.log in {arguments.directory}")
    with tempfile.TemporaryDirectory() as directory:
        commands = Commands(os.path.abspath(arguments.program), directory)
        rows = []
        for path in inputs:
            print(f"measuring {kind_of(path)}", file=sys.stderr)
            rows.append(row(commands, path, arguments.pairs))
        text = page(rows, start(commands, directory), commands.program, arguments.pairs)
    print(text)
    if arguments.results:
        with open(arguments.results, "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main()
