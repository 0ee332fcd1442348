/// What could run in a reader's browser, take the place of the theme's files, or show what nobody wrote.
let readerMistakes: [Mistake] = [
  Mistake("control-character") { $0.notice("a", body: "通\u{7}知\u{1B}[31m。\n\n换\u{C}页。") },
  Mistake("control-character.value") { $0.notice("a", header: "issuer: \"支\\0委\"\n") },
  Mistake("control-character.settings") {
    $0.file("content/site.yml", SiteFixture.config + "subtitle: \"学\\e[2J习\"\n")
  },
  Mistake("control-character.number") { $0.notice("a", body: "**党员**&#27;[31m大会") },
  Mistake("damaged-text") { $0.notice("a", header: "issuer: 支\u{FFFD}会\n", body: "坏\u{FFFD}字") },
  Mistake("second-document") {
    $0.file("content/site.yml", SiteFixture.config + "---\nsubtitle: 学习\n")
  },
  Mistake("second-document.header") { $0.notice("a", header: "--- # 以下\nissuer: 支委会\n") },
  Mistake("yaml-unsupported.anchor") {
    $0.file("content/site.yml", "&a title: 测试\n" + SiteFixture.config.dropFirst(12))
  },
  Mistake("yaml-unsupported.tag") { $0.notice("a", header: "!!str issuer: 支委会\n") },
  Mistake("yaml-unsupported.merge-key") { $0.notice("a", header: "<<: {issuer: 支委会}\n") },
  Mistake("yaml-unsupported.directive") {
    $0.file("content/site.yml", "%YAML 1.2\n---\n" + SiteFixture.config)
  },
  address("no-host", "https:///x/"), address("port", "https://example.org:99999/"),
  address("user", "https://zhibu:mima@example.org/"), address("host", "https://[::1/"),
  address("blank", "https://a b/"), address("query", "https://example.org/?a=1"),
  Mistake("bad-publish") {
    $0.file("content/site.yml", SiteFixture.config + "publish: [../x.html, \"a*b.html\"]\n")
  },
  Mistake("unused-publish") {
    $0.file("content/site.yml", SiteFixture.config + "publish: [about/mapp.html, slides, x.js]\n")
      .file("content/about/map.html", "<p>").file("content/slides/index.html", "<p>")
  },
  Mistake("not-admitted") { $0.file("content/x.PHP", "<?php") },
  Mistake("not-admitted.folder") {
    for name in ["index.html", "a.html", "b.html"] { $0.file("content/slides/\(name)", "<p>") }
    $0.file("content/slides/deck.js", "x()")
  },
  Mistake("not-admitted.settings") { $0.file("content/web.config", "<x/>") },
  Mistake("not-admitted.drawing") {
    $0.file(
      "content/notice/a.svg",
      "<svg xmlns=\"http://www.w3.org/2000/svg\">\n  <a xlink:href=\"&#106;avascript:x()\"/>\n</svg>\n"
    )
  },
  Mistake("not-admitted.broken-drawing") { $0.file("content/a.svg", "<svg") },
  Mistake("not-admitted-target") {
    $0.file("content/notice/map.html", "<p>").notice("a", body: "见[地图](map.html)。")
  },
  Mistake("not-admitted-target.picture") {
    $0.file("content/activity/d/1.svg", "<svg onload=\"x()\"/>").file(
      "content/activity/d/index.md", "---\ntitle: 活动\nheld: 2026-02-01\nphotos: [1.svg]\n---\n")
  },
  Mistake("replaces-output") { $0.file("content/assets/style.css", "*{}") },
  Mistake("replaces-output.not-found") { $0.file("content/404.html", "<p>") },
  Mistake("replaces-output.letter-case") { $0.file("content/Assets/ICON.svg", "<svg/>") },
  Mistake("replaces-output.feed") { $0.notice("a").file("content/notice/feed.json", "{}") },
  Mistake("replaces-output.home") {
    $0.file("content/site.yml", SiteFixture.config + "publish: [\"*.html\"]\n")
      .file("content/index.html", "<p>")
  },
  Mistake("taken-alias") { $0.notice("a", header: "aliases: [/rss.xml, /index.html]\n") },
  Mistake("taken-alias.page") {
    $0.notice("b").notice("a", header: "aliases: [/notice/b/]\n")
      .file("content/c.md", "---\ntitle: 丙\naliases: [/old/]\n---\n")
      .file("content/d.md", "---\ntitle: 丁\naliases: [/old]\n---\n")
  },
  Mistake("odd-name.copy") {
    $0.file("content/notice/#a.md#", "---\n").file("content/notice/b.md.orig", "---\n")
  },
]

private func address(_ name: String, _ url: String) -> Mistake {
  Mistake("bad-address." + name) {
    $0.file(
      "content/site.yml",
      SiteFixture.config.replacing("https://example.org/portal/", with: "\"\(url)\""))
  }
}
