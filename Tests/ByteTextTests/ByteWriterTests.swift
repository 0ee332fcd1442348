import ByteText
import Testing

/// What `write` appends to an empty writer.
func written(_ write: (inout ByteWriter) -> Void) -> String {
  var writer = ByteWriter(capacity: 1)
  write(&writer)
  return String(decoding: writer.array(), as: UTF8.self)
}

@Suite struct `A byte writer` {
  @Test func `keeps everything while it grows`() {
    let text = written { writer in
      for number in 0..<1000 {
        writer.append(decimal: number, width: 4)
        writer.append(UInt8(ascii: ","))
      }
    }
    #expect(
      text
        == (0..<1000).map { String(repeating: "0", count: 4 - String($0).count) + "\($0)," }
        .joined())
  }

  @Test func `appends text, bytes and slices alike`() {
    let bytes = Array("学习强国".utf8)
    #expect(
      written {
        $0.append("a")
        $0.append("党史".description)
        $0.append(bytes)
        $0.append(bytes[3..<6])
        $0.append([UInt8]())
      } == "a党史学习强国习")
  }

  @Test(arguments: [
    (0, 1, "0"), (7, 2, "07"), (-7, 2, "-07"), (Int.max, 1, "\(Int.max)"),
    (Int.min, 1, "\(Int.min)"),
  ])
  func `writes numbers in decimal`(number: Int, width: Int, expected: String) {
    #expect(written { $0.append(decimal: number, width: width) } == expected)
  }

  @Test func `puts a number where another was`() {
    var writer = ByteWriter(capacity: 1)
    writer.append("ab")
    writer.append(littleEndian: UInt64(0))
    writer.append("c")
    writer.replace(at: 2, littleEndian: 0x0102_0304_0506_0708)
    #expect(writer.array() == [0x61, 0x62, 8, 7, 6, 5, 4, 3, 2, 1, 0x63])
  }

  @Test func `forgets what is cut and keeps its memory`() {
    var writer = ByteWriter()
    writer.append("abcdef")
    writer.truncate(to: 3)
    var bytes = writer.array()
    #expect(bytes == Array("abc".utf8))
    writer.truncate(to: 10)
    bytes = writer.array()
    #expect(bytes.count == 3)
    writer.removeAll()
    let (isEmpty, last) = (writer.isEmpty, writer.last)
    #expect(isEmpty)
    #expect(last == nil)
  }
}

@Suite struct `Escaping` {
  @Test(arguments: [
    ("党员大会", "党员大会"), ("a<b>&\"c\"'", "a&lt;b&gt;&amp;&quot;c&quot;&#39;"), ("", ""),
    ("<<", "&lt;&lt;"), ("1 > 0 ? “是” : '否'", "1 &gt; 0 ? “是” : &#39;否&#39;"),
  ])
  func `for HTML replaces the five special characters`(text: String, expected: String) {
    #expect(written { $0.append(html: text) } == expected)
    #expect(written { $0.append(html: Array(text.utf8)) } == expected)
  }

  @Test(arguments: [
    ("a\u{0}b\u{8}\t\n", "a\u{FFFD}b\u{FFFD}\t\n"), ("\u{FFFE}x\u{FFFF}", "\u{FFFD}x\u{FFFD}"),
    ("]]>", "]]&gt;"), ("\u{FEFF}ok", "\u{FEFF}ok"),
  ])
  func `for XML also replaces what XML forbids`(text: String, expected: String) {
    #expect(written { $0.append(xml: text) } == expected)
  }

  @Test(arguments: [
    ("study/党史/", "study/%E5%85%9A%E5%8F%B2/"), ("a b?c#d%", "a%20b%3Fc%23d%25"),
    ("~(x)!'*", "~(x)!'*"), ("a\"<>\\^`{|}", "a%22%3C%3E%5C%5E%60%7B%7C%7D"),
  ])
  func `for a path percent-encodes what a path may not hold`(path: String, expected: String) {
    #expect(written { $0.append(urlPath: path) } == expected)
  }

  @Test(arguments: [
    ("a\"b\\c\n", "\"a\\\"b\\\\c\\n\""), ("</script>&", "\"\\u003C/script\\u003E\\u0026\""),
    ("\u{1}\u{7F}", "\"\\u0001\\u007F\""),
    ("\u{2028}\u{2029}\u{2027}", "\"\\u2028\\u2029\u{2027}\""),
    ("学🎉", "\"学🎉\""), ("\u{A8}\u{428}", "\"\u{A8}\u{428}\""),
  ])
  func `for JSON leaves nothing that could end a string or a script`(text: String, expected: String)
  {
    #expect(written { $0.append(json: text) } == expected)
  }
}

@Suite struct `An HTML fragment` {
  @Test func `writes its addresses with the root of whoever shows it`() {
    let fragment = HTMLFragment(
      bytes: Array("<a href=\"\">x</a><img src=\"\">".utf8),
      insertions: [
        .init(offset: 9, text: "notice/a/", isLocal: true),
        .init(offset: 26, text: "p.png", isLocal: true),
        .init(offset: 27, text: " width=\"1\"", isLocal: false),
      ])
    #expect(
      written { fragment.write(to: &$0, root: "../../") }
        == "<a href=\"../../notice/a/\">x</a><img src=\"../../p.png\" width=\"1\">")
    #expect(
      written { fragment.write(to: &$0, root: "https://a.example/") }
        == "<a href=\"https://a.example/notice/a/\">x</a><img src=\"https://a.example/p.png\" width=\"1\">"
    )
  }
}
