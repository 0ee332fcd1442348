"""Texts to measure with, the same in every run."""
import random

WORDS = ("党员 支部 学习 组织 生活 会议 通知 活动 群众 服务 社区 志愿 文件 精神 贯彻 落实 工作 责任 思想 教育 主题 时间 "
         "地点 参加 人员 要求 按照 安排 认真 准备 发言 材料 汇报 情况 总结 经验 问题 整改 措施 制度 建设").split()


class Text:
    """Blocks of Chinese prose, chosen by chance."""

    def __init__(self, seed=7):
        self.random = random.Random(seed)

    def word(self):
        return "".join(self.random.choices(WORDS, k=self.random.randint(1, 3)))

    def sentence(self):
        clauses = ("".join(self.word() for _ in range(self.random.randint(1, 4)))
                   for _ in range(self.random.randint(1, 4)))
        return "，".join(clauses) + self.random.choice("。。。！？；")

    def paragraph(self):
        return "".join(self.sentence() for _ in range(self.random.randint(2, 6)))

    def of_length(self, block, length):
        blocks, written = [], 0
        while written < length:
            blocks.append(block(self))
            written += len(blocks[-1].encode())
        return "\n\n".join(blocks) + "\n"


def ordinary(text):
    """What CommonMark has, and nothing else."""
    kind = text.random.random()
    if kind < .12:
        return "## " + text.word()
    if kind < .25:
        return "\n".join("- " + text.sentence() for _ in range(4))
    if kind < .33:
        return "> " + text.paragraph()
    if kind < .55:
        return f"{text.paragraph()} **{text.word()}** {text.sentence()}参见 [{text.word()}](../notice/a.md) 。"
    return text.paragraph()


def dialect(text):
    """Every extension, far denser than anybody writes."""
    kind = text.random.random()
    if kind < .1:
        return "## " + text.word()
    if kind < .2:
        return "\n".join("- [ ] " + text.sentence() for _ in range(3))
    if kind < .3:
        row = lambda: "| " + " | ".join(text.word() for _ in range(4)) + " |"
        return "\n".join([row(), "|---|:-:|---|--:|"] + [row() for _ in range(5)])
    if kind < .36:
        label = text.random.randint(0, 10 ** 9)
        return f"{text.paragraph()}[^{label}]\n\n[^{label}]: {text.paragraph()}"
    if kind < .42:
        return "> [!NOTE]\n> " + text.paragraph()
    if kind < .7:
        return (f"{text.paragraph()}**「{text.word()}」**{text.sentence()}\n{text.paragraph()}"
                f"参见[{text.word()}](../notice/a.md)，~~作废~~，www.example.com。")
    return f"{text.paragraph()}\n{text.paragraph()}"


# Texts of nothing but what costs most for its bytes, by how often it stands there.
MALICE = {
    "openers of emphasis": lambda n: "*a " * n,
    "nested brackets": lambda n: "[" * n + "a" + "]" * n,
    "pictures that are links": lambda n: "![[]()" * n,
    "deep quotes": lambda n: "> " * n + "a",
    "emphasis in deep quotes": lambda n: ">" * n + "a*" * n,
    "deep lists": lambda n: "- " * n + "a",
    "empty lines in deep lists": lambda n: "- " * n + "a" + "\n" * n,
    "empty lines in a list 16 deep": lambda n: "- " * 16 + "a" + "\n" * n,
    "rows of a table": lambda n: "| a | b |\n|---|---|\n" + "| a | b |\n" * n,
    "columns of a table": lambda n: "| a " * n + "\n" + "|---" * n + "\n" + "| a " * n,
    "footnotes": lambda n: "".join(f"甲[^{i}]\n\n[^{i}]: 乙\n\n" for i in range(n * 2 // 5)),
    "undefined references": lambda n: "[a]" * n,
    "addresses": lambda n: "www.a_b.c_d " * n,
    "tags that are not allowed": lambda n: "<b>" * n,
    "links that are none": lambda n: "![](a b)" * n,
}
MALICE_COUNT = 5000


def all_texts():
    """Name, text and how many times libcmark's instructions it may take."""
    yield "ordinary text, 200 KB", Text().of_length(ordinary, 200_000), 1.2
    yield "ordinary text, 3 KB", Text().of_length(ordinary, 3_000), 1.2
    yield "the dialect, 200 KB", Text().of_length(dialect, 200_000), 1.5
    yield "the dialect, 3 KB", Text().of_length(dialect, 3_000), 1.5
