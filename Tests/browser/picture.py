#!/usr/bin/env python3
"""picture.py SITE FILE: the README's picture of the portal, its home page on a desktop and on a phone."""
import base64
import functools
import http.server
import pathlib
import shutil
import sys
import threading

from playwright.sync_api import sync_playwright

site, target = map(pathlib.Path, sys.argv[1:])


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
threading.Thread(target=server.serve_forever, daemon=True).start()
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])

    def shot(width, height, scheme):
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/", wait_until="networkidle")
        return "data:image/png;base64," + base64.b64encode(page.screenshot()).decode()

    page = browser.new_page(viewport={"width": 1200, "height": 760})
    frame = "border-radius:10px;box-shadow:0 8px 30px #0003;position:absolute"
    page.set_content(f"""<body style="margin:0;background:#ece6dc">
      <img style="{frame};left:30px;top:30px;width:960px" src="{shot(1280, 930, 'light')}">
      <img style="{frame};right:30px;bottom:30px;width:270px" src="{shot(390, 800, 'dark')}">""")
    page.screenshot(path=target)
    browser.close()
