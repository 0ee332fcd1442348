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
    var (files, hasBegun) = (served.sources, false)
    for step in 0..<steps {
      if step > 0 { history.append(editor.edit()) }
      usleep(12_000)
      let story = Comment(
        rawValue: "seed \(seed): " + history.suffix(6).joined(separator: ", then "))
      let now = Moment(
        seconds: SiteFixture.now.seconds + editor.day * 86_400, offsetMinutes: 480)
      served.now.withLock { $0 = now }
      let before = served.preview.present.version
      let sources = served.sources
      // Half of the authors are watched.
      served.preview.refresh(
        changed: seed % 2 == 0 && hasBegun ? served.paths(changedFrom: files, to: sources) : nil)
      (files, hasBegun) = (sources, true)
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

  @Test func `shows readers what a build writes, now and on another day`() throws {
    let site = SiteFixture().notice("done").notice("draft", header: "draft: true\n")
      .notice("later", date: "2027-01-01")
      .notice("ends", header: "expires: 2026-08-01\n")
      .file("content/study/law/_column.md", "---\ntitle: 法规\n---\n")
      .file("content/study/law/a.md", "---\ntitle: 第一讲\ndate: 2026-05-01\n---\n\n正文。\n")
    let served = ServedSite(site)
    served.preview.refresh()
    #expect(served.build(SiteFixture.now, drafts: false).succeeded)
    #expect(served.differences(for: .readers(on: nil)) == [])
    let day = try #require(CivilDate(year: 2027, month: 1, day: 2))
    let midnight = Moment(
      seconds: day.daysSinceEpoch * 86_400 - 480 * 60, offsetMinutes: 480, hasTime: false)
    #expect(served.build(midnight, drafts: false).succeeded)
    #expect(served.differences(for: .readers(on: day)) == [])
    #expect(served.bytes(at: "notice/later/index.html", for: .readers(on: day)) != nil)
    #expect(served.bytes(at: "notice/later/index.html", for: .readers(on: nil)) == nil)
    #expect(served.bytes(at: "notice/draft/index.html", for: .readers(on: day)) == nil)
  }

  @Test func `keeps the last good pages while there are mistakes, though their files are gone`() {
    let site = SiteFixture().notice("one").notice("two", body: "原来的话。")
    let served = ServedSite(site)
    served.preview.refresh()
    let before = served.bytes(at: "notice/two/index.html")
    let version = served.preview.present.version
    site.remove("content/notice/two.md").notice("one", header: "titel: 错\n")
    served.preview.refresh()
    #expect(served.preview.present.problems.hasErrors)
    #expect(served.preview.present.version == version)
    #expect(before != nil && served.bytes(at: "notice/two/index.html") == before)
    site.notice("one")
    served.preview.refresh()
    #expect(!served.preview.present.problems.hasErrors)
    #expect(served.preview.present.version > version)
    #expect(served.bytes(at: "notice/two/index.html") == nil)
  }

  @Test func `has no page as long as it has never been good, and tells why`() {
    let site = SiteFixture().notice("one", header: "titel: 错\n")
    let served = ServedSite(site)
    served.preview.refresh()
    #expect(!served.preview.isShown && served.preview.mount == "/")
    #expect(served.bytes(at: "index.html") == nil)
    #expect(served.preview.present.json(in: .english).contains("unknown-key"))
    let page = String(decoding: served.preview.waitingPage, as: UTF8.self)
    #expect(page.contains("preview.js") && page.contains("data-version=\"0\""))
    site.notice("one")
    served.preview.refresh()
    #expect(served.preview.isShown && served.preview.present.version == 1)
  }

  @Test func `tells what only readers would meet, when there is time to look`() {
    let site = SiteFixture().notice("one", body: "见[另一篇](two.md)。")
      .notice("two", header: "draft: true\n")
    let served = ServedSite(site)
    served.preview.refresh()
    #expect(served.preview.present.problems.isEmpty)
    served.preview.lookForReaders()
    let found = served.preview.present.problems
    #expect(!found.isEmpty && found.allSatisfy { $0.place?.file.path.hasSuffix("one.md") == true })
    let told = served.told.withLock { $0 }
    served.preview.lookForReaders()
    #expect(served.told.withLock { $0 } == told)
  }

  @Test func `becomes another one when a day comes, though no file changes`() {
    let site = SiteFixture().notice("later", date: "2026-07-02")
    let served = ServedSite(site)
    served.preview.refresh()
    let version = served.preview.present.version
    usleep(12_000)
    served.preview.refresh()
    served.preview.refresh()
    let calm = served.preview.present.version
    #expect(calm >= version)
    served.preview.refresh()
    #expect(served.preview.present.version == calm)
    #expect(served.bytes(at: "notice/later/index.html", for: .readers(on: nil)) == nil)
    let seconds = served.preview.secondsUntilTurn ?? 0
    #expect(seconds > 0 && seconds <= 86_400)
    served.now.withLock { $0 = Moment(seconds: $0.seconds + seconds, offsetMinutes: 480) }
    served.preview.refresh()
    #expect(served.preview.present.version == calm + 1)
    #expect(served.bytes(at: "notice/later/index.html", for: .readers(on: nil)) != nil)
  }

  @Test func `misses no change of a time in which the settings could not be read`() {
    let site = SiteFixture().notice("one")
    let served = ServedSite(site)
    let path = { (name: String) in site.root.appending(path: "content/" + name).path }
    served.preview.refresh()
    site.file("content/site.yml", "titel: 错\n")
    served.preview.refresh(changed: [path("site.yml")])
    #expect(served.preview.present.problems.hasErrors)
    site.notice("one", body: "在这时候改的。")
    served.preview.refresh(changed: [path("notice/one.md")])
    site.file("content/site.yml", SiteFixture.config)
    served.preview.refresh(changed: [path("site.yml")])
    let page = String(decoding: served.bytes(at: "notice/one/index.html") ?? [], as: UTF8.self)
    #expect(page.contains("在这时候改的。"))
  }

  @Test func `reads files that are known to be changed, and looks for those that are not`() {
    let site = SiteFixture().notice("one").notice("two")
    let served = ServedSite(site)
    let path = { (name: String) in site.root.appending(path: "content/" + name).path }
    func page(_ name: String) -> String {
      String(decoding: served.bytes(at: "notice/\(name)/index.html") ?? [], as: UTF8.self)
    }
    served.preview.refresh()
    site.notice("one", body: "第一处。")
    served.preview.refresh(changed: [path("notice/one.md")])
    #expect(page("one").contains("第一处。"))
    site.notice("three", body: "新的。")
    served.preview.refresh(changed: [path("notice/three.md")])
    #expect(page("three").contains("新的。"))
    site.remove("content/notice/two.md")
    served.preview.refresh(changed: [path("notice/two.md")])
    #expect(page("two").isEmpty && page("one").contains("第一处。"))
    served.preview.refresh(changed: ["/elsewhere/x.md", path("notice")])
    #expect(page("three").contains("新的。"))
  }

  @Test func `names the page whose document alone was changed`() {
    let site = SiteFixture().notice("one").notice("two")
    let served = ServedSite(site)
    served.preview.refresh()
    #expect(served.preview.present.changed == nil)
    usleep(12_000)
    site.notice("two", body: "改了。")
    served.preview.refresh()
    #expect(served.preview.present.changed == "/portal/notice/two/")
    usleep(12_000)
    site.notice("two", body: "又改了。").notice("one", body: "也改了。")
    served.preview.refresh()
    #expect(served.preview.present.changed == nil)
  }

  @Test func `shows photographs at once, and smaller ones when they are made`() throws {
    let site = try SiteFixture()
      .file(
        "content/activity/trees/index.md",
        "---\ntitle: 栽树\ndate: 2026-03-12\nheld: 2026-03-12 09:00\n---\n上午栽树。\n"
      )
      .photograph("content/activity/trees/1.jpg").photograph(
        "content/activity/trees/2.jpg", seed: 2
      )
      .photograph("content/activity/trees/3.jpg", seed: 3)
    let served = ServedSite(site, programs: programFolders, jobs: 1)
    func page() -> String {
      String(decoding: served.bytes(at: "activity/trees/index.html") ?? [], as: UTF8.self)
    }
    served.preview.refresh()
    #expect(page().contains("trees/1.jpg\"") && !page().contains("srcset"))
    #expect(served.preview.makePictures() == .later, "they may still change")
    usleep(2_100_000)
    // A build that is running has the records locked.
    do {
      let lock = try FileLock.take(FilePath(fixed: "lock"), in: Folder.make(served.state))
      #expect(lock != nil && served.preview.makePictures() == .later)
    }
    #expect(served.preview.makePictures() == .some)
    served.preview.refresh()
    #expect(page().contains("trees/2.jpg.480.webp 480w") && !page().contains("trees/3.jpg.480"))
    #expect(served.preview.makePictures() == .some)
    #expect(served.preview.makePictures() == .nothing)
    served.preview.refresh()
    #expect(served.build(SiteFixture.now).succeeded)
    #expect(served.differences() == [])
  }

  @Test func `writes nothing into the folder of the site`() {
    let site = SiteFixture().notice("one")
    let served = ServedSite(site)
    let before = site.tree(".")
    served.preview.refresh()
    served.preview.lookForReaders()
    _ = served.preview.makePictures()
    _ = served.bytes(at: "index.html")
    #expect(site.tree(".") == before)
  }
}

