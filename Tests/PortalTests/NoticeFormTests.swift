import Foundation
import Pages
import Portal
import Testing

@testable import Content

@Suite struct `The form of a notice` {
  private func page(_ header: String, title: String = "关于开会的通知") -> String {
    let site = SiteFixture().file(
      "content/notice/a.md", "---\ntitle: \(title)\ndate: 2026-06-03\n\(header)---\n正文。\n")
    #expect(site.build().diagnostics.isEmpty)
    return site.output("notice/a/index.html") ?? ""
  }

  private func signature(_ day: String, _ iso: String) -> String {
    "<p class=\"signature-date\"><time datetime=\"\(iso)\">\(day)</time></p>"
  }

  @Test func `ends in the date of the notice itself, and begins with that of its publication`() {
    let page = page("issued: 2026-05-30\n")
    #expect(page.contains(signature("2026年5月30日", "2026-05-30")))
    #expect(page.contains("发布日期：<time datetime=\"2026-06-03\">2026年6月3日</time>"))
    #expect(page.contains(#""dateCreated":"2026-05-30","datePublished":"2026-06-03""#))
    #expect(page.contains(#"article:published_time" content="2026-06-03""#))
  }

  @Test func `has the date of publication where no other is written`() {
    let page = page("")
    #expect(page.contains(signature("2026年6月3日", "2026-06-03")))
    #expect(page.contains(#""dateCreated":"2026-06-03","datePublished":"2026-06-03""#))
  }

  @Test func `in lists and feeds has the date of publication alone`() {
    let site = SiteFixture().notice("a", header: "issued: 2026-05-30\n")
    #expect(site.build().diagnostics.isEmpty)
    for path in ["index.html", "notice/index.html", "rss.xml", "atom.xml", "feed.json"] {
      let text = site.output(path) ?? ""
      #expect(!text.contains("5月30日") && !text.contains("2026-05-30"), "\(path)")
    }
    let list = site.output("notice/index.html") ?? ""
    #expect(
      list.contains("<time class=\"entry-date\" datetime=\"2026-06-01\">2026年6月1日</time>"))
  }

  @Test(arguments: ["issued: 2026-06-03\n", "成文日期: 2026年6月3日\n", "签发日期: 2026-06-03 09:00\n"])
  func `may have both dates on one day`(header: String) {
    #expect(page(header).contains(">2026年6月3日</time></p>"))
  }

  @Test func `changes on its own page with its own date, and nothing else in the site`() {
    let site = SiteFixture().notice("a").notice("b")
    site.build()
    let before = site.tree()
    site.notice("a", header: "issued: 2026-05-30\n")
    site.build()
    let changed = site.tree().filter { before[$0.key] != $0.value }.keys.sorted()
    #expect(changed == ["notice/a/index.html"])
    let incremental = site.tree()
    site.build { $0.ignoresCache = true }
    #expect(site.tree() == incremental)
  }

  @Test(arguments: [
    ("关于发展对象的公示", "", "本公示"), ("关于停水的公告", "", "本公告"), ("招募启事", "", "本启事"), ("关于开会的通知", "", "本通知"),
    ("发展对象名单", "publicity: {from: 2026-05-01, until: 2026-05-05}\n", "本公示"),
    ("放假一天", "", "本文"), ("示", "", "本文"),
  ])
  func `calls itself by the kind in its title`(title: String, header: String, name: String) {
    let page = page("expires: 2026-06-30\n" + header, title: title)
    #expect(
      page.contains(
        "\(name)有效期至<time datetime=\"2026-06-30\">2026年6月30日</time>，现已失效，仅供查阅。</p>"))
    // Paper has the official form alone.
    #expect(!page.contains("（\(name)有效期至"))
  }

  @Test func `of a public notice has no salutation`() {
    let header = "publicity: {from: 2026-07-10, until: 2026-07-16}\n"
    #expect(!page(header).contains("class=\"recipients\""))
    #expect(page(header).contains("<strong>7月10日起公示</strong>"))
    #expect(page("recipients: [各党小组]\n").contains("<p class=\"recipients\">各党小组：</p>"))
  }
}

