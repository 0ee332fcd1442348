"""RSS Guard: reads all three formats; its subscriptions are written into its database, and it fetches when it starts."""

import json
import sqlite3
import time

from desk import until
from readers import FORMATS, Item, Reader

SETTINGS = """[main]
first_run=false
[feeds]
feeds_update_on_startup=true
feeds_update_on_startup_delay=0.1
auto_update_enabled=false
[messages]
enable_message_preview=false
"""
KINDS = {"rss.xml": 1, "atom.xml": 3, "feed.json": 4}


class RSSGuard(Reader):
    name, agent = "RSS Guard", "RSS Guard"
    formats = FORMATS
    asks_conditionally = False
    discovers = False  # Only by its dialog.
    takes_list = False  # Only by its dialog.

    def open(self, formats, pages):
        self.desk.furnish()
        folder = self.desk.home / ".config/RSS Guard 4"
        self.database = folder / "database/database.db"
        (folder / "config").mkdir(parents=True)
        (folder / "config/config.ini").write_text(SETTINGS)
        client = self.desk.start(["rssguard"])
        until("RSS Guard's tables", self.is_there)
        self.end(client)
        with sqlite3.connect(self.database) as database:
            database.execute("INSERT INTO Accounts (id, type) VALUES (1, 'std-rss')")
            for number, name in enumerate(formats, 1):
                more = json.dumps({"encoding": "UTF-8", "type": KINDS[name], "source_type": 0, "post_process": ""})
                database.execute(
                    "INSERT INTO Feeds (id, title, date_created, category, source, update_type, account_id, custom_id,"
                    " custom_data) VALUES (?, ?, 0, -1, ?, 1, 1, ?, ?)",
                    (number, name, self.portal.url + name, str(number), more))
        self.refresh()

    def is_there(self):
        try:
            with sqlite3.connect(self.database) as database:
                return database.execute("SELECT 1 FROM sqlite_master WHERE name = 'LabelsInMessages'").fetchone()
        except sqlite3.OperationalError:
            return None

    def end(self, client):
        client.terminate()
        client.wait(20)
        self.desk.running.remove(client)

    def refresh(self):
        since = self.now()
        client = self.desk.start(["rssguard"])
        self.await_requests(self.formats, since)
        self.known()
        self.end(client)

    def feeds(self):
        found = {}
        with sqlite3.connect(self.database) as database:
            feeds = database.execute("SELECT custom_id, source FROM Feeds")
            sources = {number: self.path(source) for number, source in feeds}
            rows = database.execute("SELECT feed, custom_id, title, date_created, author, contents, url FROM Messages"
                                    " WHERE is_deleted = 0")
            for feed, identity, title, milliseconds, sender, body, link in rows:
                item = Item(identity, title, self.day(milliseconds / 1000), sender or "", body, link)
                found.setdefault(sources[feed], []).append(item)
        return found
