internal import ByteText
internal import Diagnostics

/// The text without control characters, after reporting these and characters that were lost. A file that is read again
/// is treated in the same way, so that offsets agree.
func withoutFlaws(_ source: SourceFile, diagnostics: inout [Diagnostic]) -> SourceFile {
  guard let flaws = TextFlaws(in: source.bytes) else { return source }
  if let lost = flaws.replacement { diagnostics.append(damaged(lost, in: source)) }
  guard let control = flaws.control else { return source }
  diagnostics.append(unseen(control, in: source))
  return SourceFile(path: source.path, bytes: TextFlaws.withoutControls(source.bytes))
}

private func unseen(_ flaw: TextFlaws.Flaw, in source: SourceFile) -> Diagnostic {
  let name = "U+" + fourFigures(flaw.scalar)
  let others = flaw.count - 1
  return Diagnostic(
    .warning, "control-character", at: Place(source, flaw.first),
    others == 0
      ? Message(
        "这里有一个看不见的控制字符（\(name)），已略去",
        "an invisible control character (\(name)) was left out")
      : Message(
        "这里有一个看不见的控制字符（\(name)），已略去；后面还有 \(others) 处",
        "an invisible control character (\(name)) was left out, as \(others == 1 ? "was 1" : "were \(others)") more below"
      ),
    suggestion: Message(
      "把这里的字删去，重新打一遍；从 Word 里复制时，选“只保留文本”",
      "retype the text around it, or paste it as plain text"))
}

private func damaged(_ flaw: TextFlaws.Flaw, in source: SourceFile) -> Diagnostic {
  let others = flaw.count - 1
  return Diagnostic(
    .warning, "damaged-text", at: Place(source, flaw.first),
    others == 0
      ? Message("这里有一个字坏了，只剩下“\u{FFFD}”", "a character is damaged here and shown as U+FFFD")
      : Message(
        "这里有一个字坏了，只剩下“\u{FFFD}”；后面还有 \(others) 处",
        "a character is damaged here and shown as U+FFFD, as \(others == 1 ? "is 1" : "are \(others)") more below"
      ),
    suggestion: Message("对照原文，把坏了的字重新打上", "retype the character from the original"))
}

private func fourFigures(_ number: UInt32) -> String {
  let text = String(number, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, 4 - text.utf8.count)) + text
}
