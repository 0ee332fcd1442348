internal import Content
package import Diagnostics
internal import Files
package import SiteModel

/// Reports the feeds and archives that the last build wrote and that this one leaves out only because of a default:
/// feeds of tags and authors with too few documents, and archives counted by number. The message names the settings
/// that keep them.
///
/// `last` is the list of files that the last build wrote. Once this site is in place its list no longer contains them,
/// so that they are reported once. `file` is `site.yml`.
package func feedsLeftOut(
  of site: Site, since last: Manifest, settings file: SourceFile
) -> [Diagnostic] {
  let settings = site.config.feeds
  let listings = settings.writtenLeast == nil ? listingsLeftOut(of: site, since: last) : []
  let archives = settings.writtenDivision == nil ? archivesLeftOut(of: site, since: last) : []
  guard let example = listings.first.map({ rss(of: $0) }) ?? archives.first else { return [] }
  let least = listings.map(\.documents.count).min().map { "at-least: \($0)" }
  let keys = [least, archives.isEmpty ? nil : "archive-by: number"].compactMap(\.self)
  let parts = [
    listings.isEmpty ? nil : feeds(listings.count),
    archives.isEmpty ? nil : numberedArchives(archives.count),
  ].compactMap(\.self)
  let chinese = parts.map(\.chinese).joined(separator: "、")
  let english = parts.map(\.english).joined(separator: " and ")
  return [
    Diagnostic(
      .note, "feeds-left-out", at: settings.place.map { Place(file, $0) } ?? Place(path: file.path),
      Message(
        "按默认设置，不再生成上次的 \(chinese)，例如 \(example)",
        "by default, this build leaves out \(english) that the last build wrote, such as \(example)"
      ),
      suggestion: settings.place == nil ? line(of: keys) : entries(of: keys))
  ]
}

/// The tags and authors that had a feed and no longer have one.
private func listingsLeftOut(of site: Site, since last: Manifest) -> [Listing] {
  let groups = site.config.feeds.groups
  let without = [(FeedGroupKind.tags, site.tags), (.authors, site.authors)].flatMap { group, all in
    groups.contains(group) ? all.filter { $0.feed == nil } : []
  }
  if without.isEmpty { return [] }
  let gone = Set(last.paths(notIn: Manifest(paths: site.outputs.lazy.map(\.path))).map(\.text))
  return gone.isEmpty ? [] : without.filter { gone.contains(rss(of: $0)) }
}

/// The paths of the RSS files of numbered archives that are left out. A number may also be the name of a year's
/// archive.
private func archivesLeftOut(of site: Site, since last: Manifest) -> [String] {
  site.feeds.filter { site.config.feeds.archivesFeeds(of: $0.group) }.flatMap { plan in
    let planned = Set(plan.archives.map(\.name))
    var paths: [String] = []
    for number in 1... {
      let path = plan.page.appending(FeedFormat.rss.archiveName(String(number))).path
      guard let file = FilePath(path), last.contains(file) else { break }
      if !planned.contains(String(number)) { paths.append(path) }
    }
    return paths
  }
}

private func rss(of listing: Listing) -> String {
  listing.address.appending(FeedFormat.rss.rawValue).path
}

private func feeds(_ count: Int) -> Message {
  Message(
    "\(count) 个标签或作者的订阅源",
    count == 1 ? "1 feed of a tag or an author" : "\(count) feeds of tags and authors")
}

private func numberedArchives(_ count: Int) -> Message {
  Message(
    "\(count) 个按序号分的存档", counted(count, "numbered archive"))
}

/// The settings as a line of their own.
private func line(of keys: [String]) -> Message {
  let line = "feeds: {\(keys.joined(separator: ", "))}"
  return Message(
    "要保留，就在 site.yml 里加一行“\(line)”；不需要，就不用改",
    "to keep them, add the line `\(line)` to site.yml; otherwise do nothing")
}

/// The settings as entries to be added to the existing mapping.
private func entries(of keys: [String]) -> Message {
  Message(
    "要保留，就在“feeds”里加上" + keys.map { "“\($0)”" }.joined(separator: "和") + "；不需要，就不用改",
    "to keep them, add " + keys.map { "`\($0)`" }.joined(separator: " and ")
      + " under `feeds`; otherwise do nothing")
}
