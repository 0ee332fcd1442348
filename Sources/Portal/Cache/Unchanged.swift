internal import Dates
internal import Digests

extension Cache {
  /// Whether a build with these inputs has nothing to do, since neither what it reads nor what the last
  /// one wrote has changed. Nothing is read for that but the stamps of files.
  func isUpToDate(with inputs: Digest, _ options: BuildOptions) -> Bool {
    let output = Folder(path: options.output)
    return inputs != .none && inputs == build.inputs && build.after < options.now.seconds
      && options.now.seconds < build.before && output.kind(of: Publisher.staging) == nil
      && Manifest(of: options).isKnown && isCurrent.allSatisfy(\.self)
  }
}

extension BuildMemory {
  init(inputs: Digest, _ documents: [ParsedDocument], now: Moment, _ report: BuildReport) {
    self.inputs = inputs
    (after, before) = validity(of: documents, at: now)
    counts = report.counts
  }
}

/// Between which moments the site stays as it is now, both exclusive: before the first nothing is
/// known, at the second something becomes due, begins, ends or expires.
private func validity(of documents: [ParsedDocument], at now: Moment) -> (after: Int, before: Int) {
  var (after, before) = (Int.min, Int.max)
  for document in documents {
    for moment in turningPoints(of: document) {
      if moment.seconds <= now.seconds { after = max(after, moment.seconds) }
      if moment.seconds >= now.seconds { before = min(before, moment.seconds) }
    }
  }
  return (after, before)
}

/// The moments at which something that pages say of a document changes.
private func turningPoints(of document: ParsedDocument) -> [Moment] {
  var moments = document.header.date.map { [$0] } ?? []
  if case .notice(let notice) = document.details {
    if let expires = notice.expires { moments.append(expires.end) }
    if let (from, until) = notice.publicity { moments += [from, until.end] }
    if let event = notice.event { moments.append((event.end ?? event.start).end) }
  }
  return moments
}
