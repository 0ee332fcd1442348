"""vdirsyncer and khal: one fetches a calendar, the other shows it on a terminal."""

import datetime

from readers import Reader

SYNC = """[general]
status_path = "{home}/status"
[pair portal]
a = "local"
b = "remote"
collections = null
conflict_resolution = "b wins"
[storage local]
type = "filesystem"
path = "{home}/events"
fileext = ".ics"
[storage remote]
type = "http"
url = "{address}"
"""
SHOW = """[calendars]
[[portal]]
path = {home}/events
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {home}/khal.db
"""


class Khal(Reader):
    name, agent = "khal", "vdirsyncer"
    formats = ()
    discovers = False
    takes_list = False

    def open(self, formats, pages):
        home = self.desk.home
        values = {"home": home, "zone": self.zone.key, "address": self.portal.url + "calendar.ics"}
        (home / "sync").write_text(SYNC.format(**values))
        (home / "show").write_text(SHOW.format(**values))
        (home / "events").mkdir()
        self.desk.run(["vdirsyncer", "-c", home / "sync", "discover"])
        self.refresh()

    def refresh(self):
        self.desk.run(["vdirsyncer", "-c", self.desk.home / "sync", "sync"])

    def feeds(self):
        return {}

    def events(self):
        """Title, start, end, place and status of the events of July and August 2026."""
        form = "{title}|{start}|{end}|{location}|{cancelled}"
        text = self.desk.run(["khal", "-c", self.desk.home / "show", "list", "--day-format", "", "--format", form,
                              "--once", "2026-07-01", "2026-08-31"])
        rows = [line.split("|") for line in text.splitlines() if line]
        return [(title, moment(start), moment(end), place, status.strip()) for title, start, end, place, status in rows]


def moment(text):
    return datetime.datetime.strptime(text, "%Y-%m-%d %H:%M")
