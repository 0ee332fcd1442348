internal import Dates
internal import Diagnostics
internal import FrontMatter

/// What `site.yml` says of feeds as a whole.
struct FeedSettings: Sendable {
  /// Which feeds are written with their whole history.
  enum Archives: Sendable { case site, all, none }

  var archives = Archives.site
  /// The WebSub hub that tells subscribers of news at once.
  var hub: String?
  /// How many minutes a reader may keep what it has fetched.
  var ttl: Int?
  /// Hours of the day, 0 to 23 in UTC, in which nothing is published.
  var skipHours: [Int] = []
}

/// Reads `hub`, `feed-ttl`, `skip-hours` and `feed-archives`.
func parseFeedSettings(_ fields: inout FieldReader, zone: Zone) -> FeedSettings {
  var settings = FeedSettings()
  settings.hub = fields.text("hub").flatMap { webAddress($0, &fields) }
  settings.ttl = readCount(&fields, "feed-ttl", within: 1...10_080)
  settings.skipHours = hoursInUTC(parseHours(&fields), zone: zone)
  let archives = fields.choice(
    "feed-archives",
    ["site": FeedSettings.Archives.site, "all": .all, "none": FeedSettings.Archives.none])
  settings.archives = archives?.value ?? settings.archives
  return settings
}

private func parseHours(_ fields: inout FieldReader) -> Set<Int> {
  let hours = fields.texts("skip-hours").compactMap { field -> Int? in
    if let hour = Int(field.value), (0...23).contains(hour) { return hour }
    fields.report(
      id: "wrong-type", field.range,
      Message("“skip-hours”里是 0 到 23 的整点", "`skip-hours` holds hours from 0 to 23"),
      suggestion: Message("例如 [0, 1, 2, 3, 4, 5]", "for example [0, 1, 2, 3, 4, 5]"))
    return nil
  }
  return Set(hours)
}

/// The hours of Greenwich that lie wholly within hours of the site's clocks.
private func hoursInUTC(_ hours: Set<Int>, zone: Zone) -> [Int] {
  (0..<24).filter { hour in
    let start = hour * 60 + zone.offsetMinutes + 1440
    return hours.contains(start / 60 % 24) && hours.contains((start + 59) / 60 % 24)
  }
}
