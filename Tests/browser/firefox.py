#!/usr/bin/env python3
"""firefox.py SITE [--screenshots DIR]

Clicks the tools of a page in Debian's Firefox ESR, which is driven through WebDriver BiDi without another program: text size, dark
and light, the large version with and without scripts, printing, copying, reading aloud, the QR code. Fails where one does not do
what it says, is not remembered on the next page, or moves the text; where a page is too wide or a style sheet has a fault."""
import argparse
import contextlib
import json
import pathlib
import sys
import time
import urllib.parse

from bidi import firefox
from serve import MOUNT, icons, pages_of_every_kind, serve
from tools import POLICY, SPEECH, decode

FACTS = """(() => { const r = document.documentElement, b = e => { const x = document.querySelector(e); return x && Math.round(x.getBoundingClientRect().top); };
  return {size: parseFloat(getComputedStyle(r).fontSize), ground: getComputedStyle(document.body).backgroundColor, text: b('.prose'), title: b('main h1'),
    wide: r.scrollWidth - r.clientWidth, shown: [...document.querySelectorAll('[data-tool]')].filter(e => getComputedStyle(e).visibility === 'visible' && e.offsetParent).map(e => e.dataset.tool),
    elder: document.querySelector('[data-elder=elder]').offsetParent === null}; })()"""


def check(browser, root, pages, faults):
    def expect(is_right, what):
        nonlocal done
        done += 1
        if not is_right:
            faults.append("firefox: " + what)

    def facts():
        return browser.run(FACTS)

    done = 0
    notice, study = root + urllib.parse.quote(pages["notice"]), root + urllib.parse.quote(pages["study"])
    usual = ["smaller", "larger", "print", "copy", "scheme", "scheme", "scheme"]
    browser.size(390, 844)
    browser.open(notice)
    loaded = facts()
    expect(loaded["size"] == 18 and loaded["shown"] == usual, f"loaded: {loaded}")
    # In a frame that may not run scripts the same page has its text at the same place, and shows no button.
    idle = browser.run("""new Promise(done => { const frame = document.createElement('iframe');
      frame.sandbox = 'allow-same-origin'; frame.width = 390; frame.height = 844; frame.onload = () => { const page = frame.contentDocument;
        const seen = e => frame.contentWindow.getComputedStyle(e).visibility === 'visible' && e.offsetParent;
        done([Math.round(page.querySelector('.prose').getBoundingClientRect().top), [...page.querySelectorAll('button')].filter(seen).length]); };
      frame.src = location.href + '?still'; document.body.append(frame); })""")
    expect(idle == [loaded["text"], 0], f"without scripts the text is at {idle[0]} and not at {loaded['text']}, and {idle[1]} buttons are shown")
    browser.open(notice)
    browser.click("[data-tool=larger]")
    browser.click("[data-tool=larger]")
    expect(round(facts()["size"], 1) == 23.4, f"larger text: {facts()['size']}")
    browser.open(study)
    expect(round(facts()["size"], 1) == 23.4 and facts()["wide"] == 0, f"larger text on the next page: {facts()}")
    browser.click("[data-tool=smaller]")
    browser.click("[data-tool=smaller]")
    light = facts()["ground"]
    browser.click("[data-tool=scheme]", 2)
    dark = facts()["ground"]
    browser.open(notice)
    expect(dark != light and facts()["ground"] == dark, f"dark: {light}, {dark}, on the next page {facts()['ground']}")
    browser.click("[data-tool=scheme]", 0)
    expect(facts()["ground"] == light, f"the system's colours: {facts()['ground']}")
    # The large version.
    browser.click("[data-elder=elder]")
    expect(facts()["size"] == 24 and facts()["elder"], f"the large version: {facts()}")
    browser.open(root)
    expect(facts()["size"] == 24 and facts()["wide"] == 0, f"the large version on the home page: {facts()}")
    browser.click("[data-elder='']")
    expect(facts()["size"] == 18, f"the standard version: {facts()['size']}")
    browser.open(notice + "#elder")
    expect(facts()["size"] == 24, f"#elder: {facts()['size']}")
    browser.click("[data-elder='']")
    browser.open(study)
    expect(facts()["size"] == 18, f"the standard version is not remembered: {facts()['size']}")
    # Printing and copying.
    preload = browser.before_pages("window.printed = 0; window.print = () => printed++; addEventListener('copy', () => { window.copied = document.activeElement.value; }, true);")
    browser.open(notice.replace("127.0.0.1", "portal.example"))
    browser.click("[data-tool=print]")
    expect(browser.run("printed") == 1, "the button does not print")
    browser.click("[data-tool=copy]")
    address = browser.run("document.querySelector('link[rel=canonical]').href")
    expect(browser.run("[isSecureContext, window.copied]") == [False, address], f"over http is copied: {browser.run('[isSecureContext, window.copied]')}")
    browser.no_longer(preload)
    # The code.
    browser.open(notice)
    browser.click(".tools a[href='#qr']")
    time.sleep(.2)
    expect(browser.run("(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector('.qr-code').getBoundingClientRect())"), "the link does not lead to the code")
    expect(decode(browser.picture(".qr-code")) == address, f"the code says {decode(browser.picture('.qr-code'))!r}")
    # Reading aloud, with a stand-in for voices.
    preload = browser.before_pages(SPEECH + "speech.voices = [{lang: 'zh-CN'}];")
    browser.open(notice)
    before = facts()
    expect(before["shown"] == usual[:4] + ["read"] + usual[4:], f"with a voice: {before['shown']}")
    browser.click("[data-tool=read]")
    browser.run("speechSynthesis.spoken[0].onend({type: 'end'})")
    heard = browser.run("speechSynthesis.spoken.map(u => u.text)")
    marked = browser.run("window.Highlight ? [...CSS.highlights.get('reading')].join('') : getSelection().toString()")
    expect(len(heard) == 2 and marked.strip() == heard[1].strip(), f"reads {heard}, marks {marked!r}")
    browser.click("[data-tool=read]")
    expect(browser.run("speechSynthesis.cancelled"), "no pause")
    browser.click("[data-tool=stop]")
    expect(facts()["shown"] == before["shown"], f"after reading: {facts()['shown']}")
    browser.no_longer(preload)
    # The keyboard.
    browser.open(notice)
    reached = []
    for _ in range(12):
        browser.key("\ue004")
        reached.append(browser.run("document.activeElement.dataset.tool || document.activeElement.className || document.activeElement.tagName"))
    expect([r for r in reached if r in ("skip", "brand", "look", "SUMMARY", "smaller", "larger", "print", "copy")]
           == ["skip", "brand", "look", "SUMMARY", "smaller", "larger", "print", "copy"], f"Tab reaches {reached}")
    return done


