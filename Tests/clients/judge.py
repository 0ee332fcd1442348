"""What is claimed of each client, and whether it holds."""

import dataclasses
import html
import re
import struct
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ElementTree

from portal import CONTENT, DAYS, PICTURES
from readers import FORMATS, PAGES

ORGANISATION = "中共望川里社区委员会"
NEW, WITHDRAWN = "20260702-volunteer", "20260617-list"
UPDATED = {"20260615-hours": DAYS[1], "20260618-repair": DAYS[1], "20260626-meeting": DAYS[1], "20260623-trip": DAYS[2]}
RETITLED = {"20260615-hours": "关于调整党群服务中心夏季开放时间的通知"}
LABELS = ("时间", "地点", "发文字号", "发文单位", "主送", "有效期至", "公示期")
ATOM = "{http://www.w3.org/2005/Atom}"


@dataclasses.dataclass
class Claim:
    """A sentence that holds or not; `name` is its own, with the number of what it belongs to in front."""
    name: str
    holds: bool
    detail: str = ""


@dataclasses.dataclass
class Document:
    """A document of the portal, as its front matter has it."""
    id: str
    title: str
    days: list
    sender: str
    page: str


def documents():
    """The documents that feeds have, by their ids."""
    found = {}
    for path in sorted(CONTENT.glob("*/**/*.md")):
        header = path.read_text("utf-8").split("---\n")[1]
        fields = dict(re.findall(r"^([a-z]+): (.*)$", header, re.MULTILINE))
        if "id" not in fields:
            continue
        branch = "第一党支部" if "branch" in fields else None
        sender = fields.get("author") or branch or fields.get("issuer") or ORGANISATION
        day = (fields.get("date") or fields["held"])[:10]
        folder = path.parent.relative_to(CONTENT).as_posix() + "/"
        found[fields["id"]] = Document(fields["id"], fields["title"], [day, UPDATED.get(fields["id"], day)], sender,
                                       folder)
    return found


DOCUMENTS = documents()


def identity(item):
    """The id of the document that an item is of: from its own id, or from its title where a client does not tell that."""
    for key, document in DOCUMENTS.items():
        if key in item.id or not item.id and item.title in (document.title, RETITLED.get(key)):
            return key
    return None


def is_correction(item):
    return "更正" in item.title


def plain(body):
    """The text of an item as a preview shows it."""
    body = re.sub(r"(?s)<head.*?</head>|<style.*?</style>", "", body)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body))).strip()


def item_of(items, key):
    return next((item for item in items if identity(item) == key and not is_correction(item)), None)


def compare(name, expected, found):
    return Claim(name, expected == found, f"missing {sorted(expected - found)}, too many {sorted(found - expected)}")


def of_life(reader, name, history):
    """New, edited, renamed, withdrawn, expired, pinned: each document is one item, and what is new arrives."""
    first, last = history[0].get(name, []), history[-1].get(name, [])
    expected = set(DOCUMENTS) - {NEW}
    label = f"{reader.name} {name}"
    yield compare(f"0 {label}: has every document", expected, {identity(item) for item in first})
    yield Claim(f"0 {label}: a new document arrives", item_of(history[1].get(name, []), NEW) is not None)
    keys = [identity(item) for item in last if not is_correction(item)]
    doubles = {key for key in keys if keys.count(key) > 1 or key is None}
    yield Claim(f"0 {label}: no document is there twice", not doubles, str(doubles))
    if not reader.keeps_first_text:
        for key, title in RETITLED.items():
            item = item_of(last, key)
            yield Claim(f"2 {label}: another title arrives", item is not None and item.title == title, str(item)[:200])
        if name != "rss.xml" or not reader.has_bodies:
            item = item_of(last, "20260618-repair")
            yield Claim(f"2 {label}: another text arrives", reader.has_text(item, "14:00—17:00"), str(item)[:300])


def of_corrections(reader, name, items):
    """What the portal issues again arrives as an item of its own; the old one stays."""
    label = f"{reader.name} {name}"
    again = [item for item in items if item.title == "更正：关于开展7月义诊的通知"]
    yield Claim(f"2 {label}: what is issued again is one new item", len(again) == 1, f"{len(again)} items")
    yield Claim(f"2 {label}: it says what changed", any(reader.has_text(item, "集合时间提前") for item in again))
    old = item_of(items, "20260624-clinic")
    same = bool(again) and old is not None and again[0].link == old.link
    yield Claim(f"2 {label}: the old item stays, and both lead to one page", same)
    notice = [item for item in items if is_correction(item) and "书屋" in item.title]
    yield Claim(f"2 {label}: a correction notice is one new item", len(notice) == 1, f"{len(notice)} items")
    names = any(DOCUMENTS["20260618-repair"].title in item.title for item in notice)
    yield Claim(f"2 {label}: a correction notice names what it corrects", names)


