import Diagnostics
import Files
import Glibc
import Portal
import Preview
import ServeSettings
import Synchronization

/// The terminal in which the preview server was started.
final class ServeTerminal: Sendable {
  private let language: MessageLanguage
  private let isColoured: Bool
  private let state = Mutex(State())

  private struct State {
    /// Whether the address has been printed, before which nothing is said of the site.
    var hasBegun = false
    /// The problems of the last state, which are not printed again.
    var told: Set<ProblemKey> = []
    var hadErrors = false
  }

  init(_ settings: ServeSettings) {
    language = settings.language
    isColoured = settings.isColoured
  }

  /// Prints a sentence.
  func tell(_ message: Message) { write(message[language] + "\n") }

  /// Prints problems, and ends the program.
  func end(_ problems: [Diagnostic], status: Int32 = 1) -> Never {
    printProblems(problems)
    exit(status)
  }

  /// Prints the address at which the site is to be seen, and then what was found in it so far.
  func began(at address: String, _ found: PreviewState) {
    tell(ServeWords.began(at: address))
    state.withLock { $0.hasBegun = true }
    tell(found)
  }

  /// Prints what is new about the site: the problems that it did not have before.
  func tell(_ news: PreviewState) {
    let keys = news.problems.map(ProblemKey.init)
    let hasErrors = news.problems.hasErrors
    let (told, hadErrors) = state.withLock { state in
      // Nothing is said of the site before its address.
      guard state.hasBegun else { return (Set(keys), hasErrors) }
      defer { (state.told, state.hadErrors) = (Set(keys), hasErrors) }
      return (state.told, state.hadErrors)
    }
    if hadErrors && !hasErrors { tell(ServeWords.mended) }
    let new = zip(news.problems, keys).filter { !told.contains($1) }.map(\.0)
    guard !new.isEmpty else { return }
    write("\n" + Findings(new).text(in: language, all: false, isColoured: isColoured))
    if new.hasErrors { tell(ServeWords.keptLastGood) }
  }

  private func printProblems(_ problems: [Diagnostic]) {
    write(Findings(problems).text(in: language, all: true, isColoured: isColoured))
  }

  /// Writes a text to standard error as it is.
  private func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      _ = unsafe Glibc.write(2, bytes.baseAddress, bytes.count)
    }
  }
}

/// The part of a problem by which it is recognised after the next change, which may move it to another line.
private struct ProblemKey: Hashable {
  private let id: String
  private let path: String?
  private let message: String

  init(_ problem: Diagnostic) {
    (id, path) = (problem.id, problem.place?.file.path)
    message = problem.message.english
  }
}

// MARK: - The password

extension ServeTerminal {
  /// The password that other computers must give: that of the environment, or one that the user types, which is not shown.
  func password() -> String {
    if let password = environment("BRANCHPRESS_PASSWORD") {
      if password.utf8.count >= Self.shortestPassword { return password }
      end([ServeWords.shortPassword])
    }
    guard isatty(0) == 1 else { end([ServeWords.noPassword]) }
    while true {
      tell(ServeWords.askForPassword)
      guard let password = lineWithoutEcho() else { end([ServeWords.noPassword]) }
      if password.utf8.count >= Self.shortestPassword { return password }
      printProblems([ServeWords.shortPassword])
    }
  }

  /// The fewest bytes of a password.
  static let shortestPassword = 8

  /// A line that the user types unseen; nil at the end of the input.
  private func lineWithoutEcho() -> String? {
    var settings = termios()
    unsafe tcgetattr(0, &settings)
    var silent = settings
    silent.c_lflag &= ~tcflag_t(ECHO)
    unsafe tcsetattr(0, TCSAFLUSH, &silent)
    defer {
      unsafe tcsetattr(0, TCSAFLUSH, &settings)
      write("\n")
    }
    return readLine()
  }
}
