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
    var chosen: [Int32] = []
    chosen.reserveCapacity(run.count * most)
    var best = BestDocuments(most: most)
    for document in run {
      best.removeAll()
      for slot in ends[document]..<ends[document + 1] {
        let list = lists[Int(tags[slot])]
        let block = (list.count - 1 - positions[slot]) / blockSize
        let last = list.count - max(0, block - 1) * blockSize
        for position in max(0, list.count - (block + 2) * blockSize)..<last {
          let other = list[position]
          if other == document { continue }
          if columns[other] >= 0, columns[other] == columns[document] { continue }
          best.insert(other, common: count(inCommon: document, other), date: dates[other])
        }
      }
      best.append(to: &chosen)
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
}

/// The best documents for one, the best first, in memory that is used for one after the other.
private struct BestDocuments {
  private struct Candidate {
    var document: Int
    var common: Int
    var date: Int

    /// Whether it comes before another one: for more tags in common, then as the newer one, then by its path.
    func precedes(_ other: Candidate) -> Bool {
      if common != other.common { return common > other.common }
      return date == other.date ? document < other.document : date > other.date
    }
  }

  private let most: Int
  private var list: [Candidate] = []

  init(most: Int) {
    self.most = most
    list.reserveCapacity(most + 1)
  }

  mutating func removeAll() { list.removeAll(keepingCapacity: true) }

  /// Puts a document into the list, unless it is there already or as many as there may be come before it.
  mutating func insert(_ document: Int, common: Int, date: Int) {
    let candidate = Candidate(document: document, common: common, date: date)
    if list.count == most, !candidate.precedes(list[most - 1]) { return }
    if list.contains(where: { $0.document == document }) { return }
    var slot = list.count
    while slot > 0, candidate.precedes(list[slot - 1]) { slot -= 1 }
    list.insert(candidate, at: slot)
    if list.count > most { list.removeLast() }
  }

  /// Appends the documents, and −1 in place of those that are missing.
  func append(to chosen: inout [Int32]) {
    for slot in 0..<most { chosen.append(slot < list.count ? Int32(list[slot].document) : -1) }
  }
}
