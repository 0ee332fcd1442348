import Content
import Diagnostics
import Foundation
import Pages
import Portal
import Publishing
import SiteModel
import TestSupport
import Testing

/// The beginning of a PNG of some size, with an end.
func png(_ width: Int, _ height: Int) -> [UInt8] {
  func big(_ number: Int) -> [UInt8] {
    (0..<4).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
  return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + big(13) + Array("IHDR".utf8)
    + big(width) + big(height) + [8, 6, 0, 0, 0] + big(0) + big(0) + Array("IEND".utf8)
    + big(0xAE42_6082)
}

/// An icon file with one picture.
private let icon: [UInt8] =
  [0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0, 2, 0, 0, 0, 22, 0, 0, 0, 1, 2]

extension SiteFixture {
  /// Adds a card and all icons.
  @discardableResult
  fileprivate func shared() -> Self {
    file("content/card.png", bytes: png(1200, 630)).file("content/favicon.ico", bytes: icon)
      .file("content/apple-touch-icon.png", bytes: png(180, 180))
      .file("content/icon-192.png", bytes: png(192, 192))
      .file("content/icon-512.png", bytes: png(512, 512))
  }

  /// The head of a page.
  fileprivate func head(_ path: String = "", in folder: String = "site") throws -> String {
    let page = try #require(output(path + "index.html", in: folder), "\(path)")
    return try #require(page.components(separatedBy: "</head>").first)
  }
}

private func image(_ name: String, _ type: String, _ width: Int, _ height: Int, _ alt: String)
  -> String
{
  """
  <meta itemprop="image" content="https://example.org/portal/\(name)">
  <meta property="og:image" content="https://example.org/portal/\(name)">
  <meta property="og:image:type" content="\(type)">
  <meta property="og:image:width" content="\(width)">
  <meta property="og:image:height" content="\(height)">
  <meta property="og:image:alt" content="\(alt)">

  """
}

private let card = image("card.png", "image/png", 1200, 630, "测试支部")
private let large = "<meta name=\"twitter:card\" content=\"summary_large_image\">\n"
private let small = "<meta name=\"twitter:card\" content=\"summary\">\n"

@Suite struct `The picture beside a link to a page` {
  private func site() -> SiteFixture {
    SiteFixture().notice("a", header: "tags: [学习]\n")
      .file("content/study/c/01.md", "---\ntitle: 一\ndate: 2026-01-01\nauthor: 林\n---\n正文。\n")
      .file("content/activity/t.md", "---\ntitle: 植树\nheld: 2026-03-12\n---\n正文。\n")
      .file("content/branches/one.md", "---\ntitle: 第一党支部\nname: 一支部\n---\n介绍。\n")
      .file("content/about.md", "---\ntitle: 关于\naliases: [/old/]\n---\n关于。\n")
  }

  @Test func `is the site's card on pages of every kind`() throws {
    let site = site().shared()
    #expect(site.build().diagnostics == [])
    // Pages that search engines should not index have no card.
    let others = ["old/index.html", "search/index.html"]
    let pages = site.tree().keys.filter { $0.hasSuffix("index.html") && !others.contains($0) }
    #expect(pages.count >= 14)
    for page in pages {
      let head = try site.head(String(page.dropLast("index.html".count)))
      #expect(head.contains(card + large), "\(page)")
    }
    for page in ["404.html"] + others {
      #expect(site.output(page)?.contains("og:image") == false, "\(page)")
    }
  }

  @Test func `is none where the site has no card, which is no mistake`() throws {
    let site = site()
    #expect(site.build().diagnostics == [])
    let head = try site.head("notice/a/")
    #expect(!head.contains("og:image") && head.contains(small))
    #expect(!head.contains("favicon") && !head.contains("apple-touch-icon"))
    #expect(head.contains("<link rel=\"icon\" type=\"image/svg+xml\""))
    #expect(site.output("manifest.webmanifest") == nil)
  }

  @Test(arguments: [(1200, 630, true), (1200, 600, true), (1600, 1200, false), (900, 1600, false)])
  func `is the page's own where the site has no card, large if it has the shape`(
    width: Int, height: Int, isLarge: Bool
  ) throws {
    let site = site().file("content/notice/p.png", bytes: png(width, height))
      .notice("b", header: "cover: p.png\n")
    site.build()
    let own = image("notice/p.png", "image/png", width, height, "通知b")
    #expect(try site.head("notice/b/").contains(own + (isLarge ? large : small)))
    let page = try site.head("notice/b/")
    #expect(page.contains("\"image\":\"https://example.org/portal/notice/p.png\""))
  }

  @Test func `is the card where the page's own is a drawing or was not cut to the shape`() throws {
    let site = site().shared().file("content/notice/p.png", bytes: png(320, 200))
      .file(
        "content/notice/p.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\"/>"
      )
      .notice("b", header: "cover: p.png\n").notice("c", header: "cover: p.svg\n")
    site.build()
    #expect(try site.head("notice/b/").contains(card + large))
    #expect(try site.head("notice/c/").contains(card + large))
    let article = try site.head("notice/c/")
    #expect(article.contains("\"image\":\"https://example.org/portal/card.png\""))
    site.remove("content/card.png")
    site.build()
    let own = image("notice/p.png", "image/png", 320, 200, "通知b")
    #expect(try site.head("notice/b/").contains(own + small))
    #expect(try !site.head("notice/c/").contains("og:image"))
  }

  @Test func `may be a JPEG`() throws {
    let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0x02, 0x76, 0x04, 0xB0, 1, 1, 0x11, 0]
    let site = site().file("content/card.jpg", bytes: jpeg)
    #expect(site.build().diagnostics == [])
    #expect(try site.head().contains(image("card.jpg", "image/jpeg", 1200, 630, "测试支部")))
  }

  @Test func `changes every page when it comes and goes`() throws {
    let site = site()
    site.build()
    for change in [{ site.shared() }, { site.remove("content/card.png") }] {
      _ = change()
      site.build()
      let incremental = site.tree()
      site.build { $0.ignoresCache = true }
      #expect(differences(incremental, site.tree()) == [])
    }
  }

  @Test func `is not read anew for other bytes of the same size`() throws {
    let site = site().shared()
    site.build()
    // An empty piece of the picture itself, which is no metadata (PNG, 11.2.3).
    let piece: [UInt8] = [0, 0, 0, 0] + Array("IDAT".utf8) + [0x35, 0xAF, 0x06, 0x1E]
    let card = png(1200, 630)
    site.file("content/card.png", bytes: card.dropLast(12) + piece + card.suffix(12))
    #expect(site.build().written == 1)
  }
}

