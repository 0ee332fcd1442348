import Foundation
import Testing

@testable import Content
@testable import Pages
@testable import Portal
@testable import Publishing
@testable import SiteModel

@Suite struct `The journal's page` {
  /// The bytes of a block of hexadecimal numbers with explanations behind them.
  private func bytes(_ block: String) -> [UInt8] {
    block.split(separator: "\n").flatMap { line in
      line.prefix(36).split(separator: " ").compactMap { UInt8($0, radix: 16) }
    }
  }

  @Test func `shows the bytes that a build writes`() throws {
    let examples = internalsExamples("journal")
    let record = bytes(try #require(examples["record"]))
    #expect(record.count == 182)
    let site = SiteFixture()
      .file("content/notice/a.md", try #require(examples["markdown"]))
      .file("content/notice/b.md", "---\ntitle: 会议安排\ndate: 2026-06-01\n---\n三项议程。\n")
    #expect(site.build().succeeded)
    let name = try #require(site.tree(".branchpress").keys.first { $0.hasPrefix("documents") })
    let journal = try #require(site.tree(".branchpress")[name])
    #expect(journal.count == 573)
    // The line, the block's head, the settings, the number of entries, their lengths; then the entry's head.
    let start = 24 + 24 + 16 + 8 + 16
    #expect(Array(journal[start + 83..<start + 265]) == record)
  }
}
