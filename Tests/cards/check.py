#!/usr/bin/env python3
"""check.py BINARY SITE

Makes the share card and the icons of a new site with `branchpress card`, by Chromium and by vips, and looks at them in Chromium: sizes,
grounds, where the title is. Files that a person made stay; without either program the command says what to install, and builds go on.
Then holds every page of SITE to its picture: og:image of 1200 by 630 that is there, and icons and a manifest that a browser accepts."""
import base64
import json
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import urllib.parse

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "browser"))
from serve import MOUNT, serve  # noqa: E402

NAMES = {"card.png": (1200, 630), "apple-touch-icon.png": (180, 180), "icon-192.png": (192, 192), "icon-512.png": (512, 512)}
# Decodes a picture, and finds the box of pixels that differ from the one at the left edge of the rows between two.
LOOK = """async ([data, top, bottom]) => {
  const picture = new Image(); picture.src = data; await picture.decode();
  const canvas = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight), ink = canvas.getContext('2d');
  ink.drawImage(picture, 0, 0);
  const {width, height} = canvas, pixels = ink.getImageData(0, 0, width, height).data;
  const at = (x, y) => Array.from(pixels.slice((y * width + x) * 4, (y * width + x) * 4 + 4));
  let left = width, right = -1;
  for (let y = top; y < Math.min(bottom, height); y++) {
    const ground = at(0, y);
    for (let x = 0; x < width; x++)
      if ([0, 1, 2].some(i => Math.abs(pixels[(y * width + x) * 4 + i] - ground[i]) > 40)) {
        left = Math.min(left, x); right = Math.max(right, x); }
  }
  return {width, height, corner: at(0, 0), middle: at(width >> 1, height >> 1), left, right};
}"""
faults, done = [], 0


def expect(is_right, what):
    global done
    done += 1
    if not is_right:
        faults.append(what)


def look(page, data, top=0, bottom=0, kind="png"):
    return page.evaluate(LOOK, [f"data:image/{kind};base64,{base64.b64encode(data).decode()}", top, bottom])


def pictures_in(icon):
    """The pictures of an icon file with the lengths of their sides."""
    reserved, mark, count = struct.unpack_from("<HHH", icon)
    expect((reserved, mark) == (0, 1), "favicon.ico: not an icon file")
    for index in range(count):
        width, height, _, _, planes, bits, length, offset = struct.unpack_from("<BBBBHHII", icon, 6 + index * 16)
        expect(width == height and (planes, bits) == (1, 32), f"favicon.ico: entry {index}")
        yield width, icon[offset:offset + length]


class Site:
    """A new site, and the command in it."""

    def __init__(self, binary, folder, programs):
        self.binary, self.folder, self.programs = binary, pathlib.Path(folder), programs
        self.run("init", ".")

    def run(self, *words, path=None, language="en_US.UTF-8"):
        surroundings = {"PATH": path or self.programs, "LANG": language, "HOME": os.environ.get("HOME", "/")}
        return subprocess.run([self.binary, *words], cwd=self.folder, env=surroundings, capture_output=True, text=True, check=False)

    def file(self, name):
        return self.folder / "content" / name

    def set(self, **settings):
        path = self.file("site.yml")
        text = path.read_text("utf-8")
        for key, value in settings.items():
            text = re.sub(rf"(?m)^{key}:.*\n", "", text) + f"{key}: {value}\n"
        path.write_text(text, "utf-8")


def check_made(page, site, by):
    """The files of a site are pictures of their sizes, small, and with the grounds that they should have."""
    for name, size in NAMES.items():
        data = site.file(name).read_bytes()
        seen = look(page, data)
        expect((seen["width"], seen["height"]) == size, f"{by}: {name} is {seen['width']} by {seen['height']}")
        expect(len(data) <= 60_000, f"{by}: {name} has {len(data)} bytes")
        # The theme's icon has round corners; phones show black behind what is transparent.
        expect(seen["corner"][3] == (0 if name.startswith("icon-") else 255), f"{by}: {name} has a corner of {seen['corner']}")
    icon = site.file("favicon.ico").read_bytes()
    sizes = []
    for size, data in pictures_in(icon):
        seen = look(page, data)
        expect((seen["width"], seen["height"]) == (size, size), f"{by}: favicon.ico: {size} is {seen['width']}")
        expect(data[25] == 6, f"{by}: favicon.ico: {size} has no alpha of its own")
        sizes.append(size)
    expect(sizes == [16, 32, 48], f"{by}: favicon.ico has {sizes}")
    expect(look(page, icon, kind="x-icon")["width"] in (16, 32, 48), f"{by}: the browser does not show favicon.ico")


