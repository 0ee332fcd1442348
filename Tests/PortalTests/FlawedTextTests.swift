import Content
import Diagnostics
import Foundation
import Pages
import Portal
import Publishing
import SiteModel
import TestSupport
import Testing

@Suite struct `Control characters` {
  private func hasControls(_ data: Data) -> Bool {
    String(decoding: data, as: UTF8.self).unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: false
      case 0..<0x20, 0x7F...0x9F, 0xFEFF, 0xFFFE, 0xFFFF: true
      default: false
      }
    }
  }

  private static let all: [String] =
    ((0..<0x20).filter { ![9, 10, 13].contains($0) } + [
      0x7F, 0x80, 0x85, 0x9B, 0xFEFF, 0xFFFE, 0xFFFF,
    ])
    .compactMap { Unicode.Scalar(UInt32($0)).map { String(Character($0)) } }

  @Test func `in a text or its front matter are told and are in no page or feed`() {
    let site = SiteFixture()
    let characters = Self.all.filter { $0 != "\0" }
    for (index, character) in characters.enumerated() {
      site.notice(
        "\(index)", header: "summary: 摘\(character)要\ntags: [学\(character)习]\n",
        body:
          "## 一\(character)二\n\n正\(character)文。[链\(character)接](x.pdf)\n\n```\n\(character)\n```")
    }
    site.file("content/notice/x.pdf", "%PDF")
    let report = site.build()
    #expect(report.succeeded && report.diagnostics.count == characters.count)
    #expect(report.diagnostics.allSatisfy { $0.id.description == "control-character" })
    // Shards of the search's index are bytes, no text.
    for (path, data) in site.tree() where !path.hasSuffix(".bin") {
      #expect(!hasControls(data), "\(path)")
    }
  }

  @Test func `that are written as numbers in a text are left out as well`() {
    let site = SiteFixture().file("content/notice/x.pdf", "%PDF")
    let values = Self.all.compactMap { $0.unicodeScalars.first?.value }.filter {
      (1..<0x80).contains($0)
    }
    for value in values {
      site.notice(
        "\(value)",
        body:
          "## 一&#\(value);二\n\n正&#x\(String(value, radix: 16));文`&#\(value);`。[链](x.pdf \"题&#\(value);目\")"
      )
    }
    let report = site.build()
    #expect(report.succeeded)
    let told = Set(report.diagnostics.compactMap { $0.place?.file.path })
    #expect(told.count == values.count)
    #expect(report.diagnostics.allSatisfy { $0.id.description == "control-character" })
    // Shards of the search's index are bytes, no text.
    for (path, data) in site.tree() where !path.hasSuffix(".bin") {
      #expect(!hasControls(data), "\(path)")
    }
    for value in values {
      let page = site.output("notice/\(value)/index.html") ?? ""
      #expect(page.contains("<code>&amp;#\(value);</code>"))
    }
  }

  @Test(arguments: [
    "title", "subtitle", "description", "organization", "icp", "identity",
  ])
  func `in the settings are errors, whatever the key`(key: String) {
    for escape in ["\\0", "\\x1b", "\\a", "\\u0085", "\\x9b", "\\N"] {
      let config = SiteFixture.config.split(separator: "\n").filter { !$0.hasPrefix(key + ":") }
      let site = SiteFixture(
        config: config.joined(separator: "\n") + "\n\(key): \"甲\(escape)乙\"\n")
      let report = site.build()
      #expect(report.diagnostics.contains { $0.id.description == "control-character" })
      #expect(!report.succeeded)
    }
  }

  @Test func `in lists, keys and nested values are errors too`() {
    for header in [
      "tags: [\"a\\0\"]", "event: {start: 2026-08-01, place: \"\\e\"}",
      "attachments: [{file: \"a\\b\"}]", "\"ti\\0tle\": x",
    ] {
      let report = SiteFixture().notice("a", header: header + "\n").build()
      #expect(report.diagnostics.contains { $0.id.description == "control-character" }, "\(header)")
    }
  }

  @Test func `of Windows' text files and byte-order marks in front are none`() {
    let site = SiteFixture().file(
      "content/a.md",
      bytes: [0xEF, 0xBB, 0xBF] + Array("---\r\ntitle: 甲\r\n---\r\n正\t文￥（）\r\n".utf8))
    #expect(site.build().diagnostics.isEmpty)
  }

  @Test func `are left out where a remembered document's page is made again`() {
    let site = SiteFixture().notice("a", body: "正\u{1B}文[图](b.md)").notice("b")
    site.build { $0.clockStep = -10_000_000_000 }
    site.file("templates/page.mustache", "新").notice("b", header: "tags: [新]\n")
    #expect(site.build { $0.clockStep = -10_000_000_000 }.succeeded)
    let page = site.output("notice/a/index.html") ?? ""
    #expect(page.contains("正文<a href=") && !page.contains("\u{1B}"))
  }
}

@Suite struct `A site's description` {
  private let hostile = "</script><script>x()</script> & 'a' \"b\""

  @Test func `is text in every format, as those of items are`() throws {
    let site = SiteFixture(
      config: SiteFixture.config.replacing(
        "sections:", with: "description: \(yamlQuoted(hostile))\nsections:"))
    site.notice("a", header: "summary: \(yamlQuoted(hostile))\n")
    #expect(site.build().succeeded)
    let channel = try XMLReader.read(site.bytes("rss.xml")).children[0]
    let item = try site.items()[0]
    // Readers take a description of RSS for HTML, in the channel as in items.
    let html = "&lt;/script&gt;&lt;script&gt;x()&lt;/script&gt; &amp; 'a' \"b\""
    #expect(channel.texts("description") == [html] && item.texts("description") == [html])
    let atom = try XMLReader.read(site.bytes("atom.xml"))
    #expect(atom.texts("subtitle") == [hostile])
    #expect(atom.children.first { $0.name == "entry" }?.texts("summary") == [hostile])
    let json = try JSONReader.read(site.bytes("feed.json"))
    #expect(json["description"]?.text == hostile)
    #expect(json["items"]?.items[0]["summary"]?.text == hostile)
    let home = site.output("index.html") ?? ""
    #expect(home.contains(#""description":"\u003C/script\u003E\u003Cscript\u003Ex()"#))
    #expect(!home.contains("<script>x()"))
  }
}
