#!/usr/bin/env python3
"""check.py BINARY SITE [--keep FOLDER]

Prints every notice of a built site, and those of a small site made for it (made.py), with Chromium, once with each of two sets of
fonts, and measures the PDF: where ink is on the page, and which words stand where. The figures are those of GB/T 9704
(docs/printing.md), each held within half a millimetre. No page may be without text, and no signature on two pages."""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from playwright.sync_api import sync_playwright

import made
import paper

NEAR = .5
# The text block, in millimetres from the page's edges, and the size of a character of it.
LEFT, RIGHT, TOP, BOTTOM, MIDDLE = 28, 184, 37, 262, 106
POINT = paper.POINT
CHARACTER, ROW = 15.75 * POINT, 28.98 * POINT
# A line of the text has half of what is between two lines above its characters, whose ink begins a little below their edge.
ABOVE, INK = (ROW - CHARACTER) / 2, .06 * CHARACTER
TITLE, TITLE_ROW = 22 * POINT, 34 * POINT
TITLE_ABOVE = (TITLE_ROW - TITLE) / 2

FONTS = {
    "Noto": ["opentype/noto"],
    "Arphic and WenQuanYi": ["truetype/arphic", "truetype/wqy"],
}


class Sheet:
    """A printed notice, and what is wrong with it."""

    def __init__(self, name, pages, source):
        self.name, self.pages, self.source, self.faults = name, pages, source, []
        self.first, self.last = pages[0], pages[-1]

    def near(self, what, value, wanted, by=NEAR):
        if value is None or abs(value - wanted) > by:
            shown = "not found" if value is None else f"{value:.2f} mm"
            self.faults.append(f"{self.name}: {what}: {shown}, not {wanted:.2f}")

    def between(self, what, upper, lower, wanted, by=NEAR):
        """Holds the distance of the ink of one line to that of the next."""
        value = None if upper.bottom is None or lower.top is None else lower.top - upper.bottom
        self.near(what, value, wanted, by)

    def check(self, true, what):
        if not true:
            self.faults.append(f"{self.name}: {what}")


def class_of(page_source, name):
    return re.search(r'<article class="paper[^"]*\b' + name + r'\b', page_source) is not None


def text_of(source, pattern):
    """The plain texts of all elements that a pattern finds."""
    return [re.sub(r"<[^>]*>|\s", "", found) for found in re.findall(pattern, source, re.S)]


def squeezed(text):
    return re.sub(r"\s", "", text)


def lines_of(sheet, page, text):
    """The lines that a text fills on a page, from the first that begins like it."""
    wanted = squeezed(text)
    for start, line in enumerate(page.texts):
        if line.text and wanted.startswith(line.text):
            found, rest = [], wanted
            for line in page.texts[start:]:
                if not rest or not rest.startswith(line.text):
                    break
                found.append(line)
                rest = rest[len(line.text):]
            if not rest:
                return found
    return []


