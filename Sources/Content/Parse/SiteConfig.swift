internal import ByteText
package import Dates
package import Diagnostics
package import Feeds
package import FrontMatter

/// The settings of `site.yml`, checked.
package struct SiteConfig: Sendable {
  /// The language of the site.
  package enum Language: Sendable { case chinese, english }
  /// The answer to a document whose address has changed and that names no former one: a redirect, a warning, or nothing.
  package enum Moved: Sendable { case redirect, tell, ignore }

  /// The title of the site, which is required; empty where it is missing.
  package var title = ""
  /// The subtitle, nil where none is given.
  package var subtitle: String?
  /// The description of the site, nil where none is given.
  package var description: String?
  /// The absolute address of the site, with a slash at its end.
  package var url = "https://example.org/"
  /// The authority that coins the `tag:` URIs of ids (RFC 4151), which stays the same when the address changes; nil
  /// where the written one is not valid.
  package var identity: TagAuthority?
  /// The language in which the site and its messages to readers are written.
  package var language = Language.chinese
  /// Whether a Chinese site is in traditional characters.
  package var isTraditional = false
  /// The time zone of the site's clocks.
  package var zone = Zone.shanghai
  /// The organisation that publishes the site, nil where none is named.
  package var organization: String?
  /// The e-mail address of the contact, nil where none is given or it is not valid.
  package var email: String?
  /// The telephone number of the contact, nil where none is given.
  package var phone: String?
  /// The postal address of the contact, nil where none is given.
  package var place: String?
  /// The path of the file of the logo as it is written, relative to `content/`; nil where none is given.
  package var logo: Field<String>?
  /// The path of the picture behind the home page's title as it is written, relative to `content/`; nil where none is given.
  package var band: Field<String>?
  /// The colour of bands and links, nil for that of the theme.
  package var accent: AccentColour?
  /// The ICP licence number, nil where none is given.
  package var icp: String?
  /// The registration of the site with the police, nil where none is given.
  package var policeRecord: PoliceRecord?
  /// The body under whose supervision the site is (主管单位), nil where none is named.
  package var supervisor: String?
  /// The body that runs the site for the organisation (承办单位), nil where none is named.
  package var operatingBody: String?
  /// The ways to write to the organisation, nil where none is given.
  package var feedback: Feedback?
  /// The menu, nil where the sections and the single pages with an `order` make it up.
  package var menu: [ConfiguredLink]?
  /// The links to pages and sites at the foot of each page.
  package var footerLinks: [ConfiguredLink] = []
  /// The links to sites of other organisations at the foot of each page.
  package var relatedLinks: [ConfiguredLink] = []
  /// The sections in the order of `site.yml`.
  package var sections: [SectionConfig] = []
  /// The meetings of the whole site; branches have their own.
  package var meetings: [Meeting] = []
  /// The minutes that an event lasts in calendars where its end is not written.
  package var eventMinutes = 60
  /// The number of minutes before an event at which its calendar file reminds of it, 0 for no reminder.
  package var remind = 0
  /// Whether the site's calendar has a page too, where there is anything on it.
  package var hasCalendarPage = true
  /// Whether the site has a search: a page, and the index that the page reads.
  package var hasSearch = true
  /// The answer to a document whose address has changed since the last build.
  package var moved = Moved.redirect
  /// Whether links contain `index.html`, so that the site can be read from a folder without a server.
  package var linksToFiles = false
  /// The folders of `content/` in whose documents HTML is kept as it is written.
  var trustedFolders: [String] = []
  /// The rules by which texts are read whose documents name none.
  var markdown = MarkdownDialect.lenient
  /// The files of `content/` that are published even though they could run programs in a browser.
  package var publish = PublishRules()
  /// Whether all sections could be read; otherwise nothing reliable can be reported about the documents in them.
  package var isWhole = true
  /// The number of entries on a page of a list.
  package var pageSize = 20
  /// The settings of feeds.
  package var feeds = FeedSettings()
  /// The number of entries of a list on the home page.
  package var homeItems = 6

  /// Settings without a title and sections, with the defaults for everything else.
  package init() {}

  /// The identity as it is written, empty where there is none.
  package var identityName: String { identity?.name ?? "" }
  /// The language as a BCP 47 tag.
  package var languageTag: String {
    language == .english ? "en" : isTraditional ? "zh-Hant" : "zh-CN"
  }
  /// The path of the theme's file with the words of the site's language.
  package var wordsFile: String {
    language == .english
      ? "strings/en.yml" : isTraditional ? "strings/zh-Hant.yml" : "strings/zh.yml"
  }

  /// Whether HTML in the document at `path` is kept as it is written.
  package func trustsHTML(in path: String) -> Bool {
    trustedFolders.contains { isBelow(path, $0) }
  }

  /// The address as links within the site contain it.
  package func link(_ address: Address) -> String {
    linksToFiles ? Address(path: address.outputPath).encoded : address.encoded
  }

  /// The generator's own words in the site's language.
  package var words: Words { Words(isChinese: language == .chinese, isTraditional: isTraditional) }

  /// The index of the section that contains the file at `path`, relative to `content/`: the one with the longest
  /// matching folder. Nil for a file outside every section.
  package func section(holding path: String) -> Int? {
    var found: Int?
    for index in sections.indices where isBelow(path, sections[index].folder) {
      let length = sections[index].folder.utf8.count
      if found.map({ sections[$0].folder.utf8.count < length }) ?? true { found = index }
    }
    return found
  }
}