@Suite struct `Words of the theme` {
  private static let english = SiteFixture.config + "language: en\n"

  /// A site in English with one article, whose text has a word, and an activity with a photograph.
  private func site(_ more: Int = 0) -> SiteFixture {
    let site = SiteFixture(config: Self.english)
      .file("content/study/c/_column.md", "---\ntitle: Column\n---\n")
      .file(
        "content/activity/a/index.md", "---\ntitle: Trees\nheld: 2026-03-21 09:00\n---\nA day.\n")
    for number in 1...(1 + more) {
      site.file(
        "content/study/c/\(number).md",
        "---\ntitle: Article \(number)\ndate: 2026-06-0\(number)\n---\nWord\(more > 0 ? " by word" : "").\n"
      )
      site.file(
        "content/activity/a/\(number).svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3\" height=\"2\"/>")
    }
    #expect(site.build().diagnostics.isEmpty)
    return site
  }

  @Test(arguments: [
    ("study/c/index.html", "1 article</span>", "2 articles</span>"),
    ("study/index.html", "1 article</p>", "2 articles</p>"),
    (
      "study/c/1/index.html", "<li>1 word, 1 minute to read</li>",
      "<li>3 words, 1 minute to read</li>"
    ),
    ("activity/a/index.html", "1 photo</span>", "2 photos</span>"),
    ("activity/index.html", "1 document</span>", "1 document</span>"),
  ])
  func `are singular for one and plural for more`(path: String, one: String, more: String) {
    #expect(site().output(path)?.contains(one) == true)
    #expect(site(1).output(path)?.contains(more) == true)
  }

  @Test func `give dates in the form of their language`() {
    #expect(
      site().output("activity/a/index.html")?.contains(">Saturday 21 March 2026, 09:00</time>")
        == true)
    let chinese = SiteFixture().file(
      "content/activity/a.md", "---\ntitle: 植树\nheld: 2026-03-21 09:00\n---\n正文。\n")
    chinese.build()
    #expect(
      chinese.output("activity/a/index.html")?.contains(">2026年3月21日（星期六）9:00</time>") == true)
    #expect(
      chinese.output("activity/index.html")?.contains("card-blank\" aria-hidden=\"true\">3月21日<")
        == true)
    let digits = /<(?:time|b|span)[^>]*>\d\d-\d\d</
    for (path, data) in chinese.tree() where path.hasSuffix(".html") {
      #expect(!String(decoding: data, as: UTF8.self).contains(digits), "\(path)")
    }
  }

  @Test(arguments: ["zh", "en"])
  func `are the same in both languages, and in Chinese without typed spaces`(language: String)
    throws
  {
    func words(_ language: String) throws -> [(key: Substring, value: Substring)] {
      let file = packageFolder.appending(path: "templates/strings/\(language).yml")
      return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        .filter { !$0.hasPrefix("#") }
        .map { line in
          let colon = try #require(line.firstIndex(of: ":"))
          return (line[..<colon], line[line.index(after: colon)...].drop { $0 == " " })
        }
    }
    let own = try words(language)
    #expect(own.map(\.key) == (try words("zh")).map(\.key))
    for (key, _) in own where key.hasSuffix("One") {
      #expect(own.contains { $0.key == key.dropLast(3) }, "\(key)")
    }
    guard language == "zh" else { return }
    for (key, value) in own {
      // Samples of what a reader types have the blanks that part words.
      #expect(!value.contains(" ") || key.hasPrefix("searchSample"), "\(key)")
      #expect(!value.contains("你"), "\(key)")
    }
  }

  @Test(arguments: [("", true), ("自己写的办法。\n", false)])
  func `explain how to subscribe only where the page does not`(body: String, explains: Bool) {
    let site = SiteFixture().notice("a").file(
      "content/subscribe.md", "---\ntitle: 订阅\ntemplate: subscribe\n---\n\(body)")
    #expect(site.build().succeeded)
    let page = site.output("subscribe/index.html") ?? ""
    #expect(page.contains("打开阅读器，选“添加订阅”") == explains)
    #expect(page.contains("自己写的办法。") != explains)
    #expect(page.contains("通知公告（RSS）</a>"))
  }
}
