import Feeds
import TestSupport
import Testing

private let page = HTMLBase(page: "https://example.org/portal/activity/a/")

private func filtered(_ html: String) -> String {
  String(decoding: feedHTML(Array(html.utf8), on: page), as: UTF8.self)
}

@Suite struct `HTML that an author wrote` {
  @Test(arguments: [
    ("<b onclick=\"x()\" class=\"y\">粗</b>", "<b class=\"y\">粗</b>"),
    ("<p style='color: red'>红<script>alert(\"</p>\")</SCRIPT>色</p>", "<p>红色</p>"),
    ("<STYLE>p > a { color: red }</STYLE><em>a</em>", "<em>a</em>"),
    ("<iframe src=\"https://a.example/\"></iframe>后", "后"),
    ("<form action=/x><input value=\">\">名</form>", "名"),
    ("a < b <!-- <img src=x> --> c & d &copy; &hellip; &lt", "a &lt; b  c &amp; d © &hellip; &lt;"),
    ("<td style=\"text-align: right; color: red\">1</td>", "<td align=\"right\">1</td>"),
    ("<font color=red>红</font><x-y>字</x-y>", "红字"),
    ("<svg onload=x()><script>x()</script><svg/><svg></svg></svg>后", "后"),
    ("<math><mi>x</mi></math>后<template><b>a</b></template>", "后"),
    (
      "<p title='\"><script>x()</script>'>a",
      "<p title=\"&quot;&gt;&lt;script&gt;x()&lt;/script&gt;\">a</p>"
    ),
    (
      "<input type=checkbox checked disabled>",
      "<input type=\"checkbox\" checked=\"\" disabled=\"\" />"
    ),
    ("<p is=x-evil id=a id=b lang=zh>a</p>", "<p id=\"a\" lang=\"zh\">a</p>"),
    (
      "<video poster=1.svg controls></video>",
      "<video poster=\"https://example.org/portal/activity/a/1.svg\" controls=\"\"></video>"
    ),
    ("<base href=x><meta charset=x><link rel=x href=y>a", "a"),
    ("<?php x ?><![CDATA[a]]><!doctype html></>b", "b"),
    ("<script><!--<script></script>x</script>后", "x后"),
    (
      "<details open ontoggle=x()><summary>问</summary>答",
      "<details open=\"\"><summary>问</summary>答</details>"
    ),
  ])
  func `loses what runs and keeps what is read`(written: String, expected: String) {
    #expect(filtered(written) == expected)
  }

  @Test(arguments: [
    ("<ul><li>一<li>二</ul>三", "<ul><li>一</li><li>二</li></ul>三"),
    ("<p>一<p>二<div>三", "<p>一</p><p>二</p><div>三</div>"),
    ("</p></div>一</li>", "一"),
    ("<b><i>粗斜</b>后</i>", "<b><i>粗斜</i></b>后"),
    (
      "<div><table><tr><td>甲</div><td>乙</table>后",
      "<div><table><tr><td>甲</td><td>乙</td></tr></table>后</div>"
    ),
    (
      "<table><thead><tr><th>头<tbody><tr><td>身</table>",
      "<table><thead><tr><th>头</th></tr></thead><tbody><tr><td>身</td></tr></tbody></table>"
    ),
    ("<dl><dt>词<dd>义<dt>词</dl>", "<dl><dt>词</dt><dd>义</dd><dt>词</dt></dl>"),
    ("<ruby>党<rt>dǎng<rp>)</ruby>", "<ruby>党<rt>dǎng</rt><rp>)</rp></ruby>"),
    ("<br></br>a<hr/><b/>b", "<br />a<hr /><b>b</b>"),
    ("<b title=\"<p>", ""), ("<b title=\"<p>\" <i>", "<b title=\"&lt;p&gt;\"></b>"),
    ("一<!-- 注", "一"), ("一<", "一&lt;"), ("一<b", "一"), ("一<script>x", "一"),
  ])
  func `is closed where it ends, so that nothing behind it is swallowed`(
    written: String, expected: String
  ) {
    #expect(filtered(written) == expected)
  }

