import Foundation
import Testing

@testable import Programs

@Suite struct `A program that goes on apart from this one` {
  @Test func `has the environment, and no file of this program`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (kept, answer) = (folder.appending(path: "kept"), folder.appending(path: "answer"))
    try Data().write(to: kept)
    // A descriptor that programs which are started get, unless it is closed for them.
    let descriptor = unsafe open(kept.path, O_RDONLY)
    defer { close(descriptor) }
    let script = "{ ls -l /proc/$$/fd; echo \"path $PATH\"; } > answer.new; mv answer.new answer"
    #expect(startApart("/bin/sh", ["-c", "cd '\(folder.path)' && \(script)"]))
    for _ in 0..<500 where !FileManager.default.fileExists(atPath: answer.path) { usleep(20_000) }
    let said = try String(contentsOf: answer, encoding: .utf8)
    #expect(said.contains("/dev/null") && !said.contains("kept"), "\(said)")
    #expect(said.contains("path /"), "\(said)")
  }

  @Test func `is not there if there is no such program`() {
    #expect(!startApart("/nowhere/browser", []))
  }
}