/// A folder of `content/` that is a section.
package struct SectionConfig: Sendable {
  /// The path of the folder relative to `content/`, without a slash at its ends.
  package let folder: String
  /// The kind of the documents in the folder.
  package let kind: DocumentKind
  /// The title of the section; the folder's path where none is given.
  package let title: String
  /// The description of the section, nil where none is given.
  package let description: String?
}

/// The largest number of trusted folders: each document is looked for in all of them.
private let mostTrustedFolders = 100

/// Reads `site.yml`. A setting that is not valid is reported and replaced by its default, so that the documents can
/// still be checked. A `baseURL` replaces the site's address in the file; `notingForms` is that of `parseDocument`.
package func parseSiteConfig(
  _ source: SourceFile, at baseURL: String? = nil, notingForms: Bool = false,
  diagnostics: inout [Diagnostic]
) -> SiteConfig {
  var config = SiteConfig()
  config.isWhole = false
  guard
    let root = parseYAML(
      source, in: 0..<source.bytes.count, names: .chinese, notingForms: notingForms,
      diagnostics: &diagnostics)
  else {
    return config
  }
  var fields = FieldReader(root, in: source, names: .chinese, notingForms: notingForms)
  fields.parsed = diagnostics
  guard case .mapping(let entries) = root.content, !entries.isEmpty else {
    diagnostics += fields.diagnostics.isEmpty ? [emptyFile(source)] : fields.diagnostics
    return config
  }
  readIdentity(&fields, into: &config)
  config.url = baseURL ?? config.url
  readContact(&fields, into: &config)
  config.isWhole = readSections(&fields, among: entries, into: &config)
  config.trustedFolders = fields.texts("trusted-html", atMost: mostTrustedFolders).map { field in
    field.value.split(separator: "/").joined(separator: "/").composed
  }
  config.markdown = fields.choice("markdown", MarkdownDialect.spellings)?.value ?? config.markdown
  config.publish = parsePublishRules(&fields)
  config.meetings = parseMeetings(&fields, zone: config.zone)
  config.eventMinutes =
    readCount(&fields, "event-minutes", within: 1...10_080, example: 90) ?? config.eventMinutes
  config.remind =
    readCount(&fields, "remind", within: reminderMinutes, example: 30) ?? config.remind
  config.hasCalendarPage = fields.flag("calendar-page")?.value ?? true
  config.hasSearch = fields.flag("search")?.value ?? true
  config.moved =
    fields.choice(
      "moved",
      [
        "redirect": SiteConfig.Moved.redirect, "tell": .tell, "ignore": .ignore, "跳转": .redirect,
        "提醒": .tell, "不管": .ignore,
      ])?.value ?? config.moved
  config.linksToFiles =
    fields.choice("links", ["folder": false, "file": true])?.value ?? config.linksToFiles
  config.pageSize = readCount(&fields, "page-size") ?? config.pageSize
  config.feeds = parseFeedSettings(&fields, zone: config.zone)
  config.homeItems = readCount(&fields, "home-items") ?? config.homeItems
  config.isWhole = config.isWhole && !fields.isMisspelt("sections")
  fields.finish(elsewhere: {
    adviceOnSection($0, in: entries) ?? adviceOnFeeds($0) ?? adviceOnForeignSetting($0)
  })
  diagnostics += fields.diagnostics
  return config
}

