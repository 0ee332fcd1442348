#!/usr/bin/env python3
"""measures.py SITE [--screenshots DIR] [--verbose]: how the pages of a built site are laid out, in figures with a limit each.

Fails where a page's head is taller than its limit, a menu ends in a row of one link, a title or the first line of the text
begins too far down, the text column begins at another place than on other kinds of page, an entry of a list is too tall, or a
line of text holds no whole number of characters."""
import argparse
import pathlib
import shutil
import sys
import urllib.parse

from playwright.sync_api import sync_playwright

from serve import MOUNT, pages_of_every_kind, serve

WIDTHS = (320, 390, 640, 768, 1024, 1280, 1920)
ARTICLES = ("study", "notice", "activity", "page", "branch")

FACTS = """() => {
  const shown = e => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0; };
  const all = selector => [...document.querySelectorAll(selector)].filter(shown);
  const top = e => e ? Math.round(e.getBoundingClientRect().top + scrollY) : null;
  const rows = items => { const rows = new Map();
    for (const i of items) { const y = Math.round(i.getBoundingClientRect().top); rows.set(y, (rows.get(y) || 0) + 1); }
    return [...rows.values()]; };
  const head = document.querySelector('header.masthead').getBoundingClientRect();
  const menu = all('.menu a');
  const h1 = document.querySelector('main h1'), text = all('main .prose > *, main .recipients')[0];
  const before = h1 && [...document.querySelectorAll('main *')].find(
    e => e === h1 || e.matches('.event, .banner, .facts, .meta, .letterhead, .prose'));
  const column = all('main .front, main h1')[0];
  // The width of a text's lines in characters of its own size.
  const lines = all('main .prose').map(e => e.getBoundingClientRect().width / parseFloat(getComputedStyle(e).fontSize));
  const links = all('.entry .entry-title, .headline .entry-title, .day a, .latest a, .card .card-title');
  return {
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    head: Math.round(head.bottom + scrollY), menu: rows(menu), title: top(h1), text: top(text),
    titleFirst: !h1 || before === h1, column: column ? Math.round(column.getBoundingClientRect().left * 10) / 10 : null,
    entries: all('.entries > .entry, .steps > li').map(e => Math.round(e.getBoundingClientRect().height)),
    lines, links: links.map(a => Math.round(a.getBoundingClientRect().bottom + scrollY)),
    tall: document.documentElement.scrollHeight};
}"""


def faults_of(kind, width, height, facts):
    """What the figures of a page break, and the figures to print."""
    wide, phone = width >= 1280, width == 390
    limits = {"head": (facts["head"], (180 if width >= 768 else 132) if kind == "home" else 104)}
    if kind == "notice" and phone:
        limits |= {"title": (facts["title"], 240), "text": (facts["text"], 560)}
    if kind == "notice" and width == 1280:
        limits |= {"title": (facts["title"], 240), "text": (facts["text"], 480)}
    if facts["entries"] and kind != "home" and width in (390, 1280):
        limits["entry"] = (max(facts["entries"]), 88 if wide else 132)
    found = [f"{name} {value} px, at most {limit}" for name, (value, limit) in limits.items() if value is None or value > limit]
    if facts["wide"] > 0:
        found.append(f"{facts['wide']} px too wide")
    if len(facts["menu"]) > 1 and min(facts["menu"]) == 1 and max(facts["menu"]) > 1:
        found.append(f"a row of one link in the menu: {facts['menu']}")
    if not facts["titleFirst"]:
        found.append("something stands before the title")
    whole = (36, 36) if wide else (18, 18) if phone else None
    for line in facts["lines"]:
        if abs(line - round(line)) > .02 or whole and round(line) != whole[0] and kind in ARTICLES:
            found.append(f"a line of {line:.2f} characters")
    if kind == "home" and (phone or width == 1280):
        above, wanted = sum(bottom <= height for bottom in facts["links"]), 10 if wide else 4
        if above < wanted:
            found.append(f"{above} links to documents above the fold, at least {wanted}")
        if phone and facts["tall"] > 6 * height:
            found.append(f"{facts['tall'] / height:.1f} screens")
    return found


def measure(browser, root, pages, notices, verbose=False):
    """The faults of all kinds of page at all widths, the menu open on phones too, and of all notices at two widths."""
    faults = []
    for width in WIDTHS:
        height = 844 if width < 768 else 800
        page, columns = browser.new_page(viewport={"width": width, "height": height}), {}
        for kind, address in pages.items():
            if kind == "redirect":
                continue
            page.goto(root + urllib.parse.quote(address))
            facts = page.evaluate(FACTS)
            where = f"{kind} at {width} px"
            if verbose:
                print(where, {k: (v if k != "links" else sum(b <= height for b in v)) for k, v in facts.items()})
            faults += [f"{where}: {fault}" for fault in faults_of(kind, width, height, facts)]
            if facts["column"] is not None:
                columns.setdefault(facts["column"], []).append(kind)
            switch = page.locator(".menu-switch summary")
            if kind == "study" and switch.count() and switch.is_visible():
                switch.click()
                opened = page.evaluate(FACTS)
                if len(opened["menu"]) > 1 and min(opened["menu"]) == 1 and max(opened["menu"]) > 1 or not opened["menu"]:
                    faults.append(f"{where}: the menu's rows when it is open: {opened['menu']}")
        for address in notices if width in (390, 1280) else []:
            page.goto(root + urllib.parse.quote(address))
            faults += [f"{address} at {width} px: {fault}"
                       for fault in faults_of("notice", width, height, page.evaluate(FACTS))]
        if len(columns) > 1:
            faults.append(f"the text begins at different places at {width} px: {columns}")
        page.close()
    return faults


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("site", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    with serve(options.site) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        pages = pages_of_every_kind(options.site)
        notices = [path.parent.relative_to(options.site).as_posix() + "/" for path in sorted(options.site.rglob("index.html"))
                   if '<body class="kind-notice"' in path.read_text("utf-8")]
        faults = measure(browser, host + MOUNT, pages, notices, verbose=options.verbose)
        if options.screenshots:
            options.screenshots.mkdir(parents=True, exist_ok=True)
            for width in (390, 1280):
                page = browser.new_page(viewport={"width": width, "height": 844 if width < 768 else 800})
                for kind, address in ((k, a) for k, a in pages.items() if k != "redirect"):
                    page.goto(host + MOUNT + urllib.parse.quote(address))
                    page.screenshot(path=options.screenshots / f"{kind}-{width}.png")
                page.close()
        browser.close()
    for fault in faults:
        print(fault)
    print(f"measures: {len(pages)} kinds of page at {len(WIDTHS)} widths, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
