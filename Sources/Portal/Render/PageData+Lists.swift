internal import ByteText
internal import Mustache

// Indexes: sections, columns and tags, page by page.
extension PageData {
  func section(_ index: Int, _ page: Int, _ address: Address) -> PageModel {
    let section = site.sections[index]
    var facts = PageFacts(address: address, kind: "section")
    facts.title = make.words.title(section.config.title, page: page)
    facts.description = section.config.description
    facts.breadcrumb = [homeLink]
    facts.feed = section.feed ?? 0
    facts.menu = index
    let object = Value.object(data.sections[index])
    switch section.config.kind {
    case .study:
      let columns = section.columns.map { Value.object(data.columns[$0]) }
      return model(
        "columns", shapes.columnsPage, facts, [object, .list(columns), .bool(!columns.isEmpty)])
    case .directory:
      return model(
        "directory", shapes.directoryPage, facts,
        [object, .list(branches(of: section)), .bool(!section.documents.isEmpty)])
    case .notice, .activity, .page:
      return model(
        "list", shapes.listPage, facts,
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

  func column(_ index: Int, _ address: Address) -> PageModel {
    let column = site.columns[index]
    var facts = PageFacts(address: address, kind: "column")
    facts.title = column.title
    facts.description = column.summary
    facts.breadcrumb = trail(toSection: column.section)
    facts.feed = column.feed
    facts.menu = column.section
    return model(
      "column", shapes.columnPage, facts,
      [
        .object(data.columns[index]), column.content.isEmpty ? .null : .html(column.content),
        data.list(column.documents), .bool(!column.documents.isEmpty),
      ])
  }

  func tagIndex(_ address: Address) -> PageModel {
    var facts = PageFacts(address: address, kind: "tags")
    facts.title = make.words.tags
    facts.breadcrumb = [homeLink]
    let tags = site.tags.map { tag in
      Value.object(
        Object(
          shapes.tagCount,
          [.text(tag.title), make.address(tag.address), .number(tag.documents.count)]))
    }
    return model("tags", shapes.tagsPage, facts, [.list(tags), .bool(!tags.isEmpty)])
  }

  func tag(_ index: Int, _ page: Int, _ address: Address) -> PageModel {
    let tag = site.tags[index]
    var facts = PageFacts(address: address, kind: "tag")
    facts.title = make.words.title(tag.title, page: page)
    facts.breadcrumb = [
      homeLink,
      make.link(make.words.tags, Address(path: "tags/")),
    ]
    facts.feed = tag.feed
    return model(
      "tag", shapes.tagPage, facts,
      [.object(Object(shapes.tag, [.text(tag.title)]))]
        + items(tag.documents, page, index: tag.address))
  }
}

/// Which pages a pager names: the first, the last, and two on either side of the current one.
func nearbyPages(_ current: Int, of count: Int) -> [Int] {
  (0..<count).filter { $0 == 0 || $0 == count - 1 || abs($0 - current) <= 2 }
}
