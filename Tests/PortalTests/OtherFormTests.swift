import Content
import Diagnostics
import Foundation
import Portal
import Testing

@Suite struct `What stands for several things at once` {
  @Test(arguments: [
    ("公示期: 2026年6月10日至6月16日", "publicity: {from: 2026-06-10, until: 2026-06-16}"),
    ("publicity: 2026-06-10 至 2026-06-16", "publicity: {from: 2026-06-10, until: 2026-06-16}"),
    ("会议：2026年7月10日下午2点半", "event: {start: 2026-07-10 14:30}"),
    (
      "event: 2026-07-10 14:30-16:00", "event: {start: 2026-07-10 14:30, end: 2026-07-10 16:00}"
    ),
  ])
  func `is read as them`(written: String, usual: String) {
    let site = SiteFixture().notice("a", header: "id: a\n\(written)\n")
    #expect(site.messages(.chinese, of: site.build()) == "")
    let pages = site.tree()
    site.fix()
    #expect(site.content("notice/a.md").contains("\nid: a\n\(usual)\n"))
    site.build()
    #expect(site.tree() == pages)
  }

  @Test(arguments: [
    ("来源：人民日报", "source: {title: 人民日报}"), ("source: 《求是》", "source: {title: 《求是》}"),
  ])
  func `is the title of an original`(written: String, usual: String) {
    let site = SiteFixture().file("content/study/c/_column.md", "---\ntitle: 专栏\n---\n")
      .file(
        "content/study/c/01-x.md", "---\ntitle: 一\ndate: 2026-01-01\nid: a\n\(written)\n---\n正文\n")
    #expect(site.messages(.chinese, of: site.build()) == "")
    site.fix()
    #expect(site.content("study/c/01-x.md").contains("\n\(usual)\n"))
  }

  @Test(arguments: [
    "公示期: 2026-06-10", "会议: 会议室", "event: 2026-07-10 16:00-14:30", "recipients: 各党委、党总支，机关",
    "tags: 学习 通知", "tags: [各党委、党总支, 机关]",
  ])
  func `is told where it is not plain, and not written anew`(written: String) {
    let site = SiteFixture().notice("a", header: "id: a\n\(written)\n")
    #expect(!site.build().succeeded)
    #expect(site.fix().files.isEmpty || !written.hasPrefix("tags") && !written.hasPrefix("recip"))
  }
}

@Suite struct `An id that two documents have` {
  @Test func `is told at the newer one, which mostly is a copy`() {
    let site = SiteFixture().notice("a", header: "id: x1\n", date: "2026-06-20")
      .notice("b", header: "id: x1\n", date: "2026-06-10")
      .notice("c", header: "id: x1\n", date: "2026-06-15")
    let found = site.build().diagnostics
    #expect(found.map(\.id) == ["duplicate-id", "duplicate-id"])
    #expect(
      found.map { $0.place?.file.path.split(separator: "/").last } == ["a.md", "c.md"])
  }
}
