import ByteText
import Diagnostics
import Testing
@testable import Markdown

@Test func dbg() {
  let text = Array("Hello[^1] a\n\n[^1]: foo\n\nHi!\n".utf8)
  unsafe text.withUnsafeBufferPointer { b in
    let bytes = unsafe Bytes(base: b.baseAddress, count: b.count)
    let p = Prepared(bytes, options: MarkdownOptions(extensions: [.footnotes]))
    print(
      p.text.array().map { $0 < 0x7F ? String(UnicodeScalar($0)) : "<\(String($0, radix: 16))>" }
        .joined())
    print(p.footnotes, p.lines)
    var w = HTMLWalker(
      source: SourceFile(path: "", bytes: text), body: 0..<text.count,
      options: MarkdownOptions(extensions: [.footnotes]), prepared: p)
    let t = p.parse(bytes)
    w.write(t.root)
    print(w.isBroken)
    var c = t.root.firstChild
    while let n = c {
      print(
        n.kind, n.literal.string.utf8.map { $0 }, n.firstChild?.kind as Any,
        n.firstChild?.firstChild?.kind as Any, n.firstChild?.firstChild?.literal.count as Any,
        n.parent?.kind as Any);
      c = n.next
    }
    print(w.footnotes.list as Any)
    print(String(decoding: w.html.array(), as: UTF8.self))
  }
}
