import Diagnostics
import Digests
import Files
import Foundation
import Glibc
import Testing

@testable import Content
@testable import Pages
@testable import Portal
@testable import Publishing
@testable import SiteModel

/// What is known of documents from one build to the next.
@Suite struct `The journal of documents` {
  private func journal(_ site: SiteFixture) throws -> (name: String, bytes: [UInt8]) {
    let tree = site.tree(".branchpress")
    let name = try #require(tree.keys.first { $0.hasPrefix("documents") })
    return (name, Array(tree[name] ?? Data()))
  }

  private func memories(_ site: SiteFixture) throws -> DocumentJournal {
    var diagnostics: [Diagnostic] = []
    let state = try #require(StateFolder(site.options, diagnostics: &diagnostics))
    let file = try #require(MappedFile(state.file("documents"), in: state.folder))
    return try DocumentJournal(
      file, writtenBy: CacheFiles(state, site.options).program, jobs: 1)
  }

  private func build(_ site: SiteFixture) -> BuildReport {
    site.build { $0.clockStep = -60_000_000_000 }
  }

  private func manyNotices() -> SiteFixture {
    let site = SiteFixture()
    for number in 0..<40 { site.notice("n\(number)", body: "第 \(number) 号。") }
    return site
  }

  @Test func `gains one entry by an edit, and keeps the others`() throws {
    let site = manyNotices()
    _ = build(site)
    let before = try journal(site).bytes
    site.notice("n7", body: "改过。")
    _ = build(site)
    let after = try journal(site).bytes
    #expect(after.starts(with: before))
    #expect(after.count - before.count < before.count / 20)
    let known = try memories(site)
    #expect(known.count == 40)
    let version = try #require(known.version(of: "notice/n7.md", at: 0))
    withExtendedLifetime(known) {
      let (content, file) = (Folder(path: site.options.content), FilePath(fixed: "notice/n7.md"))
      let document = known.result(version, at: file, in: content)?.document
      #expect(document?.facts.summary?.text == "改过。")
    }
  }

  @Test func `tells where links lead alike, as texts or by digests`() throws {
    let site = SiteFixture().notice("b").file("content/notice/c.txt", "丙")
    site.notice(
      "a", body: "[甲](#here) [乙](b.md?x=1#y) [丙](c.txt) [栏目](/notice/) [页](../tags)")
    _ = build(site)
    let known = try memories(site)
    let version = try #require(known.version(of: "notice/a.md", at: 0))
    try withExtendedLifetime(known) {
      let (content, file) = (Folder(path: site.options.content), FilePath(fixed: "notice/a.md"))
      let facts = try #require(known.result(version, at: file, in: content)?.document).facts
      guard case .remembered(let record, let place) = facts.links else {
        Issue.record("an unchanged document's links are remembered")
        return
      }
      var links = record.knownLinks(at: place)
      #expect(links.count == 5)
      for link in facts.links.all {
        let known = links.next()
        #expect(known.path == link.target.path.map { Digest(of: $0) })
        #expect(known.suffix == link.target.suffix)
        #expect(known.isFragment == link.target.isFragment)
        #expect(known.isPicture == link.isPicture)
      }
      #expect(facts.links.all.map(\.target.suffix) == ["#here", "?x=1#y", "", "", ""])
    }
  }

  @Test func `stays as it is while documents do`() throws {
    let site = manyNotices()
    _ = build(site)
    let before = try journal(site).bytes
    site.file("templates/assets/own.txt", "a")
    #expect(build(site).written == 1)
    #expect(try journal(site).bytes == before)
  }

  @Test func `loses no more than the block that a build was killed over`() throws {
    let site = manyNotices()
    _ = build(site)
    site.notice("n7", body: "改过。")
    _ = build(site)
    let (name, whole) = try journal(site)
    site.file(".branchpress/\(name)", bytes: whole.dropLast(9))
    #expect(try memories(site).count == 40)
    #expect(try !memories(site).isTidy)
    let report = build(site)
    #expect(report.diagnostics == [])
    #expect(report.written == 0)
    site.notice("n8", body: "也改过。")
    #expect(build(site).written > 0)
    #expect(try memories(site).isTidy)
    #expect(site.output("notice/n7/index.html")?.contains("改过。") == true)
  }

  @Test(arguments: [100, -1])
  func `is not used where a block is spoilt, and that is said`(place: Int) throws {
    let site = manyNotices()
    _ = build(site)
    site.notice("n7", body: "改过。")
    _ = build(site)
    var (name, bytes) = try journal(site)
    bytes[place < 0 ? bytes.count + place : place] ^= 1
    site.file(".branchpress/\(name)", bytes: bytes).notice("n8", body: "也改过。")
    let report = build(site)
    #expect(report.diagnostics.map { $0.id.description } == ["cache-damaged"])
    #expect(try memories(site).isTidy)
    #expect(build(site).diagnostics == [])
  }

  @Test func `is written anew before what is superseded fills it`() throws {
    let site = manyNotices()
    _ = build(site)
    let first = try journal(site).bytes.count
    for turn in 0..<20 {
      site.notice("n7", body: "第 \(turn) 次改。").notice("m\(turn)").remove(
        "content/notice/m\(turn).md")
      _ = build(site)
    }
    #expect(try journal(site).bytes.count < first * 3 / 2)
    #expect(try memories(site).count == 40)
  }

  @Test func `forgets documents in the course of time`() throws {
    let site = manyNotices()
    _ = build(site)
    for number in 0..<30 { site.remove("content/notice/n\(number).md") }
    _ = build(site)
    #expect(try memories(site).count == 10)
  }
}

@Suite struct `A path` {
  @Test(arguments: [
    ("a/b.md", "b", "a/b"), ("b.c.md", "b.c", "b.c"), ("a.b/c", "c", "a.b/c"), ("a/.x", "", "a/"),
    ("", "", ""),
  ])
  func `takes paths apart`(path: String, name: String, rest: String) {
    #expect(stem(of: path) == name)
    #expect(withoutEnding(path) == rest)
  }

  @Test func `knows the documents that are their folders' own`() {
    for path in ["index.md", "a/index.md", "a.b/index.markdown"] { #expect(isIndex(path)) }
    for path in ["a/index.zh.md", "index/a.md", "a/reindex.md", "a/index1.md"] {
      #expect(!isIndex(path))
    }
  }

  @Test func `tells how paths end, whatever the case`() {
    #expect(endsIn("a/B.MD", ".md"))
    #expect(endsIn(".md", ".md"))
    #expect(!endsIn("md", ".md"))
    #expect(!endsIn("a.md.txt", ".md"))
  }

  @Test func `puts paths in order, the first of the same ones first`() {
    let paths = ["b", "a/c", "", "a", "b", "a/"]
    #expect(PathBlock(count: paths.count) { paths[$0] }.order() == [2, 3, 5, 1, 0, 4])
  }

  @Test func `tells what is right below a folder`() {
    #expect(isRightBelow("a/b.md", "a"))
    #expect(!isRightBelow("a/b/c.md", "a"))
    #expect(!isRightBelow("ab/c.md", "a"))
    #expect(!isRightBelow("a", "a"))
  }
}