@Suite struct `The icons of a site` {
  private func links(_ head: String) -> [String] {
    head.components(separatedBy: "\n").filter {
      $0.contains("rel=\"icon\"") || $0.contains("touch-icon") || $0.contains("\"manifest\"")
    }
  }

  private let drawing =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0\"/></svg>"

  @Test func `are linked as they are there`() throws {
    let site = SiteFixture().notice("a").shared()
    site.build()
    #expect(
      try links(site.head("notice/a/")) == [
        "<link rel=\"icon\" href=\"https://example.org/portal/favicon.ico\" sizes=\"48x48\">",
        "<link rel=\"icon\" type=\"image/svg+xml\" href=\"https://example.org/portal/assets/icon.svg\">",
        "<link rel=\"apple-touch-icon\" href=\"https://example.org/portal/apple-touch-icon.png\">",
        "<link rel=\"manifest\" href=\"../../manifest.webmanifest\">",
      ])
    for name in ["favicon.ico", "apple-touch-icon.png", "icon-192.png", "icon-512.png"] {
      let copy = try #require(site.tree()[name])
      let own = try Data(contentsOf: site.root.appending(path: "content/" + name))
      #expect(copy == own)
    }
    site.remove("content/icon-512.png").remove("content/apple-touch-icon.png")
    site.build()
    #expect(try links(site.head()).count == 2)
    #expect(site.output("manifest.webmanifest") == nil)
  }

  @Test func `leave the theme's drawing out where they were made of a logo`() throws {
    let site = SiteFixture(config: SiteFixture.config + "logo: logo.png\n").notice("a")
      .file("content/logo.png", bytes: png(512, 512))
    site.build()
    #expect(try links(site.head()).count == 1)
    site.shared().build()
    #expect(try !site.head().contains("svg+xml"))
    site.file("templates/assets/icon.svg", drawing).build()
    #expect(try site.head().contains("svg+xml\" href=\"https://example.org/portal/assets/icon.svg"))
  }

  @Test func `have the logo beside them if that is a drawing`() throws {
    let site = SiteFixture(config: SiteFixture.config + "logo: logo.svg\n").notice("a").shared()
      .file("content/logo.svg", drawing).file("content/logo.png", bytes: png(512, 512))
    site.build()
    #expect(try site.head().contains("svg+xml\" href=\"https://example.org/portal/logo.svg\""))
  }

  @Test func `have addresses within the site in previews and where links lead to files`() throws {
    let site = SiteFixture(config: SiteFixture.config + "links: file\n").notice("a").shared()
    site.build()
    #expect(
      try links(site.head("notice/a/")).map { $0.components(separatedBy: "href=\"").last } == [
        "../../favicon.ico\" sizes=\"48x48\">", "../../assets/icon.svg\">",
        "../../apple-touch-icon.png\">",
      ])
    #expect(site.output("manifest.webmanifest") == nil)
    site.file("content/site.yml", SiteFixture.config)
    site.build { ($0.includesDrafts, $0.output) = (true, $0.output + "-drafts") }
    let preview = try links(site.head("notice/a/", in: "site-drafts"))
    #expect(preview.count == 3 && preview[0].contains("\"../../favicon.ico\""))
  }

  @Test func `are in the manifest`() throws {
    let site = SiteFixture(
      config: SiteFixture.config.replacing("测试支部", with: "梧桐里社区党委网络第一党支部\"甲\"")
        + "description: 学习\naccent: \"#1f6339\"\n"
    ).notice("a").shared()
    site.build()
    let manifest = try JSONReader.read(
      Array(try #require(site.output("manifest.webmanifest")).utf8))
    #expect(manifest["name"]?.text == "梧桐里社区党委网络第一党支部\"甲\"")
    let short = try #require(manifest["short_name"]?.text)
    #expect(short.count <= 12 && short.hasPrefix("梧桐里社区党委"))
    #expect(manifest["description"]?.text == "学习" && manifest["lang"]?.text == "zh-CN")
    #expect(manifest["start_url"]?.text == "./" && manifest["scope"]?.text == "./")
    let colour = try #require(manifest["theme_color"]?.text)
    #expect(try site.head().contains("<meta name=\"theme-color\" content=\"\(colour)\">"))
    let icons = manifest["icons"]?.items ?? []
    #expect(icons.map { $0["src"]?.text } == ["icon-192.png", "icon-512.png"])
    #expect(icons.map { $0["sizes"]?.text } == ["192x192", "512x512"])
    #expect(icons.allSatisfy { $0["type"]?.text == "image/png" })
  }

  @Test func `give way to a manifest of the site's own`() throws {
    let site = SiteFixture().notice("a").shared().file("content/manifest.webmanifest", "{}")
    #expect(site.build().diagnostics == [])
    #expect(site.output("manifest.webmanifest") == "{}")
    #expect(try site.head().contains("rel=\"manifest\""))
  }

  @Test func `are left out and told of where they are not what their names say`() throws {
    let site = SiteFixture().notice("a").file("content/card.png", bytes: png(1200, 600))
      .file("content/favicon.ico", bytes: png(48, 48))
      .file("content/apple-touch-icon.png", bytes: png(152, 152))
      .file("content/icon-192.png", bytes: icon).file("content/icon-512.png", bytes: png(512, 512))
    let report = site.build()
    #expect(report.succeeded)
    #expect(
      report.diagnostics.map { "\($0.id) \($0.place?.file.path.split(separator: "/").last ?? "")" }
        == [
          "bad-icon apple-touch-icon.png", "bad-card card.png", "bad-icon favicon.ico",
          "bad-icon icon-192.png",
        ])
    #expect(try links(site.head()).count == 2)
    let manifest = try JSONReader.read(
      Array(try #require(site.output("manifest.webmanifest")).utf8))
    #expect(manifest["icons"]?.items.map { $0["src"]?.text } == ["icon-512.png"])
  }

  @Test func `are the organisation's logo for machines`() throws {
    let site = SiteFixture().notice("a").shared()
    site.build()
    #expect(try site.head().contains("\"logo\":\"https://example.org/portal/icon-512.png\""))
    #expect(try !site.head("notice/a/").contains("\"logo\""))
  }
}
