import Content
import Diagnostics
import Foundation
import Pages
import Portal
import Publishing
import SiteModel
import TestSupport
import Testing

@Suite struct `A feed and the HTML of a trusted folder` {
  @Test func `takes over without what runs, and with absolute addresses`()
    throws
  {
    let folder = "https://example.org/portal/activity/a/"
    let cases = [
      ("<b onclick=\"x()\" class=\"y\">粗</b>", "<b class=\"y\">粗</b>"),
      ("<p style='color: red'>红<script>alert(\"</p>\")</SCRIPT>色</p>", "</p><p>红色</p>"),
      (
        "<img src=1.svg>",
        "<img style=\"max-width:100%;height:auto\" src=\"\(folder)1.svg\" />"
      ),
      (
        "<iframe src='https://map.example/'><p>地图</iframe>",
        "</p><p><a href=\"\(folder)\">此处内容请在网站上查看</a></p>"
      ),
      ("<a href='/other/'>a</a>", "<a href=\"https://example.org/other/\">a</a>"),
      ("<a href=\"#top\">a</a>", "<a href=\"\(folder)#top\">a</a>"),
      ("<a href=\"&Tab;javascript:x()\">a</a>", "<a>a</a>"),
      ("<a href=\"java&NewLine;script:x()\">a</a>", "<a>a</a>"),
      ("<a href=\"vbscript:x()\">a</a>", "<a>a</a>"),
      ("<svg><animate values=\"javascript:x()\"/></svg>", ""),
      (
        "<video poster=1.svg controls></video>",
        "<a href=\"\(folder)\">▶ 在网站上看视频</a>"
      ),
      ("a < b <!-- <img src=x> --> c", "a &lt; b  c"),
    ]
    let site = SiteFixture(config: SiteFixture.config + "trusted-html: [activity]\n")
    for (written, expected) in cases {
      site.file(
        "content/activity/a/index.md",
        "---\ntitle: 甲\nheld: 2026-01-01\n---\n见[图](1.svg)\(written)[图](1.svg)\n"
      ).file("content/activity/a/1.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
      site.build()
      let content = try site.items()[0].texts("content:encoded")[0]
      #expect(
        content.contains(
          "</span>\(expected)<a href=\"https://example.org/portal/activity/a/1.svg\""), "\(content)"
      )
    }
  }

  /// Addresses as they are written in a document of `activity/`, which is not in a folder of its own, and where they lead.
  @Test(arguments: [
    ("<img src=\"1.svg\">", ["activity/1.svg"]), ("<img src=1.svg alt=x>", ["activity/1.svg"]),
    (
      "<IMG SRC='1.svg' srcset=\"1.svg 1x, 2.svg 2x\">",
      ["activity/1.svg", "activity/1.svg", "activity/2.svg"]
    ),
    ("<video poster=\"1.svg\" src=\"a.mp4\"></video>", ["activity/1.svg", "activity/a.mp4"]),
    ("<a href=\"b.md\">乙</a>", ["activity/b/"]),
    ("<a href=\"../notice/c.md#x\">丙</a>", ["notice/c/#x"]),
    ("<a href=\"/notice/c.md?x=1&amp;y=2\">丙</a>", ["notice/c/?x=1&amp;y=2"]),
    ("<div>\n<img src=\"1.svg\">\n</div>", ["activity/1.svg"]),
    (
      "<picture><source srcset=\"2.svg\"><img src=\" 1.svg \"></picture>",
      ["activity/2.svg", "activity/1.svg"]
    ),
  ])
  func `lead where a link of Markdown would, on the page and in feeds`(
    written: String, targets: [String]
  ) throws {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"
    let site = SiteFixture(config: SiteFixture.config + "trusted-html: [activity]\n")
      .file("content/activity/1.svg", svg).file("content/activity/2.svg", svg)
      .file("content/activity/a.mp4", "x").notice("c", body: "## x", date: "2025-01-01")
      .file("content/activity/b.md", "---\ntitle: 乙\nheld: 2025-01-01\n---\n正文。\n")
      .file("content/activity/a.md", "---\ntitle: 甲\nheld: 2026-01-01\n---\n\(written)\n")
    let report = site.build()
    #expect(report.diagnostics.isEmpty, "\(site.messages(.english, of: report))")
    let page = site.output("activity/a/index.html") ?? ""
    let content = try site.items()[0].texts("content:encoded")[0]
    for target in targets {
      #expect(page.contains("../../\(target)"))
      // In feeds a link to the page stands for a video.
      if written.hasPrefix("<video") { continue }
      #expect(content.contains("https://example.org/portal/\(target)"), "\(content)")
    }
    site.notice("d").build()
    #expect(site.output("activity/a/index.html") == page)
  }

