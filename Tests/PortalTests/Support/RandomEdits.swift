import Dates
import Diagnostics
import Foundation

/// Numbers that are the same for a seed on every machine (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Somebody who changes a site in all the ways in which sites are changed, one at a time.
struct RandomEditor {
  let site: SiteFixture
  private var numbers: SeededNumbers
  private var made = 0
  /// Documents and files below `content/` that may be changed.
  private var documents: [String] = []
  private var files: [String] = []
  /// How to undo what is wrong: files as they were, nil for those that were not there.
  var mended: [(path: String, bytes: Data?)] = []
  var isErring = false
  /// What the next build counts as now, in days from the fixture's.
  private(set) var day = 0
  private(set) var includesDrafts = false
  /// What templates are written with, instead of the default theme's texts.
  private var theme: RandomTheme?

  /// An editor of a new site, with the default theme or one of its own.
  init(_ site: SiteFixture, seed: UInt64, hasOwnTheme: Bool = false) {
    self.site = site
    numbers = SeededNumbers(seed: seed)
    if hasOwnTheme { theme = RandomTheme(seed: seed) }
    for name in RandomTheme.pages { theme?.write(name, in: site) }
    writeSettings()
    for name in ["一支部", "二支部"] {
      site.file("content/branches/\(name).md", "---\ntitle: \(name)\nplace: 活动室\n---\n介绍。\n")
    }
    site.file("content/study/history/_column.md", "---\ntitle: 历史\n---\n见[首页](/)。\n")
    for _ in 0..<12 { create() }
  }

  /// Makes one change and says which.
  mutating func edit() -> String {
    switch Int.random(in: 0..<22, using: &numbers) {
    case 0...2: return create()
    case 3...7: return rewrite()
    case 8: return append()
    case 9: return remove()
    case 10: return rename()
    case 11: return changeFile()
    case 12: return writeSettings()
    case 13: return changeTemplate()
    case 14: return changeStyle()
    case 15...16: return moveInTime()
    case 17: return touch()
    case 18: return tamper()
    case 19: return hurtCache()
    case 20: return chance(2) ? changeBranch() : changeColumn()
    default:
      includesDrafts.toggle()
      return "drafts: \(includesDrafts)"
    }
  }

  // MARK: - Documents

  @discardableResult
  private mutating func create() -> String {
    made += 1
    let folder = pick(["notice", "activity", "study/history", "study/02-law", ""])
    let path = "content/" + (folder.isEmpty ? "" : folder + "/") + "d\(made).md"
    documents.append(path)
    write(path)
    return "create \(path)"
  }

  private mutating func rewrite() -> String {
    guard let path = documents.randomElement(using: &numbers) else { return create() }
    write(path)
    return "rewrite \(path)"
  }

  private mutating func append() -> String {
    guard let path = documents.randomElement(using: &numbers) else { return create() }
    site.file(path, text(path) + "\n添一句（\(made)）。\n")
    made += 1
    return "append to \(path)"
  }

  private mutating func remove() -> String {
    guard let path = documents.randomElement(using: &numbers) else { return create() }
    drop(path)
    return "remove \(path)"
  }

  private mutating func rename() -> String {
    guard let path = documents.randomElement(using: &numbers) else { return create() }
    made += 1
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    let name = pick(["r", "03-r", "名"])
    site.file("\(folder)/\(name)\(made).md", text(path))
    documents.append("\(folder)/\(name)\(made).md")
    drop(path)
    return "rename \(path)"
  }

  /// Writes the documents anew that a build has errors in.
  mutating func mend(_ diagnostics: [Diagnostic]) -> String {
    let wrong = Set(diagnostics.filter { $0.severity == .error }.compactMap(\.place?.file.path))
    if wrong.contains(where: { $0.contains("/templates/") }) { site.remove("templates") }
    for path in documents where wrong.contains(site.root.appending(path: path).path) {
      write(path)
    }
    return "mend"
  }

  /// Removes a document and, mostly, the links to it, which would be mistakes.
  private mutating func drop(_ path: String) {
    documents.removeAll { $0 == path }
    site.remove(path)
    if chance(6) { return }
    let link = "[另一篇](/\(path.dropFirst("content/".count)))"
    for other in documents where text(other).contains(link) {
      site.file(other, text(other).replacing(link, with: "另一篇"))
    }
  }

  private func text(_ path: String) -> String {
    (try? String(contentsOf: site.root.appending(path: path), encoding: .utf8)) ?? ""
  }

