import Foundation
import Testing

@testable import Watching

@Suite struct `A watch tells` {
  let ground: Ground

  init() throws {
    ground = try Ground()
    ground.write("content/site.yml").write("content/notice/a.md").folder("content/empty")
  }

  @Test func `nothing while nothing happens, and ends at the timeout`() {
    let watch = ground.watch("content")
    #expect(watch.isQuiet())
    #expect(watch.watch.problems == [])
  }

  @Test func `a file that is written in place, once`() {
    let watch = ground.watch("content")
    ground.write("content/notice/a.md", "new")
    #expect(watch.next() == .just("content/notice/a.md"))
    #expect(watch.isQuiet())
  }

  @Test func `a file that is made, and one that is removed`() {
    let watch = ground.watch("content")
    ground.write("content/b.md")
    #expect(watch.next() == .just("content/b.md"))
    ground.remove("content/b.md").remove("content/notice/a.md")
    #expect(watch.next() == .just("content/b.md", "content/notice/a.md"))
    #expect(watch.isQuiet())
  }

  @Test func `nothing of files that are only read`() {
    let watch = ground.watch("content")
    _ = ground.tree("content")
    #expect(watch.isQuiet())
  }

  @Test func `a file whose times or permissions change`() {
    let watch = ground.watch("content")
    #expect(unsafe utimes(ground.path + "/content/site.yml", nil) == 0)
    ground.permit("content/notice/a.md", 0o600)
    #expect(watch.next() == .just("content/notice/a.md", "content/site.yml"))
  }

  @Test func `a file of a program that never closes it`() throws {
    let watch = ground.watch("content")
    guard let file = unsafe fopen(ground.path + "/content/notice/a.md", "a") else {
      throw CocoaError(.fileNoSuchFile)
    }
    defer { unsafe fclose(file) }
    for _ in 0..<3 {
      unsafe fputs("more", file)
      unsafe fflush(file)
      #expect(watch.next() == .just("content/notice/a.md"))
      #expect(watch.isQuiet())
    }
  }

  @Test func `a file that is written slowly when it is closed, and not half of it`() {
    let watch = ground.watch("content") {
      $0.patience = .seconds(60)
      $0.longest = .seconds(60)
    }
    let path = ground.path + "/content/b.md"
    Thread.detachNewThread {
      let file = unsafe fopen(path, "w")
      for _ in 0..<4 {
        unsafe fputs("more", file)
        unsafe fflush(file)
        usleep(15_000)
      }
      unsafe fclose(file)
    }
    #expect(watch.next() == .just("content/b.md"))
    #expect(ground.thing(at: "content/b.md") == "a file: moremoremoremore")
    #expect(watch.isQuiet())
  }

  @Test func `changes that never pause after a while`() {
    let watch = ground.watch("content")
    let isTold = Signal()
    let isDone = Signal()
    let ground = ground
    Thread.detachNewThread {
      while !isTold.isRaised {
        ground.write("content/notice/a.md", "new")
        usleep(500)
      }
      isDone.raise()
    }
    #expect(watch.next() == .just("content/notice/a.md"))
    isTold.raise()
    #expect(isDone.wait())
  }

  @Test(arguments: [["content"], ["content", "templates"], ["templates", "content"]])
  func `paths as their folders were given`(folders: [String]) {
    ground.folder("templates")
    let watch = FolderWatch(
      folders.map { "\(ground.path)/./\($0)/" }, unsafe WatchRules(ignoring: ignoresHidden))
    ground.write("content/notice/a.md", "new")
    let changes = watch.next(timeout: .seconds(10))
    #expect(changes?.paths == ["\(ground.path)/./content/notice/a.md"])
  }

  @Test func `changes in several folders at once`() {
    let watch = ground.folder("templates").watch("content", "templates")
    ground.write("templates/home.mustache").write("content/site.yml", "new")
    #expect(watch.next() == .just("content/site.yml", "templates/home.mustache"))
    #expect(watch.isQuiet())
  }

  @Test func `what happens in a folder that is watched within another one, too`() {
    let watch = ground.folder("content/templates").watch("content", "content/templates")
    ground.write("content/templates/home.mustache")
    #expect(watch.next() == .just("content/templates/home.mustache"))
    #expect(watch.isQuiet())
  }

