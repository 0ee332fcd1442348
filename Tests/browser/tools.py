#!/usr/bin/env python3
"""tools.py SITE [--all]

Clicks the tools of pages in headless Chromium, under a strict content security policy: text size, printing, copying, the QR code,
reading aloud, light and dark, the large version (长辈版). Fails where one does not do what it says, is not remembered on the next page,
moves what was laid out, or is shown where it cannot work; where a key cannot reach one; where the large version has small text or
targets, two columns or a contrast below 7 : 1; where a first view takes more than 5 requests or 20 kB without pictures. One page of
every kind is opened in the large version, or with --all every page."""
import argparse
import gzip
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from elder import SIZES
from serve import MOUNT, pages_of_every_kind, serve, serve_icons

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src *; media-src 'self'; connect-src 'self'; form-action 'self'"
# Shifts of the layout from the start on, those after a click too.
SHIFTS = """window.shifts = 0; new PerformanceObserver(list => list.getEntries().forEach(e => shifts += e.value))
  .observe({type: 'layout-shift', buffered: true});"""
SPEECH = """class Utterance { constructor(text) { this.text = text; } }
  const speech = {spoken: [], voices: [], getVoices() { return this.voices; }, cancel() { this.cancelled = true; },
    speak(u) { this.cancelled = false; this.spoken.push(u); }};
  Object.defineProperty(window, 'SpeechSynthesisUtterance', {value: Utterance});
  Object.defineProperty(window, 'speechSynthesis', {value: speech});"""


class Check:
    """A browser on a site, and what was found wrong with it."""

    def __init__(self, browser, host, site):
        self.browser, self.host, self.root, self.site = browser, host, host + MOUNT, site
        self.faults, self.done = [], 0

    def expect(self, is_right, what):
        self.done += 1
        if not is_right:
            self.faults.append(what)

    def open(self, address, width=390, scripts=(), late=False, **options):
        """A page in a context of its own, with scripts that run before its own; with `late` its own come after it is drawn."""
        context = self.browser.new_context(viewport={"width": width, "height": 844}, **options)
        for script in (SHIFTS, *scripts):
            context.add_init_script(script)
        page = context.new_page()
        serve_icons(page, self.site)
        page.on("console", lambda m: self.faults.append(f"{address}: {m.text}") if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.faults.append(f"{address}: {error}"))
        if late:
            def hold(route):
                page.wait_for_timeout(400)
                route.continue_()
            page.route("**/tools*.js", hold)
        page.goto(self.address(address), wait_until="load")
        return page

    def address(self, address):
        path, mark, place = address.partition("#")
        return self.root + urllib.parse.quote(path) + mark + place


def tool(page, name):
    return page.locator(f"[data-tool={name}]")


def size(page):
    return page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")


