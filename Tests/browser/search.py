#!/usr/bin/env python3
"""search.py SITE [--screenshots DIR] [--folder SITE-OF-FILES]

Searches a built site in headless Chromium and Firefox, served on loopback under a sub-path and a strict content security policy, and
one with `links: file` from its folder. Fails where other documents are found than by a look at every text of the index, where a page of
results, a filter, an address that was shared, the back key or a shortcut does not work, where a missing or a cut file is not told, where
a title's markup is more than text, where a slow line has no first results after 3 seconds, where a hit is not marked on its page, where
the page is too wide at 360 or 1280 px, or where axe-core has something to say. The documents and their texts are read from the files
below search/ that results are made of."""
import argparse
import base64
import json
import pathlib
import random
import re
import shutil
import sys
import time
import unicodedata
import urllib.parse

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, sync_playwright

from bidi import firefox
from serve import MOUNT, pages_of_every_kind, serve, serve_icons

POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; font-src 'self'; "
          "manifest-src 'self'; form-action 'self'")


# The grep: the fold table is read here once more, from the same bytes.

class Fold:
    def __init__(self, data):
        self.data, self.at = data, 0
        self.kinds, self.become = {}, {}
        end = 0
        for _ in range(self.number()):
            first = end + self.number()
            value = self.number()
            end = first + (value >> 2) + 1
            for code in range(first, end):
                self.kinds[code] = value & 3
        first = 0
        for _ in range(self.number()):
            first += self.number()
            value = self.number()
            distance = self.number()
            distance = -(distance + 1) // 2 if distance % 2 else distance // 2
            for index in range((value >> 1) + 1):
                code = first + index * ((value & 1) + 1)
                self.become[code] = code + distance
        code = 0
        for _ in range(self.number()):
            code += self.number()
            self.become[code] = self.data[self.at] + 256 * self.data[self.at + 1]
            self.at += 2

    def number(self):
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def __call__(self, text):
        """The folded text: words, blanks between them, and nothing where white space stands beside a dense character."""
        out, gap = [], ""
        for sign in unicodedata.normalize("NFC", text):
            code = self.become.get(ord(sign), ord(sign))
            kind = 0 if ord(sign) in self.become else self.kinds.get(ord(sign), 0)
            if kind:
                gap += {1: ".", 2: " ", 3: ""}[kind]
                continue
            if out and ("." in gap or gap and ord(out[-1]) < 0x2e80 and code < 0x2e80):
                out.append(" ")
            gap = ""
            out.append(chr(code))
        return "".join(out)


