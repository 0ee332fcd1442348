"""QuiteRSS: subscribes by its window, which a keyboard drives, and keeps its items in SQLite."""

import datetime
import re
import sqlite3
import time

from desk import until
from readers import Item, Reader

SETTINGS = """[Settings]
storeDBMemory=false
autoUpdatefeedsStartUp=false
autoUpdatefeeds=false
updateCheckEnabled=false
"""


class QuiteRSS(Reader):
    name, agent = "QuiteRSS", "Windows NT 6.1"
    formats = ("atom.xml", "rss.xml")
    keeps_first_text = True
    asks_conditionally = False
    takes_list = False  # Only by a dialog for files.

    def open(self, formats, pages):
        self.desk.furnish()
        folder = self.desk.home / ".config/QuiteRss"
        folder.mkdir(parents=True)
        (folder / "QuiteRss.ini").write_text(SETTINGS)
        self.desk.start(["quiterss"])
        until("the window of QuiteRSS", lambda: self.has_window("QuiteRSS"))
        time.sleep(1)
        for address in [*formats, *pages]:
            self.subscribe(self.portal.url + address)

    def has_window(self, title):
        try:
            return self.desk.run(["xdotool", "search", "--onlyvisible", "--name", title])
        except RuntimeError:
            return None

    def subscribe(self, address):
        """Hands the address to the client that runs, and confirms what its dialog asks."""
        self.desk.run(["quiterss", address.replace("http:", "feed:")])
        until("the dialog of QuiteRSS", lambda: self.has_window("Add Feed"))
        time.sleep(0.3)
        since = self.now()
        self.desk.keys("Return")
        self.await_requests([self.path(address)], since)
        self.desk.keys("Return")
        time.sleep(1)
        if self.has_window("Add Feed"):
            self.desk.keys("Escape")
            time.sleep(0.3)

    def refresh(self):
        since = self.now()
        self.desk.keys("ctrl+F5")
        self.await_requests(self.formats, since)

    def feeds(self):
        path = self.desk.home / ".local/share/QuiteRss/QuiteRss/feeds.db"
        with sqlite3.connect(path) as database:
            sources = {number: self.path(address) for number, address in database.execute("SELECT id, xmlUrl FROM feeds")}
            rows = database.execute("SELECT feedId, guid, title, published, author_name, description, content, link_href"
                                    " FROM news WHERE deleted = 0")
            found = {}
            for feed, identity, title, published, sender, description, content, link in rows:
                when = datetime.datetime.fromisoformat(published).replace(tzinfo=datetime.timezone.utc).timestamp()
                body, thumbnail = divide(content or description)
                item = Item(identity, title, self.day(when), sender or "", body, link, thumbnail)
                found.setdefault(sources[feed], []).append(item)
        return found


def divide(body):
    """The text of an item, and the address of the thumbnail that QuiteRSS puts after it."""
    match = re.search(r'<img src="([^"]*)" alt="image"/>$', body)
    return (body[:match.start()], match[1]) if match else (body, "")
