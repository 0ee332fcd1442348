#!/usr/bin/env python3
"""check.py SITE [--screenshots DIR] [--all]

Opens a built site in headless Chromium, served on loopback under a sub-path, at phone and desktop width, light and
dark, with scripts on and off. Fails on a console error, a request that fails or leaves the server, horizontal scrolling,
a target that is too small to touch, or text too small to read. One page of every kind is opened, three of them (the home
page, an article, a notice) in every variant. axe-core then looks at one page of every kind, and at one with every
element that Markdown makes, or with --all at every page, light and dark, at 390 and 1280 px: nothing critical, serious or moderate may be found."""
import argparse
import pathlib
import re
import shutil
import sys
import urllib.parse

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from serve import MOUNT, icons, pages_of_every_kind, serve, serve_icons

WIDTHS = {"phone": 360, "desktop": 1280}
SCHEMES = ("light", "dark")


def check_page(page, where, expected_status=200):
    """Faults of the page that is open."""
    faults = []
    facts = page.evaluate("""() => {
      const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
      const small = [...document.querySelectorAll('a, button, summary, input:not([disabled])')].filter(e => {
        if (e.closest('.prose, p, li.inline, .crumbs, .meta, time, figcaption, dd, td')) return false;
        const r = e.getBoundingClientRect();
        return r.width > 0 && r.height > 0 && r.bottom > 0 && (r.height < 24 || r.width < 24);
      }).map(e => e.outerHTML.slice(0, 80));
      const body = parseFloat(getComputedStyle(document.querySelector('main') || document.body).fontSize);
      return {wide, small, body, h1: document.querySelectorAll('h1').length, lang: document.documentElement.lang};
    }""")
    if facts["wide"] > 0:
        faults.append(f"{where}: {facts['wide']} px too wide")
    if facts["small"]:
        faults.append(f"{where}: too small to touch: {facts['small'][:3]}")
    if facts["body"] < 16:
        faults.append(f"{where}: text of {facts['body']} px")
    if facts["h1"] != 1:
        faults.append(f"{where}: {facts['h1']} first-level headings")
    if not facts["lang"]:
        faults.append(f"{where}: no language")
    return faults


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("site", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path)
    parser.add_argument("--all", action="store_true", help="let axe-core look at every page")
    options = parser.parse_args()
    pages = pages_of_every_kind(options.site)
    missing = {"home", "study", "notice"} - pages.keys()
    if missing:
        sys.exit(f"no page of the kind {', '.join(sorted(missing))} in {options.site}")

    faults, opened = [], 0
    linked = icons(options.site)
    with serve(options.site) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for name, width in WIDTHS.items():
            for scheme in SCHEMES:
                for scripts in (True, False):
                    context = browser.new_context(
                        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=True)
                    page = context.new_page()
                    if not scripts:
                        page.route("**/*", lambda route: route.fulfill(body="", content_type="text/javascript")
                                   if route.request.resource_type == "script" else route.continue_())
                    serve_icons(page, options.site)
                    where = [""]
                    page.on("console", lambda message: faults.append(f"{where[0]}: console: {message.text}")
                            if message.type in ("error", "warning")
                            and (scripts or not message.location["url"].endswith(".js")) else None)
                    page.on("pageerror", lambda error: faults.append(f"{where[0]}: {error}"))
                    page.on("requestfailed", lambda request: faults.append(f"{where[0]}: failed: {request.url}")
                            if scripts or request.resource_type != "script" else None)
                    page.on("request", lambda request: faults.append(f"{where[0]}: leaves the site: {request.url}")
                            if not request.url.startswith((host + MOUNT, "data:")) and request.url not in linked else None)
                    page.on("response", lambda response: faults.append(
                        f"{where[0]}: {response.status} {response.url}") if response.status >= 400 else None)
                    for kind, address in pages.items():
                        if kind == "redirect" or (not scripts and kind not in ("home", "study", "notice")):
                            continue
                        where[0] = f"{kind} at {width} px, {scheme}{'' if scripts else ', no scripts'}"
                        page.goto(host + MOUNT + urllib.parse.quote(address), wait_until="networkidle")
                        faults += check_page(page, where[0])
                        opened += 1
                        if options.screenshots and scripts:
                            options.screenshots.mkdir(parents=True, exist_ok=True)
                            page.evaluate("""async () => {
                              for (const i of document.images) i.loading = 'eager';
                              await Promise.all([...document.images].map(i => i.decode().catch(() => {})));
                            }""")
                            page.screenshot(path=options.screenshots / f"{kind}-{name}-{scheme}.png", full_page=True)
                    context.close()
        faults += look_with_axe(browser, host + MOUNT, options.site, None if options.all else pages)
        faults += check_tables(browser, host + MOUNT, options.site)
        faults += open_feeds(browser, host + MOUNT, options.site)
        faults += copy_an_address(browser, host + MOUNT, options.site)
        faults += follow_everything(browser, host, options.site)
        if options.screenshots:
            print_notice(browser, host + MOUNT + urllib.parse.quote(pages["notice"]), options.screenshots)
        browser.close()
    for fault in faults:
        print(fault)
    print(f"browser: {opened} pages opened, {len(faults)} faults")
    sys.exit(1 if faults else 0)


AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
GRAVE = ("critical", "serious", "moderate")


def look_with_axe(browser, root, site, pages):
    """What axe-core finds; pages are all of the site's where none are named."""
    if pages is None:
        addresses = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
        addresses = [a for a in addresses if 'http-equiv="refresh"' not in (site / a).read_text("utf-8")]
    else:
        # Beside the largest page of each kind, the first ones that have what the largest may not have.
        addresses = [address for kind, address in pages.items() if kind != "redirect"]
        for part in ('type="checkbox"', "<table", "data-footnotes", 'class="alert', "<pre", "<details", "<audio", "404"):
            found = (path for path in sorted(site.rglob("*.html"))
                     if part in path.read_text("utf-8") or part in path.name)
            addresses += [path.relative_to(site).as_posix() for path in found][:1]
        addresses = list(dict.fromkeys(addresses))
    axe, faults, looks = Axe(), [], 0
    for width in (390, 1280):
        for scheme in SCHEMES:
            # The colours are looked at as they are, not while they change.
            page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce")
            for address in addresses:
                page.goto(root + urllib.parse.quote(address), wait_until="load")
                if address == "404.html":  # Its references begin with the path of the address that the site was built for.
                    page.add_style_tag(path=site / "assets/style.css")
                looks += 1
                for violation in axe.run(page, options=AXE).response["violations"]:
                    if violation["impact"] in GRAVE:
                        node = violation["nodes"][0]["html"][:120]
                        faults.append(f"{address} at {width} px, {scheme}: axe: {violation['impact']}: "
                                      f"{violation['id']}: {len(violation['nodes'])} times: {node}")
            page.close()
    print(f"axe-core: {len(addresses)} pages, {looks} looks, {len(faults)} findings")
    return faults


def wide_tables(columns):
    """A page's table with as many columns as given and twelve rows, as texts have it, with the marks between phrases."""
    head = "".join(f"<th>第{n}项<wbr>内容</th>\n" for n in range(1, columns + 1))
    label = (lambda n: f' data-label="第{n}项内容"' if n > 1 else "") if columns <= 6 else (lambda n: "")
    row = "".join(f"<td{label(n)}>梧桐里社区{n}号楼</td>\n" for n in range(1, columns + 1))
    table = f"<table{' class=rows' if columns <= 6 else ''}><thead><tr>{head}</tr></thead><tbody>{f'<tr>{row}</tr>' * 12}</tbody></table>"
    return table if columns <= 6 else f'<div class="table-wide" role="region" tabindex="0" aria-label="表格">{table}</div>'


def check_tables(browser, root, site):
    """Twelve columns are seen whole at 1280 px, in low rows, under a head that stays; at 390 px a keyboard scrolls them, and
    tables of up to six columns are labelled rows. Paper shows tables as tables."""
    faults = []
    for address in ("study/methods/minutes/", "notice/2026-06-study-plan/"):
        if not (site / address / "index.html").is_file():
            continue
        for width in (320, 390, 768, 1280, 1920):
            page = browser.new_page(viewport={"width": width, "height": 800})
            page.goto(root + urllib.parse.quote(address))
            page.evaluate("([wide, rows]) => document.querySelector('.prose').insertAdjacentHTML('afterbegin', '<p>文</p>' + wide + rows)",
                          [wide_tables(12), wide_tables(6)])
            facts = page.evaluate("""() => {
              const region = document.querySelector('.table-wide'), box = region.getBoundingClientRect();
              const rows = [...region.querySelectorAll('tbody tr')].map(r => r.getBoundingClientRect().height);
              const narrow = document.querySelector('table.rows'), cell = narrow.querySelector('td:nth-child(2)');
              return {hidden: region.scrollWidth - region.clientWidth, left: box.left, right: innerWidth - box.right,
                mean: rows.reduce((a, b) => a + b) / rows.length, tab: region.tabIndex, block: getComputedStyle(cell).display,
                label: getComputedStyle(cell, '::before').content, page: document.documentElement.scrollWidth - document.documentElement.clientWidth,
                over: narrow.getBoundingClientRect().right - narrow.parentElement.getBoundingClientRect().right};
            }""")
            where = f"{address} at {width} px: tables: "
            phone = width <= 640
            if facts["page"] > 0 or facts["left"] < 0 or facts["right"] < 0 or facts["over"] > 1:
                faults.append(where + f"too wide: {facts}")
            if width >= 1280 and (facts["hidden"] > 0 or facts["mean"] > 64):
                faults.append(where + f"{facts['hidden']} px of twelve columns hidden, rows of {facts['mean']:.0f} px")
            if (facts["block"] == "block") != phone or ("第2项内容" in facts["label"]) != phone:
                faults.append(where + f"labelled rows: {facts['block']}, {facts['label']}")
            # The head and the first column stay, and a keyboard scrolls.
            region = page.locator(".table-wide")
            region.focus()
            if phone:
                page.keyboard.press("ArrowRight")
                page.wait_for_timeout(300)
                moved = region.evaluate("e => e.scrollLeft")
                first = region.evaluate("e => e.querySelector('td').getBoundingClientRect().left - e.getBoundingClientRect().left")
                if moved <= 0 or first > 2:
                    faults.append(where + f"scrolled by {moved} px with a key, the first column at {first} px")
            region.evaluate("e => { e.style.maxHeight = '300px'; e.scrollTop = 200; }")
            head = region.evaluate("e => e.querySelector('th').getBoundingClientRect().top - e.getBoundingClientRect().top")
            if head > 2 or facts["tab"] != 0:
                faults.append(where + f"the head at {head} px, tabindex {facts['tab']}")
            page.emulate_media(media="print")
            printed = page.evaluate("""() => [...document.querySelectorAll('.prose table')].map(t => [getComputedStyle(t).display,
              getComputedStyle(t.querySelector('td')).display, getComputedStyle(t.closest('.table-wide') || t).overflowX])""")
            if any(p != ["table", "table-cell", "visible"] for p in printed):
                faults.append(where + f"printed as {printed}")
            page.close()
    return faults


