"""A portal that lives through five days, and the host that serves it as a cheap static host does."""

import email.utils
import functools
import http.server
import pathlib
import shutil
import struct
import subprocess
import sys
import threading
import zlib
from urllib.parse import quote, unquote, urlsplit

MOUNT = "/portal/"
CONTENT = pathlib.Path(__file__).parent / "content"
TYPES = {".html": "text/html; charset=utf-8", ".xml": "text/xml", ".json": "application/json", ".ics": "text/calendar",
         ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".opml": "application/octet-stream"}
DAYS = ["2026-07-01", "2026-07-02", "2026-07-03", "2026-07-04", "2026-07-05"]
PICTURES = {"study/党史/box.png": (1600, 1000), "study/党史/letter.png": (480, 320),
            "activity/2026-06-river/bank.png": (1200, 800)}
DRAWING = ('<svg xmlns="http://www.w3.org/2000/svg" width="640" height="240" viewBox="0 0 640 240">'
           '<path d="M0 200 L220 80 L420 80 L640 200 Z" fill="#b98"/></svg>\n')
FILM = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08mdat"
SENTENCE = "先把船底的缝一道一道填好，再上三遍桐油，晒到手摸上去不粘，才放回水里试一试。"


class Request:
    """A request as the host's log has it."""

    def __init__(self, agent, path, status, conditional):
        self.agent, self.path, self.status, self.conditional = agent, path, status, conditional


class Handler(http.server.BaseHTTPRequestHandler):
    """Serves files with the time of their change and a tag of it and of their size, as nginx does."""

    def do_GET(self):
        path = unquote(urlsplit(self.path).path)
        if path + "/" == MOUNT:
            return self.answer(301, [("Location", MOUNT)])
        file = self.server.site / path[len(MOUNT):] if path.startswith(MOUNT) else None
        if file is not None and file.is_dir():
            if not path.endswith("/"):
                return self.answer(301, [("Location", quote(path) + "/")])
            file = file / "index.html"
        if file is None or not file.is_file():
            return self.answer(404, [])
        facts = file.stat()
        headers = [("ETag", f'"{int(facts.st_mtime):x}-{facts.st_size:x}"'),
                   ("Last-Modified", email.utils.formatdate(facts.st_mtime, usegmt=True))]
        if self.is_known(headers[0][1], int(facts.st_mtime)):
            return self.answer(304, headers)
        headers.append(("Content-Type", TYPES.get(file.suffix, "application/octet-stream")))
        self.answer(200, headers, file.read_bytes())

    do_HEAD = do_GET

    def is_known(self, tag, changed):
        """Whether the reader has the file; a tag goes before a time."""
        known = self.headers.get("If-None-Match")
        if known is not None:
            return tag in known
        since = self.headers.get("If-Modified-Since")
        return since is not None and email.utils.parsedate_to_datetime(since).timestamp() >= changed

    def answer(self, status, headers, body=b""):
        conditional = bool(self.headers.get("If-None-Match") or self.headers.get("If-Modified-Since"))
        agent = self.headers.get("User-Agent", "")
        self.server.log.append(Request(agent, unquote(urlsplit(self.path).path), status, conditional))
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET" and body:
            self.wfile.write(body)

    def log_message(self, *arguments):
        pass


class Host(http.server.ThreadingHTTPServer):
    """Serves readers, some of whom go away before they are answered."""

    def handle_error(self, request, address):
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, address)


