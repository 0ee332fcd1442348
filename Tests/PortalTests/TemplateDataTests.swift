import Diagnostics
import Files
import Foundation
import Mustache
import Testing

@testable import Content
@testable import Pages
@testable import Portal
@testable import Publishing
@testable import SiteModel

/// `docs/templates.md` as data: for each kind of object its names with their types.
private struct Surface {
  var kinds: [String: [(name: String, type: String)]] = [:]

  init() throws {
    let text = try String(
      contentsOf: packageFolder.appending(path: "docs/templates.md"), encoding: .utf8)
    var kind = ""
    for line in text.split(separator: "\n") {
      if line.hasPrefix("## ") { kind = String(line.dropFirst(3)) }
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 6, cells[1].hasPrefix("`"), cells[1].hasSuffix("`") else { continue }
      kinds[kind, default: []].append((String(cells[1].dropFirst().dropLast()), cells[2]))
    }
  }

  /// What is wrong with a value that the page says is of `type`.
  func faults(_ value: Value, _ type: String, _ path: String) -> [String] {
    let isOptional = type.hasSuffix("?")
    let base = isOptional ? String(type.dropLast()) : type
    switch (value, base) {
    case (.null, _):
      return isOptional ? [] : ["\(path) is empty, and the page does not say that it may be"]
    case (.text, "text"), (.html, "html"), (.address, "address"), (.bool, "bool"): return []
    case (.object(let object), _): return faults(object, base, path)
    case (.list(let items), _) where base.hasPrefix("list of "):
      return items.values.prefix(3).flatMap { faults($0, String(base.dropFirst(8)), path + "[]") }
    default: return ["\(path) is \(value), not \(type)"]
    }
  }

  /// What is wrong with an object that the page calls `kind`.
  func faults(_ object: Object, _ kind: String, _ path: String) -> [String] {
    guard object.shape.label == kind, let names = kinds[kind] else {
      return kind == "strings" ? [] : ["\(path) is of the kind \(object.shape.label), not \(kind)"]
    }
    return names.flatMap { faults(object[$0.name] ?? .null, $0.type, path + "." + $0.name) }
  }
}

@Suite struct `Template data` {
  private let kinds: ObjectKinds

  init() {
    var vocabulary = Vocabulary()
    kinds = ObjectKinds(&vocabulary, words: ["home"])
  }

  /// `RENEW=1` writes the tables anew.
  @Test func `is described as its kinds have it`() throws {
    let file = packageFolder.appending(path: "docs/templates.md")
    var lines = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let renews = ProcessInfo.processInfo.environment["RENEW"] == "1"
    for (label, names) in kinds.described {
      let start = try #require(lines.firstIndex(of: "## \(label)"), "\(label)")
      let rule = try #require(lines[start...].firstIndex { $0.hasPrefix("|---") })
      let end = lines[rule...].firstIndex { !$0.hasPrefix("|") } ?? lines.endIndex
      let expected = names.map { "| `\($0.name)` | \($0.type) | \($0.meaning) | \($0.example) |" }
      if renews {
        lines.replaceSubrange((rule + 1)..<end, with: expected)
      } else {
        #expect(Array(lines[(rule + 1)..<end]) == expected, "\(label)")
      }
    }
    if renews {
      try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(
      try Set(Surface().kinds.keys).subtracting(kinds.described.map(\.label)).sorted() == [])
  }

  @Test(arguments: [
    "content", "starter/content", "Tests/PortalTests/Golden/sites/kinds/content",
    "Tests/PortalTests/Golden/sites/lists/content",
  ])
  func `has the types that are described, on every page`(folder: String) throws {
    let surface = try Surface()
    var options = SiteFixture().options
    options.content = packageFolder.appending(path: folder).path
    options.templates = packageFolder.appending(path: "templates").path
    var diagnostics: [Diagnostic] = []
    let inputs = readInputs(find(options, diagnostics: &diagnostics), diagnostics: &diagnostics)
    let config = parseSiteConfig(try #require(inputs.config), diagnostics: &diagnostics)
    let parsed = inputs.documents.compactMap {
      parseDocument(
        $0, in: inputs.content, config: config, knowing: DocumentJournal(), at: 0, stamp: .none
      ).document
    }
    let schedule = scheduleDocuments(parsed, options)
    let book = AddressBook(schedule.documents, assets: inputs.assets, config: config)
    let site = resolveSite(
      schedule, addresses: book, inputs, config: config, options: options, knowing: KnownFiles(),
      diagnostics: &diagnostics)
    let data = SiteData(
      site, kinds, words: ["首页"], assets: AssetVersions(inputs.theme, config), now: options.now,
      showsMost: true, jobs: 1)
    let bodies = Bodies(site: site, inputs: inputs)
    let pages = PageData(data)
    var faults = surface.faults(data.root, "every page", "")
    for output in site.outputs {
      let body: Body? =
        switch output.content {
        case .document(let index): bodies.body(of: index, diagnostics: &diagnostics)
        case .column(let index, page: 0): bodies.body(ofColumn: index, diagnostics: &diagnostics)
        case .home: site.homePage.flatMap { bodies.body(of: $0, diagnostics: &diagnostics) }
        default: nil
        }
      guard let page = pages.page(for: output, body: body, demand: PageDemand()) else { continue }
      faults += surface.faults(page.object, page.object.shape.label, output.address.outputPath)
    }
    #expect(faults == [])
    // The starter leaves its names and addresses to be written.
    #expect(diagnostics.filter { $0.id != "sample-text" }.isEmpty)
  }

  @Test func `the default theme uses nothing else, and all that it has`() {
    var options = SiteFixture().options
    options.content = packageFolder.appending(path: "content").path
    options.templates = packageFolder.appending(path: "templates").path
    #expect(DiagnosticFormatter(language: .english).format(checkTemplates(options)) == "")
  }

  @Test func `a theme's loose ends are told`() {
    let site = SiteFixture()
      .file("templates/home.mustache", "{{#pagee}}{{site.title}}{{/pagee}}{{$aside}}x{{/aside}}\n")
      .file("templates/spare.mustache", "{{site.title}}\n")
    let found = checkTemplates(site.options).filter {
      $0.place?.file.path.hasPrefix("theme:") != true
    }
    #expect(
      found.map { $0.id.description } == ["unknown-name", "untouched-block", "unused-template"])
    #expect(found.first?.suggestion == Message("是不是“page”？", "did you mean `page`?"))
  }
}
