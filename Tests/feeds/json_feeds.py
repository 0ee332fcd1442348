"""JSON Feed 1.1: the schema, and what it cannot know."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from report import check_content, check_date, check_unique

SCHEMA = Path(__file__).resolve().parent / "schemas" / "jsonfeed.schema.json"


def check(site):
    schema = json.loads(SCHEMA.read_text())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for path in site.files("feed*.json"):
        name = site.name(path)
        try:
            feed = json.loads(path.read_bytes(), object_pairs_hook=unique_members)
        except ValueError as error:
            site.report.fault(name, f"not well-formed: {error}")
            continue
        errors = sorted(validator.iter_errors(feed), key=lambda error: error.json_path)
        for error in errors[:5]:
            site.report.fault(name, f"{error.json_path}: {error.message[:200]}")
        if not errors:
            check_feed(site, path, feed)
        site.report.counts["JSON feeds"] += 1


def unique_members(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member occurs twice")
    return members


def check_feed(site, path, feed):
    name = site.name(path)
    if path.name == "feed.json":
        site.learn_root(path, feed["feed_url"])
    for key in ("home_page_url", "feed_url", "next_url", "icon", "favicon"):
        if key in feed:
            site.check_url(name, key, feed[key])
    ids = []
    for item in feed["items"]:
        id = item["id"]
        ids.append(id)
        for key in ("url", "external_url", "image"):
            if key in item:
                site.check_url(name, f"{key} of {id}", item[key])
        for attachment in item.get("attachments", []):
            length = attachment["size_in_bytes"]
            site.check_url(name, f"attachment of {id}", attachment["url"], length)
        for key in ("date_published", "date_modified"):
            if key in item:
                check_date(site.report, name, item[key])
        check_content(site, name, id, item.get("content_html", ""))
    check_unique(site.report, name, "id", ids)
    site.items[(path.parent, path.stem.removeprefix("feed"), "json")] = ids
    site.report.counts["items"] += len(ids)
