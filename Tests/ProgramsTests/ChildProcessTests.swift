import Files
import Foundation
import Testing

@testable import Programs

@Suite final class `A child process` {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "programs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A script of the shell's, with some seconds by the clock.
  private func shell(_ script: String, seconds: Int = 20) -> ChildProcess {
    ChildProcess("/bin/sh", ["-c", script], limits: ChildProcess.Limits(seconds: seconds))
  }

  private func text(_ result: ChildProcess.Result) -> String {
    String(decoding: result.heard, as: UTF8.self)
  }

  @Test(arguments: [("exit 0", 0), ("exit 3", 3), ("exit 255", 255)])
  func `ends with its own status`(script: String, status: Int) {
    #expect(shell(script).run().end == .ended(status: Int32(status)))
  }

  @Test func `that a signal ends says which`() {
    #expect(shell("kill -SEGV $$").run().end == .killed(signal: SIGSEGV))
  }

  @Test(arguments: ["/nowhere", "/etc/passwd", "/tmp"])
  func `that is no program is not started`(path: String) {
    let child = ChildProcess(path, [], limits: ChildProcess.Limits(seconds: 5))
    #expect(child.run().end == .notStarted)
  }

  @Test func `is heard on one stream, and has nothing to read`() {
    var child = shell("cat; echo out; echo wrong >&2")
    #expect(text(child.run()) == "wrong\n")
    child.listensTo = .output
    #expect(text(child.run()) == "out\n")
  }

  @Test func `may write more than is kept`() {
    var child = shell("head -c 3000000 /dev/zero; echo end >&2; exit 4")
    child.listensTo = .output
    let result = child.run()
    #expect(result.end == .ended(status: 4))
    #expect(result.heard.count == ChildProcess.mostHeard)
  }

  @Test func `costs no time beyond its own`() throws {
    // The shortest of many, since the machine has other things to do.
    let times = (0..<50).map { _ in
      ContinuousClock().measure { #expect(shell("exit 0").run().end == .ended(status: 0)) }
    }
    // A look every 20 ms, as there was one before, would take as long.
    #expect(try #require(times.min()) < .milliseconds(15))
  }

  @Test func `is ended with all that it started when its time is up`() {
    let mark = folder.appending(path: "alive").path
    let start = ContinuousClock.now
    #expect(shell("(sleep 2; echo >'\(mark)') & sleep 30", seconds: 1).run().end == .outOfTime)
    #expect(ContinuousClock.now - start < .seconds(10))
    Thread.sleep(forTimeInterval: 2.5)
    #expect(!FileManager.default.fileExists(atPath: mark))
  }

  @Test func `leaves nothing running, and is not waited for by what it left`() {
    let mark = folder.appending(path: "alive").path
    let start = ContinuousClock.now
    #expect(shell("(sleep 5; echo >'\(mark)') & exit 0").run().end == .ended(status: 0))
    #expect(ContinuousClock.now - start < .seconds(5))
    Thread.sleep(forTimeInterval: 5.5)
    #expect(!FileManager.default.fileExists(atPath: mark))
  }

  @Test func `that closes its streams is waited for all the same`() {
    #expect(shell("exec >&- 2>&-; sleep 0.3; exit 5").run().end == .ended(status: 5))
  }

  @Test func `has only so much processor time`() {
    var child = shell("while :; do :; done", seconds: 60)
    child.limits.processorSeconds = 1
    #expect(child.run().end == .killed(signal: SIGXCPU))
  }

  @Test func `has only so much memory and so large files`() {
    var child = shell("ulimit -d; ulimit -f; ulimit -c")
    child.listensTo = .output
    child.limits.memory = 64 << 20
    child.limits.fileSize = 1 << 20
    // The limits come a moment after the program is started.
    child.arguments = ["-c", "sleep 0.2; ulimit -d; ulimit -f; ulimit -c"]
    #expect(text(child.run()) == "65536\n2048\n0\n")
    // It keeps what it reads until a line ends.
    child.arguments = ["-c", "sleep 0.2; head -c 200000000 /dev/zero | tail | wc -c"]
    #expect(text(child.run()) == "0\n")
    var greedy = shell("sleep 0.2; head -c 2000000 /dev/zero >big; echo $?")
    greedy.folder = Folder(path: folder.path)
    greedy.listensTo = .output
    greedy.limits.fileSize = 1 << 20
    #expect(text(greedy.run()) != "0\n")
  }

  @Test func `runs in its folder, on a file whatever the name`() throws {
    let name = "-a [page=3]\u{1F600}.txt"
    try Data("content".utf8).write(to: folder.appending(path: name))
    let here = Folder(path: folder.path)
    let file = try here.openForReading(try #require(FilePath(name)))
    var child = shell("pwd; cat \(ChildProcess.inputPath); cat \(ChildProcess.inputPath)")
    child.folder = here
    child.listensTo = .output
    // The file can be read more than once, from its beginning.
    #expect(text(child.run(on: file)) == folder.resolvingSymlinksInPath().path + "\ncontentcontent")
  }

  @Test func `sees only what it needs of the environment, and no open file`() {
    unsafe setenv("BRANCHPRESS_SECRET", "x", 1)
    defer { unsafe unsetenv("BRANCHPRESS_SECRET") }
    var child = shell("env; ls /proc/self/fd | tr '\\n' ' '")
    child.variables = ["A=1", "HOME=/elsewhere"]
    child.listensTo = .output
    let seen = text(child.run())
    #expect(seen.contains("PATH=") && seen.contains("A=1\n") && !seen.contains("SECRET"))
    #expect(seen.split(separator: "\n").filter { $0.hasPrefix("HOME=") } == ["HOME=/elsewhere"])
    // The last one is that of the folder that `ls` lists.
    #expect(seen.hasSuffix("\n0 1 2 3 "))
  }
}
