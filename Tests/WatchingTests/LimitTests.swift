import Foundation
import Testing

@testable import Watching

@Suite struct `Thousands of files` {
  let ground: Ground

  init() throws { ground = try Ground() }

  @Test func `at once are one change`() {
    for folder in 0..<100 { ground.folder("content/\(folder)") }
    let watch = ground.watch("content")
    for number in 0..<5000 {
      #expect(mknod(ground.path + "/content/\(number % 100)/\(number).md") == 0)
    }
    let changes = watch.next()
    #expect(changes?.paths.count == Changes.most)
    #expect(changes?.isUncertain == true)
    #expect(watch.isQuiet())
    ground.write("content/7/7.md", "new")
    #expect(watch.next() == .just("content/7/7.md"))
  }

  private func mknod(_ path: String) -> Int32 { unsafe Glibc.mknod(path, S_IFREG | 0o644, 0) }

  @Test func `in new folders at once are all seen`() {
    let watch = ground.folder("content").watch("content")
    for number in 0..<3000 { ground.write("content/new/\(number % 100)/\(number).md") }
    let all = watch.all()
    #expect(all.isUncertain || all.paths.count == 3101)
    ground.write("content/new/7/7.md", "new")
    #expect(watch.next() == .just("content/new/7/7.md"))
  }

  /// The system keeps `fs.inotify.max_queued_events`, by default 16,384.
  @Test func `more than the queue takes are not lost, and neither are folders among them`() throws {
    let text = try String(
      contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
    let most = try #require(Int(text.filter(\.isNumber)))
    ground.folder("content/old")
    let watch = ground.watch("content")
    // Events of one kind and name in a row are one.
    for number in 0...(most / 2) {
      ground.permit("content/old", number % 2 == 0 ? 0o755 : 0o700)
      if number % 100 == 0 { _ = mknod(ground.path + "/content/\(number).md") }
      unsafe utimes(ground.path + "/content/old", nil)
      ground.move("content/old", to: "content/older").move("content/older", to: "content/old")
    }
    ground.move("content/old", to: "content/new").write("content/late/b.md")
    #expect(watch.next()?.isUncertain == true)
    _ = watch.all()
    ground.write("content/new/a.md").write("content/late/b.md", "new")
    #expect(watch.all() == .just("content/late/b.md", "content/new/a.md"))
  }
}

@Suite struct `A folder that cannot be watched` {
  let ground: Ground

  init() throws {
    ground = try Ground()
    for folder in 0..<10 { ground.write("content/\(folder)/a.md") }
  }

  @Test func `for there being too many is polled, and the way out is told`() {
    let watch = ground.watch("content") {
      $0.mostFolders = { 5 }
      $0.pollInterval = .milliseconds(30)
    }
    let problem = WatchProblem.tooManyFolders(
      folder: ground.path + "/content", folders: 11, limit: 5)
    #expect(watch.watch.problems == [problem])
    #expect(problem.setting == "fs.inotify.max_user_watches")
    ground.write("content/7/a.md", "changed")
    let changes = watch.watch.next(timeout: .seconds(10))
    #expect(changes?.isUncertain == true)
    #expect(changes?.problems == [problem])
  }

  @Test func `any longer is polled, and that is told at once`() {
    let watch = ground.watch("content") {
      $0.mostFolders = { 15 }
      $0.pollInterval = .milliseconds(30)
    }
    #expect(watch.watch.problems == [])
    for folder in 10..<20 { ground.write("content/\(folder)/a.md") }
    let changes = watch.watch.next(timeout: .seconds(10))
    #expect(changes?.isUncertain == true)
    #expect(changes?.problems.count == 1)
    _ = watch.all(quiet: .milliseconds(100))
    ground.write("content/17/a.md", "changed")
    #expect(watch.next() == Seen(paths: [], isUncertain: true))
  }

  @Test func `is watched again when the limit is raised`() {
    let limit = Limit()
    let watch = ground.watch("content") {
      $0.mostFolders = { limit.value }
      $0.pollInterval = .milliseconds(20)
    }
    #expect(watch.watch.problems.count == 1)
    limit.value = 8
    #expect(watch.isQuiet(for: .milliseconds(100)))
    limit.value = 100
    let changes = watch.watch.next(timeout: .seconds(10))
    #expect(changes == Changes(paths: [], isUncertain: true, problems: []))
    ground.write("content/7/a.md", "changed")
    #expect(watch.next() == .just("content/7/a.md"))
  }

  /// The most folders that may be watched.
  private final class Limit: @unchecked Sendable {
    private let lock = NSLock()
    private var most = 5

    var value: Int {
      get { lock.withLock { most } }
      set { lock.withLock { most = newValue } }
    }
  }

  @Test func `is polled for everything that can change`() throws {
    let watch = ground.watch("content", "templates") {
      $0.alwaysPolls = true
      $0.pollInterval = .milliseconds(20)
    }
    #expect(watch.watch.problems == [])
    let changes: [(String, (Ground) -> Void)] = [
      ("a file is written", { $0.write("content/1/a.md", "longer") }),
      ("a file is made", { $0.write("content/b.md") }),
      ("a file is removed", { $0.remove("content/b.md") }),
      ("a file is renamed", { $0.move("content/1/a.md", to: "content/1/b.md") }),
      ("a file takes another's place", { $0.move("content/2/a.md", to: "content/3/a.md") }),
      ("an empty folder is made", { $0.folder("content/empty") }),
      ("a folder is renamed", { $0.move("content/4", to: "content/40") }),
      ("a folder is removed", { $0.remove("content/5") }),
      ("a link is made", { $0.link("content/link", to: "1") }),
      ("a folder that was missing is made", { $0.folder("templates") }),
      ("the folder is removed", { $0.remove("content") }),
      ("the folder is made again", { $0.write("content/6/a.md") }),
    ]
    for (name, change) in changes {
      change(ground)
      #expect(watch.next() == Seen(paths: [], isUncertain: true), "\(name)")
      #expect(watch.all(quiet: .milliseconds(100)).paths == [], "\(name)")
    }
    ground.write("content/.hidden").write("content/6/a.md~").write("elsewhere/a.md")
    #expect(watch.isQuiet(for: .milliseconds(100)))
  }

  @Test func `is left alone between polls when it is stopped`() {
    let watch = ground.watch("content") { $0.alwaysPolls = true }.watch
    let ended = Signal()
    Thread.detachNewThread {
      #expect(watch.next() == nil)
      ended.raise()
    }
    watch.stop()
    #expect(ended.wait(seconds: 10))
  }
}
