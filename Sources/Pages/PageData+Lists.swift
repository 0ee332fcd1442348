internal import ByteText
internal import Content
internal import Mustache
internal import SiteModel

// Indexes: sections, columns, tags and authors, page by page.
extension PageData {
  func section(_ index: Int, _ page: Int, _ address: Address) -> PageModel {
    let section = site.sections[index]
    var facts = PageFacts(address: address, kind: "section")
    facts.title = make.words.title(section.config.title, page: page)
    facts.description = section.config.description
    facts.breadcrumb = [home]
    facts.feed = section.feed
    facts.menu = data.menuEntries[.section(index)]
    switch section.config.kind {
    case .study:
      return model(
        kinds.pages.columns, facts, (index, section.columns.map { data.columns[$0] }))
    case .directory: return model(kinds.pages.directory, facts, (index, data.branches(of: section)))
    case .notice, .activity, .page:
      return model(
        kinds.pages.list, facts,
        list(section.documents, page, index: section.address, of: index))
    }
  }

  /// One page of a list of documents, whose first page is at `index`; they belong to the group number `group`.
  private func list(
    _ documents: [Int], _ page: Int, index: Address, of group: Int, body: Body? = nil
  ) -> ListPage {
    let size = site.config.pageSize
    return (
      group, body, Array(documents.dropFirst(page * size).prefix(size)),
      (page, pageCount(documents.count, size: size), index)
    )
  }

  func column(_ index: Int, _ page: Int, body: Body?, _ address: Address) -> PageModel {
    let column = site.columns[index]
    var facts = PageFacts(address: address, kind: "column")
    facts.title = make.words.title(column.title, page: page)
    facts.markedTitle = make.words.title(column.markedTitle, page: page)
    facts.description = column.summary
    facts.breadcrumb = trail(toSection: column.section)
    facts.feed = column.feed ?? site.sections[column.section].feed
    facts.menu = data.menuEntries[.column(index)] ?? data.menuEntries[.section(column.section)]
    return model(
      kinds.pages.column, facts,
      list(column.documents, page, index: column.address, of: index, body: body))
  }

  func tagIndex(_ address: Address) -> PageModel {
    var facts = PageFacts(address: address, kind: "tags")
    facts.title = make.words.tags
    facts.breadcrumb = [home]
    return model(kinds.pages.tags, facts, site.tags.map(listing))
  }

  func authorIndex(_ address: Address) -> PageModel {
    var facts = PageFacts(address: address, kind: "authors")
    facts.title = make.words.authors
    facts.breadcrumb = [home]
    return model(kinds.pages.authors, facts, site.authors.map(listing))
  }

  private func listing(_ listing: Listing) -> Object {
    kinds.listing(Shown(it: listing, make: make))
  }

  func tag(_ index: Int, _ page: Int, _ address: Address) -> PageModel {
    let tag = site.tags[index]
    var facts = facts(of: tag, page, kind: "tag", address)
    facts.breadcrumb = [home, Crumb(make.words.tags, Address(path: "tags/"), make)]
    return model(
      kinds.pages.tag, facts, list(tag.documents, page, index: tag.address, of: index))
  }

  func author(_ index: Int, _ page: Int, _ address: Address) -> PageModel {
    let author = site.authors[index]
    var facts = facts(of: author, page, kind: "author", address)
    facts.breadcrumb = [home, Crumb(make.words.authors, Address(path: "authors/"), make)]
    return model(
      kinds.pages.author, facts, list(author.documents, page, index: author.address, of: index))
  }

  private func facts(
    of listing: Listing, _ page: Int, kind: String, _ address: Address
  ) -> PageFacts {
    var facts = PageFacts(address: address, kind: kind)
    facts.title = make.words.title(listing.title, page: page)
    facts.feed = listing.feed
    return facts
  }
}
