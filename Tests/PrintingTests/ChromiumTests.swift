import Files
import Foundation
import TestSupport
import Testing

@testable import Printing

@Suite final class `A browser that prints pages` {
  private let folder: URL
  private let output: Folder

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "printing-\(UUID().uuidString)")
    output = try Folder.make(folder.appending(path: "out").path)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A program of the shell's in place of a browser. `$out` is the file that it is to print, `$1` and so on are its
  /// arguments.
  private func browser(_ script: String, name: String = "chromium") throws -> Chromium {
    let file = folder.appending(path: name)
    let text = """
      #!/bin/sh
      for word in "$@"; do case $word in --print-to-pdf=*) out=${word#--print-to-pdf=};; esac; done
      \(script)
      """
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    return try #require(Chromium(at: file.path))
  }

  private func text(_ name: String) -> String? {
    try? String(contentsOf: folder.appending(path: "out/\(name)"), encoding: .utf8)
  }

  private func print(
    by script: String, as name: String = "notice/a.pdf", seconds: Int = 20
  ) throws -> Chromium.Failure? {
    let path = try #require(FilePath(name))
    let browser = try browser(script)
    do throws(Chromium.Failure) {
      try browser.print(page: "/site/通知 a/index.html", as: path, in: output, seconds: seconds)
      return nil
    } catch { return error }
  }

  @Test func `is given the page's address, and leaves nothing behind but the file`() throws {
    #expect(try print(by: #"printf '%%PDF-1.4\n' >"$out"; printf '%s\n' "$@" >>"$out""#) == nil)
    let made = try #require(text("notice/a.pdf"))
    #expect(made.hasPrefix("%PDF-1.4\n--headless\n"))
    #expect(made.hasSuffix("\nfile:///site/%E9%80%9A%E7%9F%A5%20a/index.html\n%BranchPress\n"))
    #expect(made.contains("--no-pdf-header-footer\n"))
    #expect(output.names(in: nil) == ["notice"])
    #expect(output.names(in: FilePath("notice")) == ["a.pdf"])
  }

  @Test func `takes the place of its own files, and of no others`() throws {
    let script = #"printf '%%PDF-1.4 one\n' >"$out""#
    #expect(try print(by: script) == nil)
    #expect(try print(by: #"printf '%%PDF-1.4 two\n' >"$out""#) == nil)
    #expect(text("notice/a.pdf") == "%PDF-1.4 two\n%BranchPress\n")
    let foreign = folder.appending(path: "out/notice/b.pdf")
    try Data("%PDF-1.4 of somebody else\n".utf8).write(to: foreign)
    #expect(try print(by: script, as: "notice/b.pdf") == .foreign)
    #expect(text("notice/b.pdf") == "%PDF-1.4 of somebody else\n")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "out/c.pdf"), withIntermediateDirectories: true)
    #expect(try print(by: script, as: "c.pdf") == .foreign)
    #expect(output.names(in: nil) == ["c.pdf", "notice"])
  }

  @Test func `is ended with all that it started when its time is up`() throws {
    let mark = folder.appending(path: "alive").path
    let script = "(sleep 3; echo >'\(mark)') & sleep 30"
    let start = ContinuousClock.now
    #expect(try print(by: script, seconds: 1) == .outOfTime(seconds: 1))
    #expect(ContinuousClock.now - start < .seconds(10))
    #expect(output.names(in: nil) == ["notice"])
    try Data().write(to: folder.appending(path: "waiting"))
    Thread.sleep(forTimeInterval: 3.5)
    #expect(!FileManager.default.fileExists(atPath: mark))
  }

  @Test(arguments: [
    ("exit 3", 3), (#"printf 'no PDF\n' >"$out"; exit 0"#, 0), ("kill -9 $$", 137),
  ])
  func `that prints nothing is reported with its status`(script: String, status: Int) throws {
    #expect(try print(by: script) == .noFile(status: Int32(status)))
    #expect(text("notice/a.pdf") == nil)
  }

  @Test func `is found in the folders of PATH by its usual names, in their order`() throws {
    _ = try browser("", name: "google-chrome")
    let path = "relative:/nowhere:\(folder.path)"
    #expect(Chromium.installed(in: path)?.program == folder.appending(path: "google-chrome").path)
    _ = try browser("", name: "chromium")
    #expect(Chromium.installed(in: path)?.program == folder.appending(path: "chromium").path)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: folder.appending(path: "chromium").path)
    #expect(Chromium.installed(in: path)?.program == folder.appending(path: "google-chrome").path)
    #expect(Chromium.installed(in: "") == nil)
    #expect(Chromium(at: folder.path) == nil)
  }

  @Test func `sees only what it needs of the environment`() throws {
    unsafe setenv("BRANCHPRESS_SECRET", "x", 1)
    defer { unsafe unsetenv("BRANCHPRESS_SECRET") }
    #expect(try print(by: #"{ printf '%%PDF-1.4\n'; env; } >"$out""#) == nil)
    let made = try #require(text("notice/a.pdf"))
    #expect(made.contains("PATH=") && !made.contains("SECRET"))
  }
}
