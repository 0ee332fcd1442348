"""screen.py akregator, screen.py CLIENT TEXT…

Reads from the bus for assistive programs what Akregator shows, as JSON; or clicks on the cells of a client's tables that
have these texts, one after the other."""

import json
import subprocess
import sys
import time

import pyatspi


def nodes(node):
    yield node
    for index in range(node.childCount):
        child = node.getChildAtIndex(index)
        if child is not None:
            yield from nodes(child)


def application(name):
    """The client, which comes to the bus a while after its window."""
    for _ in range(50):
        for one in pyatspi.Registry.getDesktop(0):
            if one is not None and one.name == name:
                return one
        time.sleep(0.2)
    sys.exit(f"{name} is not on the bus for assistive programs")


def tables(name):
    """The texts of the cells of each table of a client, row by row, with the names of its columns first."""
    for node in nodes(application(name)):
        if node.getRoleName() in ("tree", "table", "tree table"):
            yield [node.getChildAtIndex(index) for index in range(node.childCount)]


def click(cell):
    place = cell.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    subprocess.run(["xdotool", "mousemove", str(place.x + 20), str(place.y + 5), "click", "1"], check=True)


def akregator():
    """The rows of all feeds' items: title, feed, author, date."""
    whole = next(cell for table in tables("akregator") for cell in table if cell.name in ("All Feeds", "全部订阅"))
    click(whole)
    time.sleep(1.5)
    for table in tables("akregator"):
        headers = [cell for cell in table if cell.getRoleName() == "table column header"]
        if len(headers) == 4:
            texts = [cell.name for cell in table[4:]]
            return [texts[index:index + 4] for index in range(0, len(texts), 4)]
    return []


def press(name, text):
    """Clicks on the first cell with the text."""
    for table in tables(name):
        for cell in (node for row in table for node in nodes(row)):
            if text in cell.name:
                click(cell)
                time.sleep(2)
                return
    sys.exit(f"{name} shows no {text}")


if __name__ == "__main__":
    for wanted in sys.argv[2:]:
        press(sys.argv[1], wanted)
    if len(sys.argv) == 2:
        print(json.dumps(akregator()))
