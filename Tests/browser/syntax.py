#!/usr/bin/env python3
"""syntax.py SCRIPT...: the theme's scripts parse as ES2017, and call no function of browsers that is younger than 2018 without asking for it."""
import re
import sys

import esprima

# What the parser lets pass though it is younger, and functions with the year in which the last of the usual browsers had them.
YOUNGER = re.compile(r"""\(\?<[=!a-zA-Z]|\\p\{|\.(flat|flatMap|matchAll|fromEntries|replaceAll|at|allSettled|finally|replaceChildren|trimStart|trimEnd|hasOwn|findLast|
  toSorted|toReversed|isWellFormed|toWellFormed|requestSubmit|checkVisibility|groupBy)\(|\b(globalThis|AbortController|AbortSignal|structuredClone|queueMicrotask|BigInt|WeakRef|
  requestIdleCallback|ResizeObserver|Segmenter|DisplayNames)\b""", re.VERBOSE)


def spreads(node):
    """Whether an object literal or pattern has dots in it, which came in 2018."""
    if isinstance(node, list):
        return any(map(spreads, node))
    if not isinstance(node, esprima.nodes.Node):
        return False
    if node.type in ("ObjectExpression", "ObjectPattern") and any(p.type in ("SpreadElement", "RestElement") for p in node.properties):
        return True
    return any(spreads(value) for value in vars(node).values())


faults = []
for path in sys.argv[1:]:
    text = open(path, encoding="utf-8").read()
    try:
        tree = esprima.parseScript(text)
    except esprima.Error as error:
        faults.append(f"{path}: {error}")
        continue
    if spreads(tree):
        faults.append(f"{path}: dots in an object")
    plain = re.sub(r"^ *//.*$", "", text, flags=re.MULTILINE)
    faults += [f"{path}: {found[0]}" for found in YOUNGER.finditer(plain)]
for fault in faults:
    print(fault)
print(f"syntax: {len(sys.argv) - 1} scripts, {len(faults)} faults")
sys.exit(1 if faults else 0)
