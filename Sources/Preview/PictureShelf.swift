internal import Content
internal import Diagnostics
internal import Files
internal import Portal
internal import Publishing
internal import Renditions
internal import SiteModel
internal import Synchronization

/// The renditions in a site's store, which pages show, with the orders of those that pages would show if they were there.
final class PictureShelf: Sendable {
  /// The folder of the store; nil where there is none.
  let folder: Folder?
  private let contents: Contents
  /// The stamps of the store's index and of libvips.
  private let stamps: [FileStamp?]
  private let orders = Mutex<[RenditionStore.Order]>([])

  private enum Contents {
    /// Pages show all pictures as they are, since the options say so.
    case none
    /// None can be made, as this note says.
    case absent(Diagnostic)
    /// The store, nil as long as there is none.
    case store(RenditionStore?, VipsProgram?)
  }

  /// The store of a site as it is now: an earlier one if that is still the same.
  static func present(_ options: BuildOptions, after last: PictureShelf?) -> PictureShelf {
    let state = Folder(path: options.state)
    let stamps = [
      RenditionStore.stamp(in: state), options.programs.flatMap { VipsProgram.stamp(in: $0) },
    ]
    if let last, last.stamps == stamps { return last }
    return PictureShelf(options, state, stamps)
  }

  private init(_ options: BuildOptions, _ state: Folder, _ stamps: [FileStamp?]) {
    self.stamps = stamps
    guard let programs = options.programs else {
      (folder, contents) = (nil, .none)
      return
    }
    var ignored: [Diagnostic] = []
    let user = StateFolder(lookingAt: options, diagnostics: &ignored).output
    let folder = try? Folder(RenditionStore.folderName, in: state)
    self.folder = folder
    guard var store = folder.map({ RenditionStore(in: $0, for: user) }) else {
      contents = stamps[1] == nil ? .none : .store(nil, nil)
      return
    }
    switch store.program(in: programs) {
    case .failure(let absence): contents = .absent(absence.note)
    case .success(let program): contents = .store(store, program)
    }
  }

  /// The source of the renditions that pages show. For authors, who see all documents, it notes the orders of those that are missing.
  func source(forAuthors isForAuthors: Bool) -> RenditionSource {
    switch contents {
    case .none: .none
    case .absent(let note): .absent(note)
    case .store(let store, let program):
      .making { [self] orders in
        let outcomes =
          if let store, let program {
            store.known(orders, with: program)
          } else {
            [RenditionStore.Outcome?](repeating: nil, count: orders.count)
          }
        if isForAuthors {
          let missing = zip(orders, outcomes).filter { $1 == nil }.map(\.0)
          self.orders.withLock { $0 = missing }
        }
        return outcomes
      }
    }
  }

  /// The orders of pictures that the last site was shown without.
  var missing: [RenditionStore.Order] { orders.withLock { $0 } }
}

/// The pictures of which renditions are missing, for the thread that has them made.
final class MissingPictures: Sendable {
  private let state = Mutex(State())

  private struct State {
    var orders: [RenditionStore.Order] = []
    /// The numbers of times that pictures were tried, by their stamps. What fails because the machine is busy may succeed later.
    var attempts: [FileStamp: Int] = [:]
  }

  private static let mostAttempts = 3

  /// Puts the orders of another state in place of those that are waiting.
  func replace(by orders: [RenditionStore.Order]) {
    state.withLock { state in
      state.orders = orders.filter { state.attempts[$0.stamp, default: 0] < Self.mostAttempts }
    }
  }

  /// The first orders that are waiting, at most `count`, of pictures that have not changed since a time in nanoseconds since 1970;
  /// nil where all that are waiting have. The store recognises a picture by its stamp only if that time is two seconds ago.
  func first(_ count: Int, settledSince time: Int) -> [RenditionStore.Order]? {
    state.withLock { state in
      let settled = state.orders.lazy.filter { $0.stamp.isBefore(time) }.prefix(count)
      return settled.isEmpty && !state.orders.isEmpty ? nil : Array(settled)
    }
  }

  /// Notes that orders are being tried. Those that fail come back with the next state.
  func begin(_ orders: [RenditionStore.Order]) {
    state.withLock { state in
      for order in orders { state.attempts[order.stamp, default: 0] += 1 }
      let begun = Set(orders.map(\.stamp))
      state.orders.removeAll { begun.contains($0.stamp) }
    }
  }
}

extension PreviewSite {
  /// The answer of `makePictures`.
  package enum Making: Sendable {
    /// Nothing is missing.
    case nothing
    /// Some were made, and a refreshed site shows them.
    case some
    /// A build has the records locked, and will make them itself, or the pictures have only just been saved: it is worth asking again
    /// in a second.
    case later
  }

  /// Has some renditions made that pages lack, in the store that builds use too. One thread at a time may call it.
  package func makePictures() -> Making {
    let orders = pictures.first(
      options.jobs * 2, settledSince: nanosecondsNow() - 2_000_000_000)
    guard let orders else { return .later }
    guard !orders.isEmpty, let programs = options.programs else { return .nothing }
    let build = options.build(for: .authors, at: options.clock())
    var ignored: [Diagnostic] = []
    guard let state = StateFolder(build, diagnostics: &ignored) else { return .later }
    pictures.begin(orders)
    do throws(FileError) {
      if state.folder.kind(of: RenditionStore.folderName) == nil {
        try state.folder.makeFolder(RenditionStore.folderName)
      }
      var store = RenditionStore(
        in: try Folder(RenditionStore.folderName, in: state.folder), for: state.output)
      guard case .success(let program) = store.program(in: programs) else { return .nothing }
      _ = store.make(
        orders, from: Folder(path: build.content), with: program, jobs: options.jobs)
      return .some
    } catch {
      return .nothing
    }
  }
}
