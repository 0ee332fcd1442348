"""The programs that are measured, each with a site of its own made from the same Markdown files."""
import os
import pathlib
import re
import shutil
import subprocess
import time
from dataclasses import dataclass

import corpus

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TOOLS = ROOT / ".build-tools"
BRANCHPRESS = ROOT / ".build/release/branchpress"
NOW = "2026-07-01"


@dataclass
class Measure:
    """One run: wall and CPU seconds, peak memory in MB, and how many files it says it wrote."""
    wall: float
    cpu: float
    peak: float
    written: int | None = None


@dataclass
class Tree:
    """What a build wrote."""
    sizes: dict
    @property
    def files(self): return len(self.sizes)
    @property
    def megabytes(self): return sum(self.sizes.values()) / 1e6
    def named(self, ending): return {path for path in self.sizes if path.endswith(ending)}


def read_tree(folder):
    """Every file below a folder with its size."""
    sizes, waiting = {}, [""]
    while waiting:
        place = waiting.pop()
        with os.scandir(f"{folder}/{place}") as entries:
            for entry in entries:
                path = place + entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path + "/")
                else:
                    sizes[path] = entry.stat(follow_symlinks=False).st_size
    return Tree(sizes)


def build_floor():
    """Compiles floor.c if it is newer than what it was compiled to."""
    program, source = TOOLS / "floor", HERE / "floor.c"
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        TOOLS.mkdir(exist_ok=True)
        compiler = shutil.which("cc") or "clang"
        subprocess.run([compiler, "-O2", "-Wall", "-std=gnu11", source, "-o", program,
                        "-l:libcmark.a", "-lpthread"], check=True)
    return program


def find_hugo():
    return subprocess.run([ROOT / "Scripts/hugo"], check=True, capture_output=True,
                          text=True).stdout.strip()


