import Foundation
import Testing

/// Wrong calls of every kind that the parser of arguments knows, with the word that the answer offers.
let wrongCalls: [(arguments: [String], id: String, advice: String)] = [
  (["buidl"], "unknown-command", "build"), (["生成"], "unknown-command", "build"),
  (["新建", "通知"], "unknown-command", "new"),
  (["buidl", "--content", "x"], "unknown-command", "build"),
  (["--lang", "zh", "explian"], "unknown-command", "explain"),
  (["help", "inti"], "unknown-command", "init"),
  (["frobnicate"], "unknown-command", "check-templates"),
  (["build", "--draft"], "unknown-option", "--drafts"),
  (["build", "--jbos", "3"], "unknown-option", "--jobs"),
  (["build", "-output", "x"], "unknown-option", "--output"),
  (["build", "—drafts"], "unknown-option", "--drafts"),
  (["build", "——草稿"], "unknown-option", "--drafts"),
  (["build", "-x"], "unknown-option", "--help"),
  (["build", "--no-such-option"], "unknown-option", "--help"),
  (["build", "--jobs"], "missing-value", "--jobs"),
  (["build", "-j"], "missing-value", "-j"),
  (["build", "--clean=3"], "unexpected-value", "--clean"),
  (["build", "a", "b"], "unexpected-argument", "branchpress build"),
  (["init", "a", "b"], "unexpected-argument", "branchpress init"),
  (["build", "--now", "明天"], "invalid-value", "2026-07-01"),
  (["build", "--jobs", "0"], "invalid-value", "1"),
  (["build", "--jobs", "两个"], "invalid-value", "1"),
  (["build", "--base-url", "example.org"], "invalid-value", "https://"),
  (["serve", "--port", "0"], "invalid-value", "4000"),
  (["serve", "--port", "网页"], "invalid-value", "4000"), (["sreve"], "unknown-command", "serve"),
  (["build", "--lang", "english"], "invalid-value", "en"),
  (["build", "--color", "yes"], "invalid-value", "always"),
  (["new", "通知"], "missing-argument", "branchpress new"),
  (["new"], "missing-argument", "branchpress new"),
  (["init"], "missing-argument", "branchpress init"),
  (["explain"], "missing-argument", "branchpress explain"),
  (["new", "notise", "x"], "unknown-kind", "notice"), (["new", "同知", "x"], "unknown-kind", "通知"),
  (["new", "关于召开大会的通知"], "unknown-kind", "notice"),
  (["--generate-completion-script", "tcsh"], "unknown-shell", "bash"),
]

@Suite struct `The language of the command line` {
  private let folder: EmptyFolder

  init() throws { folder = try EmptyFolder() }

