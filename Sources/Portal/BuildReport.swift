public import Diagnostics

/// What a build did, for the summary.
public struct BuildReport: Sendable {
  /// Sorted for printing; the site was published if there is no error among them.
  public internal(set) var diagnostics: [Diagnostic] = []
  /// Published documents by kind, in the kinds' order, kinds without any left out.
  public internal(set) var documents: [(kind: DocumentKind, count: Int)] = []
  /// Documents kept back as drafts.
  public internal(set) var drafts = 0
  /// Documents kept back because their date has not come.
  public internal(set) var scheduled = 0
  /// HTML pages, feeds (each in all its formats), and all other files of the site.
  public internal(set) var pages = 0
  public internal(set) var feeds = 0
  public internal(set) var otherFiles = 0
  /// Files that were written because they are new or differ, and removed because they are stale.
  public internal(set) var written = 0
  public internal(set) var removed = 0

  /// Whether putting the site in place stopped half-way: some files are new, some old, all whole.
  public internal(set) var isHalfPublished = false
  public internal(set) var timings = Timings()

  public var succeeded: Bool { !diagnostics.hasErrors }

  mutating func count(_ site: Site, _ schedule: Schedule) {
    var counts: [DocumentKind: Int] = [:]
    for index in site.documents.indices {
      counts[site.documents[index].parsed.kind, default: 0] += 1
    }
    documents = DocumentKind.allCases.compactMap { kind in counts[kind].map { (kind, $0) } }
    drafts = schedule.drafts.count
    scheduled = schedule.scheduled.count
  }

  /// Takes down what publishing changed; nil if it stopped half-way.
  mutating func published(_ change: (written: Int, removed: Int)?) {
    (written, removed) = change ?? (0, 0)
    isHalfPublished = change == nil
  }

  mutating func count(_ outputs: [Output]) {
    for output in outputs {
      switch output.content {
      case .home, .section, .column, .document, .tagIndex, .tag, .authorIndex, .author, .notFound,
        .redirect:
        pages += 1
      case .feed(_, let format): feeds += format == .rss ? 1 : 0
      case .feedArchive, .feedList, .calendar, .event, .sitemap, .robots, .asset, .themeAsset:
        otherFiles += 1
      }
    }
  }

  /// The report with everything that was found wrong.
  func ended(with diagnostics: [Diagnostic]) -> BuildReport {
    var report = self
    report.diagnostics = diagnostics.sortedForPrinting()
    return report
  }
}
