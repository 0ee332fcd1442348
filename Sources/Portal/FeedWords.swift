extension Words {
  /// What a group of feeds is called on the subscribe page and in `feeds.opml`.
  func title(of group: FeedGroupKind) -> String {
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
  var time: String { isChinese ? "时间" : "Time" }
  var place: String { isChinese ? "地点" : "Place" }
  var publicity: String { isChinese ? "公示期" : "Publicity period" }
  var validUntil: String { isChinese ? "有效期至" : "Valid until" }
  var attachments: String { isChinese ? "附件" : "Attachments" }
  var source: String { isChinese ? "来源" : "Source" }
  var reading: String { isChinese ? "学习要求" : "Reading" }
  var required: String { isChinese ? "必读" : "required" }
  var optional: String { isChinese ? "选读" : "optional" }
  var cancelled: String { isChinese ? "已取消" : "cancelled" }
  /// What stands between a label and what it labels.
  var colon: String { isChinese ? "：" : ": " }

  func inBrackets(_ text: String) -> String { isChinese ? "（\(text)）" : " (\(text))" }
}
