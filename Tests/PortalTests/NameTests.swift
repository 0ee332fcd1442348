import Content
import Diagnostics
import Foundation
import Portal
import Testing

/// A PNG of 16 by 16 pixels, as far as its header.
let smallPicture: [UInt8] =
  [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
  + [0, 0, 0, 16, 0, 0, 0, 16, 8, 2, 0, 0, 0, 0x90, 0x91, 0x68, 0x36]

@Suite struct `A file's name in front matter` {
  @Test(arguments: ["3#楼名单.xlsx", "附件%20甲.docx", "100%.xlsx", "甲?.pdf", "附件 乙.docx", "a+b&c.pdf"])
  func `is a path, not an address`(name: String) {
    let site = SiteFixture().file("content/notice/\(name)", "甲")
      .notice("a", header: "attachments: [\"\(name)\"]\n")
    #expect(site.build().diagnostics.isEmpty)
    let address = Address(path: "notice/\(name)").encoded
    #expect(
      site.output("notice/a/index.html")?.contains(
        "href=\"../../\(address.replacing("&", with: "&amp;"))\"") == true)
  }

  @Test func `may also be written like an address, or with the slashes of Windows`() {
    let site = SiteFixture().file("content/notice/照片/附件 乙.pdf", "甲")
      .notice("a", header: "attachments: [照片/附件%20乙.pdf, '照片\\附件 乙.pdf', /notice/照片/附件 乙.pdf]\n")
    #expect(site.build().diagnostics.isEmpty)
  }

  @Test func `is that of a file which is there, before it is decoded`() {
    let site = SiteFixture().file("content/notice/甲%20乙.pdf", "1").file(
      "content/notice/甲 乙.pdf", "22"
    )
    .notice("a", header: "attachments: [甲%20乙.pdf]\n")
    site.build()
    #expect(site.output("notice/a/index.html")?.contains("%2520") == true)
  }

  @Test func `is kept back with a draft, whatever signs are in it`() {
    let site = SiteFixture().file("content/notice/3#楼.xlsx", "甲").file(
      "content/notice/4#楼.xlsx", "甲"
    )
    .notice("a", header: "draft: true\nattachments: [3#楼.xlsx]\n", body: "[表](4#楼.xlsx)")
    #expect(site.build().succeeded)
    #expect(site.output("notice/3#楼.xlsx") == nil)
    #expect(site.output("notice/4#楼.xlsx") == nil)
  }

  @Test(arguments: [
    "cover: https://x.example/1.jpg", "attachments: [http://x.example/a.pdf]",
    "cover: //x.example/1.jpg",
  ])
  func `cannot be an address of the web`(header: String) {
    let report = SiteFixture().notice("a", header: header + "\n").build()
    #expect(report.diagnostics.map(\.id) == ["remote-file"])
  }
}

@Suite struct `A link in a text` {
  @Test(arguments: ["3#楼名单.xlsx", "3%23楼名单.xlsx", "<3#楼名单.xlsx>"])
  func `leads to a file that is there, whatever signs are in its name`(written: String) {
    let site = SiteFixture().file("content/notice/3#楼名单.xlsx", "甲")
      .notice("a", body: "[名单](\(written))")
    #expect(site.build().diagnostics.isEmpty)
    let address = Address(path: "notice/3#楼名单.xlsx").encoded
    #expect(site.output("notice/a/index.html")?.contains("href=\"../../\(address)\"") == true)
  }

  @Test func `keeps its fragment and query where no file has such a name`() {
    let site = SiteFixture().notice("b", body: "## 甲").notice(
      "a", body: "[乙](b.md#甲) [丙](b.md?x=1#甲)")
    #expect(site.build().diagnostics.isEmpty)
    let page = site.output("notice/a/index.html") ?? ""
    #expect(page.contains("notice/b/#%E7%94%B2\""))
    #expect(page.contains("notice/b/?x=1#%E7%94%B2\""))
  }

