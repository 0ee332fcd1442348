internal import Diagnostics

/// A feature of YAML that neither front matter nor settings have any use for; taken as it stands it would be
/// left out without a word.
enum UnusedFeature {
  /// `&name` in front of a value.
  case anchor
  /// `!type` in front of a value.
  case tag
  /// `<<`, which takes over another mapping.
  case mergeKey
  /// `%YAML` or `%TAG` in front of all.
  case directive

  /// `name` is what the text is called.
  func message(in name: Message) -> Message {
    switch self {
    case .anchor:
      Message(
        "\(name.chinese)里不能用“&”给内容起名字", "anchors (`&`) are not supported in \(name.english)")
    case .tag:
      Message("\(name.chinese)里不能用“!”标明类型", "tags (`!`) are not supported in \(name.english)")
    case .mergeKey:
      Message(
        "\(name.chinese)里不能用“<<”并入别处的内容", "merge keys (`<<`) are not supported in \(name.english)")
    case .directive:
      Message(
        "\(name.chinese)里不能写以“%”开头的指令", "directives (`%`) are not supported in \(name.english)")
    }
  }

  var suggestion: Message {
    switch self {
    case .anchor, .tag:
      Message(
        "删去它；如果是文字，整个用半角双引号括起来", "remove it; if it is text, put the whole value in double quotes")
    case .mergeKey: Message("把要并入的内容直接写出来", "write out the fields that it would merge")
    case .directive: Message("删去这一行", "remove this line")
    }
  }
}

/// Whether a text has bytes with which control characters begin, as most have not.
func mayHoldControl(_ text: String) -> Bool {
  text.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xEF }
}

/// Whether a character is one that no text should hold: tabs and line breaks are none.
func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A, 0x0D: false
  case 0..<0x20, 0x7F...0x9F, 0xFEFF, 0xFFFE, 0xFFFF: true
  default: false
  }
}
