internal import ByteText
internal import Content
internal import Dates
internal import Feeds
internal import SiteModel

extension FeedItem {
  /// Says before all else that the document no longer holds. The item stays the same one: readers show it as changed.
  mutating func show(_ standing: Standing, _ config: SiteConfig) {
    let words = config.words
    if standing.withdrawal != nil {
      title = words.inLeadingBrackets(words.withdrawn) + title
    } else if let notice = standing.successors.last {
      title = words.inLeadingBrackets(words.replaced(by: notice.number, notice.title)) + title
    }
    var sentences: [(text: String, link: String?)] = []
    if let withdrawal = standing.withdrawal {
      let day = words.day(withdrawal.date.on(config.zone).date)
      sentences.append((words.withdrawal(on: day, withdrawal.reason), nil))
    }
    for notice in standing.successors {
      let sentence = words.replaced(by: nil, notice.title) + words.fullStop.trimmedAtEnd
      sentences.append((sentence, config.url + notice.address.encoded))
    }
    let told = sentences.map(\.text).joined(separator: "\n")
    summary = told + (summary.isEmpty ? "" : "\n" + summary)
    if content.isEmpty { return }
    var html = ByteWriter(capacity: told.utf8.count + 128)
    for (text, link) in sentences {
      html.append("<p><strong>")
      if let link {
        html.append("<a href=\"")
        html.append(html: link)
        html.append("\">")
      }
      html.append(html: text)
      html.append(link == nil ? "</strong></p>\n" : "</a></strong></p>\n")
    }
    content.insert(HTMLFragment(bytes: html.array()), at: 0)
  }
}

extension String {
  /// The text without the space that follows a full stop in English.
  fileprivate var trimmedAtEnd: String {
    utf8.last == UInt8(ascii: " ") ? String(dropLast()) : self
  }
}
