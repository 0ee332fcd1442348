import Foundation

@testable import Content
@testable import Pages
@testable import Portal
@testable import Publishing
@testable import SiteModel

/// Changes of what is no document: files, settings, the theme, branches, columns, the home page, the time, and what
/// builds left.
extension RandomEditor {
  /// Writes a drawing, whose width is its size, with more attributes perhaps, or something else.
  func write(file path: String, size: Int, more: String = "") {
    site.file(
      path,
      path.hasSuffix(".svg")
        ? "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(size)\" height=\"9\"\(more)/>"
        : String(repeating: "%PDF", count: size))
  }

  mutating func changeFile() -> String {
    if files.count < 6 {
      made += 1
      files.append("content/files/f\(made).\(pick(["svg", "pdf"]))")
    }
    let path = pick(files)
    write(
      file: path, size: Int.random(in: 1..<30, using: &numbers),
      more: chance(6) ? " onload=\"x()\"" : "")
    return "change \(path)"
  }

  @discardableResult
  mutating func writeSettings() -> String {
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

  mutating func changeTemplate() -> String {
    if theme != nil {
      let name = pick(RandomTheme.pages)
      theme?.write(name, in: site)
      return "rewrite templates/\(name).mustache"
    }
    let name = pick(["list", "notice", "study", "home", "column", "partials/tags"])
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

  mutating func changeStyle() -> String {
    site.file("templates/assets/own.css", "p { order: \(Int.random(in: 0..<99, using: &numbers)) }")
    return "change a style sheet"
  }

  /// Writes a branch as it is at first.
  func writeAnew(_ path: String, _ index: Int) {
    site.file(path, "---\ntitle: 支部\(index)\nplace: 活动室\n---\n介绍。\n")
  }

  mutating func changeBranch() -> String {
    let path = pick(Self.branches)
    // What is not published cannot be named.
    let header = lines(
      "header", fields(of: Header.self), of: path, never: ["draft", "date", "template"])
    write(header + lines("directory", DocumentKind.directory.ownFields, of: path), to: path)
    return "change \(path)"
  }

  mutating func changeColumn() -> String {
    let path = "content/study/\(pick(["history", "02-law"]))/_column.md"
    write(lines("column", fields(of: ColumnDetails.self), of: path), to: path)
    return "change \(path)"
  }

  mutating func changeHome() -> String {
    let path = "content/index.md"
    if chance(4) {
      site.remove(path)
      return "remove \(path)"
    }
    write(
      lines("header", fields(of: Header.self), of: path, never: ["slug", "template"]), to: path)
    return "change \(path)"
  }

  mutating func moveInTime() -> String {
    day = Int.random(in: -12..<12, using: &numbers)
    return "now is day \(day)"
  }

  mutating func touch() -> String {
    guard let path = documents.randomElement(using: &numbers) else { return create() }
    site.file(path, text(path))
    return "touch \(path)"
  }

  /// Changes a published file behind the generator's back, or removes it.
  mutating func tamper() -> String {
    let paths = filesBelow(site.root.appending(path: "site")).keys.sorted()
    guard let path = paths.randomElement(using: &numbers) else { return create() }
    if chance(2) {
      site.remove("site/\(path)")
    } else {
      site.file("site/\(path)", "tampered")
    }
    return "tamper with \(path)"
  }

  mutating func hurtCache() -> String {
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
}
