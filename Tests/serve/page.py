#!/usr/bin/env python3
"""page.py SITE [--screenshots DIR] [--only NAME] [--browser chromium|firefox]

Checks the script of pages under preview (Sources/CPreviewPage) in Chromium and Firefox, against the stand-in server of mock.py, which
shows a built site: updates without and with a reload, the scroll place, mistakes that come, are put aside and go, views, lost
connections, many tabs, strict content security policies, keys, screen readers, paper. Fails where a claim does not hold.

A claim is a function of a view of a browser (View), of the driver of a server and of Check; the driver of the real server has the methods
of mock.Mock."""
import argparse
import contextlib
import json
import pathlib
import shutil
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "browser"))

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, sync_playwright

from bidi import firefox
from mock import Mock

ROOT = "document.querySelector('branchpress-preview').shadowRoot"
PROBE = "getComputedStyle(document.documentElement).getPropertyValue('--probe').trim()"
MARK = "(document.querySelector('#probe-mark') || {}).textContent"
# Text below the edited one, by which the scroll place is measured.
PLACE = "[...document.querySelectorAll('.prose h2')][2].getBoundingClientRect().top"


def part(selector):
    return f"{ROOT}.querySelector({json.dumps(selector)})"


def shown(selector):
    return f"((e => !!e && e.getClientRects().length > 0)({part(selector)}))"


def text(selector):
    return f"((e => e && e.textContent)({part(selector)}))"


class Check:
    def __init__(self):
        self.done, self.faults, self.where = 0, [], ""

    def expect(self, is_right, what):
        self.done += 1
        if not is_right:
            self.faults.append(f"{self.where}: {what}")
            print(self.faults[-1], flush=True)


