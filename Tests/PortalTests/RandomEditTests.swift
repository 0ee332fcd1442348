import Dates
import Diagnostics
import Foundation
import Testing

@testable import Content
@testable import Pages
@testable import Portal
@testable import Publishing
@testable import SiteModel

/// How many changes each of the random editors makes: more in `make soak`.
private let steps = Int(ProcessInfo.processInfo.environment["SOAK"] ?? "") ?? 16

@Suite struct `An incremental build after random changes` {
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `gives what a clean one gives, after any change`(seed: UInt64) throws {
    let site = SiteFixture()
    var editor = RandomEditor(site, seed: seed, hasOwnTheme: seed % 2 == 0)
    var history: [String] = []
    var reused = 0
    var shown = ShownObjects()
    var stopped: [String: Int] = [:]
    for step in 0..<steps {
      if step > 0 { history.append(editor.edit()) }
      // Two changes of a file in one tick of the clock cannot be told apart by their stamps.
      usleep(12_000)
      let before = site.tree(editor.folder)
      let incremental = editor.build()
      let clean = editor.buildCleanly()
      let story = Comment(
        rawValue: "seed \(seed): " + history.suffix(6).joined(separator: ", then "))
      func said(_ report: BuildReport) -> String {
        site.printed(report.diagnostics.filter { $0.severity > .note && !$0.isOfBuild })
      }
      try #require(said(incremental) == said(clean), story)
      if incremental.succeeded {
        let tree = site.tree(editor.cleanFolder)
        try #require(differences(site.tree(editor.folder), tree) == [], story)
        #expect(incremental.counts.numbers == clean.counts.numbers, story)
        try #require(shown.changes(in: clean, tree) == [], story)
        reused += incremental.written < tree.count / 2 ? 1 : 0
      } else {
        try #require(site.tree(editor.folder) == before, story)
        for error in incremental.diagnostics where error.severity == .error {
          stopped[error.id.description, default: 0] += 1
        }
        if step % 3 == 0 { history.append(editor.mend(incremental.diagnostics)) }
      }
    }
    // A random author's mistakes stop builds; most must go on.
    #expect(reused > steps / 3, "seed \(seed): \(stopped.sorted { $0.key < $1.key })")
    #expect(shown.comparisons > steps * 20)
  }

  @Test func `is held to a clean one after edits of every field of every kind`() {
    let lists: KeyValuePairs = [
      "header": fields(of: Header.self), "column": fields(of: ColumnDetails.self),
      "study": DocumentKind.study.ownFields, "notice": DocumentKind.notice.ownFields,
      "activity": DocumentKind.activity.ownFields, "page": DocumentKind.page.ownFields,
      "directory": DocumentKind.directory.ownFields,
    ]
    #expect(lists.count == DocumentKind.allCases.count + 2)
    // Branches are written anew seldom but when a site is made.
    var written: Set<String> = []
    for seed in 1...6 as ClosedRange<UInt64> {
      var editor = RandomEditor(SiteFixture(), seed: seed)
      for _ in 0..<80 { _ = editor.edit() }
      written.formUnion(editor.written)
    }
    let all = lists.flatMap { list, fields in fields.map { "\(list).\($0.key)" } }
    #expect(all.filter { !written.contains($0) } == [])
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `says what a clean one says, whatever is wrong and mended again`(seed: UInt64) throws {
    let site = SiteFixture()
    var editor = RandomEditor(site, seed: seed)
    var history: [String] = []
    var (succeeded, warned, failed) = (0, 0, 0)
    for step in 0..<steps {
      history.append(step == 0 ? "" : editor.editOrErr())
      usleep(12_000)
      let incremental = editor.build()
      let again = editor.build()
      let clean = editor.buildCleanly()
      let story = Comment(
        rawValue: "seed \(seed): " + history.suffix(8).joined(separator: ", then "))
      let said = site.printed(clean.diagnostics.filter { !$0.isOfBuild })
      try #require(
        site.printed(incremental.diagnostics.filter { !$0.isOfBuild }) == said, story)
      try #require(site.printed(again.diagnostics.filter { !$0.isOfBuild }) == said, story)
      // A build that adds to `redirects.yml` changes its own input.
      if !incremental.diagnostics.contains(where: { $0.id == "moved" }) {
        #expect(again.isUnchanged == clean.succeeded, story)
      }
      // What only one of them has to say of its last build counts in one tally.
      if !(clean.diagnostics + again.diagnostics).contains(where: \.isOfBuild) {
        #expect(again.findings.tally == clean.findings.tally, story)
      }
      if clean.succeeded {
        try #require(
          differences(site.tree(editor.folder), site.tree(editor.cleanFolder)) == [], story)
        succeeded += 1
        warned += clean.diagnostics.isEmpty ? 0 : 1
      } else {
        failed += 1
      }
    }
    #expect(warned > steps / 8)
    #expect(succeeded > steps / 4)
    // A short run may happen to meet no error at all.
    #expect(steps < 40 || failed > steps / 12)
  }
}

extension RandomEditor {
  /// The folders of the site, or of the preview with drafts.
  fileprivate var folder: String { includesDrafts ? "site-drafts" : "site" }
  fileprivate var cleanFolder: String { includesDrafts ? "clean-drafts" : "clean" }

  /// Builds the site on the editor's day.
  fileprivate func build(_ change: (inout BuildOptions) -> Void = { _ in }) -> BuildReport {
    site.build {
      $0.now = Moment(seconds: SiteFixture.now.seconds + day * 86_400, offsetMinutes: 480)
      $0.includesDrafts = includesDrafts
      $0.clockStep = 10_000_000
      change(&$0)
    }
  }

  /// Builds it beside that, into `clean`, as if for the first time.
  fileprivate func buildCleanly() -> BuildReport {
    build {
      $0.output = site.root.appending(path: cleanFolder).path
      $0.state = site.root.appending(path: ".clean").path
      $0.ignoresCache = true
    }
  }
}
