internal import ByteText
package import Diagnostics
package import Files
package import FrontMatter

/// The path of `redirects.yml`, below `content/`, to which builds add the former addresses of documents that moved.
package let redirectsFile = FilePath(fixed: "redirects.yml")

/// The former addresses that `redirects.yml` lists, each with the document to which it leads.
package struct Redirects: Sendable {
  /// One line of the file.
  package struct Entry: Sendable {
    /// The former address, as a path of the site.
    package let address: Field<String>
    /// The document's permanent id, or the path of its file for one without an id.
    package let document: Field<String>
  }

  /// The entries in the order of the file.
  package var entries: [Entry] = []

  /// No entries.
  package init() {}

  /// Reads the entries of a file; a value that is no text is reported and left out.
  package init(_ source: SourceFile, diagnostics: inout [Diagnostic]) {
    let isEmpty = source.bytes.split(separator: 0x0A).allSatisfy { line in
      line.first { $0 > 0x20 }.map { $0 == UInt8(ascii: "#") } ?? true
    }
    guard !isEmpty,
      let root = parseYAML(
        source, in: 0..<source.bytes.count, names: .chinese, diagnostics: &diagnostics)
    else { return }
    guard case .mapping(let lines) = root.content else {
      diagnostics.append(Self.noEntry(at: Place(source, root.range)))
      return
    }
    for line in lines {
      guard case .scalar(let document) = line.value.content, !document.isEmpty else {
        diagnostics.append(Self.noEntry(at: Place(source, line.keyRange)))
        continue
      }
      entries.append(
        Entry(
          address: Field(value: line.key, range: line.keyRange),
          document: Field(value: document, range: line.value.range)))
    }
  }

  private static func noEntry(at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "bad-redirect", at: place,
      Message(
        "这里每行写一个旧网址和稿件的永久编号（id）", "each line is a former address and a document's permanent id"),
      suggestion: Message(
        "写成：/notice/old-name/: 20260701-7k3mzq", "write: /notice/old-name/: 20260701-7k3mzq"))
  }
}

/// The lines that add former addresses to `redirects.yml`; a file that is not there yet begins with a word about it.
package func redirectLines(
  _ entries: [(address: String, document: String)], after bytes: [UInt8]?, isChinese: Bool
) -> [UInt8] {
  var writer = ByteWriter(capacity: (bytes?.count ?? 0) + entries.count * 64 + 512)
  if let bytes {
    writer.append(bytes)
    if let last = bytes.last, last != 0x0A { writer.append("\n") }
  } else {
    writer.append(
      isChinese
        ? "# 换过网址的稿件：旧网址，和稿件的永久编号（id）。生成网站时自动写上，旧网址会转到新网址；请保留。\n"
        : "# Documents whose address changed: the former address and the document's id. Builds add to this; keep it.\n"
    )
  }
  for entry in entries {
    writer.append("\(yamlItem("/" + entry.address)): \(yamlItem(entry.document))\n")
  }
  return writer.array()
}
