import Foundation
import Testing

@testable import Watching

@Suite struct `Folders` {
  let ground: Ground

  init() throws {
    ground = try Ground()
    ground.write("content/site.yml").write("content/notice/a.md")
  }

  @Test func `that are made are watched, with what is in them before they are`() {
    let watch = ground.watch("content")
    ground.write("content/new/deep/deeper/b.md").write("content/new/c.md")
    #expect(
      watch.next()
        == .just(
          "content/new", "content/new/c.md", "content/new/deep", "content/new/deep/deeper",
          "content/new/deep/deeper/b.md"))
    ground.write("content/new/deep/deeper/b.md", "new")
    #expect(watch.next() == .just("content/new/deep/deeper/b.md"))
    #expect(watch.isQuiet())
  }

  @Test func `that are made while they are watched lose no file`() {
    let watch = ground.watch("content")
    let isDone = Signal()
    let ground = ground
    Thread.detachNewThread {
      for number in 0..<300 {
        ground.write("content/new\(number % 7)/\(number % 5)/\(number % 11)/\(number).md")
      }
      isDone.raise()
    }
    var seen: Set<String> = []
    while seen.count(where: { $0.hasSuffix(".md") }) < 300, let next = watch.next() {
      seen.formUnion(next.paths)
    }
    #expect(seen.count { $0.hasSuffix(".md") } == 300)
    #expect(isDone.wait(seconds: 10))
  }

  @Test func `that are moved in from elsewhere are told with what is in them, and watched`() {
    ground.write("elsewhere/deep/b.md")
    let watch = ground.watch("content")
    ground.move("elsewhere", to: "content/new")
    #expect(
      watch.next() == .just("content/new", "content/new/deep", "content/new/deep/b.md"))
    ground.write("content/new/deep/c.md")
    #expect(watch.next() == .just("content/new/deep/c.md"))
  }

  @Test func `that are moved out are told, and no longer watched`() {
    ground.write("content/old/deep/b.md")
    let watch = ground.watch("content")
    ground.move("content/old", to: "elsewhere")
    #expect(watch.next() == Seen(paths: ["content/old"], isUncertain: true))
    ground.write("elsewhere/deep/b.md", "new").write("elsewhere/c.md")
    #expect(watch.isQuiet())
  }

  @Test func `that are renamed are watched by their new names`() {
    ground.write("content/old/deep/b.md")
    let watch = ground.watch("content")
    ground.move("content/old", to: "content/new")
    #expect(
      watch.next()
        == Seen(
          paths: ["content/new", "content/new/deep", "content/new/deep/b.md", "content/old"],
          isUncertain: true))
    ground.write("content/new/deep/b.md", "new").write("content/new/c.md")
    #expect(watch.next() == .just("content/new/c.md", "content/new/deep/b.md"))
    #expect(watch.isQuiet())
  }

  @Test func `that change places are not taken for each other`() {
    ground.write("content/one/deep/b.md", "1").write("content/two/deep/b.md", "2")
    let watch = ground.watch("content")
    ground.move("content/one", to: "content/three").move("content/two", to: "content/one")
    ground.move("content/three", to: "content/two")
    _ = watch.all()
    ground.write("content/one/deep/c.md")
    #expect(watch.next() == .just("content/one/deep/c.md"))
    ground.write("content/two/deep/d.md")
    #expect(watch.next() == .just("content/two/deep/d.md"))
  }

  @Test func `that are removed are told with all that was in them`() {
    ground.write("content/old/deep/b.md").write("content/old/c.md")
    let watch = ground.watch("content")
    ground.remove("content/old")
    #expect(
      watch.next()
        == .just("content/old", "content/old/c.md", "content/old/deep", "content/old/deep/b.md"))
    #expect(watch.isQuiet())
  }

  @Test func `that are removed and made again are watched`() {
    let watch = ground.watch("content")
    for number in 0..<20 {
      ground.remove("content/notice").write("content/notice/\(number).md")
      #expect(watch.all().paths.contains("content/notice/\(number).md"))
      ground.write("content/notice/\(number).md", "new")
      #expect(watch.next() == .just("content/notice/\(number).md"))
    }
  }

  @Test func `that are made and removed or moved out leave no watch behind`() throws {
    let watch = ground.watch("content")
    let before = try numberOfWatches()
    for number in 0..<50 {
      for folder in 0..<20 { ground.write("content/\(number)/\(folder)/b.md") }
      _ = watch.all()
      ground.move("content/\(number)", to: "content/moved")
      if number % 2 == 0 { _ = watch.all() }
      ground.remove("content/moved")
      _ = watch.all()
    }
    for number in 0..<2 {
      for folder in 0..<600 { ground.folder("content/\(number)/\(folder)") }
      _ = watch.all()
      ground.move("content/\(number)", to: "moved-out-\(number)")
      _ = watch.all()
    }
    // Other tests watch at the same time, but none so many folders.
    #expect(try numberOfWatches() < before + 500)
  }

  /// The number of folders that this process watches, as the system counts them.
  private func numberOfWatches() throws -> Int {
    let files = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fdinfo")
    return files.reduce(0) { sum, file in
      let text = (try? String(contentsOfFile: "/proc/self/fdinfo/" + file, encoding: .utf8)) ?? ""
      return sum + text.split(separator: "\n").count { $0.hasPrefix("inotify wd:") }
    }
  }

  @Test func `whose permissions change are looked at anew`() {
    let watch = ground.watch("content")
    ground.permit("content/notice", 0o700)
    #expect(watch.next() == Seen(paths: ["content/notice"], isUncertain: true))
    ground.write("content/notice/b.md")
    #expect(watch.next() == .just("content/notice/b.md"))
  }

  @Test func `in a storm of renames end where they are`() {
    for folder in 0..<10 { ground.write("content/\(folder)/deep/\(folder).md") }
    let watch = ground.watch("content")
    for round in 0..<200 {
      let folder = round % 10
      ground.move("content/\(folder)", to: "content/moved")
      ground.move("content/moved", to: round % 3 == 0 ? "moved" : "content/other")
      ground.move(round % 3 == 0 ? "moved" : "content/other", to: "content/\(folder)")
    }
    #expect(watch.all().isUncertain)
    for folder in 0..<10 {
      ground.write("content/\(folder)/deep/\(folder).md", "new")
      #expect(watch.next() == .just("content/\(folder)/deep/\(folder).md"))
    }
    #expect(watch.isQuiet())
  }
}

