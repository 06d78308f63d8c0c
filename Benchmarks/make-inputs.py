#!/usr/bin/env python3
"""Writes big logs to measure with; the same arguments give the same bytes.

    make-inputs.py DIRECTORY [--scale S] [--dump FILE] [KIND ...]

At scale 1 clean, docker, cri and mixed have 1 GB, dump, flat and oneline 300 MB, errors 200 MB.
    clean    access, JSON, logfmt, plain and syslog lines; one in ten thousand is a network error
    docker   the same, each line in an object as Docker's json-file driver writes it
    cri      the same, each line behind the head that containerd writes
    mixed    the same as clean, 1 to 2 % of its bytes being handler panics with their newlines
    dump     goroutine dumps of some 2,000 goroutines, made from the one that --dump names
    flat     handler panics that lost their newlines, one a line
    oneline  the same with no newline at all
    errors   every line is a network error
"""
import argparse
import json
import os
import random
import re
import sys

SIZES = {"clean": 1000, "docker": 1000, "cri": 1000, "mixed": 1000, "dump": 300, "flat": 300,
         "oneline": 300, "errors": 200}
CHUNK = 1 << 20
CLIENTS = [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0",
    "okhttp/4.12.0", "Go-http-client/2.0", "kube-probe/1.29", "curl/8.5.0", "Prometheus/2.49.1",
]
ROUTES = [
    "/", "/healthz", "/metrics", "/login?next=%2Fcart", "/assets/app.{n}.css", "/v2/carts/{n}",
    "/v2/customers/{n}/addresses", "/v2/search?q=broken+pipes&offset={n}", "/feed.xml?since={n}",
    "/blog/what-goroutines-cost?ref={n}", "/admin/reports/timeouts?day={n}",
]
MESSAGES = [
    "order placed", "payment captured", "cart merged", "token renewed", "cache refilled",
    "index rebuilt", "upstream answered late, trying once more", "idle connections closed",
    "rate limit lifted", "lease extended", "deadline moved", "snapshot uploaded",
    "replica caught up", "queue drained", "fatal flag cleared", "recovered from backlog",
]
COMPONENTS = ["gateway", "billing", "stock.reader", "mailer", "panicbutton", "search.index"]
LEVELS = ["info", "info", "info", "info", "debug", "debug", "warn", "error"]
ERRORS = [
    "write tcp 10.4.0.7:8443->10.4.{a}.{b}:{port}: write: broken pipe",
    "read tcp 10.4.0.7:8443->10.4.{a}.{b}:{port}: read: connection reset by peer",
    "dial tcp 10.5.{a}.{b}:5432: connect: connection refused",
    "dial tcp 10.5.{a}.{b}:6379: i/o timeout",
    'Get "http://stock-{a}.internal:8080/v1/level/{b}": context deadline exceeded',
    'Post "http://mailer-{a}.internal:8025/send": EOF',
    "accept tcp [::]:8443: accept4: too many open files",
]
WRITER = "{{0xa1b2c0, 0xc0001fe000}}"
FRAMES = [
    ("net/http.(*conn).serve.func1()", "/usr/local/go/src/net/http/server.go", 1947, 0xBE),
    ("panic({{0x8a3f40?, 0xc000{x:06x}?}})", "/usr/local/go/src/runtime/panic.go", 785, 0x132),
    ("example.org/shop/render.JSON(...)", "/src/shop/render/json.go", 41, 0),
    ("example.org/shop/api.(*Server).answer(0xc000{x:06x}, " + WRITER + ")",
     "/src/shop/api/answer.go", 88, 0x1D4),
    ("example.org/shop/api.(*Server).getCart(0xc000{x:06x}, " + WRITER + ", 0xc{x:09x})",
     "/src/shop/api/cart.go", 132, 0x3EF),
    ("net/http.HandlerFunc.ServeHTTP(0xc000{x:06x}, " + WRITER + ", 0xc{x:09x})",
     "/usr/local/go/src/net/http/server.go", 2220, 0x29),
    ("example.org/shop/api.withTrace.func1({{0xa1b2c0?, 0xc0001fe000?}}, 0xc{x:09x})",
     "/src/shop/api/trace.go", 27, 0xF8),
    ("example.org/shop/api.(*Server).routes.authenticated.func9(" + WRITER + ", 0xc{x:09x})",
     "/src/shop/api/auth.go", 63, 0x24C),
    ("github.com/go-chi/chi/v5.(*Mux).routeHTTP(0xc000{x:06x}, " + WRITER + ", 0xc{x:09x})",
     "/go/pkg/mod/github.com/go-chi/chi/v5@v5.0.12/mux.go", 459, 0x216),
    ("net/http.HandlerFunc.ServeHTTP(0xc000{x:06x}, " + WRITER + ", 0xc{x:09x})",
     "/usr/local/go/src/net/http/server.go", 2220, 0x29),
    ("github.com/go-chi/chi/v5.(*Mux).ServeHTTP(0xc000{x:06x}, " + WRITER + ", 0xc{x:09x})",
     "/go/pkg/mod/github.com/go-chi/chi/v5@v5.0.12/mux.go", 73, 0x31D),
    ("net/http.serverHandler.ServeHTTP({{0xc000{x:06x}?}}, {{0xa1b2c0?, 0xc0001fe000?}}, 0x6?)",
     "/usr/local/go/src/net/http/server.go", 3210, 0x8E),
    ("net/http.(*conn).serve(0xc000{x:06x}, {{0xa1c488, 0xc0000b6930}})",
     "/usr/local/go/src/net/http/server.go", 2092, 0x5D0),
]


