"""The two searches, each made from the same site and asked in Chromium, and the host that counts what they fetch."""
import abc
import gzip
import http.server
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import threading
import time
import urllib.parse

import programs
import texts

ENTRIES = 10
# A page of the site's language, from which Pagefind takes how it divides what is typed into words; without it, it finds much less.
EMPTY = "empty-page.html"


class Host(http.server.ThreadingHTTPServer):
    """A host of a folder on loopback that notes what is fetched, and compresses nothing."""
    daemon_threads = True

    def __init__(self, folder):
        super().__init__(("127.0.0.1", 0), lambda *arguments: Answer(*arguments, directory=str(folder)))
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.lock, self.fetched = threading.Lock(), []

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address):
        """A page that is closed ends its connections; that is no fault."""

    def take(self):
        """What was fetched since the last time: path and bytes of the body of each request."""
        with self.lock:
            taken, self.fetched = self.fetched, []
        return taken


class Answer(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def log_message(self, *_): pass

    def end_headers(self):
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def copyfile(self, source, output):
        body = source.read()
        with self.server.lock: self.server.fetched.append((self.path.partition("?")[0], len(body)))
        output.write(body)


def within(fetched, *folders):
    """The sizes of the files that were fetched from such folders."""
    return [size for path, size in fetched if any(folder in path for folder in folders)]


class Searcher(abc.ABC):
    """A search within a site: made from its pages, then asked in a page."""
    name: str
    # The folders with the files of the index, and of the entries that are shown.
    index_folders: tuple
    entry_folders: tuple

    @abc.abstractmethod
    def index(self, place, rounds):
        """Makes the index of a site from nothing; gives seconds and peak memory in MB."""

    @abc.abstractmethod
    def files(self):
        """The sizes of the files that a host must have for it, by path; those that are for its looks left out."""

    @abc.abstractmethod
    def check(self, documents):
        """Ends the bench where the text of a document in the index is not the one that is scanned."""

    @abc.abstractmethod
    def open(self, page, host):
        """Opens what a first query needs."""

    @abc.abstractmethod
    def find(self, page, query):
        """The addresses of all documents that a query finds."""

    @abc.abstractmethod
    def time(self, page, query):
        """The milliseconds from a query to its first ten entries."""

    def time_with_index(self, page, host, query):
        """The same once the files of the index were fetched for this query, but not the entries; nothing where that cannot be told."""
        return None


class Pagefind(Searcher):
    """Pagefind through its script's functions; nothing is drawn."""
    name = "Pagefind"
    index_folders, entry_folders = ("/pagefind/index/",), ("/pagefind/fragment/",)

    def index(self, place, rounds):
        self.folder = place.site / "pagefind"
        program = subprocess.run([programs.ROOT / "Scripts/pagefind"], check=True, capture_output=True, text=True).stdout.strip()
        began = time.monotonic()
        process = subprocess.Popen(
            [program, "--site", place.site, "--glob", "{study/*/a*,notice/n*}/index.html", "--root-selector", "main",
             "--exclude-selectors", ",".join(texts.LEFT_OUT), "--silent"], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode: raise SystemExit(f"pagefind ended with {process.returncode}")
        self.cost = time.monotonic() - began, usage.ru_maxrss / 1024
        self.read_fragments()
        return self.cost

    def read_fragments(self):
        """Reads what is kept of each page, by the name under which the script has it."""
        self.addresses, self.texts = {}, {}
        for path in (self.folder / "fragment").iterdir():
            kept = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
            self.addresses[path.stem] = kept["url"]
            self.texts[kept["url"]] = kept["content"]

    def files(self):
        is_for_looks = lambda name: name.endswith(".css") or "-ui" in name or "highlight" in name
        sizes = programs.read_tree(self.folder).sizes
        return {path: size for path, size in sizes.items() if not is_for_looks(path)}

    def check(self, documents):
        letters = lambda text: "".join(filter(str.isalnum, texts.fold(text)))
        for document in documents:
            ours, theirs = letters(document.folded), letters(self.texts.get(document.address, ""))
            if ours != theirs: raise SystemExit(f"{document.address} is another text in Pagefind:\n{ours}\n{theirs}")

    def open(self, page, host):
        page.goto(f"{host.address}/{EMPTY}")
        page.evaluate("""async () => {
            window.pagefind = await import('/pagefind/pagefind.js');
            await pagefind.init();
            // Its worker loads the program and the list of shards meanwhile; this waits for both.
            await pagefind.filters();
        }""")

    def typed(self, query): return query.typed

    def find(self, page, query):
        found = page.evaluate("async typed => (await pagefind.search(typed)).results.map(result => result.id)", self.typed(query))
        return {self.addresses[name] for name in found}

    def time(self, page, query):
        return page.evaluate("""async ([typed, entries]) => {
            const began = performance.now();
            const found = await pagefind.search(typed);
            await Promise.all(found.results.slice(0, entries).map(result => result.data()));
            return performance.now() - began;
        }""", [self.typed(query), ENTRIES])


class QuotedPagefind(Pagefind):
    """The same index, asked for all words of a query one after the other."""
    name = "Pagefind, quoted"

    def __init__(self, made): self.made = made

    def index(self, place, rounds):
        self.folder, self.addresses, self.texts = self.made.folder, self.made.addresses, self.made.texts
        return self.made.cost

    def typed(self, query): return '"{}"'.format(query.typed.strip('"'))


# The parts of the search page, and how it is asked. A search sets aria-busy at once and takes it back when all entries are there.
ASKING = """
window.list = document.querySelector('[data-part=list]'), window.field = document.querySelector('form.find [name=q]');
window.settled = () => new Promise((done) => {
  const look = () => { if (list.getAttribute('aria-busy') == 'false') { observer.disconnect(); done(); } };
  const observer = new MutationObserver(look);
  observer.observe(list, {attributes: true});
  look();
});
window.seen = () => {
  const isShown = (name) => !document.querySelector(`[data-part=${name}]`).hidden;
  return {wrong: isShown('wrong') && document.querySelector('[data-part=file]').textContent,
    count: isShown('count') ? +document.querySelector('[data-part=count]').textContent.match(/\\d+/)[0] : 0,
    here: isShown('list') ? Array.from(list.querySelectorAll('.entry-title'), (link) => decodeURI(new URL(link.href).pathname)) : []};
};
window.ask = async (line) => {
  field.value = line;
  field.form.requestSubmit();
  await settled();
  return seen();
};
window.turn = async () => {
  document.querySelector('[data-part=pager] a[rel=next]').click();
  await settled();
  return seen();
};
// From a key to the frame with all entries of the first page.
window.type = async (line) => {
  const began = performance.now();
  let isBusy = false;
  const done = new Promise((done) => {
    new MutationObserver(() => {
      if (list.getAttribute('aria-busy') == 'true') isBusy = true;
      else if (isBusy) done();
    }).observe(list, {attributes: true});
  });
  field.value = line;
  field.dispatchEvent(new InputEvent('input'));
  await done;
  const there = performance.now() - began;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return {there, drawn: performance.now() - began};
};
// What the script does where there is no document: it gives its functions.
window.prepare = async (folder) => {
  const module = {}, source = await (await fetch(document.querySelector('script[src*="search"]').src)).text();
  new Function('module', 'document', source)(module);
  const script = module.exports, read = async (path) => new Uint8Array(await (await fetch(folder + path)).arrayBuffer());
  const about = await (await fetch(folder + 'about.json')).json(), fold = script.readFold(await read(about.fold.replace(/(\\.bin)?$/, '.bin')));
  window.findAll = async (line) => {
    const files = [], found = await script.find(script.readQuery(line, fold), about, async (path, isPresence) => {
      const bytes = await read(`${about.folder}/${path}.bin`);
      files.push([path, bytes.length]);
      return script.readShard(bytes, isPresence, isPresence ? about.presences : about.shards);
    });
    return {files, found: found.map(({document}) => document)};
  };
};
"""


class Ours(Searcher):
    """The search of BranchPress, in its page."""
    name = "BranchPress"
    # As many pages of results are turned; where there are more, the script's function gives the documents.
    pages = 3

    def __init__(self): self.bytes = {}

    def index(self, place, rounds):
        """The site with its search less the site without: medians of clean builds in turns. The whole is kept in `builds`."""
        self.folder = place.site / "search"
        self.about = json.loads((self.folder / "about.json").read_text())
        part = self.about["folder"]
        self.index_folders = f"/search/{part}/g/", f"/search/{part}/p/"
        self.entry_folders = f"/search/{part}/t/",
        self.read_entries()
        self.builds = {True: [], False: []}
        for number in range(rounds):
            for has_search in (True, False) if number % 2 else (False, True):
                self.builds[has_search].append(place.clean(has_search))
        wall = {has_search: statistics.median(build.wall for build in builds) for has_search, builds in self.builds.items()}
        self.whole = wall[True]
        return wall[True] - wall[False], statistics.median(build.peak for build in self.builds[True])

    def read_entries(self):
        """Reads the passages of each document, piece by piece, and its address."""
        self.addresses, self.passages = {}, {}
        for path in (self.folder / self.about["folder"] / "t").rglob("*.json"):
            entry = json.loads(path.read_text())
            address = "/" + entry["url"].removesuffix("index.html")
            self.addresses[int(path.stem.partition("-")[0])] = address
            shown = [passage if isinstance(passage, str) else passage[1] for passage in entry["text"]]
            self.passages.setdefault(address, []).extend([entry["title"], entry.get("number", ""), *shown])

    def files(self): return programs.read_tree(self.folder).sizes

    def check(self, documents):
        """Pieces overlap: each of their passages is part of a block, and each block, window by window, part of a passage."""
        for document in documents:
            passages = list(map(texts.fold, self.passages.get(document.address, [])))
            together = "\n".join(passages)
            for passage in passages:
                if passage not in document.folded: raise SystemExit(f"{document.address} has no such text: {passage}")
            for block in document.folded.split("\n"):
                for start in range(0, max(1, len(block) - 20), 20):
                    if block[start:start + 40].strip() not in together:
                        raise SystemExit(f"{document.address}: the index lacks this text: {block}")

    def open(self, page, host):
        page.add_init_script("addEventListener('DOMContentLoaded', () => {" + ASKING + "});")
        page.goto(f"{host.address}/search/")
        page.evaluate("settled()")

    def find(self, page, query):
        """Asks the page; all pages of results where they are few, else the script's own function, whose count the page must show."""
        if not page.evaluate("'findAll' in window"): page.evaluate("prepare(location.pathname)")
        traced = page.evaluate("line => findAll(line)", query.typed)
        found = [self.addresses[number] for number in traced["found"]]
        self.bytes[query.typed] = [size for _, size in traced["files"]]
        seen = page.evaluate("line => ask(line)", query.typed)
        if seen["wrong"]: raise SystemExit(f"{query.typed}: {seen['wrong']} is said to be missing")
        if seen["count"] != len(found): raise SystemExit(f"{query.typed}: the page counts {seen['count']}, its script finds {len(found)}")
        if seen["count"] > self.pages * ENTRIES:
            if not set(seen["here"]) <= set(found): raise SystemExit(f"{query.typed}: the page shows others than its script finds")
            return set(found)
        shown = seen["here"]
        while len(shown) < seen["count"]: shown += page.evaluate("turn()")["here"]
        if len(shown) != seen["count"]: raise SystemExit(f"{query.typed}: {len(shown)} results are shown of {seen['count']}")
        return {address.removesuffix("index.html") for address in shown}

    def time(self, page, query): return page.evaluate("line => type(line)", query.typed)["drawn"]

    def time_with_index(self, page, host, query):
        """A page of results other than the first has the files of the index, and none of the first page's entries."""
        number = 2 if len(query.truth) > ENTRIES else 1
        page.goto(f"{host.address}/search/?" + urllib.parse.urlencode({"q": query.typed, "page": number}))
        page.evaluate("settled()")
        return self.time(page, query)


class Place:
    """A corpus with the theme that is built in, in a folder of its own."""

    def __init__(self, folder, size, kind):
        self.folder, self.site = folder, folder / "site"
        texts.write_corpus(folder, size, kind)
        self.settings = (folder / "content/site.yml").read_text()
        shutil.copytree(programs.ROOT / "templates", folder / "templates")
        partials = folder / "templates/partials"
        # Pagefind leaves out what is within <nav>, whatever it is told: the list of a document's tags is one in the theme.
        replace(partials / "tags.mustache", ("<nav ", "<div "), ("</nav>", "</div>"))
        # The word before an author's name is not the document's.
        replace(partials / "meta.mustache", ("{{strings.author}}{{strings.colon}}<a", "<a"))
        self.build("site")
        (self.site / EMPTY).write_text('<!DOCTYPE html>\n<html lang="zh-CN">\n<meta charset="utf-8">\n<title>搜索</title>\n')

    def build(self, output):
        """Builds into a folder; gives seconds and memory."""
        floor = programs.Workplace.__new__(programs.Workplace)
        floor.folder, floor.floor = self.folder, programs.build_floor()
        return floor.measure(programs.BRANCHPRESS, "build", "--now", programs.NOW, "--quiet", "--output", output)

    def clean(self, has_search):
        """A clean build of another copy of the site, with its search or without."""
        settings = self.folder / "content/site.yml"
        shutil.rmtree(self.folder / ".branchpress", ignore_errors=True)
        settings.write_text(self.settings + ("" if has_search else "search: false\n"))
        try:
            return self.build("other-site")
        finally:
            settings.write_text(self.settings)
            shutil.rmtree(self.folder / "other-site")


def replace(path, *pairs):
    text = path.read_text()
    for old, new in pairs:
        if old not in text: raise SystemExit(f"{path} has no {old}")
        text = text.replace(old, new)
    path.write_text(text)
