import Content
import Diagnostics
import Files
import Foundation
import Portal
import TestSupport
import Testing

@Suite struct `A card before it is drawn` {
  private func files(
    _ site: SiteFixture, _ diagnostics: inout [Diagnostic]
  ) -> SharedFiles? {
    func path(_ name: String) -> String { site.root.appending(path: name).path }
    return SharedFiles(
      BuildOptions(
        content: path("content"), templates: path("templates"), now: SiteFixture.now),
      diagnostics: &diagnostics)
  }

  private func files(_ site: SiteFixture) throws -> SharedFiles {
    var diagnostics: [Diagnostic] = []
    let files = files(site, &diagnostics)
    #expect(diagnostics == [])
    return try #require(files)
  }

  private func card(_ site: SiteFixture) throws -> String {
    String(decoding: try #require(try files(site).files.first?.drawings.first?.svg), as: UTF8.self)
  }

  private func site(title: String, _ settings: String = "") -> SiteFixture {
    SiteFixture(
      config: SiteFixture.config.replacing("title: 测试支部", with: "title: \(title)") + settings)
  }

  /// The lines of the name, and the size of their characters.
  private func setting(_ svg: String) -> (lines: [String], size: Int) {
    let lines = svg.matches(of: /<text x="600" y="\d+">(.*)<\/text>/).map { String($0.output.1) }
    return (lines, svg.firstMatch(of: /font-size="(\d+)"/).flatMap { Int($0.output.1) } ?? 0)
  }

  @Test(arguments: [
    ("测试支部", ["测试支部"], 96), ("梧桐里社区党委网络党支部", ["梧桐里社区党委", "网络党支部"], 85),
    (
      "Party Branch of the Riverside Community", ["Party Branch of", "the Riverside", "Community"],
      66
    ),
  ])
  func `has the name in lines, as large as the middle square allows`(
    title: String, lines: [String], size: Int
  ) throws {
    let set = setting(try card(site(title: title)))
    #expect(set.lines == lines)
    #expect(set.size == size)
  }

  @Test func `takes the whole width for a long name`() throws {
    let title = String(repeating: "中国共产党梧桐里社区委员会", count: 4)
    let set = setting(try card(site(title: title)))
    #expect(set.lines.joined() == title)
    #expect((2...4).contains(set.lines.count) && set.size >= 40)
    for line in set.lines { #expect(line.count * set.size <= 1080) }
  }

  @Test func `has the organisation, the colour and the logo`() throws {
    let site = site(
      title: "A & B", "organization: 社区<党委>\naccent: \"#1f6339\"\nlogo: l.png\n"
    ).file("content/l.png", bytes: [UInt8](png(2, 1)))
    let svg = try card(site)
    #expect(svg.contains(">A &amp; B</text>") && svg.contains(">社区&lt;党委&gt;</text>"))
    #expect(svg.contains("fill=\"#1f6339\""))
    let data = Data(png(2, 1)).base64EncodedString()
    #expect(svg.replacing("&#x3D;", with: "=").contains("data:image/png;base64,\(data)\""))
    _ = try XMLReader.read(Array(svg.utf8))
  }

  @Test func `has the theme's icon where the site has no logo, and room without a foot`() throws {
    let svg = try card(site(title: "测试支部"))
    let icon = try Data(contentsOf: packageFolder.appending(path: "templates/assets/icon.svg"))
    #expect(
      svg.replacing("&#x3D;", with: "=").contains("svg+xml;base64,\(icon.base64EncodedString())"))
    #expect(svg.contains("height=\"540\" fill=\"#8e1710\""))
  }

  @Test func `is drawn by a template of the site's own`() throws {
    let site = site(title: "测试支部").file(
      "templates/card.mustache", "<svg>{{#lines}}{{text}} {{y}} {{/lines}}{{size}}</svg>")
    #expect(try card(site).hasPrefix("<svg>测试支部 "))
    site.file("templates/card.mustache", "<svg>{{titel}}</svg>")
    var diagnostics: [Diagnostic] = []
    #expect(files(site, &diagnostics) == nil)
    #expect(diagnostics.contains { $0.severity == .error })
  }

  @Test func `comes with icons, the one for phones on a ground`() throws {
    let files = try files(site(title: "测试支部"))
    #expect(
      files.files.map(\.path.text) == [
        "card.png", "favicon.ico", "apple-touch-icon.png", "icon-192.png", "icon-512.png",
      ])
    #expect(
      files.files.map { $0.drawings.map(\.width) } == [[1200], [16, 32, 48], [180], [192], [512]])
    for file in files.files.dropFirst() {
      for drawing in file.drawings {
        let svg = String(decoding: drawing.svg, as: UTF8.self)
        #expect(svg.contains("<rect") == (file.path.text == "apple-touch-icon.png"))
        _ = try XMLReader.read(drawing.svg)
      }
    }
  }

  @Test func `asks for a font where the name is Chinese`() throws {
    #expect(try files(site(title: "测试支部")).fonts.first == "Noto Serif CJK SC")
    #expect(try files(site(title: "Branch")).fonts == [])
    #expect(
      try files(site(title: "測試支部", "language: zh-Hant\n")).fonts.first == "Noto Serif CJK TC")
  }

  @Test(arguments: ["logo: l.png\n", "logo: l.txt\n", "logo: l.webp\n"])
  func `cannot be made of a logo that is none`(logo: String) {
    let site = site(title: "测试支部", logo).file("content/l.txt", "标志")
      .file("content/l.webp", bytes: Array("RIFF\u{0}\u{0}\u{0}\u{0}WEBPVP8 ".utf8))
    var diagnostics: [Diagnostic] = []
    #expect(files(site, &diagnostics) == nil)
    #expect(diagnostics.map(\.id) == ["unusable-logo"])
  }
}

@Suite struct `A file that was drawn` {
  @Test func `is known again until it is changed`() throws {
    let site = SiteFixture()
    var diagnostics: [Diagnostic] = []
    let files = try #require(
      SharedFiles(
        BuildOptions(
          content: site.root.appending(path: "content").path, templates: "none",
          now: SiteFixture.now), diagnostics: &diagnostics))
    let (card, icon) = (files.files[0], files.files[1])
    for file in [card, icon] {
      #expect(files.foreign(inPlaceOf: file) == nil)
      let bytes = try #require(
        file.bytes(of: file.drawings.map { png($0.width, $0.height) }))
      #expect(try files.write(file, bytes))
      #expect(try !files.write(file, bytes))
      #expect(files.foreign(inPlaceOf: file) == nil)
    }
    #expect(site.build().diagnostics == [])
    site.file("content/card.png", bytes: png(1200, 630))
    #expect(files.foreign(inPlaceOf: card)?.text == "card.png")
    site.remove("content/card.png").file("content/card.jpg", "photo")
    #expect(files.foreign(inPlaceOf: card)?.text == "card.jpg")
    #expect(icon.bytes(of: [png(16, 16)]) == nil)
    #expect(card.bytes(of: [Array("GIF89a".utf8)]) == nil)
  }
}
