#!/usr/bin/env python3
"""Opens pages of HTML in a headless Chromium and holds them to what they promise.

    check-html.py TRACELENS

Pages are made of the project's fixtures and of logs that try to become markup, styles, scripts,
requests or controls. None may be more than text: no script runs, no request leaves, nothing is said
on the console, and no element or attribute comes of a log. Needs a Chromium and Python's own library.
"""

import html.parser
import os
import re
import subprocess
import sys
import tempfile

from browser import Browser, Failed, NoBrowser, executable

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LIMIT = 300 * 1000

# What tries to act; each has EVIL in it where it would. `EVIL()` and `EVIL=1` are the canaries.
ATTACKS = [
    b"<script>EVIL()</script>", b"<script>window.EVIL=1</script>", b"<SCRIPT SRC=//EVIL.example/x>",
    b"</script><script>EVIL=1</script>", b"<scr<script>ipt>EVIL=1</scr</script>ipt>",
    b"<script/EVIL>EVIL=1</script>", b"<img src=x onerror=EVIL=1>", b"<img src=EVIL.png>",
    b"<image href=EVIL.png>", b"<svg onload=EVIL=1>", b"<svg><script>EVIL=1</script></svg>",
    b"</svg><svg/onload=EVIL=1>", b"<svg><title></svg><img src=x onerror=EVIL=1>",
    b"<math><mi xlink:href=javascript:EVIL=1>", b"<iframe src=javascript:EVIL=1></iframe>",
    b"<iframe srcdoc='<script>parent.EVIL=1</script>'>", b"<object data=data:text/html,EVIL>",
    b"<embed src=//EVIL.example/x.swf>", b"<a href=javascript:EVIL=1>EVIL</a>",
    b"<a href='data:text/html,<script>EVIL=1</script>'>EVIL</a>", b"javascript:EVIL=1//",
    b"data:text/html;base64,EVIL", b"http://EVIL.example/", b"//EVIL.example/", b"EVIL@example.org",
    b"<meta http-equiv=refresh content='0;url=//EVIL.example'>", b"<base href=//EVIL.example/>",
    b"<link rel=stylesheet href=//EVIL.example/x.css>", b"<style>body{display:none}EVIL</style>",
    b"</style><style>*{background:url(//EVIL.example)}</style>", b"</style><img src=x onerror=EVIL=1>",
    b"</title><script>EVIL=1</script>", b"</head><body onload=EVIL=1>", b"<body onload=EVIL=1>",
    b"</body></html><script>EVIL=1</script>", b"<!--EVIL", b"--><script>EVIL=1</script><!--",
    b"<!--><script>EVIL=1</script>", b"<![CDATA[EVIL]]>", b"<?EVIL ?>", b"<!DOCTYPE EVIL>",
    b"</pre></div></details><h1>EVIL</h1>", b"</code></td></tr></table><b>EVIL</b>",
    b"</textarea><script>EVIL=1</script>", b"<plaintext>EVIL", b"<template><b>EVIL</b></template>",
    b"<noscript><p title='</noscript><img src=x onerror=EVIL=1>'>", b"<form action=//EVIL.example>",
    b"<input autofocus onfocus=EVIL=1>", b"<details open ontoggle=EVIL=1>", b"<marquee onstart=EVIL=1>",
    b"<video><source onerror=EVIL=1></video>", b"<slot EVIL></slot>", b"<frameset EVIL>",
    b"\" onmouseover=EVIL=1 x=\"", b"' onmouseover=EVIL=1 x='", b"\"><script>EVIL=1</script>",
    b"'><script>EVIL=1</script>", b"` onmouseover=EVIL=1 `", b"x style=background:url(//EVIL.example)",
    b"{} </style>EVIL{background:url(x)}", b"\\3c script\\3e EVIL", b"expression(EVIL=1)",
    b"@import '//EVIL.example/x.css';", b"&lt;script&gt;EVIL=1&lt;/script&gt;", b"&#60;script&#62;EVIL=1",
    b"&#x3c;script>EVIL=1", b"&EVIL;", b"&amp;EVIL", b"&#0;EVIL", b"${EVIL=1}", b"{{EVIL=1}}",
    b"<%= EVIL %>", b"%3Cscript%3EEVIL=1", b"\\u003cscript\\u003eEVIL=1", b"\\x3cscript>EVIL=1",
    b"+ADw-script+AD4-EVIL", b"<\x00script>EVIL=1</script>", b"<script\x00>EVIL=1</script>",
    b"<\x0cscript>EVIL=1</script>", b"\x00EVIL", b"\x1b[31mEVIL", b"\x1b]0;EVIL\x07", b"\x9b31mEVIL",
    b"\xc2\x9b31mEVIL", b"\x08\x08\x08EVIL", b"\rEVIL", b"\xff\xfe<EVIL>", b"\xc0\xbcscript\xc0\xbeEVIL",
    b"\xed\xa0\x80EVIL", b"\xf4\x90\x80\x80EVIL", b"\xe2\x80EVIL", b"\xef\xbc\x9cscript\xef\xbc\x9eEVIL",
    b"\xe2\x80\xaeEVIL", b"\xe2\x81\xa6EVIL\xe2\x81\xa9", b"\xe2\x80\x8fEVIL", b"\xd8\x9cEVIL",
    b"\xe2\x80\xa8EVIL", b"\xe2\x80\xa9EVIL", b"\xe2\x80\x8bEVIL", b"\xef\xbb\xbfEVIL",
    b"\xf3\xa0\x81\x81EVIL", b"\xcc\xb8EVIL", b"\xcc\xb8script>EVIL", b"\xd7\x90\xd7\x91EVIL",
    b"EVIL" + b"\xcc\x81" * 200, b"<b>EVIL\xcc\xb8</b>", b"\n<script>EVIL=1</script>\n",
    b"\n\n</main>EVIL\n", b"EVIL\\", b"EVIL\\\\\"", b"<" * 300 + b"EVIL", b"&" * 300 + b"EVIL",
]

