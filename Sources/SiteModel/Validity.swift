package import Content
package import Dates
internal import FrontMatter

/// The moments between which the site stays as it is now, both exclusive: nothing is known of the site before the
/// first, and at the second a document becomes due, an event begins, ends or expires, or one of `turns` comes.
package func validity(
  of documents: [ParsedDocument], turningAt turns: [Moment], at now: Moment
) -> (after: Int, before: Int) {
  var (after, before) = (Int.min, Int.max)
  func turn(_ moment: Moment?) {
    guard let moment else { return }
    if moment.seconds <= now.seconds { after = max(after, moment.seconds) }
    if moment.seconds >= now.seconds { before = min(before, moment.seconds) }
  }
  for moment in turns { turn(moment) }
  for document in documents {
    turn(document.header.date)
    for reissue in document.reissues { turn(reissue.date) }
    guard case .notice(let notice) = document.details else { continue }
    turn(notice.expires?.end)
    turn(notice.withdrawn?.date)
    turn(notice.publicity?.from)
    turn(notice.publicity?.until.end)
    turn((notice.event?.end ?? notice.event?.start)?.end)
  }
  return (after, before)
}