class Writer:
    """Makes lines from one seed, a fortieth of a second apart."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = 0
        self.traces = 0
        self.addresses = [self.address() for _ in range(2000)]
        self.identifiers = ["%032x" % self.random.getrandbits(128) for _ in range(4000)]

    def address(self):
        return ".".join(str(self.random.randrange(1, 255)) for _ in range(4))

    def clock(self):
        """The next moment as day, time of day and milliseconds."""
        self.lines += 1
        second, part = divmod(self.lines, 40)
        clock = f"{second // 3600 % 24:02}:{second // 60 % 60:02}:{second % 60:02}"
        return 1 + second // 86400 % 28, clock, part * 25

    def error(self, number):
        return ERRORS[number % len(ERRORS)].format(
            a=number // 7 % 250, b=number // 1750 % 250, port=1024 + number * 31 % 60000)

    def error_line(self):
        day, clock, _ = self.clock()
        number = self.random.getrandbits(20)
        return f"2024/06/{day:02} {clock} http: {self.error(number)}"

    def line(self):
        """An ordinary line of one of five kinds; one in ten thousand is an error."""
        number = self.random.getrandbits(40)
        if number % 9973 == 0:
            return self.error_line()
        day, clock, milli = self.clock()
        stamp = f"2024-06-{day:02}T{clock}.{milli:03}Z"
        kind = number >> 20 & 31
        address = self.addresses[number % len(self.addresses)]
        identifier = self.identifiers[number // 7 % len(self.identifiers)]
        message = MESSAGES[number // 11 % len(MESSAGES)]
        component = COMPONENTS[number // 13 % len(COMPONENTS)]
        level = LEVELS[number // 17 % len(LEVELS)]
        if kind < 13:
            route = ROUTES[number // 19 % len(ROUTES)].replace("{n}", str(number % 100003))
            status = (200, 200, 200, 201, 204, 304, 404, 500)[number // 23 % 8]
            client = CLIENTS[number // 29 % len(CLIENTS)]
            return (f'{address} - - [{day:02}/Jun/2024:{clock} +0000] "GET {route} HTTP/1.1" '
                    f'{status} {number % 65521} "-" "{client}"')
        if kind < 21:
            return (f'{{"time":"{stamp}","level":"{level}","component":"{component}",'
                    f'"msg":"{message}","trace":"{identifier}","ms":{number % 907}}}')
        if kind < 27:
            return (f'ts={stamp} lvl={level} mod={component} msg="{message}" id={identifier} '
                    f'from={address}:{number % 64000}')
        if kind < 30:
            return (f"2024/06/{day:02} {clock} {component}.go:{number % 700}: {message} after "
                    f"{number % 5003}ms ({identifier[:12]})")
        return (f"Jun {day:2} {clock} host-{number % 50} {component}[{number % 30011}]: {level}: "
                f"{message}, request {identifier}")

    def trace(self):
        """The lines of a handler's panic."""
        day, clock, _ = self.clock()
        self.traces += 1
        number = self.random.getrandbits(24)
        fault = (self.error(7 * number) if number % 4 else
                 "runtime error: invalid memory address or nil pointer dereference")
        lines = [
            f"2024/06/{day:02} {clock} http: panic serving "
            f"10.4.{number % 250}.{number // 250 % 250}:{1024 + number % 60000}: {fault}",
            f"goroutine {20000 + 3 * self.traces} [running]:",
        ]
        for index, (function, path, line, offset) in enumerate(FRAMES):
            if index > 4 and (index + number) % 11 == 0:
                continue
            lines.append(function.format(x=number ^ index << 8))
            lines.append(f"\t{path}:{line}" + (f" +0x{offset:x}" if offset else ""))
        lines.append("created by net/http.(*Server).Serve in goroutine 1")
        lines.append("\t/usr/local/go/src/net/http/server.go:3360 +0x485")
        return lines

    def clean(self):
        return "".join(self.line() + "\n" for _ in range(2000))

    def container_line(self):
        """An ordinary line, and when and where a container's runtime took it."""
        line = self.line()
        day, clock, milli = self.clock()
        stream = "stderr" if self.lines % 7 == 0 else "stdout"
        return line, stream, f"2024-06-{day:02}T{clock}.{milli:03}{self.lines % 1000000:06}Z"

    def docker_line(self):
        line, stream, time = self.container_line()
        text = json.dumps(line + "\n", ensure_ascii=False)
        for mark in "<>&":
            text = text.replace(mark, f"\\u{ord(mark):04x}")
        return f'{{"log":{text},"stream":"{stream}","time":"{time}"}}\n'

    def docker(self):
        return "".join(self.docker_line() for _ in range(2000))

    def cri_line(self):
        line, stream, time = self.container_line()
        return f"{time} {stream} F {line}\n"

    def cri(self):
        return "".join(self.cri_line() for _ in range(2000))

    def mixed(self):
        lines = [self.line() for _ in range(self.random.randrange(600, 1500))]
        return "\n".join(lines + self.trace()) + "\n"

    def errors(self):
        return "".join(self.error_line() + "\n" for _ in range(2000))

    def joined(self, end):
        return "".join("".join(self.trace()).replace("\t", " ") + end for _ in range(200))

    def flat(self):
        return self.joined("\n")

    def oneline(self):
        return self.joined("")


