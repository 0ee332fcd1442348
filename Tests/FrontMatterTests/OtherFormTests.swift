import Dates
import Diagnostics
import FrontMatter
import TestSupport
import Testing

/// A header with a field of every type behind a title, its messages, and what it would be in the usual form.
private struct Header {
  var tags: [String] = []
  var author: [String] = []
  var files: [String] = []
  var order: Int?
  var draft: Bool?
  var date: String?
  var reading: Int?
  var place: String?
  var start: String?
  var ids: [String] = []
  var usual = ""

  init(_ text: String) {
    let file = SourceFile(path: "a.md", bytes: Array(("title: 一\n" + text + "\n").utf8))
    var found: [Diagnostic] = []
    guard
      let root = parseYAML(
        file, in: 0..<file.bytes.count, names: names, notingForms: true, diagnostics: &found)
    else {
      ids = found.map { $0.id.description }
      return
    }
    var fields = FieldReader(root, in: file, names: names, notingForms: true)
    _ = fields.requiredText("title", hint: Message("加上", "add it"))
    tags = fields.texts("tags").map(\.value)
    author = fields.names("author").map(\.value)
    files = fields.items("files").map {
      if case .scalar(let path) = $0.content { path } else { "…" }
    }
    order = fields.integer("order")?.value
    draft = fields.flag("draft")?.value
    date = fields.moment("date", zone: .shanghai)?.value.rfc3339
    reading = fields.choice("reading", ["必读": 1, "选读": 2], meant: ["必修": "必读"])?.value
    if var event = fields.object("event", example: "{}") {
      start = event.moment("start", zone: .shanghai)?.value.rfc3339
      place = event.text("place")?.value
      fields.absorb(event)
    }
    fields.finish()
    found += fields.diagnostics
    ids = found.filter { $0.severity > .note }.map { $0.id.description }
    var bytes = file.bytes
    let fixes = found.filter { $0.severity == .note }.flatMap(\.fixes)
    for fix in fixes.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      bytes.replaceSubrange(fix.range, with: fix.text.utf8)
    }
    usual = String(decoding: bytes.dropFirst("title: 一\n".utf8.count).dropLast(), as: UTF8.self)
  }
}

@Suite struct `A form with one meaning` {
  @Test(arguments: [
    ("tags：[甲, 乙]", "tags: [甲, 乙]"), ("tags： [甲, 乙]", "tags: [甲, 乙]"),
    ("tags:[甲, 乙]", "tags: [甲, 乙]"), ("tags:　[甲, 乙]", "tags: [甲, 乙]"),
    ("tags:\u{A0}[甲, 乙]", "tags: [甲, 乙]"), ("标签: [甲, 乙]", "tags: [甲, 乙]"),
    ("标签：甲、乙", "tags: [甲, 乙]"), ("tags: 甲，乙", "tags: [甲, 乙]"), ("tags: 甲, 乙", "tags: [甲, 乙]"),
    ("tags: [甲，乙]", "tags: [甲, 乙]"), ("tags: [甲、乙]", "tags: [甲, 乙]"),
    ("tags: 【甲，乙】", "tags: [甲, 乙]"), ("tags: ［甲；乙］", "tags: [甲, 乙]"),
    ("tags: [甲, 乙】", "tags: [甲, 乙]"), ("tags: [甲, 乙］", "tags: [甲, 乙]"),
    ("tags: [“甲”，“乙”]", "tags: [甲, 乙]"), ("tags: [“甲”, “乙”]", "tags: [甲, 乙]"),
    ("tags: [\"甲\"，\"乙\"]", "tags: [\"甲\", \"乙\"]"), ("关 键 词: [甲, 乙]", "tags: [甲, 乙]"),
  ])
  func `of a list is understood`(text: String, usual: String) {
    let header = Header(text)
    #expect(header.tags == ["甲", "乙"])
    #expect(header.ids == [])
    #expect(header.usual == usual)
    #expect(Header(usual).usual == usual)
  }

  @Test(arguments: [
    ("tags: 党史", ["党史"], "tags: [党史]"),
    ("tags:\n  - 甲，乙\n  - 丙、丁", ["甲，乙", "丙、丁"], "tags:\n  - 甲，乙\n  - 丙、丁"),
    ("tags: [\"甲、乙\", 丙]", ["甲、乙", "丙"], "tags: [\"甲、乙\", 丙]"),
    ("tags: []", [], "tags: []"), ("tags: [C#, a:b]", ["C#", "a:b"], "tags: [C#, a:b]"),
    ("tags: [“两优一先”表彰]", ["“两优一先”表彰"], "tags: [“两优一先”表彰]"),
    ("tags: [\n  甲, # 一\n  乙\n]", ["甲", "乙"], "tags: [\n  甲, # 一\n  乙\n]"),
  ])
  func `and items are what they are`(text: String, tags: [String], usual: String) {
    let header = Header(text)
    #expect(header.tags == tags)
    #expect(header.ids == [])
    #expect(header.usual == usual)
  }