def look(browser, root, pages, folder, faults):
    """Every kind of page at five widths: nothing is too wide, and the head is as low as asked."""
    for width in (320, 390, 768, 1280, 1920):
        browser.size(width, 844 if width < 768 else 800)
        for kind, address in pages.items():
            browser.open(root + urllib.parse.quote(address))
            wide, head = browser.run("[document.documentElement.scrollWidth - document.documentElement.clientWidth, "
                                     "document.querySelector('.masthead').getBoundingClientRect().bottom]")
            limit = (180 if width >= 768 else 132) if kind == "home" else 104
            if wide > 0 or head > limit:
                faults.append(f"firefox: {kind} at {width} px: {wide} px too wide, head of {head:.0f} px")
            if folder:
                (folder / f"{kind}-{width}-firefox.png").write_bytes(browser.picture())


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("site", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path)
    options = parser.parse_args()
    if options.screenshots:
        options.screenshots.mkdir(parents=True, exist_ok=True)
    pages = {kind: address for kind, address in pages_of_every_kind(options.site).items() if kind != "redirect"}
    faults = []
    with serve(options.site, policy=POLICY + "; frame-src 'self'") as host, firefox() as browser:
        done = check(browser, host + MOUNT, pages, faults)
        look(browser, host + MOUNT, pages, options.screenshots, faults)
        logged = [event["params"] for event in browser.events if event.get("method") == "log.entryAdded"]
    for entry in logged:
        if entry["level"] in ("error", "warn") and not any(icon in entry["text"] for icon in icons(options.site)):
            faults.append(f"firefox: console: {entry['text'][:200]}")
    for fault in dict.fromkeys(faults):
        print(fault)
    print(f"firefox: {done} checks, {len(pages)} kinds of page at 5 widths, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
