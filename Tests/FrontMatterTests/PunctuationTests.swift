import Dates
import Diagnostics
import FrontMatter
import TestSupport
import Testing

/// The diagnostics of a header behind a title.
private func found(_ text: String) -> [Diagnostic] {
  diagnostics(MarkedText("title: 一\n" + text + "\n"), read)
}

@Suite struct `Text that was taken for a slip` {
  @Test func `a quoted item was refused for the Chinese comma in it`() throws {
    var fields = try reader(#"tags: ["各党委、党总支", '甲，乙', 丙]"#)
    #expect(fields.texts("tags").map(\.value) == ["各党委、党总支", "甲，乙", "丙"])
    #expect(fields.diagnostics.isEmpty)
  }

  @Test func `curly quotes within ASCII quotes were warned of`() throws {
    var fields = try reader("title: \"“两优一先”\"\ntags: [\"“学习”\"]\n")
    #expect(fields.text("title")?.value == "“两优一先”")
    #expect(fields.texts("tags").map(\.value) == ["“学习”"])
    #expect(fields.diagnostics.isEmpty)
  }

  /// Lines with a colon, a comma or a `#` that YAML takes as they stand.
  @Test(arguments: [
    "summary: |\n  note:甲\n  place：乙\n  a: b: c\n  #丙", "summary: >-\n  甲\n\n  note:乙",
    "summary: 第一行\n  note:第二行\n  place：第三行", "summary:\n  第一行\n  note:第二行",
    "summary: \"第一行\n  note:第二行\"", "url: https://example.org/a:b", "http://example.org/: 甲",
    "tags:\n  - http://example.org/\n  - a:b", "tags: [http://example.org/, 9:00, a:b]",
    "source: {url: https://example.org/}", "event: {start: 2026-07-03 09:00, place: 二楼，左转}",
    "title: C# 入门", "tags: [C#, C++]", "summary: 甲  # 批注", "source: # 批注\n  title: 甲",
    "sections: #批注\n  甲: {kind: study}", "tags: [\n  甲,  # 批注\n  乙\n]", "# title:甲",
    "event: {\nstart: 2026-07-03,\nplace: 甲\n}", "summary: '它''s: 好'", "tags: [甲, 乙,]",
    "summary: \"甲\\\"乙: 丙\"", "summary: -甲", "summary: 会议：第一次", "\"a b\": 甲", "学习: {a: b}",
  ])
  func `what YAML takes was refused`(text: String) {
    let file = SourceFile(path: "a.md", bytes: Array(text.utf8))
    var found: [Diagnostic] = []
    #expect(parseYAML(file, in: 0..<file.bytes.count, names: names, diagnostics: &found) != nil)
    #expect(found.summary == [])
  }
}

@Suite struct `A slip made nonsense of the rest` {
  @Test(arguments: [
    ("tags: [甲\norder: 1", "bad-yaml"),
    ("reading: \"必读\norder: 1", "bad-yaml"), ("event: {place: 甲: 乙}", "bad-yaml"),
    ("event: {place: @甲}", "bad-yaml"), ("event: {place: \"甲\"乙\"丙\"}", "bad-yaml"),
    ("tags: [, 甲]", "bad-yaml"), ("event: {place: 甲, , start: 2026-07-01}", "bad-yaml"),
  ])
  func `is told once, and what follows is read`(text: String, id: String) {
    let found = found(text + "\ndraft: 1o")
    #expect(found.map(\.id.description) == [id, "wrong-type"])
  }

  @Test(arguments: [
    ("reading: 甲⟦⟧ #二", ["comment-in-value"]), ("tags: [甲 #二]", ["comment-in-value", "bad-yaml"]),
    ("reading: #二", ["comment-in-value"]), ("reading: # 二", []),
  ])
  func `a number sign cut off the end unseen`(text: String, ids: [String]) {
    let marked = MarkedText(text)
    var found: [Diagnostic] = []
    _ = parseYAML(marked.file, in: 0..<marked.file.bytes.count, names: names, diagnostics: &found)
    #expect(found.map(\.id.description) == ids)
  }
}

@Suite struct `The advice was wrong` {
  @Test(arguments: [
    ("tags: 学习、党史，通知", "写成：tags: [学习, 党史, 通知]"),
    ("tags: 学习 通知", "写成：tags: [学习, 通知]"),
    ("tags: [甲, “乙”]", "写成 [甲, 乙]"), ("tags: \"学习，通知\"", "写成：tags: [学习, 通知]"),
    ("tags:\n  -学习\n  -通知", "写成：tags: [学习, 通知]"), ("tags: {学习, 通知}", "写成：tags: [学习, 通知]"),
    ("tags: [a: b]", "写成 \"a: b\""),
    ("draft: Ture", "写成：draft: true"), ("draft: 也许", "例如 draft: true"),
    ("order: 第三", "写成：order: 3"), ("order: 甲", "例如 order: 3"),
    ("reading: 必渎", "写成：reading: 必读"),
  ])
  func `of a value of the wrong type`(text: String, suggestion: String) {
    #expect(found(text).map { $0.suggestion?.chinese } == [suggestion])
  }

  @Test(arguments: [
    ("2026-7-3 9:5", "写成 2026-07-03 09:05"),
    ("26.7.3", "写成 2026-07-03，带时间写成 2026-07-03 09:30"),
    ("2026-07-01至07-05", "这里只写一个时间：date: 2026-07-01；结束的时间 2026-07-05 写在正文里"),
    ("2026-07-03 14:30-16:00", "这里只写一个时间：date: 2026-07-03 14:30；结束的时间 2026-07-03 16:00 写在正文里"),
    ("2026-07-03 24:00", "写成 2026-07-03 23:59"),
    ("明天", "写成 2026-07-01 这样，带时间写成 2026-07-01 09:30"),
  ])
  func `of a date in another form`(date: String, suggestion: String) {
    #expect(found("date: \(date)").map { $0.suggestion?.chinese } == [suggestion])
  }

  @Test(arguments: [
    ("2026-07-32", "7 月没有 32 日"), ("2026-02-29", "2026 年 2 月没有 29 日"),
    ("2026-13-01", "没有 13 月"), ("2026年6月31日", "6 月没有 31 日"), ("7月3日", "没有写年份"),
    ("2026-07-03 25:00", "没有 25:00 这个时间"), ("2026-07-03 9:75", "没有 9:75 这个时间"),
  ])
  func `of a day that does not exist`(date: String, fault: String) {
    #expect(found("date: \(date)").map(\.message.chinese) == ["“date”不是正确的日期：\(fault)"])
  }

  @Test(arguments: ["true", "True", "TRUE"])
  func `and true was refused in capitals`(word: String) throws {
    var fields = try reader("draft: \(word)\n")
    #expect(fields.flag("draft")?.value == true)
    #expect(fields.diagnostics.isEmpty)
  }

  @Test func `and named a nested mapping twice`() {
    let found = found("event: 会议")
    #expect(found.map(\.message.chinese) == ["“event”要写成 {名称: 内容, 名称: 内容}"])
  }

  @Test func `and repeated the known keys`() {
    #expect(
      found("密级: 公开").map { $0.suggestion?.chinese } == [
        "可以写：title、date、order、draft、tags、reading、event"
      ])
  }
}
