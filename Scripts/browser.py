"""A headless Chromium, driven by its DevTools protocol over a pipe: Python's own library does."""

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]


class NoBrowser(Exception):
    """No Chromium is there."""


class Failed(Exception):
    """The browser said no, or nothing."""


def executable():
    """The browser's path: what CHROMIUM names, else what is installed."""
    for name in [os.environ.get("CHROMIUM", "")] + NAMES:
        path = shutil.which(name) if name else None
        if path:
            return path
    raise NoBrowser(
        "no Chromium is there: install one (Debian: apt-get install chromium), "
        "or name one in CHROMIUM"
    )


class Browser:
    """A browser with a profile of its own, gone with it."""

    def __init__(self, seconds=60):
        self.seconds = seconds
        self.profile = tempfile.mkdtemp(prefix="tracelens-browser-")
        to_browser, self.output = os.pipe()
        self.input, from_browser = os.pipe()
        self.number = 0
        self.buffer = b""
        self.events = []
        command = [
            executable(), "--headless", "--remote-debugging-pipe", "--disable-gpu",
            "--no-first-run", "--disable-extensions", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--hide-scrollbars",
            "--font-render-hinting=none", "--disable-dev-shm-usage",
            "--user-data-dir=" + self.profile,
        ]
        if os.geteuid() == 0:
            # Chromium refuses to sandbox what root starts.
            command.append("--no-sandbox")
        # The browser reads from descriptor 3 and writes to 4.
        self.process = subprocess.Popen(
            ["sh", "-c", 'exec "$@" 3<&%d 4>&%d' % (to_browser, from_browser), "sh"] + command,
            pass_fds=[to_browser, from_browser], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        os.set_blocking(self.input, False)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.call("Browser.close")
        except Failed:
            pass
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.input)
        os.close(self.output)
        shutil.rmtree(self.profile, ignore_errors=True)

    def page(self):
        """A new page, its events on."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, target, session)
        for domain in ["Page", "Runtime", "Log", "Network", "DOM", "CSS"]:
            page.call(domain + ".enable")
        return page

    def call(self, method, session=None, **parameters):
        """Calls a method and returns its result; events are kept meanwhile."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            try:
                data = data[os.write(self.output, data):]
            except BrokenPipeError:
                raise Failed("the browser has gone")
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise Failed("%s: %s" % (method, answer["error"].get("message")))
                return answer["result"]
            if "method" in answer:
                self.events.append(answer)

    def receive(self):
        """The next message."""
        end = time.monotonic() + self.seconds
        while b"\0" not in self.buffer:
            try:
                part = os.read(self.input, 1 << 20)
            except BlockingIOError:
                if time.monotonic() > end:
                    raise Failed("the browser says nothing")
                time.sleep(0.002)
                continue
            if not part:
                raise Failed("the browser has gone")
            self.buffer += part
        message, _, self.buffer = self.buffer.partition(b"\0")
        return json.loads(message)


class Page:
    """A page of a browser."""

    def __init__(self, browser, target, session):
        self.browser = browser
        self.target = target
        self.session = session

    def call(self, method, **parameters):
        return self.browser.call(method, session=self.session, **parameters)

    def taken_events(self):
        """The events since the last call."""
        mine = [e for e in self.browser.events if e.get("sessionId") == self.session]
        self.browser.events = [e for e in self.browser.events if e not in mine]
        return mine

    def show(self, path, width=1280, height=800, dark=False, scale=1, mobile=False):
        """Opens a file at a size and waits until it is there."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=scale, mobile=mobile,
        )
        scheme = "dark" if dark else "light"
        self.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": scheme}],
        )
        self.call("Page.navigate", url="file://" + os.path.abspath(path))
        end = time.monotonic() + self.browser.seconds
        while self.evaluate("document.readyState + location.protocol") != "completefile:":
            if time.monotonic() > end:
                raise Failed("%s: the page does not come" % path)
            time.sleep(0.01)

    def evaluate(self, expression):
        """The value of a JavaScript expression in the page."""
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in result:
            raise Failed("%s: %s" % (expression, result["exceptionDetails"].get("text")))
        return result["result"].get("value")

    def style(self, rules):
        """Adds rules of the one who looks at the page, which no policy of the page's forbids."""
        frame = self.call("Page.getFrameTree")["frameTree"]["frame"]["id"]
        sheet = self.call("CSS.createStyleSheet", frameId=frame)["styleSheetId"]
        self.call("CSS.setStyleSheetText", styleSheetId=sheet, text=rules)

    def picture(self, path, whole=False, height=None):
        """Writes what is seen, or the whole page, as a PNG."""
        options = {"format": "png"}
        if whole or height:
            size = self.call("Page.getLayoutMetrics")["cssContentSize"]
            options["captureBeyondViewport"] = True
            options["clip"] = {
                "x": 0, "y": 0, "width": size["width"],
                "height": height or size["height"], "scale": 1,
            }
        data = self.call("Page.captureScreenshot", **options)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))
