import Content
import Diagnostics
import Foundation
import Portal
import Testing

@testable import QRCodes

@Suite struct `The tools of a page` {
  private func page(_ path: String, _ header: String) throws -> String {
    let site = SiteFixture().file(
      "content/\(path).md", "---\ntitle: 稿件\n\(header)---\n正文。\n")
    let build = site.build()
    #expect(build.diagnostics.filter { $0.severity == .error } == [])
    return try #require(site.output("\(path)/index.html"))
  }

  private static let kinds = [
    ("notice/a", "date: 2026-06-01\n", true), ("activity/a", "held: 2026-06-01\n", true),
    ("study/c/a", "date: 2026-06-01\n", false), ("branches/a", "", false), ("a", "", false),
  ]

  @Test(arguments: kinds)
  func `include the code of the address on notices and activities`(
    path: String, needed: String, isShown: Bool
  ) throws {
    let address = "https://example.org/portal/\(path)/"
    let code = String(
      decoding: try #require(QRCode(address)).svg(title: "本页网址的二维码"), as: UTF8.self)
    for (more, isWanted) in [("", isShown), ("qr: true\n", true), ("二维码: 否\n", false)] {
      let page = try page(path, needed + more)
      #expect(page.contains(code) == isWanted, "\(path) \(more)")
      #expect(page.contains("<a href=\"#qr\">二维码</a>") == isWanted)
      #expect(page.contains("<figure class=\"qr\" id=\"qr\">") == isWanted)
    }
  }

  @Test func `have no code on pages that are no document's`() throws {
    let site = SiteFixture().file(
      "content/notice/a.md", "---\ntitle: 稿件\ndate: 2026-06-01\n---\n正文。\n")
    site.build()
    for path in ["index.html", "notice/index.html"] {
      let page = try #require(site.output(path))
      #expect(!page.contains("qr-code"))
      #expect(page.contains("<a class=\"look\" href=\"#elder\""))
    }
  }

  /// Buttons need the script, which shows them; a strict content security policy refuses what is inline.
  @Test(arguments: kinds)
  func `show nothing that needs a script, and nothing inline`(
    path: String, needed: String, isShown: Bool
  ) throws {
    let page = try page(path, needed)
    let buttons = page.components(separatedBy: "<button").dropFirst()
    #expect(buttons.count == 9)
    for button in buttons {
      #expect(button.prefix { $0 != ">" }.hasSuffix(" hidden"), "\(button.prefix(80))")
    }
    for script in page.components(separatedBy: "<script").dropFirst() {
      let tag = script.prefix { $0 != ">" }
      #expect(tag.contains(" src=") || tag.contains("application/ld+json"), "\(tag)")
    }
    #expect(!page.contains(" style="))
  }

  @Test func `leave their places to no heading`() throws {
    let page = try page("notice/a", "date: 2026-06-01\n")
    #expect(page.contains("<html lang=\"zh-CN\" id=\"elder\""))
    let site = SiteFixture().file(
      "content/notice/b.md", "---\ntitle: b\ndate: 2026-06-01\n---\n## QR\n\n## Elder\n")
    site.build()
    let other = try #require(site.output("notice/b/index.html"))
    #expect(other.components(separatedBy: "id=\"qr\"").count == 2)
    #expect(other.components(separatedBy: "id=\"elder\"").count == 2)
  }
}
