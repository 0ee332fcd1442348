"""A deterministic Chinese corpus: the same seed and size give the same bytes everywhere.

85 of 100 documents are articles in eight columns, each an ordered series; the others are notices.
Bodies have 0.5 to 12 KB of Markdown, 3 KB on average, with headings, lists, tables, footnotes,
quotations, emphasis and links to other documents. The Markdown files are made so that BranchPress
and Hugo both read them as they are.

A second shape, `series`, has nothing but articles of one column, with three tags and two authors: what
is quick for many short lists need not be so for a few long ones.
"""
import datetime
import multiprocessing
import os
import random

SEED = 20260701
COLUMNS = ["history", "constitution", "discipline", "theory", "models", "law", "science", "culture"]
COLUMN_TITLES = ["历史学习", "章程解读", "纪律教育", "理论札记", "身边榜样", "法治课堂", "科技新知", "文化传承"]
TAGS = [
    "学习", "党章", "党史", "纪律", "作风", "组织生活", "主题党日", "志愿服务", "社区治理", "乡村振兴",
    "青年", "老党员", "流动党员", "网络支部", "读书", "讲座", "参观", "座谈", "谈心", "民主评议",
    "安全生产", "防汛", "垃圾分类", "反诈", "普法", "医保", "养老", "就业", "助学", "文明出行",
    "科普", "传统节日", "家风", "节约", "绿化", "调研", "培训", "创新", "服务窗口", "回音壁"]
AUTHORS = [f"{family}{given}" for family in "赵钱孙李周吴郑王冯陈" for given in ("学文", "立新", "思源")]
ISSUERS = ["梧桐里社区党委", "梧桐里网络党支部", "组织委员会", "宣传委员会", "纪律检查委员会"]
RECIPIENTS = ["各党支部", "各党小组", "全体党员", "入党积极分子", "流动党员联络站"]

WHO = ["支部书记", "组织委员", "宣传委员", "老党员", "青年党员", "社区工作者", "值班的同志", "学习小组",
       "驻外的党员", "每一位同志", "志愿者们", "窗口的同志", "楼门组长", "党员代表", "参加学习的同志"]
WHEN = ["会后", "这个月", "去年冬天", "学习期间", "平时", "遇到困难的时候", "走访之后", "第三季度", "每逢周末",
        "在网上开会时", "翻开笔记", "说到底", "从实际看", "这些年", "讨论当中"]
DOES = ["认真学习了", "反复讨论了", "逐条对照了", "带头落实了", "重新整理了", "当场回答了", "耐心讲解了", "主动认领了",
        "仔细核对了", "一起总结了", "如实记录了", "公开承诺了", "分头走访了", "共同起草了", "及时反馈了"]
WHAT = ["章程中关于党员义务的规定", "上一次组织生活的记录", "居民最关心的几件小事", "社区服务的责任清单", "各小组交来的学习体会",
        "新发展党员的培养计划", "年度工作要点", "防汛值班的安排", "老旧小区改造的意见", "流动党员的联系办法", "节约用电的倡议",
        "读书会的书目", "谈心谈话中提出的问题", "民主评议的结果", "志愿服务的时间表", "三十年前的一份会议记录"]
WHY = ["把事情做实，群众看得见", "让离家在外的同志也能跟上", "说得明白，才能记得住", "道理要从身边的事讲起",
       "制度立起来，关键在执行", "既要算眼前的账，也要算长远的账", "一件一件办，一件一件有回音", "学了就要用，用了再来学",
       "不走过场，不留死角", "大家的事大家商量着办", "有记录、有检查、有结果", "把难处说在前头，把办法想在前头"]
TOPICS = ["怎样开好一次组织生活会", "从一份会议记录说起", "章程里的每一个字", "离家千里的党员怎样学习", "把群众的小事当大事",
          "一次走访的所见所想", "读书会上的争论", "批评与自我批评", "为什么要按期交纳党费", "身边的老党员", "新同志的第一堂课",
          "民主集中制是怎样运行的", "社区里的志愿服务", "网络支部的一天", "纪律不是束缚", "从数字看变化", "一条建议的来龙去脉",
          "怎样写好学习笔记", "责任清单与回音壁", "谈心谈话的分寸"]
NOTICES = ["关于召开党员大会的通知", "关于开展主题党日活动的通知", "关于交纳党费的提醒", "关于发展对象的公示", "关于调整学习时间的通知",
           "关于组织志愿服务的通知", "关于参观学习的通知", "关于报送学习体会的通知", "关于防汛值班安排的通知", "关于评选先进的通知"]
HEADINGS = ["为什么要说这件事", "先看事实", "几点体会", "怎样做", "还有哪些不足", "下一步打算", "一个例子", "大家的意见",
            "对照检查", "延伸阅读", "时间安排", "注意事项"]
