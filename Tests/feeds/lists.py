"""Subscription lists, sitemaps, and the file for crawlers."""

import schemas
from report import check_unique

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def check(site):
    check_opml(site)
    check_sitemaps(site)
    for path in site.files("robots.txt"):
        check_robots(site, path)


def check_opml(site):
    paths = site.files("*.opml")
    for path in paths:
        document = schemas.read(site, path, "opml")
        if document is None:
            continue
        name = site.name(path)
        feeds = list(document.getroot().iterfind(".//outline[@xmlUrl]"))
        for feed in feeds:
            for key in ("xmlUrl", "htmlUrl"):
                if feed.get(key):
                    site.check_url(name, key, feed.get(key))
        check_unique(site.report, name, "feed", [feed.get("xmlUrl") for feed in feeds])
        site.report.counts["subscription lists"] += 1
        site.report.counts["subscriptions"] += len(feeds)
    schemas.ask_jing(site, paths, "opml")


def check_sitemaps(site):
    paths = site.files("sitemap*.xml")
    pages = []
    for path in paths:
        document = schemas.read(site, path, "sitemap")
        if document is None:
            continue
        name = site.name(path)
        places = [element.text for element in document.getroot().iter(f"{SITEMAP}loc")]
        if len(places) > 50_000 or path.stat().st_size > 50 * 1024 * 1024:
            site.report.fault(name, "holds more than one file may")
        for place in places:
            site.check_url(name, "loc", place)
        pages += places
        site.report.counts["sitemaps"] += 1
    site.report.counts["pages in sitemaps"] += len(pages)
    check_unique(site.report, "sitemap.xml", "page", pages)
    schemas.ask_jing(site, paths, "sitemap")


def check_robots(site, path):
    name = site.name(path)
    for line in path.read_text(encoding="utf-8").splitlines():
        key, colon, value = line.partition(":")
        if line and not (colon and key in ("User-agent", "Allow", "Disallow", "Sitemap")):
            site.report.fault(name, f"not understood: {line}")
        if key == "Sitemap":
            site.check_url(name, "Sitemap", value.strip())
