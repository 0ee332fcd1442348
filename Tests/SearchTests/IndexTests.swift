import TestSupport
import Testing

@testable import Search

@Suite struct `The index of the search` {
  @Test(arguments: 1...8)
  func `finds what a look at every place finds`(seed: UInt64) throws {
    var texts = RandomTexts(seed: seed)
    let site = RandomSite(texts.documents(1...20))
    var reader = SearchReader(site.layout, files: site.files)
    var count = 0
    for _ in 0..<50 {
      let line = texts.query(of: site.documents)
      let expected = site.results(of: Query(line))
      count += expected.count
      let found = try reader.results(of: Query(line))
      #expect(found == expected, "\(line)")
    }
    #expect(count > 0)
    #expect(reader.requests.allSatisfy { $0.count <= 6 && Set($0).count == $0.count })
  }

  @Test func `shows the piece of the first place`() throws {
    let filling = String(repeating: "党员大会", count: 500)
    let document = RandomDocument(
      day: 1, id: "long",
      passages: [
        Passage(.title, "很长"), Passage(.text, filling), Passage(.heading, "小节"),
        Passage(.text, filling + "末尾的话"),
      ])
    let site = RandomSite([document])
    var reader = SearchReader(site.layout, files: site.files)
    for (line, piece) in [("很长", 0), ("大会", 0), ("小节", 1), ("末尾的话", 2), ("尾", 2), ("节", 1)] {
      #expect(try reader.results(of: Query(line)).map(\.piece) == [piece], "\(line)")
      #expect(site.results(of: Query(line)).map(\.piece) == [piece])
    }
  }

  @Test(arguments: 1...6)
  func `has the same bytes however the work is divided`(seed: UInt64) {
    var texts = RandomTexts(seed: seed)
    let site = RandomSite(texts.documents(0...30))
    for kind in IndexLayout.Kind.allCases {
      let whole = site.shards(kind, chunks: 1, most: .max)
      #expect(whole.count == site.layout.count(kind))
      #expect(whole == site.shards(kind, chunks: 7, most: 1))
      let maker = ShardMaker(site.indexed, layout: site.layout, kind: kind)
      let single = (0..<maker.count).map { shard in
        maker.bytes(of: shard, from: maker.chunks(2).map { maker.gather(shard, of: $0) })
      }
      #expect(whole == single)
    }
  }

  @Test(arguments: [1, 2, 64])
  func `has the places of every gram`(shards: Int) throws {
    var texts = RandomTexts(seed: UInt64(shards))
    let site = RandomSite(texts.documents(9...9), shards: shards)
    let files = site.shards(.places).map { SearchShard($0, kind: .places, shards: shards) }
    var expected: [String: [UInt32]] = [:]
    for document in site.indexed {
      let passages = site.documents[site.numbers.firstIndex(of: document.number) ?? 0].passages
      var starts: [Bool: Int] = [:]
      for passage in passages {
        let text = FoldedText(passage.text)
        guard !text.scalars.isEmpty else { continue }
        let start = starts[passage.zone == .title, default: 0]
        for each in text.grams {
          let key = "\(each.gram.scalars) \(passage.zone) \(document.number)"
          expected[key, default: []].append(UInt32(start + each.place))
        }
        starts[passage.zone == .title] = start + text.scalars.count + 1
      }
      for each in passages.flatMap({ FoldedText($0.text).grams }) {
        for zone in Zone.allCases {
          let number = IndexLayout.shard(of: each.gram.hash, count: shards)
          let list = try #require(files[number]).list(of: each.gram, in: zone)
          let key = "\(each.gram.scalars) \(zone) \(document.number)"
          #expect(list?.places(of: document.number) ?? [] == expected[key] ?? [])
        }
      }
    }
  }

  @Test(arguments: 1...8)
  func `is the same after edits as when it is made anew`(seed: UInt64) throws {
    var texts = RandomTexts(seed: seed)
    var site = RandomSite(texts.documents(4...12))
    var files = site.files
    var patched = 0
    for step in 0..<14 {
      let next = RandomSite(
        texts.edited(site.documents, step: step).shuffled(using: &texts.random))
      if next.layout == site.layout {
        files = try #require(patch(files, from: site, to: next))
        patched += 1
      } else {
        files = next.files
      }
      #expect(files == next.files)
      site = next
    }
    #expect(patched > 0)
  }

