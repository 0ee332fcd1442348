import ArgumentParser
import Diagnostics
import Printing

/// The option of commands that use a browser.
struct BrowserArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say("用哪个浏览器；不写就找一个装好的", "The browser's program; by default one is looked for."),
      valueName: say("程序", "program")), completion: .file())
  var browser: String?

  /// The browser that the option names, nil where it names none.
  func chosen() throws -> Chromium? {
    try browser.map { path in
      guard let browser = Chromium(at: path) else { throw WrongUse.noProgram(path) }
      return browser
    }
  }
}

extension WrongUse {
  /// That no program stands at a path.
  fileprivate static func noProgram(_ path: String) -> WrongUse {
    WrongUse(
      "invalid-value",
      Message("“--browser”不是程序：\(brief(path))", "`--browser` is not a program: \(brief(path))"),
      Message("写成 /usr/bin/chromium", "write a path such as /usr/bin/chromium"))
  }
}
