"""The clients that read the portal, each with its own database, its own words and its own habits."""

import dataclasses
import datetime
import pathlib
import time
import urllib.parse
import xml.etree.ElementTree as ElementTree
import zoneinfo

from desk import Desk, until
from portal import MOUNT

FORMATS = ("atom.xml", "rss.xml", "feed.json")
PAGES = ("notice/", "study/党史/", "authors/周禾/")

SCREEN = pathlib.Path(__file__).parent / "screen.py"
# Debian's own Python has the bindings of the bus for assistive programs.
PYTHON = "/usr/bin/python3"


@dataclasses.dataclass
class Item:
    """An item as a reader shows it: `day` is its date in the reader's zone, `body` HTML or the text of a mail."""
    id: str
    title: str
    day: str
    sender: str
    body: str
    link: str
    thumbnail: str = ""


class Reader:
    """A client at its desk. Subclasses say how it subscribes, refreshes, and what it has."""
    name = ""
    agent = ""  # A part of what it calls itself towards the host.
    formats = FORMATS  # Those that it can read.
    discovers = True  # Whether it takes the address of a page.
    keeps_first_text = False  # Whether it shows the text that came first for ever, by its own rule.
    asks_conditionally = True  # Whether it asks the host only for what changed, by its own rule.
    has_bodies = True  # Whether the text of an item can be read.
    has_html = True  # Whether that is HTML.
    takes_list = True  # Whether a list can be given to it without a person.

    def __init__(self, portal, folder, zone):
        self.portal, self.zone = portal, zoneinfo.ZoneInfo(zone)
        self.desk = Desk(folder, zone)
        self.first = self.now()

    def requests(self, since=None):
        """What it asked the host for, from its start or from a position in the log."""
        log = self.portal.server.log[self.first if since is None else since:]
        return [request for request in log if self.agent in request.agent]

    def now(self):
        """The position in the host's log at which what comes next will stand."""
        return len(self.portal.server.log)

    def paths_of(self, subscriptions):
        """The paths within the portal of the feeds of a list."""
        outlines = ElementTree.parse(subscriptions).iter("outline")
        return [self.path(one.get("xmlUrl")) for one in outlines if one.get("xmlUrl")]

    def await_requests(self, paths, since):
        """Waits until it has asked the host for all of these since a position in the log, and then for nothing more."""
        wanted = {MOUNT + path for path in paths}
        until(f"requests of {self.name}", lambda: wanted <= {one.path for one in self.requests(since)}, 60)
        self.settle()

    def known(self):
        """What it has of each feed, when that does not change any more."""
        found = None
        for _ in range(20):
            before, found = found, self.feeds()
            if before == found:
                break
            time.sleep(0.3)
        return found

    def settle(self, seconds=1.2):
        """Waits until it has not asked for anything for a while."""
        last, quiet = -1, time.monotonic()
        while time.monotonic() - quiet < seconds:
            count = len(self.requests())
            if count != last:
                last, quiet = count, time.monotonic()
            time.sleep(0.1)

    def day(self, seconds):
        """The day of a time since 1970, in the zone of the reader's clock."""
        return datetime.datetime.fromtimestamp(seconds, self.zone).strftime("%Y-%m-%d")

    def has_text(self, item, text):
        """Whether what it has of an item contains a text."""
        return item is not None and text in item.body

    def has_whole_text(self, name):
        """Whether the items of a format come with all that they say."""
        return True

    def path(self, address):
        """The path within the portal of an address."""
        address = urllib.parse.unquote(address)
        return address.removeprefix(self.portal.url)

    def reopen(self):
        """Ends the client and starts it again, where it shows or writes some things only then."""

    def close(self):
        self.desk.close()
