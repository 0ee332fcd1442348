internal import Content
internal import Dates
internal import Diagnostics
internal import Pages
internal import SiteModel
internal import Synchronization

/// A site that is kept in memory, and of which pages are made when they are asked for. Nothing is written into the site's folder.
///
/// Any number of threads may use it; what has changed is read by one at a time.
package final class PreviewSite: Sendable {
  let options: PreviewOptions
  private let state: Mutex<State>
  /// Held by whoever makes a new state, until it has been told.
  private let turn = Mutex(())
  /// Held by whoever makes a view for readers, which the many requests of one page need at once.
  private let making = Mutex(())
  private let tell: @Sendable (PreviewState) -> Void
  let pictures = MissingPictures()

  /// The site as it was read last, and the views that are shown.
  private struct State {
    /// The input as it was read last, by which documents are recognised that have not changed.
    var snapshot: Snapshot?
    /// Whether files have changed since then that could not be read into a snapshot, so that everything must be looked at.
    var isBehind = false
    /// The last good view for each audience. All others are made from the snapshot of the authors' view.
    var views: [Audience: SiteView] = [:]
    var version: Int
    var problems = Problems()
    /// The address of the page that was changed last; nil where many were.
    var changed: Address?
  }

  /// The problems of a site, by where they were found.
  private struct Problems {
    /// In the input, and in the authors' view.
    var found: [Diagnostic] = []
    /// In what readers would see, which is looked at when there is time.
    var forReaders: [Diagnostic] = []
    /// In outputs that were asked for.
    var inOutputs: [Diagnostic] = []

    var all: [Diagnostic] {
      (found + forReaders + inOutputs).withoutRepetitions().sortedForPrinting().withinLimits()
    }
  }

  /// A site that has not been read. The number of its first good state comes after `version`; `tell` is told of each state, one
  /// after the other.
  package init(
    _ options: PreviewOptions, version: Int, tell: @escaping @Sendable (PreviewState) -> Void
  ) {
    self.options = options
    self.tell = tell
    state = Mutex(State(version: version))
  }

  /// The present state, for whoever looks at the site.
  package var present: PreviewState { state.withLock { told($0) } }

  private func told(_ state: borrowing State) -> PreviewState {
    PreviewState(
      version: state.version, changed: state.changed.map { mount(of: state) + $0.encoded },
      problems: state.problems.all)
  }

  /// The path below which the site is served, such as `/portal/`.
  package var mount: String { state.withLock { mount(of: $0) } }

  private func mount(of state: borrowing State) -> String {
    basePath(of: state.views[.authors]?.snapshot.config.url ?? "https://localhost/")
  }

  // MARK: - Reading

  /// Reads what has changed since the last time. `changed` are the paths of all files that were changed since, as they are written
  /// below the folders of the options; nil where more may have changed.
  package func refresh(changed: [String]? = nil) {
    turn.withLock { _ in
      let (last, shown, isBehind) = state.withLock {
        ($0.snapshot, $0.views[.authors], $0.isBehind)
      }
      let changed = isBehind ? nil : changed
      // What was shown before is released once all have been told of the new state.
      withExtendedLifetime((last, shown)) {
        if let state = read(changed, after: last, shown) { tell(state) }
      }
    }
  }

  private func read(
    _ changed: [String]?, after last: Snapshot?, _ shown: SiteView?
  ) -> PreviewState? {
    let now = options.clock()
    let build = options.build(for: .authors, at: now)
    let (snapshot, read) = Snapshot.read(build, after: last, changed: changed)
    guard let snapshot else { return failed(read, nil) }
    let shelf = PictureShelf.present(build, after: shown?.shelf)
    if let shown, snapshot.isSame(as: last), snapshot.isSame(as: shown.snapshot),
      shown.isValid(at: now), shelf === shown.shelf
    {
      return nil
    }
    let (view, found) = SiteView.resolve(snapshot, build, since: shown, shelf)
    let problems = read + found
    guard let view, !problems.hasErrors else { return failed(problems, snapshot) }
    pictures.replace(by: shelf.missing)
    let changed = shown.flatMap { _ in view.addressOfChange }
    return state.withLock { state in
      (state.snapshot, state.isBehind) = (snapshot, false)
      state.views = [.authors: view]
      state.version += 1
      state.problems = Problems(found: problems)
      state.changed = changed
      return told(state)
    }
  }

  /// Keeps the views that were good, and tells the problems.
  private func failed(_ problems: [Diagnostic], _ snapshot: Snapshot?) -> PreviewState {
    state.withLock { state in
      if let snapshot { state.snapshot = snapshot }
      state.isBehind = snapshot == nil
      state.problems = Problems(found: problems)
      state.changed = nil
      return told(state)
    }
  }

  /// Looks for problems that only readers would meet, such as links to drafts, and tells those that are new.
  package func lookForReaders() {
    guard let authors = state.withLock({ $0.problems.found.hasErrors ? nil : $0.views[.authors] })
    else { return }
    let problems = resolve(.readers(on: nil), beside: authors).diagnostics
    add { state in
      if state.views[.authors] === authors { state.problems.forReaders = problems }
    }
  }

  /// Keeps problems that were found in an output of a view, if it is still shown, and tells those that are new.
  func keep(_ problems: [Diagnostic], of view: SiteView) {
    add { state in
      if state.views.values.contains(where: { $0 === view }) {
        state.problems.inOutputs = (state.problems.inOutputs + problems).withoutRepetitions()
      }
    }
  }

  /// Adds to what is known of the present state, and tells it if there are other problems then.
  private func add(_ change: (inout State) -> Void) {
    turn.withLock { _ in
      let news: PreviewState? = state.withLock { state in
        let before = state.problems.all
        change(&state)
        return state.problems.all == before ? nil : told(state)
      }
      if let news { tell(news) }
    }
  }

  /// The seconds from now until the site changes though no file does; nil where that is never.
  package var secondsUntilTurn: Int? {
    guard let view = state.withLock({ $0.views[.authors] }), view.validity.before < Int.max else {
      return nil
    }
    return max(0, view.validity.before - options.clock().seconds)
  }

  // MARK: - Views

  /// The view of an audience; nil as long as there has been no good state. Mistakes that only readers would meet do not keep them from
  /// seeing theirs.
  func view(for audience: Audience) -> SiteView? {
    guard audience != .authors else { return state.withLock { $0.views[.authors] } }
    return making.withLock { _ in
      let (shown, authors) = state.withLock { ($0.views[audience], $0.views[.authors]) }
      guard let authors else { return nil }
      if let shown, shown.isValid(at: moment(for: audience, authors)) { return shown }
      guard let view = resolve(audience, beside: authors).view else { return authors }
      state.withLock { state in
        guard state.views[.authors] === authors else { return }
        // The day that is looked at changes with each key; one of them is enough.
        state.views = [.authors: authors, audience: view]
      }
      return view
    }
  }

  private func resolve(
    _ audience: Audience, beside authors: SiteView
  ) -> (view: SiteView?, diagnostics: [Diagnostic]) {
    let build = options.build(for: audience, at: moment(for: audience, authors))
    return SiteView.resolve(authors.snapshot, build, since: authors, authors.shelf)
  }

  /// The moment at which an audience looks at the site.
  private func moment(for audience: Audience, _ authors: SiteView) -> Moment {
    if case .readers(on: let day?) = audience {
      authors.site.midnight(day)
    } else {
      options.clock()
    }
  }

  /// The number of the present state.
  var version: Int { state.withLock { $0.version } }
}
