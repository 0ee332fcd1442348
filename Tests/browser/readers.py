#!/usr/bin/env python3
"""readers.py SITE: what scripts do for somebody who reads on, and what is there without them.

Fails where an article that was read is not marked in its series, a heading has no link that the keyboard reaches, the contents
are out of reach on a phone, the side of a page is empty, or the calendar and the home page show as coming what is over by the
reader's clock."""
import argparse
import datetime
import pathlib
import shutil
import sys
import urllib.parse

from playwright.sync_api import sync_playwright

from serve import MOUNT, pages_of_every_kind, serve

DAYS = """selector => [...document.querySelectorAll(selector)].filter(e => e.getClientRects().length)
  .map(e => e.querySelector('time').dateTime.slice(0, 10))"""


def read_articles(browser, root, site, faults):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    column = next(path for path in sorted(site.rglob("index.html")) if 'class="kind-column"' in path.read_text("utf-8"))
    page.goto(root + urllib.parse.quote(column.parent.relative_to(site).as_posix()) + "/")
    articles = page.eval_on_selector_all(".steps a", "links => links.map(a => a.href)")
    if page.locator(".read").count():
        faults.append("an article is marked as read that nobody read")
    page.goto(articles[0])
    if page.locator(".guide [aria-current]").count() != 1:
        faults.append("the series does not show the reader's place")
    page.evaluate("scrollTo(0, document.querySelector('.prose').getBoundingClientRect().bottom + scrollY - innerHeight + 10)")
    page.wait_for_timeout(200)
    page.goto(articles[1])
    marks = page.eval_on_selector_all(".guide .read", "marks => marks.map(m => m.parentElement.href)")
    if marks != articles[:1]:
        faults.append(f"marked as read in the series: {marks}")
    page.goto(root + urllib.parse.quote(column.parent.relative_to(site).as_posix()) + "/")
    if page.eval_on_selector_all(".steps .read", "marks => marks.map(m => m.parentElement.href)") != articles[:1]:
        faults.append("the column does not mark what was read")
    page.goto(articles[0])
    headings = page.locator(".prose > h2[id], .prose > h3[id]").count()
    anchors = page.locator(".prose .anchor")
    if not headings or anchors.count() != headings:
        faults.append(f"{anchors.count()} links of {headings} headings to themselves")
    else:
        anchors.first.focus()
        page.wait_for_timeout(50)
        if anchors.first.evaluate("a => getComputedStyle(a).opacity") != "1":
            faults.append("the link of a heading to itself is not seen when it is focused")
    page.close()
    phone = browser.new_page(viewport={"width": 390, "height": 844})
    phone.goto(articles[0])
    phone.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    phone.wait_for_timeout(700)
    summary = phone.locator(".toc-page summary")
    box = summary.bounding_box()
    if not box or not 0 <= box["y"] <= 844 - box["height"]:
        faults.append("the contents are out of reach in the middle of an article on a phone")
    else:
        summary.click()
        link = phone.locator(".toc-page a").last
        link.click()
        phone.wait_for_timeout(1200)
        facts = phone.evaluate("""() => ({open: document.querySelector('.toc-page details').open,
          top: document.querySelector(decodeURIComponent(location.hash)).getBoundingClientRect().top,
          bar: document.querySelector('.toc-page').getBoundingClientRect().bottom,
          isEnd: scrollY + innerHeight >= document.documentElement.scrollHeight - 2})""")
        if facts["open"] or facts["top"] < facts["bar"] - 1 or facts["top"] > 200 and not facts["isEnd"]:
            faults.append(f"the contents lead to a heading that is not seen: {facts}")
    phone.close()


def look_at_sides(browser, root, pages, faults):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    for kind, address in ((k, a) for k, a in pages.items() if k != "redirect"):
        page.goto(root + urllib.parse.quote(address))
        empty = page.evaluate("""() => [...document.querySelectorAll('.split')].some(
          split => ![...split.querySelectorAll('.aside')].some(e => e.innerText.trim() && e.getClientRects().length))""")
        if empty:
            faults.append(f"the side of {address} ({kind}) is empty")
    page.close()


def wait_for_days(browser, root, faults):
    """The calendar and the home page by clocks of the day of the build and of later days, and without scripts."""
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(root + "calendar/")
    written = sorted(plain.eval_on_selector_all(".day time", "times => times.map(t => t.dateTime)"))
    built = datetime.date.fromisoformat(plain.locator(".page-about time").first.get_attribute("datetime"))
    plain.goto(root)
    if len(plain.evaluate(DAYS, ".next-days > .day")) != 5:
        faults.append("the home page does not show five days without scripts")
    for later in (0, 12, 40, 400):
        today = built + datetime.timedelta(days=later)
        context = browser.new_context()
        page = context.new_page()
        page.clock.set_fixed_time(datetime.datetime.combine(today, datetime.time(0, 1), datetime.timezone(datetime.timedelta(hours=8))))
        page.goto(root + "calendar/")
        coming = page.evaluate(DAYS, ".months > .month .day")
        where = f"{later} days after the build"
        if any(day < today.isoformat() for day in coming):
            faults.append(f"{where}, the calendar shows as coming: {min(coming)}")
        if coming != [day for day in written if day >= today.isoformat()]:
            faults.append(f"{where}, the calendar lacks coming days: {coming}")
        if sorted(page.eval_on_selector_all(".day time", "times => times.map(t => t.dateTime)")) != written:
            faults.append(f"{where}, days are lost")
        if page.locator(".months > .nothing").is_visible() != (not coming):
            faults.append(f"{where}, the calendar says the wrong thing of nothing being planned")
        page.goto(root)
        days = page.evaluate(DAYS, ".next-days > .day")
        if any(day < today.isoformat() for day in days) or len(days) < min(5, len(coming)) and later < 20:
            faults.append(f"{where}, the home page shows {days}")
        if not days and page.locator(".coming").is_visible():
            faults.append(f"{where}, the home page has a heading without a day")
        context.close()


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("site", type=pathlib.Path)
    options = parser.parse_args()
    faults = []
    with serve(options.site) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        root = host + MOUNT
        read_articles(browser, root, options.site, faults)
        look_at_sides(browser, root, pages_of_every_kind(options.site), faults)
        wait_for_days(browser, root, faults)
        browser.close()
    for fault in faults:
        print(fault)
    print(f"readers: {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
