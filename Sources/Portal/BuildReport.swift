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
  /// Files of the site: HTML pages, feeds of every format, and all others.
  public internal(set) var pages = 0
  public internal(set) var feeds = 0
  public internal(set) var otherFiles = 0
  /// Files that were written because they are new or differ, and removed because they are stale.
  public internal(set) var written = 0
  public internal(set) var removed = 0

  public var succeeded: Bool { !diagnostics.hasErrors }

  mutating func count(_ site: Site, _ schedule: Schedule) {
    documents = DocumentKind.allCases.compactMap { kind in
      let count = site.documents.count { $0.parsed.kind == kind }
      return count > 0 ? (kind, count) : nil
    }
    drafts = schedule.drafts
    scheduled = schedule.scheduled
  }

  mutating func count(_ outputs: [Output]) {
    for output in outputs {
      switch output.content {
      case .home, .section, .column, .document, .tagIndex, .tag, .authorIndex, .author, .notFound,
        .redirect:
        pages += 1
      case .feed, .feedArchive: feeds += 1
      case .feedList, .calendar, .event, .sitemap, .robots, .asset, .themeAsset: otherFiles += 1
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