  @Test(arguments: [
    "<script>var a = '<img src=\"x.png\">'</script>", "<!-- <img src=\"x.png\"> -->",
    "<a href=\"#x\">x</a>",
    "<a href=\"https://a.example/\">x</a>", "<a href=\"{{x}}\">x</a>", "<a href=\"?page=2\">x</a>",
    "<p title='<img src=\"x.png\">'>x</p>", "<style>a { content: \"<img src=x.png>\" }</style>",
    "<img data-src=\"x.png\">", "<a href=\"\">x</a>", "<img src=\"data:image/png;base64,AAAA\">",
  ])
  func `stay as they are where they lead to no file`(written: String) {
    let site = SiteFixture(config: SiteFixture.config + "trusted-html: [activity]\n")
      .file("content/activity/a.md", "---\ntitle: 甲\nheld: 2026-01-01\n---\n\(written)\n")
    let report = site.build()
    #expect(report.diagnostics.isEmpty, "\(site.messages(.english, of: report))")
    #expect(site.output("activity/a/index.html")?.contains(written) == true)
  }

  @Test(arguments: [
    ("<img src=\"x.png\">", "missing-picture"), ("<a href=\"x.md\">x</a>", "missing-link-target"),
    ("<a href=\"/app/\">x</a>", "missing-link-target"),
    ("<a href=\"../../x\">x</a>", "link-outside"),
  ])
  func `are told and stay as they are where the site has no such file`(written: String, id: String)
  {
    let site = SiteFixture(config: SiteFixture.config + "trusted-html: [activity]\n")
      .file("content/activity/a.md", "---\ntitle: 甲\nheld: 2026-01-01\n---\n\(written)\n")
    let report = site.build()
    #expect(report.diagnostics.map(\.id) == [id])
    #expect(report.succeeded)
    #expect(site.output("activity/a/index.html")?.contains(written) == true)
  }

  @Test(arguments: 0..<30)
  func `takes over without a script or a relative address, however it is written`(seed: Int) throws
  {
    var source = HostileHTML(seed: UInt64(seed))
    let site = SiteFixture(config: SiteFixture.config + "trusted-html: [activity]\n")
    for index in 0..<12 {
      let body = [
        "<div>" + String(decoding: source.next(), as: UTF8.self) + "</div>",
        "见[图](1.svg)" + String(decoding: source.next(), as: UTF8.self) + "[图](1.svg)",
        "<p title=\"\n\n![图](1.svg)" + String(decoding: source.next(), as: UTF8.self),
      ].joined(separator: "\n\n")
      site.file(
        "content/activity/a\(index)/index.md", "---\ntitle: 甲\nheld: 2026-01-01\n---\n\(body)\n"
      ).file("content/activity/a\(index)/1.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
    }
    let report = site.build()
    #expect(report.succeeded, "\(site.messages(.english, of: report))")
    let atom = try XMLReader.read(site.bytes("atom.xml")).children.filter { $0.name == "entry" }
    let json = try JSONReader.read(site.bytes("feed.json"))["items"]?.items ?? []
    let contents = [
      try site.items().map { $0.texts("content:encoded")[0] },
      atom.map { $0.texts("content")[0] }, json.compactMap { $0["content_html"]?.text },
    ]
    for content in contents.joined() { try StrictHTML.check(content.utf8) }
    #expect(contents.map(\.count) == [12, 12, 12])
  }
}