def of_titles(reader, name, items):
    """Each item has the title of its document, whole; one that was changed is the first or the second."""
    wrong = []
    for item in items:
        key = identity(item)
        if key is not None and not is_correction(item) and item.title not in (DOCUMENTS[key].title, RETITLED.get(key)):
            wrong.append(item.title)
    yield Claim(f"0 {reader.name} {name}: every title is the one, in {reader.zone.key}", bool(items) and not wrong,
                str(wrong))


def of_days(reader, name, items):
    """No item is shown on another day than its document's, which is that of its change in readers that go by it."""
    wrong = []
    for item in items:
        days = [DAYS[4]] if is_correction(item) else DOCUMENTS[identity(item)].days if identity(item) else []
        if item.day not in days:
            wrong.append(f"{item.title}: {item.day}")
    yield Claim(f"3 {reader.name} {name}: no day is another, in {reader.zone.key}", bool(items) and not wrong,
                f"{len(wrong)} of {len(items)}: {wrong[:2]}")


def of_senders(reader, name, items):
    wrong = [f"{item.title}: {item.sender}" for item in items
             if identity(item) and item.sender != DOCUMENTS[identity(item)].sender]
    yield Claim(f"5 {reader.name} {name}: every sender is the one", bool(items) and not wrong,
                f"{len(wrong)} of {len(items)}: {wrong[:3]}")


def of_pictures(reader, name, items):
    """Pictures have their size and shrink with the window."""
    label = f"{reader.name} {name}"
    pictures = []
    for item in items:
        pictures += re.findall(r"<img[^>]*>", item.body)
    facts = [dict(re.findall(r'([a-z]+)="([^"]*)"', picture)) for picture in pictures]
    shown = [one for one in facts if urllib.parse.unquote(one.get("src", "")).startswith(reader.portal.url)]
    wrong = [one["src"] for one in shown if one["src"].endswith(".png") and not has_size(reader.portal, one)]
    yield Claim(f"4 {label}: pictures have their true proportions", len(shown) >= 3 and not wrong, str(wrong))
    paths = {urllib.parse.unquote(one["src"]).removeprefix(reader.portal.url): int(one.get("width", 0)) for one in shown}
    wide = [path for path, width in paths.items() if width > 960 and path not in PICTURES]
    yield Claim(f"4 {label}: pictures made in sizes have at most 960 pixels", bool(shown) and not wide, str(wide))
    stiff = [one["src"] for one in shown
             if not {"max-width:100%", "height:auto"} <= set(one.get("style", "").replace(" ", "").split(";"))]
    yield Claim(f"4 {label}: pictures shrink with the window", bool(shown) and not stiff, str(stiff[:2]))
    figures = [tag for item in items for tag in re.findall(r"<figure[^>]*>", item.body)]
    margins = [tag for tag in figures if not re.search(r"margin:\s*0", tag)]
    yield Claim(f"4 {label}: figures have no margins", bool(shown) and not margins, str(margins[:2]))
    drawn = [item.thumbnail for item in items if item.thumbnail.endswith(".svg")]
    yield Claim(f"4 {label}: no thumbnail is a drawing", not drawn, str(drawn))


def has_size(portal, attributes):
    """Whether the attributes of an image have the proportions of its file."""
    path = urllib.parse.unquote(attributes["src"]).removeprefix(portal.url)
    width, height = struct.unpack(">II", (portal.server.site / path).read_bytes()[16:24])
    try:
        return abs(int(attributes["width"]) * height - int(attributes["height"]) * width) <= max(width, height)
    except (KeyError, ValueError):
        return False


def of_previews(reader, name, items):
    label = f"{reader.name} {name}"
    meeting = item_of(items, "20260626-meeting")
    text = plain(meeting.body) if meeting else ""
    start = text[:60]
    yield Claim(f"6 {label}: a meeting begins with its time and place",
                bool(re.search(r"7月[89]日", start)) and "二楼会议室" in start, start)
    labels = tuple(f"{word}：" for word in LABELS)
    labelled = [text[:20] for text in (plain(item.body) for item in items) if text.startswith(labels)]
    yield Claim(f"6 {label}: no item begins with a label", bool(items) and not labelled, str(labelled[:2]))
    if reader.has_whole_text(name):
        place = text.find("望网支〔2026〕5号")
        yield Claim(f"6 {label}: number and issuer come last", place > text.find("7月6日以前"), text[:60])


