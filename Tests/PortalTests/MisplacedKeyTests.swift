import Diagnostics
import Portal
import Testing

@Suite struct `Keys below the front matter` {
  private func told(_ body: String) -> [Diagnostic] {
    SiteFixture().file("content/notice/a.md", "---\ntitle: 甲\ndate: 2026-06-01\n---\n" + body)
      .build()
      .diagnostics.filter { $0.id == "key-below-front-matter" }
  }

  @Test(arguments: [
    "pinned: true\n\n正文。\n", "\npinned: true\n正文。\n", "tags: [学习]\nissuer: 支委会\n\n正文。\n",
    "标签: [学习]\n\n正文。\n",
    "order: 1\n\n正文。\n", "title: 又一个\n正文。\n", "summary:\n正文。\n", "pinned: true\r\n正文。\r\n",
  ])
  func `are told`(body: String) {
    #expect(told(body).count == 1)
    #expect(told(body).first?.suggestion != nil)
  }

  @Test func `are moved above the line by the fix`() throws {
    let body = "tags: [学习]\nissuer: 支委会\n\n正文。\n"
    let fixes = try #require(told(body).first).fixes
    var bytes = Array(("---\ntitle: 甲\ndate: 2026-06-01\n---\n" + body).utf8)
    for fix in fixes.reversed() { bytes.replaceSubrange(fix.range, with: fix.text.utf8) }
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "---\ntitle: 甲\ndate: 2026-06-01\ntags: [学习]\nissuer: 支委会\n---\n\n正文。\n")
  }

  @Test(arguments: [
    "正文。\n\npinned: true\n", "Title: the text\n", "会议时间：周五\n", "时间: 周五\n", "pinned\\: true\n",
    "`pinned: true`\n",
    "pinned:true\n", "\n标签: [学习]\n", "https://a.cn/b\n", "",
  ])
  func `and what only looks like them are told apart`(body: String) {
    #expect(told(body).isEmpty)
  }
}
