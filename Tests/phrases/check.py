#!/usr/bin/env python3
"""check.py BINARY SITE CONTENT [--browsers chromium,firefox] [--half tuning|judging] [--verbose]

Holds titles, heads of tables, names of issuers and printed lines to their words, as jieba divides them with the site's names as words
of their own. Every mark for the end of a line in SITE, which BINARY made of CONTENT, has to stand between two words, and none of
the lines that browsers make at 320, 390, 768 and 1280 px and on paper may end within a word, unless the word is wider than the line.
Of 300 other titles (titles.py) at most three may be cut."""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import jieba
from lxml import etree, html
from playwright.sync_api import sync_playwright

import titles

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "browser"))
from bidi import firefox  # noqa: E402
from serve import MOUNT, serve  # noqa: E402

WIDTHS = (320, 390, 768, 1280)
# The width of the text of an official document, 156 mm.
PAPER = 590
MOST_CUT = 3
# Stands for `<wbr>` in a text.
MARK = "\u200b"

# For each title that is seen: its text, where its lines end, and how wide the line and each character are.
LINES = r"""() => {
  const titles = 'h1, h2, h3, h4, h5, h6, th, .brand span, .entry-title, .card-title, .card-latest a, .latest a, .day-text a, .near a, ' +
    '.guide-series a, .issuer, .recipients, .signature p, .attachment-title';
  return [...document.querySelectorAll(titles)].filter(e => !e.querySelector(titles)).flatMap(e => {
    const box = e.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) return [];
    let text = '', top = null, left = 0, ends = [], widths = [], line = 0;
    const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), range = document.createRange();
    while (walker.nextNode()) {
      const node = walker.currentNode;
      for (let i = 0; i < node.data.length; i++) {
        range.setStart(node, i); range.setEnd(node, i + 1);
        const rects = [...range.getClientRects()].filter(r => r.width > 0), r = rects[rects.length - 1];
        // Behind a glyph that is smaller or raised the line is the same; the next one begins at the left.
        if (r && top !== null && r.top > top + 8 && r.left < left) ends.push(text.length);
        if (r) { top = r.top; left = r.left; line = Math.max(line, r.right - box.left); }
        widths.push(r ? r.width : 0);
        text += node.data[i];
      }
    }
    let block = e;
    while (getComputedStyle(block).display === 'inline') block = block.parentElement;
    return [{text, ends, widths, line: block.clientWidth}];
  });
}"""


def names_of(content):
    """The names that the documents of a site give: of branches, columns, sections, tags, authors."""
    found = set()
    settings = (content / "site.yml").read_text("utf-8")
    found.update(re.findall(r"title: *([^,}\n]+)", settings))
    for path in content.rglob("*.md"):
        header = path.read_text("utf-8").split("\n---", 1)[0]
        if path.name == "_column.md" or path.parent.name == "branches":
            found.update(re.findall(r"^(?:title|name): *(.+)$", header, re.M))
        for line in re.findall(r"^(?:tags|author): *(.+)$", header, re.M):
            found.update(re.split(r"[\[\], ]+", line))
    # A longer name is a phrase of several words.
    return {name for name in found if re.fullmatch(r"[\u4e00-\u9fff]{2,8}", name)}


def inner(text):
    """The offsets within words."""
    offsets, position = set(), 0
    for word in jieba.cut(text):
        offsets.update(range(position + 1, position + len(word)))
        position += len(word)
    return offsets


def shown(text, ends):
    return "".join(("/" if index in ends else "") + character for index, character in enumerate(text))


def marks_in(page, elements):
    """The texts that have marks, with the offsets of these. To lxml `<wbr>` has an end."""
    for element in html.fromstring(page.replace("<wbr>", MARK)).iter(elements or etree.Element):
        if MARK in (element.text or "") + "".join(child.tail or "" for child in element):
            pieces = element.text_content().split(MARK)
            offsets = [sum(map(len, pieces[:index])) for index in range(1, len(pieces))]
            yield "".join(pieces), offsets


