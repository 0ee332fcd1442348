internal import Dates

/// Divides a feed's items into archives by their dates of publication: a year is one archive, a year with more than
/// `limit` items has an archive for each month, and a month with more than that has archives of `limit` items, counted
/// from its oldest. The oldest archive comes first.
///
/// An archive contains all items of its period, so that it depends on no others: adding, removing or re-dating a
/// document changes the archives of its own period and the links of their neighbours. An archive exists if any of its
/// items is not among the `newest` items of the feed document to which readers subscribe. `months` are the months of
/// the items, counted from year 0.
func archivesByPeriod(
  of newestFirst: [Int], months: [Int], newest: Int, limit: Int = 60
) -> [FeedArchive] {
  var archives: [FeedArchive] = []
  func add(_ range: Range<Int>, _ name: String) {
    guard range.upperBound > newest else { return }
    archives.append(FeedArchive(name: name, items: Array(newestFirst[range])))
  }
  for year in runs(of: months.indices, by: { months[$0] / 12 }) {
    let yearName = figures(months[year.lowerBound] / 12, width: 4)
    if year.count <= limit {
      add(year, yearName)
      continue
    }
    for month in runs(of: year, by: { months[$0] }) {
      let name = yearName + "-" + figures(months[month.lowerBound] % 12 + 1, width: 2)
      for piece in (0..<(month.count + limit - 1) / limit).reversed() {
        let end = month.upperBound - piece * limit
        add(
          max(month.lowerBound, end - limit)..<end, piece == 0 ? name : "\(name)-\(piece + 1)")
      }
    }
  }
  return archives.reversed()
}

/// Divides items into archives of exactly `size` each, counted from the oldest, as many as are needed for the items
/// after the newest `size`; the newest archive may therefore share items with these. Removing or re-dating an old
/// document moves all later ones to other archives.
func archivesByNumber(of newestFirst: [Int], size: Int) -> [FeedArchive] {
  let count = max(0, newestFirst.count - 1) / size
  return (0..<count).map { archive in
    let end = newestFirst.count - archive * size
    return FeedArchive(name: String(archive + 1), items: Array(newestFirst[(end - size)..<end]))
  }
}

/// The month on the site's clocks, counted from year 0, in which a number of seconds since 1970 lies.
func month(ofSeconds seconds: Int, _ zone: Zone) -> Int {
  let local = seconds + zone.offsetMinutes * 60
  let days = (local - (local % 86_400 + 86_400) % 86_400) / 86_400
  let date = CivilDate(daysSinceEpoch: days)
  return date.year * 12 + date.month - 1
}

/// The longest runs of a range, in order, whose numbers have the same key.
private func runs(of range: Range<Int>, by key: (Int) -> Int) -> [Range<Int>] {
  var runs: [Range<Int>] = []
  var start = range.lowerBound
  for index in range where index > start && key(index) != key(start) {
    runs.append(start..<index)
    start = index
  }
  if start < range.upperBound { runs.append(start..<range.upperBound) }
  return runs
}

/// A number with leading zeros.
private func figures(_ number: Int, width: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}
