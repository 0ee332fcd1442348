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
  return fields.items(key, atMost: most).compactMap { node in
    if case .scalar(let path) = node.content, AddressFault(of: path) != nil {
      return ConfiguredLink(title: nil, target: .page(Field(value: path, range: node.range)))
    }
    var entry = fields.reader(node, path: key, example: example)
    let link = readLink(&entry)
    fields.absorb(entry)
    return link
  }
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