def check_titles(page, site, programs):
    """The ink of titles of all lengths stays within the square in the middle, or within the card where they are long."""
    titles = {
        "测试支部": (285, 915), "梧桐里社区党委网络党支部": (285, 915), "一支部": (285, 915),
        "Party Branch of the Riverside Community": (285, 915), "WWW MMM": (285, 915), "Riverside 社区党支部 2026": (285, 915),
        "中国共产党栖枫街道梧桐里社区银杏苑小区第一网格流动党员联合支部委员会学习园地": (40, 1160),
    }
    for title, (left, right) in titles.items():
        site.set(title=json.dumps(title, ensure_ascii=False))
        run = site.run("card", path=programs)
        expect(run.returncode == 0, f"{title}: {run.stderr}")
        seen = look(page, site.file("card.png").read_bytes(), 185, 455)
        expect(left <= seen["left"] < seen["right"] <= right, f"{title}: ink from {seen['left']} to {seen['right']}")


def check_command(binary, page, folder):
    bins = pathlib.Path(folder) / "bin"
    bins.mkdir()
    for name in ("vips", "fc-list"):
        (bins / name).symlink_to(shutil.which(name))
    site = Site(binary, pathlib.Path(folder) / "", os.environ["PATH"])
    first = site.run("card")
    expect(first.returncode == 0 and first.stderr == "", f"card: {first.stdout}{first.stderr}")
    expect(first.stdout.count("Wrote content/") == 5, f"card: {first.stdout}")
    check_made(page, site, "Chromium")
    expect(look(page, site.file("card.png").read_bytes())["corner"] == [0x8E, 0x17, 0x10, 255], "the card is not of the theme's colour")
    again = site.run("card", language="zh_CN.UTF-8")
    expect(again.stdout.count("没有变化") == 5, f"card again: {again.stdout}{again.stderr}")

    # What a person has made stays.
    mine = site.file("icon-512.png").read_bytes().replace(b"brPC", b"brPX")
    site.file("icon-512.png").write_bytes(mine)
    kept = site.run("card")
    expect("[foreign-picture]" in kept.stderr and kept.returncode == 0, f"a file of one's own: {kept.stderr}")
    expect(site.file("icon-512.png").read_bytes() == mine, "a file of one's own is gone")
    forced = site.run("card", "--force")
    expect(b"brPC" in site.file("icon-512.png").read_bytes() and not forced.stderr, f"--force: {forced.stderr}")

    # vips alone, with an accent and a logo.
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M2 2h5v5H2z" fill="#0000ff"/></svg>'
    site.file("logo.svg").write_text(logo)
    site.set(accent='"#1f6339"', logo="logo.svg")
    alone = site.run("card", path=str(bins))
    expect(alone.returncode == 0 and alone.stdout.count("Wrote") == 5, f"vips: {alone.stdout}{alone.stderr}")
    check_made(page, site, "vips")
    expect(look(page, site.file("apple-touch-icon.png").read_bytes())["corner"][:3] == [0x1F, 0x63, 0x39], "vips: the ground of icons")
    middle = look(page, site.file("icon-192.png").read_bytes())["middle"]
    expect(middle == [0, 0, 255, 255], f"vips: the logo's middle is {middle}")
    check_titles(page, site, str(bins))

    build = site.run("build")
    expect(build.returncode == 0 and "bad-icon" not in build.stderr and "bad-card" not in build.stderr, f"build: {build.stderr}")
    home = (site.folder / "site/index.html").read_text("utf-8")
    expect('type="image/svg+xml" href="https://example.org/logo.svg"' in home, "a logo in SVG is not the icon")

    # Neither program: the command says what to install, and a build without pictures has nothing to report about them.
    for name in [*NAMES, "favicon.ico"]:
        site.file(name).unlink()
    for language in ("zh_CN.UTF-8", "en_US.UTF-8"):
        none = site.run("card", path="/nonexistent", language=language)
        expect(none.returncode == 2 and "[no-browser]" in none.stderr, f"no program: {none.stderr}")
        expect("apt install chromium" in none.stderr and "libvips-tools" in none.stderr, f"no program: {none.stderr}")
    build = site.run("build", path="/nonexistent")
    expect(build.returncode == 0 and "card" not in build.stderr, f"build without a card: {build.stderr}")
    expect("og:image" not in (site.folder / "site/index.html").read_text("utf-8"), "a card that is not there is named")


