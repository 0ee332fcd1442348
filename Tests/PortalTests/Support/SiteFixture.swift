import Content
import Dates
import Diagnostics
import Foundation
import Pages
import Portal
import Publishing
import SiteModel

/// A small site in a folder of its own, which goes when the fixture does.
///
///     let site = SiteFixture().file("content/notice/a.md", "…")
///     #expect(site.build().succeeded)
///     #expect(site.output("notice/a/index.html")?.contains("…") == true)
final class SiteFixture: Sendable {
  let root: URL

  /// A site with one section of every kind and nothing in it.
  init(config: String = SiteFixture.config) {
    root = FileManager.default.temporaryDirectory.appending(
      path: "branchpress-\(UUID().uuidString)")
    file("content/site.yml", config)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  static let config = """
    title: 测试支部
    url: https://example.org/portal/
    identity: example.org,2025
    sections:
      study: {kind: study, title: 学习专栏}
      notice: {kind: notice, title: 通知公告}
      activity: {kind: activity, title: 支部活动}
      branches: {kind: directory, title: 支部名录}

    """

  /// The same settings without a search, for tests that count files.
  static let withoutSearch = config + "search: false\n"

  /// 2026-07-01 12:00 in Shanghai.
  static let now = Moment(seconds: 1_782_878_400, offsetMinutes: 480)

  /// Writes a file, below the site's folder.
  @discardableResult
  func file(_ path: String, _ text: String) -> Self { file(path, bytes: Array(text.utf8)) }

  @discardableResult
  func file(_ path: String, bytes: [UInt8]) -> Self {
    let url = root.appending(path: path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    } catch {
      fatalError("\(path): \(error)")
    }
    return self
  }

  /// A notice with a title, a date and a body.
  @discardableResult
  func notice(
    _ name: String, header: String = "", body: String = "正文。", date: String = "2026-06-01"
  ) -> Self {
    file(
      "content/notice/\(name).md", "---\ntitle: 通知\(name)\ndate: \(date)\n\(header)---\n\(body)\n")
  }

  @discardableResult
  func remove(_ path: String) -> Self {
    try? FileManager.default.removeItem(at: root.appending(path: path))
    return self
  }

  var options: BuildOptions {
    func path(_ name: String) -> String { root.appending(path: name).path }
    return BuildOptions(
      content: path("content"), templates: path("templates"), output: path("site"),
      state: path(".branchpress"), now: Self.now, jobs: 2)
  }

  /// Builds the site, and a preview with drafts into a folder beside it.
  @discardableResult
  func build(_ change: (inout BuildOptions) -> Void = { _ in }) -> BuildReport {
    var options = options
    change(&options)
    if options.includesDrafts, options.output == self.options.output {
      options.output += "-drafts"
    }
    return Portal.build(options)
  }

  /// A file of the built site, as text; previews with drafts are in `site-drafts`.
  func output(_ path: String, in folder: String = "site") -> String? {
    (try? Data(contentsOf: root.appending(path: folder).appending(path: path)))
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Every file below a folder of the site's.
  func tree(_ folder: String = "site") -> [String: Data] {
    filesBelow(root.appending(path: folder))
  }

  /// Messages as they are printed, in both languages, with paths relative to the site's folder.
  func printed(_ diagnostics: [Diagnostic]) -> String {
    [MessageLanguage.chinese, .english].map {
      DiagnosticFormatter(language: $0).format(diagnostics)
    }
    .joined().replacingOccurrences(of: root.path + "/", with: "")
  }

  /// The messages of a build as they are printed, with paths relative to the site's folder.
  func messages(_ language: MessageLanguage, of report: BuildReport) -> String {
    messages(language, of: report.diagnostics)
  }

  /// The same of what any command found.
  func messages(_ language: MessageLanguage, of diagnostics: [Diagnostic]) -> String {
    DiagnosticFormatter(language: language).format(diagnostics)
      .replacingOccurrences(of: root.path + "/", with: "")
  }
}

/// Every file below a folder, by its path within it.
func filesBelow(_ folder: URL) -> [String: Data] {
  var files: [String: Data] = [:]
  let base = folder.resolvingSymlinksInPath().path + "/"
  let entries = FileManager.default.enumerator(
    at: folder, includingPropertiesForKeys: [.isRegularFileKey])
  for case let url as URL in entries ?? FileManager.DirectoryEnumerator() {
    guard (try? url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true else {
      continue
    }
    let path = url.resolvingSymlinksInPath().path
    files[String(path.dropFirst(base.count))] = try? Data(contentsOf: url)
  }
  return files
}

/// Paths whose files differ, or are in one tree only.
func differences(_ a: [String: Data], _ b: [String: Data]) -> [String] {
  Set(a.keys).union(b.keys).filter { a[$0] != b[$0] }.sorted()
}

/// The folder of the whole package.
let packageFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

/// Whether golden files are to be written anew: `RENEW=1 make unit`.
let renewsGoldenFiles = ProcessInfo.processInfo.environment["RENEW"] == "1"

/// The beginning of a picture of two pixels by one.
let smallPNG: [UInt8] =
  [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
  + [0, 0, 0, 2, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0, 0, 0, 0]
