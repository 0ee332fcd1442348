import ByteText
import Foundation
import Glibc
import Testing

@testable import Files

/// Folders whose paths the kernel resolves, and folders that do it by themselves.
enum Resolving: CaseIterable {
  case byKernel, inSteps

  func folder(_ path: String) -> Folder {
    self == .byKernel ? Folder(path: path) : Folder(resolvingInStepsBelow: path)
  }
}

@Suite struct `A folder` {
  let home: Playground

  init() throws { home = try Playground() }

  private func path(_ text: String) throws -> FilePath { try #require(FilePath(text)) }

  private func bytes(_ text: String) -> ByteWriter {
    var writer = ByteWriter()
    writer.append(text)
    return writer
  }

  @Test(arguments: [".", "/", "..", "/tmp", "/tmp///"])
  func `is there however it is written`(path: String) {
    let folder = Folder(path: path)
    #expect(folder.exists)
    #expect(folder.facts(of: FilePath(fixed: "no such thing")) == nil)
  }

  @Test func `that is not there says so whatever is asked of it`() throws {
    let folder = Folder(path: home.path + "/none")
    #expect(!folder.exists && folder.isEmpty)
    #expect(folder.stamp(of: try path("a")) == nil)
    #expect(folder.read(try path("a"), limit: 9) == .failure(.missing))
    #expect(throws: FileError.missing) { try folder.write(path("a"), bytes("x")) }
    #expect(!folder.isWritable(nil))
  }

  @Test(arguments: Resolving.allCases)
  func `reads what is in it and nothing through a link`(resolving: Resolving) throws {
    home.write("in/a.txt", "甲").write("out/secret.txt", "秘密")
    home.link("in/file.txt", to: "../out/secret.txt").link("in/folder", to: "../out")
    home.link("in/loop", to: "loop").link("in/inner", to: "a.txt")
    let folder = resolving.folder(home.path + "/in")
    #expect(folder.read(try path("a.txt"), limit: 100) == .success(Array("甲".utf8)))
    for name in ["file.txt", "folder/secret.txt", "loop", "inner", "loop/x"] {
      let file = try path(name)
      guard case .failure(let error) = folder.read(file, limit: 100) else {
        Issue.record("\(name) was read")
        continue
      }
      #expect([.link, .system(ENOTDIR)].contains(error))
      #expect(folder.readPrefix(file, limit: 9) == [])
      #expect(MappedFile(file, in: folder) == nil)
    }
    #expect(folder.kind(of: try path("file.txt")) == .link)
    #expect(folder.kind(of: try path("folder")) == .link)
    #expect(folder.kind(of: try path("folder/secret.txt")) == nil)
    #expect(folder.stamp(of: try path("file.txt")) == nil)
    #expect(unsafe (try? folder.list(path("folder")) { _, _ in }) == nil)
  }

  @Test(arguments: Resolving.allCases)
  func `writes, moves and removes nothing through a link`(resolving: Resolving) throws {
    home.write("in/a.txt", "甲").write("out/b.txt", "乙").link("in/folder", to: "../out")
    let folder = resolving.folder(home.path + "/in")
    let before = home.tree("out")
    #expect(throws: FileError.self) { try folder.write(path("folder/c.txt"), bytes("x")) }
    #expect(throws: FileError.self) { try folder.makeFolder(path("folder/new")) }
    #expect(throws: FileError.self) { try folder.makeFolder(path("folder")) }
    #expect(throws: FileError.self) { try folder.move(path("a.txt"), to: path("folder/b.txt")) }
    #expect(throws: FileError.self) { try folder.move(path("folder/b.txt"), to: path("c.txt")) }
    #expect(throws: FileError.self) { _ = try folder.openAtEnd(path("folder/b.txt")) }
    var maker = FileMaker(below: folder)
    for name in ["folder/c.txt", "folder/new/c.txt", "folder/new/deep/c.txt"] {
      #expect(throws: FileError.self) { _ = try maker.make(path(name), bytes("x")) }
    }
    try folder.remove(path("folder/b.txt"))
    folder.removeFolder(try path("folder"))
    folder.touch(try path("folder/b.txt"))
    #expect(home.tree("out") == before)
    #expect(folder.kind(of: try path("folder")) == .link)
    folder.removeWhatever(at: try path("folder"))
    #expect(folder.kind(of: try path("folder")) == nil)
    #expect(home.tree("out") == before)
  }

  @Test(.timeLimit(.minutes(30)))
  func `does not wait for a pipe, and takes only regular files`() throws {
    home.write("a.txt", "甲")
    #expect(unsafe mkfifo(home.path + "/pipe", 0o644) == 0)
    let folder = Folder(path: home.path)
    #expect(folder.read(try path("pipe"), limit: 100) == .failure(.notRegular))
    #expect(folder.read(try path("pipe"), size: 4, limit: 100) == .failure(.notRegular))
    #expect(folder.readPrefix(try path("pipe"), limit: 9) == [])
    #expect(throws: FileError.self) { try FileLock.take(path("pipe"), in: folder) }
    #expect(throws: FileError.self) { _ = try folder.openAtEnd(path("pipe")) }
    #expect(MappedFile(try path("pipe"), in: folder) == nil)
    #expect(folder.kind(of: try path("pipe")) == .other)
    home.write("sub/x", "")
    guard case .failure = folder.read(try path("sub"), limit: 100) else {
      Issue.record("a folder was read")
      return
    }
  }

  @Test func `reads files that grow, shrink or are too large as far as it may`() throws {
    home.write("a.txt", String(repeating: "甲", count: 1000))
    let folder = Folder(path: home.path)
    let file = try path("a.txt")
    for size in [0, 1, 2999, 3000, 3001, 9000] {
      #expect(try folder.read(file, size: size, limit: 10_000).get().count == 3000)
    }
    #expect(folder.read(file, limit: 2999) == .failure(.tooLarge(limit: 2999)))
    #expect(folder.read(file, size: 10, limit: 2999) == .failure(.tooLarge(limit: 2999)))
    #expect(folder.read(file, size: .max, limit: .max - 1) == .failure(.tooLarge(limit: .max - 1)))
  }

  @Test func `takes sizes and times that no clock or disk should have`() throws {
    home.write("sparse", "").write("old", "")
    #expect(unsafe truncate(home.path + "/sparse", 1 << 43) == 0)
    let folder = Folder(path: home.path)
    #expect(folder.read(try path("sparse"), limit: 1 << 20) == .failure(.tooLarge(limit: 1 << 20)))
    #expect(MappedFile(try path("sparse"), in: folder) == nil)
    for seconds in [Int.max / 2, 9_223_372_036, 9_300_000_000, -9_300_000_000] {
      var times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
      _ = unsafe utimensat(AT_FDCWD, home.path + "/old", &times, 0)
      #expect(folder.stamp(of: try path("old")) != nil)
    }
  }

  @Test func `replaces files whole, and leaves no other name behind`() throws {
    home.write("a.txt", "旧")
    let folder = Folder(path: home.path)
    for isLasting in [true, false] {
      try folder.replace(
        path("a.txt"), with: bytes("新"), by: path("a.new"), isLasting: isLasting)
    }
    #expect(home.tree("") == ["a.txt": "新"])
    home.link("a.new", to: "a.txt")
    try folder.replace(path("a.txt"), with: bytes("更新"), by: path("a.new"), isLasting: false)
    #expect(home.tree("") == ["a.txt": "更新"])
  }

  @Test(arguments: Resolving.allCases)
  func `makes files in the order of their paths with all folders above`(resolving: Resolving) throws
  {
    var maker = FileMaker(below: resolving.folder(home.path))
    for name in ["a.txt", "b/c.txt", "b/d.txt", "b/e/f/g.txt", "b/e/h.txt", "i/j/k.txt"] {
      let stamp = try maker.make(path(name), bytes(name))
      #expect(stamp.size == name.utf8.count)
    }
    #expect(throws: FileError.exists) { try maker.make(path("b/c.txt"), bytes("x")) }
    #expect(home.tree("").count == 6)
    #expect(home.tree("")["b/e/f/g.txt"] == "b/e/f/g.txt")
  }

  @Test func `copies files that did not change, and tells those that did`() throws {
    home.write("from/a.bin", String(repeating: "党员", count: 100_000)).write("to/x", "")
    let (from, to) = (Folder(path: home.path + "/from"), Folder(path: home.path + "/to"))
    let stamp = try #require(from.stamp(of: path("a.bin")))
    var maker = FileMaker(below: to)
    _ = try maker.make(path("b/a.bin"), copying: path("a.bin"), in: from, stamp: stamp)
    #expect(home.tree("to")["b/a.bin"] == home.tree("from")["a.bin"])
    #expect(to.file(try path("b/a.bin"), equals: try path("a.bin"), in: from, stamp: stamp) != nil)
    home.write("from/a.bin", String(repeating: "党群", count: 100_000))
    #expect(throws: CopyError.self) {
      try maker.make(path("c.bin"), copying: path("a.bin"), in: from, stamp: stamp)
    }
    let now = try #require(from.stamp(of: path("a.bin")))
    #expect(to.file(try path("b/a.bin"), equals: try path("a.bin"), in: from, stamp: now) == nil)
  }

