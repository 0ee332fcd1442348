import Foundation

/// The program with the other engines, which answers one line with one line, so that all engines are
/// measured in turns.
final class OtherEngines {
  private let path: String
  private let process = Process()
  private let questions = Pipe()
  private let answers = Pipe()

  init(path: String) throws {
    self.path = path
    process.executableURL = URL(fileURLWithPath: path)
    process.standardInput = questions
    process.standardOutput = answers
    try process.run()
  }

  /// Microseconds for a page, the mean of `count`.
  func microseconds(_ engine: String, _ page: String, count: Int) -> Double {
    questions.fileHandleForWriting.write(Data("\(engine) \(page) \(count)\n".utf8))
    let answer = String(decoding: answers.fileHandleForReading.availableData, as: UTF8.self)
    return Double(answer.split(separator: "\n").last ?? "") ?? .nan
  }

  /// What the engine makes of a page.
  func output(_ engine: String, _ page: String) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = [engine, page]
    process.standardOutput = output
    try process.run()
    return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }
}
