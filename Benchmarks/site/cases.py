"""What changes cost where nothing but the default theme and the default settings is used, on corpora of two
shapes, and what mistakes and large files cost."""
import re
import shutil
import time

import corpus
from programs import Workplace, change

# The shapes with their numbers of documents.
SHAPES = {"columns": 10_000, "series": 5_000}
SHAPE_TEXTS = {"columns": "eight columns and notices, 40 tags, 30 authors",
               "series": "one column, three tags, two authors"}
# What is changed, and how much of a clean build that may cost. The article that goes is the one that came.
CHANGES = {"new": ("one article more, the newest, in the middle of its column", 0.25),
           "removed": ("the same article less", 0.25),
           "order": ("an article's `order` changed", 0.25),
           "date": ("an article's `date` changed", 0.25),
           "tag": ("a tag more", 0.25),
           "body": ("an article's text edited", None)}


class DefaultPlace(Workplace):
    """A corpus of some shape that is built with the default theme and settings."""

    def __init__(self, folder, documents, shape):
        self.prepare(folder, documents)
        self.plan = corpus.Plan(documents, shape)
        corpus.write(self.folder, documents, shape, settings="")
        self.last_edit = time.monotonic()

    def article(self, number):
        """The path of an article in the middle of its column: another for each number."""
        column = self.plan.columns[number % len(self.plan.columns)]
        rank = max(1, self.documents * 85 // 100 // len(self.plan.columns) // 2 + number)
        return self.folder / f"content/study/{column}/a{rank:07}.md", rank

    def change(self, kind):
        """Changes one file as an author would."""
        self.edits += 1
        self.last_edit = time.monotonic()
        path, rank = self.article(self.edits)
        new = self.article(0)[0].with_name("new.md")
        if kind == "new":
            tags = ", ".join(self.plan.tags[:2])
            new.write_text(f"---\ntitle: 新的一篇\ndate: 2026-06-30T19:00:00+08:00\nid: new\ntags: [{tags}]\n"
                           f"author: {self.plan.authors[0]}\norder: {self.article(0)[1]}\n---\n\n正文一段。\n")
        elif kind == "removed": new.unlink()
        elif kind == "order": change(path, r"(?m)^order: .*$", f"order: {rank // 2}")
        elif kind == "date": change(path, r"(?m)^date: .*$", "date: 2024-05-06T07:08:09+08:00")
        elif kind == "tag": change(path, r"(?m)^tags: \[", f"tags: [{self.another_tag(path)}, ")
        elif kind == "body": change(path, r"\Z", f"\n第 {self.edits} 次修改。\n")

    def another_tag(self, path):
        has = re.search(r"(?m)^tags: \[(.*)\]$", path.read_text())[1].split(", ")
        return next((tag for tag in self.plan.tags if tag not in has), "另一个标签")


def run_changes(series, folder, rounds, say):
    """Adds the rounds of a shape to the series named after it."""
    place = DefaultPlace(folder, series.documents, series.shape)
    try:
        place.ours(clean=True)
        for turn in range(rounds):
            say(f"{series.documents:,} documents, {SHAPE_TEXTS[series.shape]}: round {turn + 1} of {rounds}")
            series.add("clean", place.ours(clean=True))
            for kind in CHANGES:
                place.change(kind)
                series.add(kind, place.ours())
    finally:
        place.remove()


class StressPlace(Workplace):
    """Two sites that differ in one thing that may go wrong: `plain` and `hard`."""

    def __init__(self, folder, notices):
        """`notices` gives the front matter and the text of a notice, by its number and whether it is hard."""
        self.prepare(folder, len(notices(False)))
        self.root = self.folder
        for name in ("plain", "hard"):
            content = self.root / name / "content/notice"
            content.mkdir(parents=True)
            (content.parent / "site.yml").write_text(
                "title: 梧桐里\nurl: https://bench.example/\nidentity: bench.example,2006\n"
                "sections: {notice: {kind: notice, title: 通知公告}}\n")
            for number, (head, text) in enumerate(notices(name == "hard")):
                (content / f"n{number:05}.md").write_text(
                    f"---\ntitle: 通知{number}\ndate: 2025-06-01\n{head}---\n\n{text}\n")
        self.last_edit = time.monotonic()

    def build(self, name, clean=False, expecting="0"):
        self.folder = self.root / name
        try:
            return self.ours(clean, expecting)
        finally:
            self.folder = self.root


def warnings(series, folder, rounds):
    """18,060 warnings in 420 documents; what is built is as it was."""
    def notices(is_hard):
        mark = "<font color=\"red\">" if is_hard else "**"
        end = "" if is_hard else "**"
        return [("", "\n\n".join(f"{mark}{corpus.SENTENCES[line]}{end}" for line in range(43)))
                for _ in range(420)]
    place = StressPlace(folder, notices)
    try:
        for name in ("plain", "hard"): place.build(name, clean=True)
        for _ in range(rounds):
            for name in ("plain", "hard"): series.add(name, place.build(name))
    finally:
        place.remove()


def attachments(series, folder, rounds, count):
    """Attachments of 10 MB, ten to a notice, which are holes on disk; a build of a new site."""
    def notices(is_hard):
        return [("attachments: [" + ", ".join(f"/files/f{number * 10 + file}.pdf" for file in range(10)) + "]\n"
                 if is_hard else "", corpus.SENTENCES[number]) for number in range(count // 10)]
    place = StressPlace(folder, notices)
    try:
        files = place.root / "hard/content/files"
        files.mkdir()
        for number in range(count):
            with open(files / f"f{number}.pdf", "wb") as file:
                file.write(b"%PDF-1.7\n")
                file.truncate(10_000_000)
        for _ in range(rounds):
            for name in ("plain", "hard"):
                series.add(name, place.build(name, clean=True))
                shutil.rmtree(place.root / name / "site")
    finally:
        place.remove()


def broken_links(series, folder, rounds):
    """10,000 links to nowhere, ten in a notice, against as many that lead somewhere; new builds."""
    def notices(is_hard):
        return [("", "".join(f"[另一篇]({'nowhere' if is_hard else 'n'}{(number * 7 + link) % 1000:05}.md)，"
                              for link in range(10))) for number in range(1000)]
    place = StressPlace(folder, notices)
    try:
        for _ in range(rounds):
            series.add("plain", place.build("plain", clean=True))
            series.add("hard", place.build("hard", clean=True, expecting="1"))
    finally:
        place.remove()


def stress(new_series, folder, rounds, attachment_count, say):
    """Runs every such case; gives what it is called, its series, what is compared, and the budget."""
    cases = [
        ("nothing changed, 18,060 warnings ÷ none", "wall", 1.5, warnings, ()),
        (f"peak memory, {attachment_count:,} attachments of 10 MB ÷ none", "peak", 1.5, attachments,
         (attachment_count,)),
        ("10,000 links to nowhere ÷ as many that lead somewhere", "wall", 2, broken_links, ())]
    found = []
    for text, figure, budget, run, more in cases:
        say(text)
        series = new_series()
        run(series, folder, rounds, *more)
        found.append((text, series, figure, budget))
    return found
