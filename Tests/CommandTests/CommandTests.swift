import Foundation
import Testing

/// A run of the program, as a person starts it.
struct Run {
  let status: Int32
  let output: String
  let errors: String

  /// The program, which stands beside the test bundle.
  static let program = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "branchpress")

  /// Runs `branchpress`, or a copy of it, in `folder`.
  init(
    _ arguments: [String], in folder: URL, language: String = "en_US.UTF-8", program: URL = program
  ) throws {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let own = ProcessInfo.processInfo.environment.filter { $0.key.hasPrefix("BRANCHPRESS_") }
    process.environment = own.merging(["LANG": language, "PATH": "/usr/bin:/bin"]) { $1 }
    let (out, err) = (Pipe(), Pipe())
    process.standardOutput = out
    process.standardError = err
    try process.run()
    output = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    errors = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationStatus
  }
}

/// An empty folder that goes with the test.
final class EmptyFolder: Sendable {
  let url = FileManager.default.temporaryDirectory.appending(path: "command-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Makes a starter site, and fills in what it leaves to be written.
  func makeSite(in path: String = ".") throws {
    _ = try Run(["init", path], in: url)
    for file in ["site.yml", "branches/sample.md"] {
      let file = url.appending(path: path).appending(path: "content/\(file)")
      var text = try String(contentsOf: file, encoding: .utf8).replacing("请改成", with: "本支部")
      for (sample, own) in [
        "https://example.org/": "https://zhibu.example/", "branch@example.org": "zb@zhibu.example",
        "000-0000 0000": "010-6600 0102", "example.org,2026": "zhibu.example,2026",
        "请用一句话介绍本站，": "本站",
      ] {
        text = text.replacing(sample, with: own)
      }
      try Data(text.utf8).write(to: file)
    }
  }

  func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: url.appending(path: path).path)
  }
}

@Suite struct `The program` {
  private let folder: EmptyFolder

  init() throws { folder = try EmptyFolder() }

  @Test func `goes from nothing to a portal in three commands`() throws {
    let made = try Run(["init", "站点"], in: folder.url, language: "zh_CN.UTF-8")
    #expect(made.status == 0)
    #expect(made.output.contains("已在 站点 建好网站"))
    let site = folder.url.appending(path: "站点")
    let new = try Run(
      ["new", "通知", "关于召开大会的通知", "--now", "2026-07-01"], in: site, language: "zh_CN.UTF-8")
    #expect(new.status == 0)
    #expect(new.output == "已新建 content/notice/2026-07-01-关于召开大会的通知.md\n")
    let built = try Run(["build", "--now", "2026-07-02"], in: site, language: "zh_CN.UTF-8")
    #expect(built.status == 0)
    // What is still to be written: the settings, the sample branch, the notice.
    #expect(built.errors.components(separatedBy: "警告：").count == 4)
    #expect(built.output.hasPrefix("已生成 site："))
    #expect(folder.has("站点/site/notice/2026-07-01-关于召开大会的通知/index.html"))
    #expect(folder.has("站点/site/rss.xml"))
  }

  @Test func `counts one thing as one`() throws {
    try folder.makeSite()
    let run = try Run(["build", "--now", "2026-07-01"], in: folder.url)
    #expect(run.output.hasPrefix("Built site: "))
    #expect(run.output.contains("1 branch,") || run.output.contains("1 branch;"))
    #expect(!run.output.contains(/\b1 [a-z]+s\b/), "\(run.output)")
  }

  @Test func `uses no cache of another program, be it a copy of itself`() throws {
    try folder.makeSite()
    for _ in 0..<2 { #expect(try Run(["build"], in: folder.url).errors == "") }
    let copy = folder.url.appending(path: "copy")
    try FileManager.default.copyItem(at: Run.program, to: copy)
    let run = try Run(["build"], in: folder.url, program: copy)
    #expect(run.errors.contains("the cache was written by another version"))
    #expect(try Run(["build"], in: folder.url, program: copy).errors == "")
  }

  @Test func `says what is wrong on standard error and ends with 1`() throws {
    try folder.makeSite()
    try Data("---\ntitel: x\n---\n".utf8).write(to: folder.url.appending(path: "content/x.md"))
    let run = try Run(["build"], in: folder.url)
    #expect(run.status == 1)
    #expect(run.output == "")
    #expect(run.errors.hasPrefix("content/x.md:2:1: error: unknown key `titel` [unknown-key]\n"))
    #expect(
      run.errors.hasSuffix("\n1 error. Nothing was written; the previous site is unchanged.\n"))
    #expect(!folder.has("site/index.html"))
  }

