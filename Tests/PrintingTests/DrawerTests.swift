import Files
import Foundation
import Testing

@testable import Printing

@Suite final class `A program that draws` {
  private let folder: URL
  private let room: Folder
  private let svg = Array("<svg/>".utf8)

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "drawing-\(UUID().uuidString)")
    room = try Folder.make(folder.appending(path: "room").path)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Puts a program of the shell's into the folder; `$png` writes a PNG that has its argument in it.
  private func program(_ name: String, _ script: String) throws {
    let bin = folder.appending(path: "bin")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    let text = """
      #!/bin/sh
      png() { printf '\\211PNG%sIEND1234' "$1"; }
      for word in "$@"; do case $word in --screenshot=*) out=${word#--screenshot=};; esac; done
      \(script)
      """
    let file = bin.appending(path: name)
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
  }

  private var programs: String { folder.appending(path: "bin").path }

  private func draw(palette: Bool = true, seconds: Int = 20) throws -> String {
    let drawer = try #require(Drawer(installedIn: programs))
    let bytes = try drawer.draw(
      svg, width: 1200, height: 630, mayHavePalette: palette, in: room, seconds: seconds)
    #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    return String(decoding: bytes.dropFirst(4).dropLast(8), as: UTF8.self)
  }

  @Test func `may be a browser, which is told the size`() throws {
    try program("chromium", #"png "$*" >"$out""#)
    let arguments = try draw()
    #expect(arguments.contains(" --window-size=1200,630 --force-device-scale-factor=1 "))
    #expect(arguments.hasSuffix("/room/drawing.svg"))
    #expect(room.names(in: nil) == ["drawing.svg", "drawn.png"])
  }

  @Test func `may be vips where there is no browser, or one that does not work`() throws {
    try program("vips", #"[ "$1" = copy ] && png "$1" >"$3""#)
    #expect(try draw() == "copy")
    try program("chromium", "exit 1")
    #expect(try draw() == "copy")
    try program("chromium", #"printf 'half' >"$out""#)
    #expect(try draw() == "copy")
    try program("chromium", "sleep 30")
    #expect(try draw(seconds: 1) == "copy")
  }

  @Test func `has a picture made smaller if that is allowed and works`() throws {
    try program("chromium", #"png "a long picture" >"$out""#)
    try program("vips", #"[ "$1" = pngsave ] && png short >"$3""#)
    #expect(try draw() == "short")
    #expect(try draw(palette: false) == "a long picture")
    try program("vips", #"[ "$1" = pngsave ] && png "a picture that is longer" >"$3""#)
    #expect(try draw() == "a long picture")
    try program("vips", "exit 1")
    #expect(try draw() == "a long picture")
  }

  @Test func `is missing, or draws nothing`() throws {
    #expect(Drawer(installedIn: programs) == nil)
    #expect(Drawer(installedIn: "") == nil)
    try program("chromium", "exit 0")
    #expect(throws: Drawer.Failure.notDrawn) { try self.draw() }
  }

  @Test func `is asked for fonts, if it can be`() throws {
    #expect(Drawer.hasFont(of: ["Serif"], asking: programs))
    try program("fc-list", #"[ "$1" = --quiet ] && [ "$2" = Serif ]"#)
    #expect(Drawer.hasFont(of: ["Other", "Serif"], asking: programs))
    #expect(!Drawer.hasFont(of: ["Other"], asking: programs))
  }
}
