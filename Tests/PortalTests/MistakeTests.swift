import Diagnostics
import Foundation
import Portal
import Testing

/// A site with one mistake; what is printed for it stands in `Messages/<id>.txt` in both languages.
struct Mistake: CustomTestStringConvertible {
  /// The diagnostic's id, and where one id has several causes a word behind a dot.
  let name: String
  let make: @Sendable (SiteFixture) -> Void

  init(_ name: String, _ make: @escaping @Sendable (SiteFixture) -> Void) {
    self.name = name
    self.make = make
  }

  var testDescription: String { name }
  var id: String { String(name.split(separator: ".")[0]) }
}

private let article = "---\ntitle: 文章\ndate: 2026-01-01\n---\n正文。\n"

let mistakes: [Mistake] = [
  Mistake("unknown-key") { $0.notice("a", header: "issuser: 支委会\n") },
  Mistake("unknown-key.of-another-kind") { $0.notice("a", header: "reading: 必读\n") },
  Mistake("wrong-type") { $0.notice("a", header: "pinned: 是\n") },
  Mistake("wrong-type.list") { $0.notice("a", header: "tags: 学习、党史\n") },
  Mistake("bad-date") { $0.notice("a", date: "2026年6月31日") },
  Mistake("dates-out-of-order") {
    $0.notice("a", header: "publicity: {from: 2026-06-10, until: 2026-06-01}\n")
  },
  Mistake("full-width-colon") { $0.notice("a", header: "issuer：支委会\n") },
  Mistake("full-width-comma") { $0.notice("a", header: "recipients: [一支部，二支部]\n") },
  Mistake("curly-quotes") { $0.notice("a", header: "tags: [“学习”]\n") },
  Mistake("curly-quotes.key") { $0.notice("a", header: "“issuer”: 支委会\n") },
  Mistake("missing-field") { $0.file("content/notice/a.md", "---\ndate: 2026-06-01\n---\n正文。\n") },
  Mistake("duplicate-key") { $0.notice("a", header: "title: 又一个\n") },
  Mistake("bad-yaml") { $0.notice("a", header: "issuer: 支委会: 组织组\n") },
  Mistake("bad-yaml.tab") { $0.notice("a", header: "event:\n\tstart: 2026-06-01\n") },
  Mistake("bad-yaml.bracket") { $0.notice("a", header: "tags: [学习\n") },
  Mistake("yaml-too-deep") {
    $0.notice("a", header: "tags: " + String(repeating: "[", count: 40) + "\n")
  },
  Mistake("yaml-unsupported") { $0.notice("a", header: "issuer: *group\n") },
  Mistake("unclosed-front-matter") {
    $0.file("content/notice/a.md", "---\ntitle: 一\ndate: 2026-06-01\n")
  },
  Mistake("bad-id") { $0.notice("a", header: "id: 通知一\n") },
  Mistake("bad-slug") { $0.notice("a", header: "slug: a/b\n") },
  Mistake("bad-alias") { $0.notice("a", header: "aliases: [../../etc]\n") },
  Mistake("bad-tag") { $0.notice("a", header: "tags: [\"!!\"]\n") },
  Mistake("bad-address") {
    $0.file(
      "content/study/c/a.md",
      article.replacingOccurrences(
        of: "---\n正", with: "source: {title: 原文, url: \"javascript:alert(1)\"}\n---\n正"))
  },
  Mistake("bad-address.site") {
    $0.file("content/site.yml", SiteFixture.config.replacingOccurrences(of: "https://", with: ""))
  },
  Mistake("bad-identity") {
    $0.file(
      "content/site.yml",
      SiteFixture.config.replacingOccurrences(of: "example.org,2025", with: "我们支部"))
  },
  Mistake("bad-timezone") {
    $0.file("content/site.yml", SiteFixture.config + "timezone: Asia/Shangai\n")
  },
  Mistake("unknown-branch") {
    $0.file("content/branches/one.md", "---\ntitle: 第一党支部\nname: 一支部\n---\n")
      .notice("a", header: "branch: 一支布部\n")
  },
  Mistake("article-outside-column") { $0.file("content/study/a.md", article) },
  Mistake("duplicate-address") {
    $0.notice("a").file("content/notice/b.md", "---\ntitle: 二\ndate: 2026-06-01\nslug: a\n---\n")
  },
  Mistake("duplicate-address.section") { $0.notice("index") },
  Mistake("duplicate-id") { $0.notice("a", header: "id: x1\n").notice("b", header: "id: x1\n") },
  Mistake("missing-link-target") {
    $0.notice("meeting").notice("a", body: "第一行。\n\n见[通知](meting.md)。")
  },
  Mistake("missing-picture") { $0.notice("a", body: "![合影](photos/1.jpg)") },
  Mistake("missing-file") {
    $0.file("content/notice/plan.pdf", "%PDF").notice("a", header: "attachments: [plann.pdf]\n")
  },
  Mistake("link-outside") { $0.notice("a", body: "[密码](../../../etc/passwd)") },
  Mistake("link-to-unpublished") {
    $0.notice("b", date: "2027-01-01").notice("a", body: "见[下一份](b.md)。")
  },
  Mistake("missing-template") { $0.notice("a", header: "template: notise\n") },
  Mistake("bad-file-name") { site in
    let bytes = Array((site.root.path + "/content/").utf8) + [0xB5, 0xB3, 0]
    let descriptor = unsafe bytes.withUnsafeBufferPointer { pointer in
      unsafe pointer.withMemoryRebound(to: CChar.self) { path in
        unsafe path.baseAddress.map { unsafe open($0, O_CREAT, 0o644) } ?? -1
      }
    }
    close(descriptor)
  },
  Mistake("invalid-utf8") {
    $0.file("content/notice/a.md", bytes: Array("---\ntitle: 一\n---\n好".utf8) + [0xE5, 0x85, 0x0A])
  },
  Mistake("not-utf8") {
    // “---\ntitle: 通知\n…” in GB 18030.
    $0.file(
      "content/notice/a.md",
      bytes: Array("---\ntitle: ".utf8) + [0xCD, 0xA8, 0xD6, 0xAA]
        + Array("\ndate: 2026-06-01\n---\n".utf8) + [0xD5, 0xFD, 0xCE, 0xC4, 0x0A])
  },
  Mistake("not-text") {
    $0.file("content/notice/a.md", "PK\u{3}\u{4}[Content_Types].xml word/document.xml")
  },
  Mistake("not-text.pdf") { $0.file("content/notice/a.md", "%PDF-1.7\n") },
  Mistake("not-text.picture") {
    $0.file("content/notice/a.md", bytes: [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10])
  },
  Mistake("not-text.archive") { $0.file("content/notice/a.md", "PK\u{3}\u{4}photo.jpg") },
  Mistake("file-system") { $0.remove("content/site.yml") },
  Mistake("symbolic-link") {
    try? FileManager.default.createSymbolicLink(
      atPath: $0.root.path + "/content/link.md", withDestinationPath: "/etc/hostname")
  },
  Mistake("too-deep") {
    $0.file("content/" + String(repeating: "a/", count: 40) + "x.md", "正文")
  },
  Mistake("output-is-link") {
    try? FileManager.default.createSymbolicLink(
      atPath: $0.root.path + "/site", withDestinationPath: "/tmp")
  },
  Mistake("foreign-files") { $0.file("site/own.txt", "自己的") },
  Mistake("foreign-file") {
    $0.build()
    $0.file("site/notice/a/index.html", "自己的").notice("a")
  },
  Mistake("template-unclosed-section") {
    $0.file("templates/home.mustache", "<h1>\n{{#site}}首页</h1>\n")
  },
  Mistake("template-unknown-name") { $0.file("templates/home.mustache", "{{site.tittle}}\n") },
  Mistake("template-unknown-partial") {
    $0.file("templates/home.mustache", "{{>partials/heder}}\n")
  },
]

