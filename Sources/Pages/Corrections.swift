internal import ByteText
internal import Content
internal import Dates
internal import Feeds
internal import SiteModel

extension FeedItem {
  /// Makes the item of a document that of a correction: with a permanent id of its own, which is made of the document's and
  /// the date, and with what was corrected before all else, since many readers show only the beginning.
  mutating func becomeCorrection(_ reissue: Reissue, of document: Document, _ config: SiteConfig) {
    let words = config.words
    let date = reissue.date.on(config.zone)
    let name = "reissue:\(document.id):\(nameInID(date))"
    id = config.identity?.uri(name) ?? name
    title = words.correctionMark + title
    published = reissue.date.inFeeds(of: config.zone)
    day = words.day(date.date)
    updated = updated.flatMap { $0 > published ? $0 : nil }
    guard let reason = reissue.reason else { return }
    summary = words.correctionMark + reason + (summary.isEmpty ? "" : "\n" + summary)
    if content.isEmpty { return }
    var html = ByteWriter(capacity: reason.utf8.count + 64)
    html.append("<p><strong>")
    html.append(html: words.correctionMark)
    html.append("</strong>")
    html.append(html: reason)
    html.append("</p>\n")
    content.insert(HTMLFragment(bytes: html.array()), at: 0)
  }
}

/// A date as ids contain it: `2026-07-03`, with a time `2026-07-03T15:30`.
private func nameInID(_ date: Moment) -> String {
  date.hasTime ? String(date.rfc3339.prefix(16)) : date.date.iso
}