def ground(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def steady(check, page, what, after=lambda: None):
    """A shift that a page causes comes at each visit, and after what is done there again. On a busy machine the browser may also
    draw a page of which it has parsed a part, such as a mark without its word, and then one visit differs from the next."""
    for _ in range(3):
        page.wait_for_timeout(100)
        shifts = page.evaluate("shifts")
        if shifts == 0:
            break
        page.reload(wait_until="load")
        after()
    check.expect(shifts == 0, f"{what}: the layout shifts by {shifts:.4f}")


def without_scripts(check, address):
    """Only what works is shown: the link to the large version and, where there is one, that to the code."""
    page = check.open(address, java_script_enabled=False)
    shown = [e.inner_text() for e in page.locator("button").all() if e.is_visible()]
    check.expect(not shown, f"{address} without scripts: shown buttons: {shown}")
    page.locator("[data-elder=elder]").click()
    check.expect(page.url.endswith("#elder"), f"{address} without scripts: the large version is {page.url}")
    context = check.browser.new_context(viewport={"width": 390, "height": 844})
    large = context.new_page()
    large.route("**/*.js", lambda route: route.abort())
    large.goto(page.url)
    check.expect(size(large) == 24, f"{address} without scripts: the large version has text of {size(large)} px")
    check.expect(large.locator("[data-elder='']").is_visible() and not large.locator("[data-elder=elder]").is_visible(),
                 f"{address} without scripts: no way back from the large version")
    large.locator("[data-elder='']").click()
    check.expect(size(large) == 18, f"{address} without scripts: the way back leads to text of {size(large)} px")
    context.close()
    page.context.close()


def sizes_of_text(check, address, next_address, width):
    where = f"{address} at {width} px"
    page = check.open(address, width, late=True)
    steady(check, page, where + ", loaded")
    check.expect(size(page) == 18, f"{where}: text of {size(page)} px at first")
    check.expect(tool(page, "smaller").get_attribute("aria-disabled") == "true", f"{where}: smaller text than the usual is offered")
    seen = []
    for _ in range(4):
        tool(page, "larger").click(force=True)
        seen.append(size(page))
    check.expect([round(s, 1) for s in seen] == [20.7, 23.4, 27, 27], f"{where}: larger text: {seen}")
    check.expect(tool(page, "larger").get_attribute("aria-disabled") == "true", f"{where}: text larger than the largest is offered")
    tool(page, "smaller").click()
    check.expect(round(size(page), 1) == 23.4, f"{where}: smaller text: {size(page)}")
    # Remembered on the next page, before it is drawn.
    page.goto(check.address(next_address), wait_until="load")
    check.expect(round(size(page), 1) == 23.4, f"{where}: the text size is not remembered: {size(page)}")
    steady(check, page, where + ", the next page with larger text")
    # And on one that comes back from memory.
    page.go_back()
    check.expect(round(size(page), 1) == 23.4, f"{where}: the text size after going back: {size(page)}")
    page.context.close()


def colours(check, address, next_address):
    page = check.open(address, color_scheme="light")
    light = ground(page)
    tool(page, "scheme").nth(2).click()
    dark = ground(page)
    check.expect(dark != light, f"{address}: dark is not dark")
    page.goto(check.address(next_address))
    check.expect(ground(page) == dark, f"{next_address}: dark is not remembered")
    pressed = page.locator("[data-tool=scheme][aria-pressed=true]")
    check.expect(pressed.count() == 1 and pressed.get_attribute("value") == "dark", f"{next_address}: dark is not marked")
    tool(page, "scheme").nth(0).click()
    check.expect(ground(page) == light, f"{next_address}: the system's colours are {ground(page)}")
    page.emulate_media(color_scheme="dark")
    check.expect(ground(page) == dark, f"{next_address}: the system's dark is not followed")
    tool(page, "scheme").nth(1).click()
    check.expect(ground(page) == light, f"{next_address}: light is not light where the system is dark")
    page.emulate_media(media="print")
    check.expect(ground(page) in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"), f"{next_address}: paper is {ground(page)}")
    page.context.close()


def large_version(check, address, next_address):
    page = check.open(address)
    page.locator("[data-elder=elder]").click()
    check.expect(size(page) == 24 and "#" not in page.url, f"{address}: the large version has {size(page)} px at {page.url}")
    check.expect(page.evaluate("document.activeElement.dataset.elder") == "", f"{address}: the focus is lost at the switch")
    page.goto(check.address(next_address))
    check.expect(size(page) == 24, f"{next_address}: the large version is not remembered")
    steady(check, page, f"{next_address} in the large version")
    page.locator("[data-elder='']").click()
    check.expect(size(page) == 18, f"{next_address}: the standard version has {size(page)} px")
    # An address of the large version, as one without scripts gives it.
    page.goto(check.address(address + "#elder"))
    check.expect(size(page) == 24, f"{address}#elder has text of {size(page)} px")
    page.locator("[data-elder='']").click()
    check.expect(size(page) == 18, f"{address}#elder: the standard version has {size(page)} px")
    page.goto(check.address(next_address))
    check.expect(size(page) == 18, f"{next_address}: the standard version is not remembered")
    page.context.close()


def storage_closed(check, address):
    closed = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('closed', 'SecurityError'); }});"
    page = check.open(address, scripts=[closed])
    tool(page, "larger").click()
    check.expect(round(size(page), 1) == 20.7, f"{address} without storage: text of {size(page)} px")
    page.locator("[data-elder=elder]").click()
    check.expect(round(size(page), 1) == 27.6, f"{address} without storage: the large version has {size(page)} px")
    page.context.close()


def printing(check, address):
    page = check.open(address, scripts=["window.printed = 0; window.print = () => printed++;"])
    tool(page, "print").click()
    check.expect(page.evaluate("printed") == 1, f"{address}: the button does not print")
    page.emulate_media(media="print")
    shown = page.evaluate("""() => [...document.querySelectorAll('button, .tools, .looks, .look')]
      .filter(e => getComputedStyle(e).display !== 'none' && e.offsetParent).map(e => e.outerHTML.slice(0, 60))""")
    check.expect(not shown, f"{address}: printed: {shown}")
    page.context.close()


