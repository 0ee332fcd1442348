"""Calendars: the lines as RFC 5545 wants them, and what the icalendar package reads."""

from datetime import date, datetime, timedelta
from itertools import islice

from dateutil.rrule import rrulestr
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
    if "DURATION" in event and (end is not None or is_day(start.dt) or event["DURATION"].dt <= timedelta()):
        site.report.fault(name, f"{id} lasts for a time beside an end, on a day, or for none")
    if not is_day(start.dt) and end is None and "DURATION" not in event:
        site.report.fault(name, f"{id} has a time and no end")
    check_cancelled(site, name, event)
    check_alarms(site, name, event)
    if event["DTSTAMP"].dt.utcoffset().total_seconds() != 0:
        site.report.fault(name, f"{id}: the stamp is not in UTC")
    if int(event.get("SEQUENCE", 0)) < 0 or str(event.get("STATUS")) not in ("CONFIRMED", "CANCELLED"):
        site.report.fault(name, f"{id} has no number, or a status of its own")
    if "URL" in event:
        site.check_url(name, f"URL of {id}", str(event["URL"]))
    if "RRULE" in event:
        check_recurrence(site, name, event)


def check_cancelled(site, name, event):
    marks = ("（已取消）", "(cancelled) ")
    if str(event["SUMMARY"]).startswith(marks) != (str(event.get("STATUS")) == "CANCELLED"):
        site.report.fault(name, f"{event['UID']}: the title and the status disagree on whether it is called off")


def check_alarms(site, name, event):
    """Only a file with one event, which people add by hand, reminds of it."""
    alarms = event.walk("VALARM")
    if alarms and not name.endswith("event.ics"):
        site.report.fault(name, f"{event['UID']} reminds whoever subscribes")
    for alarm in alarms:
        trigger = alarm.get("TRIGGER")
        if str(alarm.get("ACTION")) != "DISPLAY" or not alarm.get("DESCRIPTION") \
                or trigger is None or trigger.dt > timedelta():
            site.report.fault(name, f"{event['UID']}: an alarm shows nothing, or comes too late")
    site.report.counts["reminders"] += len(alarms)


def check_recurrence(site, name, event):
    """The start is the rule's first time, exceptions are times of the rule, and it goes on."""
    id, start = event["UID"], event["DTSTART"].dt
    local = start.replace(tzinfo=None) if isinstance(start, datetime) else datetime(start.year, start.month, start.day)
    rule = event["RRULE"].to_ical().decode()
    if "UNTIL" in rule:  # In UTC, where the start has another zone; what ends is looked at without its end.
        rule = ";".join(part for part in rule.split(";") if not part.startswith("UNTIL"))
    times = rrulestr(rule, dtstart=local)
    if next(iter(times), None) != local:
        site.report.fault(name, f"{id}: the start is no time of {rule}")
    exceptions = event.get("EXDATE", [])
    for exception in exceptions if isinstance(exceptions, list) else [exceptions]:
        for value in exception.dts:
            moment = value.dt
            plain = moment.replace(tzinfo=None) if isinstance(moment, datetime) \
                else datetime(moment.year, moment.month, moment.day)
            if plain not in times:
                site.report.fault(name, f"{id}: the exception {plain} is no time of {rule}")
    first, later = islice(times, 2)
    if not timedelta(days=27) < later - first < timedelta(days=367):
        site.report.fault(name, f"{id}: {rule} comes again after {later - first}")
    site.report.counts["recurring meetings"] += 1


def is_day(value):
    return isinstance(value, date) and not isinstance(value, datetime)
