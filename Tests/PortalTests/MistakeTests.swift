import Content
import Diagnostics
import Foundation
import Glibc
import Pages
import Portal
import Publishing
import SiteModel
import Testing

/// A site with one mistake; what is printed for it stands in `Messages/<id>.txt` in both languages.
struct Mistake: CustomTestStringConvertible {
  /// The diagnostic's id, and where one id has several causes a word behind a dot.
  let name: String
  /// The path that `explain` is asked for; nil where a build meets the mistake.
  let explained: String?
  let make: @Sendable (SiteFixture) -> Void

  init(
    _ name: String, explaining path: String? = nil,
    _ make: @escaping @Sendable (SiteFixture) -> Void
  ) {
    self.name = name
    explained = path
    self.make = make
  }

  var testDescription: String { name }
  var id: String { String(name.split(separator: ".")[0]) }
}

private let article = "---\ntitle: 文章\ndate: 2026-01-01\n---\n正文。\n"

private func header(_ name: String, _ header: String) -> Mistake {
  Mistake(name) { $0.notice("a", header: header + "\n") }
}

private func date(_ name: String, _ date: String) -> Mistake {
  Mistake(name) { $0.notice("a", date: date) }
}

private func notice(_ name: String, _ text: String) -> Mistake {
  Mistake(name) { $0.file("content/notice/a.md", text) }
}

/// With a line of `title` in place of another.
private func title(_ name: String, _ line: String) -> Mistake {
  notice(name, "---\n\(line)\ndate: 2026-06-01\n---\n正文。\n")
}

/// A settings file with `text` in place of the sections, beside a notice that lies in one.
private func settings(_ name: String, _ text: String) -> Mistake {
  Mistake(name) {
    $0.notice("a", header: "number: 支发〔2026〕1号\n")
      .file("content/site.yml", "title: 测试支部\nurl: https://example.org/portal/\n\(text)")
  }
}

/// With a value of `feeds` in `site.yml`.
private func feeds(_ name: String, _ value: String) -> Mistake {
  Mistake(name) { $0.file("content/site.yml", SiteFixture.config + "feeds: \(value)\n") }
}

private func body(_ name: String, _ body: String) -> Mistake {
  Mistake(name) { $0.notice("a", body: body) }
}

