import Diagnostics
import Glibc

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

/// Writes a line to standard error.
func printError(_ text: String, terminator: String = "\n") {
  var text = text + terminator
  text.withUTF8 { bytes in
    _ = unsafe write(2, bytes.baseAddress, bytes.count)
  }
}

/// Writes diagnostics to standard error, as they are sorted.
func printDiagnostics(_ diagnostics: [Diagnostic]) {
  var text = DiagnosticFormatter(language: messageLanguage).format(diagnostics)
  while text.utf8.last == 0x0A { text.removeLast() }
  if !text.isEmpty { printError(text) }
}
