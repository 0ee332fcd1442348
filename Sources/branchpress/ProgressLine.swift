import Content
import Diagnostics
import Glibc
import Portal

/// The line of a terminal that says how far a long build is; there is none elsewhere.
struct ProgressLine {
  let progress: BuildProgress

  /// Nil where standard error is no terminal.
  init?() {
    guard isatty(2) == 1 else { return nil }
    progress = BuildProgress { state in
      replaceLine(
        by: say(
          "\(state.phase.chinese) \(state.done)/\(state.count)，每秒 \(state.rate) 个",
          "\(state.phase.english): \(state.done) of \(state.count), \(state.rate) per second"))
    }
  }

  /// Gives the line back to what is printed next.
  func clear() { replaceLine(by: "") }
}