  @Test(arguments: [
    ("作者: 张三", ["张三"], "author: 张三"), ("author: 张三、李四", ["张三", "李四"], "author: [张三, 李四]"),
    ("author: [张三, 李四]", ["张三", "李四"], "author: [张三, 李四]"),
    ("author: [张三、李四]", ["张三", "李四"], "author: [张三, 李四]"),
    ("author:\n  - 张三\n  - 李四", ["张三", "李四"], "author:\n  - 张三\n  - 李四"),
    ("author: Smith, John", ["Smith, John"], "author: Smith, John"),
    ("author: 林 编辑", ["林 编辑"], "author: 林 编辑"), ("author: \"甲、乙\"", ["甲、乙"], "author: \"甲、乙\""),
  ])
  func `of one author or several is understood`(text: String, names: [String], usual: String) {
    let header = Header(text)
    #expect(header.author == names)
    #expect(header.ids == [])
    #expect(header.usual == usual)
  }

  @Test(arguments: [
    ("files: 附件 1.pdf", ["附件 1.pdf"], "files: [附件 1.pdf]"),
    ("files: [a.pdf，b.docx]", ["a.pdf", "b.docx"], "files: [a.pdf, b.docx]"),
    ("files: a.pdf、b.docx", ["a.pdf", "b.docx"], "files: [a.pdf, b.docx]"),
    ("files: [关于学习、宣传的通知.pdf]", ["关于学习、宣传的通知.pdf"], "files: [关于学习、宣传的通知.pdf]"),
    ("files: {file: a.pdf, title: 甲}", ["…"], "files: [{file: a.pdf, title: 甲}]"),
  ])
  func `of files is understood`(text: String, files: [String], usual: String) {
    let header = Header(text)
    #expect(header.files == files)
    #expect(header.ids == [])
    #expect(header.usual == usual)
  }

  @Test(arguments: [
    ("draft: 是", "draft: true"), ("draft：YES", "draft: true"), ("草稿: 1", "draft: true"),
  ])
  func `of yes is understood`(text: String, usual: String) {
    let header = Header(text)
    #expect(header.draft == true)
    #expect(header.ids == [])
    #expect(header.usual == usual)
  }

  @Test(arguments: [("order: １２", 12), ("order: 十二", 12), ("次序: 12", 12), ("order:12", 12)])
  func `of a number is understood`(text: String, number: Int) {
    let header = Header(text)
    #expect(header.order == number)
    #expect(header.ids == [])
    #expect(header.usual == "order: 12")
  }

  @Test(arguments: [
    ("date: 2026年7月1日", "date: 2026-07-01"), ("日期：２０２６－０７－０１", "date: 2026-07-01"),
    ("date: 二〇二六年七月一日", "date: 2026-07-01"), ("date: 2026/7/1", "date: 2026-07-01"),
    ("date: 2026-07-01T00:00:00+08:00", "date: 2026-07-01T00:00:00+08:00"),
    ("date: 2026-07-01 00:00:00 +0800", "date: 2026-07-01 00:00"),
  ])
  func `of a date is understood`(text: String, usual: String) {
    let header = Header(text)
    #expect(header.date == "2026-07-01T00:00:00+08:00")
    #expect(header.ids == [])
    #expect(header.usual == usual)
  }

  @Test func `of a word is understood`() {
    let header = Header("reading: 必修")
    #expect(header.reading == 1)
    #expect(header.usual == "reading: 必读")
  }

  @Test(arguments: [
    "event: ｛start：2026-07-01，place：会议室｝", "event: {start:2026-07-01，place:会议室}",
    "会议：{开始: 2026年7月1日, 地点: 会议室｝", "event:\n　　start: 2026-07-01\n　　place: 会议室",
    "event:\n　　start: 2026-07-01\n    place：会议室",
  ])
  func `of a mapping is understood`(text: String) {
    let header = Header(text)
    #expect(header.start == "2026-07-01T00:00:00+08:00")
    #expect(header.place == "会议室")
    #expect(header.ids == [])
    #expect(
      [
        "event: {start: 2026-07-01, place: 会议室}", "event:\n    start: 2026-07-01\n    place: 会议室",
      ].contains(header.usual))
  }

  @Test(arguments: [
    "summary: |\n  note:甲\n  标题：乙", "summary: 会议：第一次", "url: https://example.org/a:b",
    "tags:\n  - http://example.org/\n  - a:b", "# 标题：甲", "学习: {a: b}",
  ])
  func `does not change what has none`(text: String) {
    #expect(Header(text).usual == text)
  }
}

@Suite struct `A key in Chinese` {
  @Test func `beside its own key is told to be the second`() {
    let text = MarkedText("title: 一\n⟦标题⟧: 二\n")
    let found = diagnostics(text, read)
    #expect(found.map(\.id.description) == ["duplicate-key"])
    #expect(found.first?.place == text.place)
  }

  @Test func `stands for a required one`() {
    #expect(diagnostics(MarkedText("标题: 一\n"), read).isEmpty)
  }

  @Test(arguments: [
    ("时间: 2026-07-01\n", ["start"]), ("start: 2026-07-02\n时间: 2026-07-01\n", ["date", "start"]),
    ("开始: 2026-07-02\n时间: 2026-07-01\n", ["date", "start"]),
    ("date: 2026-07-02\n时间: 2026-07-01\n", ["date", "start"]),
  ])
  func `that could be of two is the preferred one, unless that is there`(
    text: String, keys: [String]
  ) throws {
    var fields = try reader(text)
    fields.preferredKey = "start"
    let found = ["date", "start"].filter { fields.moment($0, zone: .shanghai) != nil }
    #expect(found == keys)
    fields.finish()
    #expect(fields.diagnostics.isEmpty)
  }
}