def cut_marks(site, pattern="*.html", elements=None):
    """The titles of a site whose marks stand within words."""
    found = set()
    for path in site.rglob(pattern):
        for text, offsets in marks_in(path.read_text("utf-8"), elements):
            if inner(text) & set(offsets):
                found.add(shown(text, offsets))
    return found


def cut_lines(facts):
    """The titles of a page whose lines end within words, of which the line would hold more."""
    for title in facts:
        text, within = title["text"], inner(title["text"])
        for end in title["ends"]:
            if end not in within:
                continue
            start, stop = end, end
            while start in within:
                start -= 1
            while stop in within:
                stop += 1
            if sum(title["widths"][start:stop]) <= title["line"] + 1:
                yield shown(text, title["ends"])


def look(open_page, site, root, widths):
    """The cut titles of all pages of a site in one browser, and the number of lines that were looked at."""
    found, count = set(), 0
    for path in sorted(site.rglob("index.html")):
        if 'http-equiv="refresh"' in path.read_text("utf-8"):
            continue
        address = path.parent.relative_to(site).as_posix()
        for width in widths:
            facts = open_page(root + MOUNT + ("" if address == "." else address + "/"), width)
            count += sum(len(title["ends"]) for title in facts)
            found.update((width, line) for line in cut_lines(facts))
    return found, count


def look_with(browser, site, root):
    if browser == "firefox":
        with firefox() as tab:
            def open_page(address, width):
                if open_page.last != width:
                    tab.size(width, 900)
                    open_page.last = width
                tab.open(address)
                return tab.run(f"({LINES})()")
            open_page.last = None
            return look(open_page, site, root, WIDTHS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = chromium.new_page()

        def open_page(address, width):
            page.emulate_media(media="print" if width == PAPER else "screen")
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            return page.evaluate(LINES)
        result = look(open_page, site, root, WIDTHS + (PAPER,))
        chromium.close()
        return result


def make_site(binary, half, folder):
    """A site whose articles have the titles of a half."""
    column = folder / "content/study/one"
    column.mkdir(parents=True)
    (folder / "content/site.yml").write_text(
        "title: 题目\nurl: https://example.org/\nidentity: example.org,2026\nsections:\n  study: {kind: study, title: 文章}\n", "utf-8")
    for number, title in enumerate(titles.half(half)):
        (column / f"{number}.md").write_text(f"---\ntitle: {title}\ndate: 2026-01-01\nid: t{number}\n---\n\n正文。\n", "utf-8")
    subprocess.run([binary, "build", "--now", "2026-07-01", "--quiet"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return folder / "site"


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("site", type=pathlib.Path)
    parser.add_argument("content", type=pathlib.Path)
    parser.add_argument("--browsers", default="chromium,firefox")
    parser.add_argument("--half", choices=("tuning", "judging"), default="judging")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    jieba.setLogLevel(60)
    with tempfile.TemporaryDirectory(prefix="titles-") as folder:
        others = cut_marks(make_site(options.binary.resolve(), options.half, pathlib.Path(folder)), "study/one/*/index.html", "h1")
    print(f"{len(others)} of 300 other titles have a mark within a word, at most {MOST_CUT}")
    for title in sorted(others) if options.verbose else ():
        print("  " + title)
    faults = len(others) > MOST_CUT
    for name in names_of(options.content):
        jieba.add_word(name)
    found = cut_marks(options.site)
    print(f"{len(found)} titles of the site have a mark within a word")
    for title in sorted(found):
        print("  " + title)
    faults = faults or found
    with serve(options.site) as root:
        for browser in filter(None, options.browsers.split(",")):
            found, count = look_with(browser, options.site, root)
            print(f"{browser}: {len(found)} of {count} ends of lines are within a word")
            for width, line in sorted(found):
                print(f"  {width}: {line}")
            faults = faults or found
    sys.exit(1 if faults else 0)


main()
