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

@Suite struct `A build that has something to say` {
  // What only `explain` is asked is no mistake of a site: no build meets it.
  @Test(arguments: (mistakes + readerMistakes).filter { $0.explained == nil })
  func `tells every mistake again in the same words, and reads and makes nothing for it`(
    mistake: Mistake
  ) {
    let site = SiteFixture().notice("in-order")
    mistake.make(site)
    func build() -> BuildReport {
      site.build {
        $0.clockStep = -60_000_000_000
        $0.notesSlowest = true
      }
    }
    let first = build()
    #expect(first.diagnostics.contains { $0.id == mistake.id })
    // What was told of the output folder when it was taken over is not told twice.
    let said = site.printed(first.diagnostics.filter { !$0.isOfBuild })
    // A build that adds to `redirects.yml` changes its own input.
    let changesInput = first.diagnostics.contains { $0.id == "moved" }
    for round in 0..<2 {
      let again = build()
      #expect(again.isUnchanged == (first.succeeded && !(changesInput && round == 0)))
      #expect(site.printed(again.diagnostics) == said)
      #expect(again.written == 0)
      // What stands in the way of pages may be gone the next time.
      if !["foreign-file", "link-in-output"].contains(mistake.id) {
        #expect(again.timings.slowestFiles.isEmpty)
      }
      // Where there is no place for a site, there is none for what is known of it.
      if !["file-system", "output-is-link"].contains(mistake.id) {
        #expect(documentsRead(site) == [])
      }
    }
  }

