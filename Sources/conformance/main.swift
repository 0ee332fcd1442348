// Answers the cases of public specifications: `conformance mustache` or `conformance markdown`,
// one JSON object a line on standard input, one a line on standard output, in order.
import Foundation

switch CommandLine.arguments.dropFirst().first {
case "mustache": answerEachLine(MustacheCommand.answer)
case "markdown": runMarkdownCommand()
default:
  FileHandle.standardError.write(Data("usage: conformance mustache|markdown\n".utf8))
  exit(2)
}

/// Gives each line of standard input to `answer` and prints the JSON object that it returns.
func answerEachLine(_ answer: (Data) -> [String: String]) {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys]
  while let line = readLine() {
    guard !line.isEmpty else { continue }
    let json = (try? encoder.encode(answer(Data(line.utf8)))) ?? Data("{}".utf8)
    FileHandle.standardOutput.write(json + Data("\n".utf8))
  }
}