private func readIdentity(_ fields: inout FieldReader, into config: inout SiteConfig) {
  let title = fields.requiredText(
    "title", hint: Message("加一行“title: 网站名称”", "add a line `title: …`"))
  config.title = title?.value ?? ""
  config.subtitle = fields.text("subtitle")?.value
  config.description = fields.text("description")?.value
  let url = fields.requiredText(
    "url",
    hint: Message(
      "加一行“url: https://……/”，写网站上传后的网址", "add a line `url: https://…/` with the site's address"))
  if let url { readURL(url, &fields, into: &config) }
  let identity = fields.text("identity")
  config.identity = TagAuthority(identity?.value ?? defaultIdentity(config.url))
  if let identity, config.identity == nil {
    fields.report(
      id: "bad-identity", identity.range,
      Message("永久标识“identity”要写域名和年份", "`identity` must be a domain and a year"),
      suggestion: Message(
        "例如 \(defaultIdentity(config.url))", "for example, \(defaultIdentity(config.url))"))
  }
  let language = fields.choice(
    "language",
    [
      "zh-CN": (SiteConfig.Language.chinese, isTraditional: false), "zh": (.chinese, false),
      "zh-Hant": (.chinese, true), "en": (.english, false),
    ],
    meant: [
      "中文": "zh-CN", "汉语": "zh-CN", "简体中文": "zh-CN", "简体": "zh-CN", "zh-cn": "zh-CN",
      "zh_CN": "zh-CN",
      "zh-Hans": "zh-CN", "Chinese": "zh-CN", "英文": "en", "英语": "en", "English": "en",
      "en-US": "en",
      "en-GB": "en", "繁体中文": "zh-Hant", "繁体": "zh-Hant", "繁體中文": "zh-Hant", "繁體": "zh-Hant",
      "正體中文": "zh-Hant", "zh-TW": "zh-Hant", "zh-HK": "zh-Hant", "zh-MO": "zh-Hant",
      "zh_TW": "zh-Hant",
      "zh_HK": "zh-Hant",
    ])
  if let language { (config.language, config.isTraditional) = language.value }
  if let zone = fields.text("timezone") { readZone(zone, &fields, into: &config) }
}