def copying(check, address, plain_host):
    canonical = None
    page = check.open(address, permissions=["clipboard-read", "clipboard-write"])
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    word = tool(page, "copy").inner_text()
    tool(page, "copy").click()
    page.wait_for_function("w => document.querySelector('[data-tool=copy]').textContent !== w", arg=word)
    check.expect(page.evaluate("navigator.clipboard.readText()") == canonical, f"{address}: another address is copied")
    page.wait_for_function("w => document.querySelector('[data-tool=copy]').textContent === w", arg=word, timeout=6000)
    page.context.close()
    # Plain http, where there is no clipboard for scripts: what is selected is copied, or stays selected.
    for works in (True, False):
        listen = "document.addEventListener('copy', () => window.copied = document.activeElement.value, true);"
        page = check.open(address, scripts=[listen if works else "document.execCommand = () => false;"])
        page.goto(check.address(address).replace("127.0.0.1", plain_host))
        check.expect(page.evaluate("!isSecureContext && !navigator.clipboard"), f"{plain_host} is a secure context")
        tool(page, "copy").click()
        field = page.locator(".tools input")
        if works:
            check.expect(page.evaluate("window.copied") == canonical and field.count() == 0, f"{address} over http: nothing is copied")
            check.expect(tool(page, "copy").inner_text() != word, f"{address} over http: the button does not say that it copied")
        else:
            chosen = page.evaluate("(() => { const f = document.activeElement; return f.value.slice(f.selectionStart, f.selectionEnd); })()")
            check.expect(field.is_visible() and chosen == canonical, f"{address} over http: the address is not selected: {chosen!r}")
        page.context.close()


def decode(png):
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        file.write(png)
        file.flush()
        found = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file.name], capture_output=True, text=True)
    return found.stdout.strip()


def codes(check):
    """Every code is read by another program, and says the address of its page; in dark and forced colours too, and on paper."""
    paths = [p for p in sorted(check.site.rglob("index.html")) if 'class="qr-code"' in p.read_text("utf-8")]
    check.expect(len(paths) > 10, f"only {len(paths)} pages have a code")
    for number, path in enumerate(paths):
        address = path.parent.relative_to(check.site).as_posix() + "/"
        looks = [{}] if number else [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}]
        for look in looks:
            # What takes pictures adds styles of its own.
            page = check.open(address, bypass_csp=True, reduced_motion="reduce", **look)
            page.locator(".tools a[href='#qr']").click()
            check.expect(page.evaluate("(() => { const r = document.querySelector('.qr-code').getBoundingClientRect(); "
                                       "return r.top >= 0 && r.bottom <= innerHeight; })()"), f"{address}: the link does not lead to the code")
            read = decode(page.locator(".qr-code").screenshot())
            canonical = page.locator("link[rel=canonical]").get_attribute("href")
            check.expect(read == canonical, f"{address} {look}: the code says {read!r}")
            if not number and not look:
                page.emulate_media(media="print")
                check.expect(decode(page.locator(".qr-code").screenshot()) == canonical, f"{address}: the printed code cannot be read")
            page.context.close()


