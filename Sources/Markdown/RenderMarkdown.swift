import ByteText
package import Diagnostics

/// Renders the Markdown that stands in the bytes `body` of `source`, which must be UTF-8.
///
/// Mistakes of the author become diagnostics of the document; nothing is thrown. The result depends
/// on the arguments alone. Takes time linear in the length of the body.
package func renderMarkdown(
  _ source: SourceFile, body: Range<Int>, options: MarkdownOptions = MarkdownOptions()
) -> MarkdownDocument {
  let body = body.clamped(to: 0..<source.bytes.count)
  return unsafe source.bytes.withUnsafeBufferPointer { bytes in
    let file = unsafe Bytes(base: bytes.baseAddress, count: bytes.count)
    return render(source, file, body: body, options: options)
  }
}

private func render(
  _ source: SourceFile, _ file: Bytes, body: Range<Int>, options: MarkdownOptions
) -> MarkdownDocument {
  let prepared = PreparedText(file[body], options: options)
  let tree = prepared.parse(file[body])
  var walker = HTMLWalker(
    source: source, file: file, body: body, options: options, prepared: prepared)
  walker.write(tree.root)
  if walker.isBroken {
    // Our view of the blocks was not libcmark's, which no test has seen happen. Then what needs that
    // view is left as CommonMark has it.
    var options = options
    options.extensions.subtract([.table, .footnotes])
    return render(source, file, body: body, options: options)
  }
  return walker.finish()
}

extension MarkdownDocument {
  /// The HTML with every address as the author wrote it, as if all files were there, and nothing in the other slots.
  package func htmlWithRawAddresses() -> [UInt8] {
    var writer = ByteWriter(capacity: html.count + 64 * slots.count)
    var from = 0
    for slot in slots {
      writer.append(html[from..<slot.offset])
      from = slot.offset
      switch slot.kind {
      case .address(let link):
        let destination = Array(links[link].destination.utf8)
        // What stands in HTML is written in its way already.
        if links[link].isHTML {
          writer.append(destination)
          continue
        }
        unsafe destination.withUnsafeBufferPointer {
          unsafe writer.append(address: Bytes(base: $0.baseAddress, count: $0.count))
        }
      case .either(_, let found, _): writer.append(found)
      case .beforeImage, .imageAttributes, .afterImage, .afterLink: break
      }
    }
    writer.append(html[from...])
    return writer.array()
  }
}
