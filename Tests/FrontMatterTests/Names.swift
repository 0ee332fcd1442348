import FrontMatter

/// The names of keys that the tests of front matter know.
let names = KeyNames([
  ("title", ["标题", "名称"]), ("date", ["日期", "时间"]), ("tags", ["标签", "关键词"]), ("author", ["作者"]),
  ("event", ["会议", "活动"]), ("start", ["开始", "时间"]), ("place", ["地点"]), ("draft", ["草稿"]),
  ("order", ["次序"]),
])