class Index:
    """The documents of a built site's search: their addresses, titles, numbers and passages, folded, from the pieces of their texts."""

    def __init__(self, site):
        self.folder = site / "search"
        self.about = self.value("about")
        self.fold = Fold(self.bytes(self.about["fold"].removesuffix(".bin")))
        self.documents = {}
        for path in sorted((self.folder / self.about["folder"] / "t").rglob("*.js*")):
            key = int(path.stem.partition("-")[0])
            entry = self.value(path.relative_to(self.folder).with_suffix("").as_posix())
            document = self.documents.setdefault(key, {"entry": entry, "zones": [[], [], []]})
            for passage in entry["text"]:
                heading = isinstance(passage, list)
                document["zones"][1 if heading else 2].append(self.fold(passage[1] if heading else passage))
        for document in self.documents.values():
            document["zones"][0] = [self.fold(document["entry"][name]) for name in ("title", "number") if name in document["entry"]]

    def raw(self, name, ending):
        script = self.folder / (name + ".js")
        if script.is_file():
            return json.loads(re.fullmatch(r'branchpressSearch\("[^"]*",\s*(.*)\);?\s*', script.read_text("utf-8"), re.S)[1])
        return (self.folder / (name + ending)).read_bytes()

    def value(self, name):
        raw = self.raw(name, ".json")
        return json.loads(raw) if isinstance(raw, bytes) else raw

    def bytes(self, name):
        raw = self.raw(name, ".bin")
        return base64.b64decode(raw) if isinstance(raw, str) else raw

    def grep(self, line, accept=lambda key, document: True):
        """The addresses of the documents with all terms of a line of plain words, some behind a hyphen, in the order of the results."""
        terms = [self.fold(word) for word in line.split()]
        signs = [word[0] == "-" for word in line.split()]
        whole, found = self.fold(line), []
        for key, document in self.documents.items():
            def zone_of(term):
                return next((zone for zone, texts in enumerate(document["zones"]) if any(term in text for text in texts)), 3)
            included = [zone_of(term) for term, is_excluded in zip(terms, signs) if term and not is_excluded]
            excluded = [zone_of(term) for term, is_excluded in zip(terms, signs) if term and is_excluded]
            if included and max(included) < 3 and all(zone == 3 for zone in excluded) and accept(key, document):
                found.append((-1 if whole in document["zones"][0] else max(included), -key, urllib.parse.quote(document["entry"]["url"], safe="/%")))
        return [url for _, _, url in sorted(found)]

    def lines(self):
        """Queries drawn from the texts, the same each time: parts of sentences, two of them, one without another, and some that are nowhere."""
        dice, texts = random.Random(21), [text for d in self.documents.values() for zone in d["zones"] for text in zone if len(text) > 3]

        def part(length):
            text = dice.choice(texts)
            start = dice.randrange(max(1, len(text) - length))
            return text[start:start + length].strip().replace(" ", "、")
        lines = [part(length) for length in (1, 1, 2, 2, 2, 3, 4, 4, 5, 6, 8, 12, 30)]
        lines += [f"{part(2)} {part(1)}" for _ in range(4)] + [f"{part(2)} -{part(2)}" for _ in range(4)]
        lines += [max(self.documents.values(), key=lambda d: len(d["entry"]["title"]))["entry"]["title"].replace(" ", "")]
        lines += [d["entry"]["number"] for d in list(self.documents.values()) if "number" in d["entry"]][:2]
        return [line for line in lines if self.fold(line) and "-" not in line.replace(" -", " ")] + ["查无此句", "党员 查无此句", "qzx", "ｑ"]


class Check:
    def __init__(self, browser, root, site, index):
        self.browser, self.root, self.site, self.index = browser, root, site, index
        self.faults, self.done = [], 0

    def expect(self, is_right, what):
        self.done += 1
        if not is_right:
            self.faults.append(what)

    def open(self, address, width=1280, errors=True, routes=None, **options):
        context = self.browser.new_context(viewport={"width": width, "height": 844}, **options)
        page = context.new_page()
        serve_icons(page, self.site)
        for pattern, answer in (routes or {}).items():
            page.route(pattern, answer)
        if errors:
            page.on("console", lambda m: self.faults.append(f"{address}: {m.text}")
                    if m.type in ("error", "warning") and "favicon" not in m.text and "icon" not in m.text else None)
        page.on("pageerror", lambda error: self.faults.append(f"{address}: {error}"))
        page.goto(self.root + address, wait_until="load")
        return page

    def search(self, query="", **options):
        ending = "index.html" if self.root.startswith("file:") else ""
        return self.open(f"search/{ending}" + ("?" + urllib.parse.urlencode(query) if query else ""), **options)


# What a page of results shows, once its search has settled.
STATE = """() => { const shown = name => { const e = document.querySelector(`[data-part=${name}]`); return e && e.offsetParent !== null; };
  if (document.querySelector('[data-part=list]').getAttribute('aria-busy') != 'false') return null;
  return ['list', 'nothing', 'help', 'wrong'].filter(shown).join(' ') || null; }"""
FOUND = "() => [...document.querySelectorAll('.found .entry-title')].map(a => a.href.split('#')[0])"


def settled(page, line=None):
    """Waits for the results of what is in the field; gives the part that is shown."""
    if line is not None:
        page.wait_for_function("line => new URLSearchParams(location.search).get('q') === line", arg=line, timeout=20000)
    return page.wait_for_function(STATE, timeout=60000).json_value()


