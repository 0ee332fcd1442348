import Diagnostics
import TestSupport
import Testing

private let chinese = DiagnosticFormatter(language: .chinese)
private let english = DiagnosticFormatter(language: .english)

@Suite struct `A printed diagnostic` {
  @Test func `names the place, shows the line and puts carets under wide characters`() {
    let text = MarkedText("title: 一\ndate: ⟦２０２６年⟧吧\n", path: "content/notice/a.md")
    let diagnostic = Diagnostic(
      .error, "bad-date", at: text.place, Message("日期不对", "not a date"),
      suggestion: Message("写成 2026-07-01", "write 2026-07-01"))
    #expect(
      chinese.format(diagnostic) == """
        content/notice/a.md:2:7: 错误：日期不对 [bad-date]
          2 | date: ２０２６年吧
            |       ^^^^^^^^^^
          改法：写成 2026-07-01

        """)
    #expect(
      english.format(diagnostic) == """
        content/notice/a.md:2:7: error: not a date [bad-date]
          2 | date: ２０２６年吧
            |       ^^^^^^^^^^
          help: write 2026-07-01

        """)
  }

  @Test
  func `cuts a long line around the place, so that a terminal of eighty columns does not break it`()
  {
    let text = MarkedText(
      String(repeating: "前", count: 90) + "⟦错⟧" + String(repeating: "后", count: 200))
    let lines = chinese.format(
      Diagnostic(.warning, "x", at: text.place, Message("有错", "wrong"))
    ).split(separator: "\n")
    #expect(lines[0] == "content/test.md:1:91: 警告：有错 [x]")
    #expect(
      lines[1] == "  1 | …" + String(repeating: "前", count: 15) + "错"
        + String(repeating: "后", count: 19) + "…")
    #expect(lines[2] == "    | " + String(repeating: " ", count: 31) + "^^")
  }

  @Test func `shows the second place of a note`() {
    let text = MarkedText("a: 1\n⟦a⟧: 2\n")
    let diagnostic = Diagnostic(
      .error, "duplicate-key", at: text.place, Message("写了两次", "given twice"),
      notes: [.init(Message("第一次写在这里", "first here"), at: Place(text.file, 0..<1))])
    #expect(
      chinese.format(diagnostic) == """
        content/test.md:2:1: 错误：写了两次 [duplicate-key]
          2 | a: 2
            | ^
        content/test.md:1:1: 说明：第一次写在这里
          1 | a: 1
            | ^

        """)
  }

  @Test func `of a file without text is one line`() {
    let diagnostic = Diagnostic(
      .error, "file-system", at: Place(path: "site"), Message("磁盘已满", "disk full"))
    #expect(english.format(diagnostic) == "site: error: disk full [file-system]\n")
    #expect(chinese.format(Diagnostic(.note, "n", at: nil, Message("好", "ok"))) == "说明：好 [n]\n")
  }

  @Test(arguments: ["a\r\nb⟦c⟧", "a\rb⟦c⟧", "a\nb⟦c⟧"])
  func `counts lines whatever ends them`(text: String) {
    let marked = MarkedText(text)
    let position = marked.file.position(of: marked.ranges[0].lowerBound)
    #expect(position.line == 2)
    #expect(position.column == 2)
  }

  @Test func `a place behind the end of a file is its end`() {
    let file = SourceFile(path: "a.md", bytes: Array("ab".utf8))
    let text = chinese.format(
      Diagnostic(.error, "x", at: Place(file, 2..<9), Message("缺", "missing")))
    #expect(text == "a.md:1:3: 错误：缺 [x]\n  1 | ab\n    |   ^\n")
  }
}