def open_feeds(browser, root, site):
    """A feed that is opened by a click is a styled page that says what it is, archives too."""
    faults = []
    page = browser.new_page(viewport={"width": 360, "height": 900})
    # A feed cannot name an icon for browsers, so they ask the host for its own.
    page.on("response", lambda response: faults.append(f"{page.url}: {response.status} {response.url}")
            if response.status >= 400 and not response.url.endswith("/favicon.ico") else None)
    for name in ("rss.xml", "atom.xml", "rss-2025.xml", "notice/rss.xml"):
        if not (site / name).is_file():
            continue
        page.goto(root + name)
        facts = page.evaluate("""() => {
          const shown = e => e && getComputedStyle(e).display === 'block';
          const root = document.documentElement, item = document.querySelector('item, entry');
          return {explained: getComputedStyle(root, '::before').content.length > 40, root: shown(root),
            title: shown(item && item.querySelector('title')), id: shown(item && item.querySelector('guid, id')),
            wide: root.scrollWidth - root.clientWidth};
        }""")
        if facts != {"explained": True, "root": True, "title": True, "id": False, "wide": 0}:
            faults.append(f"{name} is not shown as a page: {facts}")
    page.close()
    return faults


def copy_an_address(browser, root, site):
    """Every address on the subscribe page has a button that copies it, and none without the script."""
    if not (site / "subscribe/index.html").is_file():
        return []
    faults = []
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        if scripts:
            context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(root + "subscribe/")
        buttons = page.locator("button.copy").count()
        if buttons != (page.locator("[data-copy] code").count() if scripts else 0):
            faults.append(f"subscribe page, scripts {scripts}: {buttons} copy buttons")
        if scripts:
            page.locator("button.copy").first.click()
            copied = page.evaluate("navigator.clipboard.readText()")
            if copied != page.locator("[data-copy] code").first.inner_text():
                faults.append(f"subscribe page: the first button copies {copied!r}")
        context.close()
    return faults


def follow_everything(browser, host, site):
    """Every local reference of every page leads to a file of the site, and to a place on it."""
    faults, texts = [], {}
    reference = re.compile(r'(?:href|src)="([^"]*)"')
    for path in sorted(site.rglob("*.html")):
        if path.name == "404.html":
            continue  # Its references begin with the path of the address that the site was built for.
        relative = path.relative_to(site).as_posix()
        for written in reference.findall(path.read_text("utf-8")):
            address = urllib.parse.urlsplit(urllib.parse.urljoin("http://site/" + urllib.parse.quote(relative),
                                                                 written.replace("&amp;", "&")))
            if address.netloc != "site":
                continue
            target = site / urllib.parse.unquote(address.path[1:])
            if target.is_dir():
                target = target / "index.html"
            if not target.is_file():
                faults.append(f"{relative}: leads nowhere: {written}")
            elif address.fragment and target.suffix == ".html":
                if target not in texts:
                    texts[target] = set(re.findall(r'\bid="([^"]*)"', target.read_text("utf-8")))
                if urllib.parse.unquote(address.fragment) not in texts[target]:
                    faults.append(f"{relative}: no such place: {written}")
    return faults


def print_notice(browser, address, folder):
    page = browser.new_page()
    page.goto(address)
    page.pdf(path=folder / "notice.pdf", prefer_css_page_size=True)


main()