/// A site that is kept in memory, beside a build of the same with drafts.
private struct ServedSite {
  let site: SiteFixture
  let preview: PreviewSite
  let now = Box(SiteFixture.now)
  private let programs: String?
  /// The folder of the records that builds keep.
  var state: String { site.root.appending(path: ".branchpress").path }
  /// The number of states that were told.
  let told = Box(0)

  init(_ site: SiteFixture, programs: String? = nil, jobs: Int = 2) {
    self.site = site
    self.programs = programs
    let (now, told) = (now, told)
    var options = PreviewOptions(
      content: site.root.appending(path: "content").path,
      templates: site.root.appending(path: "templates").path, language: .english,
      programs: programs, jobs: jobs,
      clock: { now.withLock { $0 } })
    options.clockStep = 10_000_000
    preview = PreviewSite(options, version: 0) { _ in told.withLock { $0 += 1 } }
  }

  /// Builds the site with drafts into a folder beside it.
  func build(_ now: Moment, drafts: Bool = true) -> BuildReport {
    site.build {
      $0.now = now
      $0.includesDrafts = drafts
      $0.ignoresCache = true
      $0.programs = programs
      $0.clockStep = 10_000_000
      $0.output = site.root.appending(path: drafts ? "drafts" : "public").path
      $0.state = site.root.appending(path: ".beside").path
    }
  }

  /// The files that a build reads, by their paths.
  var sources: [String: Data] {
    ["content", "templates"].reduce(into: [:]) { sources, folder in
      for (path, data) in site.tree(folder) {
        sources[site.root.appending(path: folder + "/" + path).path] = data
      }
    }
  }

  /// The paths of files that were made, changed or removed, as a watch tells them.
  func paths(changedFrom before: [String: Data], to after: [String: Data]) -> [String] {
    Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
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
      // Shards of the search's index are no text.
      guard let text = String(validating: bytes, as: UTF8.self) else { return bytes }
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
