"""rss2email: every item is a mail, plain text unless one asks for more."""

import email
import email.policy
import email.utils

from readers import Reader, Item

SETTINGS = """[DEFAULT]
from = feeds@reader.example
to = member@reader.example
email-protocol = maildir
maildir-path = {folder}
maildir-mailbox = mails
date-header = True
date-header-order = issued, modified
name-format = {{author}}
"""


class RSS2Email(Reader):
    name, agent = "rss2email", "feedparser"
    formats = ("atom.xml", "rss.xml")
    discovers = False
    keeps_first_text = True
    has_html = False

    def command(self, *arguments):
        home = self.desk.home
        self.desk.run(["r2e", "-c", home / "settings", "-d", home / "known", *arguments])

    def open(self, formats, pages):
        self.prepare()
        for name in formats:
            self.command("add", name.replace(".", "-"), self.portal.url + name)
        self.command("run")

    def open_list(self, path):
        self.prepare()
        self.command("opmlimport", path)
        self.command("run")

    def prepare(self):
        home = self.desk.home
        (home / "settings").write_text(SETTINGS.format(folder=home))
        for name in ("new", "cur", "tmp"):
            (home / "mails" / name).mkdir(parents=True)

    def refresh(self):
        self.command("run")

    def has_whole_text(self, name):
        return name == "rss.xml"  # Of Atom it sends the summary alone.

    def feeds(self):
        found = {}
        for path in sorted((self.desk.home / "mails/new").iterdir()):
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            when = email.utils.parsedate_to_datetime(mail["Date"])
            body = mail.get_body(("plain", "html")).get_content()
            sender = email.utils.parseaddr(str(mail["From"]))[0]
            item = Item(mail["X-RSS-ID"], mail["Subject"], self.day(when.timestamp()), sender, body, mail["X-RSS-URL"])
            found.setdefault(self.path(mail["X-RSS-Feed"]), []).append(item)
        return found
