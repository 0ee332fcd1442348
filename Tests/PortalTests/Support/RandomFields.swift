import Dates
import Foundation

@testable import Content
@testable import Pages
@testable import Portal
@testable import Publishing
@testable import SiteModel

/// The lines of front matter that a random editor writes: fields of a list with values made from the examples
/// that the list gives. A field that is added to a list is written without a change here.
extension RandomEditor {
  /// Lines with some of the fields of a list, which is called `list` in `written`. Fields called `always`
  /// are never left out, fields called `never` are.
  mutating func lines(
    _ list: String, _ fields: [FieldDescription], of path: String, always: Set<String> = ["title"],
    never: Set<String> = []
  ) -> [String] {
    fields.compactMap { field in
      guard !never.contains(field.key), always.contains(field.key) || chance(4),
        let value = value(of: field, path)
      else { return nil }
      written.insert("\(list).\(field.key)")
      return "\(field.key): \(value)"
    }
  }

  /// A value for a field, if there is anything that it could name.
  private mutating func value(of field: FieldDescription, _ path: String) -> String? {
    let branch = Self.branches.firstIndex(of: path)
    let unique =
      branch.map { "b\($0)" }
      ?? "\(documents.firstIndex(of: path) ?? 0)-\(path.utf8.count)"
    switch field.key {
    case "title" where branch != nil: return "支部\(unique)\(pick(["", "（筹）"]))"
    case "title": return "\(pick(["学习", "会议", "通知", "记录"]))\(number(below: 6))"
    case "date", "held": return day(-number(below: 48) + 8)
    case "id": return "d\(unique)"
    case "slug": return "s\(unique)"
    case "aliases": return "[/old/\(unique)/\(pick(["", ", /older/one/\(unique)/"]))]"
    case "draft": return chance(3) ? "true" : "false"
    case "branch": return pick(["一支部", "二支部"])
    case "parent": return pick(["一支部", "二支部", "街道党工委"])
    // Every document's page has the names that these templates ask for.
    case "template": return pick(["page", "study", "notice", "activity"])
    case "name": return "简称\(unique)\(number(below: 3))"
    case "cover": return picture()
    case "photos": return picture().map { "[\(titled($0, "caption"))]" }
    case "attachments":
      return files.randomElement(using: &numbers).map { "[\(titled(address($0), "title"))]" }
    case "meetings": return meetings(field)
    case "reissue":
      return pick([day(-number(below: 9)), "[\(day(-9)), \(day(number(below: 9) - 4))]"])
    case "reason": return pick(["改了时间", "[改了时间\(number(below: 3)), 改了地点]"])
    // Branches are never removed.
    case "withdrawn":
      return pick([day(number(below: 9) - 5), "{date: \(day(-3)), reason: 原因\(number(below: 3))}"])
    case "corrects", "replaces": return address(pick(Self.branches))
    case "event": return event(field)
    default: return invented(field)
    }
  }

  private mutating func picture() -> String? {
    files.filter { $0.hasSuffix(".svg") }.randomElement(using: &numbers).map(address)
  }

  private func address(_ file: String) -> String { "\"/\(file.dropFirst("content/".count))\"" }

  /// A file as an item of a list, with a title or without one.
  private mutating func titled(_ file: String, _ key: String) -> String {
    chance(2) ? file : "{file: \(file), \(key): 说明\(number(below: 3))}"
  }

  /// The example with some of the fields that it does not show.
  private mutating func meetings(_ field: FieldDescription) -> String? {
    guard let example = invented(field) else { return nil }
    let more = [
      "place: 会议室\(number(below: 3))", "id: m\(number(below: 3))", "cancelled: true",
      "until: 2027-0\(number(below: 9) + 1)-01", "updated: \(day(-number(below: 9)))",
    ]
    return example.replacing("}]", with: ", \(pick(more))}]")
  }

  /// The example, perhaps with a field that it does not show.
  private mutating func event(_ field: FieldDescription) -> String? {
    guard let example = invented(field), chance(2) else { return invented(field) }
    let more = pick(["title: 会\(number(below: 3))", "remind: \(number(below: 3) * 10)"])
    return example.replacing("}", with: ", \(more)}")
  }

  /// A value made from the field's example, or from its type where it has none.
  private mutating func invented(_ field: FieldDescription) -> String? {
    if field.type.hasPrefix("one of ") {
      return pick(field.type.dropFirst("one of ".count).split(separator: ", ").map(String.init))
    }
    if let example = field.text.example { return varied(example) }
    switch field.type {
    case "text": return "文字\(number(below: 3))"
    case "date": return day(number(below: 12) - 6)
    case "integer": return "\(number(below: 9))"
    case "true/false": return pick(["true", "false"])
    default: preconditionFailure("give the field \(field.key) an example to make values from")
    }
  }

  /// An example with other days, numbers and words, and perhaps without the last members of its mapping.
  private mutating func varied(_ example: String) -> String {
    let first = number(below: 14) - 12
    let last = first + number(below: 14)
    var parts = example.replacing("TODAY", with: day(first)).replacing("LATER", with: day(last))
      .replacing("YEAR", with: "2026").split(separator: ", ", omittingEmptySubsequences: false)
      .map { varied(member: String($0)) }
    let isMapping = example.hasPrefix("{") && example.hasSuffix("}")
    while isMapping, parts.count > 1, !parts[parts.count - 1].hasPrefix("until:"), chance(3) {
      parts.removeLast()
      parts[parts.count - 1] += "}"
    }
    return parts.joined(separator: ", ")
  }

  /// A part of an example between two commas.
  private mutating func varied(member: String) -> String {
    let closing = member.reversed().prefix { "]}".contains($0) }
    let text = String(member.dropLast(closing.count))
    let start = text.range(of: ": ")?.upperBound ?? text.startIndex
    let value = text[start...].drop { "[{".contains($0) }
    let isWord = ["每月", "每季度", "每年", "星期", "日期"].contains(value)
    let isHan = value.unicodeScalars.contains { $0.value >= 0x4E00 }
    let new =
      if ["true", "false"].contains(value) { pick(["true", "false"]) } else if Int(value) != nil {
        "\(number(below: 90) + 1)"
      } else if (isHan && !isWord) || value.hasSuffix("/") { "\(value)\(number(below: 3))" } else {
        String(value)
      }
    return text.dropLast(value.count) + new + String(closing.reversed())
  }

  private mutating func number(below end: Int) -> Int { Int.random(in: 0..<end, using: &numbers) }

  /// A date so many days from the fixture's now.
  func day(_ offset: Int) -> String {
    let date = Date(timeIntervalSince1970: Double(SiteFixture.now.seconds + offset * 86_400))
    return date.ISO8601Format(.iso8601.year().month().day())
  }
}
