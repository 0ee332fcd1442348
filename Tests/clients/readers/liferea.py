"""Liferea: subscribes over the session bus and keeps its items in SQLite."""

import re
import sqlite3
import xml.sax.saxutils

from desk import until
from readers import PYTHON, SCREEN, Item, Reader

LIST = '<?xml version="1.0" encoding="UTF-8"?><opml version="1.0"><head><title>list</title></head><body>{}</body></opml>'


class Liferea(Reader):
    name, agent = "Liferea", "Liferea/"
    formats = ("atom.xml", "rss.xml")
    keeps_first_text = True

    def open(self, formats, pages):
        self.launch(LIST.format(""))
        for address in [*formats, *pages]:
            since = self.now()
            self.call("Subscribe", self.portal.url + address)
            self.await_requests([address], since)

    def open_list(self, path):
        self.launch(path.read_text("utf-8"))
        self.call("Refresh")
        self.await_requests(self.paths_of(path), self.first)

    def launch(self, subscriptions):
        self.desk.furnish()
        folder = self.desk.home / ".config/liferea"
        folder.mkdir(parents=True)
        (folder / "feedlist.opml").write_text(subscriptions, "utf-8")
        settings = self.desk.home / ".config/glib-2.0/settings/keyfile"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text("[net/sf/liferea]\ndefault-view-mode=1\n")
        self.desk.start(["liferea", "--disable-plugins"])
        until("Liferea on the bus", self.is_there)

    def is_there(self):
        try:
            return self.call("Ping")
        except RuntimeError:
            return None

    def call(self, method, *arguments):
        return self.desk.call("org.gnome.feed.Reader", "/org/gnome/feed/Reader", f"org.gnome.feed.Reader.{method}",
                              *arguments)

    def refresh(self):
        since = self.now()
        self.call("Refresh")
        self.await_requests(self.formats, since)

    def feeds(self):
        path = self.desk.home / ".local/share/liferea/liferea.db"
        with sqlite3.connect(path) as database:
            sources = dict(database.execute("SELECT node_id, source FROM subscription"))
            authors = dict(database.execute("SELECT item_id, value FROM metadata WHERE key IN ('author', 'creator')"))
            thumbnails = dict(database.execute("SELECT item_id, value FROM metadata WHERE key = 'mediathumbnail'"))
            rows = database.execute("SELECT item_id, node_id, source_id, title, date, description, source FROM items")
            found = {}
            for number, node, identity, title, date, body, link in rows:
                sender = re.sub(r"\s*\(<a .*", "", authors.get(number, ""))
                item = Item(identity, title, self.day(date), xml.sax.saxutils.unescape(sender), body, link,
                            thumbnails.get(number, ""))
                found.setdefault(self.path(sources.get(node, "")), []).append(item)
        return found

    def photograph(self, title, path):
        """Opens the item of that title and takes a picture of the screen."""
        self.desk.run([PYTHON, SCREEN, "liferea", "望川里网络党支部", title])
        self.desk.photograph(path)
