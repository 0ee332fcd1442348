import Foundation
import Testing

@Suite struct `The command pdf` {
  private let folder: EmptyFolder

  init() throws { folder = try EmptyFolder() }

  /// A site with a notice and an article, and a program in place of a browser, which prints the page's address.
  private func makeSite() throws {
    try folder.makeSite()
    for (path, header) in [("notice/大会.md", ""), ("study/sample/b.md", "")] {
      let file = folder.url.appending(path: "content/\(path)")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("---\ntitle: 稿件\ndate: 2026-06-01\n\(header)---\n正文。\n".utf8).write(to: file)
    }
    let browser = folder.url.appending(path: "browser")
    let script = #"""
      #!/bin/sh
      for word in "$@"; do case $word in --print-to-pdf=*) out=${word#--print-to-pdf=};; esac; done
      { printf '%%PDF-1.4\n'; echo "$word"; } >"$out"
      """#
    try Data(script.utf8).write(to: browser)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: browser.path)
    let build = try Run(["build", "-q", "--now", "2026-07-01"], in: folder.url)
    try #require(build.status == 0, "\(build.errors)")
  }

  private func text(_ path: String) -> String? {
    try? String(contentsOf: folder.url.appending(path: path), encoding: .utf8)
  }

  @Test(arguments: [
    "content/notice/大会.md", "notice/大会/", "site/notice/大会/index.html",
    "https://zhibu.example/notice/%E5%A4%A7%E4%BC%9A/",
  ])
  func `prints the page of a document, however it is named`(page: String) throws {
    try makeSite()
    let run = try Run(["pdf", page, "--browser", "./browser"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "Printed pdf/notice/大会.pdf.\n")
    let made = try #require(text("pdf/notice/大会.pdf"))
    #expect(made.contains("/site/notice/%E5%A4%A7%E4%BC%9A/index.html\n"))
  }

  @Test func `prints all notices, articles and activity records`() throws {
    try makeSite()
    let run = try Run(
      ["pdf", "--all", "--browser", "./browser", "-o", "out"], in: folder.url,
      language: "zh_CN.UTF-8")
    #expect(run.status == 0, "\(run.errors)")
    for path in ["notice/大会.pdf", "study/sample/b.pdf"] {
      #expect(run.output.contains("已打印 out/\(path)。\n"))
      #expect(text("out/\(path)") != nil)
    }
    #expect(!run.output.contains("branches/"))
  }

  @Test func `leaves a file of another origin and goes on`() throws {
    try makeSite()
    let foreign = folder.url.appending(path: "pdf/notice/大会.pdf")
    try FileManager.default.createDirectory(
      at: foreign.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: foreign)
    let run = try Run(
      ["pdf", "notice/大会/", "content/study/sample/b.md", "--browser", "./browser"],
      in: folder.url)
    #expect(run.status == 1)
    #expect(run.errors.contains("[foreign-pdf]"))
    #expect(run.output == "Printed pdf/study/sample/b.pdf.\n")
    #expect(text("pdf/notice/大会.pdf") == "mine")
  }

  @Test(arguments: [
    (["pdf"], "missing-argument", 2), (["pdf", "notice/", "--all"], "invalid-value", 2),
    (["pdf", "notice/大会/", "--browser", "./none"], "invalid-value", 2),
    (["pdf", "rss.xml"], "no-page", 1), (["pdf", "notice/大汇/"], "unknown-path", 1),
    (["pdf", "notice/大会/", "--site", "elsewhere"], "page-not-built", 1),
  ])
  func `says in both languages what it cannot print`(
    arguments: [String], id: String, status: Int
  ) throws {
    try makeSite()
    for language in ["zh_CN.UTF-8", "en_US.UTF-8"] {
      let run = try Run(arguments, in: folder.url, language: language)
      #expect(run.status == Int32(status))
      #expect(run.errors.contains("[\(id)]"), "\(run.errors)")
      #expect(run.errors.contains(language.hasPrefix("zh") ? "改法：" : "help: "))
    }
  }

  @Test func `stops at a browser that does not work`() throws {
    try makeSite()
    try Data("#!/bin/sh\nexit 1\n".utf8).write(to: folder.url.appending(path: "browser"))
    let run = try Run(["pdf", "--all", "--browser", "./browser"], in: folder.url)
    #expect(run.status == 1)
    #expect(run.errors.components(separatedBy: "[browser-failed]").count == 2)
  }
}