class View:
    """A tab of a browser, with few commands, which both browsers have."""

    def until(self, expression, seconds=6):
        """Whether the expression becomes true in time, over reloads."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with contextlib.suppress(Error, RuntimeError):
                if self.run(expression):
                    return True
            time.sleep(.01)
        return False

    def show(self, driver, address=None, settled=True):
        self.open(driver.base + (driver.page if address is None else address))
        self.until(shown(".bar"))
        if settled:
            # The page has fetched itself, to compare later ones with.
            self.run("new Promise(done => setTimeout(done, 500))")

    def click(self, selector, outer=ROOT):
        if outer == ROOT:
            self.until(shown(selector))
        x, y = self.run(f"(r => [r.left + r.width / 2, r.top + r.height / 2])({outer}.querySelector({json.dumps(selector)}).getBoundingClientRect())")
        self.press(x, y)


class ChromiumView(View):
    def __init__(self, context):
        self.context, self.tab, self.logged = context, context.new_page(), []
        self.tab.on("console", lambda message: self.logged.append(message.text + " " + message.location["url"]) if message.type in ("error", "warning") else None)
        self.tab.on("pageerror", lambda error: self.logged.append(str(error)))

    def open(self, address):
        self.tab.goto(address, wait_until="load")

    def run(self, expression):
        return self.tab.evaluate(f"async () => await ({expression})")

    def press(self, x, y):
        self.tab.mouse.click(x, y)

    def key(self, name):
        self.tab.keyboard.press(name)

    def size(self, width, height):
        self.tab.set_viewport_size({"width": width, "height": height})

    def another(self):
        return ChromiumView(self.context)

    def close(self):
        self.tab.close()


class FirefoxView(View):
    keys = {"Escape": "\ue00c", "Tab": "\ue004", "Enter": "\ue007"}

    def __init__(self, browser, tab=None):
        self.browser, self.tab = browser, tab or browser.tab

    def __getattr__(self, name):
        return getattr(self.browser, name)

    def at_this_tab(self, call, *arguments):
        self.browser.tab = self.tab
        return call(*arguments)

    def open(self, address):
        self.at_this_tab(self.browser.open, address)

    def run(self, expression):
        return self.at_this_tab(self.browser.run, expression)

    def size(self, width, height):
        self.at_this_tab(self.browser.size, width, height)

    def key(self, name):
        self.at_this_tab(self.browser.key, self.keys[name])

    def press(self, x, y):
        self.browser.send("input.performActions", context=self.tab, actions=[{"type": "pointer", "id": "mouse", "actions": [
            {"type": "pointerMove", "x": round(x), "y": round(y)}, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]}])
        self.browser.send("input.releaseActions", context=self.tab)

    def another(self):
        return FirefoxView(self.browser, self.browser.send("browsingContext.create", type="tab")["context"])

    def close(self):
        self.browser.send("browsingContext.close", context=self.tab)


# Claims that hold in both browsers.

def swaps_styles(view, driver, check):
    view.show(driver)
    view.run("(window.survivor = 1, scrollTo({top: 300, behavior: 'instant'}))")
    for colour, keeps in (("red", False), ("green", True), ("blue", True), ("black", False)):
        driver.restyle(colour, keeps_address=keeps)
        check.expect(view.until(f"{PROBE} === '{colour}'"), f"the style is not {colour} (same address: {keeps})")
        time.sleep(.4)
        check.expect(view.run("[window.survivor, scrollY]") == [1, 300], f"a style reloads the page (same address: {keeps})")
        check.expect(view.run("document.querySelectorAll('link[rel=stylesheet]').length") == 2, "old style sheets stay")
    check.expect(view.run(text(".status")) == "已更新", "an update is not told to screen readers")


def never_is_without_style(view, driver, check):
    view.show(driver)
    view.run("(() => { window.bare = 0; const ground = () => getComputedStyle(document.body).backgroundColor, usual = ground();"
             " const look = () => { if (ground() !== usual) window.bare++; requestAnimationFrame(look); }; look(); })()")
    for number in range(5):
        driver.restyle(f"rgb(1, 2, {number})", keeps_address=number % 2 == 0)
        check.expect(view.until(f"{PROBE} === 'rgb(1, 2, {number})'"), "the style is not swapped")
    check.expect(view.run("window.bare") == 0, "a page is without style while it is swapped")


def keeps_the_scroll_place(view, driver, check):
    for width in (360, 1280):
        view.size(width, 800)
        view.show(driver)
        view.run("scrollTo({top: 900, behavior: 'instant'})")
        before = view.run(PLACE)
        for mark, above in (("一", 0), ("二", 7), ("三", 1)):
            driver.edit(mark, above)
            check.expect(view.until(f"{MARK} === '{mark}' && document.readyState === 'complete'"), f"{width} px: the page does not show {mark}")
            time.sleep(.3)
            after = view.run(PLACE)
            check.expect(abs(before - after) <= 2, f"{width} px: the text moves by {after - before} px at {mark}")
        check.expect(view.until(text(".status") + " === '已更新'"), "an update is not told to screen readers")
        # At the top a page stays at the top, where the new text is.
        view.run("scrollTo({top: 0, behavior: 'instant'})")
        driver.edit("四", 3)
        check.expect(view.until(f"{MARK} === '四'") and view.run("scrollY") == 0, f"{width} px: the page leaves its top")
        # What was open stays open.
        if width == 360:
            view.run("document.querySelectorAll('main details > summary')[0].click()")
            driver.edit("五", 3)
            check.expect(view.until(f"{MARK} === '五' && document.querySelector('main details').open"), "an open part of the page is closed by a reload")
        driver.reset()


def ends_with_the_newest(view, driver, check):
    view.show(driver)
    view.run("scrollTo({top: 900, behavior: 'instant'})")
    before = view.run(PLACE)
    for number in range(100):
        driver.edit(f"第{number}次", number % 5)
        time.sleep(.004)
    driver.edit("最后一次", 2)
    check.expect(view.until(f"{MARK} === '最后一次'"), f"after a hundred edits the page shows {view.run(MARK)}")
    time.sleep(.5)
    view.run("window.survivor = 1")
    time.sleep(.7)
    check.expect(view.run(f"[window.survivor, {MARK}]") == [1, "最后一次"], "the page goes on reloading")
    check.expect(abs(view.run(PLACE) - before) <= 2, f"after a hundred edits the text moved by {view.run(PLACE) - before} px")
    for number in range(40):
        driver.restyle(f"rgb(4, 5, {number})", keeps_address=number % 3 == 0)
        time.sleep(.004)
    check.expect(view.until(f"{PROBE} === 'rgb(4, 5, 39)'"), f"after forty styles the page has {view.run(PROBE)}")
    check.expect(view.run("window.survivor") == 1, "quick changes of the style reload the page")


def is_not_reloaded_for_others(view, driver, check):
    """A change of another page."""
    view.show(driver, driver.other)
    view.run("window.survivor = 1")
    driver.edit("别的网页", 1)
    time.sleep(.8)
    check.expect(view.run("window.survivor") == 1, "a change of another page reloads this one")
    driver.restyle("red")
    check.expect(view.until(f"{PROBE} === 'red'") and view.run("window.survivor") == 1, "after a change of another page a style reloads this one")


def shows_mistakes(view, driver, check):
    view.show(driver)
    view.run("(window.survivor = 1, document.querySelector('main a').focus())")
    focused = view.run("document.activeElement.outerHTML")
    first = driver.break_(1)
    check.expect(view.until(part("dialog") + ".open"), "a mistake is not shown")
    check.expect(first in view.run(text(".list")), f"the list does not contain {first}")
    check.expect(view.run(f"{ROOT}.activeElement.id") == "title", "the focus does not go to the list")
    check.expect(view.run(part("dialog") + ".getBoundingClientRect().left >= 0 && document.documentElement.scrollWidth <= innerWidth"), "the list is too wide")
    view.key("Escape")
    check.expect(view.until(f"!{part('dialog')}.open"), "Escape does not put the list aside")
    check.expect(view.run("document.activeElement.outerHTML") == focused, "the focus does not come back")
    check.expect(view.run(text(".errors")) == "1 处错误" and view.run(shown(".errors")), f"no button stays: {view.run(text('.errors'))}")
    # The same mistake, met again by the next build and by the next page, stays aside; a new one comes up.
    driver.break_(1)
    time.sleep(.3)
    check.expect(not view.run(part("dialog") + ".open"), "the same mistake comes back")
    view.show(driver, driver.other, settled=False)
    time.sleep(.3)
    check.expect(not view.run(part("dialog") + ".open") and view.run(shown(".errors")), "the same mistake comes back on another page")
    view.click(".errors")
    check.expect(view.run(part("dialog") + ".open"), "the button does not open the list")
    view.click(".aside")
    check.expect(view.until(f"!{part('dialog')}.open"), "the button does not put the list aside")
    second = driver.break_(2)
    check.expect(view.until(part("dialog") + ".open") and second in view.run(text(".list")), "a new mistake does not come up")
    check.expect(view.run(f"{ROOT}.querySelectorAll('.problem').length") == 1, "a mistake that is gone is still listed")
    driver.mend()
    check.expect(view.until(f"!{part('dialog')}.open && !{shown('.errors')}"), "a mistake that was mended stays")
    check.expect(view.until(text(".status") + " === '错误已改正' || " + text(".status") + " === '已更新'"), f"mending is not told: {view.run(text('.status'))}")
    # Its first form again is new again.
    driver.break_(1)
    check.expect(view.until(part("dialog") + ".open"), "a mistake that was made again is not shown")
    driver.break_(1, 2)
    check.expect(view.until(f"{ROOT}.querySelectorAll('.problem').length === 2"), "the second of two mistakes is not listed")
    view.key("Escape")
    view.until(f"!{part('dialog')}.open")
    driver.break_(1)
    check.expect(view.until(text(".errors") + " === '1 处错误'") and not view.run(part("dialog") + ".open"), "the rest of the mistakes comes back")
    driver.break_(1, 2)
    check.expect(view.until(part("dialog") + ".open"), "a mistake that was made again beside another is not shown")
    driver.mend()
    check.expect(view.until(f"!{part('dialog')}.open"), "a mistake that was mended again stays")


def keeps_the_page_behind(view, driver, check):
    view.show(driver)
    view.run("window.survivor = 1")
    for number in range(1, 4):
        driver.break_(number)
    check.expect(view.until(part("dialog") + ".open"), "no mistake is shown")
    check.expect(view.run("window.survivor") == 1, "a mistake reloads the page")
    driver.edit("改好了", 1)
    driver.mend()
    check.expect(view.until(f"{MARK} === '改好了' && !{part('dialog')}.open"), "after mending the page is not up to date")


def stands_under_its_text(view, driver, check):
    """Marks are under what they mark, whatever the fonts; long lines can be scrolled to."""
    before, marked = "通报2026年上半年“党费”（1月至5月）收缴情况é，[明细表](", "2026年上半年党费.xlsx"
    width = lambda words: sum(2 if ord(c) > 0x2E7F else 1 for c in words)
    for size in (360, 1280):
        view.size(size, 800)
        view.show(driver, settled=False)
        driver.break_(text=f"{driver.file}:28:31: 错误：链接指向的文件不存在 [broken-link]\n  28 | {before}{marked})，请核对\n"
                           f"     | {' ' * width(before)}{'^' * width(marked)}\n  改法：是不是“files/2026-dues.xlsx”？\n")
        check.expect(view.until(shown("pre")), "no line of the file is shown")
        found = view.run(f"""(() => {{ const pre = {part('pre')}, all = []; const walk = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
          const line = pre.textContent.split('\\n')[0], from = line.indexOf({json.dumps(marked)}, line.indexOf('](')), to = from + {len(marked)};
          let at = 0, left = Infinity, right = 0;
          for (let node = walk.nextNode(); node && at < line.length; node = walk.nextNode()) for (let i = 0; i < node.length; i++, at++) if (at >= from && at < to) {{
            const range = document.createRange(); range.setStart(node, i); range.setEnd(node, i + 1);
            const box = (node.parentElement === pre ? range : node.parentElement).getBoundingClientRect(); left = Math.min(left, box.left); right = Math.max(right, box.right); }}
          const marks = pre.querySelector('b').getBoundingClientRect(); return [left - marks.left, right - marks.right, pre.scrollWidth > pre.clientWidth, pre.tabIndex, pre.textContent,
            marks.left >= pre.getBoundingClientRect().left - 1 && marks.left <= pre.getBoundingClientRect().right]; }})()""")
        check.expect(abs(found[0]) <= 1 and abs(found[1]) <= 1, f"{size} px: marks are {found[0]} and {found[1]} px beside their text")
        check.expect(found[3] == (0 if found[2] else -1), f"{size} px: a line that is cut cannot be scrolled with keys: {found}")
        check.expect(found[5], f"{size} px: the marks of a long line are out of sight")
        check.expect(found[4].split("\n")[0] == f"  28 | {before}{marked})，请核对", f"the line became {found[4]!r}")
        driver.mend()


def runs_no_markup(view, driver, check):
    view.show(driver)
    hostile = "<img src=x onerror='window.hit = 1'><script>window.hit = 1</script>&amp;"
    driver.break_(text=f"content/{hostile}.md:1:1: 错误：{hostile}\n  1 | {hostile}\n    | ^^^^\n  改法：{hostile}\n")
    check.expect(view.until(part("dialog") + ".open"), "no mistake is shown")
    time.sleep(.2)
    facts = view.run(f"[{text('.list')}.split({json.dumps(hostile)}).length, {ROOT}.querySelectorAll('img, script').length, window.hit === undefined]")
    check.expect(facts == [5, 0, True], f"markup of a message: {facts}")
    driver.mend()


def lists_warnings(view, driver, check):
    view.show(driver)
    view.run("window.survivor = 1")
    driver.warn([("warning", "content/a.md:1:1: 警告：一\n"), ("note", "content/b.md:1:1: 说明：二\n"), ("warning", "content/c.md:1:1: 警告：三\n")])
    check.expect(view.until(shown(".warnings")) and view.run(text(".warnings")) == "2 处警告，1 条说明", f"warnings: {view.run(text('.warnings'))}")
    check.expect(not view.run(part("dialog") + ".open"), "warnings open by themselves")
    view.click(".warnings")
    check.expect(view.run(part("dialog") + ".open") and view.run(f"[...{ROOT}.querySelectorAll('.problem')].map(e => e.textContent).join('|')")
                 == "content/a.md:1:1: 警告：一|content/c.md:1:1: 警告：三|content/b.md:1:1: 说明：二", "the list of warnings")
    driver.warn([])
    check.expect(view.until(f"!{part('dialog')}.open && !{shown('.warnings')}"), "warnings stay")
    driver.watching_fails("系统能监视的文件夹数量用完了：\n改法：运行 sysctl")
    check.expect(view.until(shown(".strip:not(.lost)")) and "sysctl" in view.run(text(".strip:not(.lost)")), "a problem with watching is not shown")
    check.expect(view.run("window.survivor") == 1, "warnings reload the page")


def tells_the_state(view, driver, check):
    view.show(driver, settled=False)
    check.expect(view.run(text(".state")) == "已发布" and view.run(f"{text('.file .start')} + {text('.file .start + span')}") == driver.file, "state and file of a document")
    driver.publish("draft")
    check.expect(view.until(text(".state") + " === '草稿，公众看不到'"), f"a draft: {view.run(text('.state'))}")
    driver.publish("planned", "2026-09-01")
    check.expect(view.until(text(".state") + " === '到 2026-09-01 发布'"), f"a scheduled document: {view.run(text('.state'))}")
    view.show(driver, "", settled=False)
    check.expect(not view.run(shown(".state")) and not view.run(shown(".file")), "the home page is a document")


def switches_views(view, driver, check):
    other = view.another()
    other.show(driver, driver.other)
    view.show(driver)
    view.run("scrollTo({top: 900, behavior: 'instant'})")
    before = view.run(PLACE)
    names = f"[...{ROOT}.querySelectorAll('.views > button')].map(e => e.getAttribute('aria-pressed')).join()"
    view.click(".view")
    check.expect(view.run(f"{shown('.views')} && {ROOT}.activeElement.textContent") == "全部稿件，含草稿" and view.run(names) == "true,false", "the choice of views")
    view.key("Escape")
    check.expect(not view.run(shown(".views")) and view.run(f"{ROOT}.activeElement.className") == "view", "Escape does not close the choice")
    view.run(f"[...{ROOT}.querySelectorAll('button')].forEach(e => e.focus())")
    check.expect(view.run("scrollY") == 900, f"focus in the bar moves the page to {view.run('scrollY')}")
    view.click(".view")
    view.click(".views > button:nth-of-type(2)")
    check.expect(view.until(text(".view") + " === '公众现在看到的'"), "the view of the public does not come")
    check.expect(view.run("document.cookie").endswith("=public"), f"the cookie is {view.run('document.cookie')}")
    time.sleep(.3)
    moved = view.run(f"[{PLACE} - {before}, scrollY]")
    check.expect(abs(moved[0]) <= 2, f"another view moves the text: {moved}")
    check.expect(other.until(text(".view") + " === '公众现在看到的'"), "another tab keeps its view")
    view.click(".view")
    view.run(f"{part('input')}.value = '2026-09-01'")
    view.click("form button")
    check.expect(view.until(text(".view") + " === '公众在 2026-09-01 看到的'"), f"the view of a day: {view.run(text('.view'))}")
    check.expect("=public@2026-09-01" in view.run("document.cookie"), f"the cookie is {view.run('document.cookie')}")
    view.click(".view")
    check.expect(view.run(part("input") + ".value") == "2026-09-01" and view.run(names) == "false,false", "the day is not the one shown")
    view.click(".views > button")
    check.expect(view.until(text(".view") + " === '全部稿件，含草稿'") and "branchpress-view" not in view.run("document.cookie"), f"the way back to all documents: {view.run(text('.view'))}, {view.run('document.cookie')}")
    other.close()


def follows(view, driver, check):
    view.show(driver, driver.other)
    driver.edit("跟着走", follow=True)
    check.expect(view.until(f"{MARK} === '跟着走'"), "the page does not follow")
    # A change just before, which the page still looks at, makes no difference; nor do many of the same document.
    view.show(driver, driver.other)
    driver.restyle("red")
    for number in range(60):
        driver.edit(f"接着走{number}", follow=True)
        time.sleep(.004)
    check.expect(view.until(f"{MARK} === '接着走59'"), "the page does not follow many changes")
    # It stays where a person goes afterwards.
    view.show(driver, driver.other)
    time.sleep(.5)
    check.expect(view.run("location.pathname").endswith(driver.other), "the page is taken back to the last change")
    # On the page itself it is an update as others.
    view.show(driver)
    view.run("scrollTo({top: 900, behavior: 'instant'})")
    before = view.run(PLACE)
    driver.edit("留在这里", above=4, follow=True)
    check.expect(view.until(f"{MARK} === '留在这里'"), "the followed page is not updated")
    time.sleep(.3)
    check.expect(abs(view.run(PLACE) - before) <= 2, "the followed page loses its place")


def tells_a_lost_connection(view, driver, check):
    view.show(driver)
    view.run("window.survivor = 1")
    driver.stop()
    check.expect(view.until(shown(".lost")) and "branchpress serve" in view.run(text(".lost")), "a lost connection is not told")
    time.sleep(2)
    driver.start()
    check.expect(view.until(f"!{shown('.lost')}"), "the connection does not come back")
    time.sleep(.5)
    check.expect(view.run("window.survivor") == 1, "a restart without a change reloads the page")
    driver.edit("重新连上")
    check.expect(view.until(f"{MARK} === '重新连上'"), "after a restart the page is not updated")
    time.sleep(.5)
    driver.stop()
    driver.edit("断开时改的")
    check.expect(view.until(shown(".lost")), "a lost connection is not told again")
    driver.start()
    check.expect(view.until(f"{MARK} === '断开时改的'"), "a change while there was no connection is not seen")


def updates_all_tabs(view, driver, check):
    tabs = [view] + [view.another() for _ in range(7)]
    for tab in tabs:
        tab.show(driver, settled=False)
    time.sleep(.5)
    check.expect(driver.count_streams() in (None, 1), f"eight tabs have {driver.count_streams()} streams")
    for mark in ("八页一", "八页二"):
        driver.edit(mark, 2)
        late = [number for number, tab in enumerate(tabs) if not tab.until(f"{MARK} === '{mark}'")]
        check.expect(not late, f"tabs {late} of eight do not show {mark}")
    # The first tab may go.
    tabs[1].close()
    view.open("about:blank")
    driver.edit("走了两页")
    late = [number for number, tab in enumerate(tabs[2:]) if not tab.until(f"{MARK} === '走了两页'")]
    check.expect(not late, f"when a tab was closed, {late} do not show the change")
    for tab in tabs[2:]:
        tab.close()


def works_on_pages_that_are_gone(view, driver, check):
    view.show(driver)
    driver.remove()
    check.expect(view.until("!document.querySelector('#probe-mark') && document.title.includes('404') || !document.querySelector('.prose h2')"), "a page that is gone stays")
    check.expect(view.until(shown(".bar")), "the page of a missing one has no bar")
    time.sleep(.4)
    driver.reset()
    check.expect(view.until("document.querySelectorAll('.prose h2').length > 2"), "a page that is there again does not come back")


def comes_back_from_memory(view, driver, check):
    view.show(driver)
    view.show(driver, driver.other)
    driver.edit("离开时改的")
    view.run("history.back()")
    check.expect(view.until(f"location.pathname.endsWith('{driver.page}') && {MARK} === '离开时改的'"), "after going back the page is old")
    driver.edit("回来后改的", follow=True)
    check.expect(view.until(f"{MARK} === '回来后改的'"), "after going back the page is not updated")
    time.sleep(.5)
    # Browsers decide by themselves which pages they keep; one that was kept gets these events.
    view.run("(window.survivor = 1, dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true})), 1)")
    time.sleep(.1)
    driver.edit("收在内存里时改的")
    time.sleep(.5)
    check.expect(view.run("window.survivor") == 1, "a page that is kept in memory is updated")
    view.run("(dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true})), 1)")
    check.expect(view.until(f"{MARK} === '收在内存里时改的'"), "a page that was kept in memory stays old")


def folds_away(view, driver, check):
    view.size(360, 800)
    view.show(driver, settled=False)
    for is_folded in (False, True):
        view.run("scrollTo({top: document.documentElement.scrollHeight, behavior: 'instant'})")
        room = view.run(f"{ROOT}.host.getBoundingClientRect().top - Math.max(...[...document.querySelectorAll('body a, body button')].map(e => e.getBoundingClientRect().bottom))")
        check.expect(room >= 0, f"the bar covers {-room} px of what the page has at its end (folded: {is_folded})")
        if not is_folded:
            view.click(".fold")
    check.expect(view.run(shown(".unfold")) and not view.run(shown(".view")), "the bar is not folded")
    check.expect(view.run(f"{ROOT}.activeElement.className") == "unfold", "the focus is lost when the bar is folded")
    view.show(driver, driver.other, settled=False)
    check.expect(view.run(shown(".unfold")) and not view.run(shown(".view")), "the next page forgets that the bar is folded")
    # Beside the button, clicks reach the page.
    box = view.run(part(".unfold") + ".getBoundingClientRect().toJSON()")
    check.expect(box["width"] < 90 and view.run(f"document.elementFromPoint(40, {box['top'] + 5}) !== {ROOT}.host"), "a folded bar is in the way")
    driver.break_(1)
    check.expect(view.until(part("dialog") + ".open"), "a folded bar hides mistakes")
    view.key("Escape")
    check.expect(view.until(f"!{part('dialog')}.open") and view.run(shown(".errors")), "a folded bar hides the button for mistakes")
    driver.mend()
    view.click(".unfold")
    check.expect(view.run(shown(".view")), "the bar does not unfold")
    view.show(driver, settled=False)
    check.expect(view.run(shown(".view")), "the next page forgets that the bar is unfolded")


def leaves_the_page_alone(view, driver, check):
    """Nothing of the page moves or changes, and the large version has a large bar."""
    view.show(driver, settled=False)
    measure = ("JSON.stringify([...document.querySelectorAll('body, body *')].filter(e => e.tagName !== 'SCRIPT').map(e => [e.outerHTML.length, e.getBoundingClientRect().toJSON()]))")
    size = view.run(f"parseFloat(getComputedStyle({part('.bar')}).fontSize)")
    with_bar = view.run(measure)
    view.run("document.querySelector('branchpress-preview').remove()")
    check.expect(view.run(measure) == with_bar, "the bar moves the page")
    view.open("about:blank")
    view.show(driver, driver.page + "#elder", settled=False)
    large = view.run(f"parseFloat(getComputedStyle({part('.bar')}).fontSize)")
    check.expect(size >= 14 and large >= 1.3 * size, f"text of {size} px, in the large version {large}")
    view.run("localStorage.removeItem('branchpress-view')")


def speaks_english(view, driver, check):
    driver.language = "en"
    try:
        driver.publish("planned", "2026-09-01")
        view.show(driver)
        bar = view.run(f"[{text('.view')}, {text('.state')}, {text('.fold')}]")
        check.expect(bar == ["All documents, with drafts", "Scheduled for 2026-09-01", "Hide"], f"the bar in English: {bar}")
        first = driver.break_(1)
        check.expect(view.until(part("dialog") + ".open") and first in view.run(text(".list")), "no mistake in English")
        check.expect(view.run(f"[{text('#title')}, {text('.aside')}]") == ["1 error", "Look at the page"], "the list in English")
        check.expect(not view.run(f"/[\\u4e00-\\u9fff]/.test({ROOT}.querySelector('.preview').textContent.replace({text('.list')}, ''))"), "Chinese in an English bar")
        driver.mend()
        check.expect(view.until(text(".status") + " === 'The errors are fixed' || " + text(".status") + " === 'Updated'"), f"mending in English: {view.run(text('.status'))}")
    finally:
        driver.language = "zh"


BOTH = [swaps_styles, never_is_without_style, keeps_the_scroll_place, ends_with_the_newest, is_not_reloaded_for_others, shows_mistakes, keeps_the_page_behind,
        stands_under_its_text, runs_no_markup, lists_warnings, tells_the_state, switches_views, follows, tells_a_lost_connection, updates_all_tabs,
        works_on_pages_that_are_gone, comes_back_from_memory, folds_away, leaves_the_page_alone, speaks_english]


# Claims for which Chromium's tools are needed.

def works_without_shared_workers(view, driver, check):
    view.tab.add_init_script("delete window.SharedWorker")
    swaps_styles(view, driver, check)
    driver.reset()
    # The view that another tab chose comes with the next change, also where the page's text is the same.
    view.show(driver, driver.other)
    view.run(f"document.cookie = 'branchpress-view-{driver.port}=public; path=/'")
    driver.edit("别的网页")
    check.expect(view.until(text(".view") + " === '公众现在看到的'"), "the view of another tab does not come")
    view.run(f"document.cookie = 'branchpress-view-{driver.port}=; max-age=0; path=/'")
    tells_a_lost_connection(view, driver, check)


def stays_live_when_kept_in_memory(view, driver, check):
    """A page that a change led away from, and to which a person goes back."""
    view.show(driver, driver.other)
    driver.edit("带走", follow=True)
    check.expect(view.until(f"{MARK} === '带走'"), "the page does not follow")
    time.sleep(.5)
    view.run("history.back()")
    check.expect(view.until(f"location.pathname.endsWith('{driver.other}') && {shown('.bar')}"), "the page cannot be left again")
    time.sleep(.5)
    check.expect(view.run("location.pathname").endswith(driver.other), "after going back the page is taken away again")
    driver.restyle("red")
    check.expect(view.until(f"{PROBE} === 'red'"), "after going back the page is not updated")


def works_without_storage(view, driver, check):
    view.tab.add_init_script("for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, {get() { throw new DOMException('no', 'SecurityError'); }})")
    view.show(driver)
    driver.edit("没有存储")
    check.expect(view.until(f"{MARK} === '没有存储'"), "without storage a page is not updated")
    driver.break_(1)
    check.expect(view.until(part("dialog") + ".open"), "without storage no mistake is shown")


def follows_in_one_tab(view, driver, check):
    """A tab that nobody looks at stays where it is, unless it is the one that was looked at last."""
    hide = "Object.defineProperty(document, 'visibilityState', {get: () => window.name === 'hidden' ? 'hidden' : 'visible', configurable: true});"
    other = view.another()
    for tab in (view, other):
        tab.tab.add_init_script(hide)
        tab.show(driver, driver.other)
    for tab in (view, other):
        tab.run("window.name = 'hidden'")
    driver.edit("看最后看过的", follow=True)
    check.expect(other.until(f"{MARK} === '看最后看过的'"), "the tab that was looked at last does not follow")
    time.sleep(.5)
    check.expect(view.run("location.pathname").endswith(driver.other), "a tab that nobody looks at follows")
    other.close()


def copies_the_name(view, driver, check):
    view.context.grant_permissions(["clipboard-read", "clipboard-write"])
    view.show(driver, settled=False)
    view.click(".file")
    check.expect(view.until("navigator.clipboard.readText().then(t => t === " + json.dumps(driver.file) + ")"), "the file's name is not copied")
    check.expect(view.run(text(".status")) == "已复制", "copying is not told")
    # Over http a page may copy only what is selected.
    view.tab.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined}); addEventListener('copy', () => { "
                             "const f = document.querySelector('branchpress-preview').shadowRoot.activeElement; window.copied = f.value.slice(f.selectionStart, f.selectionEnd); }, true)")
    view.show(driver, settled=False)
    view.click(".file")
    check.expect(view.until("window.copied === " + json.dumps(driver.file)), "without a clipboard the name is not copied")
    check.expect(view.run(f"[{ROOT}.activeElement.className, {ROOT}.querySelectorAll('textarea').length]") == ["file", 0], "copying leaves a trace")


def is_not_printed(view, driver, check):
    view.show(driver, settled=False)
    driver.break_(1)
    view.until(part("dialog") + ".open")
    view.tab.emulate_media(media="print")
    check.expect(view.run(f"[{ROOT}.host.getClientRects().length, {part('dialog')}.getClientRects().length]") == [0, 0], "the bar or the list is printed")
    view.tab.emulate_media(media="screen")


def passes_axe(view, driver, check):
    axe, options = Axe(), {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

    def look(what):
        for violation in axe.run(view.tab, context="branchpress-preview", options=options).response["violations"]:
            nodes = violation["nodes"]
            check.expect(False, f"{what}: axe: {violation['id']}: {len(nodes)} times: {nodes[0]['html'][:160]}")
        check.done += 1

    driver.publish("draft")
    for width in (360, 1280):
        for scheme in ("light", "dark"):
            view.size(width, 800)
            view.tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            view.show(driver, settled=False)
            look(f"bar, {width} px, {scheme}")
            view.click(".view")
            look(f"views, {width} px, {scheme}")
            view.key("Escape")
            driver.warn([("warning", driver.mistake(1).replace("错误", "警告")), ("note", "说明：别的\n")])
            view.until(shown(".warnings"))
            look(f"bar with warnings, {width} px, {scheme}")
            view.click(".warnings")
            look(f"warnings, {width} px, {scheme}")
            view.key("Escape")
            driver.break_(text=driver.mistake(2).replace("关于召开大会的通知", "关于召开大会的通知" * 6))
            view.until(part("dialog") + ".open")
            look(f"mistakes, {width} px, {scheme}")
            view.key("Escape")
            driver.watching_fails("监视不了文件夹")
            view.until(shown(".strip:not(.lost)"))
            look(f"bar with everything, {width} px, {scheme}")
            view.click(".fold")
            look(f"folded, {width} px, {scheme}")
            view.click(".unfold")
            driver.reset()
            driver.publish("planned", "2026-09-01")
    # Styles that axe-core itself adds.
    view.logged = [message for message in view.logged if "inline style" not in message]


def is_reached_by_keys(view, driver, check):
    """Tab reaches every button of the bar, each shows that it has the focus, and the list of mistakes keeps the focus."""
    driver.publish("draft")
    view.show(driver, settled=False)
    view.run("[...document.querySelectorAll('body a, body button')].filter(e => e.getClientRects().length && getComputedStyle(e).visibility === 'visible').pop().focus()")
    reached = []
    for _ in range(3):
        view.key("Tab")
        reached.append(view.run(f"(e => e && [e.className, getComputedStyle(e).outlineStyle !== 'none'])({ROOT}.activeElement)"))
    check.expect(reached == [["view", True], ["file", True], ["fold", True]], f"Tab reaches {reached}")
    # The page's own links are not left under the bar.
    view.size(360, 800)
    view.run("document.body.firstElementChild.focus()")
    hidden = []
    for _ in range(45):
        view.key("Tab")
        below = view.run(f"(e => e.getBoundingClientRect().bottom - {ROOT}.host.getBoundingClientRect().top)(document.activeElement)")
        if below > 0 and view.run("document.body.contains(document.activeElement)"):
            hidden.append(view.run("document.activeElement.outerHTML.slice(0, 80)"))
    check.expect(not hidden, f"the bar hides what has the focus: {hidden[:3]}")
    driver.break_(1)
    view.until(part("dialog") + ".open")
    names = set()
    for _ in range(6):
        view.key("Tab")
        names.add(view.run("document.activeElement.tagName"))
    check.expect(names <= {"BRANCHPRESS-PREVIEW", "BODY"}, f"the focus leaves the list for {names}")


CHROMIUM = [works_without_shared_workers, stays_live_when_kept_in_memory, follows_in_one_tab, works_without_storage, copies_the_name, is_not_printed, passes_axe, is_reached_by_keys]


def pictures(view, driver, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for width in (360, 1280):
        for scheme in ("light", "dark", "forced"):
            view.size(width, 800)
            view.tab.emulate_media(color_scheme="light" if scheme == "forced" else scheme, forced_colors="active" if scheme == "forced" else "none", reduced_motion="reduce")

            def take(name):
                time.sleep(.15)
                view.tab.screenshot(path=folder / f"{name}-{width}-{scheme}.png")

            driver.publish("draft")
            view.show(driver, settled=False)
            take("bar")
            view.click(".view")
            take("views")
            view.key("Escape")
            view.click(".fold")
            take("folded")
            view.click(".unfold")
            driver.break_(1)
            driver.problems.append({"severity": "error", "file": "content/notice/2026-06-congress/index.md", "line": 28, "text": "content/notice/2026-06-congress/index.md:28:31: "
                                    "错误：链接指向的文件不存在：2026年上半年党费.xlsx [broken-link]\n  28 | 通报2026年上半年“党费”（1月至5月）收缴情况，[明细表](2026年上半年党费.xlsx)，请核对\n"
                                    f"     | {' ' * 52}{'^' * 21}\n  改法：是不是“files/2026-dues.xlsx”？把附件放进这一篇的文件夹，再写它的文件名。\n"})
            driver.problems.append({"severity": "warning", "file": "content/notice/a.md", "line": 4, "text": "content/notice/a.md:4:11: 警告：旧网址 /show.asp?id=3 无法跳转："
                                    "静态网站只按“?”“#”前面的路径找文件 [alias-with-query]\n  4 | aliases: [/show.asp?id=3]\n    |           ^^^^^^^^^^^^^^\n  改法：删去它\n"})
            driver.changed(good=False)
            view.until(f"{ROOT}.querySelectorAll('.problem').length === 3")
            take("mistakes")
            view.key("Escape")
            take("aside")
            driver.mend()
            view.until(shown(".warnings"))
            view.click(".warnings")
            take("warnings")
            view.key("Escape")
            driver.watching_fails("系统能监视的文件夹数量用完了，有的修改看不到。改法：运行 sudo sysctl fs.inotify.max_user_watches=524288")
            view.until(shown(".strip:not(.lost)"))
            take("watch")
            driver.stop()
            view.until(shown(".lost"))
            take("lost")
            driver.start()
            driver.reset()
            view.open("about:blank")


def judge(claims, make_view, driver, check, only):
    for claim in claims:
        if only and only not in claim.__name__:
            continue
        check.where = f"{check.browser}: {claim.__name__}"
        began = time.monotonic()
        with make_view() as view:
            try:
                claim(view, driver, check)
            except (Error, RuntimeError, TimeoutError) as error:
                check.expect(False, f"{type(error).__name__}: {str(error)[:300]}")
        # A server notices that a browser is gone when it writes to it again.
        for _ in range(3):
            driver.reset()
            time.sleep(.05)
        print(f"{check.where}: {time.monotonic() - began:.1f} s", flush=True)


def is_fault_of_page(message):
    """The address that the demonstration site was built for is nowhere; a server that was stopped on purpose does not answer."""
    return not any(each in message for each in ("wutongli.example", "ERR_CONNECTION", "status of 404"))


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("site", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path)
    parser.add_argument("--only")
    parser.add_argument("--browser", choices=("chromium", "firefox"))
    options = parser.parse_args()
    check, driver = Check(), Mock(options.site)
    if options.browser != "firefox":
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"],
                                                  ignore_default_args=["--disable-back-forward-cache"])

            @contextlib.contextmanager
            def view_of_chromium():
                context = browser.new_context(viewport={"width": 1280, "height": 800})
                view = ChromiumView(context)
                yield view
                for message in filter(is_fault_of_page, dict.fromkeys(view.logged)):
                    check.expect(False, f"console: {message[:200]}")
                context.close()

            check.browser = "chromium"
            judge(BOTH + CHROMIUM, view_of_chromium, driver, check, options.only)
            if options.screenshots:
                with view_of_chromium() as view:
                    pictures(view, driver, options.screenshots)
            browser.close()
    if options.browser != "chromium":
        with firefox() as browser:

            @contextlib.contextmanager
            def view_of_firefox():
                view = FirefoxView(browser).another()
                browser.events.clear()
                view.size(1280, 800)
                yield view
                logged = [event["params"] for event in browser.events if event.get("method") == "log.entryAdded"]
                for message in dict.fromkeys(entry["text"] or "" for entry in logged if entry["level"] in ("error", "warn")):
                    if is_fault_of_page(message):
                        check.expect(False, f"console: {message[:200]}")
                view.close()

            check.browser = "firefox"
            judge(BOTH, view_of_firefox, driver, check, options.only)
    print(f"preview: {check.done} checks, {len(check.faults)} faults")
    sys.exit(1 if check.faults else 0)


if __name__ == "__main__":
    main()