# What a page of tracelens is made of, and the attributes of each.
ELEMENTS = {
    "a": {"class", "href"}, "body": set(), "code": set(), "dd": set(),
    "details": {"class", "open"}, "div": {"class", "id", "tabindex", "role", "aria-label"},
    "dl": {"class"}, "dt": set(), "figcaption": {"id"}, "figure": {"class"}, "g": set(),
    "h1": {"id"}, "h2": {"id"}, "h3": {"class"}, "h4": {"class"}, "head": set(),
    "header": set(), "html": {"lang"}, "li": set(), "line": {"x2", "y1", "y2"}, "main": set(),
    "meta": {"charset", "content", "http-equiv", "name"}, "nav": {"aria-label"}, "ol": {"class"},
    "p": {"class", "aria-hidden"}, "pre": {"class", "tabindex"},
    "rect": {"class", "x", "y", "width", "height"}, "script": set(),
    "section": {"id", "aria-labelledby"}, "span": {"class", "aria-hidden"}, "strong": set(),
    "style": set(), "summary": set(),
    "svg": {"class", "viewBox", "preserveAspectRatio", "aria-hidden", "role", "aria-labelledby"},
    "table": {"class", "id", "aria-label", "aria-labelledby"}, "tbody": set(), "td": {"class", "colspan"},
    "th": {"scope", "class", "aria-sort"}, "thead": set(), "title": set(), "tr": {"hidden"},
    "ul": {"class"}, "wbr": set(),
    # Made by the page's own script.
    "button": {"type"}, "input": {"type"}, "label": set(), "output": set(),
}

