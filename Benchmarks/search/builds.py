"""What the search costs a build: the same corpus with it and without, in turns."""
import os
import statistics
import time

import corpus
import programs

# The most that a build with the search may take of what one without takes.
BUDGETS = {"clean": 1.5, "edit": 2, "new document": 2, "memory, clean": 1.25}


class Site(programs.Workplace):
    """A corpus with the theme that is built in."""

    def __init__(self, folder, documents, settings, discarded):
        self.prepare(folder, documents, discarded)
        corpus.write(self.folder, documents, settings=corpus.FEEDS_OF_HUGO + settings)

    def build(self): return self.measure(programs.BRANCHPRESS, "build", "--now", programs.NOW, "--quiet")

    def clean(self):
        for name in ("site", ".branchpress"): self.discard(self.folder / name)
        return self.build()

    def add(self):
        """Writes one document more, the newest notice."""
        self.edits += 1
        head = f"---\ntitle: 关于第{self.edits}次检查防汛准备的通知\ndate: 2026-06-30T20:{self.edits:02}:00+08:00\ntags: [防汛]\n---\n\n"
        (self.folder / f"content/notice/more{self.edits}.md").write_text(head + "\n\n".join(corpus.SENTENCES[:30]) + "\n")


def settle():
    """Waits until no file counts as changed a moment ago, which the next build would read again."""
    os.sync()
    time.sleep(2.1)


def measure(folder, documents, options):
    # In memory, what is discarded is deleted at once.
    discarded = str(folder / "discarded") if options.folder else None
    sites = {name: Site(folder / name, documents, settings, discarded) for name, settings in {"on": "", "off": "search: false\n"}.items()}
    kinds = {"clean": lambda site: None, "edit": lambda site: site.edit("body"), "new document": lambda site: site.add()}
    runs = {kind: [] for kind in kinds}
    for number in range(options.rounds):
        for kind, change in kinds.items():
            if kind != "clean": settle()
            found = {}
            for name in sorted(sites, reverse=number % 2 == 1):
                change(sites[name])
                found[name] = sites[name].clean() if kind == "clean" else sites[name].build()
            runs[kind].append(found)
    print(f"\n## Builds of {documents:,} documents with the search, {folder}\n")
    print("| build | without | with | ratio, median | lowest to highest | at most | |\n|---|--:|--:|--:|--:|--:|---|")
    for kind, found in runs.items(): report(kind, [(run["off"].wall, run["on"].wall) for run in found], "{:.3f} s")
    for kind, found in runs.items():
        report(kind + ", processor time", [(run["off"].cpu, run["on"].cpu) for run in found], "{:.3f} s")
    report("memory, clean", [(run["off"].peak, run["on"].peak) for run in runs["clean"]], "{:.0f} MB")
    print(f"\n{options.rounds} rounds in turns, load {os.getloadavg()[0]:.1f} at the end.", flush=True)


def report(kind, pairs, shown):
    ratios = sorted(on / off for off, on in pairs)
    median, most = statistics.median(ratios), BUDGETS.get(kind)
    met = "" if not most else "met" if median <= most else f"not met, {median / most - 1:.0%} more"
    off, on = (shown.format(statistics.median(column)) for column in zip(*pairs))
    print(f"| {kind} | {off} | {on} | {median:.2f} | {ratios[0]:.2f} to {ratios[-1]:.2f} | {most or ''} | {met} |")
