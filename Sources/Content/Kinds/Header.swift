package import Dates
internal import Diagnostics
internal import Files
package import FrontMatter

/// The front matter that every kind shares.
package struct Header: FieldList {
  /// The title of the document, which is required, with a zero-width space where the author has marked that a line may end;
  /// empty where it is missing.
  package var markedTitle = ""
  /// The date of publication, nil where none is written.
  package var date: Moment?
  /// The date of the last change, nil where none is written.
  @Rare package var updated: Moment?
  /// The permanent id, of ASCII letters, digits, `-`, `_` and `.`, or a path; nil where the document's own path is the id.
  package var id: Field<String>?
  /// The last segment of the address, nil where the file's name is used.
  @Rare package var slug: Field<String>?
  /// The summary, nil where the first paragraph is used.
  @Rare package var summary: String?
  /// The tags in the order in which they are written, at most 32.
  package var tags: [Field<String>] = []
  /// The authors in the order in which they are written, at most 32.
  package var authors: [Field<String>] = []
  /// The name or file name of the branch that the document belongs to, nil where none is named.
  @Rare package var branch: Field<String>?
  /// Whether the document is a draft, which is not published.
  package var isDraft = false
  /// Whether the document comes first in lists.
  package var isPinned = false
  /// The former addresses that redirect to the document, as paths of the site; at most 100.
  package var aliases: [Field<String>] = []
  /// The path of the cover picture, relative to the document; nil where there is none.
  @Rare package var cover: Field<String>?
  /// The template for the document's page, nil for the template of its kind.
  @Rare package var template: Field<String>?
  /// The rules by which the text is read, nil for those of the site.
  @Rare package var markdown: MarkdownDialect?
  /// Whether the document's page shows its address as a QR code, nil where its kind decides.
  @Rare package var hasQRCode: Bool?
  /// Whether the document's files are published without what they tell about persons, places and devices, nil where the
  /// document does not say; they are.
  @Rare package var isStripped: Bool?
  /// The editor who is responsible for the text, nil where none is named.
  @Rare package var editor: String?
  /// The people who reviewed the text before it was published, nil where none are named.
  @Rare package var reviewers: Reviewers?

  /// A header of absent fields.
  package init() {}

  /// The title without marks, as everything but pages has it.
  package var title: String { withoutBreakMarks(markedTitle) }

  /// Passes every field to a visitor, once, in the order of the documentation.
  package mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable) {
    visitOwn(&visitor)
    visitRelations(&visitor)
  }

  /// Passes what a document says of itself.
  private mutating func visitOwn(_ visitor: inout some FieldVisitor & ~Copyable) {
    visitor.visit(
      &markedTitle, "title", as: .title,
      FieldText(
        "标题，必填", "title, required", hint: Message("加一行“title: 标题”", "add a line `title: …`"),
        names: ["标题", "题目", "题名", "名称", "站点名称", "站名", "支部名称"]))
    visitor.visit(
      &date, "date", as: .dated,
      FieldText(
        "发布日期；通知、文章必填；活动可以不写，不写则用 `held`",
        "date of publication; required for `study` and `notice`; an activity uses `held` by default",
        example: "TODAY", names: ["日期", "发布日期", "发布时间", "发文日期"]))
    visitor.visit(
      &updated, "updated",
      FieldText(
        "最近修改的日期", "date of the last change", example: "LATER",
        names: ["更新", "更新日期", "更新时间", "修改日期", "修改时间"]))
    visitor.visit(
      &id, "id", as: .id,
      FieldText(
        "永久编号，由 `branchpress new` 自动给出，和发文字号无关；改名、移动、改标题，都不要改它",
        "permanent id, made by `branchpress new`; never change it; without one the path is the id",
        type: "text: letters, digits, `-`, `_`, `.`; or a path", names: ["永久编号", "标识"]))
    visitor.visit(
      &slug, "slug", as: .slug,
      FieldText(
        "网址的最后一段；不写则用文件名", "last segment of the address; by default the file name",
        example: "short-name", names: ["短名", "网址名"]))
    visitor.visit(
      &summary, "summary",
      FieldText(
        "摘要；不写则取正文第一段", "summary; by default the first paragraph", example: "一两句话的摘要",
        names: ["摘要", "概要", "内容摘要", "简介", "说明", "描述", "导语"]))
  }

  /// Passes what a document says of the people who answer for its text.
  private mutating func visitSignatures(_ visitor: inout some FieldVisitor & ~Copyable) {
    visitor.visit(
      &editor, "editor", as: .relation,
      FieldText(
        "责任编辑，显示在文末", "the editor responsible for the text, shown at its end", example: "姓名",
        names: ["责任编辑", "责编", "编辑"]))
    visitor.visit(
      &reviewers, "reviewers", as: .relation,
      FieldText(
        "审核：初审（`first`）、复审（`second`）、终审（`final`）各是谁，可以只写其中几项；显示在文末",
        "the people who reviewed the text: first, second and final review, each optional; shown at its end",
        example: Reviewers.example, names: ["审核", "审核人", "审稿", "三审三校"]))
  }

  /// Passes what a document says of its place among others.
  private mutating func visitRelations(_ visitor: inout some FieldVisitor & ~Copyable) {
    visitor.visit(
      &tags, "tags", as: .tags,
      FieldText("标签", "tags", example: "[学习]", names: ["标签", "关键词", "关键字", "分类"]))
    visitor.visit(
      &authors, "author", as: .authors,
      FieldText(
        "作者，不止一位写成 `[甲, 乙]`；每位有自己的页面，满三篇有订阅源",
        "author, or a list of authors; each has a page, and feeds from the third document on",
        example: "作者", type: "text, or list of text",
        names: ["作者", "撰稿", "撰稿人", "供稿", "通讯员"]))
    visitSignatures(&visitor)
    visitor.visit(
      &branch, "branch", as: .relation,
      FieldText(
        "所属支部：支部名录里的简称或文件名", "branch: its short name or file name in the directory",
        example: "支部简称", names: ["支部", "所属支部", "党支部"]))
    visitor.visit(
      &isDraft, "draft", as: .relation,
      FieldText(
        "写 `true` 表示草稿，不发布", "`true` for a draft, which is not published", example: "true",
        names: ["草稿"]))
    visitor.visit(
      &isPinned, "pinned", as: .relation,
      FieldText("写 `true` 表示置顶", "`true` to list it first", example: "true", names: ["置顶"]))
    visitor.visit(
      &aliases, "aliases", as: .aliases,
      FieldText(
        "旧网址，访问时跳转到本页：写站内的路径，如 `/notice/old-name/`；不能写网页、订阅源、附件正在用的网址",
        "former addresses that redirect here: paths of the site that nothing else uses",
        example: "[/notice/old-name/]", names: ["旧网址", "旧地址"]))
    visitor.visit(
      &cover, "cover",
      FieldText(
        "封面图片：相对于本文件的路径", "cover picture: path relative to this file", example: "cover.jpg",
        type: "path", names: ["封面", "封面图", "封面图片"]))
    visitor.visit(
      &template, "template", as: .relation,
      FieldText(
        "改用 `templates/` 里的另一个模板", "template to use instead of the kind's own", names: ["模板"]))
    visitor.visit(
      &markdown, "markdown", as: .relation,
      FieldText(
        "写 `strict`（严格），行首空格、行末换行和制表符都按 Markdown 的规定处理；见 [markdown.md](markdown.md)",
        "`strict`: indentation, line ends and tabs as in CommonMark; see [markdown.md](markdown.md)"
      ))
    visitor.visit(
      &hasQRCode, "qr", as: .relation,
      FieldText(
        "写 `true` 则在文末显示本页网址的二维码，打印时也有；通知和活动本来就有，写 `false` 则不要",
        "`true` for a QR code of the page's address at its end, in print too; notices and activities have one unless it is `false`",
        example: "true", names: ["二维码", "显示二维码"]))
    visitor.visit(
      &isStripped, "strip", as: .relation,
      FieldText(
        "写 `false` 则保留图片、视频、附件里的拍摄地点、设备、作者等信息；不写都会去掉；见 [pictures.md](pictures.md)",
        "`false` to keep the place, device, author and the like in the document's pictures, videos and attachments, which are removed otherwise; see [pictures.md](pictures.md)",
        example: "false", names: ["去除隐私", "清除隐私", "隐私清理"]))
  }
}

