import Dates
import Diagnostics
import FrontMatter
import TestSupport
import Testing

/// Reads a header with `read` and gives the diagnostics of all steps.
func diagnostics(
  _ text: MarkedText, _ read: (inout FieldReader) -> Void
) -> [Diagnostic] {
  var found: [Diagnostic] = []
  guard
    let root = parseYAML(
      text.file, in: 0..<text.file.bytes.count, names: names, diagnostics: &found)
  else {
    return found
  }
  var fields = FieldReader(root, in: text.file, names: names)
  read(&fields)
  fields.finish()
  return found + fields.diagnostics
}

func reader(_ text: String) throws -> FieldReader {
  let file = SourceFile(path: "a.md", bytes: Array(text.utf8))
  var found: [Diagnostic] = []
  let root = try #require(
    parseYAML(file, in: 0..<file.bytes.count, names: names, diagnostics: &found))
  #expect(found.isEmpty)
  return FieldReader(root, in: file, names: names)
}

/// Reads a header with a field of every type.
func read(_ fields: inout FieldReader) {
  _ = fields.requiredText("title", hint: Message("加上", "add it"))
  _ = fields.moment("date", zone: .shanghai)
  _ = fields.integer("order")
  _ = fields.flag("draft")
  _ = fields.texts("tags")
  _ = fields.choice("reading", ["必读": 1, "选读": 2])
  guard var event = fields.object("event", example: "{start: 2026-07-01}") else { return }
  _ = event.moment("start", zone: .shanghai)
  _ = event.text("place")
  fields.absorb(event)
}

@Suite struct `Splitting a document` {
  @Test(arguments: [
    ("⟦正文⟧\n---\n", "no-front-matter"), ("⟦----⟧\ntitle: a\n---\n", "no-front-matter"),
    ("⟦———⟧\ntitle: a\n———\n", "no-front-matter"), ("⟦－－－⟧\n", "no-front-matter"),
    ("⟦ ---⟧\ntitle: a\n---\n", "no-front-matter"),
    ("\n⟦---⟧\ntitle: a\n", "unclosed-front-matter"),
    ("⟦通知⟧\n---\ntitle: a\n---\n", "no-front-matter"),
    ("⟦title: a⟧\n---\n正文", "no-front-matter"), ("⟦--- title: a⟧\n---\n", "no-front-matter"),
    ("⟦⟧", "empty-file"), ("⟦⟧  \n\n　\n", "empty-file"),
    ("⟦---⟧\ntitle: a\n\n正文", "unclosed-front-matter"),
    ("---\ntitle: a\n⟦———⟧\n正文", "unclosed-front-matter"),
    ("⟦---⟧\ntitle: a\n\n正文\n-----\n", "unclosed-front-matter"),
  ])
  func `a file without front matter is told so once, and nothing else`(text: String, id: String) {
    let marked = MarkedText(text)
    var found: [Diagnostic] = []
    #expect(splitFrontMatter(marked.file, names: names, diagnostics: &found) == nil)
    #expect(found.map(\.id.description) == [id])
    #expect(found.first?.place == marked.place)
  }
}

extension `Splitting a document` {
  @Test(arguments: ["\u{FEFF}", "\u{FEFF}\u{FEFF}", "\u{200B}", "\u{200E}\u{2060}"])
  func `passes over what nobody sees in front of the first line`(unseen: String) {
    let file = SourceFile(path: "a.md", bytes: Array((unseen + "---\ntitle: 一\n---\n正文").utf8))
    var found: [Diagnostic] = []
    let parts = splitFrontMatter(file, names: names, diagnostics: &found)
    #expect(found.isEmpty)
    #expect(parts.map { String(decoding: file.bytes[$0.header], as: UTF8.self) } == "title: 一\n")
    #expect(parts.map { String(decoding: file.bytes[$0.body], as: UTF8.self) } == "正文")
  }
}