def all_pages(page):
    """The addresses of all results, page by page."""
    found = []
    while True:
        state = settled(page)
        if "list" not in state.split():
            return found
        here = page.evaluate(FOUND)
        found += here
        following = page.locator(".pager a[rel=next]")
        if not following.count() or not following.is_visible():
            return found
        following.click()
        page.wait_for_function(f"first => ({FOUND})()[0] !== first", arg=here[0])


def finds_what_a_grep_finds(check):
    """Every document that has the words, no other, in their order, page by page."""
    page, many = check.search(), 0
    base = check.root
    for line in check.index.lines():
        wanted = [base + url for url in check.index.grep(line)]
        page.goto("about:blank")
        page.goto(check.root + "search/" + ("index.html" if base.startswith("file:") else "") + "?" + urllib.parse.urlencode({"q": line}))
        found = all_pages(page)
        many += len(found)
        check.expect(found == wanted, f"{line!r}: {len(found)} documents and not {len(wanted)}: {sorted(set(found) ^ set(wanted))[:3] or 'in another order'}")
        if wanted:
            count = re.search(r"\d+", page.locator("[data-part=count]").inner_text())
            check.expect(count and int(count[0]) == len(wanted), f"{line!r}: the count says {count and count[0]} and not {len(wanted)}")
    check.expect(many > 50, f"only {many} documents in all results")
    page.context.close()


def filters(check):
    """Each filter by itself leaves the documents that have its value, and their address can be shared."""
    about, fold = check.index.about, check.index.fold
    line = max("党学会的人", key=lambda sign: len(check.index.grep(sign)))
    for place, kind in enumerate(about["filters"]):
        for number, value in list(enumerate(kind["values"]))[:4]:
            if kind["id"] == "year":
                keys = {key for key, d in check.index.documents.items() if d["entry"].get("date", "").startswith(value["id"])}
            else:
                data = Fold.__new__(Fold)
                data.data, data.at = check.index.bytes(f"{about['folder']}/f/{place}-{number}"), 0
                keys, key = set(), 0
                while data.at < len(data.data):
                    key += data.number()
                    keys.add(key)
            check.expect(len(keys) == value["count"], f"{kind['id']} {value['id']}: {value['count']} documents, the file has {len(keys)}")
            page = check.search({"q": line, kind["id"]: value["id"]})
            wanted = [check.root + url for url in check.index.grep(line, lambda key, d: key in keys)]
            check.expect(all_pages(page) == wanted, f"{line} with {kind['id']} {value['id']}: not the {len(wanted)} documents that it should be")
            if len(kind["values"]) > 1:
                chosen = page.locator(f"select[name={kind['id']}]")
                check.expect(chosen.input_value() == value["id"], f"{kind['id']} {value['id']} from the address is not chosen in its list")
                check.expect(str(value["count"]) in chosen.locator("option:checked").inner_text(), f"{kind['id']} {value['id']}: no count")
            page.context.close()


def typing(check):
    """Results come while one types, the last query wins, the field keeps the focus, and screen readers are told once."""
    page = check.search()
    page.evaluate("""() => { window.said = []; new MutationObserver(() => said.push(document.querySelector('[data-part=said]').textContent))
      .observe(document.querySelector('[data-part=said]'), {childList: true}); }""")
    check.expect(settled(page) == "help", "an empty field does not say what can be typed")
    check.expect(page.evaluate("document.activeElement.name") == "q", "the field has no focus at first")
    before = page.evaluate("history.length")
    page.keyboard.type("党员", delay=30)
    page.keyboard.type("学习", delay=30)
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    settled(page, "党员")
    check.expect(page.evaluate(FOUND) == [check.root + url for url in check.index.grep("党员")][:10], "typed: other results than those of the field")
    check.expect(page.evaluate("document.activeElement.name") == "q", "the field loses the focus while results come")
    check.expect(page.evaluate("history.length") == before, "each key is an entry of the history")
    page.wait_for_timeout(1600)
    check.expect(len(page.evaluate("said")) == 1, f"screen readers are told {page.evaluate('said')}")
    # No search amid what an input method composes.
    page.evaluate("""() => { const field = document.querySelector('[name=q]'); field.dispatchEvent(new CompositionEvent('compositionstart'));
      field.value = 'dangke'; field.dispatchEvent(new InputEvent('input', {isComposing: true})); }""")
    page.wait_for_timeout(400)
    check.expect("dangke" not in page.url, "searched amid composition")
    page.evaluate("() => { const f = document.querySelector('[name=q]'); f.value = '党课'; f.dispatchEvent(new CompositionEvent('compositionend')); f.dispatchEvent(new InputEvent('input')); }")
    settled(page, "党课")
    check.expect(page.evaluate(FOUND) == [check.root + url for url in check.index.grep("党课")][:10], "composed: other results")
    page.context.close()


