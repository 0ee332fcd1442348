internal import Content
internal import Dates
internal import Digests
internal import FrontMatter

/// The keys by which documents are found and grouped. They are taken from each document once, on all cores, so that
/// comparisons need not look into documents.
struct DocumentKeys: Sendable {
  /// The digests of the documents' paths.
  private(set) var paths: [Digest] = []
  /// The digests of the documents' ids.
  private(set) var ids: [Digest] = []
  /// The dates of publication in seconds since 1970; `Int.min` for documents without a date.
  private(set) var dates: [Int] = []
  /// The indices of the documents named `index`, which stand for their folders.
  private(set) var indexes: [Int] = []
  private(set) var tags = Names()
  private(set) var authors = Names()

  /// The names that documents give, as digests, document after document.
  struct Names: Sendable {
    fileprivate(set) var digests: [Digest] = []
    /// The end of each document's names in `digests`, after the beginning of the first document's.
    fileprivate(set) var ends = [0]

    /// The number of documents.
    var count: Int { ends.count - 1 }

    /// The range of a document's names in `digests`.
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
    for author in parsed.header.authors.indices {
      authors.digests.append(Digest(of: parsed.header.authors[author].value))
    }
    authors.ends.append(authors.digests.count)
  }

  /// The keys of all documents, joined from those of consecutive runs.
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