def of_plain_readers(reader, name, items):
    """What a reader without style sheets shows."""
    label = f"{reader.name} {name}"
    bodies = {key: (item_of(items, key).body if item_of(items, key) else "") for key in DOCUMENTS}
    alert, table = bodies["20260627-heat"], bodies["20260625-dues"]
    letter, visit = bodies["20260620-letter"], bodies["20260622-visit"]
    yield Claim(f"7 {label}: an alert is a quotation with a bold word",
                bool(re.search(r"(?s)<blockquote.*?<(strong|b)\b", alert)), plain(alert)[:80])
    yield Claim(f"7 {label}: a table has lines", bool(re.search(r"<table[^>]*border", table)),
                str(re.findall("<table[^>]*>", table)))
    yield Claim(f"7 {label}: ruby has parentheses", "<rp" in letter, str(re.findall("(?s)<ruby.*?</ruby>", letter)))
    closed = re.findall(r"<details(?![^>]*open)[^>]*>", letter)
    yield Claim(f"7 {label}: details are open", bool(letter) and not closed, str(closed))
    anchors = re.findall(r'href="[^"#]*#([^"]+)"', letter)
    lost = [one for one in anchors if f'id="{one}"' not in letter and f'name="{one}"' not in letter]
    yield Claim(f"7 {label}: footnotes are within reach", "以堰口石刻为准" in plain(letter) and not lost, str(lost))
    yield Claim(f"7 {label}: a film is a line with a link", bool(visit) and "<video" not in visit)
    page = urllib.parse.urlsplit(item_of(items, "20260622-visit").link).path if visit else ""
    yield Claim(f"7 {label}: a long item ends with the link of its page",
                bool(page) and urllib.parse.unquote(page) in urllib.parse.unquote(visit[-400:]), visit[-80:])


def of_discovery(reader, feeds):
    """A page's address leads to the page's own feed."""
    for page in PAGES:
        paths = {normal(path): items for path, items in feeds.items()}
        found = [path for path in paths if path.startswith(page) and path.rsplit("/", 1)[0] + "/" == page and paths[path]]
        expected = {key for key, document in DOCUMENTS.items() if document.page == page or
                    page.startswith("authors") and document.sender == "周禾"}
        items = {identity(item) for path in found for item in paths[path] if not is_correction(item)}
        yield Claim(f"1 {reader.name}: {page} leads to its feed", bool(found) and expected - {WITHDRAWN, NEW} <= items,
                    f"{sorted(paths)}")
        yield Claim(f"1 {reader.name}: {page} leads to Atom", f"{page}atom.xml" in found, str(found))


def normal(path):
    """A path without `..`, as a host resolves it."""
    parts = []
    for part in path.split("/"):
        if part == "..":
            parts and parts.pop()
        elif part or not parts:
            parts.append(part)
    return "/".join(parts)


def of_list(reader, feeds):
    """Whoever imports the list has every document that is there, once in a feed."""
    for path, items in feeds.items():
        keys = [identity(item) for item in items if not is_correction(item)]
        if len(keys) != len(set(keys)):
            yield Claim(f"1 {reader.name}: the list gives no doubles in {path}", False, str(keys))
    every = {identity(item) for items in feeds.values() for item in items}
    yield compare(f"1 {reader.name}: the list gives every document", set(DOCUMENTS) - {WITHDRAWN}, every - {None})


def of_links(reader, items, statuses):
    """What an item links to is there, although the document was renamed."""
    dead = {item.link for item in items if item.link and identity(item) != WITHDRAWN and statuses(item.link) != 200}
    if reader.has_bodies:
        yield Claim(f"8 {reader.name}: every item's link leads somewhere", not dead, str(dead))