  @Test func `a link, and nothing of what it leads to`() {
    ground.write("elsewhere/b.md").link("content/old", to: "../elsewhere")
    let watch = ground.watch("content")
    ground.write("elsewhere/b.md", "new").write("elsewhere/c.md")
    #expect(watch.isQuiet())
    ground.link("content/new", to: "../elsewhere")
    #expect(watch.next() == .just("content/new"))
    ground.write("elsewhere/b.md", "newer")
    #expect(watch.isQuiet())
  }

  @Test func `nothing of names that are ignored, or of anything below them`() {
    ground.folder("content/.git/refs")
    let watch = ground.watch("content")
    ground.write("content/.git/refs/head").write("content/notice/.a.md.swp")
    ground.write("content/notice/a.md~").write("content/.new/deep/b.md")
    ground.move("content/.new", to: "content/.newer")
    #expect(watch.isQuiet())
    ground.move("content/notice/a.md~", to: "content/notice/a.md")
    #expect(watch.next() == .just("content/notice/a.md"))
    ground.move("content/notice/a.md", to: "content/notice/.a.md")
    #expect(watch.next() == .just("content/notice/a.md"))
    ground.move("content/.newer", to: "content/new")
    let found = watch.next()
    #expect(found?.paths == ["content/new", "content/new/deep", "content/new/deep/b.md"])
    #expect(watch.isQuiet())
  }

  @Test func `a change whose name no path can have as one that it cannot name`() {
    let watch = ground.watch("content")
    ground.write("content/a\nb.md")
    #expect(watch.next() == Seen(paths: [], isUncertain: true))
  }

  @Test func `nothing more once it is stopped, from another thread too`() {
    let watch = ground.watch("content").watch
    let ended = Signal()
    Thread.detachNewThread {
      #expect(watch.next() == nil)
      ended.raise()
    }
    usleep(20_000)
    watch.stop()
    #expect(ended.wait(seconds: 10))
    ground.write("content/b.md")
    #expect(watch.next() == nil)
  }
}

@Suite struct `An editor that saves` {
  let ground: Ground

  init() throws {
    ground = try Ground()
    ground.write("content/notice/a.md")
  }

  @Test func `as vim does is seen once`() {
    let watch = ground.watch("content")
    ground.write("content/notice/.a.md.swp")
    // Its probe of whether files can be made here.
    ground.write("content/notice/4913").remove("content/notice/4913")
    ground.move("content/notice/a.md", to: "content/notice/a.md~")
    ground.write("content/notice/a.md", "new").remove("content/notice/a.md~")
    ground.remove("content/notice/.a.md.swp")
    #expect(watch.next() == .just("content/notice/4913", "content/notice/a.md"))
    #expect(watch.isQuiet())
  }

  @Test(arguments: [".goutputstream-ABC", ".a.md.tmp", ".~lock.a.md#", "a.md~"])
  func `by renaming another file is seen once`(temporary: String) {
    let watch = ground.watch("content")
    for text in ["new", "newer"] {
      ground.write("content/notice/\(temporary)", text)
      ground.move("content/notice/\(temporary)", to: "content/notice/a.md")
      #expect(watch.next() == .just("content/notice/a.md"))
      #expect(watch.isQuiet())
    }
  }

  @Test func `by a hard link is seen`() {
    let watch = ground.watch("content")
    ground.write("b.md")
    #expect(unsafe link(ground.path + "/b.md", ground.path + "/content/b.md") == 0)
    #expect(watch.next() == .just("content/b.md"))
    #expect(watch.isQuiet())
  }

  @Test func `a hundred times at once is seen once`() {
    let watch = ground.watch("content")
    for number in 0..<100 { ground.write("content/notice/a.md", "\(number)") }
    #expect(watch.next() == .just("content/notice/a.md"))
    #expect(watch.isQuiet())
  }
}

/// A signal from one thread to another.
final class Signal: @unchecked Sendable {
  private let condition = NSCondition()
  private var state = false

  var isRaised: Bool { condition.withLock { state } }

  func raise() {
    condition.withLock {
      state = true
      condition.broadcast()
    }
  }

  @discardableResult
  func wait(seconds: Double = 60) -> Bool {
    let end = Date(timeIntervalSinceNow: seconds)
    return condition.withLock {
      while !state { if !condition.wait(until: end) { return state } }
      return true
    }
  }
}
