import Foundation
import Testing

/// The words of docs/glossary.md, and the few places in which one of them is right.
private struct Glossary {
  /// A word that texts do not use, and the word in its place.
  struct Rule: Equatable {
    let word: String
    let instead: String
  }

  /// A phrase that contains such a word and may be used, in files whose path begins as given.
  struct Exception: Sendable {
    let word: String
    let phrase: String
    var path = ""
    let reason: String
  }

  static let exceptions: [Exception] = [
    .init(word: "门户", phrase: "网络党支部门户", reason: "the name of the sample's site"),
    .init(
      word: "你", phrase: "你", path: "Sources/ByteText/", reason: "a table of common characters"),
    .init(word: "键", phrase: "键盘", path: "content/", reason: "the keyboard"),
    .init(word: "部署", phrase: "统一部署", path: "content/", reason: "another meaning"),
    .init(word: "构建", phrase: "构建", path: "Sources/branchpress/", reason: "what people type"),
    .init(word: "通讯录", phrase: "通讯录", path: "Sources/", reason: "what people call a folder"),
    .init(word: "站点", phrase: "站点名称", reason: "a name that authors give to `title`"),
    .init(word: "站点", phrase: "站点网址", reason: "a name that authors give to `url`"),
    .init(word: "站点", phrase: "站点介绍", reason: "a name that authors give to `description`"),
    .init(word: "文号", phrase: "文号", reason: "a name that authors give to `number`"),
    .init(word: "文档", phrase: "Word文档", path: "content/", reason: "a document of Word"),
    .init(word: "文档", phrase: "Word 文档", reason: "a document of Word"),
    .init(word: "文档", phrase: "Excel 文档", reason: "a document of Excel"),
    .init(word: "文档", phrase: "RTF 文档", reason: "a document of Word"),
    .init(word: "文档", phrase: "我的 文档", path: "Tests/", reason: "a folder of Windows"),
    .init(word: "文档", phrase: "C:\\文档", path: "Tests/", reason: "a folder of Windows"),
    .init(word: "当心", phrase: "当心", path: "Sources/Markdown/", reason: "what people type"),
    .init(word: "上级组织", phrase: "上级组织", path: "Sources/", reason: "a name for `parent`"),
    .init(
      word: "上级组织", phrase: "上级、上级组织", path: "docs/front-matter.md",
      reason: "a name for `parent`"),
    .init(word: "键", phrase: "关键", reason: "another word"),
    .init(
      word: "支部大会", phrase: "支部大会", path: "content/study/essentials/",
      reason: "rules in their own words"),
    .init(
      word: "新闻源", phrase: "“新闻源”", path: "content/subscribe.md", reason: "a program's own word"),
    .init(word: "portal", phrase: "portal.png", reason: "the name of a file"),
    .init(word: "portal", phrase: "-portal.md", reason: "the name of a file"),
    .init(word: "portal", phrase: "/portal/", reason: "an address"),
    .init(word: "portal", phrase: "Portal", reason: "the name of a target"),
  ]

  let rules: [Rule]
  /// All words at once; those of Latin letters stand alone, and may have a capital.
  private let expression: NSRegularExpression

