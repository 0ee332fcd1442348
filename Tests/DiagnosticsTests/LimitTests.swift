import Diagnostics
import TestSupport
import Testing

private func diagnostic(_ id: String, _ offset: Int, _ path: String = "a.md") -> Diagnostic {
  Diagnostic(
    .error, id, at: Place(SourceFile(path: path, bytes: Array("abc\n".utf8)), offset..<offset),
    Message("有错", "wrong"))
}

@Suite struct `Thousands of mistakes in one file` {
  @Test func `are told as far as anybody reads, and the rest is counted by kind`() {
    var found = FileDiagnostics()
    for number in 0..<1000 {
      found.add("odd") { diagnostic("odd", number % 3) }
      if number < 7 { found.add("rare") { diagnostic("rare", 0) } }
    }
    let list = found.list
    #expect(list.count == mostOfAKind + 7)
    #expect(list.map(\.unlisted).reduce(0, +) == 1000 - mostOfAKind)
    #expect(list.last?.unlisted == 1000 - mostOfAKind)
    #expect(DiagnosticTally(of: list).count == 1007)
    #expect(!found.hasRoom(for: "odd") && found.hasRoom(for: "rare"))
  }

  @Test func `are counted once where they come together from several places`() {
    var all: [Diagnostic] = []
    for _ in 0..<3 {
      var found = FileDiagnostics()
      for _ in 0..<500 { found.add("odd") { diagnostic("odd", 1) } }
      all += found.list
    }
    all += [diagnostic("odd", 1, "b.md")]
    let told = all.withinLimits()
    #expect(told.count == mostOfAKind + 1)
    #expect(DiagnosticTally(of: told).count(of: .error) == 1501)
    #expect(told[mostOfAKind - 1].unlisted == 1500 - mostOfAKind)
    #expect(told.withinLimits() == told)
  }

  @Test func `end with how many more there are`() {
    var found = FileDiagnostics()
    for _ in 0..<(mostOfAKind + 5) { found.add("odd") { diagnostic("odd", 1) } }
    let last = found.list.suffix(1)
    #expect(
      DiagnosticFormatter(language: .chinese).format(Array(last)) == """
        a.md:1:2: 错误：有错 [odd]
          1 | abc
            |  ^
        说明：这个文件里还有 5 处同类问题，没有逐条列出 [odd]


        """)
    #expect(
      DiagnosticFormatter(language: .english).format(Array(last)) == """
        a.md:1:2: error: wrong [odd]
          1 | abc
            |  ^
        note: 5 more problems of this kind in the file are not listed [odd]


        """)
  }
}

@Suite struct `A message` {
  @Test func `quotes the beginning of a long text`() {
    #expect(brief(String(repeating: "字", count: 80)) == String(repeating: "字", count: 80))
    #expect(brief(String(repeating: "字", count: 81)) == String(repeating: "字", count: 80) + "…")
    #expect(brief("短", to: 1) == "短")
  }

  @Test func `has an end, whatever it quotes`() {
    let text = String(repeating: "x", count: 1 << 20)
    let message = Message(text, text)
    #expect(message.chinese.utf8.count < 2100 && message.english.utf8.count < 2100)
  }
}

@Suite struct `What is kept of a file for a message` {
  private static let pieces = [
    "\n", "\r\n", "\r", "字", "a", " ", "\t", "，", "😀", String(repeating: "长", count: 70),
    String(repeating: "x", count: 200), String(repeating: "\n", count: 3000),
  ]

  /// The place of an offset by its definition.
  private func position(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    var (line, column) = (1, 1)
    for index in 0..<min(offset, bytes.count) {
      let isEnd =
        bytes[index] == 0x0A
        || bytes[index] == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)
      if isEnd {
        (line, column) = (line + 1, 1)
      } else if bytes[index] & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }

  @Test(arguments: 0..<60)
  func `is all that is printed`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let text = (0..<40).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
    let file = SourceFile(path: "a.md", bytes: Array(text.utf8))
    let starts = file.bytes.indices.filter { file.bytes[$0] & 0xC0 != 0x80 } + [file.bytes.count]
    let diagnostics = (0..<20).map { _ -> Diagnostic in
      let start = starts.randomElement(using: &random) ?? 0
      let end = min(file.bytes.count, start + Int.random(in: 0...300, using: &random))
      let other = starts.randomElement(using: &random) ?? 0
      return Diagnostic(
        .error, "x", at: Place(file, start..<end), Message("错", "wrong"),
        notes: [.init(Message("也", "too"), at: Place(file, other..<other))])
    }
    let formatter = DiagnosticFormatter(language: .english)
    let printed = formatter.format(diagnostics)
    let kept = diagnostics.withoutFiles()
    #expect(formatter.format(kept) == printed)
    for place in kept.flatMap(\.places) {
      #expect(place.file.bytes.isEmpty)
      let expected = position(of: place.range.lowerBound, in: file.bytes)
      let found = try #require(place.excerpt)
      #expect(found.line == expected.line && found.column == expected.column)
    }
  }
}