TABLE_HEADS = [["项目", "负责人", "完成时间"], ["时间", "地点", "内容", "参加人"], ["序号", "问题", "措施"],
               ["支部", "党员人数", "学习次数", "志愿服务小时"]]
CELLS = ["组织委员", "第一周", "活动室", "集中学习", "已完成", "12 人", "二楼会议室", "每月一次", "正在办理", "36 小时", "线上",
         "全体党员", "7 月 1 日前", "结对帮扶", "98%"]

FIRST_DAY = datetime.datetime(2006, 1, 1, 8, 0)
LAST_DAY = datetime.datetime(2026, 6, 30, 18, 0)


def sentence(rng):
    parts = [rng.choice(WHEN), "，", rng.choice(WHO), rng.choice(DOES), rng.choice(WHAT)]
    if rng.random() < 0.5:
        parts += ["，", rng.choice(WHO), "也", rng.choice(DOES), rng.choice(WHAT)]
    if rng.random() < 0.6:
        parts += ["：", rng.choice(WHY)]
    end = rng.random()
    return "".join(parts) + ("。" if end < 0.9 else "；" if end < 0.95 else "！")


def sentences():
    rng = random.Random(SEED)
    return [sentence(rng) for _ in range(6000)]


SENTENCES = sentences()


class Plan:
    """Which document stands where: everything that follows from its number alone."""

    def __init__(self, documents, shape="columns"):
        self.documents, self.shape = documents, shape
        self.columns = COLUMNS if shape == "columns" else COLUMNS[:1]
        self.tags = TAGS if shape == "columns" else TAGS[:3]
        self.authors = AUTHORS if shape == "columns" else AUTHORS[:2]
        # Articles and notices are spread evenly over the years, to the minute.
        self.minutes = (LAST_DAY - FIRST_DAY).total_seconds() / 60 / max(1, documents)

    def is_notice(self, number):
        return self.shape == "columns" and number % 20 in (6, 13, 19)

    def before(self, number, notices):
        """How many documents of a kind stand before this one."""
        if self.shape != "columns": return number
        whole, rest = divmod(number, 20)
        found = whole * 3 + sum(mark < rest for mark in (6, 13, 19))
        return found if notices else number - found

    def place(self, number):
        """Folder, name within it, and place in the series or among the notices, from 1."""
        rank = self.before(number, self.is_notice(number))
        if self.is_notice(number):
            return "notice", f"n{rank + 1:07}", rank + 1
        columns = len(self.columns)
        return (f"study/{self.columns[rank % columns]}", f"a{rank // columns + 1:07}",
                rank // columns + 1)

    def title(self, number):
        _, _, rank = self.place(number)
        if self.is_notice(number):
            return f"{NOTICES[rank % len(NOTICES)]}（{rank}）"
        return f"{TOPICS[(number * 7) % len(TOPICS)]}（{rank}）"

    def date(self, number):
        return FIRST_DAY + datetime.timedelta(minutes=int(number * self.minutes))


def header(plan, number, rng):
    folder, name, rank = plan.place(number)
    date = plan.date(number)
    tags = ", ".join(rng.sample(plan.tags, rng.choice((1, 2, 2, 3))))
    lines = ["---", f"title: {plan.title(number)}", f"date: {date:%Y-%m-%dT%H:%M:%S}+08:00",
             f"id: {folder.rsplit('/')[-1]}-{name}", f"tags: [{tags}]"]
    if folder == "notice":
        issuer = rng.choice(ISSUERS)
        lines += [f"number: 云梧支发〔{date.year}〕{rank}号", f"issuer: {issuer}",
                  f"recipients: [{', '.join(rng.sample(RECIPIENTS, 2))}]"]
        if rng.random() < 0.2:
            until = date + datetime.timedelta(days=5)
            lines.append(f"publicity: {{from: {date:%Y-%m-%d}, until: {until:%Y-%m-%d}}}")
    else:
        lines += [f"author: {rng.choice(plan.authors)}", f"order: {rank}"]
    return "\n".join(lines + ["---", "", ""])


def link(plan, number, rng):
    """A link to another document, as the path from this one's file to that one's."""
    other = rng.randrange(plan.documents)
    folder, _, _ = plan.place(number)
    target, name, _ = plan.place(other)
    return f"[{plan.title(other)}]({os.path.relpath(target, folder)}/{name}.md)"


def paragraph(plan, number, rng):
    texts = rng.choices(SENTENCES, k=rng.randint(2, 5))
    chance = rng.random()
    if chance < 0.25:
        texts[0] = f"**{rng.choice(WHY)}**。" + texts[0]
    if chance < 0.3:
        texts.append(f"参见{link(plan, number, rng)}。")
    elif chance > 0.9:
        texts.append(f"*{rng.choice(WHY)}*，这句话大家都记得。")
    return "".join(texts)


def bullets(rng):
    mark = (lambda n: "- ") if rng.random() < 0.6 else (lambda n: f"{n + 1}. ")
    return "\n".join(mark(n) + rng.choice(SENTENCES) for n in range(rng.randint(3, 6)))


def table(rng):
    head = rng.choice(TABLE_HEADS)
    rows = [head, ["---"] * len(head)]
    rows += [rng.choices(CELLS, k=len(head)) for _ in range(rng.randint(3, 8))]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def footnote(rng, number):
    return f"{rng.choice(SENTENCES)}[^{number}]", f"[^{number}]: {rng.choice(SENTENCES)}"


def body(plan, number, rng):
    """Blocks until the size is reached that this document was given."""
    wanted = min(12_000, max(500, rng.lognormvariate(7.89, 0.62)))
    blocks, notes, size = [paragraph(plan, number, rng)], [], 0
    size = len(blocks[0]) * 3
    while size < wanted - 250:
        chance = rng.random()
        if chance < 0.58:
            block = paragraph(plan, number, rng)
        elif chance < 0.74:
            block = f"{'##' if rng.random() < 0.7 else '###'} {rng.choice(HEADINGS)}"
        elif chance < 0.84:
            block = bullets(rng)
        elif chance < 0.90:
            block = table(rng)
        elif chance < 0.95:
            block = "> " + rng.choice(SENTENCES) + "\n> " + rng.choice(SENTENCES)
        else:
            block, note = footnote(rng, len(notes) + 1)
            notes.append(note)
            size += len(note) * 3
        blocks.append(block)
        size += len(block) * 3
    return "\n\n".join(blocks + notes) + "\n"


def write_documents(task):
    """Writes the documents of a range; gives the number of bytes of their bodies."""
    folder, plan, start, stop = task
    total = 0
    for number in range(start, stop):
        rng = random.Random(SEED * 10_000_000 + number)
        where, name, _ = plan.place(number)
        head = header(plan, number, rng).encode()
        text = body(plan, number, rng).encode()
        with open(f"{folder}/{where}/{name}.md", "wb") as file:
            file.write(head + text)
        total += len(text)
    return total


# Every feed that Hugo writes, with whole texts as there.
FEEDS_OF_HUGO = "feed-archives: none\nfeeds: {at-least: 1, summaries: []}\n"


def write(folder, documents, shape="columns", settings=FEEDS_OF_HUGO):
    """Writes `content/` below the folder; gives the bodies' bytes. `settings` are lines of `site.yml`."""
    content = f"{folder}/content"
    plan = Plan(documents, shape)
    for place in ["notice"] + [f"study/{column}" for column in plan.columns]:
        os.makedirs(f"{content}/{place}", exist_ok=True)
    with open(f"{content}/site.yml", "w") as file:
        file.write(
            "title: 梧桐里网络党支部\nsubtitle: 学在经常，做在平常\n"
            "description: 学习专栏与通知公告\nurl: https://bench.example/\nidentity: bench.example,2006\n"
            "organization: 梧桐里社区党委\nsections:\n"
            "  study: {kind: study, title: 学习专栏, description: 一篇讲清一件事}\n"
            "  notice: {kind: notice, title: 通知公告, description: 会议、活动和公示}\n"
            f"page-size: 20\nfeed-items: 20\nhome-items: 6\n{settings}")
    for number, (column, title) in enumerate(zip(plan.columns, COLUMN_TITLES)):
        with open(f"{content}/study/{column}/_column.md", "w") as file:
            file.write(f"---\ntitle: {title}\nsummary: {WHY[number]}\norder: {number + 1}\n---\n\n"
                       f"{SENTENCES[number]}\n")
    step = 500
    tasks = [(content, plan, start, min(start + step, documents))
             for start in range(0, documents, step)]
    with multiprocessing.Pool() as pool:
        return sum(pool.imap_unordered(write_documents, tasks))


def write_hugo_indexes(folder):
    """What Hugo wants of its own: `_index.md` in place of `_column.md` and `site.yml`."""
    pages = {"": "梧桐里网络党支部", "study": "学习专栏", "notice": "通知公告", "tags": "全部标签",
             "author": "全部作者"}
    abouts = {"study": "一篇讲清一件事", "notice": "会议、活动和公示"}
    for name, title in pages.items():
        os.makedirs(f"{folder}/{name}", exist_ok=True)
        with open(f"{folder}/{name}/_index.md", "w") as file:
            file.write(f"---\ntitle: {title}\ndescription: {abouts.get(name, '')}\n---\n")
    for number, (column, title) in enumerate(zip(COLUMNS, COLUMN_TITLES)):
        os.makedirs(f"{folder}/study/{column}", exist_ok=True)
        with open(f"{folder}/study/{column}/_index.md", "w") as file:
            file.write(f"---\ntitle: {title}\ndescription: {WHY[number]}\nweight: {number + 1}\n---\n\n"
                       f"{SENTENCES[number]}\n")
