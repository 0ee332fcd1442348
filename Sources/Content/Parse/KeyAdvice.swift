internal import Diagnostics
internal import FrontMatter

/// Advice on a key that only another kind of document has: it names that kind. A file outside every section is probably
/// in the wrong folder.
func adviceOnKey(
  _ key: String, in section: Int?, _ kind: DocumentKind, _ config: SiteConfig
) -> KeyAdvice? {
  let meant = [key] + KeyNames.chinese.keys(named: key)
  guard
    let (owner, known) = keysOfOneKind.first(where: { $0.keys.contains(where: meant.contains) }),
    owner != kind
  else { return nil }
  let name = meant.first(where: known.contains) ?? key
  let belongs = Message(
    (name == key ? "“\(name)”" : "“\(key)”要写成“\(name)”，这") + "是\(owner.chineseName)才有的一项",
    "`\(name)` is only for documents of the kind `\(owner)`")
  if section == nil, let home = config.sections.first(where: { $0.kind == owner }) {
    let folder = "content/\(home.folder)/"
    let isStudy = owner == .study
    return KeyAdvice(
      Message(
        "\(belongs.chinese)；这个文件不在栏目里，请移到 \(folder)\(isStudy ? " 里的专栏文件夹" : "")；如果就是单页，就删去这一项",
        "\(belongs.english); move this file into \(isStudy ? "a column's folder in " : "")\(folder), "
          + "or, if it is a page, remove the field"))
  }
  return KeyAdvice(
    Message(
      "\(belongs.chinese)；\(kind.chineseName)里请删去",
      "\(belongs.english); remove it from this one, of the kind `\(kind)`"))
}

/// The keys that one kind alone has, by kind.
private let keysOfOneKind: [(kind: DocumentKind, keys: [String])] = {
  let keys = DocumentKind.allCases.map { ($0, $0.ownFields.map(\.key)) }
  return keys.map { kind, own in
    let others = Set(keys.filter { $0.0 != kind }.flatMap(\.1))
    return (kind, own.filter { !others.contains($0) })
  }
}()

/// Advice on a name in Chinese that could be of several keys.
func adviceOnUnclearName(_ key: String, _ kind: DocumentKind) -> KeyAdvice? {
  switch key {
  case "时间" where kind == .notice, "截止时间" where kind == .notice:
    KeyAdvice(
      Message(
        "发布日期写成“date”；会议、活动的时间写成“event: {start: 2026-07-01 14:30, place: 会议室}”",
        "write `date` for the date of publication, `event: {start: 2026-07-01 14:30, place: …}` for a meeting"
      ))
  case "时间" where kind != .activity:
    KeyAdvice(Message("发布日期写成“date”", "write `date` for the date of publication"))
  case "截止日期", "截止时间":
    KeyAdvice(
      Message(
        "如果通知到那天失效，写成“expires”；报名截止之类的日期，写在正文里",
        "if the notice expires on that day, write `expires`; mention other deadlines in the text"))
  case "编号":
    KeyAdvice(
      Message(
        "发文字号写成“number”，永久编号写成“id”",
        "write `number` for the document number, `id` for the permanent id"))
  case "网址", "链接":
    KeyAdvice(
      Message(
        "这一篇自己的网址写成“slug”；原文的网址写成“source: {title: 原文标题, url: 网址}”",
        "write `slug` for the document's own address, `source: {title: …, url: …}` for the address of the original"
      ))
  default: nil
  }
}

// MARK: - Keys of other systems

