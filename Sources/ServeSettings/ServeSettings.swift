package import Dates
package import Diagnostics

/// The settings of the preview server, as `branchpress serve` hands them to the program that serves: one argument each, all of
/// them written down, since the arguments of a person have been read by then.
package struct ServeSettings: Equatable, Sendable {
  /// The name of the program that serves, which is installed beside `branchpress`.
  package static let program = "branchpress-serve"

  /// The folder with `site.yml` and the Markdown.
  package var content = "content"
  /// The folder of the site's own templates; it need not exist.
  package var templates = "templates"
  /// The address of the interface to listen at; nil for this machine alone.
  package var host: String?
  /// The port; nil for the usual one, or the next one that is free.
  package var port: Int?
  /// Whether the browser is opened.
  package var opens = false
  /// Whether browsers go to the page that was changed.
  package var follows = false
  /// The moment that is taken for the present; nil for the clock.
  package var now: Moment?
  /// The language of messages.
  package var language = MessageLanguage.chinese
  /// Whether messages on the terminal are coloured.
  package var isColoured = false

  /// The port where nothing else is said.
  package static let usualPort = 4000

  /// The default settings.
  package init() {}

  /// The settings as arguments.
  package var arguments: [String] {
    [
      "content=\(content)", "templates=\(templates)", host.map { "host=\($0)" },
      port.map { "port=\($0)" }, opens ? "open" : nil, follows ? "follow" : nil,
      now.map { "now=\($0.seconds)\($0.hasTime ? "" : "d")@\($0.offsetMinutes)" },
      language == .chinese ? "zh" : "en", isColoured ? "colour" : nil,
    ].compactMap(\.self)
  }

  /// The settings of some arguments; nil if another program, or another version, wrote them.
  package init?(_ arguments: some Sequence<String>) {
    for argument in arguments {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? String(parts[1]) : ""
      switch parts[0] {
      case "content": content = value
      case "templates": templates = value
      case "host": host = value
      case "port":
        guard let port = Int(value) else { return nil }
        self.port = port
      case "open": opens = true
      case "follow": follows = true
      case "now":
        guard let moment = moment(value) else { return nil }
        now = moment
      case "zh": language = .chinese
      case "en": language = .english
      case "colour": isColoured = true
      default: return nil
      }
    }
  }
}

/// The moment that an argument tells: seconds since 1970, `d` for a day as a whole, and minutes of the zone.
private func moment(_ text: String) -> Moment? {
  let parts = text.split(separator: "@")
  guard parts.count == 2, let offset = Int(parts[1]) else { return nil }
  let isDay = parts[0].hasSuffix("d")
  guard let seconds = Int(isDay ? parts[0].dropLast() : parts[0]) else { return nil }
  return Moment(seconds: seconds, offsetMinutes: offset, hasTime: !isDay)
}