def check_head(sheet):
    """The name, the number, the rule, the title, the recipients."""
    source, page = sheet.source, sheet.first
    is_letter = class_of(source, "letter")
    issuer = text_of(source, r'<p class="issuer">(.*?)</p>')
    number = text_of(source, r'<p class="number">(.*?)</p>')
    title = text_of(source, r"<h1>(.*?)</h1>")[0]
    above = None
    if issuer:
        names = lines_of(sheet, page, issuer[0])
        sheet.check(names, "the issuer is not on the first page")
        if not names:
            return
        sheet.near("top of the issuer's name", names[0].top, 30 if is_letter else TOP + 35)
        for line in names:
            sheet.near("middle of the issuer's name", (line.left + line.right) / 2, MIDDLE)
        above = names[-1]
    rule = None
    if is_letter:
        rules = page.rules
        sheet.check(len(rules) == 4, f"{len(rules)} rules on the first page of a letter")
        if len(rules) == 4:
            rule = rules[1]
            sheet.between("from the name to the rule", above, rules[0], 4)
            sheet.near("from the last rule to the page's edge", page.height - rules[3].bottom, 20)
            for line in rules:
                sheet.near("length of a rule", line.right - line.left, 170)
                sheet.near("left end of a rule", line.left, 20)
            sheet.check(rules[0].bottom - rules[0].top > rules[1].bottom - rules[1].top, "the upper line is not the thicker one")
            sheet.check(rules[3].bottom - rules[3].top > rules[2].bottom - rules[2].top, "the lower line is not the thicker one")
        sheet.check(page.folio is None, "a letter's first page has a number")
    if number:
        lines = lines_of(sheet, page, number[0])
        sheet.check(len(lines) == 1, "the number is not on a line of the first page")
        if not lines:
            return
        if is_letter:
            sheet.near("right end of the number", lines[0].right, RIGHT)
            sheet.between("from the rule to the number", rule, lines[0], 7 / 8 * CHARACTER)
        else:
            sheet.near("middle of the number", (lines[0].left + lines[0].right) / 2, MIDDLE)
            sheet.between("two blank lines above the number", above, lines[0], 2 * ROW + ABOVE + INK + 2, 1)
        above = lines[0]
    if not is_letter and above:
        sheet.check(page.rules, "no rule on the first page")
        if page.rules:
            rule = page.rules[0]
            sheet.between("from the number to the rule", above, rule, 4)
            sheet.near("left end of the rule", rule.left, LEFT)
            sheet.near("right end of the rule", rule.right, RIGHT)
            above = rule
    titles = lines_of(sheet, page, title)
    sheet.check(titles, "the title is not on the first page")
    if not titles:
        return
    if above:
        sheet.between("two blank lines above the title", above, titles[0],
                      2 * ROW + TITLE_ABOVE + .05 * TITLE + (ABOVE + INK if is_letter else 0))
    for line in titles:
        sheet.near("middle of the title", (line.left + line.right) / 2, MIDDLE)
    for one, other in zip(titles, titles[1:]):
        sheet.near("lines of the title", other.middle - one.middle, TITLE_ROW)
    widths = [line.right - line.left for line in titles]
    steps = [other - one for one, other in zip(widths, widths[1:])]
    rising = sum(step > TITLE for step in steps)
    is_trapezoid = rising in (0, len(steps)) and all(abs(step) > TITLE for step in steps)
    is_diamond = all(step > TITLE for step in steps[:rising]) and all(step < -TITLE for step in steps[rising:])
    sheet.check(is_trapezoid or is_diamond, "the title is neither a trapezoid nor a diamond: "
                + ", ".join(f"{width:.0f} mm" for width in widths))
    recipients = text_of(source, r'<p class="recipients">(.*?)</p>')
    if recipients:
        lines = lines_of(sheet, page, recipients[0])
        sheet.check(lines, "the recipients are not on the first page")
        if lines:
            sheet.between("a blank line above the recipients", titles[-1], lines[0],
                          ROW + TITLE_ABOVE + ABOVE + INK)
            sheet.near("left end of the recipients", lines[0].left, LEFT)


def check_pages(sheet, with_ink):
    """Each page: its size, its number, the distance of its lines, and that it has text."""
    parts = [text_of(sheet.source, pattern) for pattern in (
        r'<footer class="signature">(.*?)</footer>', r'<p class="inquiries">(.*?)</p>', r'<p class="print-note">(.*?)</p>',
        r'<p class="imprint-[a-z]*">(.*?)</p>')]
    ends = "".join(text for part in parts for text in part)
    is_letter = class_of(sheet.source, "letter")
    for page in sheet.pages:
        where = f"page {page.number}"
        is_wide = page.width > page.height
        sheet.near(f"{where}: width", page.width, 297 if is_wide else 210)
        sheet.near(f"{where}: height", page.height, 210 if is_wide else 297)
        body = [line for line in page.texts if line.text.strip("（）") not in ends]
        sheet.check(body, f"{where} has no text")
        if page.number > 1 or not is_letter:
            folio, bottom = page.folio, 210 - 26 if is_wide else BOTTOM
            sheet.check(folio is not None and folio.text == f"—{page.number}—", f"{where} has no number")
            if folio:
                if with_ink:
                    sheet.near(f"{where}: top of its number", folio.top, bottom + 7)
                left, right = (35, 297 - 37) if is_wide else (LEFT, RIGHT)
                if page.number % 2:
                    sheet.near(f"{where}: right end of its number", folio.right, right - 14 * POINT)
                else:
                    sheet.near(f"{where}: left end of its number", folio.left, left + 14 * POINT)
        if is_wide:
            continue
        for line in page.texts:
            sheet.check(line.left > LEFT - NEAR and line.right < RIGHT + CHARACTER / 2 + NEAR and line.middle < BOTTOM,
                        f"{where}: out of the text block: {line.text}")


def check_lines(sheet):
    """A page that is full of text: 22 lines, 28 characters in those without punctuation."""
    for page in sheet.pages[1:]:
        lines = [line for line in page.texts if line.left < LEFT + 3 * CHARACTER]
        if len(lines) == 22 and page.width < page.height:
            sheet.near("22 lines", lines[-1].middle - lines[0].middle, 21 * ROW)
            if lines[0].top is not None:
                sheet.near("top of the first line", lines[0].top, TOP + ABOVE + INK)
        imprint = "".join(text_of(sheet.source, r'<p class="imprint-[a-z]*">(.*?)</p>'))
        for one, other in zip(lines, lines[1:]):
            gap = other.middle - one.middle
            if gap < ROW * 1.4 and page.width < page.height and not has_table(sheet.source) and other.text not in imprint:
                sheet.near(f"page {page.number}: the line {one.text}: distance of the next", gap, ROW)


