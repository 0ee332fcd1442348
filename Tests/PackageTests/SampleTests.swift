import Foundation
import Testing

/// A row of a table in docs/internals/demonstration.md.
private struct Row {
  let cells: [String]
  /// The files that the last cell names, and what they contain.
  let files: [(path: String, text: String)]

  /// The rows of the table that has this head.
  static func all(below head: String) throws -> [Row] {
    let page = try String(
      contentsOf: packageFolder.appending(path: "docs/internals/demonstration.md"), encoding: .utf8)
    let lines = page.components(separatedBy: "\n")
    let start = try #require(lines.firstIndex(of: head), "\(head)")
    return try lines[(start + 2)...].prefix { $0.hasPrefix("|") }.map { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let paths = try #require(cells.last).matches(of: /`([^`]+)`/).map { String($0.output.1) }
      return try Row(cells: cells, files: paths.map { ($0, try contentOf($0)) })
    }
  }
}

private func contentOf(_ path: String) throws -> String {
  try String(contentsOf: packageFolder.appending(path: "content/\(path)"), encoding: .utf8)
}

/// The texts of the sample and the starter, by path.
private let texts: [(path: String, text: String)] = ["content", "starter"].flatMap { folder in
  filesBelow(packageFolder.appending(path: folder))
    .filter { $0.key.hasSuffix(".md") || $0.key.hasSuffix(".yml") || $0.key.hasSuffix(".csv") }
    .map { ("\(folder)/\($0.key)", String(decoding: $0.value, as: UTF8.self)) }
    .sorted { $0.0 < $1.0 }
}

/// Every match of an expression in texts, with its place.
private func places(of expression: some RegexComponent, in texts: [(path: String, text: String)])
  -> [String]
{
  texts.flatMap { path, text in
    text.matches(of: expression).map { match in
      let number = text[..<match.range.lowerBound].utf8.count { $0 == 0x0A } + 1
      return "\(path):\(number): \(text[match.range])"
    }
  }
}

@Suite struct `The sample` {
  @Test func `contains the dates and figures of its chronology`() throws {
    let rows = try Row.all(below: "| date | event | files |")
    #expect(rows.count > 30)
    for row in rows {
      let (date, event) = (row.cells[0], row.cells[1])
      #expect(!row.files.isEmpty, "\(event)")
      let parts = date.split(separator: "-").compactMap { Int($0) }
      for file in row.files {
        let forms =
          parts.count == 2
          ? ["\(parts[0])年\(parts[1])月"] : [date, "\(parts[1])月\(parts[2])日"]
        #expect(forms.contains { file.text.contains($0) }, "\(file.path): \(date)")
      }
      let facts =
        event.matches(
          of:
            /[0-9.]+(人次|人|名|位|棵|袋|票|元)|[0-9]+月[0-9]+日|20[0-9]{2}-[0-9]{2}-[0-9]{2}|梧党网?〔[0-9]+〕[0-9]+号/
        )
        .map { String(event[$0.range]) }
      for fact in facts {
        #expect(row.files.contains { $0.text.containsFigure(fact) }, "\(date): \(fact)")
      }
    }
  }

  @Test func `has branches as its table has them`() throws {
    let rows = try Row.all(below: "| branch | members | secretary | premises | file |")
    #expect(rows.count == 6)
    for row in rows {
      let file = try #require(row.files.first)
      #expect(["人", "名"].contains { file.text.containsFigure(row.cells[1] + $0) }, "\(file.path)")
      #expect(file.text.contains(row.cells[2]), "\(file.path): \(row.cells[2])")
    }
    let members = rows.map { Int($0.cells[1]) ?? 0 }
    #expect(members.dropLast().reduce(0, +) == members.last)
    #expect(members.dropLast().allSatisfy { $0 <= 50 })
  }

  @Test func `has the right days of the week`() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "Asia/Shanghai"))
    var count = 0
    for (path, text) in texts {
      guard let year = (path + text).firstMatch(of: /20[0-9]{2}(?=-[0-9]{2}-)|20[0-9]{2}(?=-)/)
      else { continue }
      for match in text.matches(of: /([0-9]+)月([0-9]+)日（星期([日一二三四五六])）/) {
        let date = calendar.date(
          from: DateComponents(
            year: Int(year.output), month: Int(match.output.1), day: Int(match.output.2)))
        let day = calendar.component(.weekday, from: try #require(date))
        #expect(Array("日一二三四五六")[day - 1] == match.output.3.first, "\(path): \(match.output.0)")
        count += 1
      }
    }
    #expect(count > 10)
  }

  @Test func `types no space that the style sheet makes, and no half-width sign after Chinese`()
    throws
  {
    let strings = try String(
      contentsOf: packageFolder.appending(path: "templates/strings/zh.yml"), encoding: .utf8)
    let words = strings.components(separatedBy: "\n").filter { !$0.hasPrefix("#") }
    let all =
      texts.filter { !$0.path.hasSuffix(".csv") }
      + [("templates/strings/zh.yml", words.joined(separator: "\n"))]
    #expect(places(of: /[一-鿿] [A-Za-z0-9]|[A-Za-z0-9] [一-鿿]/, in: all) == [])
    let bodies = texts.filter { $0.path.hasSuffix(".md") }
      .map { ($0.path, $0.text.components(separatedBy: "\n---\n").dropFirst().joined()) }
    #expect(places(of: /[一-鿿][,;!?]/, in: bodies) == [])
  }

  @Test func `has bold for rules, and offices before names`() {
    #expect(places(of: /\*\*[^*\n]*，\*\*/, in: texts) == [])
    #expect(places(of: /（(副?书记|..委员)）/, in: texts) == [])
  }
}

extension String {
  /// Whether the text contains a figure that is not the end of a longer one.
  fileprivate func containsFigure(_ figure: String) -> Bool {
    ranges(of: figure).contains { range in
      range.lowerBound == startIndex || !(self[index(before: range.lowerBound)].isNumber)
    }
  }
}