def reading(check, address):
    """Speech is a stand-in, since browsers without a screen have no voices."""
    page = check.open(address)
    check.expect(not tool(page, "read").is_visible(), f"{address}: reading is offered without a voice")
    page.context.close()
    page = check.open(address, scripts=["Object.defineProperty(window, 'speechSynthesis', {value: undefined});"])
    check.expect(not tool(page, "read").is_visible(), f"{address}: reading is offered without speech")
    page.context.close()
    for voice in ("en-US", "zh-TW", "zh_CN", "cmn-Hans-CN"):
        page = check.open(address, scripts=[SPEECH + f"speech.voices = [{{lang: '{voice}'}}];"])
        check.expect(tool(page, "read").is_visible() == (voice[0] != "e"), f"{address}: reading with a voice for {voice}")
        page.context.close()
    for marks in (True, False):
        page = check.open(address, scripts=[SPEECH, "" if marks else "delete window.Highlight;"])
        page.evaluate("speechSynthesis.voices = [{lang: 'zh-CN'}]; speechSynthesis.onvoiceschanged()")
        steady(check, page, f"{address} when voices come late")
        word = tool(page, "read").inner_text()
        tool(page, "read").click()
        spoken = "speechSynthesis.spoken.map(u => u.text)"
        marked = "CSS.highlights.get('reading') ? [...CSS.highlights.get('reading')].join('') : ''" if marks else "getSelection().toString()"
        title = page.locator("h1").last.inner_text()
        check.expect(page.evaluate(spoken)[0].strip() == title.replace("\n", ""), f"{address}: reads {page.evaluate(spoken)} first")
        for _ in range(3):
            page.evaluate("speechSynthesis.spoken[speechSynthesis.spoken.length - 1].onend({type: 'end'})")
        heard = page.evaluate(spoken)
        check.expect(len(heard) == 4 and re.sub(r"\s", "", heard[-1]) == re.sub(r"\s", "", page.evaluate(marked)),
                     f"{address}: reads {heard[-1]!r}, marks {page.evaluate(marked)!r}")
        tool(page, "read").click()
        check.expect(page.evaluate("speechSynthesis.cancelled") and tool(page, "read").inner_text() not in (word,), f"{address}: no pause")
        tool(page, "read").click()
        check.expect(page.evaluate(spoken)[-1] == heard[-1], f"{address}: goes on with {page.evaluate(spoken)[-1]!r}")
        tool(page, "stop").click()
        check.expect(page.evaluate("speechSynthesis.cancelled") and page.evaluate(marked) == "" and tool(page, "read").inner_text() == word
                     and not tool(page, "stop").is_visible(), f"{address}: does not stop")
        # The whole text is read, sentence by sentence.
        tool(page, "read").click()
        page.evaluate("for (let n = 0; n < 5000 && !speechSynthesis.cancelled; n++) speechSynthesis.spoken[speechSynthesis.spoken.length - 1].onend({type: 'end'})")
        read = re.sub(r"\W", "", "".join(page.evaluate(spoken)[len(heard) + 1:]))
        text = page.evaluate("""() => [...document.querySelectorAll('main h1, .recipients, .prose, .signature')].map(e => {
          const copy = e.cloneNode(true); copy.querySelectorAll('rt, rp, sup, svg').forEach(x => x.remove()); return copy.textContent; }).join('')""")
        check.expect(read == re.sub(r"\W", "", text), f"{address}: reads {len(read)} letters of {len(re.sub(chr(92) + 'W', '', text))}")
        longest = max(page.evaluate(spoken), key=len)
        check.expect(len(longest) < 200, f"{address}: a sentence of {len(longest)} letters: {longest[:40]}")
        page.context.close()


def from_a_folder(check, address):
    """The files work without a server."""
    context = check.browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.on("pageerror", lambda error: check.faults.append(f"{address} from a folder: {error}"))
    page.goto((check.site / address / "index.html").resolve().as_uri())
    tool(page, "larger").click()
    check.expect(round(size(page), 1) == 20.7, f"{address} from a folder: text of {size(page)} px")
    page.locator("[data-elder=elder]").click()
    check.expect(round(size(page), 1) == 27.6, f"{address} from a folder: the large version has {size(page)} px")
    context.close()


def keyboard(check, address):
    """The Tab key reaches menu, tools and tables in the order of the page, and each shows that it has the focus."""
    page = check.open(address)
    focused = """() => { const e = document.activeElement, s = getComputedStyle(e);
      return {name: e.dataset.tool || (e.dataset.elder !== undefined ? 'elder' : e.className || e.tagName), text: e.textContent.trim().slice(0, 12),
        ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2}; }"""
    walk = []
    for _ in range(40):
        page.keyboard.press("Tab")
        walk.append(page.evaluate(focused))
        if walk[-1]["name"] == "SUMMARY" and len(walk) < 6:
            page.keyboard.press("Enter")
            check.expect(page.locator(".menu a").first.is_visible(), f"{address}: Enter does not open the menu")
            page.keyboard.press("Enter")
    names = [step["name"] for step in walk]
    wanted = ["skip", "brand", "elder", "SUMMARY", "smaller", "larger", "print", "copy"]
    reached = [name for name in names if name in wanted]
    check.expect(reached[:len(wanted)] == wanted, f"{address}: Tab reaches {names}")
    blind = [step for step in walk if not step["ring"] and not step["name"].startswith("kind-")]
    check.expect(not blind, f"{address}: no ring around {blind[:3]}")
    if page.locator(".table-wide").count():
        check.expect("table-wide" in names, f"{address}: Tab does not reach the table: {names}")
    # A tool works with the keyboard alone.
    tool(page, "larger").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    check.expect(round(size(page), 1) == 23.4, f"{address}: keys make text of {size(page)} px")
    page.context.close()


