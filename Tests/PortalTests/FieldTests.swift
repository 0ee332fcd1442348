import ByteText
import Diagnostics
import Files
import Foundation
import Testing

@testable import Content
@testable import Pages
@testable import Portal
@testable import Publishing
@testable import SiteModel

@Suite struct `Fields of front matter` {
  /// The sections of docs/front-matter.md, by the end of their headings.
  private static let sections: [(heading: String, fields: [FieldDescription])] =
    [("（every kind）", fields(of: Header.self))]
    + DocumentKind.allCases.map { ("（\($0.rawValue)）", $0.ownFields) }

  /// `RENEW=1` writes the tables anew.
  @Test func `are described in the documentation as the lists have them`() throws {
    let file = packageFolder.appending(path: "docs/front-matter.md")
    var lines = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let renews = ProcessInfo.processInfo.environment["RENEW"] == "1"
    for (heading, fields) in Self.sections {
      let start = try #require(
        lines.firstIndex { $0.hasPrefix("## ") && $0.hasSuffix(heading) }, "\(heading)")
      let rule = try #require(lines[start...].firstIndex { $0.hasPrefix("|---") })
      let end = lines[rule...].firstIndex { !$0.hasPrefix("|") } ?? lines.endIndex
      // A branch's `title` is explained once more.
      let isAgain = { (line: String) in
        line.hasPrefix("| `title` |") && !fields.contains { $0.key == "title" }
      }
      let written = lines[(rule + 1)..<end].filter { !isAgain($0) }
      let expected = fields.map {
        "| `\($0.key)` | \($0.text.meaning.chinese) | \($0.text.meaning.english) | \($0.type) |"
      }
      if renews {
        lines.replaceSubrange(
          (rule + 1)..<end, with: lines[(rule + 1)..<end].filter(isAgain) + expected)
      } else {
        #expect(written == expected)
      }
    }
    if renews {
      try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    }
  }

  @Test func `have their Chinese names in the documentation`() throws {
    let file = packageFolder.appending(path: "docs/front-matter.md")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    for field in Self.sections.flatMap(\.fields) where !field.text.names.isEmpty {
      let row = try #require(
        lines.last { $0.hasPrefix("| `\(field.key)` |") && $0.filter { $0 == "|" }.count == 3 },
        "\(field.key)")
      let names = row.split(separator: "|")[1].split(separator: "、").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      #expect(Set(field.text.names).isSubset(of: names), "\(field.key)")
    }
  }

  @Test(arguments: DocumentKind.allCases)
  func `are offered by new documents as examples that are valid`(kind: DocumentKind) {
    let offered = (kind.ownFields + fields(of: Header.self)).filter { $0.text.example != nil }
    #expect(offered.count >= 9)
    #expect(Set(offered.map(\.key)).count == offered.count)
  }

  @Test func `have one key each`() {
    for kind in DocumentKind.allCases {
      let keys = (fields(of: Header.self) + kind.ownFields).map(\.key)
      #expect(Set(keys).count == keys.count, "\(kind)")
    }
  }

  /// A document with every field of its kind, as `new` offers them.
  private static func document(_ fields: [FieldDescription]) -> String {
    let given = [
      "title": "标题", "id": "a1", "template": "notice", "held": "2026-06-01 09:00",
      "slug": "short", "summary": "摘要", "order": "1",
      "markdown": "strict", "reissue": "2026-06-05", "reason": "改了时间", "corrects": "b.md",
      "replaces": "b.md", "withdrawn": "{date: 2026-06-09, reason: 写错了}",
      "form": "信函", "seal": "true",
    ]
    let lines = fields.map { field in
      let value = field.text.example ?? given[field.key] ?? ""
      let days = value.replacing("TODAY", with: "2026-06-01").replacing("LATER", with: "2026-06-08")
      return "\(field.key): \(days.replacing("YEAR", with: "2026"))\n"
    }
    return "---\n\(lines.joined())---\n\n正文，见[甲](a.md)。\n"
  }

  /// A file of each kind; nil for a column's description.
  private static let recordCases: [(path: String, kind: DocumentKind?)] = [
    ("study/c/_column.md", nil), ("study/c/a.md", .study), ("notice/a.md", .notice),
    ("activity/a/index.md", .activity), ("branches/a.md", .directory), ("page.md", .page),
  ]

  /// A field that is left out where records are written or read would be lost with the next build.
  @Test(arguments: recordCases.indices)
  func `come back from records as they were`(index: Int) throws {
    let (path, kind) = Self.recordCases[index]
    let listed =
      kind.map { fields(of: Header.self) + $0.ownFields }
      ?? fields(of: ColumnDetails.self)
    let document = try parsed(Self.document(listed), at: path)
    var record = RecordWriter()
    var bytes = ByteWriter()
    document.write(to: &record)
    record.move(to: &bytes)
    let known = unsafe bytes.withUnsafeBytes { bytes -> (kind: DocumentKind, values: [String])? in
      unsafe ParsedDocument(
        StoredRecord(bytes: bytes), file: document.file, source: document.source,
        entry: document.entry
      ).map { ($0.kind, values(of: $0)) }
    }
    #expect(known?.kind == document.kind)
    #expect(known?.values == values(of: document))
    let isColumn = kind == nil
    let absent = values(of: isColumn ? .column(ColumnPlace()) : Details(document.kind), Header())
    let given = values(of: document.details, document.header)
    #expect(given.count == absent.count)
    if !isColumn { #expect(zip(given, absent).allSatisfy(!=)) }
  }
}

