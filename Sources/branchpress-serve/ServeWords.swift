import Diagnostics
import ServeSettings
import Serving
import Watching

/// The sentences of the preview server.
enum ServeWords {
  static func began(at address: String) -> Message {
    Message(
      "正在预览：\(address)\n按 Ctrl+C 结束。", "The preview is at \(address)\nPress Ctrl+C to end it.")
  }

  static let keptLastGood = Message(
    "有错误，网页还是出错以前的样子；改好以后自动更新。",
    "There are errors. The pages stay as they were before; they update when the errors are corrected."
  )

  static let mended = Message(
    "错误已经改好，网页已更新。", "The errors are corrected, and the pages are up to date.")

  static let noBrowser = Message(
    "没有找到浏览器，请自己打开上面的网址。", "No browser was found; open the address yourself.")

  static let askForPassword = Message(
    "别的电脑也能打开预览，请设一个密码（至少 \(ServeTerminal.shortestPassword) 个字符，输入时不显示）：",
    "Other computers will be able to open the preview. Choose a password (at least \(ServeTerminal.shortestPassword) characters; it is not shown):"
  )

  static let shortPassword = Diagnostic(
    .error, "short-password", at: nil,
    Message("密码太短", "the password is too short"),
    suggestion: Message(
      "用 \(ServeTerminal.shortestPassword) 个以上的字母和数字",
      "use \(ServeTerminal.shortestPassword) or more letters and digits"))

  static let noPassword = Diagnostic(
    .error, "no-password", at: nil,
    Message(
      "让别的电脑打开预览，要设一个密码", "a preview that other computers can open needs a password"),
    suggestion: Message(
      "在终端里运行，按提示输入；或者写在环境变量 BRANCHPRESS_PASSWORD 里",
      "run the command in a terminal and type one, or set the environment variable BRANCHPRESS_PASSWORD"
    ))

  static let notByItself = Diagnostic(
    .error, "wrong-server", at: nil,
    Message(
      "\(ServeSettings.program) 不能直接运行，或者和 branchpress 的版本不同",
      "\(ServeSettings.program) is not run by itself, or is of another version than branchpress"),
    suggestion: Message(
      "运行 branchpress serve；还是不行，就重新安装（make install）",
      "run `branchpress serve`; if that does not help, run `make install` again"))
}

// MARK: - The server

extension ServeWords {
  static func message(about error: ServerError) -> Diagnostic {
    switch error {
    case .portTaken(let port):
      Diagnostic(
        .error, "port-taken", at: nil,
        Message("端口 \(port) 已经有程序在用", "another program uses port \(port)"),
        suggestion: Message(
          "换一个端口，如 --port \(port < 65_000 ? port + 1 : 4000)；或者不写 --port，自动找一个空着的",
          "choose another port, such as --port \(port < 65_000 ? port + 1 : 4000), or leave out --port to use one that is free"
        ))
    case .notPermitted(let port):
      Diagnostic(
        .error, "port-refused", at: nil,
        Message("系统不让用端口 \(port)", "the system does not allow port \(port)"),
        suggestion: Message(
          "用 1024 以上的端口，如 --port 4000", "use a port above 1023, such as --port 4000"))
    case .noPort(let port):
      Diagnostic(
        .error, "port-refused", at: nil, Message("没有端口 \(port)", "there is no port \(port)"),
        suggestion: Message(
          "用 1024 到 65535 之间的端口，如 --port 4000",
          "use a port between 1024 and 65535, such as --port 4000"))
    case .unknownHost(let host):
      Diagnostic(
        .error, "unknown-address", at: nil,
        Message("“\(host)”不是这台电脑的地址", "`\(host)` is no address of this computer"),
        suggestion: Message(
          "用 ip addr 查看这台电脑的地址；写 --listen 0.0.0.0 就是所有地址",
          "look up the addresses of this computer with `ip addr`; `--listen 0.0.0.0` means all of them"
        )
      )
    case .passwordMissing: noPassword
    case .system(let number):
      Diagnostic(
        .error, "server-refused", at: nil,
        Message(
          "系统不让启动预览（错误 \(number)）", "the system refused to start the preview (error \(number))"),
        suggestion: Message("换一个端口再试，如 --port 4100", "try another port, such as --port 4100"))
    }
  }
}

// MARK: - Watching

extension ServeWords {
  /// The first of some problems with watching, and what to do; nil where there are none.
  static func message(about problems: [WatchProblem]) -> Message? {
    problems.first.map(message)
  }

  private static func message(about problem: WatchProblem) -> Message {
    let reason =
      switch problem {
      case .tooManyFolders(let folder, let folders, let limit):
        Message(
          "\(folder) 里有 \(folders) 个文件夹，超过了系统监视的上限\(limit.map { "（\($0)）" } ?? "")",
          "\(folder) has \(counted(folders, "folder")), more than the system lets programs watch\(limit.map { " (\($0))" } ?? "")"
        )
      case .tooManyQueues(let folder, _):
        Message(
          "监视文件的程序太多，系统不让再监视 \(folder)",
          "too many programs watch files, so the system does not let this one watch \(folder)")
      case .fileSystem(let folder, let name):
        Message(
          "\(folder) 在网络硬盘上（\(name)），收不到改动的通知",
          "\(folder) is on a file system (\(name)) that does not report changes")
      case .refused(let folder, let error):
        Message(
          "系统不让监视 \(folder)（错误 \(error)）",
          "the system does not let \(folder) be watched (error \(error))")
      }
    let rest = Message(
      "，保存以后要等两三秒，网页才会更新", ", so pages update two or three seconds after a file is saved")
    guard let setting = problem.setting else {
      return Message(
        reason.chinese + rest.chinese + "。", reason.english + rest.english + ".")
    }
    let value = setting.hasSuffix("watches") ? 524_288 : 1024
    return Message(
      reason.chinese + rest.chinese + "。要马上更新，请管理员运行：sudo sysctl \(setting)=\(value)",
      reason.english + rest.english + ". To see them at once, run: sudo sysctl \(setting)=\(value)")
  }
}