def history(check):
    """Back and forward lead through queries, pages and filters; an address that was shared shows the same."""
    page = check.search()
    settled(page)
    field = page.locator("[name=q]")
    field.fill("党员")
    field.press("Enter")
    settled(page, "党员")
    first = page.evaluate(FOUND)
    page.locator(".pager a[rel=next]").click()
    page.wait_for_function("() => location.search.includes('page=2')")
    page.wait_for_function(f"first => ({FOUND})()[0] !== first", arg=first[0])
    settled(page)
    second = page.evaluate(FOUND)
    check.expect(second == [check.root + url for url in check.index.grep("党员")][10:20], "the second page has other results")
    shared = page.url
    field.fill("党课")
    field.press("Enter")
    settled(page, "党课")
    third = page.evaluate(FOUND)
    page.go_back()
    settled(page, "党员")
    page.wait_for_function(f"wanted => JSON.stringify(({FOUND})()) === JSON.stringify(wanted)", arg=second)
    check.expect(field.input_value() == "党员" and page.url == shared, f"back: {field.input_value()} at {page.url}")
    page.go_back()
    page.wait_for_function(f"wanted => JSON.stringify(({FOUND})()) === JSON.stringify(wanted)", arg=first)
    page.go_forward()
    page.go_forward()
    page.wait_for_function(f"wanted => JSON.stringify(({FOUND})()) === JSON.stringify(wanted)", arg=third)
    check.expect(field.input_value() == "党课", f"forward: {field.input_value()}")
    # To a result and back.
    page.locator(".found .entry-title").first.click()
    page.wait_for_load_state("load")
    page.go_back()
    page.wait_for_function(f"wanted => JSON.stringify(({FOUND})()) === JSON.stringify(wanted)", arg=third)
    page.goto("about:blank")
    page.goto(shared)
    settled(page)
    check.expect(page.evaluate(FOUND) == second, "a shared address shows other results")
    page.context.close()


def shortcut(check, address):
    """A stroke leads to the field from every page, but not while another field is used; the form works without a script."""
    page = check.open(address)
    page.keyboard.press("/")
    check.expect(page.evaluate("document.activeElement.name") == "q", f"{address}: / does not lead to the field")
    page.keyboard.type("党课")
    page.keyboard.press("/")
    check.expect(page.evaluate("document.activeElement.value") == "党课/", f"{address}: / cannot be typed into the field")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    settled(page, "党课")
    check.expect(page.evaluate(FOUND) == [check.root + url for url in check.index.grep("党课")][:10], f"{address}: the box finds something else")
    page.locator("h1").click()
    page.keyboard.press("/")
    check.expect(page.evaluate("document.activeElement.name") == "q", "search: / does not lead to the field")
    page.context.close()
    page = check.open(address, width=360)
    page.keyboard.press("/")
    page.wait_for_url("**/search/**")
    page.go_back()
    page.locator(".search a").click()
    page.wait_for_url("**/search/**")
    page.context.close()


