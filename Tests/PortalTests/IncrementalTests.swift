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

/// How many changes each of the random editors makes: more in `make soak`.
private let steps = Int(ProcessInfo.processInfo.environment["SOAK"] ?? "") ?? 16

@Suite struct `An incremental build` {
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
        let tree = site.tree("clean")
        try #require(differences(site.tree(), tree) == [], story)
        #expect(incremental.counts.numbers == clean.counts.numbers, story)
        try #require(shown.changes(in: clean, tree) == [], story)
        reused += incremental.written < site.tree().count / 2 ? 1 : 0
      } else {
        try #require(site.tree() == before, story)
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
    var editor = RandomEditor(SiteFixture(), seed: 1)
    for _ in 0..<400 { _ = editor.edit() }
    let all = lists.flatMap { list, fields in fields.map { "\(list).\($0.key)" } }
    #expect(all.filter { !editor.written.contains($0) } == [])
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
      let now = Moment(
        seconds: SiteFixture.now.seconds + editor.day * 86_400, offsetMinutes: 480)
      func build(_ change: (inout BuildOptions) -> Void = { _ in }) -> BuildReport {
        site.build {
          $0.now = now
          $0.includesDrafts = editor.includesDrafts
          $0.clockStep = 10_000_000
          change(&$0)
        }
      }
      let incremental = build()
      let again = build()
      let clean = build {
        $0.output = site.root.appending(path: "clean").path
        $0.state = site.root.appending(path: ".clean").path
        $0.ignoresCache = true
      }
      let story = Comment(
        rawValue: "seed \(seed): " + history.suffix(8).joined(separator: ", then "))
      let said = site.printed(clean.diagnostics.filter { !$0.isOfBuild })
      try #require(
        site.printed(incremental.diagnostics.filter { !$0.isOfBuild }) == said, story)
      try #require(site.printed(again.diagnostics.filter { !$0.isOfBuild }) == said, story)
      #expect(again.isUnchanged == clean.succeeded, story)
      // What only one of them has to say of its last build counts in one tally.
      if !(clean.diagnostics + again.diagnostics).contains(where: \.isOfBuild) {
        #expect(again.findings.tally == clean.findings.tally, story)
      }
      if clean.succeeded {
        try #require(differences(site.tree(), site.tree("clean")) == [], story)
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

  // What only `explain` is asked is no mistake of a site: no build meets it.
  @Test(arguments: (mistakes + readerMistakes).filter { $0.explained == nil })
  func `tells every mistake again in the same words, and reads and makes nothing for it`(
    mistake: Mistake
  ) {
    let site = SiteFixture().notice("in-order")
    mistake.make(site)
    func build() -> BuildReport {
      site.build {
        $0.clockStep = -1_000_000_000
        $0.notesSlowest = true
      }
    }
    let first = build()
    #expect(first.diagnostics.contains { $0.id == mistake.id })
    // What was told of the output folder when it was taken over is not told twice.
    let said = site.printed(first.diagnostics.filter { !$0.isOfBuild })
    for _ in 0..<2 {
      let again = build()
      #expect(again.isUnchanged == first.succeeded)
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
    func build() -> BuildReport { site.build { $0.clockStep = -1_000_000_000 } }
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
        $0.clockStep = -1_000_000_000
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
    func build() -> BuildReport { site.build { $0.clockStep = -1_000_000_000 } }
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
    func build() -> BuildReport { site.build { $0.clockStep = -1_000_000_000 } }
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
    func build() -> BuildReport { site.build { $0.clockStep = -1_000_000_000 } }
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
        $0.clockStep = -1_000_000_000
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
        $0.clockStep = -1_000_000_000
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
    // Called otherwise, the template would be said to stand elsewhere: the page is looked at again.
    #expect(build { $0.templates = site.root.path + "/./templates" }.diagnostics == [])
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

/// The documents that a build would read now, since nothing is known of them.
private func documentsRead(_ site: SiteFixture) -> [String] {
  var options = site.options
  options.clockStep = -1_000_000_000
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
    pictures: cache.pictures, to: &writer)
  let name = try #require(site.tree(".branchpress").keys.first { $0.hasPrefix("cache") })
  site.file(".branchpress/\(name)", bytes: writer.array())
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