  @Test(arguments: [1, 4])
  func `is the same after each document was out`(shards: Int) throws {
    var texts = RandomTexts(seed: UInt64(40 + shards))
    let site = RandomSite(texts.documents(30...30), shards: shards)
    for kind in IndexLayout.Kind.allCases {
      let whole = site.shards(kind)
      for index in site.indexed.indices {
        let document = site.indexed[index]
        var others = site.indexed
        others.remove(at: index)
        let maker = ShardMaker(others, layout: site.layout, kind: kind)
        let out = ShardPatch(
          removing: [document.number], adding: [], layout: site.layout, kind: kind)
        let back = ShardPatch(removing: [], adding: [document], layout: site.layout, kind: kind)
        let again = ShardPatch(
          removing: [document.number], adding: [document], layout: site.layout, kind: kind)
        for shard in 0..<maker.count {
          let rest = maker.bytes(
            of: shard, from: [maker.gather(shard, of: others.indices)])
          #expect(out.bytes(of: shard, from: whole[shard]) == rest)
          #expect(back.bytes(of: shard, from: rest) == whole[shard])
          #expect(again.bytes(of: shard, from: whole[shard]) == whole[shard])
        }
        // A document that is there already is not put in.
        if !document.text.units.isEmpty, shards == 1, document.text.length > 20 {
          #expect(back.bytes(of: 0, from: whole[0]) == nil)
        }
      }
    }
  }

  /// The files after the change from one site to another of the same layout.
  private func patch(
    _ old: [String: [UInt8]], from site: RandomSite, to next: RandomSite
  ) -> [String: [UInt8]]? {
    let before = Dictionary(uniqueKeysWithValues: zip(site.numbers, site.documents))
    let after = Dictionary(uniqueKeysWithValues: zip(next.numbers, next.documents))
    let removed = site.numbers.filter { before[$0]?.passages != after[$0]?.passages }
    let added = next.indexed.filter { before[$0.number]?.passages != after[$0.number]?.passages }
    var files = old
    for kind in IndexLayout.Kind.allCases {
      let patch = ShardPatch(removing: removed, adding: added, layout: next.layout, kind: kind)
      let pieces = removed.flatMap { Self.pieces(of: before[$0]?.passages ?? []) }
      let texts = pieces + added.map(\.text)
      let touched = ShardPatch.shards(of: texts, layout: next.layout, kind: kind)
      for shard in touched {
        let path = next.layout.path(kind, shard)
        guard let bytes = patch.bytes(of: shard, from: old[path] ?? []) else { return nil }
        files[path] = bytes
      }
    }
    return files
  }

  /// The texts of a document's title and pieces, as they were written.
  static func pieces(of passages: [Passage]) -> [SearchText] {
    let shown = passages.compactMap { $0.shown() }
    return SearchPieces.pieces(of: shown).enumerated().map { index, piece in
      let title = index == 0 ? shown.filter { $0.zone == .title } : []
      return SearchText(title + piece)
    }
  }

