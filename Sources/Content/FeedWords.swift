extension Words {
  /// The title of a group of feeds on the subscribe page and in `feeds.opml`.
  package func title(of group: FeedGroupKind) -> String {
    switch group {
    case .site: isChinese ? "全站" : "Whole site"
    case .sections: isChinese ? "栏目" : "Sections"
    case .columns: isChinese ? "学习专栏" : "Study columns"
    case .branches: isChinese ? "支部" : "Branches"
    case .tags: tags
    case .authors: authors
    }
  }
}

// Labels for the front matter that is added to an item of a feed, which no template writes.
extension Words {
  /// The label for the time of an event or activity.
  package var time: String { isChinese ? "时间" : "Time" }
  /// The label for the location of an event or activity.
  package var place: String { isChinese ? "地点" : "Place" }
  /// The label for the days on which something is made public.
  package var publicity: String { isChinese ? "公示期" : "Public notice period" }
  /// The label for a notice's last day.
  package var validUntil: String { isChinese ? "有效期至" : "Valid until" }
  /// The label for the list of attachments.
  package var attachments: String { isChinese ? "附件" : "Attachments" }
  /// The label for the original of a reprint.
  package var source: String { isChinese ? "来源" : "Source" }
  /// The label for whether an article must be read.
  package var reading: String { isChinese ? "学习要求" : "Reading" }
  /// The word for an article that must be read.
  package var required: String { isChinese ? "必读" : "required" }
  /// The word for an article that need not be read.
  package var optional: String { isChinese ? "选读" : "optional" }
  /// The word for an event that is called off.
  package var cancelled: String { isChinese ? "已取消" : "cancelled" }
  /// The sign between a label and what follows it.
  package var colon: String { isChinese ? "：" : ": " }

  /// The text in brackets, which are full-width in Chinese; in English a space precedes them.
  package func inBrackets(_ text: String) -> String { isChinese ? "（\(text)）" : " (\(text))" }

  /// The text in brackets before another; in English a space follows them.
  package func inLeadingBrackets(_ text: String) -> String {
    isChinese ? "（\(text)）" : "(\(text)) "
  }
}