/// Advice on a key that other systems have: what it is called here, or that it can go.
func adviceOnForeignKey(_ key: String, _ kind: DocumentKind) -> KeyAdvice? {
  let word = plainWord(key)
  let own = ownKeys.filter { $0.others.contains(word) }.map(\.own)
  if let own = own.first(where: kind.has) {
    return KeyAdvice(Message("这一项写成“\(own)”", "write it as `\(own)`"), .rename(own))
  }
  if unusedKeys.contains(word) { return unused(key) }
  switch word {
  case "categories", "category":
    return KeyAdvice(
      Message(
        "稿件所在的文件夹就是它的栏目和专栏；要当标签用，写成“tags”；用不着，就删去这一项",
        "the folder determines the section and the column; write `tags` for tags, or remove the field"
      ))
  case "series":
    return KeyAdvice(
      Message(
        "一个系列就是 study 里的一个专栏文件夹；把文章放进去，再删去这一项",
        "a series is a column, a folder in study: put the article there and remove the field"))
  case "permalink", "url", "abbrlink", "oldurl":
    return KeyAdvice(
      Message(
        "网址由文件夹和文件名决定；旧网址写成“aliases: [/notice/old-name/]”，访问时会跳转过来",
        "the address is made from the folder and the file name; write a former address as `aliases: [/notice/old-name/]`"
      ))
  case "top", "sticky", "pin", "featured", "istop":
    return KeyAdvice(
      Message("要置顶，写成“pinned: true”", "to list the document first, write `pinned: true`"))
  case "published", "hidden", "private", "publish", "status":
    return KeyAdvice(
      Message(
        "不发布的稿件写成“draft: true”；要发布，就删去这一项",
        "write `draft: true` to keep the document unpublished, or remove the field to publish it"))
  case "password", "encrypt":
    return KeyAdvice(
      Message(
        "静态网页不能设密码：不公开的稿件写“draft: true”；要公开，就删去这一项",
        "static pages cannot have a password: write `draft: true`, or remove the field to publish the document"
      ))
  case "link", "original", "origin", "sourceurl", "originalurl":
    return KeyAdvice(
      kind == .study
        ? Message("写成“source: {title: 原文标题, url: 网址}”", "write `source: {title: …, url: …}`")
        : Message("出处写在正文里，再删去这一项", "name the source in the text and remove the field"))
  case "time" where kind == .notice, "place" where kind == .notice,
    "location" where kind == .notice, "venue" where kind == .notice, "start" where kind == .notice,
    "end" where kind == .notice:
    return KeyAdvice(
      Message(
        "会议和活动写成“event: {start: 2026-07-01 14:30, place: 会议室}”",
        "write `event: {start: 2026-07-01 14:30, place: …}`"))
  default: return own.isEmpty ? nil : unused(key)
  }
}

private func unused(_ key: String) -> KeyAdvice {
  KeyAdvice(Message("这里用不上，可以删去这一项", "the field has no effect here and can be removed"), .remove)
}