def has_table(source):
    return "<table" in source


def check_end(sheet):
    """Attachments, signature, note and imprint."""
    source = sheet.source
    issuer = (text_of(source, r'<p class="issuer">(.*?)</p>') or [""])[0]
    date = text_of(source, r'<p class="signature-date">(.*?)</p>')
    is_sealed = class_of(source, "sealed")
    found = [page for page in sheet.pages for line in page.texts if date and line.text == date[0]]
    sheet.check(len(found) == 1, f"the date is on {len(found)} pages")
    if found and issuer and found[0].width < found[0].height:
        page = found[0]
        dated = next(line for line in page.texts if line.text == date[0])
        index = page.texts.index(dated)
        names = lines_of(sheet, Part(page.texts[:index][::-1] and page.texts[max(0, index - 3):index]), issuer)
        sheet.check(names, "the signature is on two pages")
        if names:
            sheet.near("from the issuer to the date", dated.middle - names[-1].middle, ROW)
            before = page.texts[page.texts.index(names[0]) - 1] if page.texts.index(names[0]) else None
            if before and before.top and names[0].top:
                blank = 2 if is_sealed else 1
                sheet.near("blank lines above the signature", names[0].middle - before.middle, (blank + 1) * ROW, by=NEAR * 2)
            widest = max(names, key=lambda line: line.right - line.left)
            if is_sealed:
                sheet.near("right end of the date", dated.right, RIGHT - 4 * CHARACTER)
                for line in names:
                    sheet.near("middle of the issuer over that of the date",
                               (line.left + line.right) / 2, (dated.left + dated.right) / 2)
            elif len(names) > 1:
                sheet.check(widest.right < RIGHT - 2 * CHARACTER + NEAR, "the issuer goes too far to the right")
            else:
                sheet.near("right end of the signature", max(widest.right, dated.right), RIGHT - 2 * CHARACTER)
                sheet.near("the date's first character", dated.left, names[0].left + 2 * CHARACTER)
    check_attachments(sheet)
    check_imprint(sheet)


class Part:
    """Some lines of a page."""

    def __init__(self, texts):
        self.texts = texts


def check_attachments(sheet):
    titles = text_of(sheet.source, r'<span class="attachment-title">(.*?)</span>')
    if not titles:
        return
    for page in sheet.pages:
        for line in page.texts:
            if line.text.startswith("附件：") and squeezed(titles[0]).startswith(re.sub(r"^附件：(1\.)?", "", line.text)):
                sheet.near("indent of the attachments", line.left, LEFT + 2 * CHARACTER)
                sheet.check((len(titles) > 1) == line.text.startswith("附件：1."), f"wrongly numbered: {line.text}")
                index = page.texts.index(line)
                if index:
                    sheet.near("a blank line above the attachments", line.middle - page.texts[index - 1].middle, 2 * ROW, by=NEAR * 2)
                return
    sheet.check(False, "the attachments are not listed")


