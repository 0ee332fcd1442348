internal import Content
internal import Dates
internal import Search

extension SearchPlan {
  /// Plans the search of a site; nil where the site has none.
  init?(_ all: Collections, _ config: SiteConfig) {
    guard config.hasSearch else { return nil }
    let columns = all.columns.indices.filter { all.columns[$0].description != nil }
    var sources = all.documents.indices.map(Entry.Source.document)
    sources += columns.map(Entry.Source.column)
    let ids = all.documents.map { document in
      DocumentNumbers.Entry(
        day: document.date.map { numberOfDay($0.on(config.zone).date) } ?? 0, id: document.id)
    }
    let idsOfColumns = columns.map {
      DocumentNumbers.Entry(day: 0, id: all.columns[$0].folder + "/")
    }
    let numbers = DocumentNumbers(ids + idsOfColumns)
    let lengths = sources.map { source in
      switch source {
      case .document(let index): all.documents[index].parsed.facts.searchLength
      case .column(let index):
        all.columns[index].description?.facts.searchLength ?? SearchLength()
      }
    }
    let order = sources.indices.sorted { numbers.numbers[$0] < numbers.numbers[$1] }
    let entries = order.map { index in
      let date: CivilDate? =
        if case .document(let document) = sources[index] {
          all.documents[document].date?.on(config.zone).date
        } else {
          nil
        }
      return Entry(
        number: numbers.numbers[index], source: sources[index], length: lengths[index], date: date)
    }
    self.init(
      layout: IndexLayout(
        length: lengths.reduce(0) { $0 + $1.places }, slots: numbers.slots),
      entries: entries, filters: Self.filters(of: entries, all, config.words),
      isOfScripts: config.linksToFiles)
  }

  private static func filters(
    of entries: [Entry], _ all: Collections, _ words: Words
  ) -> [Filter] {
    var sections = all.sections.map {
      Filter.Value(id: $0.config.folder, label: $0.config.title)
    }
    var columns = all.columns.map { Filter.Value(id: $0.folder, label: $0.title) }
    var branches = all.branches.map {
      Filter.Value(id: withoutEnding(all.documents[$0.document].parsed.path), label: $0.name)
    }
    // Newest first: entries ascend by date.
    var years: [Filter.Value] = []
    for (index, entry) in entries.enumerated() {
      if let year = entry.date?.year {
        if years.last?.id != String(year) {
          years.append(Filter.Value(id: String(year), label: words.year(year)))
        }
        years[years.count - 1].entries.append(index)
      }
      switch entry.source {
      case .document(let number):
        let document = all.documents[number]
        if let section = document.section { sections[section].entries.append(index) }
        if let column = document.column { columns[column].entries.append(index) }
        if let branch = document.branch ?? document.ownBranch {
          branches[branch].entries.append(index)
        }
      case .column(let number):
        sections[all.columns[number].section].entries.append(index)
        columns[number].entries.append(index)
      }
    }
    let groups: [(Filter.Kind, [Filter.Value])] = [
      (.section, sections), (.column, columns), (.branch, branches), (.year, years.reversed()),
    ]
    return groups.compactMap { kind, values in
      let found = values.filter { !$0.entries.isEmpty }
      return found.isEmpty ? nil : Filter(kind: kind, values: found)
    }
  }
}

private func numberOfDay(_ date: CivilDate) -> Int {
  IndexLayout.day(year: date.year, month: date.month, day: date.day)
}