  @Test func `that fails reads next time only what changed`() throws {
    let site = SiteFixture()
    for number in 0..<20 { site.notice("n\(number)", body: "![](n.svg) 见[无](none\(number).md)。") }
    site.file("content/notice/n.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
      .file("content/notice/bad.md", "---\ntitle: [\n---\n").notice("good")
    func build() -> BuildReport { site.build { $0.clockStep = -60_000_000_000 } }
    #expect(documentsRead(site).count == 22)
    let first = build()
    #expect(!first.succeeded)
    #expect(site.tree() == [:])
    #expect(documentsRead(site) == [])
    #expect(site.printed(build().diagnostics) == site.printed(first.diagnostics))
    site.notice("n7", body: "改过。").notice("new")
    #expect(documentsRead(site) == ["notice/n7.md", "notice/new.md"])
    #expect(!build().succeeded)
    for number in 0..<20 { site.notice("n\(number)", body: "改过。") }
    site.remove("content/notice/bad.md")
    #expect(documentsRead(site).count == 20)
    #expect(build().succeeded)
    #expect(build().isUnchanged)
  }

  @Test func `that fails makes next time only what changed, and publishes all in the end`() throws {
    let site = SiteFixture().notice("a").notice("b").file("templates/tag.mustache", "{{tittle}}")
      .file("content/about.md", "---\ntitle: 关于\n---\n")
    func build() -> BuildReport {
      site.build {
        $0.clockStep = -60_000_000_000
        $0.notesSlowest = true
      }
    }
    func made(_ report: BuildReport) -> Set<String> { Set(report.timings.slowestFiles.map(\.name)) }
    #expect(build().succeeded)
    let published = site.tree()
    // The mistake is one of a page, which only a page shows.
    site.notice("a", header: "tags: [甲, 乙]\n")
    let first = build()
    #expect(first.diagnostics.map(\.id) == ["template-unknown-name"])
    for _ in 0..<2 {
      let again = build()
      #expect(again.diagnostics == first.diagnostics)
      #expect(made(again) == [])
    }
    site.notice("b", body: "见[无](none.md)。")
    let other = build()
    #expect(other.diagnostics.map(\.id) == ["missing-link-target", "template-unknown-name"])
    #expect(made(other).contains("notice/b/index.html"))
    #expect(!made(other).contains("about/index.html"))
    #expect(site.tree() == published)
    site.notice("b", body: "改过。").file("templates/tag.mustache", "{{page.title}}")
    #expect(build().succeeded)
    let clean = site.build {
      $0.output = site.root.appending(path: "clean").path
      $0.state = site.root.appending(path: ".clean").path
    }
    #expect(clean.succeeded)
    #expect(differences(site.tree(), site.tree("clean")) == [])
    #expect(build().isUnchanged)
  }

  @Test func `does not forget what it said of a page while others could not be made`() throws {
    let site = SiteFixture().notice("b").file("content/about.md", "---\ntitle: 关于\n---\n")
    func build() -> BuildReport { site.build { $0.clockStep = -60_000_000_000 } }
    #expect(build().diagnostics == [])
    let problem = Diagnostic(
      .warning, "of-a-page", at: Place(path: "templates/notice.mustache"), Message("甲", "a"))
    try forge(problem, about: ["about/index.html"], site)
    site.notice("b", body: "见[无](none.md)。")
    for _ in 0..<2 {
      #expect(build().diagnostics.map(\.id) == ["missing-link-target", "of-a-page"])
    }
    site.notice("b", body: "改过。")
    #expect(build().diagnostics == [problem])
  }

  @Test func `never calls a site up to date that could not be built`() {
    let site = SiteFixture().notice("a")
    func build() -> BuildReport { site.build { $0.clockStep = -60_000_000_000 } }
    #expect(build().succeeded)
    site.notice("a", body: "见[无](none.md)。")
    for _ in 0..<3 {
      let report = build()
      #expect(!report.succeeded)
      #expect(!report.isUnchanged)
    }
    site.notice("a")
    #expect(!build().isUnchanged)
    #expect(build().isUnchanged)
  }

  @Test func `notices what came and went that is no file`() throws {
    let site = SiteFixture().notice("a")
    func build() -> BuildReport { site.build { $0.clockStep = -60_000_000_000 } }
    let link = site.root.path + "/content/link.md"
    #expect(build().diagnostics == [])
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/etc/hostname")
    for _ in 0..<2 { #expect(build().diagnostics.map(\.id) == ["symbolic-link"]) }
    site.remove("content/link.md")
    for _ in 0..<2 { #expect(build().diagnostics == []) }
    // A name that is no text cannot be read as one, so that no site may be made without it.
    let bad = try #require(mistakes.first { $0.id == "bad-file-name" })
    bad.make(site)
    for _ in 0..<2 { #expect(build().diagnostics.map(\.id) == ["bad-file-name"]) }
  }

  @Test func `calls files in messages as it was told to`() {
    let site = SiteFixture().notice("a", body: "![](a.svg)").file(
      "content/notice/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
    func paths(_ content: String) -> [String?] {
      let report = site.build {
        $0.content = site.root.path + content
        $0.clockStep = -60_000_000_000
      }
      return report.diagnostics.map { $0.place?.file.path }
    }
    for folder in ["/content", "/./content", "/content"] {
      #expect(paths(folder) == [site.root.path + folder + "/notice/a.md"])
    }
  }

  @Test func `keeps outputs that there is something to say about, and says it again`() throws {
    let site = SiteFixture().notice("a").notice("b")
    func build(_ change: (inout BuildOptions) -> Void = { _ in }) -> BuildReport {
      site.build {
        $0.clockStep = -60_000_000_000
        change(&$0)
      }
    }
    #expect(build().diagnostics == [])
    let problem = Diagnostic(
      .warning, "of-a-page", at: Place(path: "templates/notice.mustache"), Message("甲", "a"))
    try forge(problem, about: ["notice/a/index.html", "notice/b/index.html"], site)
    site.notice("c", date: "2020-01-01")
    let report = build()
    #expect(report.diagnostics == [problem])
    #expect(report.removed == 0)
    #expect(build().isUnchanged)
    #expect(build().diagnostics == [problem])
    // Called otherwise, the file would be said to stand elsewhere: the page is looked at again.
    #expect(build { $0.templates = site.root.path + "/./templates" }.diagnostics == [])
    #expect(build().diagnostics == [])
    try forge(problem, about: ["notice/a/index.html"], site)
    #expect(build { $0.content = site.root.path + "/./content" }.diagnostics == [])
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
}

/// The documents that a build would read now, since nothing is known of them.
private func documentsRead(_ site: SiteFixture) -> [String] {
  var options = site.options
  options.clockStep = -60_000_000_000
  var diagnostics: [Diagnostic] = []
  guard let state = StateFolder(options, diagnostics: &diagnostics) else { return [] }
  let memory = CacheFiles(state, options)
  let (inputs, known) = readWithJournal(
    findWithLastBuild(options, memory, diagnostics: &diagnostics).found, memory, options,
    diagnostics: &diagnostics)
  guard let source = inputs.config else { return [] }
  let config = parseSiteConfig(source, diagnostics: &diagnostics)
  guard config.isWhole else { return [] }
  let parsed = parseDocuments(
    inputs, config, knowing: known, options, settledSince: memory.settledSince,
    diagnostics: &diagnostics)
  return parsed.results.compactMap { result in
    if case .known = result.version?.origin { nil } else { result.file.text }
  }
}

/// Has the cache say that there was something to say about outputs.
private func forge(_ problem: Diagnostic, about paths: [String], _ site: SiteFixture) throws {
  var diagnostics: [Diagnostic] = []
  let state = try #require(StateFolder(site.options, diagnostics: &diagnostics))
  let files = CacheFiles(state, site.options)
  let cache = files.load(diagnostics: &diagnostics)
  var told = ToldProblems()
  for output in cache.known.outputs where paths.contains(output.path) {
    told.insert(output.fingerprint, [problem])
  }
  var writer = ByteWriter()
  Cache.write(
    by: files.program, cache.build, outputs: cache.known.outputs, told: told,
    files: cache.files, searchTexts: cache.searchTexts, pages: cache.pages, to: &writer)
  let name = try #require(site.tree(".branchpress").keys.first { $0.hasPrefix("cache") })
  site.file(".branchpress/\(name)", bytes: writer.array())
}

/// A picture of one pixel.
private let png: [UInt8] = [
  0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1,
  0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55,
]
