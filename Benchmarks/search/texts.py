"""What is searched and what for: the text of each document's page, queries drawn from it, and the truth by a plain scan."""
import collections
import importlib.machinery
import importlib.util
import itertools
import pathlib
import random
import re
import sys
import unicodedata

from lxml import etree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "site"))

import corpus

ROOT = pathlib.Path(__file__).resolve().parents[2]
SEED = 20260701
DRAWN = {"within a sentence": 100, "across punctuation": 60, "across a line break": 20, "numbers": 30, "Latin words": 30,
         "mixed": 40, "parts of words and numbers": 20}
NOWHERE = 100
# What readers may type; the commonest pairs of the corpus are put before these. Blanks divide terms that must all be there, except
# within quotation marks; a hyphen excludes a term. The second text is given where the scan has to look for other characters: it knows
# width and case, but no relation between simplified and traditional ones.
WRITTEN = [("志愿服务",), ("民主评议的结果",), ("一件一件有回音",), ("员义务",), ("云梧支发〔2006〕3号",), ("冯立新",), ("98%",), ("36小时",),
           ("走访 防汛值班",), ('"GB/T 9704"',), ("志愿服务 -垃圾分类",), ("Excel",), ("党",), ("黨員義務", "党员义务"), ("Ｗｉ－Ｆｉ",)]

# The corpus has no Latin words and no sentence that is broken into lines: every tenth document gets a paragraph of each.
PLACES = ["活动室的{}已经装好", "材料请用{}格式交来", "会议改用{}召开", "登记表见{}里的附件", "培训讲了{}的用法", "编号是{}的那一份由小组保管"]
WORDS = ["Excel", "PDF", "Wi-Fi", "AED", "LED", "Word", "QQ", "5G", "GB/T 9704", "PM2.5", "ETC", "App", "U 盘", "CPR", "ISO 9001",
         "Linux", "e-mail", "DVD", "HTML", "CAD"]

# A line that ends within a sentence, and how the next one goes on.
BROKEN = r"([\u4e00-\u9fff]{1,3})\n([\u4e00-\u9fff]{1,3})"

# The parts of a page that are its document's: title, text, number, issuer, recipients, author and tags. The rest is navigation, tools
# and dates.
LEFT_OUT = [".crumbs", ".tools", ".guide", ".near", ".more-of", ".qr", ".notice-facts", ".meta > li:nth-child(1)",
            ".meta > li:nth-child(3)", ".signature", ".print-note", ".footnote-ref", ".footnote-backref"]
BLOCKS = {"h1", "h2", "h3", "h4", "p", "li", "td", "th", "div", "ul", "ol", "tr", "table", "section", "blockquote", "header",
          "article"}


class VariedSentences(collections.abc.Sequence):
    """Sentences of random words of jieba's dictionary, each as often as there: the same number gives the same one, few are the same.

    Real sentences have fewer kinds of pairs across words, and those of `corpus` very much fewer."""

    def __init__(self):
        loader = importlib.machinery.SourceFileLoader("word_list", str(ROOT / "Scripts/word-list"))
        word_list = importlib.util.module_from_spec(importlib.util.spec_from_loader("word_list", loader))
        loader.exec_module(word_list)
        known = {word: often for word, often in word_list.dictionary().items() if word_list.HAN.fullmatch(word)}
        self.words, self.steps = list(known), list(itertools.accumulate(known.values()))

    def __len__(self): return 1_000_000

    def __getitem__(self, number):
        rng = random.Random(SEED + number)
        clauses = ("".join(rng.choices(self.words, cum_weights=self.steps, k=rng.randint(3, 7)))
                   for _ in range(rng.choice((1, 2, 2, 3))))
        return "，".join(clauses) + rng.choice("。。。。。。。。。；！")


def write_corpus(folder, size, kind):
    """Writes content/ with sentences of `corpus`, or with varied ones; then the paragraphs that it lacks."""
    kept = corpus.SENTENCES
    if kind == "varied": corpus.SENTENCES = VariedSentences()
    try:
        corpus.write(folder, size)
        add_paragraphs(folder / "content")
    finally:
        corpus.SENTENCES = kept


