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
    /// The document's permanent id, or the path of its file; of several names the first that a document has counts.
    package let documents: [Field<String>]

    /// The range of the entry in the file, from its address to the end of its value.
    package var range: Range<Int> {
      address.range.lowerBound..<(documents.last?.range ?? address.range).upperBound
    }
  }

  /// The entries in the order of the file.
  package private(set) var entries: [Entry] = []
  /// The text of the file, nil where there is none.
  package private(set) var text: [UInt8]?

  /// No entries.
  package init() {}

  /// Reads the entries of a file; a value that is no text is reported and left out.
  package init(_ source: SourceFile, diagnostics: inout [Diagnostic]) {
    text = source.bytes
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
      let documents = Self.names(line.value)
      if documents.isEmpty {
        diagnostics.append(Self.noEntry(at: Place(source, line.keyRange)))
        continue
      }
      entries.append(
        Entry(address: Field(value: line.key, range: line.keyRange), documents: documents))
    }
  }

  /// The names that a value is; none where it is not one text or a list of texts.
  private static func names(_ value: YAMLNode) -> [Field<String>] {
    var nodes = [value]
    if case .sequence(let items) = value.content { nodes = items }
    let names = nodes.compactMap { node -> Field<String>? in
      guard case .scalar(let name) = node.content, !name.isEmpty else { return nil }
      return Field(value: name, range: node.range)
    }
    return names.count == nodes.count ? names : []
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

/// A former address that is added to `redirects.yml`.
package struct NewRedirect: Sendable {
  /// The address without a slash at its beginning.
  let address: String
  /// The names of its document.
  let documents: [String]
  /// The ranges of the entries in whose place it is written.
  let replaced: [Range<Int>]

  /// A former address with the names of its document, and the ranges of the entries that it replaces.
  package init(address: String, documents: [String], replaced: [Range<Int>]) {
    self.address = address
    self.documents = documents
    self.replaced = replaced
  }

  fileprivate var line: [UInt8] {
    let names = documents.map(scalar).joined(separator: ", ")
    let value = documents.count == 1 ? names : "[\(names)]"
    return Array("\(scalar("/" + address)): \(value)\n".utf8)
  }
}

extension Redirects {
  /// The text of the file with more entries, which stand in the place of those that they replace or at the end. A file that
  /// is not there yet begins with a word about it.
  package func adding(_ more: [NewRedirect], isChinese: Bool) -> [UInt8] {
    guard let text else {
      let word =
        isChinese
        ? "# 换过网址的稿件：旧网址，和稿件的永久编号（id）。生成网站时自动写上，旧网址会转到新网址；请保留。\n"
        : "# Documents whose address changed: the former address and the document's id. Builds add to this; keep it.\n"
      return Array(word.utf8) + more.flatMap(\.line)
    }
    let changes = more.flatMap { entry in
      entry.replaced.enumerated().map { (range: $1, line: $0 == 0 ? entry.line : []) }
    }
    var changed: [UInt8] = []
    changed.reserveCapacity(text.count + more.count * 64)
    var from = 0
    for change in changes.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      let start = text[..<change.range.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      let end = text[change.range.upperBound...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
      changed += text[from..<max(from, start)] + change.line
      from = max(from, end)
    }
    changed += text[from...]
    if let last = changed.last, last != 0x0A { changed.append(0x0A) }
    return changed + more.filter(\.replaced.isEmpty).flatMap(\.line)
  }
}

/// A text as a scalar, in quotation marks unless it consists of letters, digits and the signs of plain paths: every other
/// sign may mean something, or look like a slip.
private func scalar(_ text: String) -> String {
  let isPlain =
    !text.isEmpty
    && text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || (0x2D...0x39).contains($0.value) || $0 == "_"
    }
  return isPlain ? text : doubleQuoted(text)
}