def of_requests(reader, quiet):
    """Nothing is asked for that is not there, and an unchanged feed is sent once."""
    usual = ("/", "/favicon.ico", "/portal/favicon.ico")
    lost = {request.path for request in reader.requests() if request.status == 404 and request.path not in usual}
    yield Claim(f"10 {reader.name}: asks for nothing that is not there", not lost, str(sorted(lost)))
    feeds = [request for request in quiet if request.path.endswith((".xml", ".json"))]
    sent = [request.path for request in feeds if request.status == 200]
    if reader.asks_conditionally:
        yield Claim(f"0 {reader.name}: an unchanged feed is not sent again", bool(feeds) and not sent, str(sent))


def of_portal(portal):
    """What clients take from the files themselves."""
    outlines = ElementTree.parse(portal.server.site / "feeds.opml").iter("outline")
    feeds = [one.get("xmlUrl") for one in outlines if one.get("xmlUrl")]
    yield Claim("1 portal: the list has Atom feeds", all(feed.endswith("atom.xml") for feed in feeds), str(feeds[:2]))
    atom = ElementTree.parse(portal.server.site / "atom.xml").getroot()
    icons = [atom.findtext(f"{ATOM}{name}") or "" for name in ("icon", "logo")]
    yield Claim("10 portal: Atom has a raster icon and a logo", all(icon.endswith(".png") for icon in icons), str(icons))
    image = ElementTree.parse(portal.server.site / "rss.xml").findtext("channel/image/url") or ""
    yield Claim("10 portal: RSS has a raster image", image.endswith(".png"), image)
    site = atom.findtext(f"{ATOM}subtitle")
    for page in ("authors/周禾/", "branches/first/", "study/", "activity/"):
        own = ElementTree.parse(portal.server.site / page / "atom.xml").getroot().findtext(f"{ATOM}subtitle") or ""
        yield Claim(f"10 portal: the feed of {page} describes itself", own not in ("", site), own)
    yield from of_corrected_page(portal)


def of_corrected_page(portal):
    """The page of a notice and that of its correction link each other."""
    notices = portal.server.site / "notice"
    page = urllib.parse.unquote((notices / "2026-06-repair/index.html").read_text("utf-8"))
    corrections = [path for path in notices.iterdir() if "更正" in path.name and path.is_dir()]
    linked = [path.name for path in corrections if f"notice/{path.name}/" in page]
    yield Claim("2 portal: a corrected notice links its correction", len(linked) == 1, str(linked))
    back = [path.name for path in corrections
            if "notice/2026-06-repair/" in (path / "index.html").read_text("utf-8")]
    yield Claim("2 portal: a correction links what it corrects", len(back) == 1, str(back))


def of_calendar(reader, events):
    """Events as a calendar shows them: title, start, end, place, whether it is cancelled."""
    titles = [event[0] for event in events]
    names = {"2026年第三季度党员大会", "7月义诊"}
    yield Claim(f"9 {reader.name}: events have names, not titles of notices", names <= set(titles), str(titles))
    meeting = next((event for event in events if "第三季度党员大会" in event[0]), None)
    start = "2026-07-09 15:00" if reader.zone.key == "Asia/Shanghai" else "2026-07-09 09:00"
    yield Claim(f"9 {reader.name}: a moved meeting is moved, in {reader.zone.key}",
                meeting is not None and f"{meeting[1]:%Y-%m-%d %H:%M}" == start, str(meeting))
    trip = next((event[0] for event in events if "堤防陈列室" in event[0]), "")
    yield Claim(f"9 {reader.name}: a cancelled event says so", "（已取消）" in trip, trip)
    once = {event[:2] for event in events}
    yield Claim(f"9 {reader.name}: no event is there twice", len(once) == len(events), str(titles))
    clinic = next((event for event in events if "义诊" in event[0]), None)
    yield Claim(f"9 {reader.name}: an event without an end gets one", clinic is not None and clinic[2] > clinic[1],
                str(clinic))


def of_reminders(reader, subscribed, added):
    """Only the event that a member adds of his own rings."""
    yield Claim(f"9 {reader.name}: an event that a member adds has its reminder", [event[5] for event in added] == [1],
                str(added))
    rings = [event for event in subscribed if event[5]]
    yield Claim(f"9 {reader.name}: a calendar to subscribe to has none", not rings, str(rings))


def answers(portal):
    """A function that gives the status of an address, asked once."""
    known = {}

    def status(address):
        address = urllib.parse.quote(urllib.parse.unquote(address), safe=":/#?=&")
        if address not in known:
            try:
                with urllib.request.urlopen(address, timeout=10) as answer:
                    known[address] = answer.status
            except urllib.error.HTTPError as error:
                known[address] = error.code
        return known[address]
    return status