  @Test(arguments: [
    "javascript:x()", " JavaScript:x()", "&Tab;javascript:x()", "java&NewLine;script:x()",
    "java\u{9}script:x()", "\u{1}javascript:x()", "java&#0000010;script&colon;x()",
    "&#106avascript:x()",
    "&#x6A;avascript&#58;x()", "vbscript:x()", "livescript:x()", "data:text/html,x",
    "feed:javascript:x()",
    "view-source:x", "file:///etc/passwd", "blob:x", "jar:x!", "about:blank", "ms-settings:x",
    "http:x", "https:///x",
    "x&period;y:z", "&fjlig;ord:x",
  ])
  func `has no address with another scheme, however it is written`(address: String) {
    #expect(filtered("<a href=\"\(address)\">a</a>") == "<a>a</a>")
    #expect(filtered("<img src='\(address)' alt=a>") == "")
    #expect(!filtered("<img srcset=\"\(address) 1x\">").contains(":x"))
    #expect(filtered("<video poster=\"\(address)\"></video>") == "<video></video>")
    #expect(filtered("<q cite=\"\(address)\">a</q>") == "<q>a</q>")
  }

  @Test(arguments: [
    ("1.svg", "https://example.org/portal/activity/a/1.svg"),
    (
      "../b/合 影.jpg?x=1&amp;y#z",
      "https://example.org/portal/activity/b/%E5%90%88%20%E5%BD%B1.jpg?x=1&amp;y#z"
    ),
    ("../../../../x/./y/..", "https://example.org/x/"), ("/other/", "https://example.org/other/"),
    ("", "https://example.org/portal/activity/a/"),
    ("#top", "https://example.org/portal/activity/a/#top"),
    ("?a=1&copy=2", "https://example.org/portal/activity/a/?a=1&amp;copy=2"),
    ("//cdn.example/x", "https://cdn.example/x"),
    ("\\\\cdn.example\\x?\\", "https://cdn.example/x?%5C"),
    ("HTTPS://a.example/\"", "https://a.example/%22"), ("http:\\\\a.example", "http://a.example"),
    ("mailto:a@b.example", "mailto:a@b.example"), ("tel:110", "tel:110"),
    ("webcal://a.example/c.ics", "webcal://a.example/c.ics"),
    ("java script:x()", "https://example.org/portal/activity/a/java%20script:x()"),
    (
      "java&ZeroWidthSpace;script:x()",
      "https://example.org/portal/activity/a/java&ZeroWidthSpace;script:x()"
    ),
    ("java&nbsp;script:x()", "https://example.org/portal/activity/a/java%C2%A0script:x()"),
    ("javascript&hellip;:x()", "https://example.org/portal/activity/a/javascript&hellip;:x()"),
    ("通知:一", "https://example.org/portal/activity/a/%E9%80%9A%E7%9F%A5:%E4%B8%80"),
  ])
  func `has absolute addresses`(written: String, expected: String) {
    #expect(filtered("<a href='\(written)'>a</a>") == "<a href=\"\(expected)\">a</a>")
  }

  @Test func `shows pictures in all their sizes, and raster images that it holds itself`() {
    let folder = "https://example.org/portal/activity/a/"
    #expect(
      filtered("<img srcset=\"1.svg 1x, 2.svg 2x,3.svg\" alt=\"\">")
        == "<img srcset=\"\(folder)1.svg 1x, \(folder)2.svg 2x, \(folder)3.svg\" alt=\"\" />")
    #expect(
      filtered("<img src=\"DATA:image/png;base64,iVBO+/=\">")
        == "<img src=\"data:image/png;base64,iVBO+/=\" />")
    for other in ["image/svg+xml;base64,PHN2Zz4=", "image/png,<svg>", "text/html;base64,PA=="] {
      #expect(filtered("<img src=\"data:\(other)\">") == "")
      #expect(filtered("<a href=\"data:\(other)\">a</a>") == "<a>a</a>")
    }
    #expect(filtered("<video src=\"data:image/png;base64,AA==\"></video>") == "<video></video>")
  }

  /// Each seed is twenty thousand inputs.
  @Test(arguments: 0..<10)
  func `holds nothing that is not on the list, however it is mutated`(seed: Int) throws {
    var source = HostileHTML(seed: UInt64(seed))
    for _ in 0..<20_000 {
      let written = source.next()
      let html = feedHTML(written, on: page)
      do { try StrictHTML.check(html) } catch {
        Issue.record("\(error) of \(String(decoding: written, as: UTF8.self))")
        return
      }
    }
  }

  @Test(arguments: [
    "<b>", "<li>", "<!--", "<a href=\"", "</i>", "<svg>", "<script>", "&#", "&a", "<td>", "<p><b>",
  ])
  func `costs one pass`(piece: String) {
    let html = Array(String(repeating: piece, count: 200_000 / piece.utf8.count).utf8)
    var made = 0
    let time = threadSeconds { made = feedHTML(html, on: page).count }
    #expect(time < 20)
    #expect(made < html.count * 20)
  }
}
