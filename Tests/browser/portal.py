#!/usr/bin/env python3
"""portal.py DIR: writes the sources of a portal of 300 documents, 20 of them activities and 30 branches, into DIR/content."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Benchmarks/site"))
import corpus  # noqa: E402

YARDS = "东西南北中和平安康乐福明德仁义礼智信勤俭学思言行正直清廉公允"

folder = pathlib.Path(sys.argv[1])
corpus.write(str(folder), 250, settings="""\
  activity: {kind: activity, title: 支部活动}
  branches: {kind: directory, title: 支部名录}
""")
content = folder / "content"
settings = (content / "site.yml").read_text().splitlines()
# Sections stand together; corpus.write appends what it is given at the end.
sections = [line for line in settings if line.startswith("  ")]
others = [line for line in settings if not line.startswith("  ") and line != "sections:" and line != "feed-items: 20"]
(content / "site.yml").write_text("\n".join(others + ["sections:"] + sections) + "\n")
for notice in (content / "notice").glob("*.md"):
    # A public notice has no recipients.
    lines = notice.read_text().splitlines(keepends=True)
    if any(line.startswith("publicity:") for line in lines):
        notice.write_text("".join(line for line in lines if not line.startswith("recipients:")))
(content / "activity").mkdir(exist_ok=True)
for number in range(20):
    (content / f"activity/a{number:02}.md").write_text(
        f"---\ntitle: {corpus.TOPICS[number]}活动记录\nheld: 2026-0{1 + number % 6}-{number + 1:02} 09:00\n"
        f"id: activity-{number}\nplace: 二楼会议室\n---\n\n{corpus.SENTENCES[number]}\n")
(content / "branches").mkdir(exist_ok=True)
for number, yard in enumerate(YARDS):
    (content / f"branches/b{number:02}.md").write_text(
        f"---\ntitle: 中共梧桐里社区{yard}院小区支部委员会\nname: {yard}院支部\nid: branch-{number}\n"
        f"contact: 组织委员，000-6600 01{number:02}\nplace: {yard}院活动室\n---\n\n{corpus.SENTENCES[number]}\n")