def meta(text, name):
    found = re.findall(rf'<meta (?:property|name)="{name}"[^>]* content="([^"]*)"', text)
    return found[0] if len(found) == 1 else None


def check_pages(page, root):
    """Every page names a picture of the right size and type, which is there."""
    base = re.search(r'<link rel="canonical" href="([^"]+)"', (root / "index.html").read_text("utf-8"))[1]
    seen, count = {}, 0
    for path in sorted(root.rglob("*.html")):
        text, where = path.read_text("utf-8"), str(path.relative_to(root))
        if "noindex" in text or 'http-equiv="refresh"' in text:
            expect("og:image" not in text, f"{where}: a page that is not listed has a picture")
            continue
        count += 1
        url = meta(text, "og:image")
        if not url or not url.startswith(base):
            expect(False, f"{where}: og:image is {url}")
            continue
        name = urllib.parse.unquote(url.removeprefix(base))
        kind = meta(text, "og:image:type")
        expect(kind in ("image/png", "image/jpeg"), f"{where}: {name} is {kind}")
        if name not in seen:
            data = (root / name).read_bytes()
            seen[name] = look(page, data, kind=(kind or "image/png").split("/")[1])
            expect(data[:3] == (b"\xff\xd8\xff" if kind == "image/jpeg" else b"\x89PN"), f"{name} is not {kind}")
        stated = (int(meta(text, "og:image:width") or 0), int(meta(text, "og:image:height") or 0))
        expect((seen[name]["width"], seen[name]["height"]) == stated == (1200, 630), f"{where}: {name} is {stated}, {seen[name]}")
        expect(meta(text, "og:image:alt"), f"{where}: no description of the picture")
        expect(meta(text, "twitter:card") == "summary_large_image", f"{where}: twitter:card")
        graph = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text)[1])["@graph"]
        for node in graph:
            if node["@type"] in ("Article", "NewsArticle"):
                expect(node.get("image") == url, f"{where}: JSON-LD has {node.get('image')}")
    expect(count > 50, f"{count} pages")
    print(f"cards: {count} pages, {len(seen)} pictures")
    return base


def check_manifest(browser, root, base):
    home = (root / "index.html").read_text("utf-8")
    graph = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', home)[1])["@graph"]
    logo = next((node.get("logo", "") for node in graph if node["@type"] == "Organization"), "")
    expect((root / logo.removeprefix(base)).is_file() and logo.endswith(".png"), f"JSON-LD: the logo is {logo}")
    for rel, name in (("icon", "favicon.ico"), ("apple-touch-icon", "apple-touch-icon.png")):
        expect(f'<link rel="{rel}" href="{base}{name}"' in home and (root / name).is_file(), f"no {name}")
    with serve(root) as host:
        page = browser.new_page()
        page.goto(f"{host}{MOUNT}notice/")
        answer = page.context.new_cdp_session(page).send("Page.getAppManifest")
        expect(answer["url"].endswith("/manifest.webmanifest") and not answer["errors"], f"manifest: {answer['errors']}")
        manifest = json.loads(answer["data"])
        expect({"name", "short_name", "lang", "dir", "start_url", "scope", "display", "theme_color", "background_color"} <= manifest.keys(),
               f"manifest: {sorted(manifest)}")
        expect(urllib.parse.urljoin(answer["url"], manifest["scope"]) == host + MOUNT, "manifest: the scope is not the site")
        expect(manifest["theme_color"] == meta(home, "theme-color"), "manifest: another colour than that of pages")
        for icon in manifest["icons"]:
            found = look(page, (root / icon["src"]).read_bytes())
            expect(f"{found['width']}x{found['height']}" == icon["sizes"], f"manifest: {icon} is {found['width']}")
        expect([icon["sizes"] for icon in manifest["icons"]] == ["192x192", "512x512"], f"manifest: {manifest['icons']}")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    binary, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        check_command(binary, page, folder)
        check_manifest(browser, root, check_pages(page, root))
        browser.close()
    for fault in dict.fromkeys(faults):
        print(fault)
    print(f"cards: {done} checks, {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
