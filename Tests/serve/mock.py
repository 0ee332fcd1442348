"""A stand-in for `branchpress serve`, which shows a built site and speaks the protocol of the preview to its pages; and the driver
through which the checks of page.py change it. The driver of the real server has the same methods."""
import contextlib
import hashlib
import http.server
import json
import mimetypes
import pathlib
import queue
import re
import socket
import threading
import time
import urllib.parse

MOUNT = "/portal/"
OWN = "/__branchpress/"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https: data:; base-uri 'none'; form-action 'self'"
SOURCES = pathlib.Path(__file__).resolve().parents[2] / "Sources/CPreviewPage"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.driver.answer(self)

    do_HEAD = do_GET

    def send(self, status, kind, body, facts=()):
        self.send_response(status)
        etag = '"' + hashlib.sha256(body).hexdigest()[:16] + '"'
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(body))), ("Content-Security-Policy", POLICY),
                            ("Cache-Control", "no-cache"), ("ETag", etag), *facts):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *arguments):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, *arguments):
        self.open = set()
        super().__init__(*arguments)

    def process_request(self, request, client_address):
        self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request):
        self.open.discard(request)
        super().shutdown_request(request)

    def end(self):
        """Ends as a program does that is stopped: with it its connections, which browsers keep for later requests."""
        self.shutdown()
        self.server_close()
        for request in list(self.open):
            with contextlib.suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request, client_address):
        """A browser that leaves a page closes connections."""