  @Test func `tells of a shard that is missing or damaged`() throws {
    var texts = RandomTexts(seed: 4)
    let site = RandomSite(texts.documents(4...4), shards: 1)
    let files = site.files
    for kind in IndexLayout.Kind.allCases {
      let path = site.layout.path(kind, 0)
      let bytes = try #require(files[path])
      #expect(SearchShard(bytes, kind: kind, shards: 1) != nil)
      #expect(SearchShard(bytes + [0], kind: kind, shards: 1) == nil)
      let patch = ShardPatch(removing: [3], adding: [], layout: site.layout, kind: kind)
      let edit = ShardPatch(
        removing: [site.indexed[1].number], adding: [site.indexed[1]], layout: site.layout,
        kind: kind)
      #expect(edit.bytes(of: 0, from: bytes) == bytes)
      #expect(patch.bytes(of: 0, from: bytes) == bytes)
      for length in 0..<min(bytes.count, 120) {
        #expect(SearchShard(Array(bytes.prefix(length)), kind: kind, shards: 1) == nil)
        #expect(patch.bytes(of: 0, from: Array(bytes.prefix(length))) == nil)
      }
      for _ in 0..<600 {
        var damaged = bytes
        damaged[texts.number(0...bytes.count - 1)] = UInt8(texts.number(0...255))
        // Whatever it is, it is read to an end.
        _ = SearchShard(damaged, kind: kind, shards: 1)
        _ = patch.bytes(of: 0, from: damaged)
        _ = edit.bytes(of: 0, from: damaged)
      }
    }
    var reader = SearchReader(site.layout, files: [:])
    #expect(throws: BrokenShard(path: "\(site.layout.folder)/g/0/00")) {
      try reader.results(of: Query("党员"))
    }
  }

  @Test func `keeps grams apart that have a hash in common`() throws {
    // Two words whose only grams are of three letters and have the same hash.
    var known: [UInt32: Gram] = [:]
    var pair: (Gram, Gram)?
    let letters =
      Array(UInt32(0x61)...0x7A) + Array(UInt32(0x3B1)...0x3C9) + Array(UInt32(0x430)...0x44F)
    search: for first in letters {
      for second in letters {
        for third in letters {
          let gram = Gram(first, second, third)
          if let other = known[gram.hash] {
            pair = (gram, other)
            break search
          }
          known[gram.hash] = gram
        }
      }
    }
    let (one, other) = try #require(pair)
    func document(_ id: String, _ zone: Zone, _ text: String) -> RandomDocument {
      RandomDocument(day: 1, id: id, passages: [Passage(zone, text)])
    }
    let (first, second) = (one.scalars.asString, other.scalars.asString)
    let site = RandomSite([
      document("a", .text, first), document("b", .text, second), document("c", .title, first),
      document("d", .heading, second), document("e", .text, "\(first)。\(second)"),
    ])
    var reader = SearchReader(site.layout, files: site.files)
    for line in [first, second] {
      let found = try reader.results(of: Query(line))
      #expect(found == site.results(of: Query(line)))
      #expect(found.count == 3)
    }
  }

  @Test func `asks for six files of a long term, and for more only while documents are left`()
    throws
  {
    let words = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
    let document = RandomDocument(day: 1, id: "a", passages: [Passage(.text, words)])
    let site = RandomSite([document], shards: 4096)
    var reader = SearchReader(site.layout, files: site.files)
    #expect(try reader.results(of: Query(words)).count == 1)
    #expect(reader.requests.map(\.count) == [6, 5])
    reader = SearchReader(site.layout, files: site.files)
    #expect(try reader.results(of: Query("天" + words)).isEmpty)
    #expect(reader.requests.map(\.count) == [6])
    reader = SearchReader(site.layout, files: site.files)
    #expect(try reader.results(of: Query("没有 -\(words)")).isEmpty)
    #expect(reader.requests.map(\.count) == [1])
  }

  @Test func `puts titles first, then headings, then the newest`() throws {
    func document(_ id: String, day: Int, _ zone: Zone?) -> RandomDocument {
      RandomDocument(
        day: day, id: id, passages: zone.map { [Passage($0, "关于志愿服务的通知")] } ?? [])
    }
    let site = RandomSite([
      document("old", day: 1, .text), document("new", day: 9, .text),
      document("heading", day: 2, .heading), document("title", day: 0, .title),
      document("none", day: 9, nil),
    ])
    let ids = Dictionary(uniqueKeysWithValues: zip(site.numbers, site.documents.map(\.id)))
    var reader = SearchReader(site.layout, files: site.files)
    for line in ["志愿服务", "志", "愿服 通知"] {
      let found = try reader.results(of: Query(line)).map { ids[$0.document] }
      #expect(found == ["title", "heading", "new", "old"], "\(line)")
    }
  }

  @Test func `takes texts of one letter or none`() throws {
    let site = RandomSite([
      RandomDocument(
        day: 1, id: "letters", passages: [Passage(.text, String(repeating: "a", count: 100_000))]),
      RandomDocument(
        day: 2, id: "characters", passages: [Passage(.text, String(repeating: "党", count: 100_000))]
      ),
      RandomDocument(
        day: 3, id: "wide", passages: [Passage(.title, String(repeating: "𠮷a", count: 20_000))]),
      RandomDocument(day: 4, id: "nothing", passages: []),
      RandomDocument(
        day: 5, id: "symbols", passages: [Passage(.text, String(repeating: "*", count: 100_000))]),
    ])
    var reader = SearchReader(site.layout, files: site.files)
    for (line, count) in [
      ("aaaa", 1), ("党党党", 1), ("党", 1), ("𠮷a𠮷", 1), ("𠮷", 1), ("a", 2), ("b", 0),
    ] {
      #expect(try reader.results(of: Query(line)).count == count, "\(line)")
    }
  }
}

extension ListContent {
  fileprivate func places(of number: UInt64) -> [UInt32] {
    var start = 0
    for (each, count) in zip(numbers, counts) {
      if each == number { return Array(places[start..<start + Int(count)]) }
      start += Int(count)
    }
    return []
  }
}
