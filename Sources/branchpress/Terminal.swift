import Diagnostics
import Files
import Glibc
import Portal

/// The choices of `--color`.
enum ColourChoice: String, CaseIterable {
  case auto, always, never

  static var names: [String] { allCases.map(\.rawValue) }
}

/// Whether a stream of the process is written in colours: a terminal's is, unless `NO_COLOR` is set or the terminal
/// says that it has none; `--color` decides over that.
func isColoured(_ stream: Int32) -> Bool {
  switch value(of: "--color", in: CommandLine.arguments).flatMap(ColourChoice.init) ?? .auto {
  case .always: true
  case .never: false
  case .auto: isatty(stream) == 1 && environment("NO_COLOR") == nil && environment("TERM") != "dumb"
  }
}

/// The columns of the terminal that standard output goes to, between 40 and 120; 80 where it is none.
func terminalColumns() -> Int {
  var size = winsize()
  guard unsafe ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
  return min(max(Int(size.ws_col), 40), 120)
}

/// Writes a line to standard output.
func printLine(_ text: String) { print(printable(text)) }

/// Writes a line to standard error.
func printError(_ line: String) { write(printable(line) + "\n") }

/// Writes a line of a change of a file, in the colour of what it takes away or puts there.
func printChange(_ line: String) {
  let colour: TerminalColour? =
    switch line.utf8.first {
    case UInt8(ascii: "-"): .removed
    case UInt8(ascii: "+"): .added
    default: nil
    }
  // Columns that Word copies are divided by tabs, which do no harm to a terminal.
  let text = line.split(separator: "\t", omittingEmptySubsequences: false)
    .map { printable(String($0)) }.joined(separator: "\t")
  print(isColoured(1) ? colour?.around(text) ?? text : text)
}

/// Writes a text of several lines to standard output, as they are divided.
func printLines(_ text: String) {
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    printLine(String(line))
  }
}

/// Writes what was found to standard error: all of it, or so much that a person will read it.
func printFindings(_ findings: Findings, all: Bool) {
  write(findings.text(in: messageLanguage, all: all, isColoured: isColoured(2)))
}

/// Puts a line of the terminal, which holds no other file's text, in the place of the one before.
func replaceLine(by text: String) { write("\r\u{1B}[K" + printable(text)) }

/// Sends a text to standard error as it is.
private func write(_ text: String) {
  var text = text
  text.withUTF8 { bytes in
    _ = unsafe Glibc.write(2, bytes.baseAddress, bytes.count)
  }
}
