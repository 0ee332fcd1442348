"""A portal whose authors tag freely: the same bytes everywhere, for what tags and authors may cost.

622 documents of some 13 KB, 8 MB of Markdown: articles in six columns, notices and activity records of twelve years, of
five branches. A document has three to ten tags, most of which nobody uses again; a few are used all the time. There are
some 3,000 tags and some 400 authors.
"""
import datetime
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "site"))
import corpus

SEED = 20260702
DOCUMENTS = 622
FIRST_DAY = datetime.date(2014, 1, 6)
BRANCHES = ["东区", "西区", "学校", "医院", "网络"]
SETTINGS = """title: 梧桐里网络党支部
url: https://portal.example/
identity: portal.example,2014
sections:
  study: {kind: study, title: 学习专栏}
  notice: {kind: notice, title: 通知公告}
  activity: {kind: activity, title: 支部活动}
  branches: {kind: directory, title: 支部名录}
"""
PLACES = ["梧桐里", "河东", "城北", "老街", "大学路", "机关", "企业", "楼门", "田间", "窗口", "工地", "校园", "医院", "码头", "车间",
          "山区", "海岛", "高铁站", "广场", "公园"]
FAMILIES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = ["学文", "立新", "思源", "国强", "海燕", "志远", "晓梅", "建华", "明", "静", "伟", "芳", "永平", "秀英", "春生"]


class Names:
    """Names in free use: most are new, the others are mostly those that were used most so far."""

    def __init__(self, rng, invented, chance):
        self.rng, self.invented, self.chance = rng, iter(invented), chance
        self.used = []

    def pick(self):
        new = not self.used or self.rng.random() < self.chance
        name = next(self.invented) if new else self.rng.choice(self.used)
        self.used.append(name)
        return name

    def some(self, count):
        names = []
        while len(names) < count:
            name = self.pick()
            if name not in names:
                names.append(name)
        return names


def invented_tags(rng):
    tags = [f"{place}{tag}" for place in PLACES for tag in corpus.TAGS]
    tags += [f"{tag}{what}" for tag in corpus.TAGS for what in
             ("案例", "问答", "心得", "经验", "计划", "总结", "台账", "提示", "故事", "图解", "讲稿", "清单", "评论", "讨论", "预告",
              "简报", "札记", "访谈", "书目", "摘编", "提纲", "录音", "回放", "照片", "数据", "制度", "范文", "流程", "政策", "动态",
              "专题", "示范", "竞赛", "研讨", "展板", "课件", "试题", "名单", "统计", "公示", "倡议", "承诺", "检查", "整改", "回访",
              "培训班", "工作室", "服务队", "读书班", "微课", "早课", "夜校", "周记", "月报", "年鉴", "手册", "地图", "热线", "信箱", "橱窗")]
    rng.shuffle(tags)
    return tags


def place(number):
    """Section, folder and file of a document."""
    kind = number % 12
    if kind < 6:
        return "study", f"study/{corpus.COLUMNS[kind]}", f"{number:04}.md"
    if kind < 10:
        return "notice", "notice", f"n{number:04}.md"
    return "activity", "activity", f"a{number:04}.md"


def body(rng):
    size, blocks = 0, []
    wanted = min(60_000, max(1_000, rng.lognormvariate(9.2, 0.7)))
    while size < wanted:
        if blocks and rng.random() < 0.15:
            block = f"## {rng.choice(corpus.HEADINGS)}"
        elif rng.random() < 0.15:
            block = corpus.bullets(rng)
        else:
            block = "".join(rng.choices(corpus.SENTENCES, k=rng.randint(2, 6)))
        blocks.append(block)
        size += len(block.encode())
    return "\n\n".join(blocks) + "\n"


def document(number, tags, authors, rng):
    kind, _, _ = place(number)
    date = FIRST_DAY + datetime.timedelta(days=number * 7 + rng.randrange(5))
    count = 10 if rng.random() < 0.1 else rng.choice((3, 4, 5, 5, 6, 7))
    lines = ["---", f"title: {rng.choice(corpus.TOPICS)}（{number + 1}）", f"date: {date}", f"id: d{number:04}",
             f"tags: [{', '.join(tags.some(count))}]", f"author: {authors.pick()}",
             f"branch: {rng.choice(BRANCHES)}支部"]
    if kind == "activity":
        lines.append(f"held: {date}")
    return "\n".join(lines + ["---", "", body(rng)])


def write(folder, settings=SETTINGS):
    """Writes `content/` below the folder; gives the bytes of Markdown, and how many tags and authors there are."""
    rng = random.Random(SEED)
    content = pathlib.Path(folder) / "content"
    tags = Names(rng, invented_tags(rng), 0.87)
    authors = Names(rng, rng.sample([a + b for a in FAMILIES for b in GIVEN], 480), 0.62)
    content.mkdir(parents=True)
    (content / "site.yml").write_text(settings, "utf-8")
    (content / "branches").mkdir()
    for branch in BRANCHES:
        (content / "branches" / f"{branch}.md").write_text(f"---\ntitle: {branch}支部\n---\n", "utf-8")
    size = 0
    for number in range(DOCUMENTS):
        _, below, name = place(number)
        text = document(number, tags, authors, rng).encode()
        (content / below).mkdir(parents=True, exist_ok=True)
        (content / below / name).write_bytes(text)
        size += len(text)
    return size, len(set(tags.used)), len(set(authors.used))
