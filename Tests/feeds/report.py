"""What all checks share: the faults found, the site's files, and addresses."""

import re
import sys
from collections import Counter
from datetime import datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit


class Report:
    """Faults, and how much was read without one."""

    def __init__(self):
        self.faults = []
        self.counts = Counter()

    def fault(self, file, message):
        self.faults.append(f"{file}: {message}")

    def finish(self):
        """Prints what was found and gives the exit status."""
        if not self.counts:
            self.faults.append("no feeds, lists or calendars found")
        for fault in self.faults:
            print(fault, file=sys.stderr)
        print(", ".join(f"{count} {what}" for what, count in sorted(self.counts.items())))
        if self.faults:
            print(f"{len(self.faults)} faults", file=sys.stderr)
        return 1 if self.faults else 0


class Site:
    """A built site's folder, and the address under which its feeds say that it lies."""

    def __init__(self, folder, report):
        self.folder = folder
        self.report = report
        self.root = None
        # Item ids of each feed, by folder and format, for comparing the formats.
        self.items = {}

    def files(self, pattern):
        return sorted(path for path in self.folder.rglob(pattern) if path.is_file())

    def name(self, path):
        return path.relative_to(self.folder).as_posix()

    def learn_root(self, path, self_url):
        """The site's address follows from a document's own, which must be told the same everywhere."""
        name = self.name(path)
        if not unquote(self_url).endswith("/" + name):
            self.report.fault(name, f"says that its address is {self_url}")
            return
        root = unquote(self_url)[: -len(name)]
        if self.root not in (None, root):
            self.report.fault(name, f"lies under {root}, but other documents under {self.root}")
        self.root = self.root or root

    def check_url(self, name, what, url, length=None):
        """The address is absolute and encoded; if it is the site's own, its file exists."""
        self.report.counts["addresses"] += 1
        if not is_absolute(url):
            self.report.fault(name, f"{what} is not an absolute address: {url!r}")
            return
        target = self.target(url)
        if target is None:
            return
        if not target.is_file():
            self.report.fault(name, f"{what} leads nowhere: {url}")
        elif length is not None and target.stat().st_size != length:
            self.report.fault(name, f"{url} has {target.stat().st_size} bytes, not {length}")

    def target(self, url):
        """The file behind an address of the site's own, or None for other addresses."""
        plain = unquote(url.split("#")[0].split("?")[0])
        if self.root is None or not plain.startswith(self.root):
            return None
        path = self.folder / plain[len(self.root) :]
        return path / "index.html" if plain.endswith("/") else path


def is_absolute(url):
    """Whether the address stands for itself and has only characters that addresses may have."""
    if not re.fullmatch(r"[!#-;=?-Z\[\]_a-z~]+", re.sub(r"%[0-9A-Fa-f]{2}", "", url)):
        return False
    parts = urlsplit(url)
    if parts.scheme in ("http", "https"):
        return bool(parts.hostname)
    return parts.scheme in ("mailto", "tel", "geo", "data", "ftp") and bool(parts.path)


def check_date(report, name, text):
    """A date of RFC 3339 or of RFC 822, whose weekday must be the day's own."""
    try:
        if text[:1].isdigit():
            datetime.fromisoformat(text)
        elif parsedate_to_datetime(text).strftime("%a") != text[:3]:
            report.fault(name, f"{text} is another day of the week")
    except ValueError:
        report.fault(name, f"there is no such time: {text}")


class ContentCheck(HTMLParser):
    """Reads an item's HTML: addresses are absolute, nothing in it can run, anchors are its own."""

    ADDRESSES = {"href", "src", "poster", "cite", "action", "data", "longdesc"}
    RUNNING = {"script", "iframe", "object", "embed", "form", "style", "link", "meta", "base"}

    def __init__(self, site, name, item):
        super().__init__()
        self.site, self.name, self.item = site, name, item
        self.ids, self.anchors = set(), []

    def handle_starttag(self, tag, attributes):
        if tag in self.RUNNING:
            self.site.report.fault(self.name, f"{self.item} has an element {tag}")
        for attribute, value in attributes:
            value = value or ""
            if attribute.startswith("on"):
                self.site.report.fault(self.name, f"{self.item} has an attribute {attribute}")
            if attribute == "id":
                self.ids.add(value)
            elif attribute in self.ADDRESSES and value.startswith("#"):
                self.anchors.append(unquote(value[1:]))
            elif attribute in self.ADDRESSES:
                self.site.check_url(self.name, f"{attribute} in {self.item}", value)
            elif attribute == "srcset":
                for candidate in value.split(","):
                    url = (candidate.split() or [""])[0]
                    self.site.check_url(self.name, f"srcset in {self.item}", url)

    def finish(self):
        for anchor in self.anchors:
            if anchor not in self.ids:
                self.site.report.fault(self.name, f"{self.item} has no place #{anchor}")


def check_content(site, name, item, html):
    check = ContentCheck(site, name, item)
    check.feed(html)
    check.close()
    check.finish()


def check_unique(report, name, what, values):
    for value, count in Counter(values).items():
        if count > 1:
            report.fault(name, f"{what} {value} occurs {count} times")