def marks(check):
    """A result leads to its page, where each hit is marked and the first is seen; Escape and the button take the marks away."""
    done = 0
    for line in check.index.lines():
        found = check.index.grep(line)
        if not found or " " in line or done == 12:
            continue
        done += 1
        term, before = check.index.fold(line), None
        page = check.search({"q": line})
        settled(page)
        link = page.locator(".found .entry-title").first
        check.expect(page.locator(".found mark").count() > 0, f"{line!r}: nothing is marked among the results")
        check.expect(check.index.fold("".join(page.locator(".found-text").first.locator("mark").all_inner_texts()) or line).startswith(term[:1]), f"{line!r}: something else is marked")
        link.click()
        page.wait_for_selector("main mark")
        marked = [check.index.fold(text) for text in page.evaluate("""() => { const all = []; let last; for (const m of document.querySelectorAll('main mark')) {
          const r = document.createRange(); if (last) { r.setStartAfter(last); r.setEndBefore(m); }
          if (last && !r.toString()) all[all.length - 1] += m.textContent; else all.push(m.textContent); last = m; } return all; }""")]
        check.expect(all(m.replace(" ", "") in (term * 9).replace(" ", "") or m.startswith(term) for m in marked), f"{line!r}: marked on the page: {marked[:4]}")
        seen = page.evaluate("(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector('main mark').getBoundingClientRect())")
        check.expect(seen, f"{line!r}: the first mark is not seen")
        if done % 2:
            page.keyboard.press("Escape")
        else:
            page.locator(".hits").click()
        check.expect(page.locator("main mark:not(.prose > p > mark)").count() == 0 and page.locator(".hits").count() == 0, f"{line!r}: the marks stay")
        check.expect("#" not in page.url, f"{line!r}: the address keeps its end: {page.url}")
        page.context.close()
    check.expect(done > 5, f"only {done} pages with marks")


def broken(check):
    """A file that is missing, cut or no file of the index is named, with a way to try again; and then the search goes on."""
    line = next(line for line in check.index.lines() if len(check.index.grep(line)) > 1 and len(line) > 1 and " " not in line)
    wanted = [check.root + url for url in check.index.grep(line)][:10]
    ways = {"missing": lambda route: route.fulfill(status=404, body=""), "empty": lambda route: route.fulfill(body=b""),
            "another": lambda route: route.fulfill(body="<!DOCTYPE html><title>404</title>", content_type="text/html"), "unreachable": lambda route: route.abort()}
    def cut(route):
        body = route.fetch().body()
        route.fulfill(body=body[:-1])
    ways["cut"] = cut
    for what, pattern in {"about.json": "**/about.json", "fold": "**/fold-*", "shard": "**/search/*/g/**", "text": "**/search/*/t/**"}.items():
        for how, answer in ways.items():
            page = check.search({"q": line}, errors=False, routes={pattern: answer})
            check.expect("wrong" in settled(page).split(), f"{what} {how}: not told")
            name = page.locator("[data-part=file]").inner_text()
            check.expect(name.startswith("search/") and re.fullmatch(".*" + {"shard": "/g/.*", "text": "/t/.*", "fold": "fold-.*"}.get(what, what), name), f"{what} {how}: {name!r} is named")
            page.unroute(pattern)
            page.locator("[data-part=retry]").click()
            page.wait_for_function(f"wanted => JSON.stringify(({FOUND})()) === JSON.stringify(wanted)", arg=wanted)
            check.expect(not page.locator("[data-part=wrong]").is_visible(), f"{what} {how}: the message stays")
            page.context.close()


def hostile(check):
    """Queries that no person types, and titles with markup."""
    page = check.search()
    settled(page)
    for line, part in (("党" * 10000, "nothing"), ("-" * 300, "help"), ("\"" * 301, "help"), ("- “” - ”", "help"), ("<b>&amp;", None), ("%", "help"), ("a" * 10000, "nothing"), (" ".join("党员学习") * 40, None)):
        page.locator("[name=q]").fill(line)
        page.locator("[name=q]").press("Enter")
        page.wait_for_timeout(100)
        state = settled(page)
        check.expect(part is None and "wrong" not in state or state == part, f"{line[:20]!r} leads to {state}")
        check.expect(page.locator("[data-part=cut]").is_visible() == (len(line) >= 10000), f"{line[:20]!r}: a cut is told: {len(line) < 10000}")
    for line in ("\\ud800", "党\\udc00员", "\\ud83d\\ud83d"):
        page.evaluate(f"() => {{ const f = document.querySelector('[name=q]'); f.value = '{line}'.replace(/\\\\u/g, ''); f.value = JSON.parse('\"{line}\"'); f.dispatchEvent(new InputEvent('input')); }}".replace("\\\\", "\\"))
        page.wait_for_timeout(300)
        check.expect("wrong" not in settled(page), f"{line}: an unpaired surrogate is a fault")
    page.context.close()
    bad = "<img src=x onerror=alert(1)><script>window.broken = 1</script>"

    def spoil(route):
        entry = route.fetch().json()
        entry["title"], entry["kind"], entry["text"] = bad, bad, [bad + check_line + bad]
        route.fulfill(json=entry)
    check_line = "党员"
    page = check.search({"q": check_line}, routes={"**/search/*/t/**": spoil})
    settled(page)
    check.expect(page.locator(".found .entry-title").first.inner_text() == bad, "markup in a title is not shown as it is")
    check.expect(page.evaluate("window.broken") is None and page.locator(".found img, .found script").count() == 0, "markup in a title is markup")
    page.context.close()


