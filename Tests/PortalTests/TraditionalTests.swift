import Content
import Foundation
import Portal
import TestSupport
import Testing

@Suite struct `A site in traditional characters` {
  private func words(_ file: String) throws -> [String: String] {
    let text = try String(
      contentsOf: packageFolder.appending(path: "templates/strings/\(file).yml"), encoding: .utf8)
    return Dictionary(
      uniqueKeysWithValues: text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
        let parts = line.split(separator: ":", maxSplits: 1)
        return (String(parts[0]), String(parts[1]))
      })
  }

  @Test(arguments: ["zh-Hant", "繁體中文", "zh-TW", "zh-HK"])
  func `says so in every page and feed`(language: String) throws {
    let config =
      SiteFixture.config.replacing(/language: .*\n/, with: "") + "language: \(language)\n"
    let site = SiteFixture(config: config)
      .notice("a", header: "tags: [学习]\n", body: "> [!NOTE]\n> 正文。[^1]\n\n[^1]: 注。\n")
      .file("content/activity/b/index.md", "---\ntitle: 义诊\nheld: 2026-06-10 09:00\n---\n记录。\n")
    let report = site.build()
    #expect(report.succeeded)
    let page = try #require(site.output("notice/a/index.html"))
    #expect(page.contains("<html lang=\"zh-Hant\""))
    #expect(page.contains(">首頁</a>") && page.contains("頁腳鏈接"))
    #expect(page.contains(">說明</p>") && page.contains("aria-label=\"腳註\""))
    #expect(try #require(site.output("tags/index.html")).contains("標籤"))
    let feed = try #require(site.output("rss.xml"))
    #expect(feed.contains("<language>zh-Hant</language>"))
    #expect(feed.contains("時間") && !feed.contains("时间"))
    #expect(page.contains("通知a"), "texts stay as they are written")
  }

  /// The theme's words in both kinds of characters say which characters differ; the generator's own must agree.
  @Test func `has all characters of the generator's own words`() throws {
    let (simplified, traditional) = (try words("zh"), try words("zh-Hant"))
    var forms: [Character: Character] = [:]
    for (key, word) in simplified {
      let other = try #require(traditional[key])
      #expect(word.count == other.count, "\(key)")
      for (a, b) in zip(word, other) where a != b { forms[a] = b }
    }
    let own = Words(isChinese: true, isTraditional: true)
    var found = 0
    for path in ["Content/Words", "Content/FeedWords", "Pages/FeedData"] {
      let source = try String(
        contentsOf: packageFolder.appending(path: "Sources/\(path).swift"), encoding: .utf8)
      for match in source.matches(of: /han\((.*?)\)/) {
        for character in match.1 where forms[character] != nil && !"“”".contains(character) {
          #expect(own.han(String(character)) == forms[character].map(String.init), "\(character)")
          found += 1
        }
      }
    }
    #expect(found > 20)
  }

  @Test func `has the same words as one in simplified characters, and as an English one`() throws {
    let names = try words("zh").keys.sorted()
    #expect(try words("zh-Hant").keys.sorted() == names)
    #expect(try words("en").keys.sorted() == names)
  }
}
