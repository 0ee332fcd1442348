import Content
import Diagnostics
import Foundation
import Portal
import TestSupport
import Testing

@Suite struct `The colour of a site` {
  @Test(arguments: ["#8e1710", "8E1710", "#1c5687", "#060", "#1F6339"])
  func `is taken with or without its sign, and sets links and bands`(written: String) throws {
    let site = SiteFixture(config: SiteFixture.config + "accent: \"\(written)\"\n").notice("a")
    #expect(site.build().diagnostics == [])
    let colour = try #require(AccentColour(written))
    let style = try #require(site.output("assets/style.css"))
    #expect(style.contains(":root{--red:\(colour.css);"))
    // The large version has a darker one, and dark pages a lighter one.
    let large = try #require(style.firstMatch(of: /:root:target,.elder\{--red:(#[0-9a-f]{6});/))
    let tint = try #require(AccentColour("#f4ede2"))
    #expect(try #require(AccentColour(String(large.1))).contrast(with: tint) >= 7)
    let dark = try #require(style.firstMatch(of: /:root\.dark\{--red:(#[0-9a-f]{6});/))
    let darkTint = try #require(AccentColour("#2a221e"))
    #expect(try #require(AccentColour(String(dark.1))).contrast(with: darkTint) >= 7)
    let page = try #require(site.output("notice/a/index.html"))
    #expect(page.contains("<meta name=\"theme-color\" content=\"\(colour.frame.css)\">"))
  }

  @Test func `is that of the theme where none is given`() throws {
    let site = SiteFixture().notice("a")
    site.build()
    #expect(site.output("assets/style.css")?.contains(":root{--red") == false)
    #expect(site.output("index.html")?.contains("content=\"#7a150f\"") == true)
  }

  @Test func `is understood without quotation marks only where YAML sees no comment in it`() throws
  {
    let site = SiteFixture(config: SiteFixture.config + "accent: #8e1710\n").notice("a")
    let told = site.build().diagnostics
    #expect(told.count == 1)
    #expect(told.first.map { $0.message.english.contains("#") } == true)
  }

  @Test(arguments: ["#ffffff", "#f7deba", "#e60012", "#00ff00", "#999999", "#3aa0ff"])
  func `is darkened until text on it can be read`(written: String) throws {
    let colour = try #require(AccentColour(written))
    #expect(!colour.isReadable)
    #expect(colour.readable.isReadable)
    let lighter = try #require(AccentColour(colour.readable.css))
    #expect(lighter.isReadable, "the colour that the message names must itself be accepted")
  }

  /// Contrasts that the Web Content Accessibility Guidelines' formula gives, as its public calculators print them.
  @Test(arguments: [
    ("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ffffff", 4.0),
    ("#8e1710", "#8e1710", 1.0),
  ])
  func `has the contrast of the guidelines`(a: String, b: String, ratio: Double) throws {
    let (a, b) = (try #require(AccentColour(a)), try #require(AccentColour(b)))
    #expect(abs(a.contrast(with: b) - ratio) < 0.01)
  }

  @Test func `is compared with the colours that the theme has`() throws {
    let style = try String(
      contentsOf: packageFolder.appending(path: "templates/assets/style.css"), encoding: .utf8)
    for colour in [
      "--page: #faf7f1", "--tint: #f4ede2", "--band-soft: #f7deba", "--page: #171311",
      "--tint: #2a221e", "--band: #8e1710", "--band-top: #7a150f",
    ] {
      #expect(style.contains(colour + ";"), "\(colour)")
    }
  }
}

@Suite struct `The menu of a site` {
  private func site(_ settings: String) -> SiteFixture {
    SiteFixture(config: SiteFixture.config + settings).notice("a")
      .file("content/about.md", "---\ntitle: 关于我们\norder: 1\n---\n介绍。\n")
      .file("content/access.md", "---\ntitle: 无障碍声明\n---\n声明。\n")
  }

  private func menu(_ site: SiteFixture, on path: String = "index.html") throws -> [String] {
    let page = try #require(site.output(path))
    let menu = try #require(
      page.components(separatedBy: "<nav class=\"menu\"").last?.components(separatedBy: "</nav>")
        .first)
    return menu.components(separatedBy: "<li>").dropFirst().map {
      $0.components(separatedBy: "</li>")[0]
    }
  }