def large_version_of(check, addresses, every):
    """Figures of the large version, and axe-core's look at its contrast, light and dark."""
    axe, options = Axe(), {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": ["color-contrast-enhanced", "color-contrast", "target-size"]}}
    for width in (390, 1280) if every else (320, 390, 1280):
        for scheme in ("light", "dark"):
            context = check.browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce")
            context.add_init_script("try { localStorage.setItem('branchpress-view', 'elder'); } catch (e) {}")
            page = context.new_page()
            for address in addresses:
                page.goto(check.address(address), wait_until="load")
                where = f"{address or 'home'} in the large version at {width} px, {scheme}"
                switch = page.locator(".menu-switch summary")
                if switch.count() and switch.is_visible():
                    switch.click()
                if scheme == "light":
                    for name, found in page.evaluate(SIZES).items():
                        check.expect(not found, f"{where}: {name}: {found if isinstance(found, int) else found[:3]}")
                for violation in axe.run(page, options=options).response["violations"]:
                    nodes = violation["nodes"]
                    check.expect(False, f"{where}: {violation['id']}: {len(nodes)} times: {nodes[0]['html'][:120]}")
                check.done += 1
            context.close()


def first_views(check, pages):
    """The requests and bytes of a first view without pictures, compressed as hosts do it."""
    for kind, address in pages.items():
        page, sizes = check.browser.new_page(), {}
        page.on("response", lambda response: sizes.setdefault(response.url, len(gzip.compress(response.body(), 6)))
                if response.request.resource_type in ("document", "stylesheet", "script", "font") else None)
        page.goto(check.address(address), wait_until="networkidle")
        total = sum(sizes.values())
        print(f"first view of {kind}: {len(sizes)} requests, {total / 1000:.1f} kB")
        # The aim is 20 kB; pages with a long list of feeds or meetings take more.
        # The page of the search has its script and style at once.
        requests, most = (7, 30_000) if kind == "search" else (5, 21_800)
        check.expect(len(sizes) <= requests and total <= most, f"first view of {kind}: {len(sizes)} requests, {total} bytes: {sizes}")
        page.close()
    css = (check.site / "assets/style.css").read_bytes()
    # The aim is 7 kB, which the calendar, the series, the views of sections and the box of the search exceed.
    check.expect(len(gzip.compress(css, 9)) <= 7_800, f"the style sheet takes {len(gzip.compress(css, 9))} bytes")
    # The viewer comes when a reader opens a picture, and the search when it is used.
    scripts = [path for path in sorted((check.site / "assets").glob("*.js")) if path.name not in ("viewer.js", "search.js")]
    brotli = [len(subprocess.run(["brotli", "-q", "11", "-c", path], capture_output=True, check=True).stdout) for path in scripts]
    print(f"style sheet: {len(gzip.compress(css, 9))} bytes (gzip); scripts: {sum(brotli)} bytes (brotli)")
    check.expect(sum(brotli) <= 4_000, f"the scripts take {brotli} bytes")
    search = len(subprocess.run(["brotli", "-q", "11", "-c", check.site / "assets/search.js"], capture_output=True, check=True).stdout)
    print(f"script of the search: {search} bytes (brotli)")
    check.expect(search <= 10_000, f"the script of the search takes {search} bytes")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("site", type=pathlib.Path)
    parser.add_argument("--all", action="store_true", help="open every page in the large version")
    options = parser.parse_args()
    pages = {kind: address for kind, address in pages_of_every_kind(options.site).items() if kind != "redirect"}
    every = [path.parent.relative_to(options.site).as_posix() for path in sorted(options.site.rglob("index.html"))
             if "<body class=\"kind-redirect\"" not in path.read_text("utf-8")]
    plain_host = "portal.example"
    with serve(options.site, policy=POLICY) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=[
            "--no-sandbox", "--disable-gpu", f"--host-resolver-rules=MAP {plain_host} 127.0.0.1"])
        check = Check(browser, host, options.site)
        notice, study = pages["notice"], pages["study"]
        for address in (notice, study, pages["home"]):
            without_scripts(check, address)
        for width in (390, 1280):
            sizes_of_text(check, notice, study, width)
            sizes_of_text(check, study, notice, width)
        colours(check, notice, pages["home"])
        large_version(check, notice, study)
        large_version(check, pages["home"], notice)
        storage_closed(check, notice)
        for address in (notice, study):
            printing(check, address)
            copying(check, address, plain_host)
            reading(check, address)
            keyboard(check, address)
        from_a_folder(check, notice)
        codes(check)
        first_views(check, pages)
        large_version_of(check, [a if a in ("", ".") else a + "/" for a in every] if options.all else list(pages.values()), options.all)
        browser.close()
    for fault in dict.fromkeys(check.faults):
        print(fault)
    print(f"page tools: {check.done} checks, {len(check.faults)} faults")
    sys.exit(1 if check.faults else 0)


if __name__ == "__main__":
    main()
