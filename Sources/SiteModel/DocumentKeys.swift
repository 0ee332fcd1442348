internal import Content
internal import Dates
internal import Digests
internal import FrontMatter

/// What documents are found and grouped by, taken from each once: all cores go over the documents for it, and
/// what compares them later need not.
struct DocumentKeys: Sendable {
  /// Of the documents' paths.
  private(set) var paths: [Digest] = []
  /// Of their ids.
  private(set) var ids: [Digest] = []
  /// When they were published, in seconds since 1970; the least number of those without a date.
  private(set) var dates: [Int] = []
  /// The documents that are their folders' own.
  private(set) var indexes: [Int] = []
  private(set) var tags = Names()
  private(set) var authors = Names()

  /// Names that documents give, by their digests, one document's behind the other's.
  struct Names: Sendable {
    fileprivate(set) var digests: [Digest] = []
    /// Where those of each document end, behind where the first begin.
    fileprivate(set) var ends = [0]

    /// How many documents there are.
    var count: Int { ends.count - 1 }

    /// Where the names of a document stand.
    subscript(document: Int) -> Range<Int> { ends[document]..<ends[document + 1] }
  }

  init() {}

  /// The keys of a run of documents.
  init(_ documents: [PlacedDocument]) {
    paths.reserveCapacity(documents.count)
    ids.reserveCapacity(documents.count)
    dates.reserveCapacity(documents.count)
    for index in documents.indices { add(documents[index], at: index) }
  }

  private mutating func add(_ document: PlacedDocument, at index: Int) {
    let parsed = document.parsed
    paths.append(Digest(of: parsed.path))
    ids.append(Digest(of: document.id))
    dates.append(document.date?.seconds ?? .min)
    if isIndex(parsed.path) { indexes.append(index) }
    for tag in parsed.header.tags.indices {
      tags.digests.append(Digest(of: parsed.header.tags[tag].value))
    }
    tags.ends.append(tags.digests.count)
    if let author = parsed.header.author { authors.digests.append(Digest(of: author.value)) }
    authors.ends.append(authors.digests.count)
  }

  /// The keys of all documents, from those of runs of them.
  init(_ runs: [DocumentKeys]) {
    let count = runs.reduce(0) { $0 + $1.paths.count }
    paths.reserveCapacity(count)
    ids.reserveCapacity(count)
    dates.reserveCapacity(count)
    for run in runs {
      indexes += run.indexes.map { $0 + paths.count }
      paths += run.paths
      ids += run.ids
      dates += run.dates
      tags.append(run.tags)
      authors.append(run.authors)
    }
  }
}

extension DocumentKeys.Names {
  fileprivate mutating func append(_ other: Self) {
    let before = digests.count
    digests += other.digests
    ends += other.ends.dropFirst().map { $0 + before }
  }
}
