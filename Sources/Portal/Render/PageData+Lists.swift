internal import ByteText
internal import Mustache

// Indexes: sections, columns, tags and authors, page by page.
extension PageData {
  func section(_ index: Int, _ page: Int, _ address: Address) -> PageModel {
    let section = site.sections[index]
    var facts = PageFacts(address: address, kind: "section")
    facts.title = make.words.title(section.config.title, page: page)
    facts.description = section.config.description
    facts.breadcrumb = [home]
    facts.feed = section.feed
    facts.menu = index
    let object = Value.object(data.sections[index])
    switch section.config.kind {
    case .study:
      let columns = section.columns.map { Value.object(data.columns[$0]) }
      return model(
        shapes.pages.columns, facts, [object, .list(columns), .bool(!columns.isEmpty)])
    case .directory:
      return model(
        shapes.pages.directory, facts,
        [object, .list(branches(of: section)), .bool(!section.documents.isEmpty)])
    case .notice, .activity, .page:
      return model(
        shapes.pages.list, facts,
        [object] + items(section.documents, page, index: section.address))
    }
  }

  /// `items`, `hasItems` and `pager` of one page of a list.
  private func items(_ documents: [Int], _ page: Int, index: Address) -> [Value] {
    let size = site.config.pageSize
    let shown = documents.dropFirst(page * size).prefix(size)
    let count = pageCount(documents.count, size: size)
    func address(_ page: Int) -> Value {
      (0..<count).contains(page) ? make.address(listAddress(index, page: page)) : .null
    }
    let nearby = nearbyPages(page, of: count)
    let pages = zip(nearby, [-1] + nearby).map { number, before in
      Value.object(
        Object(
          shapes.pagerPage,
          [
            .number(number + 1), address(number), .bool(number == page),
            .bool(number > before + 1),
          ]))
    }
    let pager = Object(
      shapes.pager,
      [
        .number(page + 1), .number(count), .bool(count > 1), address(page - 1), address(page + 1),
        .list(pages),
      ])
    return [data.list(shown), .bool(!shown.isEmpty), .object(pager)]
  }

  func column(_ index: Int, _ page: Int, _ body: Body?, _ address: Address) -> PageModel {
    let column = site.columns[index]
    var facts = PageFacts(address: address, kind: "column")
    facts.title = make.words.title(column.title, page: page)
    facts.description = column.summary
    facts.breadcrumb = trail(toSection: column.section)
    facts.feed = column.feed ?? site.sections[column.section].feed
    facts.menu = column.section
    return model(
      shapes.pages.column, facts,
      [.object(data.columns[index]), html(of: body)]
        + items(column.documents, page, index: column.address))
  }

  func tagIndex(_ address: Address) -> PageModel {
    index(of: site.tags, kind: "tags", shapes.pages.tags, make.words.tags, address)
  }

  func authorIndex(_ address: Address) -> PageModel {
    index(
      of: site.authors, kind: "authors", shapes.pages.authors, make.words.authors, address)
  }

  private func index(
    of listings: [Listing], kind: String, _ shape: Shape, _ title: String, _ address: Address
  ) -> PageModel {
    var facts = PageFacts(address: address, kind: kind)
    facts.title = title
    facts.breadcrumb = [home]
    let entries = listings.map { listing in
      Value.object(
        Object(
          shapes.listing,
          [
            .text(listing.title), make.address(listing.address),
            .number(listing.documents.count),
          ]))
    }
    return model(shape, facts, [.list(entries), .bool(!entries.isEmpty)])
  }

  func tag(_ index: Int, _ page: Int, _ address: Address) -> PageModel {
    let tag = site.tags[index]
    let parent = Crumb(make.words.tags, Address(path: "tags/"), make)
    return listing(
      tag, page, kind: "tag", shapes.pages.tag, below: parent,
      Object(shapes.tag, [.text(tag.title)]), address)
  }

  func author(_ index: Int, _ page: Int, _ address: Address) -> PageModel {
    let author = site.authors[index]
    let parent = Crumb(make.words.authors, Address(path: "authors/"), make)
    return listing(
      author, page, kind: "author", shapes.pages.author, below: parent,
      data.documentData.authorLinks[index],
      address)
  }

  private func listing(
    _ listing: Listing, _ page: Int, kind: String, _ shape: Shape, below parent: Crumb,
    _ object: Object, _ address: Address
  ) -> PageModel {
    var facts = PageFacts(address: address, kind: kind)
    facts.title = make.words.title(listing.title, page: page)
    facts.breadcrumb = [home, parent]
    facts.feed = listing.feed
    return model(
      shape, facts,
      [.object(object)] + items(listing.documents, page, index: listing.address))
  }
}

/// Which pages a pager names: the first, the last, and two on either side of the current one.
func nearbyPages(_ current: Int, of count: Int) -> [Int] {
  let nearby = max(0, current - 2)..<min(count, current + 3)
  let first = nearby.contains(0) || count == 0 ? [] : [0]
  let last = nearby.contains(count - 1) || count < 2 ? [] : [count - 1]
  return first + nearby + last
}
