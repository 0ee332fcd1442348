import ByteText

/// Task lists, alerts and figures: what is told from a block's first children.
extension HTMLWalker {
  // MARK: Tasks

  mutating func openItem(_ node: Node) {
    startLine()
    html.append("<li>")
    guard options.extensions.contains(.taskList), let text = node.firstChild?.firstChild,
      text.kind == .text, text.parent?.kind == .paragraph
    else { return }
    let literal = text.literal
    guard literal.holds("[", at: 0), literal.holds("]", at: 2),
      literal.holds(" ", at: 3) || literal.holds("\t", at: 3)
        || literal.count == 3 && text.next == nil
    else { return }
    switch literal[1] {
    case UInt8(ascii: " "): writeTaskBox(isDone: false)
    case UInt8(ascii: "x"), UInt8(ascii: "X"): writeTaskBox(isDone: true)
    default: return
    }
    shortened = (text, taskBoxLength)
  }

  private mutating func writeTaskBox(isDone: Bool) {
    html.append("<input type=\"checkbox\"")
    if isDone { html.append(" checked=\"\"") }
    html.append(" disabled=\"\"")
    if options.extensions.contains(.labels) {
      html.append(" aria-label=\"")
      if options.language.isChinese {
        html.append(isDone ? "已完成" : "未完成")
      } else {
        html.append(isDone ? "Done" : "To do")
      }
      html.append(UInt8(ascii: "\""))
    }
    html.append(" /> ")
  }

  // MARK: Alerts

  mutating func openBlockQuote(_ node: Node) {
    startLine()
    let label = options.extensions.contains(.alerts) ? node.firstChild?.firstChild : nil
    guard let label, let alert = Alert(label) else {
      if let label { reportUnreadAlert(label) }
      html.append("<blockquote>\n")
      return
    }
    alerts.append(node)
    alertLabel = label
    html.append("<div class=\"alert alert-")
    html.append(alert.rawValue)
    html.append("\" role=\"note\">\n<p class=\"alert-title\">")
    html.append(alert.title(options.language))
    html.append("</p>\n")
  }

  mutating func closeBlockQuote(_ node: Node) {
    startLine()
    if alerts.last == node {
      alerts.removeLast()
      html.append("</div>\n")
    } else {
      html.append("</blockquote>\n")
    }
  }

  /// Whether a paragraph holds nothing but the name of an alert's kind.
  @inline(__always)
  func isAlertLabel(_ paragraph: Node) -> Bool {
    guard let alertLabel, paragraph.firstChild == alertLabel else { return false }
    return alertLabel.next == nil
  }

  // MARK: Figures

  /// Whether a paragraph holds a picture and nothing else.
  @inline(__always)
  func isFigure(_ paragraph: Node?) -> Bool {
    guard options.extensions.contains(.figures), let paragraph, paragraph.kind == .paragraph,
      let picture = paragraph.firstChild, picture.kind == .image
    else { return false }
    return picture.next == nil && !isInTightList(paragraph)
  }

  mutating func closeFigure(_ paragraph: Node) {
    let start = html.count
    if let title = paragraph.firstChild?.title, !title.isEmpty {
      html.append("<figcaption>")
      html.append(text: withoutMarks(title))
      html.append("</figcaption>")
    }
    html.append("</figure>")
    if isTentative(paragraph.firstChild) {
      let caption = cutHTML(from: start)
      appendSlot(links.count - 1, found: caption, missing: "</p>")
    }
    html.append(UInt8(ascii: "\n"))
  }
}

/// `[x] `
private let taskBoxLength = 4

/// The kinds of alerts, named as on GitHub.
private enum Alert: String {
  case note, tip, important, warning, caution

  /// The kind that a block quote's first text names alone on its line.
  init?(_ label: Node) {
    guard label.kind == .text, label.parent?.kind == .paragraph,
      label.next == nil || label.next?.kind == .softBreak
    else { return nil }
    let text = label.literal
    guard text.count < 16, text.holds("[!", at: 0), text.holds("]", at: text.count - 1) else {
      return nil
    }
    self.init(rawValue: text[2..<text.count - 1].string.lowercased())
  }

  func title(_ language: MarkdownOptions.Language) -> StaticString {
    switch (self, language) {
    case (.note, .chinese): "说明"
    case (.note, .traditional): "說明"
    case (.note, .english): "Note"
    case (.tip, .chinese), (.tip, .traditional): "提示"
    case (.tip, .english): "Tip"
    case (.important, .chinese), (.important, .traditional): "重要"
    case (.important, .english): "Important"
    case (.warning, .chinese), (.warning, .traditional): "注意"
    case (.warning, .english): "Warning"
    case (.caution, .chinese), (.caution, .traditional): "警告"
    case (.caution, .english): "Caution"
    }
  }
}
