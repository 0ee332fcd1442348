"""made.py FOLDER: writes the sources of a small site whose notices have every part of an official document, in every length."""
import pathlib
import sys

SITE = """title: 印章桥社区党委
url: https://yinzhangqiao.example/
identity: yinzhangqiao.example,2026
sections:
  notice: {kind: notice, title: 通知公告}
  study: {kind: study, title: 学习专栏}
"""
ISSUER = "中共印章桥社区委员会"
LONG_ISSUER = "印章桥街道社区综合服务中心联合支部委员会和印章桥社区居民委员会"
TITLE = "关于做好本季度组织生活记录整理归档工作的通知"
# A line of the text block holds 28 characters; a paragraph of 26 fills one, behind its indent.
LINE = "各党小组要把会议记录一并交来统一装订成册妥善保管备查。"
PARAGRAPH = ("请各党小组对照清单逐项核对本季度会议记录、签到表和学习笔记，缺的补齐，错的改正，核对无误后由组长签字，"
             "月底以前交到支部统一装订，装订好的材料存放在活动室的柜子里，随时可以查阅。")


def notice(title=TITLE, fields="", text="", **more):
    """The source of a notice: its front matter and its text."""
    given = {"number": "印党〔2026〕3号", "issuer": ISSUER, "recipients": "[各党小组]"} | more
    lines = [f"{key}: {value}" for key, value in given.items() if value]
    return f"---\ntitle: {title}\ndate: 2026-06-12\n" + "\n".join(lines) + f"\n{fields}---\n\n{text}\n"


def table(columns, rows):
    head = "|" + "|".join(f"第{n}项" for n in range(1, columns + 1)) + "|\n" + "|--" * columns + "|\n"
    return head + "".join("|" + "|".join(f"{row}号楼" for _ in range(columns)) + "|\n" for row in range(1, rows + 1))


def sources():
    """The name of each notice to its source."""
    body = f"## 一、整理范围\n\n{PARAGRAPH}\n\n### （一）会议记录\n\n{PARAGRAPH}\n\n## 二、时间要求\n\n{PARAGRAPH}\n"
    whole = "\n\n".join([PARAGRAPH] * 9)
    attached = "attachments:\n" + "".join(f"  - {{file: list.csv, title: 第{n}党小组会议记录和学习笔记整理归档登记表以及装订说明}}\n" for n in range(1, 8))
    made = {
        "usual": notice(text=body),
        "no-number": notice(text=body, number=None),
        "bare": notice(text=body, number=None, issuer=None),
        "two-line-issuer": notice(text=body, issuer=LONG_ISSUER),
        "two-line-title": notice("关于进一步做好本季度组织生活记录整理和学习笔记归档保管等有关工作的通知", text=body),
        "three-line-title": notice("关于转发街道党工委进一步做好本季度组织生活记录整理和学习笔记归档保管工作安排意见的通知",
                                   text=body),
        "sealed": notice(fields="seal: true\n" + attached, text=body),
        "short-issuer": notice(text=body, issuer="社区党委"),
        "many-attachments": notice(fields=attached, text=whole),
        "imprint": notice(fields="copies: [街道党工委组织办公室, 街道党工委宣传办公室, 社区居民委员会, 社区综合服务中心, 辖区各共建单位党组织]\n"
                                 "imprint: {office: 社区党委办公室, date: 2026-06-13}\n", text=body),
        "copies": notice(fields="copies: [街道党工委]\n", text=whole),
        "letter": notice("关于商请提供会议场地的函", fields="form: letter\ncopies: [街道党工委]\n", number="印党函〔2026〕2号", text=whole),
        "letter-two-line-issuer": notice("关于商请提供会议场地的函", fields="form: letter\nseal: true\n", issuer=LONG_ISSUER, text=body),
        "long-table": notice(text=body + "\n" + table(5, 40) + "\n\n" + PARAGRAPH),
        "wide-table": notice(fields="copies: [街道党工委]\nimprint: 社区党委办公室\n",
                             text=body + "\n" + table(9, 12) + "\n\n" + PARAGRAPH + "\n\n" + whole),
        "wide-table-last": notice(fields="imprint: 社区党委办公室\n", text=body + "\n" + table(12, 20)),
        "annexes": notice(fields="imprint: 社区党委办公室\nattachments: [{file: list.csv, title: 会议记录登记表}]\n",
                          text=body + f"\n## 附件1\n\n### 归档材料清单\n\n{PARAGRAPH}\n\n{table(3, 5)}\n\n## 附件2\n\n### 装订说明\n\n{PARAGRAPH}\n"),
        "publicity": notice("关于拟确定入党积极分子的公示", fields="publicity: {from: 2026-06-12, until: 2026-06-18}\ninquiries: 组织委员，000-0000 0101\n",
                            text=body, number=None, recipients=None),
    }
    for lines in range(1, 46):
        kind = lines % 3
        fields = ("" if kind == 0 else "seal: true\ninquiries: 组织委员，000-0000 0101\n" if kind == 1
                  else "copies: [街道党工委]\nimprint: 社区党委办公室\n")
        made[f"lines-{lines:02}"] = notice(fields=fields, text="\n\n".join(f"{LINE[:24]}{n:02}" for n in range(1, lines + 1)))
    return made


def write(folder):
    content = pathlib.Path(folder) / "content"
    (content / "notice").mkdir(parents=True)
    (content / "site.yml").write_text(SITE, "utf-8")
    (content / "notice/list.csv").write_text("姓名,份数\n", "utf-8")
    for name, text in sources().items():
        (content / "notice" / f"{name}.md").write_text(text, "utf-8")
    column = content / "study/methods"
    column.mkdir(parents=True)
    (column / "_column.md").write_text("---\ntitle: 工作方法\n---\n", "utf-8")
    (column / "01-minutes.md").write_text(
        f"---\ntitle: 怎样做会议记录\ndate: 2026-05-01\nauthor: 程雨\n---\n\n{body_of_article()}\n", "utf-8")


def body_of_article():
    return f"{PARAGRAPH}\n\n## 一、提前准备\n\n{PARAGRAPH}\n\n{table(9, 12)}\n\n## 二、当场记\n\n" + "\n\n".join([PARAGRAPH] * 12)


if __name__ == "__main__":
    write(sys.argv[1])