  private mutating func write(_ path: String) {
    var lines = [
      "title: \(pick(["学习", "会议", "通知", "记录"]))\(Int.random(in: 0..<6, using: &numbers))"
    ]
    let date = day(Int.random(in: -40..<8, using: &numbers))
    if path.contains("/activity/") { lines.append("held: \(date)") }
    if !path.contains("/activity/") || chance(2) { lines.append("date: \(date)") }
    if chance(6) { lines.append("id: d\(documents.firstIndex(of: path) ?? 0)-\(path.utf8.count)") }
    if chance(2) { lines.append("tags: [\(pick(["甲", "乙", "丙"])), \(pick(["丁", "戊"]))]") }
    if chance(3) { lines.append("author: \(pick(["李", "王"]))") }
    if chance(3) { lines.append("branch: \(pick(["一支部", "二支部"]))") }
    if chance(5) { lines.append("pinned: true") }
    if chance(8) { lines.append("draft: true") }
    if chance(4) { lines.append("summary: 摘要\(Int.random(in: 0..<9, using: &numbers))") }
    if chance(5) { lines.append("updated: \(day(Int.random(in: -5..<2, using: &numbers)))") }
    if chance(6) {
      lines.append("aliases: [/old/\(documents.firstIndex(of: path) ?? 0)-\(path.utf8.count)/]")
    }
    if path.hasPrefix("content/d"), chance(3) { lines.append("order: \(made)") }
    if path.contains("/study/") { lines += articleLines() }
    if path.contains("/activity/") { lines += activityLines() }
    if path.contains("/notice/") { lines += noticeLines() }
    site.file(path, "---\n" + lines.joined(separator: "\n") + "\n---\n" + body(of: path))
  }

  private mutating func articleLines() -> [String] {
    var lines: [String] = []
    if chance(3) { lines.append("order: \(made % 7)") }
    if chance(3) { lines.append("reading: \(pick(["required", "optional"]))") }
    if chance(3) { lines.append("source: {title: 原文\(made % 3), url: \"https://example.org/\"}") }
    return lines
  }

  private mutating func activityLines() -> [String] {
    var lines: [String] = []
    if chance(2) { lines.append("place: \(pick(["社区", "学校"]))") }
    let pictures = files.filter { $0.hasSuffix(".svg") }.map {
      "/" + $0.dropFirst("content/".count)
    }
    if chance(3), let picture = pictures.randomElement(using: &numbers) {
      lines.append("cover: \"\(picture)\"")
    }
    if chance(3), let picture = pictures.randomElement(using: &numbers) {
      lines.append("photos: [{file: \"\(picture)\", caption: 照片\(made % 3)}]")
    }
    return lines
  }

  private mutating func noticeLines() -> [String] {
    var lines: [String] = []
    if chance(3) { lines.append("number: 支发〔2026〕\(made)号") }
    if chance(3) { lines.append("issuer: \(pick(["支委会", "宣传组"]))") }
    if chance(4) { lines.append("recipients: [\(pick(["各小组", "全体党员"]))]") }
    let end = day(Int.random(in: -6..<6, using: &numbers))
    if chance(4) { lines.append("expires: \(end)") }
    if chance(4) { lines.append("publicity: {from: \(day(-8)), until: \(end)}") }
    if chance(4) {
      let more = pick([", cancelled: true", ", end: \(end) 11:00", ""])
      lines.append("event: {start: \(end) 09:00, place: \(pick(["会议室", "礼堂"]))\(more)}")
    }
    if chance(4), let file = files.randomElement(using: &numbers) {
      lines.append("attachments: [\"/\(file.dropFirst("content/".count))\"]")
    }
    return lines
  }

  private mutating func body(of path: String) -> String {
    var text = "正文\(Int.random(in: 0..<1000, using: &numbers))。\n\n## 小标题\n\n"
    if chance(2), let other = documents.randomElement(using: &numbers) {
      text += "见[另一篇](/\(other.dropFirst("content/".count)))。\n\n"
    }
    if chance(3), let file = files.randomElement(using: &numbers) {
      let address = "/" + file.dropFirst("content/".count)
      text += (file.hasSuffix(".svg") ? "![图](\(address))" : "[文件](\(address))") + "\n\n"
    }
    return text
  }

  // MARK: - Everything else

  private mutating func changeFile() -> String {
    if files.count < 6 {
      made += 1
      files.append("content/files/f\(made).\(pick(["svg", "pdf"]))")
    }
    let path = pick(files)
    let size = Int.random(in: 1..<30, using: &numbers)
    site.file(
      path,
      path.hasSuffix(".svg")
        ? "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(size)\" height=\"9\""
          + (chance(6) ? " onload=\"x()\"/>" : "/>")
        : String(repeating: "%PDF", count: size))
    return "change \(path)"
  }

