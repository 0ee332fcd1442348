extension Words {
  /// The title of a group of feeds on the subscribe page and in `feeds.opml`.
  package func title(of group: FeedGroupKind) -> String {
    switch group {
    case .site: isChinese ? han("全站") : "Whole site"
    case .sections: isChinese ? han("栏目") : "Sections"
    case .columns: isChinese ? han("学习专栏") : "Study columns"
    case .branches: isChinese ? han("支部") : "Branches"
    case .tags: tags
    case .authors: authors
    }
  }
}

// Labels for the front matter that is added to an item of a feed, which no template writes.
extension Words {
  /// The label for the time of an event or activity.
  package var time: String { isChinese ? han("时间") : "Time" }
  /// The label for the location of an event or activity.
  package var place: String { isChinese ? han("地点") : "Place" }
  /// The label for the days on which something is made public.
  package var publicity: String { isChinese ? han("公示期") : "Public notice period" }
  /// The label for a notice's last day.
  package var validUntil: String { isChinese ? han("有效期至") : "Valid until" }
  /// The label for the list of attachments.
  package var attachments: String { isChinese ? han("附件") : "Attachments" }
  /// The label for the original of a reprint.
  package var source: String { isChinese ? han("来源") : "Source" }
  /// The label for whether an article must be read.
  package var reading: String { isChinese ? han("阅读要求") : "Reading" }
  /// The word for an article that must be read.
  package var required: String { isChinese ? han("必读") : "required" }
  /// The word for an article that need not be read.
  package var optional: String { isChinese ? han("选读") : "optional" }
  /// The word for an event that is called off.
  package var cancelled: String { isChinese ? han("已取消") : "cancelled" }
  /// The label for the bodies or people that a notice is addressed to.
  package var recipients: String { isChinese ? han("主送") : "To" }
  /// The text of the link to the page after a long text.
  package var readOnPage: String { isChinese ? han("在网站上阅读本文") : "Read this on the website" }
  /// The sign between the parts of a sentence.
  package var comma: String { isChinese ? "，" : ", " }
  /// The sign at the end of a sentence, with a space after it in English.
  package var fullStop: String { isChinese ? "。" : ". " }

  /// The HTML of a link to the page that plays a video or a sound, whose label is HTML; nil for one without a name. Without
  /// a page it is the text of that link.
  package func linkToPlayer(page: String?, isVideo: Bool, label: String?) -> String {
    let kind =
      isChinese
      ? han(isVideo ? "在网站上看视频" : "在网站上听录音")
      : (isVideo ? "Watch the video on the website" : "Listen to the recording on the website")
    let text = "▶ \(kind)\(label.map { colon + $0 } ?? "")"
    return page.map { "<a href=\"\($0)\">\(text)</a>" } ?? text
  }

  /// The HTML of a link to the page in place of something that is framed on it, such as a map or a player.
  package func linkToFrame(page: String) -> String {
    "<a href=\"\(page)\">\(isChinese ? han("此处内容请在网站上查看") : "See this part on the website")</a>"
  }

  /// The sign between a label and what follows it.
  package var colon: String { isChinese ? "：" : ": " }

  /// The text in brackets, which are full-width in Chinese; in English a space precedes them.
  package func inBrackets(_ text: String) -> String { isChinese ? "（\(text)）" : " (\(text))" }

  /// The text in brackets before another; in English a space follows them.
  package func inLeadingBrackets(_ text: String) -> String {
    isChinese ? "（\(text)）" : "(\(text)) "
  }

  /// The word for a notice that was withdrawn.
  package var withdrawn: String { isChinese ? han("已撤回") : "withdrawn" }

  /// The words for a notice that another one replaces, which is named by its number or else by its title.
  package func replaced(by number: String?, _ title: String) -> String {
    let name = number ?? (isChinese ? "《\(title)》" : "“\(title)”")
    return isChinese ? "\(han("已由"))\(name)\(han("代替"))" : "replaced by \(name)"
  }

  /// The sentence that a notice was withdrawn on a day, with the reason if there is one.
  package func withdrawal(on day: String, _ reason: String?) -> String {
    let sentence = isChinese ? "\(han("已于"))\(day)\(han("撤回"))" : "withdrawn on \(day)"
    guard let reason else { return sentence + (isChinese ? "。" : ".") }
    return sentence + colon + reason
  }

  /// The words before the title and the beginning of a correction.
  package var correctionMark: String { isChinese ? han("更正：") : "Correction: " }
}