class Workplace:
    """A corpus of one size on one medium, with the sites that are built from it.

    What a clean build must not find is moved into the folder `discarded` if there is one, and deleted
    by whoever made that: for minutes after a tree is deleted, ext4 passes over its inodes one by one
    whenever it makes a file, which costs more than the builds that are to be measured.
    """

    def __init__(self, folder, documents, hugo, discarded=None):
        self.prepare(folder, documents, discarded)
        self.hugo = hugo
        self.hugo_settings = {}
        corpus.write(self.folder, documents)
        shutil.copytree(HERE / "templates", self.folder / "templates")
        if hugo: self.prepare_hugo()
        self.last_edit = time.monotonic()

    def prepare(self, folder, documents, discarded=None):
        self.folder = pathlib.Path(folder)
        self.discarded = discarded
        self.documents = documents
        self.floor = build_floor()
        self.edits = 0
        self.last_edit = time.monotonic()
        self.discard(self.folder)
        self.folder.mkdir(parents=True)

    def prepare_hugo(self):
        site = self.folder / "hugo"
        shutil.copytree(HERE / "hugo", site)
        corpus.write_hugo_indexes(site / "content")
        shutil.copytree(ROOT / "templates/assets", site / "static/assets")
        shutil.copytree(HERE / "templates/assets", site / "static/assets", dirs_exist_ok=True)

    def remove(self): self.discard(self.folder)

    def discard(self, folder):
        if not folder.exists(): return
        if not self.discarded: return shutil.rmtree(folder)
        os.makedirs(self.discarded, exist_ok=True)
        folder.rename(f"{self.discarded}/{len(os.listdir(self.discarded))}")

    # MARK: running

    def measure(self, *command, settings=None, expecting="0"):
        """Runs a program in the workplace's folder after what others wrote has reached the disk."""
        os.sync()
        result = self.folder / "measure"
        ran = subprocess.run(
            [self.floor, "run", result, *command], cwd=self.folder, capture_output=True, text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", **(settings or {})})
        wall, user, system, peak, status = result.read_text().split()
        if ran.returncode != 0 or status != expecting:
            raise SystemExit(f"{command[0]} failed ({status}):\n{ran.stdout[-2000:]}{ran.stderr[-2000:]}")
        written = re.search(r"(\d+) written", ran.stdout)
        return Measure(float(wall), float(user) + float(system), int(peak) / 1024,
                       int(written[1]) if written else None)

    def ours(self, clean=False, expecting="0"):
        if clean:
            # A file that was changed within two seconds is looked at again by the next build, since not
            # every file system's clock would tell a second change; nobody edits as fast as this bench.
            time.sleep(max(0, self.last_edit + 2.1 - time.monotonic()))
            for name in ("site", ".branchpress"): self.discard(self.folder / name)
        return self.measure(BRANCHPRESS, "build", "--now", NOW, expecting=expecting)

    def theirs(self, clean=False):
        if clean:
            for name in ("public", "resources"): self.discard(self.folder / "hugo" / name)
        return self.measure(self.hugo, "--quiet", "--source", "hugo", settings={
            "HUGO_CACHEDIR": str(self.folder / "hugo/cache"), **self.hugo_settings})

    def least(self):
        """The floor, for the documents and files that `take_lists` took."""
        self.discard(self.folder / "floor")
        return self.measure(self.floor, "build", "content", "documents.list", "floor", "files.list")

    def walk(self): return self.measure(self.floor, "walk", "content", "templates", "site")

    def take_lists(self, tree):
        """Tells the floor what to read and write: as many files as ours, of the same sizes."""
        sources = sorted(read_tree(self.folder / "content").named(".md"))
        (self.folder / "documents.list").write_text("".join(f"{path}\n" for path in sources))
        (self.folder / "files.list").write_text(
            "".join(f"{size}\t{path}\n" for path, size in sorted(tree.sizes.items())))

    def agree(self, tree):
        """Has Hugo leave out what BranchPress does not do, so that both build the same; says what."""
        article = (self.folder / "site/study/history/a0000001/index.html").read_text()
        shows_latest = 'class="latest"' in article
        is_paged = "study/history/page/2/index.html" in tree.sizes
        self.hugo_settings = {"HUGO_PARAMS_SIDEBAR": str(shows_latest).lower(),
                              "HUGO_PARAMS_PAGEDCOLUMNS": str(is_paged).lower()}
        left_out = []
        if not shows_latest: left_out.append("the latest ten in a sidebar")
        if not is_paged and self.documents > 200: left_out.append("pages of 20 for a column's index")
        return left_out

    # MARK: edits

    def edit(self, kind):
        """Changes one file as an author or a designer would, in both sites; never twice the same."""
        self.edits += 1
        self.last_edit = time.monotonic()
        mark = f"第 {self.edits} 次修改"
        middle = max(1, self.documents // 25)
        if kind == "body":
            change(self.folder / f"content/study/law/a{middle:07}.md", r"\Z", f"\n{mark}。\n")
        elif kind == "title":
            change(self.folder / f"content/study/theory/a{middle:07}.md", r"(?m)^title: .*$",
                   f"title: 改过的标题（{mark}）")
        elif kind == "template":
            note = f"<p class=\"edit\">{mark}</p>\n</article>"
            change(self.folder / "templates/study.mustache", r"(<p class=\"edit\">.*\n)?</article>", note)
            if self.hugo:
                change(self.folder / "hugo/layouts/study/page.html",
                       r"(<p class=\"edit\">.*\n)?</article>", note)
        elif kind == "style":
            rule = f"\n.edit::before {{ content: \"{mark}\"; }}\n"
            change(self.folder / "templates/assets/style.css", r"\Z", rule)
            if self.hugo: change(self.folder / "hugo/static/assets/style.css", r"\Z", rule)


def change(path, pattern, replacement):
    text, found = re.subn(pattern, lambda _: replacement, path.read_text(), count=1)
    if not found: raise SystemExit(f"nothing to change in {path}")
    path.write_text(text)
