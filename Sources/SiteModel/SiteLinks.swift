internal import Content
internal import Diagnostics
internal import Digests
internal import FrontMatter

/// Finds the targets of the links in `site.yml`. A menu that is not written consists of the sections and of the single
/// pages with an `order`. Targets that do not exist are reported and left out.
func planSiteLinks(
  _ all: Collections, _ config: SiteConfig, _ resolver: LinkResolver, sources: SourcePlaces,
  diagnostics: inout [Diagnostic]
) -> SiteLinks {
  var planner = LinkPlanner(all: all, resolver: resolver, sources: sources)
  let menuPages = menuPages(all, sources, diagnostics: &diagnostics)
  let links = SiteLinks(
    menu: config.menu.map { planner.links($0, in: "menu") }
      ?? planner.sections + menuPages.map { planner.link(nil, to: .document($0)) },
    footer: planner.links(config.footerLinks, in: "footer-links"),
    related: planner.links(config.relatedLinks, in: "related-links"))
  diagnostics += planner.diagnostics
  return links
}

/// The largest number of single pages in the menu, which is part of every page.
private let mostMenuPages = 100

/// The single pages with a position in the menu, in its order. Pages beyond the largest number are reported and left
/// out.
private func menuPages(
  _ all: Collections, _ sources: SourcePlaces, diagnostics: inout [Diagnostic]
) -> [Int] {
  let menu = all.documents.indices.filter {
    all.documents[$0].section == nil && all.documents[$0].parsed.order != .max
  }.sorted {
    (all.documents[$0].parsed.order, $0) < (all.documents[$1].parsed.order, $1)
  }
  if menu.count > mostMenuPages {
    diagnostics.append(
      Diagnostic(
        .error, "too-many", at: sources.place(all.documents[menu[mostMenuPages]].parsed.path),
        Message(
          "菜单里最多放 \(mostMenuPages) 个单页，写了“order”的有 \(menu.count) 个",
          "the menu takes at most \(mostMenuPages) pages, but \(menu.count) have an `order`"),
        suggestion: Message(
          "不必进菜单的单页，删去“order”这一项", "remove `order` from the pages that need not be in the menu")))
  }
  return Array(menu.prefix(mostMenuPages))
}

private struct LinkPlanner {
  let all: Collections
  let resolver: LinkResolver
  let sources: SourcePlaces
  var diagnostics: [Diagnostic] = []

  var sections: [SiteLink] { all.sections.indices.map { link(nil, to: .section($0)) } }

  mutating func links(_ configured: [ConfiguredLink], in key: String) -> [SiteLink] {
    configured.compactMap { link in
      switch link.target {
      case .site(let url): return SiteLink(title: link.title ?? url, target: .site(url))
      case .page(let path):
        guard let target = target(of: path.value) else {
          report(path, in: key)
          return nil
        }
        return self.link(link.title, to: target)
      }
    }
  }

  func link(_ title: String?, to target: SiteLink.Target) -> SiteLink {
    let own: String =
      switch target {
      case .section(let index): all.sections[index].config.title
      case .column(let index): all.columns[index].title
      case .document(let index): all.documents[index].parsed.header.title
      case .page(let address): address.path
      case .site(let url): url
      }
    return SiteLink(title: title ?? own, target: target)
  }

  /// The target that a section's or column's folder or title, or a document's path, stands for; nil where there is none.
  private func target(of written: String) -> SiteLink.Target? {
    for path in paths(namedBy: written, from: "") {
      let folder = path.utf8.last == UInt8(ascii: "/") ? String(path.dropLast()) : path
      if let index = all.sections.firstIndex(where: { $0.config.folder == folder }) {
        return .section(index)
      }
      if let index = all.columns.firstIndex(where: { $0.folder == folder }) {
        return .column(index)
      }
      for file in [path, folder + ".md", folder + "/index.md"] {
        if case .document(let index)? = resolver.links[file: Digest(of: file)] {
          return .document(index)
        }
      }
      if case .page(let address)? = resolver.links[page: folder] { return .page(address) }
    }
    if let index = all.sections.firstIndex(where: { $0.config.title == written }) {
      return .section(index)
    }
    if let index = all.columns.firstIndex(where: { $0.title == written }) { return .column(index) }
    return all.documents.firstIndex { $0.section == nil && $0.parsed.header.title == written }
      .map { .document($0) }
  }

  private mutating func report(_ path: Field<String>, in key: String) {
    let names =
      all.sections.flatMap { [$0.config.folder, $0.config.title] }
      + all.columns.flatMap { [$0.folder, $0.title] }
      + all.documents.filter { $0.section == nil }.map(\.parsed.header.title)
    let near =
      nearMatch(for: path.value, in: names)
      ?? resolver.links.nearest(to: [path.value])
      .nearest(to: path.value, in: "site.yml", assetsOnly: false)
    diagnostics.append(
      Diagnostic(
        .error, "missing-document", at: sources.place("site.yml", path.range),
        Message(
          "“\(key)”里写的不是栏目，也不是稿件：\(brief(path.value))",
          "`\(key)` names neither a section nor a document: \(brief(path.value))"),
        suggestion: near.map { Message("是不是“\($0)”？", "did you mean `\($0)`?") }
          ?? Message(
            "写栏目的文件夹，或者稿件的 .md 文件，从 content 算起，如“about/index.md”",
            "write a section's folder or a document's .md file as a path from `content`, such as `about/index.md`"
          )))
  }
}
