import ByteText
import Dates
import Diagnostics
import Files
import Foundation
import Synchronization
import Testing

@testable import Content
@testable import Portal
@testable import Preview
@testable import SiteModel

/// How many changes the random editor makes.
private let steps = Int(ProcessInfo.processInfo.environment["SOAK"] ?? "") ?? 40

/// What `branchpress serve` shows of a site.
@Suite struct `A site that is kept in memory` {
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `shows what a build with drafts writes, after any change`(seed: UInt64) throws {
    let site = SiteFixture()
    var editor = RandomEditor(site, seed: seed, hasOwnTheme: seed % 2 == 0)
    let served = ServedSite(site)
    var history: [String] = []
    var (shown, kept) = (0, 0)
    for step in 0..<steps {
      if step > 0 { history.append(editor.edit()) }
      usleep(12_000)
      let story = Comment(
        rawValue: "seed \(seed): " + history.suffix(6).joined(separator: ", then "))
      let now = Moment(
        seconds: SiteFixture.now.seconds + editor.day * 86_400, offsetMinutes: 480)
      served.now.withLock { $0 = now }
      let before = served.preview.present.version
      served.preview.refresh()
      let report = served.build(now)
      func said(_ diagnostics: [Diagnostic]) -> String {
        site.printed(diagnostics.filter { $0.severity > .note && !$0.isOfBuild })
      }
      if report.succeeded {
        try #require(served.differences() == [], story)
        try #require(said(served.preview.present.problems) == said(report.diagnostics), story)
        shown += 1
      } else {
        // Problems that only pages have are found when a page is made.
        #expect(
          served.preview.present.version == before || !served.preview.present.problems.hasErrors,
          story)
        kept += 1
        if step % 3 == 0 { history.append(editor.mend(report.diagnostics)) }
      }
    }
    #expect(shown > steps / 3, "seed \(seed): \(shown) shown, \(kept) kept")
  }
}

/// A site that is kept in memory, beside a build of the same with drafts.
private struct ServedSite {
  let site: SiteFixture
  let preview: PreviewSite
  let now = Box(SiteFixture.now)

  init(_ site: SiteFixture) {
    self.site = site
    let now = now
    var options = PreviewOptions(
      content: site.root.appending(path: "content").path,
      templates: site.root.appending(path: "templates").path, language: .english, jobs: 2,
      clock: { now.withLock { $0 } })
    options.clockStep = 10_000_000
    preview = PreviewSite(options, version: 0) { _ in }
  }

  /// Builds the site with drafts into a folder beside it.
  func build(_ now: Moment, drafts: Bool = true) -> BuildReport {
    site.build {
      $0.now = now
      $0.includesDrafts = drafts
      $0.ignoresCache = true
      $0.clockStep = 10_000_000
      $0.output = site.root.appending(path: drafts ? "drafts" : "public").path
      $0.state = site.root.appending(path: ".beside").path
    }
  }

  /// The paths of files that are not served as a build has written them.
  func differences(for audience: Audience = .authors) -> [String] {
    let tree = site.tree(audience == .authors ? "drafts" : "public")
    let served = Set(preview.view(for: audience)?.site.outputs.map(\.path) ?? [])
    var differences = served.symmetricDifference(tree.keys).sorted()
    for (path, data) in tree where served.contains(path) {
      if bytes(at: path, for: audience) != Array(data) { differences.append(path) }
    }
    return differences
  }

  /// A file as it is served, without what the preview adds to pages.
  func bytes(at path: String, for audience: Audience = .authors) -> [UInt8]? {
    switch preview.output(at: path, for: audience) {
    case nil: return nil
    case .made(let bytes):
      let text = String(decoding: bytes, as: UTF8.self)
      return Array(text.replacing(/<script src="\/__branchpress\/[^>]*><\/script>/, with: "").utf8)
    case .copy(let file, let folder, let stamp, let edits):
      guard folder.stamp(of: file) == stamp,
        case .success(var bytes) = folder.read(file, limit: 1 << 30)
      else { return nil }
      for edit in edits.reversed() {
        bytes.replaceSubrange(
          edit.range, with: edit.bytes + [UInt8](repeating: 0, count: edit.zeros))
      }
      return bytes
    }
  }
}

/// A value that threads share.
private final class Box<Value: Sendable>: Sendable {
  private let value: Mutex<Value>
  init(_ value: Value) { self.value = Mutex(value) }
  func withLock<Result>(_ body: (inout Value) -> Result) -> Result { value.withLock { body(&$0) } }
}