/// A key in small letters, without dashes.
private func plainWord(_ key: String) -> String {
  String(
    decoding: key.utf8.lazy.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") }
      .map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
}

/// The keys of ours that other systems have other names for, as `plainWord` writes them.
private let ownKeys: [(own: String, others: Set<String>)] = [
  (
    "date",
    [
      "pubdate", "publishdate", "publishedat", "created", "createdat", "createtime", "datetime",
      "datepublished",
    ]
  ),
  (
    "updated",
    [
      "lastmod", "lastmodified", "lastmodifiedat", "modified", "modifieddate", "updatedat",
      "updatetime", "updatedate", "datemodified", "lastupdated",
    ]
  ),
  ("issued", ["issuedate", "issueddate", "dateissued", "signdate", "signeddate", "datesigned"]),
  ("summary", ["description", "excerpt", "desc", "abstract", "intro", "subtitle", "lead"]),
  ("tags", ["tag", "keywords", "keyword", "labels"]),
  ("author", ["authors", "creator", "writer", "byline"]),
  (
    "cover",
    [
      "coverimage", "featuredimage", "image", "thumbnail", "thumb", "banner", "topimg", "indeximg",
      "headerimg", "ogimage", "img", "photo",
    ]
  ),
  ("aliases", ["redirectfrom", "alias", "oldurls"]),
  ("order", ["weight", "seriesorder", "navorder", "sidebarposition", "position", "sort", "rank"]),
  ("attachments", ["attachment", "files", "downloads"]),
  ("expires", ["expirydate", "expiredate", "expirationdate", "expiresat"]),
  ("photos", ["images", "gallery", "pictures"]),
  ("place", ["location", "venue"]),
  ("held", ["time", "start", "eventdate"]),
]

/// The keys of other systems that mean nothing to a portal.
private let unusedKeys: Set<String> = [
  "layout", "type", "toc", "tocnumber", "showtoc", "tocopen", "comments", "comment", "math",
  "mathjax", "katex", "mermaid", "lang", "language", "license", "copyright", "copyrightauthor",
  "copyrightinfo", "reward", "share", "sidebar", "aside", "nav", "markup", "outputs", "linktitle",
  "iscjklanguage", "noindex", "robots", "sitemap", "readingtime", "wordcount", "highlightshrink",
  "hiddenfromhomepage", "hiddenfromsearch", "views", "hits", "resources", "cascade", "disableshare",
  "showreadingtime", "uuid", "guid", "cid", "mid", "slugs", "translationkey", "viewport",
]

extension DocumentKind {
  /// Whether documents of the kind may have a key.
  fileprivate func has(_ key: String) -> Bool {
    fields(of: Header.self).contains { $0.key == key } || ownFields.contains { $0.key == key }
  }
}

/// Advice on a setting that other systems have: what it is called here, or where that is done.
func adviceOnForeignSetting(_ key: String) -> KeyAdvice? {
  let word = plainWord(key)
  if let own = ownSettings.first(where: { $0.others.contains(word) })?.own {
    return KeyAdvice(Message("这一项写成“\(own)”", "write it as `\(own)`"), .rename(own))
  }
  switch word {
  case "icon", "favicon", "图标":
    return KeyAdvice(
      Message(
        "把图标存成 templates/assets/icon.svg，就会代替主题的图标；再删去这一项",
        "save the icon as templates/assets/icon.svg to replace the theme's, and remove the field"))
  case "color", "colour", "colors", "themecolor", "primarycolor", "font", "css", "style", "theme",
    "颜色", "主题", "主题色", "字体", "样式":
    return KeyAdvice(
      Message(
        "颜色和样式写在自己的 templates 文件夹里，见 docs/templates.md；再删去这一项",
        "set colours and styles in a templates folder of your own, see docs/templates.md, and remove the field"
      ))
  case "menu", "nav", "navigation", "navbar", "菜单", "导航":
    return KeyAdvice(
      Message(
        "菜单里依次是 sections 中的栏目，再是写了“order”的单页；删去这一项",
        "the menu consists of the sections in their order and of pages that have an `order`; remove the field"
      ))
  case "footer", "copyright", "beian", "页脚", "版权":
    return KeyAdvice(
      Message(
        "页脚显示 organization、contact、icp、police-record、related-links 等，见 docs/site.md；删去这一项",
        "the footer shows `organization`, `contact`, `icp`, `police-record`, `related-links` and more, see docs/site.md; remove the field"
      ))
  case "email", "phone", "address", "tel", "telephone", "邮箱", "电话", "地址", "联系电话":
    return KeyAdvice(
      Message(
        "写在 contact 里：contact: {email: 邮箱, phone: 电话, address: 地址}",
        "write it in `contact`: `contact: {email: …, phone: …, address: …}`"))
  case "analytics", "googleanalytics", "baidu", "cnzz", "script", "统计":
    return KeyAdvice(
      Message(
        "网页里没有统计脚本；一定要加，就写进自己的模板，见 docs/templates.md，再删去这一项",
        "pages have no statistics script; add one in a template of your own, see docs/templates.md, and remove the field"
      ))
  default: return nil
  }
}

/// The settings of ours that other systems have other names for, as `plainWord` writes them.
private let ownSettings: [(own: String, others: Set<String>)] = [
  ("title", ["name", "sitename", "sitetitle"]),
  ("subtitle", ["tagline", "slogan"]),
  ("url", ["baseurl", "domain", "siteurl", "website", "homepage"]),
  ("language", ["lang", "locale", "languagecode", "defaultcontentlanguage"]),
  ("timezone", ["tz", "zone"]),
  ("page-size", ["paginate", "perpage", "pagesize"]),
  ("organization", ["author", "owner", "organisation", "company"]),
]
