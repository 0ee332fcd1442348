"""Akregator: subscribes over the session bus; what it shows is read from its screen, as a blind member's reader would."""

import datetime
import json
import xml.etree.ElementTree as ElementTree
from xml.sax.saxutils import quoteattr

from desk import until
from readers import PYTHON, SCREEN, Item, Reader

LIST = '<?xml version="1.0" encoding="UTF-8"?><opml version="1.0"><head><text/></head><body>{}</body></opml>'


class Akregator(Reader):
    name, agent = "Akregator", "syndication"
    formats = ("atom.xml", "rss.xml")
    has_bodies = has_html = False

    def open(self, formats, pages):
        outlines = "".join(f"<outline type='rss' text={quoteattr(name)} title={quoteattr(name)} "
                           f"xmlUrl={quoteattr(self.portal.url + name)}/>" for name in formats)
        self.launch(LIST.format(outlines))
        for page in pages:
            since = self.now()
            self.call("addFeedsToGroup", json.dumps([self.portal.url + page], ensure_ascii=False), "pages")
            self.await_requests([page], since)
        self.refresh()

    def open_list(self, path):
        self.launch(path.read_text("utf-8"))
        self.call("fetchAllFeeds")
        self.await_requests(self.paths_of(path), self.first)

    def launch(self, subscriptions):
        self.desk.furnish()
        folder = self.desk.home / ".local/share/akregator/data"
        folder.mkdir(parents=True)
        (folder / "feeds.opml").write_text(subscriptions, "utf-8")
        settings = self.desk.home / ".config/akregatorrc"
        settings.parent.mkdir(exist_ok=True)
        settings.write_text("[General]\nShow Tray Icon=false\n[View]\nView Mode=1\n")
        self.start()

    def start(self):
        self.client = self.desk.start(["akregator"])
        until("Akregator on the bus", self.is_there)
        self.settle(1.5)

    def reopen(self):
        """It writes its archive when it ends, and shows another title of an item only when it starts again."""
        self.desk.keys("ctrl+q")
        self.client.wait(20)
        self.start()

    def is_there(self):
        try:
            return self.call("saveSettings")
        except RuntimeError:
            return None

    def call(self, method, *arguments):
        return self.desk.call("org.kde.akregator", "/Akregator", f"org.kde.akregator.part.{method}", *arguments)

    def refresh(self):
        since = self.now()
        self.call("fetchAllFeeds")
        self.await_requests(self.formats, since)

    def feeds(self):
        addresses = self.addresses()
        found = {}
        for title, feed, sender, date in json.loads(self.desk.run([PYTHON, SCREEN, "akregator"])):
            day = datetime.datetime.strptime(date, "%d %b %Y %H:%M:%S").strftime("%Y-%m-%d")
            item = Item("", title, day, sender, "", "")
            found.setdefault(addresses.get(feed, feed), []).append(item)
        return found

    def addresses(self):
        """The path of each feed by the name that it has in the list."""
        target = self.desk.home / "list.opml"
        self.call("exportFile", target.as_uri())
        outlines = ElementTree.parse(target).iter("outline")
        return {one.get("text"): self.path(one.get("xmlUrl")) for one in outlines if one.get("xmlUrl")}

    def has_text(self, item, text):
        """Whether its archive, in which texts stand as they came, contains a text."""
        files = (self.desk.home / ".local/share/akregator/Archive").glob("*.mk4")
        return item is not None and any(text.encode() in path.read_bytes() for path in files)

    def photograph(self, title, path):
        """Opens the item of that title and takes a picture of the screen."""
        self.desk.run([PYTHON, SCREEN, "akregator", "atom.xml", title])
        self.desk.photograph(path)
