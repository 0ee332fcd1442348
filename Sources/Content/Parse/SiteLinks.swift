internal import Diagnostics
package import FrontMatter

/// A link that `site.yml` puts into the menu or the foot of each page.
package struct ConfiguredLink: Sendable {
  /// The target of the link.
  package enum Target: Sendable {
    /// A section's folder or the file of a document, as a path relative to `content/`.
    case page(Field<String>)
    /// The absolute address of another site.
    case site(String)
  }

  /// The words of the link, nil where those of its target are meant.
  package let title: String?
  /// The target of the link.
  package let target: Target
}

/// The most links in a menu and in the foot, since each page has them all.
private let mostLinks = (menu: 20, foot: 50)

/// Reads the links of the menu and of the foot.
func readLinks(_ fields: inout FieldReader, into config: inout SiteConfig) {
  if !fields.isAbsent("menu") {
    config.menu = readLinks("menu", atMost: mostLinks.menu, &fields)
  }
  config.footerLinks = readLinks("footer-links", atMost: mostLinks.foot, &fields)
  config.relatedLinks = readLinks("related-links", atMost: mostLinks.foot, &fields)
}

/// Reads a list of links: a section or a document is named by its path alone, another site by a title and an address.
private func readLinks(
  _ key: String, atMost most: Int, _ fields: inout FieldReader
) -> [ConfiguredLink] {
  let example = "\(key): [{title: 名称, url: https://example.org/}]"
  return fields.items(key, atMost: most).flatMap { node in
    if case .scalar(let text) = node.content, AddressFault(of: text) != nil {
      let isOne = !text.unicodeScalars.contains { $0 == "，" || $0 == "、" }
      return (isOne ? [text] : listItems(text)).map { path in
        ConfiguredLink(title: nil, target: .page(Field(value: path, range: node.range)))
      }
    }
    var entry = fields.reader(node, path: key, example: example)
    if let pair = pair(node, &entry) { return [pair] }
    let link = readLink(&entry)
    fields.absorb(entry)
    return link.map { [$0] } ?? []
  }
}

/// The link that a pair of words and an address makes, `学习强国: https://www.xuexi.cn/`; nil for any other node.
private func pair(_ node: YAMLNode, _ fields: inout FieldReader) -> ConfiguredLink? {
  guard case .mapping(let entries) = node.content, entries.count == 1,
    case .scalar(let address) = entries[0].value.content,
    !["title", "page", "url"].contains(where: { fields.hasEntry($0) })
  else { return nil }
  return ConfiguredLink(
    title: entries[0].key,
    target: AddressFault(of: address) == nil
      ? .site(address) : .page(Field(value: address, range: entries[0].value.range)))
}

private func readLink(_ entry: inout FieldReader) -> ConfiguredLink? {
  let page = entry.text("page")
  let url = entry.text("url", .webAddress)
  if let page {
    return ConfiguredLink(title: entry.text("title")?.value, target: .page(page))
  }
  let title = entry.requiredText(
    "title", hint: Message("写上链接的文字", "write the words of the link"))
  if url == nil {
    _ = entry.requiredText(
      "url",
      hint: Message(
        "写上那个网站的网址；链接到本站的，写“page: 栏目的文件夹或稿件的路径”",
        "write the address of the site, or `page:` with a section's folder or a document's path"))
  }
  guard let title, let url else { return nil }
  return ConfiguredLink(title: title.value, target: .site(url.value))
}
