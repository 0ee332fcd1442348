import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Content
@testable import Pages
@testable import Portal
@testable import Publishing
@testable import SiteModel

/// A site with any number of something that nobody has so many of.
struct Growing: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let few: Int
  let make: @Sendable (Int) -> SiteFixture

  init(_ name: String, few: Int = 100, _ make: @escaping @Sendable (Int) -> SiteFixture) {
    testDescription = name
    self.few = few
    self.make = make
  }

  /// A notice with a header or a body of many parts.
  static func notice(
    _ name: String, few: Int = 500, header: String = "", body: String = "正文。"
  ) -> Growing {
    Growing(name, few: few) { count in
      func many(_ text: String) -> String {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return text }
        return parts[0] + (0..<count).map { parts[1].replacing("*", with: "\($0)") }.joined()
          + parts[2]
      }
      return SiteFixture().notice("a", header: many(header), body: many(body))
    }
  }

  /// Many notices, each with a header or a body of its own.
  static func notices(_ name: String, header: String = "", body: String = "正文。") -> Growing {
    Growing(name) { count in
      let site = SiteFixture()
      for index in 0..<count {
        func own(_ text: String) -> String { text.replacing("*", with: "\(index)") }
        site.notice("n\(index)", header: own(header), body: own(body))
      }
      return site
    }
  }

  static func branches(_ name: String, header: String) -> Growing {
    Growing(name) { count in
      let site = SiteFixture()
      for index in 0..<count {
        let own = header.replacing("*", with: "\(index)").replacing(
          "+", with: "\((index + 1) % count)")
        site.file("content/branches/b\(index).md", "---\ntitle: 支部\(index)\n\(own)---\n")
      }
      return site
    }
  }

  static let all: [Growing] = [
    .notice("links to headings", body: "|## 题*\n\n见[题](#题*)。\n\n|"),
    .notice("links to nowhere", body: "|[链接](nowhere-*.md)\n|"),
    .notice("pictures that are not there", body: "|![图](nowhere-*.png)\n\n|"),
    .notice("links that lead out", body: "|[链接](../../../x*)\n|"),
    .notice("attachments that are not there", header: "attachments: [|a*.pdf, |]\n"),
    .notice("unknown keys", header: "|key*: x\n|"),
    .notice("tags", header: "tags: [|标签*, |]\n"),
    .notice("former addresses", header: "aliases: [|/old/*/, |]\n"),
    .notices("documents with a link to nowhere", body: "[链接](nowhere-*.md)"),
    .notices("documents with a link to a name that is nearly there", body: "[链接](m*.md)"),
    .notices("documents with a link to a name that is elsewhere", body: "[链接](x/n*.md)"),
    .notices("documents of an unknown branch", header: "branch: 支步*\n"),
    .notices("documents of an unknown template", header: "template: notise*\n"),
    .notices("documents of one id", header: "id: one\n"),
    .notices("documents of one address", header: "slug: one\n"),
    .branches("branches in a circle", header: "parent: 支部+\n"),
    .branches("branches below one", header: "parent: 支部0\n"),
    .branches("branches of one name", header: "name: 一支部\n"),
    Growing("documents that all have another address than before") { count in
      let site = SiteFixture()
      for index in 0..<count { site.notice("n\(index)", header: "id: i\(index)\n") }
      site.build()
      for index in 0..<count {
        site.notice("n\(index)", header: "id: i\(index)\nslug: moved\(index)\n")
      }
      return site
    },
    Growing("drafts with files") { count in
      let site = SiteFixture()
      for index in 0..<count {
        site.file(
          "content/notice/d\(index)/index.md",
          "---\ntitle: 甲\ndate: 2026-06-01\ndraft: true\n---\n正文\n"
        ).file("content/notice/d\(index)/a.pdf", "x")
      }
      return site
    },
    Growing("pages in the menu") { count in
      let site = SiteFixture()
      for index in 0..<count {
        site.file("content/p\(index).md", "---\ntitle: 页\(index)\norder: \(index)\n---\n正文\n")
      }
      return site
    },
    Growing("sections", few: 500) { count in
      let sections = (0..<count).map { "  s\($0): {kind: notice}\n" }.joined()
      return SiteFixture(
        config: "title: 一\nurl: https://example.org/\nsections:\n" + sections)
    },
    Growing("templates in a chain") { count in
      let site = SiteFixture().notice("a")
      for index in 0..<count {
        site.file("templates/t\(index).mustache", "x{{>t\((index + 1) % count)}}")
      }
      return site
    },
    Growing("words of a theme", few: 1000) { count in
      let words = (0..<count).map { "word\($0): x\n" }.joined()
      return SiteFixture().notice("a").file("templates/strings/zh.yml", words)
    },
  ]
}

