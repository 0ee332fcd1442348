#!/usr/bin/env python3
"""check.py BINARY [--only NAME]

Checks `branchpress serve` from outside, on a copy of the demonstration: that it serves each file that builds write, byte for byte but
for what it adds to pages; that two browsers show an edit, a mistake and its end, and a style without a reload; that a hundred
quick saves give the last page; that it withstands the attacks of attacks.py; that it ends when it is told to. The script of its
pages is checked by page.py. Fails where one of these does not hold."""
import argparse
import contextlib
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "browser"))

from playwright.sync_api import sync_playwright

from bidi import firefox
from page import ChromiumView, FirefoxView, part, shown, text

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NOW = "2026-07-01"
TAG = re.compile(rb'<script src="/__branchpress/preview\.js"[^>]*></script>')
STYLE = "getComputedStyle(document.documentElement).getPropertyValue('--probe').trim()"


class Check:
    def __init__(self):
        self.done, self.faults = 0, []

    def expect(self, is_right, what):
        self.done += 1
        if not is_right:
            self.faults.append(what)
            print("FAULT", what, flush=True)


class Preview:
    """A copy of the demonstration, and the preview server that shows it."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        shutil.copytree(ROOT / "content", folder / "content")
        self.process = None
        self.start()

    def start(self, *more):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [self.binary, "serve", "--port", str(self.port), "--now", NOW, "--lang", "zh", *more], cwd=self.folder,
            stdout=self.log, stderr=self.log)
        end = time.monotonic() + 60
        while "/portal/" not in self.said():
            if self.process.poll() is not None or time.monotonic() > end:
                sys.exit(f"the preview did not start:\n{self.said()}")
            time.sleep(.02)
        self.base = f"http://localhost:{self.port}/portal/"

    def said(self):
        self.log.seek(0)
        return self.log.read().decode()

    def stop(self, number=signal.SIGINT):
        """Ends the server as Ctrl+C does; its exit status, or None where it does not end."""
        self.process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.process.wait(10)
        self.process.kill()
        return None

    def get(self, path, cookie=None):
        connection = http.client.HTTPConnection("localhost", self.port, timeout=30)
        connection.request("GET", "/portal/" + urllib.parse.quote(path), headers={"Cookie": f"branchpress-view-{self.port}={cookie}"} if cookie else {})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Content-Type"), answer.read()

    def build(self, name, *more):
        run = subprocess.run([self.binary, "build", "--now", NOW, "--lang", "en", "--output", name, *more], cwd=self.folder, capture_output=True, text=True)
        if run.returncode:
            sys.exit(run.stdout + run.stderr)
        return self.folder / name

    def document(self, name):
        return self.folder / "content" / name


def save(path, content):
    """Saves a file as editors do: beside it first, and then in its place."""
    beside = path.with_name("." + path.name + ".swp")
    beside.write_text(content, "utf-8")
    beside.rename(path)


class Events:
    """The states that the server tells, newest last."""

    def __init__(self, preview):
        self.states, self.news = [], threading.Condition()
        self.socket = socket.create_connection(("localhost", preview.port))
        self.socket.sendall(f"GET /__branchpress/events HTTP/1.1\r\nHost: localhost:{preview.port}\r\n\r\n".encode())
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        with contextlib.suppress(OSError):
            for line in self.socket.makefile("rb"):
                if line.startswith(b"data: "):
                    with self.news:
                        self.states.append(json.loads(line[6:]))
                        self.news.notify_all()

    def until(self, holds, seconds=10):
        """The newest state, once it is one for which something holds; None if that takes too long."""
        with self.news:
            if self.news.wait_for(lambda: self.states and holds(self.states[-1]), seconds):
                return self.states[-1]
        return None


def serves_what_builds_write(preview, check):
    for name, cookie, more in [("drafts", None, ["--drafts"]), ("public", "public", []), ("september", "public@2026-09-02", ["--now", "2026-09-02"])]:
        folder = preview.build(name, *more)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        check.expect(len(files) > 100, f"{name}: only {len(files)} files")
        for file in files:
            path = str(file.relative_to(folder))
            address = path.removesuffix("index.html")
            status, kind, body = preview.get(address, cookie)
            plain = TAG.sub(b"", body)
            check.expect(status == 200 and plain == file.read_bytes(), f"{name}: {address}: {status}, {len(plain)} bytes in place of {file.stat().st_size}")
            check.expect((plain != body) == (file.suffix == ".html"), f"{name}: {address}: the preview's script")
            check.expect(bool(kind), f"{name}: {address}: no media type")
        status, _, body = preview.get("nowhere/", cookie)
        check.expect(status == 404 and TAG.sub(b"", body) == (folder / "404.html").read_bytes(), f"{name}: the page for wrong addresses: {status}")
        shutil.rmtree(folder)
    check.expect(not (preview.folder / "site").exists(), "the preview wrote site/")


def follows_files(preview, check):
    events = Events(preview)
    first = events.until(lambda state: state["version"])
    check.expect(bool(first) and first["errors"] == 0, f"the first state: {first}")
    document = preview.document("notice/2026-07-cool.md")
    original = document.read_text("utf-8")

    def shows(path, words):
        end = time.monotonic() + 10
        while time.monotonic() < end:
            if (words.encode() in preview.get(path)[2]):
                return True
            time.sleep(.02)
        return False

    for number in range(100):
        save(document, original + f"\n第 {number} 次保存。\n")
    check.expect(shows("notice/2026-07-cool/", "第 99 次保存。"), "a hundred quick saves do not give the last page")
    new = preview.document("notice/新的文件夹/深/2026-06-new.md")
    new.parent.mkdir(parents=True)
    new.write_text("---\ntitle: 新的文件夹里的通知\ndate: 2026-06-30\n---\n\n深处的正文。\n", "utf-8")
    check.expect(shows("notice/新的文件夹/深/2026-06-new/", "深处的正文。"), "a new folder is not seen")
    shutil.rmtree(preview.document("notice/新的文件夹"))
    document.rename(document.with_name("renamed.md"))
    check.expect(shows("notice/renamed/", "第 99 次保存。"), "a renamed document is not seen")
    document.with_name("renamed.md").rename(document)
    save(document, original)
    folder = preview.folder / "content"
    for number in range(2000):
        (folder / f"many{number}.md").write_text(f"---\ntitle: 单页 {number}\n---\n\n正文 {number}。\n", "utf-8")
    check.expect(shows("many1999/", "正文 1999。") and shows("many0/", "正文 0。"), "two thousand files at once are not seen")
    for number in range(2000):
        (folder / f"many{number}.md").unlink()
    end = time.monotonic() + 10
    while preview.get("many7/")[0] == 200 and time.monotonic() < end:
        time.sleep(.05)
    check.expect(preview.get("many7/")[0] == 404, "removed files are still served")
    (preview.folder / "templates").mkdir()
    (preview.folder / "templates/not-found.mustache").write_text("<!DOCTYPE html><title>没有</title><body>自己的 404 {{site.title}}</body>", "utf-8")
    check.expect(shows("nowhere/", "自己的 404"), "a template in a new folder is not seen")
    (preview.folder / "templates/not-found.mustache").write_text("{{#site}}", "utf-8")
    broken = events.until(lambda state: state["errors"])
    check.expect(bool(broken) and "not-found.mustache" in broken["problems"][0]["text"], f"a broken template is not told: {broken}")
    check.expect("自己的 404" in preview.get("nowhere/")[2].decode(), "the last good page went with a broken template")
    shutil.rmtree(preview.folder / "templates")
    check.expect(bool(events.until(lambda state: not state["errors"])), "the end of a mistake is not told")
    said = preview.said()
    # Once for each name that the document has had, though it was saved a hundred times.
    check.expect(1 <= said.count("[meeting-twice]") <= 3, f"the terminal reports a warning {said.count('[meeting-twice]')} times")
    check.expect("错误已经改好" in said and "not-found.mustache" in said, f"the terminal says: {said}")


def shows_in_browsers(view, name, preview, check):
    """What an author sees: an edit, a mistake, its end, another style."""
    document = preview.document("study/essentials/02-dues.md")
    original = document.read_text("utf-8")
    marked = "document.querySelector('.prose') && document.querySelector('.prose').textContent.includes('{}')"
    view.open(preview.base + "study/essentials/dues/")
    check.expect(view.until(shown(".bar")), f"{name}: no bar")
    view.run("new Promise(done => setTimeout(done, 500))")
    save(document, original + "\n刚刚写下的话。\n")
    check.expect(view.until(marked.format("刚刚写下的话。")), f"{name}: an edit is not shown")
    save(document, original.replace("title:", "titel:", 1))
    check.expect(view.until(part("dialog") + ".open"), f"{name}: a mistake is not shown")
    check.expect("titel" in (view.run(text(".list")) or ""), f"{name}: the mistake's text: {view.run(text('.list'))}")
    check.expect(view.run(marked.format("刚刚写下的话。")), f"{name}: the last good page went with a mistake")
    save(document, original)
    check.expect(view.until(f"!{part('dialog')}.open && !({marked.format('刚刚写下的话。')})"), f"{name}: the end of a mistake is not shown")
    view.run("new Promise(done => setTimeout(done, 500))")
    view.run("void (window.survivor = 1)")
    own = preview.folder / "templates/assets/own.css"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(":root { --probe: first; }\n")
    check.expect(view.until(f"{STYLE} === 'first'"), f"{name}: a new style sheet is not shown")
    view.run("new Promise(done => setTimeout(done, 500))")
    view.run("void (window.survivor = 2)")
    own.write_text(":root { --probe: second; }\n")
    check.expect(view.until(f"{STYLE} === 'second'"), f"{name}: a change of style is not shown")
    check.expect(view.run("window.survivor === 2"), f"{name}: a change of style loaded the page again")
    for number in range(100):
        save(document, original + f"\n连着保存 {number}。\n")
    check.expect(view.until(marked.format("连着保存 99。"), 15), f"{name}: a hundred quick saves do not show the last")
    save(document, original)
    shutil.rmtree(preview.folder / "templates")


def withstands_attacks(preview, check):
    secret = preview.folder / "secret.txt"
    secret.write_text("not-for-others-7391")
    (preview.folder / "content/files").mkdir(exist_ok=True)
    with contextlib.suppress(FileExistsError):
        (preview.folder / "content/files/link.txt").symlink_to(secret)
    (preview.folder / "content/files/long.txt").write_text("0123456789" * 40_000)
    document = preview.document("notice/2026-07-cool.md")
    document.write_text(document.read_text("utf-8") + "\n[长](../files/long.txt)\n", "utf-8")
    end = time.monotonic() + 10
    while preview.get("files/long.txt")[0] != 200 and time.monotonic() < end:
        time.sleep(.05)
    check.expect(preview.get("files/link.txt")[0] == 404, "a symbolic link is followed")
    run = subprocess.run([sys.executable, HERE / "attacks.py", "127.0.0.1", str(preview.port), "/portal/", "--file", "/portal/files/long.txt",
                          "--pid", str(preview.process.pid), "--never", "not-for-others-7391"], capture_output=True, text=True)
    print(run.stdout.rstrip().splitlines()[-1] if run.stdout.strip() else "")
    check.expect(run.returncode == 0, "attacks:\n" + run.stdout + run.stderr)
    (preview.folder / "content/files/link.txt").unlink()


def asks_for_a_password(preview, check):
    preview.stop()
    run = subprocess.run([preview.binary, "serve", "--listen", "0.0.0.0", "--lang", "zh"], cwd=preview.folder, capture_output=True, text=True,
                         stdin=subprocess.DEVNULL, env={k: v for k, v in os.environ.items() if k != "BRANCHPRESS_PASSWORD"})
    check.expect(run.returncode == 1 and "密码" in run.stderr, f"listening without a password: {run.returncode} {run.stderr}")
    os.environ["BRANCHPRESS_PASSWORD"] = "liebao-2026"
    try:
        preview.start("--listen", "0.0.0.0")
    finally:
        del os.environ["BRANCHPRESS_PASSWORD"]
    check.expect("liebao" not in preview.said(), "the password is printed")
    check.expect(preview.get("")[0] == 401, "a request without the password is answered")
    run = subprocess.run([sys.executable, HERE / "attacks.py", "127.0.0.1", str(preview.port), "/portal/", "--password", "liebao-2026",
                          "--pid", str(preview.process.pid)], capture_output=True, text=True)
    check.expect(run.returncode == 0, "attacks with a password:\n" + run.stdout + run.stderr)


def ends_when_told(preview, check):
    for number in (signal.SIGTERM, signal.SIGINT):
        began = time.monotonic()
        status = preview.stop(number)
        check.expect(status is not None and time.monotonic() - began < 3, f"signal {number}: it does not end")
        preview.start()
    preview.stop()
    empty = preview.folder / "empty"
    empty.mkdir()
    run = subprocess.run([preview.binary, "serve", "--lang", "zh"], cwd=empty, capture_output=True, text=True)
    check.expect(run.returncode == 1 and "branchpress init" in run.stderr, f"without content: {run.returncode} {run.stderr}")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("binary", type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--only")
    options = parser.parse_args()
    check = Check()

    def run(claim, *arguments):
        if not options.only or options.only == claim.__name__:
            began = time.monotonic()
            claim(*arguments, preview, check)
            print(f"{claim.__name__}: {time.monotonic() - began:.0f} s", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        preview = Preview(options.binary, pathlib.Path(folder))
        try:
            run(serves_what_builds_write)
            run(follows_files)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
                run(shows_in_browsers, ChromiumView(browser.new_context(viewport={"width": 390, "height": 844})), "Chromium")
                browser.close()
            with firefox() as browser:
                run(shows_in_browsers, FirefoxView(browser), "Firefox")
            run(withstands_attacks)
            run(asks_for_a_password)
            run(ends_when_told)
        finally:
            preview.process.kill()
    print(f"serve: {check.done} checks, {len(check.faults)} faults")
    sys.exit(1 if check.faults else 0)


if __name__ == "__main__":
    main()
