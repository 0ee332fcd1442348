internal import Content
package import Dates
internal import Diagnostics
internal import FrontMatter

/// The groups that documents form, which are sections, columns, branches, tags and authors, and each document's
/// position in them. Lists contain indices of `documents`.
struct Collections: Sendable {
  var documents: [PlacedDocument]
  /// All documents, newest first; documents of one moment in the order of their paths, and documents without a date
  /// last. Every list that is newest first is filled in this order.
  var newest: [Int] = []
  /// The corrections as which documents have been published once more, in the order of the documents.
  var reissues: [PlannedReissue] = []
  /// The keys by which documents are found and grouped, by the same indices.
  var keys = DocumentKeys()
  var sections: [Section] = []
  var columns: [Column] = []
  var branches: [Branch] = []
  var tags: [Listing] = []
  var authors: [Listing] = []
}

/// Groups the documents that are published; descriptions of columns become the columns' own.
func collect(
  _ schedule: Schedule, _ book: AddressBook, config: SiteConfig, _ options: BuildOptions,
  sources: SourcePlaces, diagnostics: inout [Diagnostic]
) -> Collections {
  let published = schedule.documents
  let articles = published.filter { !$0.isColumn }
  let size = 64
  let runs = parallelMap(count: (articles.count + size - 1) / size, jobs: options.jobs) { run in
    let some = articles[(run * size)...].prefix(size)
    let documents = zip(some, book.addresses(of: some)).map { parsed, address in
      PlacedDocument(
        PublishedDocument(
          parsed: parsed, address: address,
          id: parsed.header.id?.value ?? withoutEnding(parsed.path),
          section: config.section(holding: parsed.path)))
    }
    return (documents: documents, keys: DocumentKeys(documents))
  }
  let documents = Array(runs.lazy.map(\.documents).joined())
  var all = Collections(
    documents: documents, keys: DocumentKeys(runs.map(\.keys)))
  all.newest = newestFirst(Array(documents.indices), all.keys.dates)
  all.reissues = dueReissues(of: documents, at: options.now)
  all.sections = config.sections.map { section in
    Section(
      config: section,
      address: book.address(ofFolder: section.folder) ?? Address(path: section.folder + "/"))
  }
  formColumns(
    published.filter(\.isColumn), book, config: config, &all, sources: sources,
    diagnostics: &diagnostics)
  let areBranchesKnown = !schedule.unread.contains { path in
    config.section(holding: path).map { config.sections[$0].kind } == .directory
  }
  formBranches(&all, areAllKnown: areBranchesKnown, sources, &diagnostics)
  formListings(&all, sources, jobs: options.jobs, &diagnostics)
  orderSections(&all, now: options.now)
  return all
}

// MARK: - Columns

/// Forms the columns: every folder directly in a study section that contains an article or a description is one.
private func formColumns(
  _ descriptions: [ParsedDocument], _ book: AddressBook, config: SiteConfig,
  _ all: inout Collections,
  sources: SourcePlaces, diagnostics: inout [Diagnostic]
) {
  var indexOfFolder: [String: Int] = [:]
  for description in descriptions {
    let folder = parentFolder(of: description.path)
    guard let section = config.section(holding: description.path),
      columnFolder(of: description.path, below: config.sections[section].folder) == folder
    else {
      diagnostics.append(misplacedColumn(description.path, sources))
      continue
    }
    indexOfFolder[folder] = all.columns.count
    all.columns.append(column(folder, in: section, describedBy: description, book))
  }
  var last: (folder: String, column: Int)?
  for index in all.documents.indices where all.documents[index].parsed.kind == .study {
    let path = all.documents[index].parsed.path
    if let last, isBelow(path, last.folder) {
      // Documents are sorted by path, so that the documents of a column follow each other.
      all.documents[index].column = last.column
      all.columns[last.column].documents.append(index)
      continue
    }
    guard let section = all.documents[index].section,
      let folder = columnFolder(of: path, below: all.sections[section].config.folder)
    else {
      diagnostics.append(
        Diagnostic(
          .error, "article-outside-column", at: sources.place(path),
          Message("文章不在任何学习专栏的文件夹里", "the article is not in the folder of a column"),
          suggestion: Message(
            "把它移到专栏文件夹里，例如 study/专栏/\(stem(of: path)).md",
            "move it into the folder of a column, such as study/column/\(stem(of: path)).md")))
      continue
    }
    if indexOfFolder[folder] == nil {
      indexOfFolder[folder] = all.columns.count
      all.columns.append(column(folder, in: section, describedBy: nil, book))
    }
    let column = indexOfFolder[folder] ?? 0
    all.documents[index].column = column
    all.columns[column].documents.append(index)
    last = (folder, column)
  }
  orderColumns(&all)
}