class Dumps:
    """Makes dumps of some 2,000 goroutines out of a small one, with numbers of their own."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        first = text.index("\ngoroutine ", text.index("\ngoroutine ") + 1)
        end = text.index("\n\nrax ")
        self.head, self.goroutines, self.registers = text[:first], text[first:end], text[end:]
        self.copies = 2000 // self.goroutines.count("\ngoroutine ")
        self.number = 0

    def renumbered(self, _):
        self.number += 1
        return f"\ngoroutine {self.number}"

    def dump(self):
        copies = (re.sub(r"\ngoroutine \d+", self.renumbered, self.goroutines)
                  for _ in range(self.copies))
        return self.head + "\n".join(copies) + self.registers


def write(path, size, make):
    """Writes what `make` gives until the size is reached; whole or not at all."""
    part = path + ".part"
    written = 0
    with open(part, "wb", buffering=CHUNK) as file:
        while written < size:
            written += file.write(make().encode())
    os.replace(part, path)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("directory")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=" ".join(SIZES))
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--dump", metavar="FILE", help="a goroutine dump to vary")
    arguments = parser.parse_intermixed_args()
    unknown = set(arguments.kinds) - set(SIZES)
    if unknown:
        parser.error(f"unknown kind: {', '.join(sorted(unknown))}")
    os.makedirs(arguments.directory, exist_ok=True)
    for kind in arguments.kinds or SIZES:
        if kind == "dump" and not (arguments.dump and os.path.exists(arguments.dump)):
            print("dump: left out, there is no dump to vary", file=sys.stderr)
            continue
        make = Dumps(arguments.dump).dump if kind == "dump" else getattr(Writer(kind), kind)
        write(os.path.join(arguments.directory, f"{kind}.log"),
              int(SIZES[kind] * 1e6 * arguments.scale), make)


if __name__ == "__main__":
    main()
