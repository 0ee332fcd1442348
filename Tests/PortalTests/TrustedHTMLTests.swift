import Foundation
import Portal
import TestSupport
import Testing

@Suite struct `A feed and the HTML of a trusted folder` {
  @Test func `takes over without what runs, and with absolute addresses`()
    throws
  {
    let cases = [
      ("<b onclick=\"x()\" class=\"y\">粗</b>", "<b class=\"y\">粗</b>"),
      ("<p style='color: red'>红<script>alert(\"</p>\")</SCRIPT>色</p>", "<p>红色</p>"),
      ("<STYLE>p > a { color: red }</STYLE><em>a</em>", "<em>a</em>"),
      ("<iframe src=\"https://a.example/\"></iframe>后", "后"),
      ("<form action=/x><input value=\">\">名</form>", "名"),
      ("<img src=1.svg>", "<img src=https://example.org/portal/activity/a/1.svg>"),
      (
        "<img src=\"../b/合 影.jpg?x=1&amp;y#z\">",
        "<img src=\"https://example.org/portal/activity/b/%E5%90%88%20%E5%BD%B1.jpg?x=1&amp;y#z\">"
      ),
      ("<a href='/other/'>a</a>", "<a href='https://example.org/other/'>a</a>"),
      ("<a href=\"#top\">a</a>", "<a href=\"https://example.org/portal/activity/a/#top\">a</a>"),
      ("<a href=\"//cdn.example/x\">a</a>", "<a href=\"https://cdn.example/x\">a</a>"),
      ("<a href=\"mailto:a@b.example\">a</a>", "<a href=\"mailto:a@b.example\">a</a>"),
      ("<a href=\" JavaScript:x()\">a</a>", "<a>a</a>"),
      (
        "<img srcset=\"1.svg 1x, 2.svg 2x,3.svg\" alt=\"\">",
        "<img srcset=\"https://example.org/portal/activity/a/1.svg 1x, "
          + "https://example.org/portal/activity/a/2.svg 2x,https://example.org/portal/activity/a/3.svg\" alt=\"\">"
      ),
      (
        "<video poster=1.svg controls></video>",
        "<video poster=https://example.org/portal/activity/a/1.svg controls></video>"
      ),
      ("a < b <!-- <img src=x> --> c", "a &lt; b  c"),
      ("<td style=\"text-align: right\">1</td>", "<td align=\"right\">1</td>"),
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

  @Test(arguments: 0..<60)
  func `takes over without a script or a relative address, however it is written`(seed: Int) throws
  {
    var source = SeededGenerator(seed: UInt64(seed))
    let pieces = [
      "<", ">", "\"", "'", "=", "/", " ", "<!--", "-->", "<script>", "</script>", "<img src=",
      "a.jpg",
      "<a href=\"", "<p onload=", "style", "srcset=", "x", "&lt;", "党", "<div ", "\n", ",", "]]>",
    ]
    let body = (0..<40).map { _ in pieces.randomElement(using: &source) ?? "" }.joined()
    let site = SiteFixture(config: SiteFixture.config + "trusted-html: [activity]\n")
      .file(
        "content/activity/a/index.md", "---\ntitle: 甲\nheld: 2026-01-01\n---\n<div>\(body)</div>\n")
    site.build()
    let content = try site.items()[0].texts("content:encoded")[0]
    #expect(!content.lowercased().contains("<script"), "\(content)")
    for match in content.matches(of: /<img src=([^ >"'\n]+)/) {
      #expect(match.1.hasPrefix("https://"), "\(content)")
    }
    _ = try JSONReader.read(site.bytes("feed.json"))
  }
}
