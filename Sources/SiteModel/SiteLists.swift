internal import Content

extension Site {
  /// The documents on one page of a view.
  package func documents(of view: SectionView, page: Int) -> ArraySlice<Int> {
    let size = config.pageSize * pagesInView
    return view.documents.dropFirst(page * size).prefix(size)
  }

  /// The articles around one in its column, itself among them: four before it and four after it.
  package func series(around index: Int) -> ArraySlice<Int> {
    let document = documents[index]
    guard let column = document.column else { return [] }
    let list = columns[column].documents
    let first = max(0, min(document.position - 4, list.count - 9))
    return list[first..<min(list.count, first + 9)]
  }
}
