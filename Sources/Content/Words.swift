/// The few words that the generator itself puts into titles and texts; a theme has its own.
package struct Words: Sendable {
  /// Whether the words are Chinese, otherwise English.
  package let isChinese: Bool

  /// The title of the home page.
  package var home: String { isChinese ? "首页" : "Home" }
  /// The title of the page of the calendar.
  package var calendar: String { isChinese ? "会议和活动日历" : "Meetings and events" }
  /// The documents of a year, in the menu of a section's views and in titles.
  package func year(_ year: Int) -> String { isChinese ? "\(year)年" : "\(year)" }
  /// The public notices whose period is not over.
  package var inPublicity: String { isChinese ? "公示中" : "Public notices" }
  /// The notices that have not expired.
  package var current: String { isChinese ? "有效" : "Current" }
  /// The notices that have expired, and the public notices whose period is over.
  package var expired: String { isChinese ? "已失效" : "Expired" }

  /// The title of the page of all tags.
  package var tags: String { isChinese ? "标签" : "Tags" }
  /// The title of the page of all authors.
  package var authors: String { isChinese ? "作者" : "Authors" }
  /// The title of the page that a server sends for an address that does not exist.
  package var notFound: String { isChinese ? "页面不存在" : "Page not found" }
  /// The sign between the items of an enumeration.
  package var separator: String { isChinese ? "、" : ", " }

  /// The mark in front of a draft's title in a preview.
  package var draftMark: String { isChinese ? "【草稿】" : "[Draft] " }
  /// The mark in front of the title of a document whose date has not come, in a preview.
  package var scheduledMark: String { isChinese ? "【未到日期】" : "[Scheduled] " }

  /// The title of a page of a list. Pages are counted from 0, and later ones have their number in the title.
  package func title(_ title: String, page: Int) -> String {
    if page == 0 { return title }
    return isChinese ? "\(title)（第\(page + 1)页）" : "\(title) (page \(page + 1))"
  }

  /// The format and size of a file, to follow a link to it: `（PDF，128 KB）`.
  package func file(type: String, size: Int) -> String {
    isChinese ? "（\(type)，\(fileSize(size))）" : "(\(type), \(fileSize(size)))"
  }
}

extension Words {
  /// The words of a notice for itself, such as `本通知`: by the kind that its title ends in, else by whether it is a public
  /// notice.
  package func reference(toNotice title: String, isPublic: Bool) -> String {
    guard isChinese else { return isPublic ? "This public notice" : "This notice" }
    let end = String(decoding: title.utf8.suffix(twoCharacters), as: UTF8.self)
    return "本" + (kindsOfNotices.contains(end) ? end : isPublic ? "公示" : "文")
  }
}

/// The kinds of official documents (党政机关公文处理工作条例, article 8) and of other texts that are put up as notices.
private let kindsOfNotices = [
  "通知", "公示", "公告", "启事", "通告", "意见", "决定", "方案", "通报", "公报", "决议", "纪要", "办法", "规定", "细则", "计划",
  "安排",
]

/// The bytes of two Han characters.
private let twoCharacters = 6

/// A size in the largest unit that keeps it above one, with one decimal below ten.
package func fileSize(_ bytes: Int) -> String {
  if bytes < 1024 { return "\(bytes) B" }
  var tenths = bytes * 10 / 1024
  var unit = 0
  while tenths >= 10_240, unit < 2 {
    tenths /= 1024
    unit += 1
  }
  let number = tenths < 100 && tenths % 10 != 0 ? "\(tenths / 10).\(tenths % 10)" : "\(tenths / 10)"
  return number + [" KB", " MB", " GB"][unit]
}
