"""RSS and Atom: the schemas, feedparser, and what neither can know."""

import feedparser

import schemas
from report import check_content, check_date, check_unique

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
MEDIA = "{http://search.yahoo.com/mrss/}thumbnail"
# Archives and numbered documents stand beside the one that readers subscribe to.
PATTERNS = {"rss": "rss*.xml", "atom": "atom*.xml"}


def check(site):
    for kind, pattern in PATTERNS.items():
        paths = site.files(pattern)
        documents = [(path, schemas.read(site, path, kind)) for path in paths]
        documents = [(path, document) for path, document in documents if document is not None]
        for path, document in documents:
            root = document.getroot()
            own = root.xpath("//*[local-name()='link'][@rel='self']/@href")
            if len(own) != 1:
                site.report.fault(site.name(path), f"has {len(own)} links to itself")
            else:
                site.learn_root(path, own[0])
        for path, document in documents:
            (check_rss if kind == "rss" else check_atom)(site, path, document.getroot())
            check_as_client(site, path, document.getroot())
            site.report.counts[f"{kind} feeds"] += 1
        schemas.ask_jing(site, [path for path, _ in documents], kind)


def check_rss(site, path, root):
    name = site.name(path)
    channel = root.find("channel")
    for element in root.iter("link", "url"):
        site.check_url(name, element.tag, element.text)
    for element in root.iter(f"{ATOM}link"):
        site.check_url(name, f"link {element.get('rel')}", element.get("href"))
    check_date(site.report, name, channel.findtext("lastBuildDate"))
    ids = []
    for item in channel.iter("item"):
        guid = item.findtext("guid")
        ids.append(guid)
        if item.find("guid").get("isPermaLink") == "false" and not guid.startswith("tag:"):
            site.report.fault(name, f"guid {guid} is not a tag: URI")
        check_date(site.report, name, item.findtext("pubDate"))
        for enclosure in item.iter("enclosure"):
            length = int(enclosure.get("length"))
            site.check_url(name, f"enclosure of {guid}", enclosure.get("url"), length)
        for picture in item.iter(MEDIA):
            site.check_url(name, f"picture of {guid}", picture.get("url"))
        check_content(site, name, guid, item.findtext(CONTENT) or "")
        if not (item.findtext("title") or item.findtext("description")):
            site.report.fault(name, f"{guid} has neither title nor description")
    check_items(site, path, "rss", ids)


def check_atom(site, path, root):
    name = site.name(path)
    for element in root.iter(f"{ATOM}link"):
        length = element.get("length")
        url = element.get("href")
        site.check_url(name, f"link {element.get('rel')}", url, length and int(length))
        if element.get("rel") == "enclosure" and not (length and element.get("type")):
            site.report.fault(name, f"enclosure {url} without length or type")
    for element in root.iter(f"{ATOM}icon", f"{ATOM}logo"):
        site.check_url(name, element.tag, element.text)
    for picture in root.iter(MEDIA):
        site.check_url(name, "picture", picture.get("url"))
    ids = []
    has_author = root.find(f"{ATOM}author") is not None
    for entry in root.iter(f"{ATOM}entry"):
        id = entry.findtext(f"{ATOM}id")
        ids.append(id)
        if not has_author and entry.find(f"{ATOM}author") is None:
            site.report.fault(name, f"{id} has no author, and the feed has none")
        alternates = [link for link in entry.iter(f"{ATOM}link") if link.get("rel") == "alternate"]
        if len(alternates) != 1:
            site.report.fault(name, f"{id} has {len(alternates)} alternate links")
        check_content(site, name, id, entry.findtext(f"{ATOM}content") or "")
    check_unique(site.report, name, "id", [root.findtext(f"{ATOM}id"), *ids])
    check_items(site, path, "atom", ids)


def check_items(site, path, kind, ids):
    check_unique(site.report, site.name(path), "id", ids)
    site.items[(path.parent, path.stem.removeprefix(kind), kind)] = ids
    site.report.counts["items"] += len(ids)


def check_as_client(site, path, root):
    """What a reader's library makes of it, without help from HTTP."""
    name = site.name(path)
    feed = feedparser.parse(path.read_bytes(), sanitize_html=False, resolve_relative_uris=False)
    if feed.bozo:
        site.report.fault(name, f"feedparser: {feed.bozo_exception}")
    if not feed.feed.get("title") or not feed.feed.get("link"):
        site.report.fault(name, "feedparser finds no title or link")
    if not feed.feed.get("updated_parsed"):
        site.report.fault(name, "feedparser finds no date of the feed")
    count = sum(1 for element in root.iter("item", f"{ATOM}entry"))
    if len(feed.entries) != count:
        site.report.fault(name, f"feedparser finds {len(feed.entries)} of {count} items")
    newest = None
    for entry in feed.entries:
        for key in ("id", "title", "link", "published_parsed"):
            if not entry.get(key):
                site.report.fault(name, f"feedparser finds no {key} of {entry.get('id')}")
        for enclosure in entry.get("enclosures", []):
            if not (enclosure.get("href") and enclosure.get("length") and enclosure.get("type")):
                site.report.fault(name, f"feedparser: enclosure of {entry.get('id')} is not whole")
        changed = max(filter(None, (entry.get("updated_parsed"), entry.get("published_parsed"))))
        newest = max(newest or changed, changed)
    if newest and feed.feed.get("updated_parsed") != newest:
        site.report.fault(name, "is not as new as its newest item")


def compare_formats(site):
    """Formats that stand in one folder tell of the same items in the same order."""
    groups = {}
    for (folder, part, kind), ids in site.items.items():
        groups.setdefault((folder, part), {})[kind] = ids
    for (folder, part), formats in sorted(groups.items()):
        kinds = sorted(formats)
        for kind in kinds[1:]:
            if formats[kind] != formats[kinds[0]]:
                where = site.name(folder) if folder != site.folder else "."
                site.report.fault(where, f"{kind} and {kinds[0]} do not have the same items")
