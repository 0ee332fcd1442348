internal import Content
internal import Dates

extension NoticeState {
  /// The state of a notice at a moment; nil for documents of other kinds.
  init?(of document: ParsedDocument, at now: Moment) {
    guard case .notice(let notice) = document.details else { return nil }
    if document.hasExpired(at: now) {
      self = .expired
    } else if let publicity = notice.publicity {
      self = now <= publicity.until.end ? .publicity : .expired
    } else {
      self = .current
    }
  }
}

/// Forms the views of every section: by state where notices differ in it, and by year where the section's list has more
/// than one page.
func formViews(_ all: inout Collections, _ config: SiteConfig, now: Moment) {
  var newest: [[Int]] = all.sections.map { _ in [] }
  for index in all.newest {
    if let section = all.documents[index].section { newest[section].append(index) }
  }
  for section in all.sections.indices {
    let (list, address) = (newest[section], all.sections[section].address)
    func view(_ kind: SectionView.Kind, _ segment: String) -> SectionView {
      SectionView(kind: kind, address: address.appending(segment + "/"))
    }
    switch all.sections[section].config.kind {
    case .notice:
      var states = NoticeState.allCases.map { view(.state($0), $0.segment) }
      for index in list {
        if let state = NoticeState(of: all.documents[index].parsed, at: now) {
          states[state.rawValue].documents.append(index)
        }
      }
      states.removeAll { $0.documents.isEmpty }
      if states.count > 1 { all.sections[section].views = states }
    case .study, .activity: break
    case .page, .directory: continue
    }
    guard list.count > config.pageSize else { continue }
    var years: [SectionView] = []
    for index in list {
      guard let year = all.documents[index].date?.on(config.zone).date.year else { continue }
      if years.last?.kind != .year(year) { years.append(view(.year(year), String(year))) }
      years[years.count - 1].documents.append(index)
    }
    if years.count > 1 { all.sections[section].views += years }
  }
}
