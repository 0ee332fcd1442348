internal import ByteText
internal import Glibc

// Authors write `||` in a title where a line may end. Within the program a zero-width space stands for it, which takes no space
// wherever it might be shown.

/// The last two bytes of a zero-width space, U+200B, behind 0xE2.
private let tail: (UInt8, UInt8) = (0x80, 0x8B)

/// The title in which a zero-width space stands for each `||` and `｜｜`, without spaces beside it and without any at the ends.
func withBreakMarks(_ title: String) -> String {
  if !title.utf8.contains(UInt8(ascii: "|")), !title.utf8.contains(0xEF) { return title }
  var pieces: [[Unicode.Scalar]] = [[]]
  var bars = 0
  for scalar in title.unicodeScalars {
    let isBar = scalar == "|" || scalar == "｜"
    bars = isBar ? bars + 1 : 0
    if bars == 2 {
      pieces[pieces.count - 1].removeLast()
      pieces.append([])
      bars = 0
    } else {
      pieces[pieces.count - 1].append(scalar)
    }
  }
  if pieces.count == 1 { return title }
  let texts = pieces.map { piece in
    var text = String.UnicodeScalarView()
    text.append(
      contentsOf: piece.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    return String(text)
  }
  return texts.filter { !$0.isEmpty }.joined(separator: "\u{200B}")
}

/// The title without the marks for places at which a line may end. Most titles have none, and cost a search for one byte.
package func withoutBreakMarks(_ title: String) -> String {
  firstBreakMark(in: title) == nil
    ? title : String(String.UnicodeScalarView(title.unicodeScalars.filter { $0 != "\u{200B}" }))
}

/// The pieces of a title between the marks; the title alone where it has none.
package func pieces(ofMarkedTitle title: String) -> [String] {
  firstBreakMark(in: title) == nil
    ? [title] : title.unicodeScalars.split(separator: "\u{200B}").map { String($0) }
}

private func firstBreakMark(in title: String) -> Int? {
  unsafe title.withBytes { bytes in
    guard let base = unsafe UnsafeRawPointer(bytes.baseAddress) else { return nil }
    var start = 0
    while start < bytes.count,
      let found = unsafe memchr(base + start, 0xE2, bytes.count - start)
    {
      let index = unsafe UnsafeRawPointer(found) - base
      if index + 2 < bytes.count, unsafe bytes[index + 1] == tail.0,
        unsafe bytes[index + 2] == tail.1
      {
        return index
      }
      start = index + 1
    }
    return nil
  }
}
