import Files
import Testing

@Suite struct `A path below a folder` {
  @Test(arguments: [
    "a", "a/b.md", "党/学习 1.md", "a..b", "...", "..a/.b", "a\\b", "a:b", "-", "%2e%2e/x",
    String(repeating: "a", count: 255), "a/\u{200B}b", "e\u{301}",
  ])
  func `is taken as it is written`(text: String) throws {
    #expect(try #require(FilePath(text)).text == text)
  }

  @Test(arguments: [
    "", "/", "/etc/passwd", "a/", "a//b", ".", "..", "./a", "a/.", "../a", "a/../b", "a/..",
    "a/../../../x",
    "a\nb", "a\n../victim/x", "a\0b", "\u{7F}", "a\u{85}b", "\u{1B}[2J", "a\tb", "a\r",
    String(repeating: "a", count: 256), String(repeating: "a/", count: 600) + "a",
  ])
  func `cannot be anything that leads elsewhere, or that a disk or a terminal cannot take`(
    text: String
  ) {
    #expect(FilePath(text) == nil)
  }

  @Test func `has a name, and a folder unless it is right below`() throws {
    let path = try #require(FilePath("a/b/c.md"))
    #expect(path.name == "c.md")
    #expect(path.folder?.text == "a/b")
    #expect(path.folder?.folder?.folder == nil)
    #expect(FilePath("a")?.name == "a")
  }
}

@Suite struct `The place of a folder` {
  @Test func `is known where it does not exist yet, unless it leads up from nowhere`() throws {
    let home = try Playground()
    let base = try #require(resolvedPath(of: home.path))
    #expect(resolvedPath(of: home.path + "/new/site") == base + "/new/site")
    #expect(resolvedPath(of: home.path + "/new/../content") == nil)
    #expect(resolvedPath(of: home.path + "/new/..") == nil)
    #expect(resolvedPath(of: home.path + "/new/.") == nil)
    #expect(resolvedPath(of: home.path + "/new/") == base + "/new")
    home.link("alias", to: home.path)
    #expect(resolvedPath(of: home.path + "/alias/x") == base + "/x")
  }
}