def add_paragraphs(content):
    """Appends to every tenth document a paragraph with Latin words, and one whose lines end within sentences."""
    for number, path in enumerate(sorted(pathlib.Path(content).rglob("*[0-9].md"))):
        if number % 10: continue
        rng = random.Random(SEED + number)
        parts = [rng.choice(PLACES).format(f" {word} ") for word in rng.sample(WORDS, 3)]
        parts.append(rng.choice(PLACES).format(f" WT{rng.randrange(1000, 10000)} "))
        wrapped = "\n".join(re.findall(".{1,38}", "".join(rng.sample(corpus.SENTENCES, 3))))
        with open(path, "a") as file: file.write("\n" + "，".join(parts) + "。\n\n" + wrapped + "\n")


class Document:
    """A document's text: blocks, which no query crosses."""

    def __init__(self, address, blocks):
        self.address = address
        self.blocks = [block.strip() for block in blocks if block.strip()]
        self.folded = "\n".join(filter(None, map(fold, self.blocks)))

    def source(self, content): return pathlib.Path(f"{content}/{self.address.strip('/')}.md").read_text()


class PageText:
    """The blocks of a document's page."""

    def __init__(self, path):
        self.blocks, self.open = [], []
        self.read(etree.HTML(path.read_bytes(), etree.HTMLParser(encoding="utf-8")).find(".//main"))
        self.end_block()

    def end_block(self):
        self.blocks.append("".join(self.open))
        self.open = []

    def read(self, element):
        if not isinstance(element.tag, str) or is_left_out(element): return
        if element.get("class") == "recipients":
            self.blocks += re.split("[、：]", "".join(element.itertext()))
            return
        if element.tag in BLOCKS: self.end_block()
        if element.text: self.open.append(element.text)
        for child in element:
            self.read(child)
            if child.tail: self.open.append(child.tail)
        if element.tag in BLOCKS: self.end_block()


def is_left_out(element):
    classes = {"." + name for name in element.get("class", "").split()}
    if classes & set(LEFT_OUT): return True
    parent = element.getparent()
    if element.tag != "li" or parent.get("class") != "meta": return False
    return parent.index(element) in (0, 2)


HAN = "[\u3400-\u9fff\U00020000-\U0003ffff]"


def is_han(character): return "\u3400" <= character <= "\u9fff" or character >= "\U00020000"


