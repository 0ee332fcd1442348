import Foundation
import TestSupport
import Testing

@testable import Watching

/// A model of a tree that is kept by what the watch tells, and must equal the tree whenever it is quiet.
@Suite struct `Random changes` {
  @Test(arguments: 1...12)
  func `leave no one with another tree than there is`(seed: UInt64) throws {
    var random = Random(seed: seed, ground: try Ground())
    let ground = random.ground
    ground.folder("content/a").folder("elsewhere").write("content/a/b.md")
    let watch = ground.watch("content")
    var model = ground.tree("content")
    var certain = 0
    for round in 0..<40 {
      let isGentle = round % 3 == 0
      for _ in 0..<Int.random(in: 1...25, using: &random.generator) {
        random.change(isGentle: isGentle)
      }
      let changes = watch.all()
      if changes.isUncertain {
        model = ground.tree("content")
      } else {
        certain += 1
        for path in changes.paths { model.renew(path, ground.thing(at: path)) }
      }
      #expect(model == ground.tree("content"), "seed \(seed), round \(round): \(changes)")
    }
    #expect(certain > 0)
    #expect(watch.isQuiet())
  }

  /// The same while another thread goes on changing things.
  @Test(arguments: 21...26)
  func `are not lost while others are told`(seed: UInt64) throws {
    let ground = try Ground()
    ground.folder("content/a").folder("elsewhere").write("content/a/b.md")
    let watch = ground.watch("content")
    var model = ground.tree("content")
    let isDone = Signal()
    Thread.detachNewThread {
      var random = Random(seed: seed, ground: ground)
      for number in 0..<600 {
        // Long enough now and then for changes to be told in between.
        if number % 20 == 0 { usleep(UInt32.random(in: 0..<10_000, using: &random.generator)) }
        random.change(isGentle: seed % 2 == 0)
      }
      isDone.raise()
    }
    var (isLast, certain) = (false, 0)
    while true {
      let changes = isLast ? watch.all() : watch.soon()
      if changes.isUncertain {
        model = ground.tree("content")
      } else {
        certain += changes.paths.isEmpty ? 0 : 1
        for path in changes.paths { model.renew(path, ground.thing(at: path)) }
      }
      if isLast { break }
      isLast = isDone.isRaised
    }
    #expect(model == ground.tree("content"))
    #expect(seed % 2 == 1 || certain > 0)
  }
}

extension [String: String] {
  /// Makes the model agree with what stands at a path, and with nothing else.
  fileprivate mutating func renew(_ path: String, _ thing: String?) {
    self[path] = thing
    if thing != "a folder" { self = filter { !$0.key.hasPrefix(path + "/") } }
  }
}

private struct Random {
  var generator: SeededGenerator
  let ground: Ground
  private var count = 0

  init(seed: UInt64, ground: Ground) {
    generator = SeededGenerator(seed: seed)
    self.ground = ground
  }

  /// Changes something; gently if no folder is to be moved.
  mutating func change(isGentle: Bool) {
    count += 1
    let things = ground.tree("content").sorted { $0.key < $1.key }
    let folders = ["content"] + things.filter { $0.value == "a folder" }.map(\.key)
    let files = things.filter { $0.value != "a folder" }.map(\.key)
    let folder = folders.randomElement(using: &generator) ?? "content"
    let name = folder + "/" + ["a", "b", "c", "d", "e"][Int.random(in: 0..<5, using: &generator)]
    let isFree = ground.thing(at: name) == nil
    switch Int.random(in: 0..<(isGentle ? 8 : 13), using: &generator) {
    case 0, 1: ground.write(name + ".md", "\(count)")
    case 2: if let file = files.randomElement(using: &generator) { ground.remove(file) }
    case 3: if isFree { ground.folder(name) }
    case 4: if isFree { ground.write(name + "/a/b/c.md", "\(count)") }
    case 5:
      if let file = files.randomElement(using: &generator) { ground.move(file, to: name + ".md") }
    case 6: if folder != "content" { ground.remove(folder) }
    case 7:
      ground.write(folder + "/.hidden", "\(count)").move(folder + "/.hidden", to: name + ".md")
    case 8, 9, 10:
      guard let other = folders.dropFirst().randomElement(using: &generator), isFree,
        !(name + "/").hasPrefix(other + "/")
      else { return }
      ground.move(other, to: name)
    case 11: if folder != "content" { ground.move(folder, to: "elsewhere/\(count)") }
    default:
      let outside = ground.tree("elsewhere").keys.filter { $0.split(separator: "/").count == 2 }
      if let other = outside.sorted().first, isFree { ground.move(other, to: name) }
    }
  }
}
