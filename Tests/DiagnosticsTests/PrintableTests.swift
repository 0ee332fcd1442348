import Diagnostics
import TestSupport
import Testing

/// Characters that a terminal obeys or does not show.
private let unprintable: [Unicode.Scalar] = [
  "\u{0}", "\u{7}", "\u{8}", "\u{9}", "\u{A}", "\u{D}", "\u{1B}", "\u{7F}", "\u{80}", "\u{85}",
  "\u{9B}", "\u{AD}",
  "\u{61C}", "\u{180E}", "\u{200B}", "\u{200E}", "\u{200F}", "\u{2028}", "\u{2029}", "\u{202A}",
  "\u{202E}", "\u{2060}",
  "\u{2066}", "\u{2069}", "\u{206F}", "\u{FEFF}", "\u{FFF9}", "\u{FFFE}", "\u{1FFFF}", "\u{E0041}",
]

@Suite struct `What a terminal is sent` {
  @Test(arguments: unprintable)
  func `names characters that it would obey or not show`(scalar: Unicode.Scalar) {
    let text = "a" + String(Character(scalar)) + "b"
    let shown = printable(text)
    #expect(shown == "a\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}b")
    #expect(shown.utf8.allSatisfy { (0x20...0x7E).contains($0) })
  }

  @Test(arguments: [
    "党支部：“通知”（一）", "naïve", "👨‍👩‍👧", "🇨🇳", "かな", "한국어", "עברית", "ελληνικά", "e\u{301}", "𠮷", "\u{A0}",
    "\u{FFFD}", "\u{3000}",
  ])
  func `is any other text as it is`(text: String) { #expect(printable(text) == text) }

  @Test(arguments: unprintable)
  func `holds none of them, wherever a file had them`(scalar: Unicode.Scalar) {
    let bad = String(Character(scalar))
    let file = SourceFile(
      path: "content/a\(bad)b.md", bytes: Array("党\(bad)支\(bad)部\(bad)".utf8))
    let lone = Place(path: "c\(bad)d")
    let start = 3 + bad.utf8.count
    let diagnostic = Diagnostic(
      .error, "x", at: Place(file, start..<(start + 3 + bad.utf8.count)),
      Message("一\(bad)", "one\(bad)"),
      suggestion: Message("二\(bad)", "two\(bad)"),
      notes: [.init(Message("三\(bad)", "three\(bad)"), at: lone), .init(Message(bad, bad))])
    for language in [MessageLanguage.chinese, .english] {
      let text = DiagnosticFormatter(language: language).format([diagnostic])
      for other in unprintable where other != "\n" {
        #expect(!text.unicodeScalars.contains(other))
      }
      let lineBreaks = text.utf8.count { $0 == 0x0A }
      #expect(lineBreaks == (scalar == "\n" || scalar == "\r" ? 7 : 7))
    }
  }

  @Test func `has its carets in place behind what is named`() {
    let text = MarkedText("党\u{1B}[31m\u{202E}员⟦大\u{7}会⟧。", path: "a.md")
    let shown = DiagnosticFormatter(language: .english).format(
      Diagnostic(.error, "x", at: text.place, Message("错", "wrong")))
    #expect(
      shown == """
        a.md:1:9: error: wrong [x]
          1 | 党\\u{1B}[31m\\u{202E}员大\\u{7}会。
            |                       ^^^^^^^^^

        """)
  }
}