def slow_line(check):
    """400 kbit/s and 300 ms: it says that it is working, and the first results are there 3 seconds after the page."""
    context = check.browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    serve_icons(page, check.site)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {"offline": False, "latency": 300, "downloadThroughput": 50000, "uploadThroughput": 50000})
    page.add_init_script("""addEventListener('DOMContentLoaded', () => { const working = document.querySelector('[data-part=working]'), list = document.querySelector('[data-part=list]');
      window.times = {page: performance.now()}; const look = () => { if (!working.hidden && !times.working) times.working = performance.now();
        if (list.querySelector('a') && !times.first) times.first = performance.now(); if (list.querySelectorAll('a').length == list.children.length && list.children.length && !times.all) times.all = performance.now(); };
      new MutationObserver(look).observe(document.querySelector('.found'), {subtree: true, childList: true, attributes: true}); });""")
    page.goto(check.root + "search/?" + urllib.parse.urlencode({"q": "党员"}), wait_until="commit")
    page.wait_for_function("() => window.times && times.all", timeout=30000)
    times = page.evaluate("times")
    print(f"slow line: working after {times.get('working', 0) - times['page']:.0f} ms, first results after {times['first'] - times['page']:.0f} ms, all ten after {times['all'] - times['page']:.0f} ms")
    check.expect("working" in times, "a slow line: nothing says that the search is working")
    check.expect(times["first"] - times["page"] <= 3000, f"a slow line: first results after {times['first'] - times['page']:.0f} ms")
    context.close()


def without_script(check):
    for name, options in (("off", {"java_script_enabled": False}), ("blocked", {"routes": {"**/*.js*": lambda route: route.abort()}, "errors": False})):
        page = check.search({"q": "党员"}, width=360, **options)
        page.wait_for_timeout(0 if name == "off" else 4300)
        check.expect(page.locator("[data-part=without]").is_visible(), f"scripts {name}: nothing says what to do")
        check.expect(page.locator("[data-part=without] a").count() > 3, f"scripts {name}: no ways are named")
        page.context.close()


