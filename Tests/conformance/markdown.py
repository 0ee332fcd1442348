#!/usr/bin/env python3
"""markdown.py RUNNER SPECIFICATIONS: asks the program `RUNNER markdown` about every case of two specifications.

SPECIFICATIONS is a folder with `commonmark.txt`, all of whose cases count, and `gfm.txt`, whose cases count that
name an extension. Fails where an answer differs, and where there are not as many cases as there should be.
"""
import json
import pathlib
import re
import subprocess
import sys
from html.parser import HTMLParser

FENCE = "`" * 32
# How many cases each extension has; tagfilter alone is none of ours: HTML that is not trusted is shown as text.
COMMONMARK = 652
EXTENSIONS = {"table": 8, "strikethrough": 2, "autolink": 11, "tasklist": 2, "tagfilter": 1}
LEFT_OUT = {"tagfilter"}
# What gfm.txt calls task lists, which GitHub renders as disabled boxes.
NAMES = {"disabled": "tasklist"}


def cases(path):
    """Extensions, Markdown and HTML of each example of a specification's text."""
    for block in re.findall(f"^{FENCE} example(.*?)\n(.*?)^{FENCE}$", path.read_text("utf-8"), re.M | re.S):
        markdown, html = re.split(r"^\.\n", block[1].replace("→", "\t"), maxsplit=1, flags=re.M)
        yield [NAMES.get(name, name) for name in block[0].split()], markdown, html


class Pieces(HTMLParser):
    """A fragment as a list in which the order of attributes and `/>` make no difference."""

    def __init__(self, html):
        super().__init__(convert_charrefs=False)
        self.found = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, sorted((name, value or "") for name, value in attributes)))

    def handle_endtag(self, tag):
        if tag not in ("input", "br", "img", "hr"):
            self.found.append("/" + tag)

    def handle_data(self, data):
        self.found.append(data)


def same(one, other):
    return one == other or Pieces(one).found == Pieces(other).found


def ask(runner, asked):
    lines = "".join(json.dumps({"markdown": markdown, "extensions": names}) + "\n" for names, markdown, _ in asked)
    ran = subprocess.run([runner, "markdown"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    answers = [json.loads(line)["html"] for line in ran.stdout.decode().split("\n") if line]
    if len(answers) != len(asked):
        sys.exit(f"{len(asked)} cases were asked, {len(answers)} answered")
    return answers


def check(name, runner, asked, count):
    """Prints how many answers are right, and those that are not; gives whether all are."""
    if len(asked) != count:
        sys.exit(f"{name}: {len(asked)} cases where there should be {count}")
    wrong = [(case, got) for case, got in zip(asked, ask(runner, asked)) if not same(case[2], got)]
    print(f"{name}: {count - len(wrong)}/{count}")
    for (_, markdown, expected), got in wrong:
        print(f"  markdown {markdown!r}\n  expected {expected!r}\n  got      {got!r}")
    return not wrong


def main():
    runner, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    right = check("CommonMark 0.31.2", runner, list(cases(folder / "commonmark.txt")), COMMONMARK)
    extended = [case for case in cases(folder / "gfm.txt") if case[0]]
    for name, count in EXTENSIONS.items():
        asked = [case for case in extended if case[0] == [name]]
        if name in LEFT_OUT:
            print(f"GFM, {name}: {len(asked)} cases, not part of the dialect (docs/markdown.md, HTML)")
        else:
            right = check(f"GFM, {name}", runner, asked, count) and right
    if len(extended) != sum(EXTENSIONS.values()):
        sys.exit(f"GFM: {len(extended)} cases where there should be {sum(EXTENSIONS.values())}")
    sys.exit(not right)


main()
