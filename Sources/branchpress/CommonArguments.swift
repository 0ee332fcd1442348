import ArgumentParser
import Diagnostics

/// The options of every command. They are asked for before arguments are parsed, since messages about those are in a
/// language and in colours, too; here they are only declared.
struct CommonArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "用哪种语言显示：zh 中文，en 英文；默认用系统的语言",
        "The language of messages; by default the language of the system."),
      valueName: "zh|en"),
    completion: .list(MessageLanguage.codes),
    transform: { try choice($0, of: MessageLanguage.codes, "--lang") })
  var lang: String?

  @Option(
    help: ArgumentHelp(
      say(
        "用不用颜色：auto 在终端里用，always 总是用，never 不用",
        "The use of colours: auto (on terminals), always or never."),
      valueName: say("何时", "when")),
    completion: .list(ColourChoice.names),
    transform: { try choice($0, of: ColourChoice.names, "--color") })
  var color: String?
}

/// A value that must be one of a few.
func choice(_ value: String, of choices: [String], _ option: String) throws -> String {
  if choices.contains(value) { return value }
  throw WrongUse.notAmong(choices, value, option)
}
