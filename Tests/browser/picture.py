#!/usr/bin/env python3
"""picture.py SITE FILE: the README's picture of the portal: its home page on a desktop, a notice on a phone, the home
page in the dark, the large version (长辈版), and the notice on paper. The reader's clock stands at the day of the build."""
import base64
import datetime
import functools
import http.server
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading

from playwright.sync_api import sync_playwright

site, target = map(pathlib.Path, sys.argv[1:])
NOTICE = "notice/2026-06-study-plan/"
TODAY = datetime.datetime(2026, 7, 1, 9, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


def encoded(picture):
    return "data:image/png;base64," + base64.b64encode(picture).decode()


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_address[1]}/"
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])

    def opened(path, width, height, scheme="light"):
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
        page.clock.set_fixed_time(TODAY)
        page.goto(address + path, wait_until="networkidle")
        return page

    def shot(*view):
        return encoded(opened(*view).screenshot())

    def paper(path):
        with tempfile.TemporaryDirectory() as folder:
            opened(path, 800, 1000).pdf(path=f"{folder}/page.pdf", prefer_css_page_size=True)
            subprocess.run(["pdftoppm", "-r", "60", "-png", "-f", "1", "-l", "1", "-singlefile",
                            f"{folder}/page.pdf", f"{folder}/page"], check=True)
            return encoded(pathlib.Path(f"{folder}/page.png").read_bytes())

    page = browser.new_page(viewport={"width": 1200, "height": 1180})
    frame = "border-radius:10px;box-shadow:0 8px 30px #0003;position:absolute"
    page.set_content(f"""<body style="margin:0;background:#ece6dc">
      <img style="{frame};left:30px;top:30px;width:860px" src="{shot("", 1280, 930)}">
      <img style="{frame};right:30px;top:30px;width:260px" src="{shot("", 390, 844, "dark")}">
      <img style="{frame};left:30px;bottom:30px;width:260px" src="{shot(NOTICE, 390, 690)}">
      <img style="{frame};left:330px;bottom:30px;width:260px" src="{shot("#elder", 390, 690)}">
      <img style="{frame};border-radius:0;right:30px;bottom:30px;width:310px" src="{paper(NOTICE)}">""")
    page.screenshot(path=target)
    browser.close()