def looks(check, folder):
    """No page too wide, nothing for axe-core to say, the form not printed; light, dark and large, phone and desktop, with results and without."""
    axe, options = Axe(), {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    for width in (360, 1280):
        for scheme in ("light", "dark"):
            for elder in (False, True):
                for name, query in (("results", {"q": "党员"}), ("help", {}), ("nothing", {"q": "查无此句"})):
                    page = check.search(query, width=width, color_scheme=scheme, reduced_motion="reduce")
                    if elder:
                        page.locator("[data-elder=elder]").click()
                    settled(page)
                    where = f"search with {name} at {width} px, {scheme}{', large' if elder else ''}"
                    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                    check.expect(wide <= 0, f"{where}: {wide} px too wide")
                    violations = axe.run(page, options=options).response["violations"]
                    for violation in violations:
                        nodes = violation["nodes"]
                        check.faults.append(f"{where}: axe: {violation['id']}: {len(nodes)} times: {nodes[0]['html'][:120]}")
                    check.done += 1
                    if folder:
                        page.screenshot(path=folder / f"search-{name}-{width}-{scheme}{'-large' if elder else ''}.png", full_page=True)
                    page.emulate_media(media="print")
                    check.expect(not page.locator(".find").is_visible(), f"{where}: the form is printed")
                    page.context.close()


def attempt(check, name, run):
    """Runs a check; what it waits for in vain is a fault, and the others go on."""
    try:
        run(check)
    except Error as error:
        line = error.__traceback__
        while line.tb_next and "search.py" in line.tb_next.tb_frame.f_code.co_filename:
            line = line.tb_next
        check.faults.append(f"{name}, line {line.tb_lineno}: {str(error).splitlines()[0]}")


def in_firefox(root, index, faults):
    """The same results in another browser, typed and shared; marks on a page."""
    done, page = 0, root + ("search/index.html" if root.startswith("file:") else "search/")

    def expect(is_right, what):
        nonlocal done
        done += 1
        if not is_right:
            faults.append("firefox: " + what)
    with firefox() as browser:
        browser.size(390, 844)

        def wait(expression):
            for _ in range(100):
                if browser.run(f"Boolean({expression})"):
                    return True
                time.sleep(.1)
            return False
        for line in index.lines()[:12]:
            browser.open(page + "?" + urllib.parse.urlencode({"q": line}))
            wanted = [root + url for url in index.grep(line)][:10]
            wait(f"({STATE})()")
            found = browser.run(f"({FOUND})()")
            expect(found == wanted, f"{line!r}: {len(found)} documents and not {len(wanted)}")
        browser.open(page)
        wait("document.activeElement.name == 'q'")
        browser.key(*"党课")
        wanted = [root + url for url in index.grep("党课")][:10]
        expect(wait(f"JSON.stringify(({FOUND})()) === {json.dumps(json.dumps(wanted, ensure_ascii=False, separators=(',', ':')))}"), "typed: other results")
        browser.open(root + index.grep("党课")[0] + "#q=" + urllib.parse.quote("党课"))
        expect(wait("document.querySelector('main mark')"), "nothing is marked on a page")
        logged = [event["params"] for event in browser.events if event.get("method") == "log.entryAdded"]
    faults += [f"firefox: console: {entry['text'][:200]}" for entry in logged if entry["level"] in ("error", "warn") and "icon" not in entry["text"]]
    return done


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("site", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path)
    parser.add_argument("--folder", type=pathlib.Path, help="a site with `links: file`")
    parser.add_argument("--only", help="the names of the checks to run, separated by commas")
    options = parser.parse_args()
    if options.screenshots:
        options.screenshots.mkdir(parents=True, exist_ok=True)
    index, faults, done = Index(options.site), [], 0
    pages = pages_of_every_kind(options.site)
    every = {
        "grep": finds_what_a_grep_finds, "filters": filters, "typing": typing, "history": history, "shortcut": lambda c: shortcut(c, pages["notice"]),
        "marks": marks, "broken": broken, "hostile": hostile, "slow": slow_line, "without": without_script, "looks": lambda c: looks(c, options.screenshots),
    }
    chosen = options.only.split(",") if options.only else [*every, "firefox", "folder"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files=false"])
        with serve(options.site, policy=POLICY) as host:
            check = Check(browser, host + MOUNT, options.site, index)
            for name, run in every.items():
                if name in chosen:
                    attempt(check, name, run)
            faults, done = check.faults, check.done
            if "firefox" in chosen:
                done += in_firefox(host + MOUNT, index, faults)
        if options.folder and "folder" in chosen:
            check = Check(browser, options.folder.resolve().as_uri() + "/", options.folder, Index(options.folder))
            for run in (finds_what_a_grep_finds, filters, typing, history):
                attempt(check, run.__name__, run)
            faults += [f"from a folder: {fault}" for fault in check.faults]
            done += check.done
            if "firefox" in chosen:
                done += in_firefox(check.root, check.index, faults)
        browser.close()
    for fault in dict.fromkeys(faults):
        print(fault)
    print(f"search: {len(index.documents)} documents, {done} checks, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