  @Test func `has what it lists in its order, and links to other sites`() throws {
    let site = site(
      "menu: [about.md, {title: 通知, page: notice}, {标题: 共产党员网, 网址: https://www.12371.cn/}]\n")
    #expect(site.build().diagnostics == [])
    #expect(
      try menu(site) == [
        "<a href=\"./\" aria-current=\"page\">首页</a>", "<a href=\"about/\">关于我们</a>",
        "<a href=\"notice/\">通知</a>",
        "<a href=\"https://www.12371.cn/\" rel=\"external\">共产党员网</a>",
      ])
    #expect(
      try menu(site, on: "notice/a/index.html")[2]
        == "<a href=\"../../notice/\" aria-current=\"true\">通知</a>")
    #expect(
      try menu(site, on: "about/index.html")[1]
        == "<a href=\"../about/\" aria-current=\"true\">关于我们</a>")
  }

  @Test(arguments: [
    "menu: [通知公告, about]\n", "菜单: [notice，关于我们]\n", "menu: [通知公告、关于我们]\n",
    "menu: [{网页: notice}, {标题: 关于, 网页: about.md}]\n", "menu:\n  - notice/\n  - 关于: about.md\n",
  ])
  func `takes sections and pages by their titles or paths`(menu written: String) throws {
    let site = site(written)
    #expect(site.build().diagnostics == [])
    let entries = try menu(site)
    #expect(entries.count == 3)
    #expect(
      entries[1].hasPrefix("<a href=\"notice/\">") && entries[2].hasPrefix("<a href=\"about/\">"))
  }

  @Test func `takes another site by its words alone`() throws {
    let site = site("友情链接:\n  - 共产党员网: https://www.12371.cn/\n")
    #expect(site.build().diagnostics == [])
    #expect(
      site.output("index.html")?.contains(
        "<a class=\"foot-link\" href=\"https://www.12371.cn/\" rel=\"external\">共产党员网</a>") == true)
  }

  @Test func `consists of the sections and of pages with an order where none is written`() throws {
    let site = site("")
    #expect(site.build().diagnostics == [])
    #expect(try menu(site).last == "<a href=\"about/\">关于我们</a>")
  }

  @Test func `is followed by every page when a title in it changes`() throws {
    let site = site("menu: [about.md]\nfooter-links: [access.md]\n")
    site.build()
    #expect(try #require(site.output("notice/a/index.html")).contains(">无障碍声明</a>"))
    site.file("content/about.md", "---\ntitle: 我们\norder: 1\n---\n介绍。\n")
    site.file("content/access.md", "---\ntitle: 无障碍\n---\n声明。\n")
    site.build()
    let page = try #require(site.output("notice/a/index.html"))
    #expect(page.contains(">我们</a>") && page.contains(">无障碍</a>"))
    let incremental = site.tree()
    site.build { $0.ignoresCache = true }
    #expect(differences(incremental, site.tree()) == [])
  }
}

@Suite struct `The pictures of a site` {
  private let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"

  @Test func `may be a drawing on pages and a photograph in feeds`() throws {
    let site = SiteFixture(config: SiteFixture.config + "logo: logo.svg\n").notice("a")
      .file("content/logo.svg", drawing).file("content/logo.png", bytes: smallPNG)
    #expect(site.build().diagnostics == [])
    #expect(site.output("index.html")?.contains("<img src=\"logo.svg\"") == true)
    #expect(site.output("atom.xml")?.contains("/logo.png</logo>") == true)
    site.remove("content/logo.png")
    #expect(site.build().diagnostics.map(\.id) == ["logo-not-in-feeds"])
    #expect(site.output("atom.xml")?.contains("<logo>") == false)
  }

  @Test func `stand behind the home page's title alone`() throws {
    let site = SiteFixture(config: SiteFixture.config + "band: band.png\n").notice("a")
      .file("content/band.png", bytes: smallPNG)
    #expect(site.build().diagnostics == [])
    #expect(
      site.output("index.html")?.contains("<img class=\"band-picture\" src=\"band.png\"") == true)
    #expect(site.output("notice/a/index.html")?.contains("band-picture") == false)
  }
}
