// A text from bytes, rendered under every trust; nothing may crash or hang, and safe HTML is balanced.
import Diagnostics
import Markdown

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMarkdown(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  // Texts are UTF-8 before they come to the Markdown stage.
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  let file = SourceFile(path: "text.md", bytes: Array(text.utf8))
  let document = renderMarkdown(file, body: 0..<file.bytes.count, options: MarkdownOptions())
  let html = document.htmlWithRawAddresses()
  precondition(isBalanced(html))
  precondition(document.slots.allSatisfy { $0.offset <= document.html.count })
  precondition(document.links.allSatisfy { $0.range.upperBound <= file.bytes.count })
  precondition(html.count <= 10_000 + file.bytes.count * 400)
  _ = renderMarkdown(
    file, body: 0..<file.bytes.count, options: MarkdownOptions(rawHTML: .trusted))
  _ = renderMarkdown(
    file, body: 0..<file.bytes.count, options: MarkdownOptions(extensions: .commonMark))
  return 0
}

/// Whether every element is closed in the order in which it was opened, void ones aside.
private func isBalanced(_ html: [UInt8]) -> Bool {
  let void = ["br", "hr", "img", "input"].map { Array($0.utf8) }
  var open: [ArraySlice<UInt8>] = []
  var index = 0
  while let start = html[index...].firstIndex(of: UInt8(ascii: "<")) {
    guard let end = html[start...].firstIndex(of: UInt8(ascii: ">")) else { return false }
    let tag = html[start + 1..<end]
    let name = tag.prefix { $0 != 0x20 && $0 != 0x0A }
    if name.first == UInt8(ascii: "/") {
      guard open.popLast()?.elementsEqual(name.dropFirst()) == true else { return false }
    } else if !void.contains(Array(name)) {
      open.append(name)
    }
    index = end + 1
  }
  return open.isEmpty
}