  @Test func `finds the file again when the document is known from the last build`() {
    let site = SiteFixture().notice("a", body: "[名单](3#楼.xlsx)")
      .file("content/notice/3#楼.xlsx", "甲")
    site.build()
    let page = site.output("notice/a/index.html")
    site.notice("b").build()
    site.file("content/notice/3#楼.xlsx", "甲乙").build()
    #expect(site.output("notice/a/index.html")?.contains("3%23%E6%A5%BC.xlsx") == true)
    #expect(page?.contains("3%23%E6%A5%BC.xlsx") == true)
  }
}

@Suite struct `A name that a Mac decomposed` {
  /// Names as they are typed, of Latin, kana, Hangul, and a compatibility ideograph.
  static let names = ["café", "パンフ", "한글", "xuéxí", "lǜ", "金"]

  @Test(arguments: names)
  func `is found by the name as it is typed`(name: String) {
    let composed = name.precomposedStringWithCanonicalMapping
    let site = SiteFixture()
      .file("content/notice/\(name.decomposedStringWithCanonicalMapping).pdf", "甲")
      .file(
        "content/notice/\(name.decomposedStringWithCanonicalMapping).md",
        "---\ntitle: 甲\ndate: 2026-06-01\nbody: \n---\n正文。\n".replacing("body: \n", with: "")
      )
      .notice(
        "a", header: "attachments: [\(composed).pdf]\n",
        body: "[文](\(composed).md) [表](\(composed).pdf)")
    let report = site.build()
    #expect(report.diagnostics.isEmpty, "\(site.messages(.english, of: report))")
    #expect(
      Array(site.tree("site").keys.filter { $0.hasSuffix(".pdf") }.joined().utf8)
        == Array("notice/\(composed).pdf".utf8))
    let page = site.output("notice/a/index.html") ?? ""
    #expect(page.contains("../../\(Address(path: "notice/\(composed)/").encoded)"))
    #expect(site.build { $0.ignoresCache = true }.succeeded)
  }

  @Test func `may be a section's folder`() {
    let name = "xuéxí"
    let config =
      SiteFixture.config
      + "  \(name.precomposedStringWithCanonicalMapping): {kind: notice, title: 拼音}\n"
    let site = SiteFixture(config: config)
      .file(
        "content/\(name.decomposedStringWithCanonicalMapping)/a.md",
        "---\ntitle: 甲\ndate: 2026-06-01\n---\n[无](x.md)\n")
    let report = site.build()
    #expect(report.diagnostics.map(\.id) == ["missing-link-target"])
    #expect(site.messages(.chinese, of: report).contains("[无](x.md)"))
  }

  @Test func `cannot be another file's name as well`() {
    let site = SiteFixture()
      .file("content/notice/cafe\u{301}.pdf", "甲").file("content/notice/caf\u{E9}.pdf", "乙")
    #expect(site.build().diagnostics.map(\.id) == ["same-name"])
  }
}

@Suite struct `Addresses that differ in letter case alone` {
  @Test(arguments: [
    ("content/notice/Plan.md", "content/notice/plan.md"),
    ("content/notice/É.md", "content/notice/é.md"),
    ("content/notice/IMG.PNG", "content/notice/img.png"),
    ("content/notice/IMG.png", "content/notice/img.PNG"),
    ("content/activity/X/index.md", "content/activity/x/index.md"),
  ])
  func `are reported with both places`(first: String, second: String) {
    let text = "---\ntitle: 甲\ndate: 2026-06-01\nheld: 2026-06-01\n---\n正文。\n"
    let header = first.contains("notice") ? text.replacing("held: 2026-06-01\n", with: "") : text
    let report = SiteFixture().file(first, header).file(second, header).build()
    #expect(report.diagnostics.map(\.id) == ["same-but-for-case"])
    #expect(report.diagnostics.first?.places.count == 2)
  }

