import ByteText
import Dates
import Diagnostics
import Digests
import Foundation
@testable import Portal
import Synchronization
import Testing
import Files

/// How many changes each of the random editors makes: more in `make soak`.
private let steps = Int(ProcessInfo.processInfo.environment["SOAK"] ?? "") ?? 40

@Suite struct `An incremental build` {
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `gives what a clean one gives, after any change`(seed: UInt64) throws {
    let site = SiteFixture()
    var editor = RandomEditor(site, seed: seed)
    var history: [String] = []
    var reused = 0
    for step in 0..<steps {
      if step > 0 { history.append(editor.edit()) }
      // Two changes of a file in one tick of the clock cannot be told apart by their stamps.
      usleep(12_000)
      let now = Moment(
        seconds: SiteFixture.now.seconds + editor.day * 86_400, offsetMinutes: 480)
      func build(_ change: (inout BuildOptions) -> Void) -> BuildReport {
        site.build {
          $0.now = now
          $0.includesDrafts = editor.includesDrafts
          $0.clockStep = 10_000_000
          change(&$0)
        }
      }
      let before = site.tree()
      let incremental = build { _ in }
      let clean = build {
        $0.output = site.root.appending(path: "clean").path
        $0.state = site.root.appending(path: ".clean").path
        $0.ignoresCache = true
      }
      let story = Comment(
        rawValue: "seed \(seed): " + history.suffix(6).joined(separator: ", then "))
      // Notes are about what the last build left.
      func said(_ report: BuildReport) -> [Diagnostic] {
        report.diagnostics.filter { $0.severity > .note }
      }
      try #require(said(incremental) == said(clean), story)
      if incremental.succeeded {
        try #require(differences(site.tree(), site.tree("clean")) == [], story)
        #expect(incremental.counts.numbers == clean.counts.numbers, story)
        reused += incremental.written < site.tree().count / 2 ? 1 : 0
      } else {
        try #require(site.tree() == before, story)
        if step % 3 == 0 { history.append(editor.mend(incremental.diagnostics)) }
      }
    }
    // A random author's mistakes stop builds; most must go on.
    #expect(reused > steps / 3)
  }

  @Test func `that has nothing to do reads nothing and says the same`() {
    let site = SiteFixture().notice("a").notice("b", date: "2027-01-01")
    func build() -> BuildReport { site.build { $0.clockStep = -1_000_000_000 } }
    let first = build()
    #expect(!first.isUnchanged)
    let second = build()
    #expect(second.isUnchanged)
    #expect(second.counts.numbers == first.counts.numbers)
    #expect(second.written == 0)
  }

  @Test func `that has warnings says them again`() {
    let site = SiteFixture().notice("a", body: "![](a.png)").file(
      "content/notice/a.png", bytes: png)
    let first = site.build { $0.clockStep = 0 }
    #expect(first.diagnostics.map { $0.id.description } == ["no-alternative-text"])
    for _ in 0..<2 {
      let again = site.build { $0.clockStep = 0 }
      #expect(again.diagnostics == first.diagnostics)
      #expect(again.written == 0)
    }
  }

  @Test func `notices a file that was changed within one tick of the clock`() {
    let site = SiteFixture().notice("a", body: "甲。")
    site.build()
    site.notice("a", body: "乙。")
    site.build()
    #expect(site.output("notice/a/index.html")?.contains("乙。") == true)
  }

