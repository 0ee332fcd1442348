import ByteText
import Diagnostics
import Files
import Foundation
import TestSupport
import Testing

@testable import Content
@testable import Pages
@testable import Portal
@testable import Publishing
@testable import SiteModel

/// Diagnostics of all shapes: with and without each part that may be absent.
private func samples(own: String) -> [Diagnostic] {
  let text = MarkedText(
    "---\ntitle: ⟦标题\u{7}⟧ 🀄\r\n" + String(repeating: "长", count: 300), path: own)
  let other = MarkedText("a\rb⟦⟧", path: "content/别处.md")
  let places: [Place?] = [
    nil, text.place, other.place, Place(path: own), Place(path: "site"),
    Place(text.file, text.file.bytes.count - 30..<text.file.bytes.count + 9),
    Place(SourceFile(path: own, bytes: Array("a".utf8) + [0xE5, 0x85, 0x0A]), 1..<2),
  ]
  let message = Message("“甲”不对\n", "`a` is wrong\u{0}")
  return places.indices.flatMap { index in
    [nil, Message("", "")].flatMap { suggestion in
      [0, 1, places.count].map { notes in
        Diagnostic(
          [.note, .warning, .error][index % 3], "id-\(index)", at: places[index], message,
          suggestion: suggestion,
          notes: places.prefix(notes).map { Diagnostic.Note(message, at: $0) })
      }
    }
  }
}

@Suite struct `What is remembered of diagnostics` {
  private func roundTrip(
    _ diagnostics: [Diagnostic], from own: String, to other: String
  ) -> [Diagnostic] {
    var writer = ByteWriter()
    var record = RecordWriter()
    writer.append(records: diagnostics, of: own, by: &record)
    return unsafe writer.withUnsafeBytes { unsafe DiagnosticRecords($0).diagnostics(of: other) }
  }

  private func printed(_ diagnostics: [Diagnostic]) -> [String] {
    [.chinese, .english].map { DiagnosticFormatter(language: $0).format(diagnostics) }
  }

  @Test func `is all that is printed of them`() {
    let own = "content/notice/a.md"
    let diagnostics = samples(own: own)
    let read = roundTrip(diagnostics, from: own, to: own)
    #expect(read == diagnostics)
    #expect(printed(read) == printed(diagnostics))
    #expect(read.allSatisfy { $0.place?.file.bytes.isEmpty != false })
    #expect(roundTrip(read, from: own, to: own) == diagnostics)
  }

  @Test func `holds for a document whatever its folder is called`() {
    let (old, new) = ("content/notice/a.md", "../content/notice/a.md")
    let read = roundTrip(samples(own: old), from: old, to: new)
    #expect(printed(read) == printed(samples(own: new)))
  }

  @Test func `may be cut anywhere and is read as far as it is whole`() {
    let own = "a.md"
    let diagnostics = samples(own: own)
    var writer = ByteWriter()
    var record = RecordWriter()
    writer.append(records: diagnostics, of: own, by: &record)
    unsafe writer.withUnsafeBytes { bytes in
      for count in stride(from: 0, to: bytes.count, by: 7) {
        let read = unsafe DiagnosticRecords(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
          .diagnostics(of: own)
        #expect(read == Array(diagnostics.prefix(read.count)))
      }
    }
  }

  @Test func `stands in front of a document's record, which is else as it was`() throws {
    let site = SiteFixture().notice("a").notice("b", body: "正文[^1]。").file(
      "content/notice/c.md", "无")
    site.build { $0.clockStep = -60_000_000_000 }
    var diagnostics: [Diagnostic] = []
    let state = try #require(StateFolder(site.options, diagnostics: &diagnostics))
    let known = CacheFiles(state, site.options).loadDocuments(jobs: 1, diagnostics: &diagnostics)
    let content = Folder(path: site.options.content)
    let files: [FilePath] = ["notice/a.md", "notice/b.md", "notice/c.md"].map {
      FilePath(fixed: $0)
    }
    let results = try files.map { file in
      let version = try #require(known.version(of: file.text, at: 0))
      return try #require(known.result(version, at: file, in: content))
    }
    withExtendedLifetime(known) {
      #expect(results.map { $0.document?.header.title } == ["通知a", "通知b", nil])
      #expect(
        results.map { $0.diagnostics.map(\.id) } == [[], ["missing-footnote"], ["no-front-matter"]])
    }
  }
}

@Suite struct `What a build found` {
  private func diagnostics(_ count: Int) -> [Diagnostic] {
    (0..<count).map { number in
      let kind: (Diagnostic.Severity, String) =
        number % 10 == 9 ? (.error, "bad") : number % 3 == 0 ? (.note, "aside") : (.warning, "odd")
      let path = "content/\(number / 7 + 100).md"
      return Diagnostic(
        kind.0, kind.1, at: Place(path: path), Message("第 \(number) 条", "number \(number)"))
    }
  }

