import ArgumentParser
import Dates
import Diagnostics
import Files
import Portal
import Programs
import ServeSettings

struct Serve: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "serve",
      abstract: say(
        "在浏览器里预览网站，边写边看。", "Show the site in a browser while it is being written."),
      discussion: say(
        "草稿和未到日期的稿件也看得到，都有标记。保存稿件以后，页面自己更新；写错了，页面上会说错在哪里。预览不写入 site 文件夹，只有这台电脑能打开。按 Ctrl+C 结束。",
        "Drafts and scheduled documents are shown too, and marked. The page updates itself when a file is saved, and reports mistakes. Nothing is written to the folder `site`, and only this computer can open the preview. Press Ctrl+C to end it."
      ))
  }

  @Flag(help: ArgumentHelp(say("打开浏览器", "Open the browser.")))
  var open = false

  @Flag(
    help: ArgumentHelp(say("改了哪一篇，浏览器就打开哪一篇", "Go to the page of the document that was changed.")))
  var follow = false

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      say(
        "端口，默认 \(ServeSettings.usualPort)，已经占用时用后面空着的",
        "The port; by default \(ServeSettings.usualPort), or the next one that is free."),
      valueName: say("端口", "port")), transform: portNumber)
  var port: Int?

  @Option(
    help: ArgumentHelp(
      say(
        "让别的电脑也能打开：本机的地址，如 192.168.1.5，或者 0.0.0.0；会要求设一个密码",
        "Let other computers open the preview: an address of this one, such as 192.168.1.5, or 0.0.0.0. It asks for a password."
      ),
      valueName: say("地址", "address")))
  var listen: String?

  @Option(help: nowHelp, transform: moment)
  var now: Moment?

  @OptionGroup var sources: SourceArguments

  @OptionGroup var common: CommonArguments

  func run() throws {
    guard let program = programBesideThisOne(ServeSettings.program) else {
      throw WrongUse(
        "no-server",
        Message(
          "没有找到预览程序 \(ServeSettings.program)", "the program \(ServeSettings.program) was not found"),
        Message(
          "它和 branchpress 放在同一个文件夹里；在 BranchPress 的源代码里运行 make install，就会装上",
          "it belongs in the folder of `branchpress`; run `make install` in the source code of BranchPress to install it"
        ))
    }
    replaceProcess(by: program, settings.arguments)
    throw WrongUse(
      "no-server",
      Message("预览程序启动不了：\(program)", "the program could not be started: \(program)"),
      Message("重新运行 make install", "run `make install` again"))
  }

  private var settings: ServeSettings {
    var settings = ServeSettings()
    settings.content = sources.documents.content
    settings.templates = sources.templates
    settings.host = listen
    settings.port = port
    settings.opens = open
    settings.follows = follow
    settings.now = now
    settings.language = messageLanguage
    settings.isColoured = isColoured(2)
    return settings
  }
}

/// The port that `--port` names.
private func portNumber(_ argument: String) throws -> Int {
  if let number = Int(argument), (1...65_535).contains(number) { return number }
  throw WrongUse(
    "invalid-value",
    Message("“--port”不能写“\(brief(argument))”", "`--port` cannot be `\(brief(argument))`"),
    Message("写 1024 到 65535 之间的整数，如 4000", "write a number between 1024 and 65535, such as 4000"))
}
