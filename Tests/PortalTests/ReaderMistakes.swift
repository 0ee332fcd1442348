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
]

private func address(_ name: String, _ url: String) -> Mistake {
  Mistake("bad-address." + name) {
    $0.file(
      "content/site.yml",
      SiteFixture.config.replacing("https://example.org/portal/", with: "\"\(url)\""))
  }
}