def fold(text):
    """Letters and digits of one width and case. White space is one blank between Latin words or numbers, and nothing beside Chinese
    characters; punctuation, with white space around it, is one blank."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"[\W_]+", lambda run: " " if run[0].isspace() else "\x1f", text)
    return re.sub(f"(?<={HAN}) | (?={HAN})", "", text).replace("\x1f", " ").strip()


def read_documents(site):
    """Documents by their address, those of `study` and `notice` that have a page."""
    site = pathlib.Path(site)
    paths = sorted([*site.glob("study/*/a*/index.html"), *site.glob("notice/n*/index.html")])
    return [Document(f"/{path.parent.relative_to(site)}/", PageText(path).blocks) for path in paths]


def read_columns(content):
    """The columns, whose pages have their introduction above a list of articles: title, summary and text, from the Markdown."""
    columns = []
    for path in sorted(pathlib.Path(content).glob("study/*/_column.md")):
        blocks = re.sub(r"(?m)^(---|order:.*)$|^(title|summary): ", "", path.read_text()).split("\n")
        columns.append(Document(f"/study/{path.parent.name}/", blocks))
    return columns


class Query:
    """A line that is typed, its kind, and the documents that a scan finds by it."""

    def __init__(self, kind, typed, meant=None):
        self.kind, self.typed = kind, typed
        self.included, self.excluded, self.truth = [], [], frozenset()
        for is_excluded, quoted, plain in re.findall(r'(-?)(?:"([^"]*)"|(\S+))', meant or typed):
            (self.excluded if is_excluded else self.included).append(fold(quoted or plain))

    def is_held(self, document):
        return (all(term in document.folded for term in self.included)
                and not any(term in document.folded for term in self.excluded))

    def scan(self, documents):
        self.truth = frozenset(document.address for document in documents if self.is_held(document))
        return self


def commonest_pairs(documents, count):
    pairs = collections.Counter()
    for document in documents:
        for line in document.folded.split("\n"): pairs.update(map("".join, zip(line, line[1:])))
    return [pair for pair, _ in pairs.most_common() if all(map(is_han, pair))][:count]


def written(documents):
    commonest = [(pair,) for pair in commonest_pairs(documents, 5)]
    return [Query("written", *typed).scan(documents) for typed in commonest + WRITTEN]


def window(rng, text, first, last):
    """A piece of a text of so many letters and digits, which cuts no number and no Latin word, as it may be typed."""
    start = rng.randrange(len(text))
    end = start
    wanted = rng.randint(first, last)
    while end < len(text) and sum(map(str.isalnum, text[start:end])) < wanted: end += 1
    is_word = lambda place: 0 <= place < len(text) and text[place].isalnum() and not is_han(text[place])
    while is_word(start - 1) and is_word(start): start -= 1
    while is_word(end) and is_word(end - 1): end += 1
    return text[start:end].strip()


def draw(rng, kind, text):
    """A query of a kind from a text, or nothing where there is none at the place. Line breaks are those of the Markdown file."""
    if kind == "across a line break": return pick(rng, ["".join(pair) for pair in re.findall(BROKEN, text)])
    if kind == "numbers": return pick(rng, re.findall(r"\d{2,}", text))
    if kind == "Latin words": return pick(rng, re.findall(r"[A-Za-z]{2,}\d*", text))
    if kind == "parts of words and numbers":
        word = pick(rng, re.findall(r"[A-Za-z0-9]{3,}", text))
        start = rng.randrange(len(word) - 1) if word else 0
        return word[start:start + rng.randint(2, len(word) - 1)] if word else None
    piece = window(rng, text, 2, 6)
    if not piece[:1].isalnum() or not piece[-1:].isalnum() or len(fold(piece)) < 2 or '"' in piece: return None
    han = sum(map(is_han, piece))
    letters = sum(map(str.isalnum, piece))
    marks = [mark for mark in piece if not mark.isalnum() and not mark.isspace()]
    if kind == "mixed": return re.sub(r"\s", "", piece) if 0 < han < letters and not re.search(r"[a-zA-Z0-9]\s+[a-zA-Z0-9]", piece) else None
    if han < letters or han < 2 or " " in piece: return None
    if kind == "within a sentence": return piece if len(piece) == han else None
    if not marks: return None
    # Half of the readers type another mark.
    return piece if rng.random() < .5 else re.sub(r"[^\w\s]+", "、", piece)


def pick(rng, found): return rng.choice(found) if found else None


def drawn(documents, content):
    """Queries from the text, all different. A sentence's line breaks are seen in its Markdown file only."""
    rng = random.Random(SEED)
    queries, seen = [], set()
    for kind, count in DRAWN.items():
        while count:
            document = rng.choice(documents)
            text = document.source(content) if kind == "across a line break" else rng.choice(document.blocks)
            typed = draw(rng, kind, text)
            if not typed or typed in seen: continue
            seen.add(typed)
            count -= 1
            queries.append(Query(kind, typed))
    return queries


def nowhere(documents):
    """Queries of characters and numbers of the corpus, that no document has."""
    rng = random.Random(SEED + 1)
    characters = sorted({letter for document in documents[:200] for letter in document.folded if is_han(letter)})
    queries = {}
    while len(queries) < NOWHERE:
        typed = "".join(rng.choices(characters, k=rng.randint(2, 6)))
        if len(queries) % 10 == 0: typed += str(rng.randrange(1000, 10000))
        if len(queries) % 10 == 1: typed = "".join(rng.choices("bcdfghkmnprstvwxz", k=rng.randint(4, 8)))
        query = Query("nowhere", typed).scan(documents)
        if not query.truth: queries[typed] = query
    return list(queries.values())
