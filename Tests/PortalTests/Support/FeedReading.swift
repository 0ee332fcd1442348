import Foundation
import TestSupport

/// What a client sees of a built site's feeds and calendars.
extension SiteFixture {
  /// The items of an RSS document.
  func items(_ path: String = "rss.xml") throws -> [XMLReader.Element] {
    try XMLReader.read(bytes(path)).children[0].children.filter { $0.name == "item" }
  }

  /// The permanent ids of an RSS document's items.
  func guids(_ path: String = "rss.xml") throws -> [String] {
    try items(path).map { $0.texts("guid")[0] }
  }

  /// Where an RSS document's links of each relation lead.
  func links(_ path: String = "rss.xml") throws -> [String: String] {
    let links = try XMLReader.read(bytes(path)).children[0].children.filter {
      $0.name == "atom:link"
    }
    return Dictionary(
      uniqueKeysWithValues: links.map { ($0.attributes["rel"] ?? "", $0.attributes["href"] ?? "") })
  }

  /// The documents from the one to subscribe to back to the oldest, and their items.
  func history(_ first: String = "rss.xml") throws -> [(document: String, guids: [String])] {
    var history: [(String, [String])] = []
    var next: String? = first
    while let document = next {
      history.append((document, try guids(document)))
      next = try links(document)["prev-archive"].map {
        String($0.split(separator: "/").last ?? "")
      }
    }
    return history
  }

  /// A calendar's events, each as its properties by name, parameters left out.
  func events(_ path: String = "calendar.ics") -> [[String: String]] {
    var events: [[String: String]] = []
    for line in Unfolded.lines(of: String(decoding: bytes(path), as: UTF8.self)) {
      if line == "BEGIN:VEVENT" { events.append([:]) }
      if line.hasPrefix("BEGIN:") || line.hasPrefix("END:") { continue }
      guard !events.isEmpty, let colon = line.firstIndex(of: ":") else { continue }
      let name = line[..<colon].prefix { $0 != ";" }
      events[events.count - 1][String(name)] = String(line[line.index(after: colon)...])
    }
    return events
  }

  func bytes(_ path: String) -> [UInt8] {
    (try? Data(contentsOf: root.appending(path: "site").appending(path: path)))
      .map(Array.init) ?? []
  }

  /// Every file for programs, by its path.
  var feedFiles: [String: Data] {
    tree().filter { path, _ in
      !path.hasPrefix("search/")
        && ["xml", "json", "opml", "ics"].contains { path.hasSuffix("." + $0) }
    }
  }
}

/// A text as a double-quoted YAML scalar, with an escape for everything that is not plain.
func yamlQuoted(_ text: String) -> String {
  text.unicodeScalars.reduce(into: "\"") { quoted, scalar in
    let hex = String(scalar.value, radix: 16)
    if scalar == "\"" || scalar == "\\" {
      quoted += "\\" + String(scalar)
    } else if (0x20..<0x7F).contains(scalar.value) {
      quoted.unicodeScalars.append(scalar)
    } else {
      let width = scalar.value > 0xFFFF ? 8 : 4
      quoted +=
        (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - hex.count) + hex
    }
  } + "\""
}
