#!/usr/bin/env python3
"""photographs.py BINARY [--keep DIR]

Makes a site with activities of photographs of 12 megapixels, and opens it as a phone of 390 px with a fine screen does, in Chromium
and in Firefox. Fails where pages take more bytes of pictures than PAGES allows once a reader has scrolled through them, where the
layout shifts, where a picture is cut in a gallery, or where the viewer does not do what it says by buttons, keys, strokes of the
finger and the key that leads back; where it leaves what is behind it, or where a picture is no link without scripts."""
import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from playwright.sync_api import sync_playwright

from bidi import firefox
from serve import MOUNT, serve
from tools import SHIFTS, steady

POLICY = "default-src 'self'; img-src *"
# The bytes of pictures that a page may take.
PAGES = {"activity/nine/": 600_000, "activity/": 500_000, "": 250_000}
SCROLL = """(async () => { for (let y = 0; y < document.documentElement.scrollHeight; y += 400) {
  scrollTo(0, y); await new Promise(done => setTimeout(done, 60)); }
  await Promise.all([...document.images].filter(i => !i.complete).map(i => new Promise(done => { i.onload = i.onerror = done; setTimeout(done, 5000); })));
  return performance.getEntriesByType('resource').filter(e => /\\.(jpg|png|webp)$/.test(e.name)).map(e => [e.name, e.encodedBodySize]); })()"""
# Whether each picture of a gallery is shown whole: in its own shape, or with room beside it.
WHOLE = """[...document.querySelectorAll('.gallery img')].map(i => [i.naturalWidth > 0, getComputedStyle(i).objectFit])"""
VIEWER = """(() => { const v = document.querySelector('.viewer'); if (!v) return null; const i = v.querySelector('img'), r = i.getBoundingClientRect();
  return {open: v.open, count: v.querySelector('.viewer-count').textContent, file: i.currentSrc.split('/').pop(), caption: v.querySelector('.viewer-caption').textContent,
    fits: r.left >= 0 && r.right <= innerWidth + 1 && r.top >= 0 && r.bottom <= innerHeight + 1 && r.width > 0,
    original: v.querySelector('.viewer-original').getAttribute('href').split('/').pop(), label: v.querySelector('.viewer-original').textContent}; })()"""


def make(folder, binary):
    """A site with an activity of nine photographs, two of them upright, and twenty with one each."""
    pictures = folder / "pictures"
    root = pathlib.Path(__file__).resolve().parents[2]
    subprocess.run([root / "Benchmarks/pictures/photographs", pictures, "10"], check=True, stdout=subprocess.DEVNULL)
    files = sorted(pictures.glob("*.jpg"))
    content = folder / "content"
    nine = content / "activity/nine"
    nine.mkdir(parents=True)
    (content / "site.yml").write_text(
        "title: 照片支部\nurl: https://portal.example/\nidentity: portal.example,2026\n"
        "sections:\n  activity: {kind: activity, title: 支部活动}\n", "utf-8")
    for number, file in enumerate(files[:9], 1):
        shutil.copy(file, nine / f"{number}.jpg")
    for number in (4, 7):
        subprocess.run(["vips", "rot", files[number], f"{nine}/{number}.jpg[Q=88]", "d90"], check=True)
    (nine / "index.md").write_text(
        "---\ntitle: 到河滩栽树\nheld: 2026-06-20 09:00\ndate: 2026-06-21\nid: nine\nphotos:\n"
        + "".join(f"  - {{file: {number}.jpg, caption: 第 {number} 张}}\n" for number in range(1, 10))
        + "---\n\n上午九点，大家到了河滩。\n", "utf-8")
    for number in range(20):
        place = content / f"activity/a{number:02}"
        place.mkdir()
        shutil.copy(files[number % 10], place / "photo.jpg")
        (place / "index.md").write_text(
            f"---\ntitle: 第 {number + 1} 次志愿服务\nheld: 2026-05-{number + 1:02} 09:00\nid: a{number}\n---\n\n打扫楼道。\n", "utf-8")
    built = subprocess.run([binary, "build", "--now", "2026-07-01", "--lang", "zh"], cwd=folder, capture_output=True, text=True)
    if built.returncode:
        sys.exit(built.stdout + built.stderr)
    return folder / "site"


class Check:
    def __init__(self, name):
        self.name, self.done, self.faults = name, 0, []

    def expect(self, is_right, what):
        self.done += 1
        if not is_right:
            self.faults.append(f"{self.name}: {what}")

    def weigh(self, address, files):
        """Holds a page's pictures to their bytes; each counts once."""
        sizes = {name: size for name, size in files}
        total = sum(sizes.values())
        print(f"{self.name}: {address or 'home'}: {len(sizes)} pictures, {total / 1000:.0f} kB")
        self.expect(0 < total <= PAGES[address], f"{address or 'home'}: {total} bytes of pictures, at most {PAGES[address]}")
        self.expect(all(size for size in sizes.values()), f"{address}: pictures without bytes")

    def viewer(self, look, count, what):
        """Waits until the viewer shows a picture whole."""
        for _ in range(50):
            state = look()
            is_right = bool(state and state["open"] and state["count"] == count and state["file"] and state["fits"])
            if is_right:
                break
            time.sleep(.1)
        self.expect(is_right, f"{what}: {state}")
        return state


