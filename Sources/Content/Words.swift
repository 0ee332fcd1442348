internal import Pictures

/// The few words that the generator itself puts into titles and texts; a theme has its own.
package struct Words: Sendable {
  /// Whether the words are Chinese, otherwise English.
  package let isChinese: Bool
  /// Whether Chinese words are in traditional characters.
  private let isTraditional: Bool

  /// Words in Chinese or English.
  package init(isChinese: Bool, isTraditional: Bool = false) {
    self.isChinese = isChinese
    self.isTraditional = isTraditional
  }

  /// One of the generator's own texts in the characters of the site.
  package func han(_ text: String) -> String { isTraditional ? traditional(text) : text }

  /// The title of the home page.
  package var home: String { isChinese ? han("首页") : "Home" }
  /// The title of the page of the calendar.
  package var calendar: String { isChinese ? han("会议和活动日历") : "Meetings and events" }
  /// The title of the page of the search.
  package var search: String { isChinese ? han("搜索") : "Search" }
  /// The documents of a year, in the menu of a section's views and in titles.
  package func year(_ year: Int) -> String { isChinese ? "\(year)\(han("年"))" : "\(year)" }
  /// The public notices whose period is not over.
  package var inPublicity: String { isChinese ? han("公示中") : "Public notices" }
  /// The notices that have not expired.
  package var current: String { isChinese ? han("有效") : "Current" }
  /// The notices that have expired, and the public notices whose period is over.
  package var expired: String { isChinese ? han("已失效") : "Expired" }

  /// The title of the page of all tags.
  package var tags: String { isChinese ? han("标签") : "Tags" }
  /// The title of the page of all authors.
  package var authors: String { isChinese ? han("作者") : "Authors" }
  /// The title of the page that a server sends for an address that does not exist.
  package var notFound: String { isChinese ? han("页面不存在") : "Page not found" }
  /// The title of the QR code of a page's address.
  package var qrCode: String { isChinese ? han("本页网址的二维码") : "QR code of this page's address" }
  /// The sign between the items of an enumeration.
  package var separator: String { isChinese ? "、" : ", " }

  /// The mark in front of a draft's title in a preview.
  package var draftMark: String { isChinese ? han("【草稿】") : "[Draft] " }
  /// The mark in front of the title of a document whose date has not come, in a preview.
  package var scheduledMark: String { isChinese ? han("【未到日期】") : "[Scheduled] " }

  /// The title of a page of a list. Pages are counted from 0, and later ones have their number in the title.
  package func title(_ title: String, page: Int) -> String {
    if page == 0 { return title }
    return isChinese ? "\(title)\(han("（第"))\(page + 1)\(han("页）"))" : "\(title) (page \(page + 1))"
  }

  /// The format and size of a file, to follow a link to it: `（PDF，128 KB）`.
  package func file(type: String, size: Int) -> String {
    isChinese ? "（\(type)，\(fileSize(size))）" : "(\(type), \(fileSize(size)))"
  }

  /// The same for a file by its name, which tells the format.
  package func file(named name: String, size: Int) -> String {
    file(type: MediaType(fileName: name).name, size: size)
  }

  /// The name of a link from a picture to its original, with the words for that file.
  package func original(_ file: String) -> String {
    isChinese ? han("原图") + file : "Original \(file)"
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

/// A text of the generator in traditional characters. Each of its characters has one traditional form in these few words.
private func traditional(_ text: String) -> String {
  String(
    String.UnicodeScalarView(
      text.unicodeScalars.map { scalar in
        simplifiedForms.firstIndex(of: scalar).map { traditionalForms[$0] } ?? scalar
      }))
}

// The characters of the generator's own words that differ, in the same order; a test finds those that are missing.
private let simplifiedForms = Array(
  "与专两严个为么习于云从会党关内写几则动单历发号后听咨图处复学审对属带应开录径换数无旧时显机条来标栏没满点现电盖码称签简级组织终结给维编网联见规视订议记访话询说请读谁负责转辑边过这进选里钟链问间阅阵页顶项频题"
    .unicodeScalars)
private let traditionalForms = Array(
  "與專兩嚴個為麼習於雲從會黨關內寫幾則動單曆發號後聽諮圖處復學審對屬帶應開錄徑換數無舊時顯機條來標欄沒滿點現電蓋碼稱籤簡級組織終結給維編網聯見規視訂議記訪話詢說請讀誰負責轉輯邊過這進選裡鐘鏈問間閱陣頁頂項頻題"
    .unicodeScalars)

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
