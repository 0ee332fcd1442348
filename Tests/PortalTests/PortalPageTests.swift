import Content
import Portal
import Testing

@Suite struct `The portal's pages` {
  private static func event(_ day: String, _ more: String = "") -> String {
    "event: {start: 2026-\(day) 09:00, place: 会议室\(more)}\n"
  }

  /// The addresses of the days on the home page, in order.
  private func days(_ site: SiteFixture) -> [Substring] {
    (site.output("index.html") ?? "").matches(of: /class="day-text"><a href="([^"]*)"/).map(\.1)
    // The style sheet shows five; the others are for readers who come when the first are over.
  }

  @Test func `show the next events on the home page, and none that is cancelled or over`() {
    let site = SiteFixture()
    for number in 1...6 { site.notice("n\(number)", header: Self.event("08-0\(7 - number)")) }
    site.notice("over", header: Self.event("01-02"))
    site.notice("off", header: Self.event("08-01", ", cancelled: true"))
    #expect(site.build().succeeded)
    #expect(days(site) == (1...6).reversed().map { "notice/n\($0)/" })
    site.notice("n6", header: Self.event("09-01"))
    #expect(site.build().succeeded)
    #expect(days(site).dropLast() == (1...5).reversed().map { "notice/n\($0)/" }[...])
    #expect(days(site).last == "notice/n6/")
    let incremental = site.tree()
    site.build { $0.ignoresCache = true }
    #expect(site.tree() == incremental)
  }

  @Test func `have the years of their documents as headings, behind what is pinned`() {
    let site = SiteFixture()
    site.notice("a", date: "2025-03-01").notice("b", header: "pinned: true\n", date: "2025-03-01")
    site.notice("c")
    #expect(site.build().succeeded)
    func outline() -> [Substring] {
      (site.output("notice/index.html") ?? "")
        .matches(of: /class="(?:year|entry-title)"[^>]*>([^<]*)</).map(\.1)
    }
    #expect(outline() == ["通知b", "2026年", "通知c", "2025年", "通知a"])
    site.notice("a", date: "2024-03-01")
    #expect(site.build().succeeded)
    #expect(outline() == ["通知b", "2026年", "通知c", "2024年", "通知a"])
  }

  @Test func `show no more columns and branches on the home page than home-items`() {
    let site = SiteFixture(config: SiteFixture.config + "home-items: 2\n")
    for number in 1...3 {
      site.file("content/study/c\(number)/_column.md", "---\ntitle: 专栏\(number)\n---\n")
        .file(
          "content/study/c\(number)/a.md",
          "---\ntitle: 文章\(number)\ndate: 2026-06-01\n---\n正文。\n")
      site.file("content/branches/b\(number).md", "---\ntitle: 支部\(number)\n---\n正文。\n")
    }
    #expect(site.build().succeeded)
    let home = site.output("index.html") ?? ""
    #expect(home.contains("study/c2/") && !home.contains("study/c3/"))
    #expect(home.contains("branches/b2/") && !home.contains("branches/b3/"))
  }
}
