import Diagnostics

extension CommandDescription {
  /// The help of the command, for a terminal of so many columns.
  func help(columns: Int) -> String {
    var lines = wrapped(abstract, at: columns)
    if let discussion { lines += [""] + wrapped(discussion, at: columns) }
    lines += ["", say("用法：", "Usage: ") + usage]
    func list(_ head: String, _ rows: [(String, String)]) {
      guard !rows.isEmpty else { return }
      lines += ["", head]
      let width = min(rows.map { displayWidth(of: $0.0) }.max() ?? 0, columns / 3)
      for (name, text) in rows {
        let space = max(0, columns - width - 4)
        let texts = wrapped(text, at: space)
        let lead = "  " + name
        if displayWidth(of: name) > width {
          lines += [lead]
        } else {
          let gap = String(repeating: " ", count: width - displayWidth(of: name) + 2)
          lines.append(texts.isEmpty ? lead : lead + gap + texts[0])
        }
        let rest = displayWidth(of: name) > width ? texts[...] : texts.dropFirst()
        lines += rest.map { String(repeating: " ", count: width + 4) + $0 }
      }
    }
    list(
      say("命令：", "Commands:"), shownCommands.map { ($0.path.last ?? "", $0.abstract) })
    list(say("要写的内容：", "Arguments:"), operands.map { ($0.heading, $0.explanation) })
    list(say("选项：", "Options:"), options.map { ($0.heading, $0.explanation) })
    if !subcommands.isEmpty {
      lines += [
        "",
        say(
          "要看一个命令的帮助，运行“\(name) help <命令>”。",
          "Run `\(name) help <command>` for help on one command."),
      ]
    }
    return lines.joined(separator: "\n")
  }
}

/// The columns that a terminal gives a text.
private func displayWidth(of text: String) -> Int {
  text.unicodeScalars.reduce(0) { $0 + displayWidth(of: $1) }
}

/// A text in lines of so many columns. A line ends at a space or between Chinese characters, and no line begins with a
/// closing sign.
func wrapped(_ text: String, at columns: Int) -> [String] {
  var lines: [String] = []
  for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
    var line = ""
    var width = 0
    for piece in pieces(of: String(paragraph)) {
      let size = displayWidth(of: piece)
      if width + size > columns, width > 0 {
        lines.append(line.trimmed)
        (line, width) = ("", 0)
        if piece == " " { continue }
      }
      line += piece
      width += size
    }
    lines.append(line.trimmed)
  }
  return lines
}

/// The parts of a text between which a line may end: words, spaces, and single Chinese characters with the signs that
/// belong to them.
private func pieces(of text: String) -> [String] {
  var pieces: [String] = []
  var isOpen = false
  for scalar in text.unicodeScalars {
    let isWide = displayWidth(of: scalar) == 2
    let joinsLast = "，。、；：！？）”’》〕】…".unicodeScalars.contains(scalar)
    let joinsNext = "（“‘《〔【".unicodeScalars.contains(scalar)
    let isNew =
      pieces.isEmpty || scalar == " " || pieces.last == " " || (isWide && !joinsLast)
      || (!isWide && !isOpen)
    if isNew && !(joinsLast && !pieces.isEmpty) && !endsOpen(pieces.last) {
      pieces.append(String(scalar))
    } else {
      pieces[pieces.count - 1].unicodeScalars.append(scalar)
    }
    isOpen = !isWide && scalar != " " || joinsNext
  }
  return pieces
}

/// Whether a piece ends in an opening sign, behind which no line ends.
private func endsOpen(_ piece: String?) -> Bool {
  piece?.unicodeScalars.last.map { "（“‘《〔【".unicodeScalars.contains($0) } ?? false
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
