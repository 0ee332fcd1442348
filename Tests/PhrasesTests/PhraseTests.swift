import Foundation
import Testing

@testable import Phrases

/// A title with a bar wherever a line may end besides the places that browsers find.
private func divided(_ title: String, names: [String] = []) -> String {
  let bytes = Array(title.utf8)
  let breaks = unsafe bytes.withUnsafeBufferPointer {
    unsafe PhraseFinder(names: names).breaks(in: $0)
  }
  var pieces: [String] = []
  var from = 0
  for end in breaks + [bytes.count] {
    pieces.append(String(decoding: bytes[from..<end], as: UTF8.self))
    from = end
  }
  return pieces.joined(separator: "|")
}

@Suite struct `Phrases of titles` {
  @Test(arguments: [
    // Words of the list, and particles with what precedes.
    "关于召开|党员大会的|通知", "新栽的|树怎样过|第一个夏天", "各党支部、各居民小组",
    // Numbers with their measure words, dates as a whole.
    "第3次|支委会|会议记录", "北坡|添了46棵树", "关于召开|2026年7月1日|党员大会的|通知", "三号楼、九号楼|党员",
    // Latin words.
    "社区|5G网络|和A座电梯|维修", "Word|文档|怎样整理",
    // Quotation marks, beside which browsers do not end lines.
    "关于开展|“高温|送清凉”|活动的|通知",
    // Names that no list has stay together.
    "冯德厚先进事迹", "读《乡土|中国》札记",
    // Short texts are whole.
    "联系电话", "三会一课", "", "学习", "Minutes of the meeting",
  ])
  func `end between words`(expected: String) {
    #expect(divided(expected.filter { $0 != "|" }) == expected)
  }

  @Test func `keep the names of the site whole`() {
    let title = "物业与商户联合党支部换届"
    #expect(divided(title) == "物业|与商户|联合党支部|换届")
    #expect(divided(title, names: ["物业与商户", "联合党支部"]) == "物业与商户|联合党支部|换届")
    // Longer names than eight characters are divided as other texts.
    #expect(divided(title, names: [title]) == divided(title))
  }

  @Test func `keep every term whole`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let terms = try String(
      contentsOf: folder.appending(path: "../../Sources/CWords/terms.txt").standardized,
      encoding: .utf8
    ).split(separator: "\n").filter { !$0.hasPrefix("#") }.flatMap { $0.split(separator: " ") }
    #expect(terms.count > 200)
    for term in terms.map(String.init) {
      #expect(PhraseFinder().isWord(term), "\(term)")
      #expect(term.contains("-") || divided(term) == term)
    }
  }

  /// Bytes that are no UTF-8, and every character of a few texts cut off.
  @Test func `end only before characters`() {
    let text = "关于召开2026年“七一”主题党日（第3次）A座𠮷野家——通知"
    let bytes = Array(text.utf8)
    let starts = Set(text.unicodeScalars.indices.map { $0.utf16Offset(in: text) })
    #expect(starts.count > 20)
    for start in 0..<bytes.count {
      let part = Array(bytes[start...])
      for end in 0...part.count {
        let breaks = unsafe part[..<end].withUnsafeBufferPointer {
          unsafe PhraseFinder().breaks(in: $0)
        }
        #expect(breaks == breaks.sorted() && breaks.allSatisfy { 0 < $0 && $0 < end })
        #expect(breaks.allSatisfy { part[$0] & 0xC0 != 0x80 })
      }
    }
  }

  /// Time grows with the length of a text, not with its square.
  @Test func `are found in long texts`() {
    let title = String(repeating: "关于召开党员大会的通知", count: 2000)
    #expect(divided(title).contains("通知|关于召开"))
  }
}
