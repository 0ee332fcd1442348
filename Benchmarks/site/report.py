"""Figures of runs, and what they say: medians, paired ratios, exponents, tables, budgets."""
import math
import statistics

import cases

EDITS = {"body": "an article's body edited", "title": "an article's title edited",
         "style": "the style sheet edited", "template": "the articles' template edited"}


class Series:
    """The runs of one size on one medium: measures by what was run, a list in the order of rounds."""

    def __init__(self, documents, medium, shape="columns"):
        self.documents, self.medium, self.shape = documents, medium, shape
        self.runs, self.trees, self.notes = {}, {}, []

    def add(self, name, measure): self.runs.setdefault(name, []).append(measure)

    def median(self, name, figure):
        return statistics.median(getattr(run, figure) for run in self.runs[name])

    def ratio(self, name, other, figure="wall"):
        """The median of the ratios of runs that stood next to each other; None if one was not run."""
        pairs = list(zip(self.runs.get(name, ()), self.runs.get(other, ())))
        if not pairs: return None
        return statistics.median(getattr(a, figure) / max(getattr(b, figure), 1e-6) for a, b in pairs)


def number(value):
    if value is None: return ""
    if value >= 1000: return f"{value:,.0f}"
    return f"{value:.3g}" if value >= 0.1 else f"{value:.2g}"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


RUNS = {"clean": "clean", "unchanged": "nothing changed", **EDITS}


def figures(series, name, measures=("wall", "cpu", "peak")):
    if name not in series.runs: return [""] * len(measures)
    return [number(series.median(name, measure)) for measure in measures]


def series_table(series):
    """BranchPress and Hugo side by side, and below what the floor and the walk took."""
    rows = []
    for name, text in RUNS.items():
        if name not in series.runs: continue
        written = series.runs[name][-1].written
        rows.append([text, *figures(series, name), f"{written:,}" if written is not None else "",
                     *figures(series, f"hugo {name}"), number(series.ratio(name, f"hugo {name}")),
                     number(series.ratio(name, "clean")) if name != "clean" else ""])
    head = ["build", "wall, s", "CPU, s", "peak, MB", "files written", "Hugo: wall, s", "CPU, s",
            "peak, MB", "wall ÷ Hugo", "wall ÷ clean"]
    return (f"### {series.documents:,} documents, {series.medium}\n\n" + table(head, rows) + "\n"
            + "\n".join(f"- {note}" for note in [*beside(series), *series.notes]) + "\n")


def beside(series):
    """Sentences on the paired ratios of clean builds, the floor and the walk."""
    if series.ratio("clean", "hugo clean"):
        wall, cpu, peak = (number(series.ratio("clean", "hugo clean", figure))
                           for figure in ("wall", "cpu", "peak"))
        yield f"Clean ÷ Hugo: wall {wall}, CPU {cpu}, peak memory {peak}."
    wall, cpu, peak = figures(series, "floor")
    yield (f"Floor: {wall} s wall, {cpu} s CPU, {peak} MB. Clean ÷ floor: wall "
           f"{number(series.ratio('clean', 'floor'))}, CPU {number(series.ratio('clean', 'floor', 'cpu'))}.")
    if "walk" in series.runs:
        yield (f"Bare walk: {figures(series, 'walk')[0]} s. Nothing changed ÷ walk: wall "
               f"{number(series.ratio('unchanged', 'walk'))}.")
    yield "Written: " + ", ".join(
        f"{whose} {series.trees[name].files:,} files with {series.trees[name].megabytes:.1f} MB"
        for whose, name in (("BranchPress", "ours"), ("Hugo", "hugo")) if name in series.trees) + "."


def exponent(points):
    """The slope of a straight line through the logarithms: 1 is linear growth."""
    xs, ys = zip(*[(math.log(x), math.log(y)) for x, y in points])
    mean_x, mean_y = statistics.mean(xs), statistics.mean(ys)
    return (sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys))
            / sum((x - mean_x) ** 2 for x in xs))


def growth(all_series, medium):
    """Exponents of wall, CPU and memory, and KB of memory a page, over the sizes of a medium."""
    chosen = [one for one in all_series if one.medium == medium]
    if len({one.documents for one in chosen}) < 2: return None
    fits = {figure: exponent([(one.documents, one.median("clean", figure)) for one in chosen])
            for figure in ("wall", "cpu", "peak")}
    first, last = chosen[0], chosen[-1]
    fits["page"] = ((last.median("clean", "peak") - first.median("clean", "peak")) * 1024
                    / (last.documents - first.documents))
    fits["sizes"] = ", ".join(f"{one.documents:,}" for one in chosen)
    return fits


