import Diagnostics
import Glibc
import Portal

/// The language of the person at the terminal, by the usual variables: Chinese where the first
/// that is set names Chinese.
let messageLanguage: MessageLanguage = {
  for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
    guard let value = unsafe getenv(name) else { continue }
    let text = unsafe String(cString: value)
    if !text.isEmpty { return text.utf8.starts(with: "zh".utf8) ? .chinese : .english }
  }
  return .english
}()

/// One sentence in the terminal's language.
func say(_ chinese: String, _ english: String) -> String {
  messageLanguage == .chinese ? chinese : english
}

/// Writes a line to standard output.
func printLine(_ text: String) { print(printable(text)) }

/// Writes a line to standard error.
func printError(_ line: String) { write(printable(line) + "\n") }

/// Writes a text of several lines, which were made of what stood on the command line, as they are divided.
func printLines(_ text: String, isError: Bool) {
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    isError ? printError(String(line)) : printLine(String(line))
  }
}

/// Writes what was found to standard error: all of it, or so much that a person will read it.
func printFindings(_ findings: Findings, all: Bool) {
  write(findings.text(in: messageLanguage, all: all))
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