@Suite struct `A site of thousands` {
  /// Eight times as many take about eight times as long; sixty-four times would be the square.
  @Test(arguments: Growing.all)
  func `is built in time that grows as it does`(growing: Growing) {
    func seconds(_ count: Int) -> Double {
      let site = growing.make(count)
      return threadSeconds { site.build { $0.jobs = 1 } }
    }
    _ = seconds(10)
    let (short, long) = (seconds(growing.few), seconds(growing.few * 8))
    #expect(long < short * 20, "\(short) s, \(long) s")
  }

  @Test func `links to nowhere reads each document once, and tells what was meant`() {
    let site = SiteFixture().notice("meeting")
    for index in 0..<50 {
      site.notice("n\(index)", body: "[一](meting.md)\n\n[二](x/n\((index + 1) % 50).md)")
    }
    let report = site.build()
    #expect(report.diagnostics.count == 100)
    for (index, diagnostic) in report.diagnostics.enumerated() {
      let name = diagnostic.place?.file.path.split(separator: "/").last.map(String.init) ?? ""
      let number = Int(name.dropFirst().dropLast(3)) ?? -1
      let meant = index % 2 == 0 ? "meeting.md" : "n\((number + 1) % 50).md"
      #expect(diagnostic.suggestion?.english == "did you mean `\(meant)`?")
      // No more of the document is kept than is shown.
      #expect(diagnostic.place?.file.bytes.isEmpty == true)
    }
  }

  @Test func `mistakes of one template does not tell them on each of its pages`() {
    let site = SiteFixture()
    for index in 0..<300 { site.notice("n\(index)") }
    site.file("templates/notice.mustache", "{{nothing}}{{site.nothing}}")
    let report = site.build()
    #expect(
      report.diagnostics.map(\.id)
        == Array(repeating: "template-unknown-name", count: 2))
  }
}

@Suite struct `A picture's size` {
  /// A JPEG whose size stands behind so many bytes of metadata.
  private func jpeg(behind length: Int) -> [UInt8] {
    func big(_ number: Int) -> [UInt8] { [UInt8(number >> 8), UInt8(number & 0xFF)] }
    var bytes: [UInt8] = [0xFF, 0xD8]
    var left = length
    while left > 0 {
      let count = min(left, 60_000)
      bytes += [0xFF, 0xE2] + big(count + 2) + [UInt8](repeating: 7, count: count)
      left -= count
    }
    return bytes + [0xFF, 0xC0] + big(11) + [8] + big(30) + big(40) + [1, 1, 0x11, 0]
  }

  @Test(arguments: [0, 1000, 4070, 4080, 4090, 5000, 32_740, 32_760, 40_000, 200_000])
  func `is found behind any metadata`(length: Int) {
    let site = SiteFixture().file("content/notice/a.jpg", bytes: jpeg(behind: length))
      .notice("a", body: "![图](a.jpg)")
    #expect(site.build().succeeded)
    #expect(site.output("notice/a/index.html")?.contains("width=\"40\" height=\"30\"") == true)
  }

  @Test func `is not looked for without end`() {
    let site = SiteFixture().file("content/notice/a.jpg", bytes: jpeg(behind: 300_000))
      .notice("a", body: "![图](a.jpg)")
    #expect(site.build().diagnostics.map(\.id) == ["not-a-picture"])
  }
}

@Suite struct `Files that are nearest to a missing one` {
  private func nearest(
    to path: String, in document: String = "notice/self.md", assetsOnly: Bool = false
  ) -> String? {
    let files = NearestFiles(
      missing: [path],
      documents: ["a/plan.md", "b/plan.md", "notice/meeting.md", "notice/self.md", "notice/z.md"],
      assets: ["notice/meeting.pdf", "photos/1.jpg", "z/1.jpg", "z/plan.md.pdf"])
    return files.nearest(to: path, in: document, assetsOnly: assetsOnly)
  }

  @Test func `have a similar name in the same folder, else the same name elsewhere`() {
    #expect(nearest(to: "notice/meting.md") == "notice/meeting.md")
    #expect(nearest(to: "notice/meting.pdf") == "notice/meeting.pdf")
    #expect(nearest(to: "notice/meting.md", assetsOnly: true) == "notice/meeting.pdf")
    #expect(nearest(to: "notice/1.jpg", assetsOnly: true) == "photos/1.jpg")
    #expect(nearest(to: "notice/plan.md") == "a/plan.md")
    #expect(nearest(to: "notice/plan.md", in: "a/plan.md") == "b/plan.md")
    #expect(nearest(to: "notice/nothing-like-it.md") == nil)
  }

  @Test func `are never the document itself`() {
    #expect(nearest(to: "notice/self2.md") == nil)
    #expect(nearest(to: "elsewhere/self.md") == nil)
    #expect(nearest(to: "notice/self2.md", in: "notice/z.md") == "notice/self.md")
  }
}