# Everything that the browser can tell of a page at once.
SURVEY = """(() => {
  const elements = [...document.querySelectorAll('*')];
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT);
  let text = '', comments = '';
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.COMMENT_NODE) comments += node.data + '|';
    else if (!['STYLE', 'SCRIPT'].includes(node.parentNode.nodeName)) text += node.data;
  }
  return {
    shapes: [...new Set(elements.map(e =>
      e.localName + ' ' + [...e.attributes].map(a => a.name).sort().join(' ')))],
    values: elements.flatMap(e => [...e.attributes].map(a => a.value)),
    links: [...document.links].map(a => a.getAttribute('href')),
    text, comments, canary: typeof window.EVIL, title: document.title,
    frames: window.length, wide: document.documentElement.scrollWidth > innerWidth,
    headings: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(e => +e.localName[1]),
    ids: elements.map(e => e.id).filter(Boolean),
    heads: [...document.querySelectorAll('th')].every(e => e.scope),
    named: [...document.querySelectorAll('[aria-labelledby]')].every(e =>
      document.getElementById(e.getAttribute('aria-labelledby'))),
  };
})()"""

# What moves a cursor, turns the direction of writing, or hides.
ACTING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\U000e0000-\U000e0fff]"
)


class Check:
    """What was held to be true, and what was not."""

    def __init__(self):
        self.count = 0
        self.failures = []

    def that(self, is_true, what):
        self.count += 1
        if not is_true:
            self.failures.append(what)
            print("FAILED: " + what, file=sys.stderr)


