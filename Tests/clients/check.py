#!/usr/bin/env python3
"""check.py BRANCHPRESS [--only NAME,…] [--screenshots DIR] [--renew]

Lets feed readers and calendars that people use subscribe to a small portal while it lives for five days: by the addresses
of its pages, by the addresses of its feeds, and by its list. What each shows is read from its database, its mails or its
screen, in Shanghai's time and in Berlin's, and compared. Fails if a claim does not hold that known-failures.txt does
not name, and if one holds that it names; --renew writes that file anew."""

import argparse
import concurrent.futures
import pathlib
import re
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import judge
from portal import DAYS, Portal
from readers import PAGES
from readers.akregator import Akregator
from readers.calendars import Khal
from readers.liferea import Liferea
from readers.mails import RSS2Email
from readers.quiterss import QuiteRSS
from readers.rssguard import RSSGuard
from readers.thunderbird import Thunderbird

READERS = [Liferea, Akregator, QuiteRSS, Thunderbird, RSSGuard, RSS2Email, Khal]
KNOWN = pathlib.Path(__file__).parent / "known-failures.txt"
SHOWN = {"pictures": "渡口的三封信", "meeting": "党员大会的通知", "alert": "高温天气", "table": "党费收缴情况"}


def together(action, readers):
    """Does the same with every reader at once."""
    def act(reader):
        try:
            action(reader)
        except Exception as error:
            raise RuntimeError(f"{reader.name} in {reader.zone.key} does not do its part: {error}") from error

    with concurrent.futures.ThreadPoolExecutor(len(readers)) as pool:
        list(pool.map(act, readers))


def live(portal, readers, screenshots):
    """The portal's days, with the readers' looks at each; the claims of that."""
    history = {reader: [] for reader in readers}
    quiet = {}

    def look(reader):
        start = len(portal.server.log)
        if history[reader]:
            reader.refresh()
            if len(history[reader]) == len(DAYS) - 1:
                reader.reopen()
        else:
            reader.open(reader.formats, PAGES if reader.discovers else ())
        quiet[reader] = reader.requests(start)
        history[reader].append(reader.known())

    unchanged = {}
    for day in range(len(DAYS)):
        portal.live(day)
        together(look, readers)
        if day == 3:
            unchanged = dict(quiet)
    together(lambda reader: photograph(reader, screenshots), readers)
    status = judge.answers(portal)
    for reader in readers:
        yield from of_reader(reader, history[reader], unchanged[reader], status)


def of_reader(reader, history, unchanged, status):
    if isinstance(reader, Khal):
        yield from judge.of_calendar(reader, reader.events())
        return
    for name in reader.formats:
        items = history[-1].get(name, [])
        yield from judge.of_life(reader, name, history)
        yield from judge.of_corrections(reader, name, items)
        yield from judge.of_titles(reader, name, items)
        yield from judge.of_days(reader, name, items)
        yield from judge.of_senders(reader, name, items)
        if reader.has_bodies:
            yield from judge.of_previews(reader, name, items)
        if reader.has_html:
            yield from judge.of_pictures(reader, name, items)
            yield from judge.of_plain_readers(reader, name, items)
    if reader.discovers:
        yield from judge.of_discovery(reader, history[-1])
    yield from judge.of_links(reader, [item for items in history[-1].values() for item in items], status)
    yield from judge.of_requests(reader, unchanged)
    if isinstance(reader, Thunderbird):
        events = reader.events(reader.portal.url + "calendar.ics")
        yield from judge.of_calendar(reader, events)
        added = reader.events(reader.portal.url + "notice/2026-06-meeting/event.ics")
        yield from judge.of_reminders(reader, events, added)


def elsewhere(portal, readers):
    """Members in Berlin, who begin on the last day, with the list where the client takes one."""
    together(lambda reader: reader.open_list(portal.server.site / "feeds.opml") if reader.takes_list
             else reader.open(reader.formats, ()), readers)
    for reader in readers:
        if isinstance(reader, Khal):
            yield from judge.of_calendar(reader, reader.events())
            continue
        feeds = reader.known()
        items = [item for found in feeds.values() for item in found]
        yield from judge.of_titles(reader, "list" if reader.takes_list else "feeds", items)
        yield from judge.of_days(reader, "list" if reader.takes_list else "feeds", items)
        if reader.takes_list:
            yield from judge.of_list(reader, feeds)


def photograph(reader, folder):
    """Takes pictures of an article, a meeting notice, an alert and a table where a client can show them."""
    if folder is None or not hasattr(reader, "photograph"):
        return
    for what, title in SHOWN.items():
        reader.photograph(title, folder / f"{reader.name.replace(' ', '-').lower()}-{what}.png")


def run(options, folder):
    """All claims."""
    kinds = [kind for kind in READERS if not options.only or kind.name.lower() in options.only.lower().split(",")]
    portal = Portal(options.program.resolve(), folder)
    claims = []
    for place, step in ("Asia/Shanghai", lambda readers: live(portal, readers, options.screenshots)), (
            "Europe/Berlin", lambda readers: elsewhere(portal, readers)):
        home = folder / place.split("/")[1]
        readers = [kind(portal, home / kind.name.replace(" ", "-"), place) for kind in kinds]
        try:
            claims += step(readers)
        finally:
            together(lambda reader: reader.close(), readers)
    claims += judge.of_portal(portal)
    for what, refusal in portal.refused.items():
        print(f"clients: the program refuses `{what}`: {refusal.splitlines()[0]}", file=sys.stderr)
    return claims


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--only")
    parser.add_argument("--screenshots", type=pathlib.Path)
    parser.add_argument("--renew", action="store_true")
    options = parser.parse_args()
    if options.screenshots:
        options.screenshots.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="branchpress-clients-") as folder:
        try:
            claims = run(options, pathlib.Path(folder))
        except (RuntimeError, TimeoutError) as error:
            sys.exit(f"clients: {error}")
    told = tell(claims, options)
    print(f"clients: {told}; {time.monotonic() - started:.0f} seconds")


def tell(claims, options):
    """Prints what is not as known-failures.txt says, and fails then; else the sum of it."""
    failed = {claim.name: claim.detail for claim in claims if not claim.holds}
    names = {claim.name for claim in claims}
    known = set(KNOWN.read_text("utf-8").splitlines()) if KNOWN.exists() else set()
    if options.renew:
        known = (known - names if options.only else set()) | failed.keys()
        KNOWN.write_text("".join(f"{name}\n" for name in sorted(known, key=order)), "utf-8")
    lines = [f"{name}: does not hold; {failed[name]}" for name in failed if name not in known]
    right = known & names - failed.keys()
    lines += [f"{name}: holds, so take it out of {KNOWN.name}" for name in sorted(right, key=order)]
    if not options.only:
        stale = known - names
        lines += [f"{name}: nothing claims it, so take it out of {KNOWN.name}" for name in sorted(stale, key=order)]
    for line in lines:
        print(f"clients: {line}", file=sys.stderr)
    if lines:
        sys.exit(f"clients: {len(lines)} of {len(names)} claims are not as expected")
    return f"{len(names)} claims, {len(failed)} of them known not to hold"


def order(name):
    return int(re.match(r"\d+", name)[0]), name


if __name__ == "__main__":
    main()