  @Test func `fixes what it can, shows how, and says what is left`() throws {
    _ = try Run(["init", "."], in: folder.url)
    let text = "---\n标题：关于我们\nid: about-us\n分类学:\t一\n---\n正文\n"
    try Data(text.utf8).write(to: folder.url.appending(path: "content/x.md"))
    let trial = try Run(["fix", "--dry-run", "content/x.md"], in: folder.url)
    let diff = """
      --- content/x.md
      +++ content/x.md
      @@ -1,5 +1,5 @@
       ---
      -标题：关于我们
      +title: 关于我们
       id: about-us
       分类学:\t一
       ---

      """
    #expect(
      trial.output == diff + """
        Would change 1 file, 1 line; nothing was written.
        1 problem left for you to fix; `branchpress build` lists it.

        """)
    #expect(trial.status == 0 && trial.errors == "")
    let run = try Run(["fix", "content/x.md"], in: folder.url, language: "zh_CN.UTF-8")
    #expect(
      run.output == diff + """
        已改 1 个文件、1 行。
        还有 1 处要您自己改，运行 branchpress build 会逐条列出。

        """)
    let again = try Run(["fix", "x.md"], in: folder.url)
    #expect(again.output.hasPrefix("There is nothing to fix.\n"))
    let wrong = try Run(["fix", "y.md"], in: folder.url)
    #expect(wrong.status == 1 && wrong.errors.contains("[unknown-path]"))
  }

  @Test func `prints part of many messages, all where that is wanted, and the same again`() throws {
    try folder.makeSite()
    let text = "---\ntitle: 通知\ndate: 2026-01-01\n---\n" + String(repeating: "<b>a\n\n", count: 9)
    for number in 0..<20 {
      let file = folder.url.appending(path: "content/p\(number).md")
      try Data(text.utf8).write(to: file)
    }
    let build = ["build", "--quiet", "--now", "2026-07-01"]
    let all = try Run(build + ["--all"], in: folder.url)
    let some = try Run(build, in: folder.url)
    #expect(all.status == 0)
    #expect(some.status == 0)
    func messages(_ run: Run) -> Int { run.errors.components(separatedBy: ": warning: ").count - 1 }
    #expect(messages(all) > 50)
    #expect((1...50).contains(messages(some)))
    #expect(some.errors.count { $0 == "\n" } < 250)
    #expect(some.errors.hasSuffix("\nRun the command again with --all to see all messages.\n"))
    sleep(3)
    for _ in 0..<3 {
      #expect(try Run(build + ["--all"], in: folder.url).errors == all.errors)
      #expect(try Run(build, in: folder.url).errors == some.errors)
    }
  }

  @Test(arguments: [
    ["build", "--jobs", "0"], ["build", "--base-url", "example.org"],
    ["build", "--now", "yesterday"],
    ["build", "--no-such-option"], ["new", "novel", "x"], ["new", "notice"], ["frobnicate"],
  ])
  func `ends with 2 when it is used wrongly`(arguments: [String]) throws {
    let run = try Run(arguments, in: folder.url)
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(!run.errors.isEmpty)
  }

  @Test
  func `explains an output in the language of the person, and ends with 1 where there is none`()
    throws
  {
    try folder.makeSite()
    let run = try Run(
      ["explain", "content/about.md", "--data", "--now", "2026-07-01"], in: folder.url,
      language: "zh_CN.UTF-8")
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.output.hasPrefix("about/index.html\n  种类：单页“"))
    #expect(run.output.contains("\n  模板 theme:page.mustache 能看到的数据（* 表示它用到）：\n    * menu："))
    #expect(!folder.has("site"))
    #expect(!folder.has(".branchpress"))
    let other = try Run(["explain", "abuot/"], in: folder.url)
    #expect(other.status == 1)
    #expect(other.output == "")
    #expect(other.errors.hasSuffix("[unknown-path]\n  help: did you mean `about/`?\n"))
  }

  @Test func `keeps quiet when it is told to`() throws {
    try folder.makeSite()
    let run = try Run(["build", "--quiet", "--now", "2026-07-01"], in: folder.url)
    #expect(run.status == 0)
    #expect(run.output == "")
    #expect(run.errors == "")
  }

  @Test func `takes another address and another output`() throws {
    try folder.makeSite()
    let run = try Run(
      ["build", "--base-url", "https://b.example/x", "--output", "out"], in: folder.url)
    #expect(run.status == 0)
    let feed = try String(contentsOf: folder.url.appending(path: "out/rss.xml"), encoding: .utf8)
    #expect(feed.contains("<link>https://b.example/x/</link>"))
    #expect(!folder.has("site"))
  }

  @Test func `tells its version and its commands`() throws {
    let version = try Run(["--version"], in: folder.url)
    #expect(version.status == 0)
    #expect(version.output == "BranchPress 0.1.0\n")
    let help = try Run(["--help"], in: folder.url, language: "zh_CN.UTF-8")
    #expect(help.status == 0)
    for word in ["build", "init", "new", "explain", "check-templates", "生成网站"] {
      #expect(help.output.contains(word))
    }
  }

  /// What files and arguments say to a terminal: colours, titles, lines of their own, another reading order.
  private static let orders = [
    "\u{1B}[31m", "\u{1B}]0;x\u{7}", "\u{202E}", "\u{9B}2J", "\u{2028}", "\r", "\u{200F}",
  ]

  private func obeys(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x0A: false
      case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0x61C: true
      default: false
      }
    }
  }

  @Test(arguments: orders)
  func `sends a terminal nothing of what content says to it`(order: String) throws {
    try folder.makeSite()
    func write(_ path: String, _ text: String) throws {
      let url = folder.url.appending(path: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    let isName = order.unicodeScalars.allSatisfy { $0.value >= 0x200F }
    let name = isName ? order : ""
    try write(
      "content/a\(name)b.md",
      "---\n\"ti\(order)tle\": x\ntitle: 甲\ntemplate: 乙\(order)\n---\n[\(order)](无\(order).md)")
    try write("content/c\(name).html", "<p>")
    try write("templates/partials/丙\(name).mustache", "{{#丁\(order)}}")
    try write("templates/home.mustache", "{{>partials/丙\(name)}}{{戊\(order)}}")
    for language in ["zh_CN.UTF-8", "en_US.UTF-8"] {
      for arguments in [
        ["build", "--timings"], ["check-templates"], ["explain", "/", "--data", "--all"],
      ] {
        let run = try Run(arguments, in: folder.url, language: language)
        #expect(run.status == 1)
        #expect(!obeys(run.output) && !obeys(run.errors), "\(run.errors.debugDescription)")
        // A carriage return ends a line of a file, as a line feed does.
        #expect(run.errors.contains("\\u{") || order == "\r")
      }
    }
  }

  @Test(arguments: orders)
  func `sends a terminal nothing of what arguments say to it`(order: String) throws {
    try folder.makeSite()
    for arguments in [
      ["build", "--no\(order)"], ["build", "--now", "明\(order)天"], ["new", "no\(order)tice", "x"],
      ["new", "notice", "题\(order)目", "--name", "a\(order)b", "--now", "2026-07-01"],
      ["init", "x\(order)"],
      ["build", "--content", "无\(order)"], ["explain", "无\(order)"],
      ["explain", "/", "-o", "无\(order)"], ["new", "study", "x", "--column", "无\(order)"],
      ["\(order)"],
      ["build", "-q", "-o", "out\(order)"], ["build", "-o", "out\(order)"],
    ] {
      let run = try Run(arguments, in: folder.url)
      #expect(
        !obeys(run.output) && !obeys(run.errors), "\((run.output + run.errors).debugDescription)")
    }
  }
}
