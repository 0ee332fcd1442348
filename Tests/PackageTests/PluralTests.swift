import Testing

/// A thing after a number that may be one goes with `counted`, which knows its plural.
@Suite struct `Numbers in English messages` {
  @Test func `have a noun that follows them`() {
    let offences = SwiftSource.all.flatMap { source in
      source.lines.filter(hasFixedPlural).map { "\(source.file): \($0.drop { $0 == " " })" }
    }
    #expect(offences.isEmpty, "\(offences.joined(separator: "\n"))")
  }

  @Test(arguments: [
    (#""\(files) files were changed""#, true), (#""\(a.count) more files""#, true),
    (#""\(max(a, b(c))) other mistakes""#, true), (#""and \(rest) such pages""#, true),
    (#""\(counted(files, "file")) changed""#, false), (#""the files of \(folder)""#, false),
    (#""\(n == 1 ? "1 file is" : "\(n) files are")""#, false), ("/// `(a) files`", false),
  ])
  func `are told from other text`(line: String, isFixed: Bool) {
    #expect(hasFixedPlural(line) == isFixed)
  }
}

/// Whether a line of Swift writes a value and the plural of a thing that messages count, whatever the value is. Limits,
/// whose names begin with `most`, are never one.
private func hasFixedPlural(_ line: String) -> Bool {
  let pattern =
    /\\\((?!most)(?:[^()]|\((?:[^()]|\([^()]*\))*\))*\) (?:more |other |such |scheduled |numbered )*(?:files|errors|warnings|messages|mistakes|problems|lines|names|documents|drafts|notices|articles|records|pages|branches|feeds|archives|places|headings|meetings)\b/
  return line.contains(pattern) && !line.contains(" == 1 ?")
}