  @Test(arguments: ["damaged", "foreign", "short", "empty"], ["cache", "documents"])
  func `begins anew where the cache is no good, and says so`(kind: String, file: String) throws {
    let site = SiteFixture().notice("a")
    site.build()
    let name = try #require(site.tree(".branchpress").keys.first { $0.hasPrefix(file) })
    var bytes = try #require(site.tree(".branchpress")[name])
    switch kind {
    case "damaged": bytes[bytes.count - 1] ^= 1
    case "foreign": bytes[0] ^= 1
    case "short": bytes = bytes.prefix(60)
    default: bytes = Data()
    }
    site.file(".branchpress/\(name)", bytes: Array(bytes))
    let report = site.build()
    let isDamaged = kind == "damaged" || kind == "short"
    #expect(report.succeeded)
    #expect(
      report.diagnostics.map { $0.id.description }
        == [isDamaged ? "cache-damaged" : "cache-foreign"])
    #expect(site.build().diagnostics == [])
  }

  @Test func `is proved by a comparison, which names what differs`() {
    let site = SiteFixture().notice("a")
    site.build()
    let count = site.tree().count
    let proof = verify(site.options)
    #expect(proof.files == count)
    #expect(proof.diagnostics == [])
    site.file("site/notice/a/index.html", "tampered").remove("site/rss.xml")
    let second = verify(site.options)
    #expect(
      second.diagnostics.map { $0.place?.file.path.split(separator: "/").last } == [
        "index.html", "rss.xml",
      ])
    #expect(site.output("notice/a/index.html") == "tampered")
    #expect(site.tree(".branchpress").keys.allSatisfy { !$0.hasPrefix("verify") })
  }

  @Test func `tells which templates and files took longest, and how far it is`() throws {
    let site = SiteFixture()
    for number in 0..<40 { site.notice("n\(number)") }
    let told = Mutex<[BuildProgress.State]>([])
    let report = site.build {
      $0.notesSlowest = true
      $0.progress = BuildProgress(showsAfter: -1, every: -1) { state in
        told.withLock { $0.append(state) }
      }
    }
    #expect(report.timings.slowestFiles.count == 10)
    #expect(report.timings.slowestTemplates.contains { $0.name == "notice" && $0.pages == 40 })
    let states = told.withLock(\.self)
    #expect(Set(states.map(\.phase.english)) == ["reading documents", "writing pages"])
    #expect(states.contains { $0.done == $0.count && $0.count == 40 })
    #expect(states.allSatisfy { $0.done <= $0.count })
  }

  @Test func `makes the sitemap anew only where it would say something else`() throws {
    let site = SiteFixture().notice("a").notice("b", date: "2026-05-01")
    func sitemap() throws -> Digest? {
      site.build()
      var ignored: [Diagnostic] = []
      let state = try #require(StateFolder(site.options, diagnostics: &ignored))
      let known = CacheFiles(state, site.options).load(diagnostics: &ignored).outputs
      return known.first { $0.path == "sitemap.xml" }?.fingerprint
    }
    let first = try sitemap()
    #expect(first != nil)
    site.notice("b", body: "改过。", date: "2026-05-01")
    #expect(try sitemap() == first)
    site.notice("b", body: "改过。", date: "2026-05-02")
    let second = try sitemap()
    #expect(second != first)
    site.notice("c", date: "2026-05-01")
    #expect(try sitemap() != second)
  }

  @Test func `does not mix two states of a file that is changed meanwhile`() throws {
    let site = SiteFixture().notice("a", body: "甲。")
    var options = site.options
    options.clockStep = 0
    var diagnostics: [Diagnostic] = []
    let inputs = read(find(options, diagnostics: &diagnostics), diagnostics: &diagnostics)
    let config = parseSiteConfig(try #require(inputs.config), diagnostics: &diagnostics)
    let document = try #require(
      parseDocument(
        inputs.documents[0], in: inputs.content, config: config, knowing: DocumentMemories(),
        at: 0, stamp: .none
      ).document)
    var record = RecordWriter()
    var bytes = ByteWriter()
    document.write(to: &record)
    record.move(to: &bytes)
    let known = try #require(
      unsafe bytes.withUnsafeBytes {
        unsafe ParsedDocument(
          RecordMemory(bytes: $0), file: document.file, source: document.source,
          entry: document.entry)
      })
    #expect(known.text == nil)
    #expect(known.header.title == "通知a")
    site.notice("a", body: "乙。")
    let text = renderText(
      of: known, in: inputs.content, config: config, diagnostics: &diagnostics)
    #expect(text == nil)
    #expect(diagnostics.map { $0.id.description } == ["changed-meanwhile"])
  }
}

/// Paths whose files differ, or are in one tree only.
private func differences(_ a: [String: Data], _ b: [String: Data]) -> [String] {
  Set(a.keys).union(b.keys).filter { a[$0] != b[$0] }.sorted()
}

/// A picture of one pixel.
private let png: [UInt8] = [
  0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1,
  0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55,
]