private func misplacedColumn(_ path: String, _ sources: SourcePlaces) -> Diagnostic {
  Diagnostic(
    .warning, "misplaced-column", at: sources.place(path),
    Message(
      "这个 _column.md 不在专栏文件夹里，没有用上",
      "this _column.md is not in the folder of a column, so it was not used"),
    suggestion: Message(
      "专栏是学习栏目里的第一层文件夹；把它移到专栏的文件夹里",
      "a column is a folder directly inside a study section; move it there"))
}

/// The folder directly in the section's folder that contains the file at `path`, nil if the file itself is directly in
/// it.
private func columnFolder(of path: String, below section: String) -> String? {
  let rest = path.utf8.dropFirst(section.utf8.count + 1)
  guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { return nil }
  return String(path.utf8[..<slash])
}

private func column(
  _ folder: String, in section: Int, describedBy description: ParsedDocument?, _ book: AddressBook
) -> Column {
  let title = description?.header.markedTitle ?? withoutOrderNumber(fileName(of: folder)).rest
  return Column(
    section: section, folder: folder,
    address: book.address(ofFolder: folder) ?? Address(path: folder + "/"),
    title: withoutBreakMarks(title), markedTitle: title,
    summary: description?.summary, description: description)
}

/// Sorts each series by `order`, or else by the number before the file's name, then by path as people read it, and sorts
/// the columns in the same way; links neighbouring articles.
private func orderColumns(_ all: inout Collections) {
  for column in all.columns.indices {
    let series = inOrder(all.columns[column].documents) {
      (seriesOrder(all.documents[$0]), all.documents[$0].parsed.path)
    }
    all.columns[column].documents = series
    for (position, index) in series.enumerated() { all.documents[index].position = position }
    linkNeighbours(series, &all)
  }
  for index in all.newest {
    guard let column = all.documents[index].column, all.columns[column].latest.count < 10
    else { continue }
    all.columns[column].latest.append(index)
  }
  let order = inOrder(Array(all.columns.indices)) {
    (columnOrder(all.columns[$0]), all.columns[$0].folder)
  }
  for column in order { all.sections[all.columns[column].section].columns.append(column) }
}

private func seriesOrder(_ document: PlacedDocument) -> Int {
  if case .study(let study) = document.parsed.details, let order = study.order { return order }
  let path = document.parsed.path
  let name = isIndex(path) ? fileName(of: parentFolder(of: path)) : stem(of: path)
  return withoutOrderNumber(name).number ?? .max
}

private func columnOrder(_ column: Column) -> Int {
  if case .column(let place) = column.description?.details, let order = place.order { return order }
  return withoutOrderNumber(fileName(of: column.folder)).number ?? .max
}

/// The elements of a list by their numbers, those with the same number by their paths.
private func inOrder(_ list: [Int], _ key: (Int) -> (number: Int, path: String)) -> [Int] {
  let keys = list.map(key)
  return keys.indices.sorted {
    keys[$0].number == keys[$1].number
      ? naturallyPrecedes(keys[$0].path, keys[$1].path) : keys[$0].number < keys[$1].number
  }.map { list[$0] }
}

private func linkNeighbours(_ list: [Int], _ all: inout Collections) {
  for (index, next) in zip(list, list.dropFirst()) {
    all.documents[index].next = next
    all.documents[next].previous = index
  }
}

// MARK: - Sections

/// Sorts each section's documents in the order of its kind.
private func orderSections(_ all: inout Collections, now: Moment) {
  for index in all.newest {
    guard let section = all.documents[index].section else { continue }
    all.sections[section].documents.append(index)
    if all.sections[section].latest.count < 10 { all.sections[section].latest.append(index) }
  }
  for section in all.sections.indices {
    let newest = all.sections[section].documents
    switch all.sections[section].config.kind {
    case .study:
      all.sections[section].documents = all.sections[section].columns.flatMap {
        all.columns[$0].documents
      }
    case .notice, .activity:
      linkNeighbours(newest, &all)
      let pinned = newest.filter { all.documents[$0].parsed.isPinned(at: now) }
      all.sections[section].documents =
        pinned + newest.filter { !all.documents[$0].parsed.isPinned(at: now) }
    case .page, .directory:
      all.sections[section].documents = inOrder(newest) {
        (all.documents[$0].parsed.order, all.documents[$0].parsed.path)
      }
    }
  }
}

/// The documents, newest first, by their dates of publication; documents without a date come last, and documents of one
/// moment in the order of their indices.
package func newestFirst(_ list: [Int], published: (Int) -> Moment?) -> [Int] {
  newestFirst(list, list.map { published($0)?.seconds ?? .min })
}

/// The documents, newest first; `dates` are their dates of publication in seconds since 1970, in the order of `list`.
private func newestFirst(_ list: [Int], _ dates: [Int]) -> [Int] {
  let order = dates.indices.sorted {
    dates[$0] == dates[$1] ? list[$0] < list[$1] : dates[$0] > dates[$1]
  }
  return order.map { list[$0] }
}