  @Test func `are reported of former addresses where they stand`() {
    let site = SiteFixture().notice("a", header: "aliases: [/old/, /Old/]\n").notice(
      "b", header: "aliases: [/OLD/]\n")
    let report = site.build()
    #expect(report.diagnostics.map(\.id) == ["same-but-for-case", "same-but-for-case"])
    #expect(site.messages(.chinese, of: report).contains("^^^^^"))
  }

  @Test func `are no others`() {
    let site = SiteFixture().notice("Plan").notice("plan2").file(
      "content/notice/IMG.PNG", bytes: smallPicture
    )
    .file("content/activity/IMG.PNG", bytes: smallPicture).notice("ÉÉ").notice("党Ａ")
    #expect(site.build().diagnostics.isEmpty)
  }
}

@Suite struct `A former address` {
  @Test(
    arguments: [
      ("/show.asp?id=3", "alias-with-query", nil), ("/a/#b", "alias-with-query", nil),
      ("/portal/notice/p/", "alias-with-site", "notice/p/index.html"),
      ("https://example.org/portal/p.html", "alias-with-site", "p.html"),
      ("//example.org/portal/p/", "alias-with-site", "p/index.html"),
      ("old/rel", "relative-alias", "old/rel/index.html"),
      ("https://other.example/portal/p/", "bad-alias", nil),
      ("https://example.org/elsewhere/p/", "bad-alias", nil),
    ] as [(String, String, String?)])
  func `that is no path of the site is reported where it stands`(
    written: String, id: String, page: String?
  ) {
    let site = SiteFixture().notice("a", header: "aliases: [\"\(written)\"]\n")
    let report = site.build()
    #expect(report.diagnostics.map(\.id) == [id])
    #expect(site.messages(.english, of: report).contains(written))
    if let page { #expect(site.output(page)?.contains("notice/a/") == true) }
    for fix in report.diagnostics[0].fixes {
      let again = SiteFixture().notice("a", header: "aliases: [\(fix.text)]\n")
      #expect(again.build().diagnostics.isEmpty)
    }
  }

  @Test(arguments: ["/old/", "/old", "/old.html", "/old.htm", "/show.asp", "/旧网址/", "/portal"])
  func `that is one is not`(written: String) {
    #expect(
      SiteFixture().notice("a", header: "aliases: [\(written)]\n").build().diagnostics.isEmpty)
  }

  @Test func `may begin with the name of the site's folder where a section has it`() {
    let site = SiteFixture(config: SiteFixture.config + "  portal: {kind: notice, title: 门户}\n")
      .notice("a", header: "aliases: [/portal/old/]\n")
    #expect(site.build().diagnostics.isEmpty)
    #expect(site.output("portal/old/index.html") != nil)
  }
}

@Suite struct `Tags` {
  private func addresses(_ tags: [String], _ more: [String] = []) -> [String] {
    let site = SiteFixture()
    func list(_ tags: [String]) -> String {
      "tags: [" + tags.map { "\"\($0)\"" }.joined(separator: ", ") + "]\n"
    }
    site.notice("a", header: list(tags))
    if !more.isEmpty { site.notice("b", header: list(more)) }
    #expect(site.build().succeeded)
    return site.tree("site/tags").keys.filter { $0.hasSuffix("/index.html") }.sorted()
      .map { String($0.dropLast("/index.html".count)) }
  }

  @Test(arguments: [
    ["C", "C#"], ["100", "100%"], ["a b", "a-b", "a.b"], ["a b", "a-b", "a-b-2"], ["C++", "C"],
    [String(repeating: "长", count: 60) + "甲", String(repeating: "长", count: 60) + "乙"],
    ["a/b", "a\\\\b", "a|b"], ["党.建", "党建"], ["index.html", "index"],
  ])
  func `that differ have addresses of their own`(tags: [String]) {
    #expect(addresses(tags).count == tags.count)
    #expect(addresses(tags.reversed()) == addresses(tags))
  }