  /// The names that are the same in every language: of commands, options and their values, as the program itself lists
  /// them, of files, keys and formats.
  private func names() throws -> Set<String> {
    let dump = try Run(["--experimental-dump-help"], in: folder.url).output
    let strings = dump.matches(of: #/"(?:name|commandName|defaultValue)" : "([^"]+)"/#)
      .map { String($0.1) }
    let values = dump.matches(of: #/"(?:values|allValues)" : \[([^\]]*)\]/#).flatMap { match in
      match.1.matches(of: #/"([^"]+)"/#).map { String($0.1) }
    }
    let others = """
      BranchPress Markdown content site yml url about md notice language id LC ALL MESSAGES LANG NO COLOR POSIX C
      man T https example org portal cd explain TH SH SS PP TP B br branchpress e dq BRANCHPRESS bash zsh fish
      PDF Chromium Chrome Edge png vips Ctrl C
      """
    return Set((strings + values + [others]).flatMap(words))
  }

  private func words(_ text: String) -> [String] {
    text.matches(of: /[A-Za-z]+/).map { String($0.0) }
  }

  private func expectChinese(_ text: String, _ names: Set<String>, but own: [String] = []) {
    let foreign = words(text).filter { !names.contains($0) && !own.flatMap(words).contains($0) }
    #expect(foreign == [], "\(text)")
  }

  @Test func `is Chinese in all help`() throws {
    let names = try names()
    let program = try Run(["help"], in: folder.url, language: "zh_CN.UTF-8")
    #expect(program.status == 0 && program.errors == "")
    let commands = program.output.matches(of: #/(?m)^  ([a-z][a-z-]*) /#).map { String($0.1) }
    #expect(commands.contains("build") && commands.count >= 5)
    expectChinese(program.output, names)
    for command in commands + ["manual"] {
      for arguments in [[command, "--help"], ["help", command], [command, "-h"]] {
        let run = try Run(arguments, in: folder.url, language: "zh_CN.UTF-8")
        #expect(run.status == 0)
        #expect(run.output.contains("用法：branchpress \(command)"))
        #expect(run.output.contains("--lang") && run.output.contains("--color"))
        expectChinese(run.output, names)
      }
      // The same in English has no Chinese.
      let english = try Run([command, "--help", "--lang", "en"], in: folder.url, language: "zh_CN")
      #expect(english.output.contains("Usage: branchpress \(command)"))
      #expect(!english.output.unicodeScalars.contains { (0x3000...0x9FFF).contains($0.value) })
    }
    let manual = try Run(["manual"], in: folder.url, language: "zh_CN.UTF-8")
    expectChinese(manual.output, names)
  }

  @Test func `is Chinese in every answer to a wrong call`() throws {
    let names = try names()
    for (arguments, id, advice) in wrongCalls {
      let run = try Run(arguments, in: folder.url, language: "zh_CN.UTF-8")
      #expect(run.status == 2 && run.output == "", "\(arguments)")
      #expect(run.errors.hasPrefix("错误：") && run.errors.contains("[\(id)]\n  改法："), "\(run.errors)")
      #expect(run.errors.contains(advice), "\(run.errors)")
      expectChinese(
        run.errors, names.union(words(id)),
        but: arguments + ["study notice activity page directory"])
      if arguments.contains("--lang") { continue }
      let english = try Run(arguments, in: folder.url)
      #expect(english.status == 2)
      #expect(english.errors.hasPrefix("error: ") && english.errors.contains("[\(id)]"))
    }
  }

  @Test func `is Chinese in what a build says`() throws {
    _ = try Run(["init", "."], in: folder.url, language: "zh_CN.UTF-8")
    let build = try Run(
      ["build", "--timings", "--now", "2026-07-01"], in: folder.url, language: "zh_CN.UTF-8")
    #expect(build.status == 0)
    #expect(build.output.contains("毫秒  解析\n"))
    let phases = build.output.components(separatedBy: "最慢的模板").first ?? ""
    expectChinese(phases, try names())
  }

  @Test func `is the site's where the locale names none, and that of the option before all`() throws
  {
    func isChinese(_ arguments: [String], _ language: String) throws -> Bool {
      try Run(arguments + ["--help"], in: folder.url, language: language).output.contains("用法")
    }
    #expect(try !isChinese(["build"], "C"))
    _ = try Run(["init", "."], in: folder.url)
    for locale in ["C", "POSIX", "C.UTF-8"] {
      #expect(try isChinese(["build"], locale))
      #expect(try !isChinese(["build", "--lang", "en"], locale))
      #expect(try !isChinese(["build", "--content", "other"], locale))
    }
    #expect(try !isChinese(["build"], "en_US.UTF-8"))
    #expect(try !isChinese(["build"], "de_DE.UTF-8"))
    #expect(try isChinese(["build", "--lang=zh"], "en_US.UTF-8"))
    #expect(try isChinese(["build"], "zh_TW.UTF-8"))
    let settings = folder.url.appending(path: "content/site.yml")
    let text = try String(contentsOf: settings, encoding: .utf8)
    #expect(text.contains("language: zh"))
    try Data(text.replacing("language: zh-CN", with: "language: en").utf8).write(to: settings)
    #expect(try !isChinese(["build"], "C"))
    #expect(try isChinese(["build"], "zh_CN.UTF-8"))
  }

  @Test func `has colours where they are asked for, never in a pipe`() throws {
    _ = try Run(["init", "."], in: folder.url)
    try Data("---\ntitel: x\n---\n".utf8).write(to: folder.url.appending(path: "content/x.md"))
    #expect(try !Run(["build"], in: folder.url).errors.contains("\u{1B}"))
    #expect(try !Run(["build", "--color", "never"], in: folder.url).errors.contains("\u{1B}"))
    let coloured = try Run(["build", "--color", "always"], in: folder.url)
    #expect(coloured.errors.contains("\u{1B}[1;31merror: \u{1B}[0m"))
    #expect(try Run(["--help", "--color=always"], in: folder.url).output.contains("Usage"))
  }
}