  @Test(arguments: [
    [], [ByteEdit(0..<3)], [ByteEdit(2..<2, bytes: [1, 2])],
    [ByteEdit(0..<1, bytes: [9]), ByteEdit(70_000..<140_000, zeros: 200_000)],
    [ByteEdit(0..<300_000)], [ByteEdit(5..<300_000, bytes: [7], zeros: 1)],
  ])
  func `copies a file with other bytes in the place of some, and knows such a copy`(
    edits: [ByteEdit]
  ) throws {
    home.write("from/a.bin", String(repeating: "党", count: 100_000)).write("to/x", "")
    let (from, to) = (Folder(path: home.path + "/from"), Folder(path: home.path + "/to"))
    let (source, copy) = (try path("a.bin"), try path("a.bin"))
    let stamp = try #require(from.stamp(of: source))
    var maker = FileMaker(below: to)
    _ = try maker.make(copy, copying: source, in: from, with: edits, stamp: stamp)
    let bytes = try from.read(source, limit: .max).get()
    var (expected, end) = ([UInt8](), 0)
    for edit in edits {
      expected += bytes[end..<edit.range.lowerBound] + edit.bytes
      expected += [UInt8](repeating: 0, count: edit.zeros)
      end = edit.range.upperBound
    }
    expected += bytes[end...]
    #expect(try to.read(copy, limit: .max).get() == expected)
    #expect(to.file(copy, equals: source, in: from, with: edits, stamp: stamp) != nil)
    let other = edits + [ByteEdit(300_000..<300_000, bytes: [1])]
    #expect(to.file(copy, equals: source, in: from, with: other, stamp: stamp) == nil)
    if let last = expected.last {
      let changed = try path("b.bin")
      try to.create(changed).append(expected.dropLast() + [last ^ 1])
      #expect(to.file(changed, equals: source, in: from, with: edits, stamp: stamp) == nil)
    }
  }