class Balance(html.parser.HTMLParser):
    """Whether every element is closed, in order."""

    VOID = {"meta", "wbr"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = []
        self.problem = None

    def handle_starttag(self, tag, attributes):
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problem = self.problem or "</%s> closes nothing at %s" % (tag, self.getpos())


def is_whole(page):
    balance = Balance()
    balance.feed(page)
    balance.close()
    return balance.problem is None and not balance.open


def tell(tracelens, arguments, page):
    """Writes a report's page and returns its text."""
    subprocess.run(
        [tracelens, "-q", "-f", "html", "-o", page] + arguments,
        cwd=ROOT, check=True, timeout=120, stdin=subprocess.DEVNULL,
    )
    with open(page, "rb") as file:
        return file.read().decode("utf-8")


def survey(page, path, **size):
    """Opens a page and returns what the browser tells of it, and what went on meanwhile."""
    page.taken_events()
    page.show(path, **size)
    seen = page.evaluate(SURVEY)
    events = page.taken_events()
    return seen, events


def incidents(events, path):
    """What no page of tracelens may bring about."""
    own = "file://" + os.path.abspath(path)
    found = []
    for event in events:
        method, parameters = event["method"], event["params"]
        if method == "Network.requestWillBeSent" and parameters["request"]["url"] != own:
            found.append("a request of " + parameters["request"]["url"])
        if method in ("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"):
            found.append("%s %s" % (method, parameters))
        if method in ("Page.javascriptDialogOpening", "Page.frameAttached", "Page.windowOpen"):
            found.append(method)
    return found


def hold(check, name, text, seen, found):
    """Holds a page to what is true of each."""
    check.that(not found, "%s: %s" % (name, found[:3]))
    check.that(seen["canary"] == "undefined", name + ": a script of the log ran")
    check.that(seen["frames"] == 0, name + ": there is a frame")
    for shape in seen["shapes"]:
        element, *attributes = shape.split()
        check.that(
            element in ELEMENTS and set(attributes) <= ELEMENTS[element],
            "%s: an element %s" % (name, shape),
        )
    check.that(not any("EVIL" in v for v in seen["values"]), name + ": an attribute of the log")
    check.that(
        all(re.fullmatch(r"#(verdict|s[0-9]+)", link) for link in seen["links"]),
        "%s: links %s" % (name, seen["links"]),
    )
    check.that(seen["comments"] == " tracelens report |", name + ": a comment of the log")
    check.that(
        seen["text"].count("EVIL") == text.count("EVIL"), name + ": not all of the log is text"
    )
    check.that(not ACTING.search(seen["text"]), name + ": a control is in the text")
    check.that(is_whole(text), name + ": an element is not closed")
    check.that(len(seen["ids"]) == len(set(seen["ids"])), name + ": an id is there twice")
    check.that(seen["heads"], name + ": a table's head without a scope")
    check.that(seen["named"], name + ": a label that is not there")
    headings = seen["headings"]
    check.that(
        headings.count(1) == 1 and headings[0] == 1
        and all(b <= a + 1 for a, b in zip(headings, headings[1:])),
        name + ": headings out of order",
    )
    check.that(len(text.encode()) < LIMIT, "%s: %d bytes" % (name, len(text.encode())))


def hostile_log(attack):
    """A log in which a text stands wherever a log's text can."""
    return b"\n".join([
        b"2026/03/01 10:00:00 http: panic serving 10.0.0.7:40000: " + attack,
        b"goroutine 7 [" + attack + b"]:",
        b"main.(*server).EVIL" + attack + b"(" + attack + b")",
        b"\t/app/" + attack + b".go:12 +0x1f",
        b"created by " + attack + b" in goroutine 1", b"\t/app/" + attack + b".go:3 +0x2",
        b"2026/03/01 10:00:01 http: panic serving 10.0.0.7:40001: write tcp 10.0.0.1:80->10.0.0.7:40001:"
        b" write: broken pipe",
        b"2026/03/01 10:00:02 order 17 failed: Post \"http://" + attack + b"\": dial tcp "
        + attack + b":80: connect: connection refused",
        b"2026/03/01 10:00:03 lookup failed: dial tcp: lookup " + attack
        + b" on 10.0.0.2:53: no such host",
        b"panic: " + attack, b"", b"goroutine 1 [running]:", b"main.main()",
        b"\t/app/main.go:7 +0x1d", b"exit status 2", b"",
        b"*** Program crashed: " + attack + b" at 0x0000000000000000 ***", b"",
        b"Thread 0 \"" + attack + b"\" crashed:", b"",
        b"0 0x0000000000000010 " + attack + b" + 4 in app at /srv/" + attack + b".swift:7:20", b"",
    ])


def hostile_evidence(attack):
    """A host's text with the same."""
    return b"$ curl http://127.0.0.1:9093/\ncurl: (7) " + attack + b"\n$ ulimit -n\n1024\n"


def file_name(attack):
    """The attack as far as a file may be called so."""
    name = attack.replace(b"/", b"_").replace(b"\0", b"_")[:80]
    return b"EVIL-" + name + b".log"


def check_attacks(check, tracelens, page, directory):
    for number, attack in enumerate(ATTACKS):
        name = "attack %d %r" % (number, attack[:40])
        folder = os.path.join(directory, "attack%d" % number)
        os.makedirs(os.path.join(folder, "logs"))
        log = os.path.join(os.fsencode(os.path.join(folder, "logs")), file_name(attack))
        evidence = os.path.join(folder, "host.txt")
        out = os.path.join(folder, "report.html")
        for path, data in [(log, hostile_log(attack)), (evidence, hostile_evidence(attack))]:
            with open(path, "wb") as file:
                file.write(data)
        text = tell(tracelens, [os.path.join(folder, "logs"), "--evidence", evidence], out)
        seen, events = survey(page, out)
        check.that(seen["text"].count("EVIL") > 3, name + ": the log is not shown")
        hold(check, name, text, seen, incidents(events, out))
    return len(ATTACKS)


def check_long_line(check, tracelens, page, directory):
    log, out = os.path.join(directory, "long.log"), os.path.join(directory, "long.html")
    with open(log, "wb") as file:
        file.write(b"2026/03/01 10:00:00 failed: " + b"<script>EVIL()</script>" * 440_000)
        file.write(b": dial tcp 10.0.0.9:80: connect: connection refused\n")
        file.write(hostile_log(b"<b>EVIL</b>" * 100_000))
    text = tell(tracelens, [log], out)
    seen, events = survey(page, out)
    hold(check, "a line of 10 MB", text, seen, incidents(events, out))


def cases():
    """The golden reports, and inputs of many kinds: each a name and a program's arguments."""
    with open(os.path.join(ROOT, "Fixtures/golden/cases.txt"), encoding="utf-8") as file:
        golden = [line.split() for line in file]
    more = [["go", "Fixtures/go"], ["swift", "Fixtures/swift"], ["causes", "Fixtures/causes"]]
    return [(name, arguments) for name, *arguments in golden + more]


# Whether what is asked first is answered without scrolling, where there is something to ask.
ANSWERED = """(() => {
  const answers = document.querySelector('.answers');
  return !answers || answers.getBoundingClientRect().bottom <= innerHeight;
})()"""


def check_fixtures(check, tracelens, page, directory):
    for name, arguments in cases():
        out = os.path.join(directory, name + ".html")
        text = tell(tracelens, arguments, out)
        for size in [
            {"width": 1280, "height": 800}, {"width": 1280, "height": 800, "dark": True},
            {"width": 390, "height": 844, "mobile": True}, {"width": 320, "height": 640},
        ]:
            seen, events = survey(page, out, **size)
            where = "%s at %s" % (name, size)
            hold(check, where, text, seen, incidents(events, out))
            check.that(not seen["wide"], where + ": the page is wider than its window")
            if size["height"] > 640:
                check.that(page.evaluate(ANSWERED), where + ": not all is answered at first sight")


def check_groups(check, tracelens, page, directory):
    """A thousand groups: small enough, and their table can be filtered and ordered."""
    log, out = os.path.join(directory, "groups.log"), os.path.join(directory, "groups.html")
    with open(log, "w") as file:
        for group in range(1000):
            name = "".join(chr(97 + (group // 26 ** i) % 26) for i in range(3))
            for _ in range(1 + group % 7):
                file.write(
                    "2026/03/01 10:00:%02d http: panic serving 10.0.0.7:4000: boom\n"
                    "goroutine 7 [running]:\n"
                    "example.com/shop/internal/orders/handler.(*Server).Handle%s(0xc0, 0xc1)\n"
                    "\t/srv/shop/internal/orders/handler/%s.go:%d +0x1f\n"
                    % (group % 60, name, name, group + 1)
                )
    text = tell(tracelens, [log], out)
    seen, events = survey(page, out)
    hold(check, "1,000 groups", text, seen, incidents(events, out))
    rows = "document.querySelectorAll('#all tbody tr:not([hidden])').length"
    check.that(page.evaluate(rows) == 1000, "1,000 groups are not all listed")
    page.evaluate(
        "(() => { const field = document.querySelector('#filter input');"
        " field.value = 'handlecba'; field.dispatchEvent(new Event('input')); })()"
    )
    check.that(page.evaluate(rows) == 1, "the filter does not filter")
    first = "document.querySelector('#all tbody tr').cells[0].textContent"
    for wanted in ["7", "1"]:
        page.evaluate("document.querySelector('#all th button').click()")
        check.that(page.evaluate(first) == wanted, "the table is not in order")
    check.that(not incidents(page.taken_events(), out), "the script said something")


def main():
    if len(sys.argv) != 2:
        print(__doc__.strip(), file=sys.stderr)
        return 64
    tracelens = os.path.abspath(sys.argv[1])
    check = Check()
    try:
        print("check-html: " + executable())
        with tempfile.TemporaryDirectory(prefix="tracelens-html-") as directory, Browser() as browser:
            page = browser.page()
            check_fixtures(check, tracelens, page, directory)
            check_groups(check, tracelens, page, directory)
            attacks = check_attacks(check, tracelens, page, directory)
            check_long_line(check, tracelens, page, directory)
    except NoBrowser as problem:
        print("check-html: nothing was checked: %s" % problem, file=sys.stderr)
        return 1
    except (Failed, subprocess.SubprocessError) as problem:
        print("check-html: %s" % problem, file=sys.stderr)
        return 1
    print(
        "check-html: %d attacks, %d checks, %d failed"
        % (attacks, check.count, len(check.failures))
    )
    return 1 if check.failures else 0


if __name__ == "__main__":
    sys.exit(main())