let mistakes: [Mistake] = [
  header("unknown-key", "issuser: 支委会"),
  header("unknown-key.list", "密级: 公开"),
  header(
    "unknown-key.of-other-systems", "lastmod: 2026-06-02\nlayout: post\ncategories: [通知]\ntop: true"
  ),
  settings(
    "unknown-key.settings-of-other-systems",
    "logo: logo.png\ncolor: red\nmenu: [首页]\nfooter: 版权所有\ntagline: 一句话\nphone: 1\nsections: {notice: {kind: notice}}\n"
  ),
  header("unknown-key.unclear", "时间: 2026-07-10 14:30\n截止日期: 2026-07-10\n编号: 3\n网址: a"),
  header("duplicate-key.in-chinese", "标题: 又一个"),
  header("unknown-key.of-another-kind", "reading: 必读"),
  Mistake("unknown-key.outside-every-section") {
    $0.file("content/a.md", "---\ntitle: 通知\nissuer: 支委会\n发文字号: 1号\nreading: 必读\n---\n")
  },
  header("wrong-type", "pinned: 第一"),
  header("wrong-type.qr", "qr: 右下角"),
  header("wrong-type.list", "tags: 学习、党史，党课"),
  header("wrong-type.list-with-blanks", "tags: 学习 通知"),
  title("wrong-type.title-in-brackets", "title: [紧急]"),
  header("wrong-type.mapping", "event: 会议"),
  notice("wrong-type.top", "---\n- 通知\n---\n正文。\n"),
  date("bad-date", "2026年6月31日"),
  date("bad-date.day", "2026-07-32"),
  date("bad-date.hour", "2026-07-03 9:5"),
  date("bad-date.two-times", "2026/7/3 9:00-11:00"),
  date("bad-date.chinese-figures", "二〇二六年七月三日凌晨九点半"),
  header("bad-date.order", "event: {start: 2026-06-10 16:00-14:30}"),
  header("updated-before-date", "updated: 2026-01-01"),
  header("issued-after-date", "issued: 2026-06-02"),
  header("imprint-of-letter", "form: letter\nimprint: {office: 支部办公室}"),
  header("seal-without-issuer", "seal: true"),
  header(
    "printed-before-issued",
    "issued: 2026-05-30\nimprint: {office: 支部办公室, date: 2026-05-29}"),
  header(
    "publicity-with-recipients",
    "publicity: {from: 2026-06-10, until: 2026-06-16}\nrecipients: [各党小组]"),
  header("reissue-before-date", "reissue: 2026-05-20"),
  header("repeated-reissue", "reissue: [2026-06-10, 2026-06-10]"),
  header("reason-without-reissue", "reason: 时间改为下午3点"),
  header("reason-without-reissue.too-many", "reissue: 2026-06-10\nreason: [时间, 地点]"),
  header("reissue-to-come", "reissue: 2026-07-10"),
  header("bad-date.reissue", "reissue: [2026-06-10, 明天]"),
  Mistake("unknown-key.reissue-of-a-page") {
    $0.file("content/a.md", "---\ntitle: 单页\nreissue: 2026-06-10\n---\n正文。\n")
  },
  Mistake("missing-document") {
    $0.notice("meeting").notice("a", header: "corrects: meting.md\n")
  },
  header("missing-document.itself", "corrects: a.md"),
  header("missing-document.replaced", "replaces: old.md"),
  Mistake("missing-document.ending") { $0.notice("old").notice("a", header: "replaces: old\n") },
  header("two-ends", "event: {start: 2026-06-10 14:30-16:00, end: 2026-06-10 17:00}"),
  header("start-without-time", "event: {start: 2026-06-10, end: 2026-06-10 17:00}"),
  header("wrong-type.reminder", "event: {start: 2026-06-10 14:30, remind: 99999}"),
  Mistake("wrong-type.event-minutes") {
    $0.file("content/site.yml", SiteFixture.config + "event-minutes: 0\nremind: -5\n")
  },
  date("bad-date.midnight", "2026-07-03 24:00"),
  date("bad-date.no-date", "明天"),
  header("dates-out-of-order", "publicity: {from: 2026-06-10, until: 2026-06-01}"),
  header("full-width-comma", "recipients: [各党委、党总支, 机关各部门]"),
  header("comment-in-value", "issuer: 党委 #二"),
  header("comment-in-value.whole", "summary: #1 号文件"),
  header("curly-quotes", "tags: [通知, “学习”]"),
  header("curly-quotes.key", "“issuer”: 支委会"),
  title("curly-quotes.text", "title: “通知”"),
  notice("missing-field", "---\ndate: 2026-06-01\n---\n正文。\n"),
  header("duplicate-key", "title: 又一个"),
  title("bad-yaml", "title: 召开: 大会"),
  title("bad-yaml.number-sign", "title: 通知: 开会 #1"),
  header("bad-yaml.tab", "event:\n\tstart: 2026-06-01"),
  header("bad-yaml.bracket", "tags: [学习"),
  title("bad-yaml.quotes", "title: \"关于\"大会\"的通知\""),
  title("bad-yaml.text-behind-quotes", "title: \"紧急\"通知"),
  title("bad-yaml.unclosed-quotes", "title: \"通知"),
  title("bad-yaml.bracket-in-front", "title: [紧急] 通知"),
  title("bad-yaml.sign-in-front", "title: @全体党员"),
  header("bad-yaml.dash-in-front", "tags: - 学习 - 通知"),
  header("bad-yaml.empty-item", "tags: [学习, , 通知]"),
  header("bad-yaml.too-far-right", " issuer: 支委会"),
  header("bad-yaml.not-aligned", "event:\n  start: 2026-06-10\n place: 会议室"),
  header("bad-yaml.no-colon", "issuer 支委会"),
  header("bad-yaml.text-in-header", "各党支部要做好准备"),
  header("bad-yaml.backslash", "cover: \"照片\\大会.jpg\""),
  header("bad-yaml.else", "summary: \"\\xZ\""),
  header("yaml-too-deep", "tags: " + String(repeating: "[", count: 40)),
  header("yaml-unsupported", "issuer: *group"),
  notice("unclosed-front-matter", "---\ntitle: 一\ndate: 2026-06-01\n"),
  notice("unclosed-front-matter.dashes", "---\ntitle: 一\ndate: 2026-06-01\n———\n正文。\n"),
  notice("no-front-matter", "关于召开大会的通知\n\n正文。\n"),
  notice("no-front-matter.dashes", "———\ntitle: 一\n———\n正文。\n"),
  notice("no-front-matter.indented", " ---\ntitle: 一\n---\n正文。\n"),
  notice("no-front-matter.second-line", "通知\n---\ntitle: 一\n---\n正文。\n"),
  notice("no-front-matter.only-second", "title: 一\n---\n正文。\n"),
  notice("no-front-matter.one-line", "--- title: 一\n---\n正文。\n"),
  notice("empty-file", ""),
  Mistake("empty-file.site") { $0.notice("a").file("content/site.yml", "\n") },
  notice("not-text", "PK\u{3}\u{4}[Content_Types].xml word/document.xml"),
  notice("not-text.pdf", "%PDF-1.7\n"),
  Mistake("not-text.picture") {
    $0.file("content/notice/a.md", bytes: [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10])
  },
  notice("not-text.archive", "PK\u{3}\u{4}photo.jpg"),
  settings("unknown-key.sections", "Sections:\n  notice: {kind: notice}\n"),
  settings("wrong-type.kind", "sections:\n  notice: {kind: news}\n"),
  settings("wrong-type.section", "sections:\n  notice: 通知公告\n"),
  settings("unknown-key.sections-not-indented", "sections:\nnotice: {kind: notice}\n"),
  settings("missing-field.kind", "sections:\n  notice: {title: 通知公告}\n"),
  settings("bad-yaml.site", "sections:\n  notice:\n    kind: notice\n   title: 通知公告\n"),
  settings("yaml-too-deep.site", "sections: " + String(repeating: "[", count: 40) + "\n"),
  Mistake("bad-email") {
    $0.file("content/site.yml", SiteFixture.config + "contact: {email: zhibu＠example。org}\n")
  },
  Mistake("bad-email.feedback") {
    $0.file("content/site.yml", SiteFixture.config + "feedback: {email: yijian＠example。org}\n")
  },
  Mistake("bad-police-record") {
    $0.file("content/site.yml", SiteFixture.config + "police-record: 京ICP备00000000号\n")
  },
  Mistake("missing-field.related-link") {
    $0.file("content/site.yml", SiteFixture.config + "related-links: [{title: 街道}]\n")
  },
  Mistake("bad-address.related-link") {
    $0.file(
      "content/site.yml", SiteFixture.config + "related-links: [{title: 街道, url: jiedao}]\n")
  },
  body("raw-html", "<div onclick=\"x()\">正文</div>"),
  body("unsafe-address", "[打开](javascript:alert(1))"),
  Mistake("no-alternative-text") {
    $0.file(
      "content/notice/a.svg", #"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>"#
    ).notice("a", body: "![](a.svg)")
  },
  body("unclosed-element", "<u>正文"),
  body("unclosed-comment", "正文\n\n<!-- 批注\n"),
  body("missing-footnote", "正文[^1]。"),
  body("unused-footnote", "正文。\n\n[^1]: 脚注"),
  body("nested-too-deep", String(repeating: "> ", count: 65) + "正文"),
  body("unread-link", "见[通知](会议 通知.pdf)。"),
  body("indented-prose", "    各支部要认真学习，按时参加。"),
  body("lines-run-together", "会议时间：周五\n会议地点：会议室\n请准时参加。"),
  body("uneven-tabs", "姓名\t票数\n张三\t20\t无"),
  body("joined-to-list", "- 第一项\n　　以上事项请遵照执行。"),
  body("joined-to-list.without-indent", "- 第一项。\n以上事项请遵照执行。"),
  body("signature-in-text", "正文。\n\n中共示例支部委员会\n2026年6月1日"),
  notice(
    "signature-in-text.followed",
    "---\ntitle: 一\ndate: 2026-06-01\nissuer: 支委会\n---\n正文。\n\n支委会\n\n2026年6月1日\n\n（此件公开发布）\n"),
  header("wrong-type.names-with-blanks", "author: 张大三 李小四"),
  body("unread-strike", "时间：～～3月1日～～3月2日。"),
  body("unread-list.task", "[ ] 缴纳党费"),
  body("unread-link.heading", "见[时间](#会议 时间)。\n\n## 会议 时间"),
  Mistake("missing-link-target.folder") {
    $0.file("content/activity/b/index.md", "---\ntitle: 活动\nheld: 2026-02-01\n---\n正文。\n")
      .notice("a", body: "见[活动](../b/index.md)。")
  },
  Mistake("id-in-template") {
    $0.file("templates/partials/extra.mustache", "<p id=\"news\"></p>").notice("a", body: "## News")
  },
  Mistake("unread-strings") { $0.file("templates/strings/zh-CN.yml", "home: 主页\n") },
  body("unread-table", "| 姓名 | 票数 |\n| 张三 | 20 |"),
  body("unread-table.dashes", "| 姓名 | 票数 |\n| —— | —— |\n| 张三 | 20 |"),
  body("unread-table.wide-bars", "｜姓名｜票数｜\n｜张三｜20｜"),
  body("unread-table.empty-lines", "| 姓名 |\n\n| --- |\n\n| 张三 |"),
  body("unread-link.picture", "![](IMG 1.PNG)"),
  body("unread-link.wide-brackets", "见[附件]（附件.md）。"),
  body("raw-html.markdown", "<b>甲</b>和<font color=\"red\">乙</font>"),
  body("raw-html.text", "List<String> 的类型"),
  body("html-anchor", "<a id=\"agenda\"></a>\n\n## 议程"),
  body("unclosed-code", "甲\n\n```\n乙"),
  body("unread-link.gap", "见[附件] (附件.md)。"),
  body("unread-link.quotes", "见[附件](附件.md “附件”)。"),
  body("unread-link.disk", "见[附件](C:\\我的 文档\\附件.docx)。"),
  Mistake("unread-link.mark") {
    $0.file(
      "content/notice/a.svg", #"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>"#
    ).notice("a", body: "！[图](a.svg)")
  },
  body("unsafe-address.disk", "见[附件](C:\\文档\\附件.docx)。"),
  body("unread-footnote", "甲[^1］。\n\n[^1]: 乙"),
  body("missing-footnote.near", "甲[^来源一]，乙[^来源]。\n\n[^来源]: 丙"),
  body("missing-footnote.defined", "甲[^2]，乙[^1]。\n\n[^1]: 丙"),
  body("unread-alert", "> ［!NOTE］\n> 甲"),
  body("unread-alert.title", "> [!TIP] 题目\n> 甲"),
  body("unread-heading", "#议程\n\n##时间"),
  body("unread-list", "-甲\n-乙\n\n1.丙"),
  body("unread-emphasis", "请＊＊务必＊＊到会。"),
  body("unread-container", ":::tip\n甲\n:::"),
  body("unread-contents", "[TOC]"),
  Mistake("unread-wiki-link") {
    $0.notice("a", body: "见[[议程]]和![[会场.svg]]。").notice("议程")
      .file("content/notice/会场.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
  },
  body("unread-highlight", "请==务必==到会。"),
  body("unread-note", "甲^[注释]。"),
  body("unread-template", "{{< figure >}}"),
  body("unread-attributes", "甲{.note}"),
  body("unread-formula", "面积是 $x^2$。"),
  body("unread-link.no-file", "见[附件](附件1 党员（样表）.docx)。"),
  notice("key-below-front-matter", "---\ntitle: 通知\ndate: 2026-06-01\n---\npinned: true\n\n正文。\n"),
  notice(
    "key-below-front-matter.repeated", "---\ntitle: 通知\ndate: 2026-06-01\n---\ntitle: 又一个\n\n正文。\n"),
  notice(
    "key-below-front-matter.other", "---\ntitle: 通知\ndate: 2026-06-01\n---\n\norder: 1\n正文。\n"),
  Mistake("missing-place") {
    $0.notice("b", body: "## 一、会议时间").notice("a", body: "见[时间](b.md#一、会议时间)。")
  },
  Mistake("missing-place.same-page") { $0.notice("a", body: "## 时间\n\n## 地点\n\n见[上面](#会场)。") },
  Mistake("missing-place.no-heading") { $0.notice("b").notice("a", body: "见[时间](b.md#时间)。") },
  body("repeated-footnote", "正文[^1]。\n\n[^1]: 脚注\n\n[^1]: 又一个"),
  header("too-many", "tags: [" + (1...40).map { "标签\($0)" }.joined(separator: ", ") + "]"),
  header("too-many.aliases", "aliases:\n" + (1...101).map { "  - /old/\($0)/\n" }.joined()),
  settings(
    "too-many.sections",
    "sections:\n" + (1...201).map { "  s\($0): {kind: notice, title: 栏目}\n" }.joined()),
  Mistake("too-many.menu") { site in
    for page in 100...200 {
      site.file("content/p\(page).md", "---\ntitle: 单页\norder: \(page)\n---\n正文。\n")
    }
  },
  header("front-matter-too-large", "summary: |\n" + String(repeating: "  摘要摘要摘要\n", count: 20_000)),
  Mistake("bad-id") { $0.notice("a", header: "id: 通知一\n") },
  Mistake("bad-slug") { $0.notice("a", header: "slug: a/b\n") },
  Mistake("bad-alias") { $0.notice("a", header: "aliases: [../../etc]\n") },
  header("alias-with-query", "aliases: [/show.asp?id=3]"),
  header("alias-with-site", "aliases: [/portal/notice/old/]"),
  header("relative-alias", "aliases: [old/notice]"),
  Mistake("same-but-for-case") { $0.notice("plan").notice("Plan") },
  Mistake("same-but-for-case.generated") {
    $0.notice("a", header: "tags: [学习]\n").file("content/Tags.md", "---\ntitle: 标签\n---\n")
  },
  Mistake("same-name") {
    $0.file("content/notice/cafe\u{301}.pdf", "甲").file("content/notice/caf\u{E9}.pdf", "乙")
  },
  header("remote-file", "cover: https://example.com/1.jpg"),
  header("remote-file.attachment", "attachments: [https://example.com/a.pdf]"),
  Mistake("bad-author") { $0.notice("a", header: "author: \"!!\"\n") },
  Mistake("bad-tag") { $0.notice("a", header: "tags: [\"!!\"]\n") },
  Mistake("bad-address") {
    $0.file(
      "content/study/c/a.md",
      article.replacingOccurrences(
        of: "---\n正", with: "source: {title: 原文, url: \"javascript:alert(1)\"}\n---\n正"))
  },
  Mistake("bad-address.site") {
    $0.file("content/site.yml", SiteFixture.config.replacingOccurrences(of: "https://", with: ""))
  },
  Mistake("bad-address.www") {
    $0.file(
      "content/site.yml",
      SiteFixture.config.replacingOccurrences(of: "https://example.org/portal/", with: "www.党建.中国"))
  },
  Mistake("bad-identity") {
    $0.file(
      "content/site.yml",
      SiteFixture.config.replacingOccurrences(of: "example.org,2025", with: "我们支部"))
  },
  Mistake("bad-timezone") {
    $0.file("content/site.yml", SiteFixture.config + "timezone: Asia/Shangai\n")
  },
  Mistake("missing-logo") {
    $0.file("content/site.yml", SiteFixture.config + "logo: images/logo.png\n")
  },
  Mistake("bad-logo") {
    $0.file("content/site.yml", SiteFixture.config + "logo: logo.txt\n")
      .file("content/logo.txt", "标志")
  },
  Mistake("metadata-left.damaged") {
    $0.notice("a", body: "![图](a.jpg)")
      .file(
        "content/notice/a.jpg",
        bytes: [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 2, 1, 1, 0x11, 0, 0xFF, 0])
  },
  Mistake("metadata-left.raw") {
    $0.notice("a", body: "[图](a.dng)")
      .file(
        "content/notice/a.dng",
        bytes: Array("II*\0".utf8) + [8, 0, 0, 0, 1, 0, 0x12, 0xC6, 1, 0, 4, 0, 0, 0, 1, 4]
          + [0, 0, 0, 0, 0, 0])
  },
  Mistake("metadata-left.intricate") {
    $0.notice("a", body: "[图](a.jpg)")
      .file(
        "content/notice/a.jpg",
        bytes: [0xFF, 0xD8]
          + (0...20_000).flatMap { _ in [0xFF, 0xFE, 0, 2, 0xFF, 0x01] as [UInt8] })
  },
  Mistake("names-in-properties") {
    $0.notice("a", body: "[一](a.pdf)、[二](b.pdf)、[三](c.pdf)")
    for name in ["a", "b", "c"] {
      $0.file("content/notice/\(name).pdf", "%PDF-1.4\n<< /Author (Author \(name)) >>\n")
    }
  },
  Mistake("logo-not-in-feeds") {
    $0.file("content/site.yml", SiteFixture.config + "logo: logo.svg\n")
      .file("content/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
  },
  Mistake("missing-band") {
    $0.file("content/site.yml", SiteFixture.config + "band: images/band.jpg\n")
  },
  Mistake("bad-band") {
    $0.file("content/site.yml", SiteFixture.config + "band: band.txt\n")
      .file("content/band.txt", "横幅")
  },
  Mistake("bad-card") { $0.notice("a").file("content/card.png", bytes: smallPNG) },
  Mistake("bad-icon") { $0.notice("a").file("content/icon-192.png", bytes: smallPNG) },
  Mistake("bad-icon.favicon") { $0.notice("a").file("content/favicon.ico", bytes: smallPNG) },
  Mistake("bad-colour") {
    $0.file("content/site.yml", SiteFixture.config + "accent: 中国红\n")
  },
  Mistake("pale-colour") {
    $0.file("content/site.yml", SiteFixture.config + "accent: \"#e60012\"\n")
  },
  Mistake("missing-document.menu") {
    $0.file("content/site.yml", SiteFixture.config + "menu: [notice, abuot.md]\n")
      .file("content/about.md", "---\ntitle: 关于\n---\n介绍。\n")
  },
  Mistake("missing-field.menu") {
    $0.file("content/site.yml", SiteFixture.config + "menu: [notice, {title: 学习}]\n")
  },
  Mistake("wrong-type.hours") {
    $0.file("content/site.yml", SiteFixture.config + "skip-hours: [22, 23, 24]\n")
  },
  feeds("wrong-type.feeds", "[rss, atom]"),
  feeds("wrong-type.feed-formats", "{formats: RSS和Atom}"),
  feeds("wrong-type.feed-formats-without-rss", "{formats: [atom, json]}"),
  feeds("wrong-type.feed-groups", "{groups: [栏目, 标签, 党小组]}"),
  feeds("wrong-type.feed-groups-in-wide-commas", "{groups: [sections，tag]}"),
  feeds("wrong-type.feed-archives", "{archives: yes, archive-by: month}"),
  feeds("wrong-type.feed-numbers", "{items: 0, at-least: 0, ttl: 0}"),
  feeds("wrong-type.feed-texts", "{formats: some, summaries: some, archive-texts: rs}"),
  feeds("unknown-key.feeds", "{at-lest: 2, feed-items: 20, format: rss, size: 1}"),
  Mistake("unknown-key.outside-feeds") {
    $0.file("content/site.yml", SiteFixture.config + "at-least: 1\narchive-by: number\n")
  },
  Mistake("duplicate-key.feeds") {
    $0.file(
      "content/site.yml",
      SiteFixture.config + "feed-items: 20\nhub: https://a.example/\n"
        + "feeds: {items: 30, hub: https://b.example/}\n")
  },
  Mistake("feeds-left-out") { $0.leavesFeedsOut("") },
  Mistake("feeds-left-out.beside-others") { $0.leavesFeedsOut("feeds: {items: 30}\n") },
  Mistake("bad-address.hub") {
    $0.file("content/site.yml", SiteFixture.config + "hub: hub.example.org\n")
  },
  Mistake("no-such-meeting") { $0.meeting("by: 星期\n    except: [2026-04-20]") },
  Mistake("meeting-skips-months") { $0.meeting("until: 2026-12-31", start: "2026-01-31") },
  Mistake("missing-field.meeting") { $0.meeting("by: 星期", every: nil) },
  Mistake("bad-date.meeting") { $0.meeting("except: [4月18日]") },
  Mistake("duplicate-id.meeting") {
    $0.file(
      "content/branches/one.md",
      """
      ---
      title: 第一党支部
      meetings:
        - {title: 支委会, start: 2026-01-10 19:30, every: 每月}
        - {title: 支委会, start: 2026-01-20 19:30, every: 每月}
      ---

      """)
  },
  Mistake("unknown-branch") {
    $0.file("content/branches/one.md", "---\ntitle: 第一党支部\nname: 一支部\n---\n")
      .notice("a", header: "branch: 一支布部\n")
  },
  Mistake("article-outside-column") { $0.file("content/study/a.md", article) },
  Mistake("duplicate-address") {
    $0.notice("a").file(
      "content/notice/b.md", "---\ntitle: 二\ndate: 2026-06-01\nslug: a\n---\n正文。\n")
  },
  Mistake("duplicate-address.section") { $0.notice("index") },
  Mistake("duplicate-id") { $0.notice("a", header: "id: x1\n").notice("b", header: "id: x1\n") },
  Mistake("missing-link-target") {
    $0.notice("meeting").notice("a", body: "第一行。\n\n见[通知](meting.md)。")
  },
  Mistake("missing-picture") { $0.notice("a", body: "![合影](photos/1.jpg)") },
  Mistake("missing-file") {
    $0.file("content/notice/plan.pdf", "%PDF").notice("a", header: "attachments: [plann.pdf]\n")
  },
  Mistake("link-outside") { $0.notice("a", body: "[密码](../../../etc/passwd)") },
  Mistake("link-to-unpublished") {
    $0.notice("b", date: "2027-01-01").notice("a", body: "见[下一份](b.md)。")
  },
  Mistake("missing-template") { $0.notice("a", header: "template: notise\n") },
  Mistake("bad-file-name") { site in
    let bytes = Array((site.root.path + "/content/").utf8) + [0xB5, 0xB3, 0]
    let descriptor = unsafe bytes.withUnsafeBufferPointer { pointer in
      unsafe pointer.withMemoryRebound(to: CChar.self) { path in
        unsafe path.baseAddress.map { unsafe open($0, O_CREAT, 0o644) } ?? -1
      }
    }
    close(descriptor)
  },
  Mistake("invalid-utf8") {
    $0.file("content/notice/a.md", bytes: Array("---\ntitle: 一\n---\n好".utf8) + [0xE5, 0x85, 0x0A])
  },
  Mistake("not-utf8") {
    // “---\ntitle: 通知\n…” in GB 18030.
    $0.file(
      "content/notice/a.md",
      bytes: Array("---\ntitle: ".utf8) + [0xCD, 0xA8, 0xD6, 0xAA]
        + Array("\ndate: 2026-06-01\n---\n".utf8) + [0xD5, 0xFD, 0xCE, 0xC4, 0x0A])
  },
  Mistake("file-system") {
    $0.notice("a").file("blocked", "a file, no folder")
    try? FileManager.default.createDirectory(
      atPath: $0.root.path + "/.branchpress", withIntermediateDirectories: true)
    try? FileManager.default.createDirectory(
      atPath: $0.root.path + "/.branchpress/lock", withIntermediateDirectories: true)
  },
  Mistake("symbolic-link") {
    try? FileManager.default.createSymbolicLink(
      atPath: $0.root.path + "/content/link.md", withDestinationPath: "/etc/hostname")
  },
  Mistake("too-deep") {
    $0.file("content/" + String(repeating: "a/", count: 40) + "x.md", "正文")
  },
  Mistake("output-is-link") {
    try? FileManager.default.createSymbolicLink(
      atPath: $0.root.path + "/site", withDestinationPath: "/tmp")
  },
  Mistake("link-in-output") {
    $0.notice("a").build()
    $0.remove("site/notice").notice("a", body: "改过。")
    try? FileManager.default.createSymbolicLink(
      atPath: $0.root.path + "/site/notice", withDestinationPath: "/tmp")
  },
  Mistake("not-regular") {
    _ = unsafe mkfifo($0.root.path + "/content/pipe", 0o644)
  },
  Mistake("bad-file-name.control") { $0.file("content/a\n../b/x.txt", "甲") },
  Mistake("file-and-folder") {
    $0.file("content/about.md", "---\ntitle: 关于\n---\n").file("content/about", "甲")
  },
  Mistake("file-and-folder.tags") {
    $0.notice("a", header: "tags: [甲]\n").file("content/tags", "")
  },
  settings(
    "bad-folder", "sections:\n  \"../evil\": {kind: notice, title: 通知}\n"),
  header("unusable-address", "aliases: [/\(String(repeating: "长长的/", count: 200))]"),
  Mistake("foreign-files") { $0.file("site/own.txt", "自己的") },
  Mistake("foreign-file") {
    $0.build()
    $0.file("site/notice/a/index.html", "自己的").notice("a")
  },
  Mistake("not-a-picture") {
    $0.file("content/activity/d/1.heic", "x")
      .file(
        "content/activity/d/index.md", "---\ntitle: 活动\nheld: 2026-02-01\nphotos: [1.heic]\n---\n")
  },
  Mistake("not-a-picture.body") {
    $0.file("content/notice/plan.pdf", "%PDF").notice("a", body: "![计划](plan.pdf)")
  },
  Mistake("not-a-picture.video") {
    $0.file("content/notice/a.avi", "RIFF").notice("a", body: "![讲课录像](a.avi)")
  },
  Mistake("photo-not-shown") {
    $0.file("content/activity/d/IMG_1.heic", "x")
      .file("content/activity/d/index.md", "---\ntitle: 活动\nheld: 2026-02-01\n---\n正文。\n")
  },
  Mistake("no-alternative-text.video") {
    $0.file("content/notice/a.mp4", "x").notice("a", body: "![](a.mp4)")
  },
  Mistake("misplaced-column") { $0.file("content/study/_column.md", "---\ntitle: 专栏\n---\n") },
  Mistake("duplicate-branch") {
    $0.file("content/branches/one.md", "---\ntitle: 第一党支部\nname: 一支部\n---\n")
      .file("content/branches/two.md", "---\ntitle: 第二党支部\nname: 一支部\n---\n")
  },
  Mistake("no-settings") {
    $0.remove("content/site.yml").file("content/site.yml.txt", "title: 站点\n")
  },
  Mistake("no-content") { $0.remove("content") },
  Mistake("odd-name") { $0.file("content/notice/a.md.txt", "---\ntitle: 通知\n---\n") },
  Mistake("missing-file.scheduled") {
    $0.notice("a", header: "attachments: [a.pdf]\n", date: "2027-01-01")
  },
  Mistake("not-a-section") { $0.file("content/通知/a.md", article) },
  Mistake("not-a-section.nothing-like-it") { $0.file("content/公文/a.md", article) },
  Mistake("unused-file") { $0.notice("a").file("content/notice/第四讲.docx", "x") },
  Mistake("sample-text") {
    $0.file("content/branches/a.md", "---\ntitle: 请改成支部全称\nplace: 请改成活动地点\n---\n正文。\n")
  },
  Mistake("empty-text") { $0.notice("a", body: "") },
  body("empty-text.placeholder", "在这里写正文。"),
  Mistake("unknown-word") { $0.file("templates/strings/zh.yml", "subscrbe: 订\n") },
  Mistake("replaced-style") { $0.file("templates/assets/style.css", "h1 { color: red }\n") },
  Mistake("meeting-twice") {
    $0.meeting("by: 星期", start: "2026-01-17 09:00").file(
      "content/notice/a.md",
      "---\ntitle: 主题党日通知\ndate: 2026-06-01\nevent: {start: 2026-06-20}\n---\n正文。\n")
  },
  Mistake("renamed") {
    $0.notice("a").build()
    $0.remove("content/notice/a.md").file(
      "content/notice/b.md", "---\ntitle: 通知a\ndate: 2026-06-01\n---\n正文。\n")
  },
  Mistake("renamed.tell") {
    $0.file("content/site.yml", SiteFixture.config + "moved: tell\n")
      .notice("a").notice("c", header: "id: n3\n").build()
    $0.remove("content/notice/a.md").file(
      "content/notice/b.md", "---\ntitle: 通知a\ndate: 2026-06-01\n---\n正文。\n"
    ).notice("c", header: "id: n3\nslug: d\n")
  },
  Mistake("moved") {
    $0.notice("a", header: "id: n1\n").build()
    $0.remove("content/notice/a.md").notice("b", header: "id: n1\n")
  },
  Mistake("bad-redirect") {
    $0.notice("a", header: "id: n1\n").file(
      "content/redirects.yml", "/old/: {a: n1}\n/x/../../y: n1\n")
  },
  Mistake("bad-redirect.list") { $0.notice("a").file("content/redirects.yml", "- /old/\n") },
  Mistake("redirect-to-nothing") {
    $0.notice("a").file("content/redirects.yml", "/old/: 20260601-abcdef\n")
  },
  Mistake("identity-changed") {
    $0.build()
    $0.file(
      "content/site.yml",
      SiteFixture.config.replacingOccurrences(of: "example.org,2025", with: "example.net,2026"))
  },
  Mistake("unknown-path", explaining: "notice/meting/") { $0.notice("meeting") },
  Mistake("unknown-path.document", explaining: "content/notice/meting.md") { $0.notice("meeting") },
  Mistake("unknown-path.template", explaining: "templates/notise.mustache") { $0.notice("a") },
  Mistake("unknown-path.other-site", explaining: "https://example.com/notice/") { $0.notice("a") },
  Mistake("unknown-path.nothing-like-it", explaining: "zzz") { $0.notice("a") },
  Mistake("template-unclosed-section") {
    $0.file("templates/home.mustache", "<h1>\n{{#site}}首页</h1>\n")
  },
  Mistake("template-unknown-name") { $0.file("templates/home.mustache", "{{site.tittle}}\n") },
  Mistake("template-unknown-partial") {
    $0.file("templates/home.mustache", "{{>partials/heder}}\n")
  },
]

extension SiteFixture {
  /// A site whose settings kept a tag's feed and numbered archives, before these did.
  fileprivate func leavesFeedsOut(_ settings: String) {
    notice("a", header: "tags: [学习]\n").notice("b")
    file(
      "content/site.yml", Self.config + "feeds: {items: 1, at-least: 1, archive-by: number}\n")
    build()
    file("content/site.yml", Self.config + settings)
  }

  /// A site with one meeting, on the third Saturday of January at first.
  @discardableResult
  fileprivate func meeting(
    _ more: String, start: String = "2026-01-17", every: String? = "每月"
  ) -> Self {
    let every = every.map { "every: \($0)\n    " } ?? ""
    return file(
      "content/site.yml",
      Self.config + "meetings:\n  - title: 主题党日\n    start: \(start)\n    \(every)\(more)\n")
  }
}

/// Whether a text has a single one with the plural of its noun.
private func hasWrongPlural(_ text: String) -> Bool {
  text.contains(/\b1 (?:(?:more|other|such) )?(?!is\b|was\b)[a-z]+s\b/)
}

@Suite struct `Every mistake` {
  @Test(arguments: mistakes + readerMistakes)
  func `is told in both languages with its place and a way out`(mistake: Mistake) throws {
    let site = SiteFixture()
    mistake.make(site)
    let found =
      mistake.explained.map { explain($0, of: site.options).findings.all }
      ?? site.build().diagnostics
    #expect(found.contains { $0.id.description == mistake.id && $0.suggestion != nil })
    let text =
      site.messages(.chinese, of: found) + "----\n\n" + site.messages(.english, of: found)
    let golden = packageFolder.appending(path: "Tests/PortalTests/Messages/\(mistake.name).txt")
    if renewsGoldenFiles { try text.write(to: golden, atomically: true, encoding: .utf8) }
    #expect(text == (try? String(contentsOf: golden, encoding: .utf8)))
    #expect(!hasWrongPlural(text), "one thing is counted as many")
  }

  @Test(arguments: [
    ("note: 1 errors in the file", true), ("1 more problems", true), ("11 files", false),
    ("1 file is left", false), ("from 1 to 3 files", false),
  ])
  func `that counts one thing as many is found`(text: String, isFound: Bool) {
    #expect(hasWrongPlural(text) == isFound)
  }

  @Test func `that the sources can report has a case here`() throws {
    let folders = ["Sources/Portal", "Sources/FrontMatter", "Sources/Markdown"]
    let reported = folders.reduce(into: Set<String>()) { ids, folder in
      for (path, data) in filesBelow(packageFolder.appending(path: folder))
      where path.hasSuffix(".swift") {
        let text = String(decoding: data, as: UTF8.self)
        for match in text.matches(
          of: /(?:Diagnostic\(\s*\.\w+, |id: |fail\(\s*|isImage \? )"([a-z0-9-]+)"/)
        {
          ids.insert(String(match.1))
        }
        // A switch over what can be found, each with its id.
        for list in text.matches(of: /var id: String \{(?s:.*?)\n  \}/) {
          ids.formUnion(list.0.matches(of: /: "([a-z0-9-]+)"/).map { String($0.1) })
        }
      }
      #expect(!ids.isEmpty)
    }
    // These need two processes, two builds, or a command of their own, or only a command meets them; their tests stand
    // elsewhere.
    let elsewhere: Set = [
      "cache-damaged", "cache-foreign", "changed-meanwhile", "not-as-clean",
      "build-running", "drafts-into-site", "site-into-drafts", "output-overlaps", "output-unclear",
      "not-empty", "already-there", "cannot-move",
      "no-section",
      "unknown-column",
      "column-needed", "missing-title", "no-id", "other-form", "unknown-name", "untouched-block",
      "unused-template", "file-exists", "no-own-file", "no-theme-file",
      "no-libvips", "no-page", "page-not-built", "page-not-published", "unusable-logo",
    ]
    let covered = Set((mistakes + readerMistakes).map(\.id)).union(elsewhere)
    #expect(reported.subtracting(covered).sorted() == [])
  }

  /// The inputs in which other than one message is right, with their number and the reason.
  private static let several: [String: (count: Int, reason: String)] = [
    "bad-publish": (2, "two items are wrong"),
    "bad-redirect": (2, "two lines are wrong"),
    "duplicate-key.feeds": (2, "two lines are wrong"),
    "not-admitted-target": (2, "the file is kept out, and a link needs it"),
    "not-admitted-target.picture": (2, "the file is kept out, and the page needs it"),
    "not-admitted.folder": (2, "two kinds of files"),
    "odd-name.copy": (2, "two files"),
    "raw-html.markdown": (2, "two elements"),
    "renamed": (2, "the guid changed, and the address"),
    "renamed.tell": (2, "two documents"),
    "taken-alias": (2, "two aliases"),
    "taken-alias.page": (2, "two documents"),
    "unknown-key.feeds": (4, "as many keys"),
    "unknown-key.of-other-systems": (4, "as many keys"),
    "unknown-key.outside-feeds": (2, "as many keys"),
    "unknown-key.settings-of-other-systems": (6, "as many keys"),
    "unknown-key.unclear": (4, "as many keys"),
    "unread-container": (2, "the line that begins it and the one that ends it"),
    "unread-heading": (2, "two lines"),
    "unread-link.picture": (2, "there is neither the file nor a text for it"),
    "unread-list": (3, "three lines"),
    "unread-wiki-link": (2, "a link and a picture"),
    "unused-publish": (5, "three items, and two files that they were meant for"),
    "wrong-type.event-minutes": (2, "two settings"),
    "wrong-type.feed-archives": (2, "two settings"),
    "wrong-type.feed-numbers": (3, "as many settings"),
    "wrong-type.feed-texts": (3, "as many settings"),
  ]

  @Test(arguments: mistakes + readerMistakes)
  func `brings one message for each thing that is wrong`(mistake: Mistake) {
    let site = SiteFixture()
    mistake.make(site)
    let found =
      mistake.explained.map { explain($0, of: site.options).findings.all }
      ?? site.build().diagnostics
    let count = found.reduce(0) { $0 + 1 + $1.unlisted }
    #expect(count == Self.several[mistake.name]?.count ?? 1, "\(found.map(\.id))")
  }

  @Test func `that brings several messages is there`() {
    let names = Set((mistakes + readerMistakes).map(\.name))
    #expect(Self.several.keys.filter { !names.contains($0) } == [])
  }

  @Test func `of one run is told at once, in order`() {
    let site = SiteFixture()
      .notice("b", header: "issuser: 支委会\n", body: "[无](x.md)")
      .notice("a", header: "pinned: 第一\n")
      .file("templates/home.mustache", "{{#site}}")
    let report = site.build()
    #expect(
      report.diagnostics.map { $0.id.description } == [
        "wrong-type", "unknown-key", "missing-link-target", "template-unclosed-section",
      ])
    #expect(!report.succeeded)
  }
}