extension FieldRules {
  fileprivate static var dated: FieldRules { FieldRules(needs: [.study, .notice]) }
  /// The rules of a title, in which `||` marks where a line may end.
  static var title: FieldRules { FieldRules(form: withBreakMarks) }
  /// The rules of a permanent id, which becomes part of a `tag:` URI (RFC 4151).
  static var id: FieldRules { FieldRules(isContent: false, fault: faultOfID) }
  static var slug: FieldRules { FieldRules(isContent: false, fault: faultOfSlug) }
  /// The rules of tags. Each tag has a page and feeds, which contain the document once more.
  fileprivate static var tags: FieldRules { FieldRules(isContent: false, most: 32) }
  /// The rules of authors, each of whom has a page and feeds too.
  fileprivate static var authors: FieldRules {
    FieldRules(isContent: false, most: 32, areNames: true)
  }
  /// The rules of former addresses, each of which becomes a page of its own.
  fileprivate static var aliases: FieldRules { FieldRules(isContent: false, most: 100) }
}

/// The fault of a text that cannot be a permanent id, nil if it can. A path can, since a document without an id has its
/// path as one, and keeps it when it is moved.
@Sendable private func faultOfID(_ id: String) -> FieldFault? {
  let isPlain = id.utf8.allSatisfy { byte in
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D
      || byte == 0x5F || byte == 0x2E
  }
  if isPlain || id.utf8.contains(slash) && FilePath(id) != nil { return nil }
  return FieldFault(
    id: "bad-id",
    message: Message(
      "永久编号“id”只能用英文字母、数字和“-”“_”“.”",
      "`id` may contain only the letters A–Z and a–z, digits, `-`, `_` and `.`"),
    suggestion: Message(
      "例如 20260701-7k3mzq；发文字号写成“number”",
      "for example, 20260701-7k3mzq; write a document number as `number`"))
}

/// Whether a text, such as the path of a document without an id, can be a permanent id.
package func canBeID(_ text: String) -> Bool { faultOfID(text) == nil }

extension FieldParser {
  /// Notes that a document has no `id`, if its path can be one: feeds go on to know it by that, wherever it is moved.
  mutating func noteMissingID(_ path: String) {
    if canBeID(path) { reader.noteMissingID(path) }
  }
}

@Sendable private func faultOfSlug(_ slug: String) -> FieldFault? {
  if isAddressSegment(slug) { return nil }
  return FieldFault(
    id: "bad-slug",
    message: Message(
      "“slug”是网址的一段，不能含有“/”“\\”“?”“#”等符号或空格，也不能以“.”开头",
      "`slug` is one segment of an address: it must not contain spaces or `/`, `\\`, `?`, `#` and the like, or begin with a dot"
    ),
    suggestion: Message("例如 spring-study", "for example, spring-study"))
}

/// Whether a text can be one segment of an address and of a path in every file system.
package func isAddressSegment(_ text: String) -> Bool {
  !text.isEmpty && text.utf8.count <= 200 && text.utf8.first != UInt8(ascii: ".")
    && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !#"/\?#%*:|"<>"#.utf8.contains($0) }
}
