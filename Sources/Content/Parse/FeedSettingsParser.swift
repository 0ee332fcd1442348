internal import Dates
internal import Diagnostics
internal import FrontMatter

/// Reads `feeds`, and the settings that may also be written at the top of `site.yml` under longer names.
func parseFeedSettings(_ fields: inout FieldReader, zone: Zone) -> FeedSettings {
  var settings = FeedSettings()
  settings.readShared(&fields, prefix: "feed-", zone: zone)
  guard var feeds = fields.object("feeds", example: "{items: 20, at-least: 3, archives: site}")
  else { return settings }
  settings.place = fields.keyRange("feeds")
  settings.readShared(&feeds, prefix: "", zone: zone)
  settings.readFeeds(&feeds)
  settings.readArchives(&feeds)
  reportRepetitions(&fields, in: feeds)
  fields.absorb(feeds, elsewhere: adviceOnFormerName)
  return settings
}

/// The message for a key at the top of `site.yml` that belongs under `feeds`.
func adviceOnFeeds(_ key: String) -> KeyAdvice? {
  let keys = [
    "formats", "groups", "at-least", "items", "summaries", "archives", "archive-by",
    "archive-texts", "ttl",
  ]
  guard keys.contains(key) else { return nil }
  return KeyAdvice(
    Message(
      "“\(key)”是订阅源的设置：写在“feeds:”下面，前面空两格",
      "`\(key)` is a feed setting: write it below `feeds:`, indented by two spaces"))
}

/// The message for a key under `feeds` that has its former, longer name.
private func adviceOnFormerName(_ key: String) -> KeyAdvice? {
  let names = ["items", "ttl", "archives"]
  guard let name = names.first(where: { "feed-" + $0 == key }) else { return nil }
  return KeyAdvice(
    Message("在“feeds”里写成“\(name)”", "write it as `\(name)` under `feeds`"), .rename(name))
}

extension FeedSettings {
  /// Reads the settings that `site.yml` may also have at its top, where they were before there was `feeds`.
  fileprivate mutating func readShared(
    _ fields: inout FieldReader, prefix: String, zone: Zone
  ) {
    items = readCount(&fields, prefix + "items") ?? items
    ttl = readCount(&fields, prefix + "ttl", within: 1...10_080, example: 360) ?? ttl
    let choice = fields.choice(
      prefix + "archives", ["site": Archives.site, "all": .all, "none": Archives.none])
    archives = choice?.value ?? archives
    hub = fields.text("hub", .webAddress)?.value ?? hub
    if let hours = readHours(&fields) { skipHours = hoursInUTC(hours, zone: zone) }
  }

  fileprivate mutating func readFeeds(_ fields: inout FieldReader) {
    if let written = readFormats(&fields, "formats") {
      formats = FeedFormat.allCases.filter { $0 == .rss || written.value.contains($0) }
      if !written.value.contains(.rss) { reportMissingRSS(written.range, &fields) }
    }
    groups = readGroups(&fields, "groups") ?? groups
    writtenLeast = readCount(&fields, "at-least", example: 3)
    summaries = readGroups(&fields, "summaries") ?? summaries
  }

  fileprivate mutating func readArchives(_ fields: inout FieldReader) {
    writtenDivision =
      fields.choice("archive-by", ["year": Division.year, "number": .number])?.value
    archiveTexts = readFormats(&fields, "archive-texts")?.value ?? archiveTexts
  }

  private func reportMissingRSS(_ range: Range<Int>, _ fields: inout FieldReader) {
    let names = ["rss", "atom", "json"]
    let list = zip(FeedFormat.allCases, names).filter { formats.contains($0.0) }.map(\.1)
    fields.report(
      id: "wrong-type", range,
      Message(
        "“feeds.formats”里要有 rss，因为每个订阅源都有这种格式",
        "`feeds.formats` must include rss, since every feed has that format"),
      suggestion: Message(
        "写成：formats: [\(list.joined(separator: ", "))]",
        "write: formats: [\(list.joined(separator: ", "))]"))
  }
}

private func readFormats(_ fields: inout FieldReader, _ key: String) -> Field<[FeedFormat]>? {
  fields.choices(
    key, ["rss": FeedFormat.rss, "atom": .atom, "json": .json],
    meant: [
      "rss.xml": "rss", "atom.xml": "atom", "feed.json": "json", "JSON Feed": "json",
      "none": "rss", "无": "rss",
    ])
}

private func readGroups(_ fields: inout FieldReader, _ key: String) -> [FeedGroupKind]? {
  fields.choices(
    key,
    [
      "site": FeedGroupKind.site, "sections": .sections, "columns": .columns,
      "branches": .branches, "tags": .tags, "authors": .authors,
    ],
    meant: [
      "全站": "site", "网站": "site", "栏目": "sections", "专栏": "columns", "学习专栏": "columns",
      "支部": "branches", "标签": "tags", "作者": "authors",
    ])?.value
}

/// The hours of `skip-hours`, on the site's clocks; nil where none are written.
private func readHours(_ fields: inout FieldReader) -> Set<Int>? {
  let key = "skip-hours"
  let isThere = fields.keyRange(key) != nil
  let hours = fields.texts(key).compactMap { field -> Int? in
    if let hour = Int(field.value), (0...23).contains(hour) { return hour }
    let name = fields.name(of: key)
    fields.report(
      id: "wrong-type", field.range,
      Message("“\(name)”只能写 0 到 23 的整数", "`\(name)` takes whole hours from 0 to 23"),
      suggestion: Message("例如 [0, 1, 2, 3, 4, 5]", "for example, [0, 1, 2, 3, 4, 5]"))
    return nil
  }
  return isThere ? Set(hours) : nil
}

/// The hours in UTC that lie wholly within the given hours of the site's clocks.
private func hoursInUTC(_ hours: Set<Int>, zone: Zone) -> [Int] {
  (0..<24).filter { hour in
    let start = hour * 60 + zone.offsetMinutes + 1440
    return hours.contains(start / 60 % 24) && hours.contains((start + 59) / 60 % 24)
  }
}

/// Reports settings that are written both under `feeds` and at the top of `site.yml`.
private func reportRepetitions(_ fields: inout FieldReader, in feeds: FieldReader) {
  let names = [
    ("feed-items", "items"), ("feed-ttl", "ttl"), ("feed-archives", "archives"), ("hub", "hub"),
    ("skip-hours", "skip-hours"),
  ]
  for (key, inside) in names where feeds.keyRange(inside) != nil {
    guard let range = fields.keyRange(key) else { continue }
    fields.report(
      id: "duplicate-key", range,
      Message(
        "“\(key)”和“feeds”里的“\(inside)”是同一项设置",
        "`\(key)` is the same setting as `\(inside)` under `feeds`"),
      suggestion: Message("删去“\(key)”这一行", "remove the line `\(key)`"))
  }
}
