internal import Content

/// The documents that are related to each document by tags, at most four.
///
/// A document is compared with those that are near to it in its tags' lists alone: otherwise each would be compared with
/// thousands, and one more document would change the pages of all. Lists are cut into blocks from their oldest documents
/// on, so that a new document, the newest of its tags, concerns the last blocks of their lists.
package struct RelatedDocuments: Sendable {
  /// The largest number for one document.
  private static let most = 4
  /// The number of documents in a block of a tag's list.
  private static let blockSize = 4

  /// Four numbers for each document, −1 where there are fewer.
  private var chosen: [Int32] = []

  /// Chooses the documents for each of those with these tags, dates and columns; `lists` contains the documents of each
  /// tag, newest first.
  init(
    tags: [[Int]], dates: [Int], columns: [Int?], lists: [[Int]], jobs: Int
  ) {
    let search = RelatedSearch(tags: tags, dates: dates, columns: columns, lists: lists)
    let size = 128
    let count = tags.count
    let runs = parallelMap(count: (count + size - 1) / size, jobs: jobs) { run in
      search.choose(run * size..<min((run + 1) * size, count), most: Self.most, Self.blockSize)
    }
    chosen = Array(runs.joined())
  }

  /// The documents that are related to one: those with most tags in common first, and of these the newest. Articles of
  /// its own column, which is shown as a series, are left out.
  package subscript(index: Int) -> [Int] {
    chosen[index * Self.most..<(index + 1) * Self.most].filter { $0 >= 0 }.map(Int.init)
  }
}

/// The tags of all documents with their positions in the tags' lists, without references.
private struct RelatedSearch: Sendable {
  /// The tags, document after document.
  private var tags: [Int32] = []
  /// The position of a document in the list of each of its tags.
  private var positions: [Int]
  /// The end of each document's tags, after the beginning of the first document's.
  private var ends = [0]
  private let columns: [Int32]
  private let dates: [Int]
  private let lists: [[Int]]

  init(tags ofDocuments: [[Int]], dates: [Int], columns: [Int?], lists: [[Int]]) {
    self.dates = dates
    self.lists = lists
    self.columns = columns.map { Int32($0 ?? -1) }
    for own in ofDocuments {
      for tag in own { tags.append(Int32(tag)) }
      ends.append(tags.count)
    }
    positions = [Int](repeating: 0, count: tags.count)
    for (tag, list) in lists.enumerated() {
      for (position, document) in list.enumerated() {
        for slot in ends[document]..<ends[document + 1] where tags[slot] == tag {
          positions[slot] = position
        }
      }
    }
  }

  /// The documents for each one of a run, `most` numbers for each.
  func choose(_ run: Range<Int>, most: Int, _ blockSize: Int) -> [Int32] {
    var chosen = [Int32](repeating: -1, count: run.count * most)
    var common = [Int](repeating: 0, count: run.count * most)
    for document in run {
      let first = (document - run.lowerBound) * most
      for slot in ends[document]..<ends[document + 1] {
        let list = lists[Int(tags[slot])]
        let block = (list.count - 1 - positions[slot]) / blockSize
        let last = list.count - max(0, block - 1) * blockSize
        for position in max(0, list.count - (block + 2) * blockSize)..<last {
          let other = list[position]
          if other == document { continue }
          if columns[other] >= 0, columns[other] == columns[document] { continue }
          insert(
            other, count(inCommon: document, other), into: &chosen[first..<first + most],
            &common[first..<first + most])
        }
      }
    }
    return chosen
  }

  private func count(inCommon document: Int, _ other: Int) -> Int {
    var count = 0
    for slot in ends[other]..<ends[other + 1] {
      for own in ends[document]..<ends[document + 1] where tags[own] == tags[slot] { count += 1 }
    }
    return count
  }

  /// Puts a document into the list of the best, unless it is there already or all of them come before it.
  private func insert(
    _ document: Int, _ count: Int, into chosen: inout ArraySlice<Int32>,
    _ common: inout ArraySlice<Int>
  ) {
    func precedes(_ slot: Int) -> Bool {
      if chosen[slot] < 0 || common[slot] != count {
        return chosen[slot] < 0 || count > common[slot]
      }
      let other = Int(chosen[slot])
      return dates[document] == dates[other]
        ? document < other : dates[document] > dates[other]
    }
    for slot in chosen.indices {
      if chosen[slot] == document { return }
      guard precedes(slot) else { continue }
      for later in stride(from: chosen.endIndex - 1, to: slot, by: -1) {
        chosen[later] = chosen[later - 1]
        common[later] = common[later - 1]
      }
      chosen[slot] = Int32(document)
      common[slot] = count
      return
    }
  }
}