@Suite struct `What is kept of a place` {
  @Test(arguments: 0..<300)
  func `is what is printed of it, whatever the file`(seed: UInt64) {
    var numbers = SeededGenerator(seed: seed)
    let parts: [[UInt8]] = [
      [0x61], [0x0A], [0x0D], [0x0D, 0x0A], Array("长".utf8), Array("🀄".utf8), [0xE5, 0x85], [0x80],
      [0x07], Array("e\u{301}".utf8), Array(String(repeating: "行", count: 50).utf8), [0xFF],
    ]
    let bytes = (0..<60).flatMap { _ in parts[Int.random(in: 0..<parts.count, using: &numbers)] }
    let file = SourceFile(path: "a.md", bytes: bytes)
    func place() -> Place {
      let start = Int.random(in: -1...(bytes.count + 2), using: &numbers)
      return Place(file, start..<(start + Int.random(in: 0..<40, using: &numbers)))
    }
    let diagnostics = (0..<8).map { _ in
      Diagnostic(
        .error, "x", at: place(), Message("错", "wrong"),
        notes: [.init(Message("甲", "a"), at: place()), .init(Message("乙", "b"))])
    }
    let kept = diagnostics.withoutFiles()
    #expect(kept == diagnostics)
    #expect(chinese.format(kept) == chinese.format(diagnostics))
    #expect(kept.allSatisfy { $0.place?.file.bytes == [] })
  }

  @Test func `is found in one walk, however many places a long line has`() {
    let count = 20_000
    let file = SourceFile(
      path: "a.md", bytes: Array(String(repeating: "![](图.png) ", count: count).utf8))
    let length = file.bytes.count / count
    let diagnostics = (0..<count).reversed().map { index in
      Diagnostic(
        .warning, "x", at: Place(file, (index * length)..<(index * length + 4)), Message("", ""))
    }
    var kept: [Diagnostic] = []
    // A walk for each of them takes minutes.
    #expect(threadSeconds { kept = diagnostics.withoutFiles() } < 20)
    #expect(kept[0].place?.excerpt?.column == (count - 1) * 11 + 1)
    #expect(kept[count - 1].place?.excerpt?.column == 1)
  }
}

@Suite struct `Diagnostics together` {
  @Test func `are sorted by file, then by place, errors first`() {
    func diagnostic(
      _ path: String, _ offset: Int, _ severity: Diagnostic.Severity, _ id: String
    ) -> Diagnostic {
      Diagnostic(
        severity, id,
        at: Place(SourceFile(path: path, bytes: Array("abcdef".utf8)), offset..<offset),
        Message("", ""))
    }
    let sorted = [
      diagnostic("b", 0, .error, "4"), diagnostic("a", 3, .warning, "3"),
      diagnostic("a", 3, .error, "2"),
      diagnostic("a", 1, .note, "1"),
    ].sortedForPrinting()
    #expect(sorted.map(\.id.description) == ["1", "2", "3", "4"])
  }

  @Test func `are told once, however many pages met them`() {
    let place = MarkedText("⟦x⟧").place
    let one = Diagnostic(
      .error, "x", at: place, Message("一", "one"), notes: [.init(Message("甲", "a"))])
    let again = Diagnostic(
      .error, "x", at: place, Message("一", "one"), notes: [.init(Message("乙", "b"))])
    let other = Diagnostic(.error, "x", at: place, Message("二", "two"))
    #expect([one, again, other].withoutRepetitions() == [one, other])
  }
}

@Suite struct `Near matches` {
  @Test(arguments: [
    ("titel", "title"), ("Title", "title"), ("attachment", "attachments"), ("expire", "expires"),
    ("page_size", "page-size"), ("推荐", nil), ("zzzzzz", nil), ("标体", "标题"),
  ])
  func `forgive slips and no more`(word: String, expected: String?) {
    let known = ["title", "attachments", "expires", "page-size", "标题", "日期"]
    #expect(nearMatch(for: word, in: known) == expected)
  }

  @Test func `stay cheap for a word of a megabyte`() {
    #expect(nearMatch(for: String(repeating: "x", count: 1 << 20), in: ["title"]) == nil)
  }
}
