import Foundation
import Testing

/// Completions and manual pages, which are made of what the program says of itself.
@Suite struct `What is installed beside the program` {
  private let folder: EmptyFolder

  init() throws { folder = try EmptyFolder() }

  private func program(_ name: String) -> URL? {
    ["/bin/", "/usr/bin/", "/usr/local/bin/"].map { URL(filePath: $0 + name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `are completions that the shell reads, with commands, kinds and languages`(shell: String)
    throws
  {
    let made = try Run(
      ["--generate-completion-script", shell], in: folder.url, language: "zh_CN.UTF-8")
    #expect(made.status == 0 && made.errors == "")
    for word in ["check-templates", "explain", "notice", "column", "always", "--drafts"] {
      #expect(made.output.contains(word), "\(word)")
    }
    #expect(!made.output.contains("\\u{"))
    try Data(made.output.utf8).write(to: folder.url.appending(path: "script"))
    guard let program = program(shell) else { return }
    let run = try Run(["-n", "script"], in: folder.url, program: program)
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
  }

  @Test(arguments: ["zh", "en"])
  func `is a manual page of all commands and options`(language: String) throws {
    let made = try Run(["manual", "--lang", language], in: folder.url)
    #expect(made.status == 0 && made.errors == "")
    for word in [
      ".TH BRANCHPRESS 1", "branchpress new", "branchpress build", "\\-\\-drafts", "site.yml",
    ] {
      #expect(made.output.contains(word), "\(word)")
    }
    try Data(made.output.utf8).write(to: folder.url.appending(path: "branchpress.1"))
    guard let mandoc = program("mandoc") else { return }
    let run = try Run(
      ["-T", "lint", "-W", "warning", "branchpress.1"], in: folder.url, program: mandoc)
    let told = run.output.split(separator: "\n").filter {
      !$0.contains("date") && !$0.contains("unsupported") && !$0.contains("invalid escape")
    }
    #expect(told == [], "\(run.output)")
  }

  @Test func `is put where systems look for it`() throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Scripts/install-program")
    let server = Run.program.deletingLastPathComponent().appending(path: "branchpress-serve")
    let run = try Run([Run.program.path, server.path, "usr"], in: folder.url, program: script)
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    for path in [
      "bin/branchpress", "bin/branchpress-serve", "share/man/man1/branchpress.1",
      "share/man/zh_CN/man1/branchpress.1",
      "share/bash-completion/completions/branchpress", "share/zsh/site-functions/_branchpress",
      "share/fish/vendor_completions.d/branchpress.fish",
    ] {
      #expect(folder.has("usr/" + path), "\(path)")
    }
  }
}