def check_imprint(sheet):
    rows = text_of(sheet.source, r'<p class="imprint-[a-z]*">(.*?)</p>')
    rows = rows[:len(rows) // 2]
    if not rows:
        return
    page = sheet.last
    flat = "".join(line.text for line in page.texts)
    for row in rows:
        sheet.check(flat.count(squeezed(row)) == 1, f"the last page does not have once: {row}")
    if page.width > page.height or not page.texts:
        return
    first = next((line for line in page.texts if line.text and squeezed(rows[0]).startswith(line.text)), None)
    if first:
        sheet.near("indent of the imprint", first.left, LEFT + 14 * POINT)
    last = page.texts[-1]
    sheet.check(last.right < RIGHT - 14 * POINT + NEAR, "the imprint's last line goes too far to the right")
    if class_of(sheet.source, "letter"):
        sheet.near("foot of the copies", last.bottom, BOTTOM - (24 - 14) / 2 * POINT - .5, 1)
        return
    rules = page.rules if page.number > 1 else page.rules[1:]
    sheet.check(len(rules) == len(rows) + 1, f"{len(rules)} rules in the imprint")
    if len(rules) == len(rows) + 1:
        sheet.near("the last rule", rules[-1].bottom, BOTTOM)
        for rule in rules:
            sheet.near("left end of a rule", rule.left, LEFT)
            sheet.near("right end of a rule", rule.right, RIGHT)
        for rule in (rules[0], rules[-1]):
            sheet.near("thickness of an outer rule", rule.bottom - rule.top, .35, .1)
        for rule in rules[1:-1]:
            sheet.near("thickness of an inner rule", rule.bottom - rule.top, .25, .1)


def check_made(sheets):
    """What each of the made notices is there for."""
    wide = {name: [page.number for page in sheets[name].pages if page.width > page.height]
            for name in ("wide-table", "wide-table-last", "long-table")}
    faults = [f"{name}: {len(wide[name])} landscape pages" for name, is_wide in
              (("wide-table", True), ("wide-table-last", True), ("long-table", False)) if bool(wide[name]) != is_wide]
    heads = sum(line.text == "第1项第2项第3项第4项第5项" for page in sheets["long-table"].pages for line in page.texts)
    if heads < 2:
        faults.append(f"long-table: its head is on {heads} pages")
    annexes = sheets["annexes"]
    for number, title in ((1, "归档材料清单"), (2, "装订说明")):
        page = next((page for page in annexes.pages if page.texts[0].text == f"附件{number}"), None)
        if page is None:
            faults.append(f"annexes: 附件{number} does not begin a page")
            continue
        annexes.near("left end of an annex's label", page.texts[0].left, LEFT)
        annexes.check(page.texts[1].text == title, f"the title of 附件{number} is {page.texts[1].text}")
        annexes.near("an annex's title on the third line", page.texts[1].middle - page.texts[0].middle,
                     2 * ROW + (TITLE_ROW - ROW) / 2, by=.8)
        annexes.near("middle of an annex's title", (page.texts[1].left + page.texts[1].right) / 2, MIDDLE)
    listed = "".join(line.text for page in annexes.pages for line in page.texts)
    annexes.check("附件：1.归档材料清单2.装订说明3.会议记录登记表" in listed, "the list of attachments is not that of annexes and files")
    two = sheets["two-line-issuer"]
    two.check(len(lines_of(two, two.first, made.LONG_ISSUER)) == 2, "the long issuer is not on two lines")
    for name, count in (("two-line-title", 2), ("three-line-title", 3)):
        lines = lines_of(sheets[name], sheets[name].first, text_of(sheets[name].source, r"<h1>(.*?)</h1>")[0])
        sheets[name].check(len(lines) == count, f"the title is on {len(lines)} lines")
    return faults


def fonts_file(folder, name):
    """A configuration of fontconfig with a set of fonts."""
    file = folder / f"{name.split()[0]}.conf"
    file.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
                    + "".join(f"<dir>/usr/share/fonts/{part}</dir>" for part in FONTS[name])
                    + f"<cachedir>{folder}/fonts-{name.split()[0]}</cachedir></fontconfig>")
    return file


def print_all(folder, fonts, sites):
    """Prints the notices of sites with a set of fonts; gives for each its name, its source and its PDF."""
    printed = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"],
            env=os.environ | {"FONTCONFIG_FILE": str(fonts_file(folder, fonts))})
        page = browser.new_page()
        for site in sites:
            for path in sorted(site.glob("notice/*/index.html")):
                source = path.read_text("utf-8")
                if '<article class="paper' not in source:
                    continue
                page.goto(path.as_uri())
                pdf = folder / f"{fonts.split()[0]}-{site.parent.name}-{path.parent.name}.pdf"
                page.pdf(path=pdf, prefer_css_page_size=True)
                printed.append((path.parent.name, source, pdf))
        browser.close()
    return printed


def measure(fonts, printed):
    """The faults of printed notices."""
    def sheet(item):
        name, source, pdf = item
        # Those of each length are there for their ends.
        with_ink = not name.startswith("lines-")
        source = re.sub(r"<(script|style).*?</\1>", "", source, flags=re.S)
        sheet = Sheet(f"{fonts}: {name}", paper.pages_of(str(pdf), with_ink), source)
        check_pages(sheet, with_ink)
        check_lines(sheet)
        if with_ink:
            check_head(sheet)
            check_end(sheet)
        return name, sheet

    with ThreadPoolExecutor(2) as pool:
        sheets = dict(pool.map(sheet, printed))
    faults = check_made(sheets)
    return faults + [fault for sheet in sheets.values() for fault in sheet.faults], sum(len(s.pages) for s in sheets.values())


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("site", type=pathlib.Path)
    parser.add_argument("--keep", type=pathlib.Path, help="a folder for the PDF files")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        portal = pathlib.Path(temporary) / "made"
        made.write(portal)
        subprocess.run([options.binary.resolve(), "build", "--quiet", "--now", "2026-07-01",
                        "--templates", pathlib.Path("templates").resolve()], cwd=portal, check=True)
        def check(fonts):
            printed = print_all(folder, fonts, [options.site.resolve(), portal / "site"])
            return len(printed), *measure(fonts, printed)

        faults = []
        with ThreadPoolExecutor(len(FONTS)) as pool:
            for fonts, (notices, found, pages) in zip(FONTS, pool.map(check, FONTS)):
                print(f"print, {fonts}: {notices} notices, {pages} pages, {len(found)} faults")
                faults += found
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
