"""Archives (RFC 5005) as a client walks them, and the feeds that pages and the list of feeds name."""

import json
import re
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from urllib.parse import quote, urljoin

from lxml import etree

ENDINGS = {"rss": ".xml", "atom": ".xml", "feed": ".json"}
TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json"}
PERIOD = re.compile(r"(\d{4})(-\d{2})?(-\d+)?")


def check(site):
    for stem, ending in ENDINGS.items():
        for path in site.files(stem + ending):
            check_feed(site, path, stem, ending)
    check_pages(site)


def check_feed(site, current, stem, ending):
    """From the document to subscribe to, every archive is reached once, and each leads to its neighbours."""
    documents = {path: read(path) for path in current.parent.glob(f"{stem}*{ending}")
                 if path == current or path.stem.startswith(stem + "-")}
    reached, path = [], current
    while path is not None:
        if path in reached or path not in documents:
            site.report.fault(site.name(current), f"leads back to {site.name(path)} twice, or to nothing")
            return
        reached.append(path)
        previous = documents[path]["prev"]
        path = previous and site.target(previous)
    for path in sorted(documents.keys() - set(reached)):
        site.report.fault(site.name(path), "is no archive that the feed leads to")
    for newer, older in zip(reached, reached[1:]):
        document = documents[older]
        if site.target(document["current"]) != current:
            site.report.fault(site.name(older), f"says that the current document is {document['current']}")
        if stem != "feed" and newer != current and site.target(document["next"] or "") != newer:
            site.report.fault(site.name(older), f"says that the next archive is {document['next']}")
        check_period(site, older, stem, document)
        site.report.counts["archives"] += 1
    newest = documents[reached[1]]["dates"][:1] if len(reached) > 1 else []
    if newest and newest[0] > max(documents[current]["dates"]):
        site.report.fault(site.name(current), "is older than its newest archive")


def read(path):
    """Where a document leads, and the dates of its items, newest first."""
    if path.suffix == ".json":
        feed = json.loads(path.read_bytes())
        return {"prev": feed.get("next_url"), "current": feed["feed_url"], "next": None,
                "dates": [item["date_published"] for item in feed["items"]]}
    root = etree.parse(path, etree.XMLParser(huge_tree=True)).getroot()
    found = root.xpath("/*/*[local-name()='link']|/*/channel/*[local-name()='link']")
    links = {link.get("rel"): link.get("href") for link in found}
    dates = root.xpath("//*[local-name()='published']/text()") or [
        rfc3339(text) for text in root.xpath("//item/pubDate/text()")]
    return {"prev": links.get("prev-archive"), "current": links.get("current"), "next": links.get("next-archive"),
            "dates": dates}


def rfc3339(text):
    return parsedate_to_datetime(text).isoformat()


def check_period(site, path, stem, document):
    """An archive of a year or a month has items of that year or month alone."""
    period = PERIOD.fullmatch(path.stem.removeprefix(stem + "-"))
    if not period:
        return
    prefix = period[1] + (period[2] or "")
    for date in document["dates"]:
        if not date.startswith(prefix):
            site.report.fault(site.name(path), f"has an item of {date}")


class FeedLinks(HTMLParser):
    """The addresses of feeds that a page's head names."""

    def __init__(self):
        super().__init__()
        self.addresses = []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in ("link", "a") and attributes.get("type") in TYPES:
            self.addresses.append(attributes["href"])


def check_pages(site):
    """Pages name only feeds that there are, and a feed's page names it."""
    named = {}
    for path in site.files("index.html"):
        links = FeedLinks()
        links.feed(path.read_text(encoding="utf-8"))
        # Absolute, or within the site where that is read from a folder.
        base = f"{site.root}{quote(site.name(path))}"
        found = {address: site.target(urljoin(base, address)) for address in links.addresses}
        for address in sorted(address for address, target in found.items() if target is None):
            site.report.fault(site.name(path), f"names a feed of another site: {address}")
        targets = named[path.parent] = {target for target in found.values() if target is not None}
        for target in sorted(targets):
            if not target.is_file():
                site.report.fault(site.name(path), f"names {site.name(target)}, which is not there")
        site.report.counts["pages with feeds"] += bool(targets)
    for stem, ending in ENDINGS.items():
        for path in site.files(stem + ending):
            # A theme of one's own need not name feeds, or names one format, the one to subscribe to.
            page = named.get(path.parent)
            if page and not any(target.parent == path.parent for target in page):
                site.report.fault(site.name(path), "is not named by the page that it stands beside, and no other format is")