  @discardableResult
  private mutating func writeSettings() -> String {
    let size = Int.random(in: 2..<6, using: &numbers)
    site.file(
      "content/site.yml",
      SiteFixture.config + "page-size: \(size)\nfeed-items: \(size)\n"
        + "feed-archives: \(pick(["site", "all", "none"]))\nsubtitle: \(pick(["甲", "乙"]))\n"
        + "feeds: {\(pick(["at-least: 1", "at-least: 2", "ttl: 60"]))"
        + pick(["", ", groups: [site, tags, columns]", ", groups: [sections, authors]"])
        + pick(["", ", formats: [rss, json]", ", formats: [rss]"])
        + pick(["", ", archive-by: number"]) + pick(["", ", summaries: [columns, site]"]) + "}\n"
        + "links: \(pick(["folder", "file"]))\n"
        + pick(["", "", "publish: [\"*.svg\"]\n", "publish: [files/]\n"])
        + "meetings:\n  - {title: 主题党日, start: 2026-01-17 14:00, every: 每月}\n")
    return "change site.yml"
  }

  private mutating func changeTemplate() -> String {
    if theme != nil {
      let name = pick(RandomTheme.pages)
      theme?.write(name, in: site)
      return "rewrite templates/\(name).mustache"
    }
    let name = pick(["list", "notice", "study", "home", "column", "parts/tags"])
    let own = "templates/\(name).mustache"
    if chance(3) {
      site.remove(own)
      return "remove \(own)"
    }
    let theme = packageFolder.appending(path: own)
    let text = (try? String(contentsOf: theme, encoding: .utf8)) ?? ""
    let isOfDocuments = name == "notice" || name == "study"
    let more = isOfDocuments && chance(2) ? "{{#latest}}{{title}}{{/latest}}" : "<p>\(made)</p>"
    site.file(own, text + more + (chance(3) ? "{{#site.feeds}}{{title}}{{/site.feeds}}\n" : "\n"))
    return "change \(own)"
  }

  private mutating func changeStyle() -> String {
    site.file("templates/assets/own.css", "p { order: \(Int.random(in: 0..<99, using: &numbers)) }")
    return "change a style sheet"
  }

  private mutating func changeBranch() -> String {
    let place = pick(["活动室", "二楼", "网上"])
    site.file(
      "content/branches/一支部.md",
      "---\ntitle: 第一支部\nname: 一支部\nplace: \(place)\n\(chance(2) ? "parent: 二支部\n" : "")---\n介绍。\n")
    return "change a branch"
  }

  private mutating func changeColumn() -> String {
    if chance(3) {
      site.file("content/index.md", "---\ntitle: 首页\n---\n欢迎\(made)。\n")
      made += 1
      return "change the home page"
    }
    let (title, order) = (pick(["历史", "党史"]), pick(["", "order: 1\n", "summary: 简介\n"]))
    site.file(
      "content/study/history/_column.md", "---\ntitle: \(title)\n\(order)---\n见[首页](/)。\n")
    return "change a column"
  }

  private mutating func moveInTime() -> String {
    day = Int.random(in: -12..<12, using: &numbers)
    return "now is day \(day)"
  }

  private mutating func touch() -> String {
    guard let path = documents.randomElement(using: &numbers) else { return create() }
    site.file(path, text(path))
    return "touch \(path)"
  }

  /// Changes a published file behind the generator's back, or removes it.
  private mutating func tamper() -> String {
    let paths = filesBelow(site.root.appending(path: "site")).keys.sorted()
    guard let path = paths.randomElement(using: &numbers) else { return create() }
    if chance(2) {
      site.remove("site/\(path)")
    } else {
      site.file("site/\(path)", "tampered")
    }
    return "tamper with \(path)"
  }

  private mutating func hurtCache() -> String {
    for name in filesBelow(site.root.appending(path: ".branchpress")).keys.sorted()
    where name.hasPrefix("cache") || name.hasPrefix("documents") {
      var bytes =
        (try? Data(contentsOf: site.root.appending(path: ".branchpress/\(name)"))) ?? Data()
      if bytes.isEmpty || chance(4) {
        site.remove(".branchpress/\(name)")
      } else {
        bytes[Int.random(in: 0..<bytes.count, using: &numbers)] ^= 0x10
        site.file(".branchpress/\(name)", bytes: Array(bytes))
      }
    }
    return "damage the cache"
  }

  // MARK: - Choices

  mutating func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &numbers) == 0 }

  mutating func pick<Item>(_ items: [Item]) -> Item {
    items[Int.random(in: 0..<items.count, using: &numbers)]
  }

  /// A date so many days from the fixture's now.
  private func day(_ offset: Int) -> String {
    let date = Date(timeIntervalSince1970: Double(SiteFixture.now.seconds + offset * 86_400))
    return date.ISO8601Format(.iso8601.year().month().day())
  }
}