@Suite struct `The folder itself` {
  let ground: Ground

  init() throws {
    ground = try Ground()
    ground.write("content/notice/a.md")
  }

  @Test(arguments: ["templates", "not/yet/templates"])
  func `may be missing at first`(folder: String) {
    let watch = ground.watch("content", folder)
    ground.write("content/notice/a.md", "new")
    #expect(watch.next() == .just("content/notice/a.md"))
    ground.write("elsewhere/b.md").write("not-yet/b.md")
    #expect(watch.isQuiet())
    ground.write(folder + "/partials/head.mustache")
    #expect(watch.all().isUncertain)
    ground.write(folder + "/partials/head.mustache", "new")
    #expect(watch.next() == .just(folder + "/partials/head.mustache"))
    #expect(watch.isQuiet())
  }

  @Test func `may be removed and made again`() {
    let watch = ground.watch("content")
    for number in 0..<5 {
      ground.remove("content")
      #expect(watch.all().isUncertain)
      ground.write("content/notice/\(number).md")
      #expect(watch.all().isUncertain)
      ground.write("content/notice/\(number).md", "new")
      #expect(watch.next() == .just("content/notice/\(number).md"))
    }
  }

  @Test func `may be renamed, and another one put in its place`() {
    ground.write("other/notice/b.md")
    let watch = ground.watch("content")
    ground.move("content", to: "old").move("other", to: "content")
    #expect(watch.all().isUncertain)
    ground.write("old/notice/a.md", "new")
    #expect(watch.isQuiet())
    ground.write("content/notice/b.md", "new")
    #expect(watch.next() == .just("content/notice/b.md"))
  }

  @Test func `may go with the folder above it, and come again`() {
    ground.write("site/content/a.md")
    let watch = ground.watch("site/content")
    ground.move("site", to: "old")
    #expect(watch.all().isUncertain)
    ground.move("old", to: "site")
    #expect(watch.all().isUncertain)
    ground.write("site/content/a.md", "new")
    #expect(watch.next() == .just("site/content/a.md"))
  }

  @Test func `may be a link that is changed`() {
    ground.write("one/a.md").write("two/a.md").link("linked", to: "one")
    let watch = ground.watch("linked")
    ground.write("one/a.md", "new")
    #expect(watch.next() == .just("linked/a.md"))
    ground.link("next", to: "two").move("next", to: "linked")
    #expect(watch.all().isUncertain)
    ground.write("one/a.md", "newer")
    #expect(watch.isQuiet())
    ground.write("two/a.md", "new")
    #expect(watch.next() == .just("linked/a.md"))
  }

  @Test func `may be a file that becomes a folder`() {
    ground.write("templates")
    let watch = ground.watch("templates")
    ground.remove("templates").write("templates/a.mustache")
    #expect(watch.all().isUncertain)
    ground.write("templates/a.mustache", "new")
    #expect(watch.next() == .just("templates/a.mustache"))
  }
}
