import Foundation
import Testing

@testable import Watching

/// A folder of a test's own with a site in it, which goes when the test does.
final class Ground: Sendable {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "watch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file in one go, as `cp` does, and makes the folders above it.
  @discardableResult
  func write(_ name: String, _ text: String = "x") -> Self {
    folder((name as NSString).deletingLastPathComponent)
    guard let file = unsafe fopen(path + "/" + name, "w") else { fatalError("\(name): \(errno)") }
    unsafe fputs(text, file)
    unsafe fclose(file)
    return self
  }

  @discardableResult
  func folder(_ name: String) -> Self {
    do {
      try FileManager.default.createDirectory(
        atPath: path + "/" + name, withIntermediateDirectories: true)
    } catch {
      fatalError("\(name): \(error)")
    }
    return self
  }

  @discardableResult
  func link(_ name: String, to target: String) -> Self {
    guard unsafe symlink(target, path + "/" + name) == 0 else { fatalError("\(name): \(errno)") }
    return self
  }

  @discardableResult
  func move(_ from: String, to name: String) -> Self {
    guard unsafe rename(path + "/" + from, path + "/" + name) == 0 else {
      fatalError("\(from) to \(name): \(errno)")
    }
    return self
  }

  @discardableResult
  func remove(_ name: String) -> Self {
    do {
      try FileManager.default.removeItem(atPath: path + "/" + name)
    } catch {
      fatalError("\(name): \(error)")
    }
    return self
  }

  /// Sets the permissions of a file or folder.
  @discardableResult
  func permit(_ name: String, _ mode: mode_t) -> Self {
    guard unsafe chmod(path + "/" + name, mode) == 0 else { fatalError("\(name): \(errno)") }
    return self
  }

  /// A watch of some folders of this one.
  func watch(_ folders: String..., rules: (inout WatchRules) -> Void = { _ in }) -> Watcher {
    var chosen = unsafe WatchRules(ignoring: ignoresHidden)
    rules(&chosen)
    return Watcher(FolderWatch(folders.map { path + "/" + $0 }, chosen), in: path)
  }

  /// The texts of all files below a folder by their paths, and what else is there; nothing behind links.
  func tree(_ folder: String) -> [String: String] {
    var found: [String: String] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: path + "/" + folder)
      ?? .init()
    {
      let file = folder + "/" + name
      if !file.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
        found[file] = thing(at: file)
      }
    }
    return found
  }

  /// The text of a file, or the kind of anything else; nil if there is nothing.
  func thing(at name: String) -> String? {
    let file = path + "/" + name
    guard let type = (try? FileManager.default.attributesOfItem(atPath: file))?[.type] else {
      return nil
    }
    return switch type as? FileAttributeType {
    case .typeDirectory: "a folder"
    case .typeSymbolicLink: "a link"
    default: (try? String(contentsOfFile: file, encoding: .utf8)).map { "a file: \($0)" }
    }
  }
}

/// The rule of the tests: hidden names and backups are of no interest.
@Sendable func ignoresHidden(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
  unsafe name.first == UInt8(ascii: ".") || name.last == UInt8(ascii: "~")
}

/// A watch with paths relative to a test's folder.
struct Watcher {
  let watch: FolderWatch
  private let start: String

  init(_ watch: FolderWatch, in folder: String) {
    self.watch = watch
    start = folder + "/"
  }

  /// The next changes, for which ten seconds are waited: events are in the queue before a call that causes them returns.
  func next() -> Seen? { seen(watch.next(timeout: .seconds(10))) }

  /// Whether nothing is told for a while, which must be longer than the time between polls.
  func isQuiet(for time: Duration = .milliseconds(10)) -> Bool { watch.next(timeout: time) == nil }

  /// All changes until it is quiet for a while, as if they had been told at once.
  func all(quiet: Duration = .milliseconds(1)) -> Seen {
    var all = Seen(paths: [], isUncertain: false)
    while let next = seen(watch.next(timeout: quiet)) {
      all = Seen(
        paths: Array(Set(all.paths + next.paths)).sorted(),
        isUncertain: all.isUncertain || next.isUncertain)
    }
    return all
  }

  /// The changes of a moment, which may be none, cut off while more are being made.
  func soon() -> Seen {
    seen(watch.next(settle: .zero, timeout: .milliseconds(1)))
      ?? Seen(paths: [], isUncertain: false)
  }

  private func seen(_ changes: Changes?) -> Seen? {
    changes.map { changes in
      #expect(changes.paths == changes.paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
      #expect(Set(changes.paths).count == changes.paths.count)
      #expect(changes.paths.allSatisfy { $0.hasPrefix(start) })
      return Seen(
        paths: changes.paths.map { String($0.dropFirst(start.count)) },
        isUncertain: changes.isUncertain)
    }
  }
}

/// Changes with paths relative to a test's folder.
struct Seen: Equatable {
  var paths: [String]
  var isUncertain: Bool

  /// Changes that are fully told.
  static func just(_ paths: String...) -> Seen { Seen(paths: paths, isUncertain: false) }
}