def chromium(site, root):
    check = Check("Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])

        def page(**options):
            context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2, **options)
            context.add_init_script(SHIFTS)
            tab = context.new_page()
            tab.on("console", lambda m: check.faults.append(f"Chromium: {m.text}") if m.type in ("error", "warning") else None)
            tab.on("pageerror", lambda error: check.faults.append(f"Chromium: {error}"))
            # Icons have the address that the site will have.
            tab.route("https://portal.example/**", lambda route: route.fulfill(path=site / "assets/icon.svg"))
            return tab

        for address in PAGES:
            tab = page()
            tab.goto(root + MOUNT + address, wait_until="load")
            check.weigh(address, tab.evaluate(SCROLL))
            steady(check, tab, address or "home", after=lambda: tab.evaluate(SCROLL))
            check.expect(all(is_there and fit == "contain" for is_there, fit in tab.evaluate(WHOLE)), f"{address}: a picture is cut or missing")
        tab = page(has_touch=True)
        tab.goto(root + MOUNT + "activity/nine/", wait_until="load")
        tab.locator(".gallery a.original").nth(1).tap()
        tab.locator(".viewer[open] img").wait_for()
        look = lambda: tab.evaluate(VIEWER)  # noqa: E731
        state = check.viewer(look, "2 / 9", "opened")
        check.expect(state["caption"] == "第 2 张" and state["original"] == "2.jpg" and "MB" in state["label"], f"the picture's words: {state}")
        check.expect(".960." in state["file"] or ".1600." in state["file"], f"the viewer shows {state['file']}")
        tab.keyboard.press("ArrowRight")
        check.viewer(look, "3 / 9", "the arrow to the right")
        tab.keyboard.press("Home")
        check.viewer(look, "1 / 9", "Home")
        tab.keyboard.press("ArrowLeft")
        check.viewer(look, "9 / 9", "the arrow to the left of the first")
        tab.locator(".viewer-next").click()
        check.viewer(look, "1 / 9", "the button for the next one")
        stroke = """([from, to]) => { const f = document.querySelector('.viewer-frame'); const at = x => new Touch({identifier: 1, target: f, clientX: x, clientY: 300});
          f.dispatchEvent(new TouchEvent('touchstart', {touches: [at(from)], bubbles: true}));
          f.dispatchEvent(new TouchEvent('touchend', {changedTouches: [at(to)], bubbles: true})); }"""
        tab.evaluate(stroke, [300, 100])
        check.viewer(look, "2 / 9", "a stroke to the left")
        tab.evaluate(stroke, [200, 190])
        check.viewer(look, "2 / 9", "a touch that does not move")
        tab.keyboard.press("Escape")
        tab.wait_for_timeout(200)
        check.expect(not tab.evaluate(VIEWER)["open"] and tab.url.endswith("activity/nine/"), "Esc closes it and stays on the page")
        check.expect(tab.evaluate("document.activeElement.getAttribute('href').split('/').pop()") == "2.jpg", "the link has the focus again")
        tab.keyboard.press("Enter")
        tab.wait_for_timeout(200)
        check.viewer(look, "2 / 9", "opened by a key")
        tab.go_back()
        tab.wait_for_timeout(300)
        check.expect(not tab.evaluate(VIEWER)["open"] and tab.url.endswith("activity/nine/"), "the key that leads back closes it and stays on the page")
        # The browser shows a file of a picture with styles of its own, which the policy forbids.
        tab = browser.new_context(java_script_enabled=False).new_page()
        tab.goto(root + MOUNT + "activity/nine/", wait_until="load")
        tab.locator(".gallery a.original").nth(1).click()
        check.expect(tab.url.endswith("/2.jpg"), f"without scripts a picture leads to {tab.url}")
        browser.close()
    return check


def in_firefox(root):
    check = Check("Firefox")
    with firefox() as tab:
        tab.send("browsingContext.setViewport", context=tab.tab, viewport={"width": 390, "height": 844}, devicePixelRatio=2)
        for address in PAGES:
            tab.open(root + MOUNT + address)
            check.weigh(address, tab.run(SCROLL))
        tab.open(root + MOUNT + "activity/nine/")
        check.expect(all(fit == "contain" for _, fit in tab.run(WHOLE)), "a picture is cut")
        tab.click(".gallery a.original", 1)
        check.viewer(lambda: tab.run(VIEWER), "2 / 9", "opened")
        tab.key("\ue014")
        check.viewer(lambda: tab.run(VIEWER), "3 / 9", "the arrow to the right")
        tab.key("\ue00c")
        tab.run("new Promise(done => setTimeout(done, 300))")
        check.expect(not tab.run(VIEWER)["open"], "Esc closes it")
        errors = [event["params"]["text"] for event in tab.events if event.get("method") == "log.entryAdded" and event["params"]["level"] == "error"]
        check.expect(not errors, f"errors: {errors}")
    return check


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="photographs-") as room:
        folder = options.keep or pathlib.Path(room)
        site = make(folder, options.binary.resolve())
        with serve(site, POLICY) as root:
            checks = [chromium(site, root), in_firefox(root)]
    faults = [fault for check in checks for fault in check.faults]
    for fault in faults:
        print(fault)
    print(f"photographs: {sum(check.done for check in checks)} checks, {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