class Portal:
    """The source files, the program that builds them, and the host."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.content = folder / "content"
        shutil.copytree(CONTENT, self.content)
        for name, size in PICTURES.items():
            (self.content / name).write_bytes(picture(*size))
        (self.content / "study/党史/dike.svg").write_text(DRAWING)
        (self.content / "study/党史/boat.mp4").write_bytes(FILM)
        with open(self.content / "study/党史/03-访.md", "a", encoding="utf-8") as article:
            article.writelines(f"\n第{number}条船修了{number % 9 + 1}天，{SENTENCE}\n" for number in range(1, 81))
        self.server = Host(("127.0.0.1", 0), Handler)
        self.server.site, self.server.log = folder / "site", []
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}{MOUNT}"
        self.edit("site.yml", ("http://127.0.0.1/portal/", self.url))
        self.refused = {}
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def edit(self, name, *changes):
        path = self.content / name
        text = path.read_text("utf-8")
        for old, new in changes:
            if old not in text:
                raise ValueError(f"{name} does not contain {old}")
            text = text.replace(old, new, 1)
        path.write_text(text, "utf-8")

    def build(self, now):
        """Builds the site as of a day; the messages if that fails, else None."""
        command = [self.program, "build", "--now", now, "--quiet", "--lang", "en"]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True)
        return done.stderr or f"exit status {done.returncode}" if done.returncode else None

    def live(self, day):
        """Makes the edits of a day, the first being 0, and builds the site as of it."""
        EDITS[day](self)
        messages = self.build(DAYS[day])
        if messages:
            raise RuntimeError(f"{DAYS[day]}: {messages}")

    def attempt(self, what, now, edit):
        """Makes an edit that the program may not know yet; where it refuses, the sources stay as they were."""
        before = self.folder / "before"
        shutil.copytree(self.content, before)
        refusal = edit() or self.build(now)
        if refusal:
            self.refused[what] = refusal
            shutil.rmtree(self.content)
            before.rename(self.content)
        else:
            shutil.rmtree(before)

    def run(self, *arguments):
        """Runs a command of the program; its messages if it fails, else None."""
        done = subprocess.run([self.program, *arguments, "--lang", "en"], cwd=self.folder, capture_output=True, text=True)
        return done.stderr or f"exit status {done.returncode}" if done.returncode else None


def first_day(portal):
    """The site has a logo."""
    (portal.content / "images").mkdir()
    (portal.content / "images/logo.png").write_bytes(picture(256, 256))
    portal.attempt("logo", DAYS[0], functools.partial(
        portal.edit, "site.yml", ("language:", "logo: images/logo.png\nlanguage:")))


def second_day(portal):
    """A document becomes due, one is edited, one has another title, a meeting is moved."""
    portal.edit("notice/2026-06-repair.md", ("id:", "updated: 2026-07-02\nid:"),
                ("开放时间为每天9:00—11:00", "开放时间为每天14:00—17:00"))
    portal.edit("notice/2026-06-hours.md", ("服务中心开放时间", "服务中心夏季开放时间"), ("id:", "updated: 2026-07-02\nid:"))
    portal.edit("notice/2026-06-meeting.md", ("id:", "updated: 2026-07-02\nid:"),
                ("start: 2026-07-08 14:30, end: 2026-07-08 16:00", "start: 2026-07-09 15:00, end: 2026-07-09 16:30"))


def third_day(portal):
    """Documents are renamed, withdrawn, expired, pinned; an event is cancelled."""
    notices = portal.content / "notice"
    (notices / "2026-06-book.md").rename(notices / "2026-06-reading.md")
    portal.edit("notice/2026-06-list.md", ("id:", "draft: true\nid:"))
    portal.edit("notice/2026-06-dues.md", ("id:", "pinned: true\nid:"))
    portal.edit("notice/2026-06-trip.md", ("id:", "updated: 2026-07-03\nid:"), ("place:", "cancelled: true, place:"))


def fourth_day(portal):
    """Nothing changes."""


def fifth_day(portal):
    """A document is issued again, and a notice is corrected by another."""
    portal.attempt("reissue", DAYS[4], functools.partial(
        portal.edit, "notice/2026-06-clinic.md", ("id:", "reissue: 2026-07-05\nreason: 集合时间提前\nid:"),
        ("8:30以前到齐", "8:00以前到齐")))
    portal.attempt("correct", DAYS[4], functools.partial(
        portal.run, "new", "notice", "--correct", "notice/2026-06-repair.md", "--now", DAYS[4]))


EDITS = [first_day, second_day, third_day, fourth_day, fifth_day]


def picture(width, height):
    """A PNG whose colours run from one side to the other, in bands that show where it is cut off."""
    row = b"".join(bytes((60 + 150 * x // width, 90, 190 - 120 * x // width)) for x in range(width))
    dark = b"".join(bytes((30, 30, 30)) for _ in range(width))
    lines = b"".join(b"\0" + (dark if y % 100 < 4 else row) for y in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b""))
