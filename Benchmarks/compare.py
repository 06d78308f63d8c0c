#!/usr/bin/env python3
"""Runs tracelens beside wc, rg, zcat and lnav over logs in turns and writes tables of medians.

    compare.py --program FILE [--pairs N] [--results FILE] DIRECTORY [KIND ...]

Compared is the time that the processor worked (user and system, all threads), since waiting says
more about the machine's other work than about the program. A ratio is the median of the ratios of
single rounds, in which the programs run one right after the other. tracelens has one thread, but where
threads are what is measured: there the time that passes counts.
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
# rg looks for sixteen literals by vector instructions, and for more in another way.
MORE_LITERALS = LITERALS + [
    "address already in use", "network is unreachable", "no route to host", "connection aborted",
    "PC=0x", "Fatal error: ",
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

    def tracelens(self, *paths, jobs=1):
        return [self.program, "-j", str(jobs), "-f", "markdown", "-o", self.report, *paths]

    def rg(self, path, literals):
        count = "--count-matches" if kind_of(path) in LONG_LINES else "-c"
        patterns = [part for literal in literals for part in ("-e", literal)]
        return ["rg", "--no-config", count, "-F", *patterns, path]

    def of(self, path):
        commands = {"tracelens": self.tracelens(path), "wc": ["wc", "-l", path]}
        if self.has_rg:
            commands["rg 16"] = self.rg(path, LITERALS)
            commands["rg 22"] = self.rg(path, MORE_LITERALS)
        return commands

    @staticmethod
    def lnav(path):
        return ["lnav", "-n", "-c", ":filter-in panic|broken pipe", path]

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


def measure(commands, named, pairs):
    """What each command takes, round for round, once the files are in memory: pairs of seconds of work
    and of waiting."""
    commands.run(next(iter(named.values())))
    rounds = {name: [] for name in named}
    for _ in range(pairs):
        for name, command in named.items():
            rounds[name].append(commands.run(command))
    return rounds


def work(rounds):
    return [seconds for seconds, _ in rounds]


def elapsed(rounds):
    return [seconds for _, seconds in rounds]


def median_ratio(ours, theirs):
    return statistics.median(a / max(b, 1e-4) for a, b in zip(ours, theirs))


def megabytes(*paths):
    return f"{sum(os.path.getsize(path) for path in paths) / 1e6:.0f}"


def row(commands, path, pairs):
    rounds = measure(commands, commands.of(path), pairs)
    peak = commands.peak_megabytes(path)
    ours = work(rounds["tracelens"])
    cells = [
        kind_of(path),
        megabytes(path),
        f"{statistics.median(ours):.3f}",
        f"{statistics.median(work(rounds['wc'])):.3f}",
        f"{median_ratio(ours, work(rounds['wc'])):.2f}",
    ]
    for name in ["rg 16", "rg 22"]:
        cells.append(f"{median_ratio(ours, work(rounds[name])):.2f}" if name in rounds else "no rg")
    return [*cells, f"{peak:.1f}" if peak is not None else "no time(1)"]


def compressed_row(commands, path, pairs, directory):
    """A log compressed, beside what only decompresses it."""
    packed = os.path.join(directory, os.path.basename(path) + ".gz")
    with open(packed, "wb") as output:
        subprocess.run(["gzip", "-c", path], stdout=output, check=True)
    named = {"tracelens": commands.tracelens(packed), "zcat": ["zcat", packed]}
    rounds = measure(commands, named, pairs)
    ours, theirs = work(rounds["tracelens"]), work(rounds["zcat"])
    os.remove(packed)
    return [
        f"{kind_of(path)}, gzipped",
        megabytes(path),
        f"{statistics.median(ours):.3f}",
        f"{statistics.median(theirs):.3f}",
        f"{median_ratio(ours, theirs):.2f}",
    ]


def threads_row(commands, paths, pairs):
    """The time that passes with one thread and with one for each core."""
    jobs = os.cpu_count() or 1
    named = {"one": commands.tracelens(*paths), "all": commands.tracelens(*paths, jobs=jobs)}
    rounds = measure(commands, named, pairs)
    one, every = elapsed(rounds["one"]), elapsed(rounds["all"])
    return [
        " and ".join(kind_of(path) for path in paths),
        megabytes(*paths),
        f"{statistics.median(one):.3f}",
        f"{statistics.median(every):.3f}",
        f"{median_ratio(one, every):.2f}",
    ]


def lnav_row(commands, path):
    """lnav takes so long that one round has to do."""
    ours = commands.run(commands.tracelens(path))[0]
    theirs = commands.run(commands.lnav(path))[0]
    return [kind_of(path), megabytes(path), f"{ours:.3f}", f"{theirs:.1f}", f"{ours / theirs:.4f}"]


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


HEAD = ["input", "MB", "tracelens s", "wc s", "ratio to wc", "to rg 16", "to rg 22", "peak RSS MB"]


def page(tables, starts, program, pairs):
    long = " and ".join(sorted(LONG_LINES))
    parts = [
        f"""# Results

Written by `make bench`. Seconds are of processor time, user and system, of one thread (`-j 1`); medians
of {pairs} rounds in which the programs run in turns, the input in the page cache. `rg -c` looks for 16 and
for {len(MORE_LITERALS)} literals, `rg --count-matches` in {long}. Ratios mean something on any machine, seconds
only on this one.

{table(HEAD, tables["plain"], 1)}

Start to finish of an empty file: {starts[0]:.1f} ms of processor time, {starts[1]:.1f} ms in all."""
    ]
    if tables["compressed"]:
        head = ["input", "MB", "tracelens s", "zcat s", "ratio to zcat"]
        parts.append("Compressed:\n\n" + table(head, tables["compressed"], 1))
    if tables["threads"]:
        head = ["input", "MB", "one thread s", f"{os.cpu_count()} threads s", "times as fast"]
        parts.append("Threads, in seconds that pass:\n\n" + table(head, tables["threads"], 1))
    if tables["lnav"]:
        head = ["input", "MB", "tracelens s", "lnav s", "ratio to lnav"]
        parts.append("lnav, one round:\n\n" + table(head, tables["lnav"], 1))
    parts.append(table(["machine", ""], environment(program), 2))
    return "\n\n".join(parts) + "\n"


def measure_all(commands, inputs, pairs, directory):
    tables = {"plain": [], "compressed": [], "threads": [], "lnav": []}
    for path in inputs:
        print(f"measuring {kind_of(path)}", file=sys.stderr)
        tables["plain"].append(row(commands, path, pairs))
        tables["threads"].append(threads_row(commands, [path], pairs))
    ordinary = [path for path in inputs if kind_of(path) in ("clean", "mixed")]
    for path in ordinary[:1]:
        print(f"measuring {kind_of(path)} compressed", file=sys.stderr)
        tables["compressed"].append(compressed_row(commands, path, pairs, directory))
        if shutil.which("lnav"):
            tables["lnav"].append(lnav_row(commands, path))
    if len(ordinary) == 2:
        tables["threads"].append(threads_row(commands, ordinary, pairs))
    return tables


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
        tables = measure_all(commands, inputs, arguments.pairs, directory)
        starts = start(commands, directory)
        text = page(tables, starts, commands.program, arguments.pairs)
    print(text)
    if arguments.results:
        with open(arguments.results, "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main()
