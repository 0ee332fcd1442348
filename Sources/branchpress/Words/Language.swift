import Diagnostics
import Files
import Glibc
import Portal

/// The language of the person at the terminal: that of `--lang`; else that of the locale, Chinese where the first
/// variable that is set names Chinese; where it names no language at all (`C`, `POSIX`), that of the site.
let messageLanguage: MessageLanguage = {
  let arguments = CommandLine.arguments.dropFirst()
  if let language = value(of: "--lang", in: arguments).flatMap(MessageLanguage.init(code:)) {
    return language
  }
  let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(environment).first ?? "C"
  if locale.utf8.starts(with: "zh".utf8) { return .chinese }
  let name = locale.prefix { $0 != "." && $0 != "@" }
  guard name == "C" || name == "POSIX" else { return .english }
  return languageOfSite(content: value(of: "--content", in: arguments) ?? "content") ?? .english
}()

/// One sentence in the terminal's language.
func say(_ chinese: String, _ english: String) -> String {
  messageLanguage == .chinese ? chinese : english
}

extension MessageLanguage {
  /// The language that a code names; nil for others.
  init?(code: String) {
    switch code {
    case "zh": self = .chinese
    case "en": self = .english
    default: return nil
    }
  }

  static var codes: [String] { ["zh", "en"] }
}

/// The value that arguments give an option, which is asked for before they are parsed.
func value(of option: String, in arguments: some Sequence<String>) -> String? {
  var isNext = false
  for argument in arguments {
    if isNext { return argument }
    isNext = argument == option
    if argument.utf8.starts(with: (option + "=").utf8) {
      return String(argument.dropFirst(option.count + 1))
    }
  }
  return nil
}
