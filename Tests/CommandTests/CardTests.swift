import Foundation
import Testing

@Suite struct `The command card` {
  private let folder: EmptyFolder

  init() throws {
    folder = try EmptyFolder()
    try folder.makeSite()
    try browser(
      #"printf '\211PNG\r\n\032\n\0\0\0\rIHDR12345678\010\006\0\0\0sum!\0\0\0\0IENDsum!' >"$out""#)
  }

  private func browser(_ script: String) throws {
    let file = folder.url.appending(path: "browser")
    let text = """
      #!/bin/sh
      for word in "$@"; do case $word in --screenshot=*) out=${word#--screenshot=};; esac; done
      \(script)
      """
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
  }

  private let names = [
    "card.png", "favicon.ico", "apple-touch-icon.png", "icon-192.png", "icon-512.png",
  ]

  private func card(_ more: [String] = [], language: String = "en_US.UTF-8") throws -> Run {
    try Run(["card", "--browser", "./browser"] + more, in: folder.url, language: language)
  }

  private func bytes(_ name: String) -> Data? {
    try? Data(contentsOf: folder.url.appending(path: "content/\(name)"))
  }

  @Test func `writes the card and the icons into content, and nothing else`() throws {
    let run = try card()
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == names.map { "Wrote content/\($0).\n" }.joined())
    for name in names { #expect(bytes(name)?.contains(Data("brPC".utf8)) == true, "\(name)") }
    #expect(bytes("favicon.ico")?.prefix(6) == Data([0, 0, 1, 0, 3, 0]))
    let state = folder.url.appending(path: ".branchpress")
    #expect(try FileManager.default.contentsOfDirectory(atPath: state.path).isEmpty)
    let again = try card(language: "zh_CN.UTF-8")
    #expect(again.output == names.map { "content/\($0) 没有变化。\n" }.joined())
  }

  @Test func `leaves files of another origin unless told otherwise`() throws {
    let own = folder.url.appending(path: "content/icon-192.png")
    try Data("mine".utf8).write(to: own)
    for (language, way) in [("zh_CN.UTF-8", "改法："), ("en_US.UTF-8", "help: ")] {
      let run = try card(language: language)
      #expect(run.status == 0)
      #expect(run.errors.contains("[foreign-picture]") && run.errors.contains(way))
      #expect(!run.output.contains("icon-192.png"))
      #expect(bytes("icon-192.png") == Data("mine".utf8))
    }
    let run = try card(["--force"])
    #expect(run.errors == "" && run.output.contains("Wrote content/icon-192.png.\n"))
  }

  @Test func `says what is missing, in both languages`() throws {
    for (language, word) in [("zh_CN.UTF-8", "没有"), ("en_US.UTF-8", "not")] {
      let none = try Run(["card", "--browser", "./none"], in: folder.url, language: language)
      #expect(none.status == 2 && none.errors.contains("[invalid-value]"))
      let site = try Run(
        ["card", "--content", "none", "--browser", "./browser"], in: folder.url, language: language)
      #expect(site.status == 1 && site.errors.contains(word), "\(site.errors)")
    }
  }
}