  /// Reads tables of four columns: the words between backquotes in the last one.
  init(page: String) throws {
    rules = page.split(separator: "\n").flatMap { line -> [Rule] in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
        .dropFirst().dropLast().map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 4 else { return [] }
      return cells[3].matches(of: /`([^`]+)`/).map { match in
        let word = String(match.output.1)
        return Rule(word: word, instead: word.utf8.allSatisfy { $0 < 0x80 } ? cells[1] : cells[0])
      }
    }
    let words = rules.map(\.word).sorted { $0.count > $1.count }.map { word in
      let escaped = NSRegularExpression.escapedPattern(for: word)
      guard let first = word.first, first.isASCII else { return escaped }
      let end = word.last?.isLetter == true ? "(?![A-Za-z])" : ""
      return "(?<![A-Za-z])[\(first.lowercased())\(first.uppercased())]\(escaped.dropFirst())\(end)"
    }
    expression = try NSRegularExpression(pattern: words.joined(separator: "|"))
  }

  /// Every use of a rule's word in a text, as a line for people.
  func offences(in text: String, of path: String) -> [String] {
    let whole = NSRange(text.startIndex..<text.endIndex, in: text)
    return expression.matches(in: text, range: whole).compactMap { match in
      guard let place = Range(match.range, in: text) else { return nil }
      let word = text[place].lowercased()
      guard let rule = rules.first(where: { $0.word.lowercased() == word }) else { return nil }
      let line = text[text.lineRange(for: place)]
      let isAllowed = Self.exceptions.contains { exception in
        exception.word == rule.word && path.hasPrefix(exception.path)
          && line.ranges(of: exception.phrase).contains {
            $0.lowerBound <= place.lowerBound && $0.upperBound >= place.upperBound
          }
      }
      let number = text[..<place.lowerBound].utf8.count { $0 == 0x0A } + 1
      return isAllowed ? nil : "\(path):\(number): “\(rule.word)”: write \(rule.instead)"
    }
  }
}

/// All texts that people read, by path: messages, help, the preview's script, theme, starter, sample, documentation.
private func textsForPeople() -> [(path: String, text: String)] {
  var texts = SwiftSource.all.map {
    ("Sources/\($0.target)/…/\($0.file)", $0.texts.joined(separator: "\n"))
  }
  let folders = [
    ("docs", ["md"]), ("content", ["md", "yml", "csv"]), ("starter", ["md", "yml"]),
    ("templates", ["mustache", "yml"]), ("Tests/PortalTests/Messages", ["txt"]),
    ("Sources/CPreviewPage", ["js"]),
  ]
  for (folder, endings) in folders {
    let files = filesBelow(packageFolder.appending(path: folder))
      .filter { endings.contains(String($0.key.split(separator: ".").last ?? "")) }
    texts += files.sorted { $0.key < $1.key }
      .map { ("\(folder)/\($0.key)", String(decoding: $0.value, as: UTF8.self)) }
      .map { path, text in
        // Messages quote lines of their authors' files.
        folder == "Tests/PortalTests/Messages"
          ? (path, text.replacing(/(?m)^ *[0-9]+ \| .*$/, with: "")) : (path, text)
      }
  }
  let pages = [
    "README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md",
    "CHANGELOG.md", "Makefile",
  ]
  texts += pages.map { page in
    (page, (try? String(contentsOf: packageFolder.appending(path: page), encoding: .utf8)) ?? "")
  }
  return texts.filter { $0.0 != "docs/glossary.md" }
}

@Suite struct `The glossary` {
  private let glossary: Glossary

  init() throws {
    glossary = try Glossary(
      page: String(
        contentsOf: packageFolder.appending(path: "docs/glossary.md"), encoding: .utf8))
  }

  @Test func `is followed by every text that people read`() {
    let texts = textsForPeople()
    #expect(texts.count > 500 && texts.allSatisfy { !$0.text.isEmpty })
    let offences = texts.flatMap { glossary.offences(in: $0.text, of: $0.path) }
    #expect(offences.isEmpty, "\(offences.joined(separator: "\n"))")
  }

  @Test func `is joined by messages that name only sections of documentation that are there`()
    throws
  {
    var named = 0
    for source in SwiftSource.all {
      for text in source.texts {
        for match in text.matches(of: /docs\/([a-z-]+\.md)(?: \(| ?的)“([^”]+)”/) {
          named += 1
          let page = try String(
            contentsOf: packageFolder.appending(path: "docs/\(match.output.1)"), encoding: .utf8)
          let headings = page.split(separator: "\n").filter { $0.hasPrefix("#") }
          #expect(
            headings.contains { $0.contains(match.output.2) },
            "\(source.file): no section \(match.output.2) in docs/\(match.output.1)")
        }
      }
    }
    #expect(named > 1)
  }

  @Test func `finds a word that is planted, whole, at its place`() {
    #expect(glossary.rules.count > 60)
    let text = "网站很好。\n“门户”和网络党支部门户。\nThe portal, Portals, `Portal`; Fix it.\nMended."
    #expect(
      glossary.offences(in: text, of: "content/a.md") == [
        "content/a.md:2: “门户”: write 网站", "content/a.md:3: “portal”: write site",
        "content/a.md:4: “mended”: write fix",
      ])
    #expect(glossary.offences(in: "统一部署", of: "docs/a.md").count == 1)
  }

  @Test func `has no exception that nothing needs`() {
    let texts = textsForPeople()
    for exception in Glossary.exceptions {
      #expect(
        texts.contains { $0.path.hasPrefix(exception.path) && $0.text.contains(exception.phrase) },
        "\(exception.phrase): \(exception.reason)")
    }
  }
}
