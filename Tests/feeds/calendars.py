"""Calendars: the lines as RFC 5545 wants them, and what the icalendar package reads."""

from datetime import date, datetime

from icalendar import Calendar

from report import check_unique


def check(site):
    for path in site.files("*.ics"):
        name = site.name(path)
        check_lines(site, name, path.read_bytes())
        try:
            calendar = Calendar.from_ical(path.read_bytes())
        except (ValueError, KeyError, IndexError) as error:
            site.report.fault(name, f"icalendar: {error}")
            continue
        check_calendar(site, name, calendar)
        site.report.counts["calendars"] += 1


def check_lines(site, name, text):
    if not text.endswith(b"\r\n"):
        site.report.fault(name, "does not end in CRLF")
    for number, line in enumerate(text.split(b"\r\n"), 1):
        if b"\n" in line or b"\r" in line:
            site.report.fault(name, f"line {number} is not ended by CRLF")
        if len(line) > 75:
            site.report.fault(name, f"line {number} has {len(line)} octets")
        try:
            line.decode()
        except UnicodeDecodeError:
            site.report.fault(name, f"line {number} divides a character")


def check_calendar(site, name, calendar):
    for key in ("VERSION", "PRODID"):
        if not calendar.get(key):
            site.report.fault(name, f"has no {key}")
    if "URL" in calendar:
        site.check_url(name, "URL", str(calendar["URL"]))
    zones = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
    events = calendar.walk("VEVENT")
    for event in events:
        check_event(site, name, event, zones)
    ids = [(str(event.get("UID")), str(event.get("RECURRENCE-ID"))) for event in events]
    check_unique(site.report, name, "event", ids)
    site.report.counts["events"] += len(events)


def check_event(site, name, event, zones):
    id = event.get("UID")
    for component, error in event.errors:
        site.report.fault(name, f"{id}: {component}: {error}")
    if event.errors:
        return
    for key in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"):
        if not event.get(key):
            site.report.fault(name, f"{id} has no {key}")
            return
    start = event["DTSTART"]
    if isinstance(start.dt, datetime):
        zone = start.params.get("TZID")
        if start.dt.tzinfo is None or (zone and zone not in zones):
            site.report.fault(name, f"{id}: zone {zone} of the start is not described")
    end = event.get("DTEND")
    if end is not None and (is_day(end.dt) != is_day(start.dt) or end.dt <= start.dt):
        site.report.fault(name, f"{id} ends before it starts, or in another form")
    if event["DTSTAMP"].dt.utcoffset().total_seconds() != 0:
        site.report.fault(name, f"{id}: the stamp is not in UTC")
    if "URL" in event:
        site.check_url(name, f"URL of {id}", str(event["URL"]))


def is_day(value):
    return isinstance(value, date) and not isinstance(value, datetime)