@Suite struct `Every mistake` {
  @Test(arguments: mistakes)
  func `is told in both languages with its place and a way out`(mistake: Mistake) throws {
    let site = SiteFixture()
    mistake.make(site)
    let report = site.build()
    #expect(report.diagnostics.contains { $0.id.description == mistake.id })
    let text =
      site.messages(.chinese, of: report) + "----\n\n" + site.messages(.english, of: report)
    let golden = packageFolder.appending(path: "Tests/PortalTests/Messages/\(mistake.name).txt")
    if renewsGoldenFiles { try text.write(to: golden, atomically: true, encoding: .utf8) }
    #expect(text == (try? String(contentsOf: golden, encoding: .utf8)))
  }

  @Test func `that the sources can report has a case here`() throws {
    let reported = ["Sources/Portal", "Sources/FrontMatter"].reduce(into: Set<String>()) {
      ids, folder in
      for (path, data) in filesBelow(packageFolder.appending(path: folder))
      where path.hasSuffix(".swift") {
        let text = String(decoding: data, as: UTF8.self)
        for match in text.matches(
          of: /(?:Diagnostic\(\s*\.\w+, |id: |fail\(\s*|isImage \? )"([a-z0-9-]+)"/)
        {
          ids.insert(String(match.1))
        }
      }
      #expect(!ids.isEmpty)
    }
    // These need two processes, or a command of their own; their tests stand elsewhere.
    let elsewhere: Set = [
      "build-running", "output-overlaps", "not-empty", "already-there", "no-section",
      "unknown-column",
      "column-needed", "missing-title", "unknown-name", "untouched-block", "unused-template",
    ]
    let covered = Set(mistakes.map(\.id)).union(elsewhere)
    #expect(reported.subtracting(covered).sorted() == [])
  }

  @Test func `of one run is told at once, in order`() {
    let site = SiteFixture()
      .notice("b", header: "issuser: 支委会\n", body: "[无](x.md)")
      .notice("a", header: "pinned: 是\n")
      .file("templates/home.mustache", "{{#site}}")
    let report = site.build()
    #expect(
      report.diagnostics.map { $0.id.description } == [
        "wrong-type", "unknown-key", "missing-link-target", "template-unclosed-section",
      ])
    #expect(!report.succeeded)
  }
}
