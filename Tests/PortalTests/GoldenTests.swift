import Content
import Dates
import Diagnostics
import Foundation
import Pages
import Portal
import Publishing
import SiteModel
import Testing

/// Small sites with their whole expected tree, in `Golden/sites/<name>/{content,expected}`,
/// made with the plain templates of `Golden/templates`. After
/// a change that is meant, `RENEW=1 make unit` writes the trees anew; look at the difference.
private let goldenFolder = packageFolder.appending(path: "Tests/PortalTests/Golden")

private let goldenSites =
  (try? FileManager.default.contentsOfDirectory(atPath: goldenFolder.path + "/sites"))?.sorted()
  ?? []

@Suite struct `A golden site` {
  @Test(arguments: goldenSites)
  func `gives just the tree that is expected`(name: String) throws {
    let folder = goldenFolder.appending(path: "sites/\(name)")
    let output = FileManager.default.temporaryDirectory.appending(
      path: "golden-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: output) }
    let report = Portal.build(
      BuildOptions(
        content: folder.appending(path: "content").path,
        templates: goldenFolder.appending(path: "templates").path,
        output: output.appending(path: "site").path, state: output.appending(path: "state").path,
        now: SiteFixture.now, jobs: 2))
    #expect(DiagnosticFormatter(language: .english).format(report.diagnostics) == "")
    let expected = folder.appending(path: "expected")
    if renewsGoldenFiles {
      try? FileManager.default.removeItem(at: expected)
      try FileManager.default.copyItem(at: output.appending(path: "site"), to: expected)
    }
    expectSameTree(filesBelow(output.appending(path: "site")), filesBelow(expected))
  }

  @Test func `is there at all`() { #expect(goldenSites.count >= 2) }
}

@Suite struct `The demonstration` {
  @Test func `in site is just what a clean build emits`() throws {
    let output = FileManager.default.temporaryDirectory.appending(path: "demo-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: output) }
    let now = try #require(Moment("2026-07-01", zone: .shanghai))
    let report = Portal.build(
      BuildOptions(
        content: packageFolder.appending(path: "content").path,
        templates: packageFolder.appending(path: "templates").path,
        output: output.appending(path: "site").path, state: output.appending(path: "state").path,
        now: now, jobs: 2))
    #expect(DiagnosticFormatter(language: .english).format(report.diagnostics) == "")
    expectSameTree(
      filesBelow(output.appending(path: "site")), filesBelow(packageFolder.appending(path: "site")))
  }
}

/// Compares two trees and names the files that differ, the first of them with the first line in
/// which they do.
func expectSameTree(_ actual: [String: Data], _ expected: [String: Data]) {
  #expect(!actual.isEmpty)
  #expect(Set(actual.keys).subtracting(expected.keys).sorted() == [], "new files")
  #expect(Set(expected.keys).subtracting(actual.keys).sorted() == [], "missing files")
  let different = actual.keys.filter { expected[$0] != nil && expected[$0] != actual[$0] }.sorted()
  guard let path = different.first, let a = actual[path], let b = expected[path] else { return }
  let lines = zip(
    String(decoding: a, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false),
    String(decoding: b, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false))
  let first = lines.first { $0 != $1 }.map { "\($0.0.prefix(200)) ≠ \($0.1.prefix(200))" }
  Issue.record(
    "\(different.count) files differ: \(different.prefix(8)); first: \(first ?? "one is longer")")
}