class Mock:
    """The driver. `page` is a long document with the file `file`; addresses are below `base`."""

    page, other = "study/essentials/dues/", "notice/2026-04-clinic/"
    file = "content/study/essentials/02-dues.md"

    def __init__(self, site, page=None, language="zh", mount=MOUNT):
        self.site, self.language, self.mount = pathlib.Path(site), language, mount
        self.page = page or self.page
        self.version, self.port = 1, 0
        self.lock, self.streams = threading.RLock(), set()
        self.reset()
        self.start()

    # What the checks call.

    def reset(self):
        """The site as it was, without mistakes."""
        self.marks, self.style, self.style_version, self.problems, self.watch, self.gone = {}, "", "", [], None, set()
        self.state, self.date = "published", None
        self.changed()

    def start(self):
        self.version = int(time.time() * 1000)
        self.server = Server(("127.0.0.1", self.port), Handler)
        self.server.driver = self
        self.port = self.server.server_address[1]
        self.base = f"http://127.0.0.1:{self.port}{self.mount}"
        threading.Thread(target=self.server.serve_forever, args=(.05,), daemon=True).start()

    def stop(self):
        with self.lock:
            streams, self.streams = self.streams, set()
        for stream in streams:
            stream.put(None)
        self.server.end()

    def edit(self, mark, above=0, follow=False):
        """The document's text says `mark` in a paragraph of its own, and has so many paragraphs more before it."""
        self.marks[self.page] = (mark, above)
        self.changed(follow=self.mount + self.page if follow else None)

    def restyle(self, colour, keeps_address=False):
        """The style sheet gives the custom property --probe the colour."""
        self.style = f":root {{ --probe: {colour}; }}"
        if not keeps_address:
            self.style_version = "&p=" + colour
        self.changed()

    def publish(self, state, date=None):
        """What the front matter says of the document: published, draft or planned."""
        self.state, self.date = state, date
        self.changed()

    def remove(self):
        self.gone.add(self.page)
        self.changed()

    def break_(self, *numbers, text=None):
        """These mistakes of several, or one with this text, and no other; gives the first line that the terminal prints of the first."""
        texts = [text] if text else [self.mistake(number) for number in numbers]
        self.problems = [p for p in self.problems if p["severity"] != "error"] + [
            {"severity": "error", "text": each, "file": self.file, "line": 3} for each in texts]
        self.changed(good=False)
        return texts[0].split("\n")[0]

    def mend(self):
        self.problems = [p for p in self.problems if p["severity"] != "error"]
        self.changed()

    def warn(self, texts):
        self.problems = [{"severity": severity, "text": text, "file": text.split(":")[0], "line": 1} for severity, text in texts]
        self.changed()

    def watching_fails(self, text):
        self.watch = text
        self.changed(good=False)

    def mistake(self, number):
        keys = ["titel", "摘耍", "autor"]
        key = keys[(number - 1) % 3]
        column = sum(2 if ord(c) > 0x2000 else 1 for c in key)
        if self.language == "zh":
            return (f"{self.file}:{2 + number}:1: 错误：没有“{key}”这一项 [unknown-key]\n  {2 + number} | {key}: 关于召开大会的通知\n"
                    f"    | {'^' * column}\n  改法：是不是“title”？\n")
        return (f"{self.file}:{2 + number}:1: error: there is no field `{key}` [unknown-key]\n  {2 + number} | {key}: 关于召开大会的通知\n"
                f"    | {'^' * column}\n  help: did you mean `title`?\n")

    def count_streams(self):
        """The number of open streams of events, or None where it is not known."""
        return len(self.streams)

    # The server.

    def changed(self, good=True, follow=None):
        with self.lock:
            if good:
                self.version += 1
            self.follow = follow
            event = self.event()
            for stream in self.streams:
                stream.put(event)

    def event(self):
        count = {kind: sum(p["severity"] == kind for p in self.problems) for kind in ("error", "warning", "note")}
        return json.dumps({"version": self.version, "follow": self.follow, "errors": count["error"], "warnings": count["warning"],
                           "problems": self.problems[:100], "hidden": max(0, len(self.problems) - 100), "watch": self.watch}, ensure_ascii=False)

    def answer(self, request):
        path = urllib.parse.unquote(urllib.parse.urlsplit(request.path).path)
        if path == OWN + "events":
            return self.stream(request)
        if path.startswith(OWN):
            file = SOURCES / path.removeprefix(OWN)
            return request.send(200, "text/javascript; charset=utf-8" if file.suffix == ".js" else "text/css; charset=utf-8", file.read_bytes())
        if path == "/":
            return request.send(302, "text/plain", b"", [("Location", self.mount)])
        relative = path.removeprefix(self.mount)
        file = self.site / relative
        if file.is_dir():
            file /= "index.html"
        status = 200
        if not path.startswith(self.mount) or not file.is_file() or relative in self.gone:
            status, file = 404, self.site / "404.html"
        body, kind = file.read_bytes(), mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        if file.suffix == ".html":
            return request.send(status, "text/html; charset=utf-8", self.html(relative, body.decode(), request).encode())
        if file.name == "style.css":
            body += self.style.encode()
        request.send(status, kind, body)

    def html(self, relative, text, request):
        if relative in self.marks:
            mark, above = self.marks[relative]
            added = "".join(f"<p>前面加的第 {n} 段，为的是看网页停在哪里。</p>\n" for n in range(above))
            text = re.sub(r'(<div class="prose[^>]*>)', lambda m: m[1] + added + f'\n<p id="probe-mark">{mark}</p>', text, count=1)
        if self.style_version:
            text = re.sub(r'(assets/style\.css\?[^"]*)', lambda m: m[1] + self.style_version, text)
        cookie = re.search(rf"branchpress-view-{self.port}=([^;\s]*)", request.headers.get("Cookie") or "")
        facts = {"version": self.version, "view": cookie[1] if cookie else "all", "lang": self.language}
        if relative == self.page and relative not in self.gone:
            facts |= {"file": self.file, "state": self.state} | ({"date": self.date} if self.date else {})
        attributes = "".join(f' data-{name}="{value}"' for name, value in facts.items())
        before, _, after = text.rpartition("</body>")
        return f'{before}<script src="{OWN}preview.js"{attributes} defer></script></body>{after}'

    def stream(self, request):
        request.send_response(200)
        for name, value in (("Content-Type", "text/event-stream"), ("Cache-Control", "no-store"), ("Connection", "close")):
            request.send_header(name, value)
        request.end_headers()
        request.close_connection = True
        events = queue.SimpleQueue()
        with self.lock:
            events.put(self.event())
            self.streams.add(events)
        try:
            while True:
                try:
                    event = events.get(timeout=15)
                except queue.Empty:
                    request.wfile.write(b": alive\n\n")
                else:
                    if event is None:
                        return
                    request.wfile.write(f"data: {event}\n\n".encode())
                request.wfile.flush()
        finally:
            with self.lock:
                self.streams.discard(events)