extension `Fields of front matter` {
  private func parsed(_ text: String, at path: String) throws -> ParsedDocument {
    let site = SiteFixture().file("content/" + path, text)
    var diagnostics: [Diagnostic] = []
    let inputs = readInputs(
      find(site.options, diagnostics: &diagnostics), diagnostics: &diagnostics)
    let config = parseSiteConfig(try #require(inputs.config), diagnostics: &diagnostics)
    let found = try #require(inputs.documents.first { $0.path == path })
    let result = parseDocument(
      found, in: inputs.content, config: config, knowing: DocumentJournal(), at: 0, stamp: .none)
    // A notice with every field is a public notice with recipients and a letter with an imprint, and an earlier `date` is
    // before its own.
    let contradictions = [
      "publicity-with-recipients", "issued-after-date", "imprint-of-letter", "seal-without-issuer",
    ]
    #expect(result.diagnostics.allSatisfy { contradictions.contains($0.id) })
    #expect(diagnostics.isEmpty)
    return try #require(result.document)
  }

  /// A field that is left out of it would stay as it was on other pages.
  @Test(arguments: recordCases.indices)
  func `are in the digest of what other pages show, but for those shown by way of something else`(
    index: Int
  ) throws {
    let (path, kind) = Self.recordCases[index]
    let listed =
      kind.map { fields(of: Header.self) + $0.ownFields }
      ?? fields(of: ColumnDetails.self)
    let text = Self.document(listed)
    let whole = try parsed(text, at: path)
    var content = ContentKeys()
    var (header, details) = (whole.header, whole.details)
    header.visit(&content)
    details.visit(&content)
    let other = [
      "title": "别的标题", "date": "2026-05-02", "held": "2026-05-02", "reissue": "2026-06-06",
    ]
    for key in listed.map(\.key) {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).compactMap { line in
        line.hasPrefix(key + ": ") ? other[key].map { "\(key): \($0)" } : String(line)
      }
      let changed = try parsed(lines.joined(separator: "\n"), at: path)
      #expect((changed.entry != whole.entry) == content.keys.contains(key), "\(key)")
    }
  }
}

/// The keys of fields that other pages show themselves.
private struct ContentKeys: FieldVisitor {
  var keys: Set<String> = []

  mutating func meet<Value: FieldValue>(
    _ value: inout Value, _ key: String, _ rules: FieldRules, about: () -> FieldText
  ) {
    if rules.isContent { keys.insert(key) }
  }
}

/// The values of all fields and what else is known of a document, as text.
private func values(of document: ParsedDocument) -> [String] {
  values(of: document.details, document.header) + [
    "\(document.facts.summary?.text ?? "")", "\(document.facts.body)",
    "\(document.facts.links.all)",
  ]
}

private func values(of details: Details, _ header: Header) -> [String] {
  var collector = ValueCollector()
  var (details, header) = (details, header)
  header.visit(&collector)
  details.visit(&collector)
  return collector.values
}

private struct ValueCollector: FieldVisitor {
  var values: [String] = []

  mutating func meet<Value: FieldValue>(
    _ value: inout Value, _ key: String, _ rules: FieldRules, about: () -> FieldText
  ) {
    values.append("\(key): \(value)")
  }
}
