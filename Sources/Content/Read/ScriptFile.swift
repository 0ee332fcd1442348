/// A script without what only its author needs: lines that are comments, empty lines, indentation. Every line break that
/// may end a statement is kept. A script in which a text goes on over a line's end is left as it is.
func compacted(script: [UInt8]) -> [UInt8] {
  var kept: [UInt8] = []
  kept.reserveCapacity(script.count)
  for line in script.split(separator: 0x0A, omittingEmptySubsequences: true) {
    let isWhole =
      line.last != UInt8(ascii: "\\") && line.count { $0 == UInt8(ascii: "`") }.isMultiple(of: 2)
    let opensComment = zip(line, line.dropFirst()).contains { $0 == 0x2F && $1 == 0x2A }
    guard isWhole, !opensComment else { return script }
    let code = line.drop { $0 == 0x20 || $0 == 0x09 }
    if code.isEmpty || code.starts(with: "//".utf8) { continue }
    kept += code
    kept.append(0x0A)
  }
  return kept
}