private func readURL(
  _ url: Field<String>, _ fields: inout FieldReader, into config: inout SiteConfig
) {
  if let address = baseAddress(url.value) {
    config.url = address
    return
  }
  let hasQuery = url.value.utf8.contains { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
  let why =
    AddressFault(of: url.value)?.message
    ?? (hasQuery
      ? Message("不能带“?”或“#”", "it must not contain `?` or `#`") : AddressFault.host.message)
  let meant = baseAddressMeant(by: url.value)
  fields.report(
    id: "bad-address", url.range,
    Message("“url”不是完整的网址：\(why.chinese)", "`url` is not a complete address: \(why.english)"),
    suggestion: meant.map { Message("写成 \($0)", "write \($0)") }
      ?? Message("例如 https://example.org/portal/", "for example, https://example.org/portal/"),
    fixes: hasQuery ? [] : meant.map { [Replacement(url.range, $0)] } ?? [])
}

/// The absolute address of a site in ASCII, as machines write it; nil if the text is no such address. It ends in one
/// slash, and a page that stands for its folder, `index.html`, is left out.
func baseAddress(_ text: String) -> String? {
  guard AddressFault(of: text) == nil, !text.utf8.contains(UInt8(ascii: "?")),
    !text.utf8.contains(UInt8(ascii: "#"))
  else { return nil }
  var parts = text.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
  guard parts.count > 1, let host = asciiHost(parts[1]) else { return nil }
  if parts.count > 2, let last = parts.last, ["index.html", "index.htm"].contains(last) {
    parts.removeLast()
  }
  var writer = ByteWriter(capacity: text.utf8.count * 2)
  writer.append("\(parts[0])//\(host)/")
  for part in parts.dropFirst(2) {
    for byte in part.utf8 {
      if byte < 0x80 { writer.append(byte) } else { writer.append(percentEncoded: byte) }
    }
    writer.append("/")
  }
  return String(decoding: writer.array(), as: UTF8.self)
}

/// The address of a site that somebody meant who wrote one without `https://`, in full-width letters, or with a user, a
/// query or a fragment; nil if none can be told.
private func baseAddressMeant(by text: String) -> String? {
  var rest = withASCIIForms(text)[...]
  var scheme = "https:"
  if let colon = rest.firstIndex(of: ":"), rest[colon...].utf8.starts(with: "://".utf8) {
    scheme = lowercasedASCII(String(rest[...colon]))
    guard ["https:", "http:"].contains(scheme) else { return nil }
    rest = rest[colon...].dropFirst()
  }
  rest = rest.drop { $0 == "/" }.prefix { $0 != "?" && $0 != "#" }
  if let at = rest.prefix(while: { $0 != "/" }).lastIndex(of: "@") {
    rest = rest[rest.index(after: at)...]
  }
  let address = scheme + "//" + rest + (rest.utf8.last == slash ? "" : "/")
  let host = rest.prefix { $0 != "/" && $0 != ":" }
  return host.contains(".") || host == "localhost"
    ? baseAddress(address).map { _ in address } : nil
}

/// The default `identity`: the host of `url`, and the year 2025.
private func defaultIdentity(_ url: String) -> String {
  let host = url.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first ?? ""
  return (host.split(separator: ":").first.map(String.init) ?? "localhost") + ",2025"
}

private func readZone(
  _ zone: Field<String>, _ fields: inout FieldReader, into config: inout SiteConfig
) {
  if let known = Zone(zone.value) {
    config.zone = known
    return
  }
  if chineseZones.contains(zone.value) {
    fields.understand("timezone", as: Zone.shanghai.name)
    config.zone = .shanghai
    return
  }
  let names = Zone.known.map(\.name)
  let near = nearMatch(for: zone.value, in: names) ?? "Asia/Shanghai"
  fields.report(
    id: "bad-timezone", zone.range,
    Message("没有这个时区：\(brief(zone.value))", "unknown time zone: \(brief(zone.value))"),
    suggestion: Message("写成 \(near)，或者写时差，如 +08:00", "write \(near), or an offset such as +08:00"))
}

/// The names by which people call the zone of China.
private let chineseZones: Set<String> = [
  "北京时间", "北京", "中国", "上海", "东八区", "中国标准时间", "北京标准时间", "Beijing", "Shanghai", "Asia/Beijing",
  "UTC+8", "GMT+8", "+8",
]

private func readContact(_ fields: inout FieldReader, into config: inout SiteConfig) {
  config.organization = fields.text("organization")?.value
  config.icp = fields.text("icp")?.value
  readCredentials(&fields, into: &config)
  readLinks(&fields, into: &config)
  config.logo = fields.text("logo")
  config.band = fields.text("band")
  config.accent = readAccent(&fields)
  let example = "{email: branch@example.org, phone: 000-0000 0000}"
  guard var contact = fields.object("contact", example: example) else { return }
  config.email = readEmail(of: "contact", &contact)
  config.phone = contact.text("phone")?.value
  config.place = contact.text("address")?.value
  fields.absorb(contact)
}

/// Reads `email` of a mapping with the given key; nil where it is absent or, after a report, where it is no address.
func readEmail(of key: String, _ fields: inout FieldReader) -> String? {
  guard let email = fields.text("email") else { return nil }
  if isEmail(email.value) { return email.value }
  let repaired = withASCIIForms(email.value)
  fields.report(
    id: "bad-email", email.range,
    Message("“\(key).email”不是邮箱地址", "`\(key).email` is not an e-mail address"),
    suggestion: isEmail(repaired)
      ? Message("写成 \(repaired)", "write \(repaired)")
      : Message(
        "写成 branch@example.org 这样；没有邮箱，就删去这一项",
        "write an address such as branch@example.org, or remove the field"))
  return nil
}

/// Whether a text has the usual form of an e-mail address: a name, `@`, and a domain with a dot.
func isEmail(_ text: String) -> Bool {
  let parts = text.split(separator: "@", omittingEmptySubsequences: false)
  guard parts.count == 2, !parts[0].isEmpty,
    text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !#"<>()[]\,;:""#.utf8.contains($0) })
  else { return false }
  let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
  return labels.count > 1 && labels.allSatisfy { !$0.isEmpty }
}

/// The text with full-width letters and signs, and the Chinese full stop, turned into ASCII, and without spaces.
private func withASCIIForms(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
    switch scalar.value {
    case 0xFF01...0xFF5E:
      result.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
    case 0x3002: result += "."
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