@Suite struct `Reading fields` {
  @Test func `gives typed values with their places`() throws {
    var fields = try reader(
      "title: 通知\norder: 3\npinned: true\ndate: 2026-07-01 09:30\ntags: [学习, \"a, b\"]\nempty:\n")
    #expect(fields.text("title")?.value == "通知")
    #expect(fields.text("title")?.range == 7..<13)
    #expect(fields.integer("order")?.value == 3)
    #expect(fields.flag("pinned")?.value == true)
    #expect(fields.moment("date", zone: .shanghai)?.value.rfc3339 == "2026-07-01T09:30:00+08:00")
    #expect(fields.texts("tags").map(\.value) == ["学习", "a, b"])
    #expect(fields.text("empty") == nil)
    #expect(fields.text("absent") == nil)
    fields.finish()
    #expect(fields.diagnostics.isEmpty)
  }

  @Test func `places count bytes although libyaml counts characters`() throws {
    let text = MarkedText("汉字: 𠮷野家🎉\n名: ⟦值⟧\n")
    var found: [Diagnostic] = []
    let root = try #require(
      parseYAML(text.file, in: 0..<text.file.bytes.count, names: names, diagnostics: &found))
    var fields = FieldReader(root, in: text.file, names: names)
    #expect(fields.text("名")?.range == text.ranges[0])
  }

  @Test func `nested mappings name their way in messages`() {
    let text = MarkedText("event:\n  start: 2026-07-01\n  ⟦plase⟧: 会议室\n")
    let found = diagnostics(text) { fields in
      guard var event = fields.object("event", example: "{start: 2026-07-01}") else { return }
      _ = event.moment("start", zone: .shanghai)
      _ = event.text("place")
      fields.absorb(event)
    }
    #expect(
      found == [
        Diagnostic(
          .error, "unknown-key", at: text.place,
          Message("没有“event.plase”这一项", "unknown key `event.plase`"),
          suggestion: Message("是不是“place”？", "did you mean `place`?"))
      ])
  }
}

@Suite struct `Mistakes in front matter` {
  @Test(arguments: [
    ("title: 一\n⟦titel⟧: 二\n", "unknown-key"), ("⟦titel⟧: 二\n", "unknown-key"),
    ("⟦order⟧: 1\n", "missing-field"), ("title: 一\norder: ⟦第三⟧\n", "wrong-type"),
    ("title: 一\norder: ⟦12345678901234567890⟧\n", "wrong-type"),
    ("title: 一\ndraft: ⟦也许⟧\n", "wrong-type"), ("title: 一\ntags: ⟦学习 党史⟧\n", "wrong-type"),
    ("title: 一\nreading: ⟦必渎⟧\n", "wrong-type"), ("title: ⟦[一]⟧\n", "wrong-type"),
    ("title: 一\ndate: ⟦2026-02-30⟧\n", "bad-date"), ("title: 一\ndate: ⟦2026年7月32日⟧\n", "bad-date"),
    ("title: 一\ntags: [⟦学习，党史⟧, 甲]\n", "full-width-comma"),
    ("title: 一\n⟦“order”⟧: 1\n", "curly-quotes"), ("title: 一\ntags: [⟦“学习”⟧, 甲]\n", "curly-quotes"),
    ("title: ⟦“一”⟧\n", "curly-quotes"), ("title: 一\n⟦title⟧: 二\n", "duplicate-key"),
    ("title: a⟦⟧: b\n", "bad-yaml"), ("title: 一\ntags: ⟦⟧[学习\n", "bad-yaml"),
    ("title: ⟦⟧\"一\n", "bad-yaml"),
    ("title: ⟦*a⟧\n", "yaml-unsupported"), ("⟦- 一\n- 二\n⟧", "wrong-type"),
  ])
  func `are found at their place`(text: String, id: String) {
    let marked = MarkedText(text)
    let found = diagnostics(marked, read)
    #expect(found.first?.id.description == id)
    #expect(found.first?.place?.range.lowerBound == marked.ranges[0].lowerBound)
    #expect(found.count == 1)
  }

