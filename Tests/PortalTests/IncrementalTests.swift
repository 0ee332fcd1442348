import ByteText
import Dates
import Diagnostics
import Digests
import Files
import Foundation
import Synchronization
import Testing

@testable import Content
@testable import Pages
@testable import Portal
@testable import Publishing
@testable import SiteModel

@Suite struct `An incremental build` {
  @Test func `that has nothing to do reads nothing and says the same`() {
    let site = SiteFixture().notice("a").notice("b", date: "2027-01-01")
    func build() -> BuildReport { site.build { $0.clockStep = -60_000_000_000 } }
    let first = build()
    #expect(!first.isUnchanged)
    let second = build()
    #expect(second.isUnchanged)
    #expect(second.counts.numbers == first.counts.numbers)
    #expect(second.written == 0)
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
      let known = CacheFiles(state, site.options).load(diagnostics: &ignored).known.outputs
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
    let inputs = readInputs(find(options, diagnostics: &diagnostics), diagnostics: &diagnostics)
    let config = parseSiteConfig(try #require(inputs.config), diagnostics: &diagnostics)
    let document = try #require(
      parseDocument(
        inputs.documents[0], in: inputs.content, config: config, knowing: DocumentJournal(),
        at: 0, stamp: .none
      ).document)
    var record = RecordWriter()
    var bytes = ByteWriter()
    document.write(to: &record)
    record.move(to: &bytes)
    let known = try #require(
      unsafe bytes.withUnsafeBytes {
        unsafe ParsedDocument(
          StoredRecord(bytes: $0), file: document.file, source: document.source,
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