  @Test func `copies between file systems, which the kernel may refuse to do by itself`() throws {
    let memory = "/dev/shm/branchpress-\(getpid())"
    home.write("a.bin", String(repeating: "党", count: 100_000))
    let folder = Folder(path: home.path)
    let to = try Folder.make(memory)
    defer { try? FileManager.default.removeItem(atPath: memory) }
    let stamp = try #require(folder.stamp(of: path("a.bin")))
    var maker = FileMaker(below: to)
    let edits = [ByteEdit(3..<6, zeros: 3)]
    _ = try maker.make(path("a.bin"), copying: path("a.bin"), in: folder, with: edits, stamp: stamp)
    #expect(
      to.file(try path("a.bin"), equals: try path("a.bin"), in: folder, with: edits, stamp: stamp)
        != nil)
  }

  @Test func `removes a file with the folders that are empty then`() throws {
    home.write("a/b/c.txt", "").write("a/d.txt", "")
    let folder = Folder(path: home.path)
    try folder.remove(path("a/b/c.txt"))
    try folder.remove(path("a/b/c.txt"))
    #expect(home.tree("") == ["a/d.txt": ""])
    #expect(folder.kind(of: try path("a/b")) == nil)
    #expect(throws: FileError.self) { try folder.remove(path("a")) }
    try folder.remove(path("a/d.txt"))
    #expect(folder.isEmpty && folder.exists)
  }

  @Test func `is locked by one at a time`() throws {
    let folder = Folder(path: home.path)
    let lock = try #require(try FileLock.take(path("lock"), in: folder))
    #expect(try FileLock.take(path("lock"), in: folder) == nil)
    withExtendedLifetime(lock) {}
  }

  /// A process that is just being started has the descriptors of its parent until its program is loaded.
  @Test func `is free once its lock is released, though a process has it open`() throws {
    let folder = Folder(path: home.path)
    var lock = try FileLock.take(path("lock"), in: folder)
    #expect(lock != nil)
    let files = FileManager.default
    let open = try files.contentsOfDirectory(atPath: "/proc/self/fd").first {
      let target = try? files.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
      return target?.hasSuffix(home.path + "/lock") == true
    }
    let own = try #require(open.flatMap { Int32($0) })
    let inherited = dup(own)
    defer { close(inherited) }
    lock = nil
    #expect(try FileLock.take(path("lock"), in: folder) != nil)
  }
}
