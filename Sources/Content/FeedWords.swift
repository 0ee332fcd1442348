extension Words {
  /// What a group of feeds is called on the subscribe page and in `feeds.opml`.
  package func title(of group: FeedGroupKind) -> String {
    switch group {
    case .site: isChinese ? "全站" : "The whole site"
    case .sections: isChinese ? "栏目" : "Sections"
    case .columns: isChinese ? "学习专栏" : "Study columns"
    case .branches: isChinese ? "支部" : "Branches"
    case .tags: tags
    case .authors: authors
    }
  }
}

// What front matter adds to an item in a feed, where no template writes it.
extension Words {
  package var time: String { isChinese ? "时间" : "Time" }
  package var place: String { isChinese ? "地点" : "Place" }
  package var publicity: String { isChinese ? "公示期" : "Publicity period" }
  package var validUntil: String { isChinese ? "有效期至" : "Valid until" }
  package var attachments: String { isChinese ? "附件" : "Attachments" }
  package var source: String { isChinese ? "来源" : "Source" }
  package var reading: String { isChinese ? "学习要求" : "Reading" }
  package var required: String { isChinese ? "必读" : "required" }
  package var optional: String { isChinese ? "选读" : "optional" }
  package var cancelled: String { isChinese ? "已取消" : "cancelled" }
  /// What stands between a label and what it labels.
  package var colon: String { isChinese ? "：" : ": " }

  package func inBrackets(_ text: String) -> String { isChinese ? "（\(text)）" : " (\(text))" }
}