  /// The same as it is read from the cache.
  private func remembered(_ diagnostics: [Diagnostic], _ body: (Findings) -> Void) throws {
    let site = SiteFixture()
    var writer = ByteWriter()
    writer.append(Findings(diagnostics))
    site.file("findings", bytes: writer.array())
    let file = try #require(
      MappedFile(FilePath(fixed: "findings"), in: Folder(path: site.root.path)))
    var reader = unsafe CacheReader(file.bytes)
    body(reader.findings(in: file))
    let isBroken = reader.isBroken
    #expect(!isBroken)
  }

  @Test(arguments: [0, 1, 50, 51, 1000])
  func `is the same when it is remembered`(count: Int) throws {
    let diagnostics = diagnostics(count)
    let found = Findings(diagnostics)
    try remembered(diagnostics) { remembered in
      #expect(remembered.all == diagnostics)
      #expect(remembered.tally == found.tally)
      for language in [MessageLanguage.chinese, .english] {
        for all in [true, false] {
          #expect(remembered.text(in: language, all: all) == found.text(in: language, all: all))
        }
      }
    }
  }

  @Test func `is printed whole where it is little, in the order of places`() {
    let found = Findings(diagnostics(50))
    #expect(found.text(in: .english, all: false) == found.text(in: .english, all: true))
    #expect(
      found.text(in: .english, all: true).hasPrefix("content/100.md: note: number 0 [aside]\n\n"))
    #expect(Findings([]).text(in: .chinese, all: false) == "")
  }

  @Test func `is cut where it is much, and counted`() {
    let text = Findings(diagnostics(100)).text(in: .english, all: false, messages: 12)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "content/101.md: error: number 9 [bad]")
    #expect(lines[18] == "content/114.md: error: number 99 [bad]")
    // Of each kind in a file the first is shown, and the others are counted.
    #expect(
      lines[20...25] == [
        "content/100.md: warning: number 1 [odd]",
        "note: 3 more problems of this kind in the file are not listed [odd]", "",
        "content/101.md: warning: number 7 [odd]",
        "note: 4 more problems of this kind in the file are not listed [odd]", "",
      ])
    #expect(
      lines[26...].joined(separator: "\n") == """
        12 of 100 messages shown.
        By kind:
          10  error: bad
          60  warning: odd
          30  note: aside
        By file:
           7  content/100.md
           7  content/101.md
           7  content/102.md
           7  content/103.md
           7  content/104.md
           7  content/105.md
           7  content/106.md
           7  content/107.md
           7  content/108.md
           7  content/109.md
          and 5 other files
        Run the command again with --all to see all messages.

        """)
  }

  @Test func `is counted in Chinese too`() {
    let text = Findings(diagnostics(9)).text(in: .chinese, all: false, messages: 1)
    #expect(
      text == """
        content/100.md: 警告：第 1 条 [odd]
        说明：这个文件里还有 3 处同类问题，没有逐条列出 [odd]

        共有 9 条提示，以上是其中 1 条。
        按种类：
          6  警告：odd
          3  说明：aside
        按文件：
          7  content/100.md
          2  content/101.md
        加上 --all 再运行一次，就会全部列出。

        """)
  }

  @Test func `of many files takes a screen, in a time that grows with their number`() {
    func many(_ count: Int) -> [Diagnostic] {
      (0..<416).flatMap { file in
        (0..<count).map { number in
          Diagnostic(
            .warning, number % 7 == 0 ? "odd" : "strange",
            at: Place(path: "content/\(1000 + file).md"),
            Message("第 \(number) 条", "number \(number)"))
        }
      }
    }
    let text = Findings(many(43)).text(in: .chinese, all: false)
    #expect(text.count { $0 == "\n" } < 200)
    #expect(text.contains("共有 17888 条提示，以上是其中 50 条。\n"))
    let times = [43, 430].map { count in
      let findings = Findings(many(count))
      return ContinuousClock().measure { _ = findings.text(in: .chinese, all: false) }
    }
    #expect(times[1] < times[0] * 40)
  }

  @Test func `is cut by lines, and a first message is always shown`() {
    let notes = (0..<300).map { Diagnostic.Note(Message("注 \($0)", "note \($0)")) }
    let long = Diagnostic(.warning, "long", at: nil, Message("长", "long"), notes: notes)
    let text = Findings([long, long]).text(in: .english, all: false)
    #expect(text.hasPrefix("warning: long [long]\nnote: note 0\n"))
    #expect(text.contains("1 of 2 messages shown.\n"))
    let short = Diagnostic(.warning, "short", at: nil, Message("短", "short"))
    #expect(
      Findings([short, long]).text(in: .english, all: false).contains("1 of 2 messages shown"))
  }
}