  @Test(arguments: [
    ["C", "c"], ["C#", "c＃"], ["学　习", "学 习"], ["　学习　", "学习"], ["ＡＢＣ", "abc"], ["É", "e\u{301}"],
    ["a  b", "A b"], ["\u{A0}党建", "党建"],
  ])
  func `that differ in case, width or spaces alone are one`(tags: [String]) {
    #expect(addresses([tags[0]], [tags[1]]).count == 1)
  }

  @Test func `are shown as they were first written, with one space for a wide one`() {
    let site = SiteFixture().notice("a", header: "tags: [学　习, \"C#\"]\n").notice(
      "b", header: "tags: [C]\n")
    site.build()
    #expect(
      site.output("tags/学-习/index.html")?.contains("<h1>学 习</h1>") == true
        || site.output("tags/学-习/index.html")?.contains("学 习") == true)
    #expect(site.output("tags/c＃/index.html")?.contains("C#") == true)
    #expect(site.output("tags/c/index.html")?.contains("C#") == false)
  }

  @Test func `that only end in the same way keep the addresses that they had`() {
    #expect(
      addresses(["党史学习", "COVID-19", "new york", "C++"]) == ["c++", "covid-19", "new-york", "党史学习"])
  }

  @Test func `by the thousand with one beginning cost no more`() {
    let start = String(repeating: "长", count: 40)
    let site = SiteFixture()
    for number in 0..<100 {
      site.notice(
        "n\(number)",
        header: "tags: [" + (0..<30).map { "\(start)\(number * 30 + $0)" }.joined(separator: ", ")
          + "]\n")
    }
    #expect(site.build().succeeded)
  }
}

@Suite struct `The address of a site in its settings` {
  private func url(_ written: String) -> String? {
    let site = SiteFixture(
      config: SiteFixture.config.replacing("https://example.org/portal/", with: written))
    let report = site.notice("a").build()
    #expect(report.diagnostics.isEmpty, "\(site.messages(.english, of: report))")
    return site.output("sitemap.xml")?.firstMatch(of: /<loc>([^<]*?)notice\/a\//).map {
      String($0.output.1)
    }
  }

  @Test(arguments: [
    ("https://x.example//", "https://x.example/"),
    ("https://x.example/a//b", "https://x.example/a/b/"),
    ("https://x.example/index.html", "https://x.example/"),
    ("https://x.example/portal/index.html", "https://x.example/portal/"),
    ("https://党建.中国/", "https://xn--n5qz54a.xn--fiqs8s/"),
    ("https://党建.中国:8443/门户", "https://xn--n5qz54a.xn--fiqs8s:8443/%E9%97%A8%E6%88%B7/"),
    ("https://Bücher.example/", "https://xn--bcher-kva.example/"),
    ("https://[::1]:80/", "https://[::1]:80/"),
  ])
  func `is taken in the form that machines read`(written: String, expected: String) {
    #expect(url(written) == expected)
  }

  @Test(arguments: [
    ("www.zhibu.example", "https://www.zhibu.example/"),
    ("zhibu.example/a", "https://zhibu.example/a/"),
    ("//zhibu.example/", "https://zhibu.example/"),
    ("HTTPS://zhibu.example", "https://zhibu.example/"),
    ("https://u:p@zhibu.example/", "https://zhibu.example/"),
    ("https：／／zhibu.example", "https://zhibu.example/"),
    ("https://zhibu.example/?from=wx", "https://zhibu.example/"),
    ("www.党建.中国", "https://www.党建.中国/"),
  ])
  func `is corrected by the message where it is none`(written: String, right: String) {
    let config = { (url: String) in
      SiteFixture.config.replacing("https://example.org/portal/", with: "\"\(url)\"")
    }
    let site = SiteFixture(config: config(written))
    let report = site.build()
    #expect(report.diagnostics.map(\.id) == ["bad-address"])
    #expect(report.diagnostics.first?.suggestion?.english == "write \(right)")
    #expect(SiteFixture(config: config(right)).build().diagnostics.isEmpty)
  }
}
