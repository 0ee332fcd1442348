import Foundation
import Testing

@testable import Watching

@Suite struct `A folder that may not be read` {
  let ground: Ground

  init() throws {
    ground = try Ground()
    ground.write("content/secret/a.md").write("content/notice/a.md")
  }

  /// Runs something on a thread that has the rights of nobody, whoever runs the tests, and meanwhile what it asks for on this one.
  private func asNobody(_ body: @escaping @Sendable (Errands) -> Void) throws {
    typealias Call = @convention(c) (uid_t) -> Int32
    let symbol = unsafe try #require(dlsym(nil, "setfsuid"))
    let setUser = unsafe unsafeBitCast(symbol, to: Call.self)
    let errands = Errands()
    Thread.detachNewThread {
      // Fails, and changes nothing, for anybody but root, who alone may read everything.
      _ = setUser(65534)
      body(errands)
      errands.end()
    }
    errands.runAll()
  }

  @Test func `is left out, and watched once it may be`() throws {
    let ground = ground
    ground.permit("content/secret", 0)
    defer { ground.permit("content/secret", 0o755) }
    let canRead = Signal()
    try asNobody { errands in
      let watch = ground.watch("content")
      #expect(watch.watch.problems == [])
      let names = try? FileManager.default.contentsOfDirectory(
        atPath: ground.path + "/content/secret")
      if names != nil { canRead.raise() }
      errands.ask { ground.permit("content/secret", 0o755) }
      #expect(watch.next() == Seen(paths: ["content/secret"], isUncertain: true))
      errands.ask { ground.write("content/secret/b.md") }
      #expect(watch.next() == .just("content/secret/b.md"))
    }
    #expect(!canRead.isRaised)
  }

  @Test func `itself is watched once it may be`() throws {
    let ground = ground
    ground.permit("content", 0)
    defer { ground.permit("content", 0o755) }
    try asNobody { errands in
      let watch = ground.watch("content")
      #expect(watch.watch.problems == [])
      errands.ask { ground.permit("content", 0o755) }
      #expect(watch.all().isUncertain)
      errands.ask { ground.write("content/secret/b.md") }
      #expect(watch.next() == .just("content/secret/b.md"))
    }
  }

  @Test func `above it hides neither its making nor its end`() throws {
    let ground = ground
    ground.write("closed/site/content/a.md").permit("closed", 0o711)
    defer { ground.permit("closed", 0o755) }
    try asNobody { errands in
      let watch = ground.watch("closed/site/content", "closed/site/templates")
      errands.ask { ground.write("closed/site/templates/a.mustache") }
      #expect(watch.all().isUncertain)
      errands.ask { ground.write("closed/site/templates/b.mustache") }
      #expect(watch.next() == .just("closed/site/templates/b.mustache"))
      errands.ask { ground.move("closed/site", to: "closed/old") }
      #expect(watch.all().isUncertain)
      errands.ask { ground.write("closed/old/content/a.md", "new") }
      #expect(watch.isQuiet())
    }
  }
}

/// The things that one thread has done by another one.
private final class Errands: @unchecked Sendable {
  private let condition = NSCondition()
  private var waiting: (() -> Void)?
  private var isEnded = false

  /// Has something done, and waits for it.
  func ask(_ errand: @escaping () -> Void) {
    condition.withLock {
      waiting = errand
      condition.broadcast()
      while waiting != nil { condition.wait() }
    }
  }

  func end() {
    condition.withLock {
      isEnded = true
      condition.broadcast()
    }
  }

  /// Does what is asked for until the end.
  func runAll() {
    condition.withLock {
      while !isEnded {
        if let errand = waiting {
          errand()
          waiting = nil
          condition.broadcast()
        } else {
          condition.wait()
        }
      }
    }
  }
}