  @Test func `a full-width colon is understood, so that the rest is checked`() {
    let text = MarkedText("title：一\n⟦oder⟧：3\n")
    let found = diagnostics(text, read)
    #expect(found.map(\.id.description) == ["unknown-key"])
    #expect(found.last?.place?.range == text.ranges[0])
  }

  @Test func `a full-width colon in prose is left alone`() throws {
    var fields = try reader("title: 会议：第一次\nsummary: |\n  note：这里是正文\nquoted: \"a：b\"\n")
    #expect(fields.text("title")?.value == "会议：第一次")
    #expect(fields.text("summary")?.value == "note：这里是正文")
    #expect(fields.text("quoted")?.value == "a：b")
  }

  @Test func `a date with two meanings is shown in the right form`() {
    let found = diagnostics(MarkedText("title: 一\ndate: ２６年７月１日\n"), read)
    #expect(
      found.first?.suggestion
        == Message(
          "写成 2026-07-01，带时间写成 2026-07-01 09:30",
          "write 2026-07-01, or with a time 2026-07-01 09:30"))
  }

  @Test func `nesting without end is refused`() {
    let text = MarkedText("title: " + String(repeating: "[", count: 500))
    #expect(diagnostics(text, read).first?.id.description == "yaml-too-deep")
  }

  @Test func `any bytes give fields or a diagnostic`() {
    var generator = SeededGenerator(seed: 7)
    let pieces = [
      "title", "：", ":", " ", "\n", "“", "”", "[", "]", "{", "}", "- ", "|", ">", "#", "&a", "*a",
      "\"", "'", "党", "\t", "🎉", "---", "%", "!", "title:", "tags: [", "event: {start", "】", "　",
      "，",
    ]
    for _ in 0..<2000 {
      let text = (0..<Int.random(in: 1...24, using: &generator)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }.joined()
      for diagnostic in diagnostics(MarkedText(text), read) {
        let range = diagnostic.place?.range ?? 0..<0
        #expect(range.upperBound <= text.utf8.count)
        let chinese = diagnostic.message.chinese
        #expect(!["found", "expected", "allowed", "while"].contains { chinese.contains($0) })
      }
    }
  }

  @Test
  func
    `wide and invisible spaces around a text are left out, those within and in quotation marks are not`()
    throws
  {
    var fields = try reader(
      "title: 　全角　空格　\nauthor: \u{A0}李\u{200B}\ntags: [　学习　, \"学　习\"]\nsummary: \"共 \"\n")
    #expect(fields.text("title")?.value == "全角　空格")
    #expect(fields.text("author")?.value == "李")
    #expect(fields.texts("tags").map(\.value) == ["学习", "学　习"])
    #expect(fields.text("summary")?.value == "共 ")
  }
}

@Suite struct `Texts on several lines` {
  @Test(arguments: [
    ("title: >\n  学习\n  党章\n", "学习党章"), ("title: >-\n  学习，\n  “党章”\n\n  新版\n", "学习，“党章”新版"),
    ("title: |\n  学习\n  党章\n", "学习党章"), ("title: 学习\n  党章\n", "学习党章"),
    ("title: '学习\n  党章'\n", "学习党章"),
    ("title: >\n  learn\n  more\n", "learn more"),
    ("title: >\n  学习\n  Markdown\n  语法\n", "学习 Markdown 语法"),
    ("title: >\n  联 系 人\n  李明\n", "联 系 人李明"), ("title: >\r\n  学习\r\n  党章\r\n", "学习党章"),
    ("title: \"学\\u4E60\n  党章\"\n", "学习 党章"), ("title: 学 习\n", "学 习"),
    ("title: \"学\\n习\"\n", "学\n习"),
    ("title: '学''习\n  党章'\n", "学'习 党章"), ("title: |2\n   学习\n", "学习"),
  ])
  func `ends of lines vanish between Chinese characters`(yaml: String, expected: String) throws {
    var fields = try reader(yaml)
    #expect(fields.text("title")?.value == expected)
  }
}