def changes_table(series):
    """What changes cost with the default theme."""
    rows = [["clean", *figures(series, "clean"), f"{series.runs['clean'][-1].written:,}", "", ""]]
    for kind, (text, _) in cases.CHANGES.items():
        rows.append([text, *figures(series, kind), f"{series.runs[kind][-1].written:,}",
                     number(series.ratio(kind, "clean")), number(series.ratio(kind, "clean", "cpu"))])
    head = ["build", "wall, s", "CPU, s", "peak, MB", "files written", "wall ÷ clean", "CPU ÷ clean"]
    return (f"### {series.documents:,} documents, {cases.SHAPE_TEXTS[series.shape]}, {series.medium}, "
            "default theme\n\n" + table(head, rows))


def stress_table(found):
    rows = [[text, *figures(series, "plain"), *figures(series, "hard")] for text, series, _, _ in found]
    head = ["case", "without: wall, s", "CPU, s", "peak, MB", "with: wall, s", "CPU, s", "peak, MB"]
    return "### Mistakes and large files\n\n" + table(head, rows)


def budgets(all_series, changes, stress, start):
    """Every budget, the figure, and whether it holds."""
    rows = []

    def judge(what, value, limit, unit=""):
        if value is None:
            rows.append([what, f"{limit:.3g}{unit}", "not measured", ""])
            return
        verdict = ("met" if value <= limit else f"**missed**, {value / limit:.2f} × the budget")
        rows.append([what, f"{limit:.3g}{unit}", number(value) + unit, verdict])

    def find(documents, medium):
        return next((one for one in all_series if (one.documents, one.medium) == (documents, medium)),
                    Series(documents, medium))

    memory, disk = find(10_000, "tmpfs"), find(10_000, "disk")
    judge("clean, 10,000, tmpfs ÷ Hugo, wall", memory.ratio("clean", "hugo clean"), 1 / 10)
    judge("clean, 10,000, tmpfs ÷ floor, wall", memory.ratio("clean", "floor"), 2)
    judge("clean, 10,000, disk ÷ Hugo, wall", disk.ratio("clean", "hugo clean"), 1 / 6)
    for documents in (10_000, 50_000):
        peaks = [find(documents, medium).ratio("clean", "hugo clean", "peak") for medium in ("tmpfs", "disk")]
        judge(f"peak memory, {documents:,} ÷ Hugo", next((peak for peak in peaks if peak), None), 1 / 6)
    for series in (memory, disk):
        for kind, text in EDITS.items():
            if kind == "template": continue
            judge(f"{text}, 10,000, {series.medium} ÷ clean", series.ratio(kind, "clean"), 1 / 10)
        judge(f"nothing changed, 10,000, {series.medium} ÷ walk", series.ratio("unchanged", "walk"), 3)
    for series in changes:
        for kind, (text, budget) in cases.CHANGES.items():
            if budget is None: continue
            judge(f"{text}, {series.documents:,}, {cases.SHAPE_TEXTS[series.shape]} ÷ clean",
                  series.ratio(kind, "clean"), budget)
    for text, series, figure, budget in stress:
        judge(text, series.ratio("hard", "plain", figure), budget)
    fits = growth(all_series, "tmpfs") or {}
    judge("exponent of CPU time over the sizes", fits.get("cpu"), 1.05)
    judge("exponent of peak memory over the sizes", fits.get("peak"), 1.05)
    large = find(100_000, "tmpfs")
    judge("peak memory, 100,000",
          large.median("clean", "peak") / 1024 if "clean" in large.runs else None, 1.5, " GB")
    judge("`branchpress --version`", start, 10, " ms")
    return table(["budget", "at most", "measured", ""], rows)


def full(all_series, changes, stress, start, machine):
    parts = [machine, "## Budgets\n\n" + budgets(all_series, changes, stress, start)]
    for medium in ("tmpfs", "disk"):
        if fits := growth(all_series, medium):
            parts.append(
                f"Growth over {fits['sizes']} documents, {medium}: wall time is of the order "
                f"n^{fits['wall']:.2f}, CPU time n^{fits['cpu']:.2f}, memory n^{fits['peak']:.2f}; "
                f"{fits['page']:.1f} KB of memory a document.\n")
    parts.append("## Runs\n")
    parts += [series_table(one) for one in all_series] + [changes_table(one) for one in changes]
    return "\n".join(parts + ([stress_table(stress)] if stress else []))
