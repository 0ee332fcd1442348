import ByteText

/// The page on which HTML stands, as far as it takes to make its addresses absolute.
package struct HTMLBase: Sendable {
  /// The page's own address, absolute, without query and fragment.
  let page: String
  /// Scheme and host, without a slash behind.
  private let origin: String
  /// The folders from the origin to the page.
  private let folders: [String]

  /// `page` is the page's absolute address.
  package init(page: String) {
    self.page = page
    let parts = page.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    origin = parts.prefix(3).joined(separator: "/")
    let path = parts.count > 3 ? parts[3] : ""
    folders = path.split(separator: "/", omittingEmptySubsequences: true)
      .dropLast(page.utf8.last == UInt8(ascii: "/") ? 0 : 1).map(String.init)
  }

  /// The address that a reader may follow or show in the place of a decoded one: an absolute one whose scheme is
  /// `http`, `https`, `mailto`, `tel` or `webcal`, in a picture also one that holds a raster image; nil for
  /// all others. Whatever does not begin with a scheme is made absolute, so that no reader can take it for
  /// one that does.
  func absolute(_ written: [UInt8], as use: AddressAttribute) -> [UInt8]? {
    var address = written.filter { $0 >= 0x20 || $0 == keptAmpersand }
    while address.last == 0x20 { address.removeLast() }
    if address.first == 0x20 { address = Array(address.drop { $0 == 0x20 }) }
    guard let colon = endOfScheme(address) else { return resolved(address) }
    let scheme = String(decoding: address[..<colon].map(lowercased), as: UTF8.self)
    let rest = Array(address[(colon + 1)...])
    switch scheme {
    case "http", "https":
      let rest = withForwardSlashes(rest)
      guard rest.starts(with: "//".utf8), rest.count > 2, rest[2] != UInt8(ascii: "/") else {
        return nil
      }
      return encoded(scheme + ":", rest)
    case "mailto", "tel", "webcal":
      guard case .link = use else { return nil }
      return encoded(scheme + ":", rest)
    case "data":
      guard case .picture = use, isRaster(rest) else { return nil }
      return encoded("data:", rest)
    default: return nil
    }
  }

  /// Each address of `a.jpg 1x, b.jpg 2x` made absolute; candidates that cannot be are left out.
  func candidates(_ written: [UInt8]) -> [UInt8]? {
    var list: [UInt8] = []
    var rest = written[...]
    while true {
      rest = rest.drop { isSpace($0) || $0 == UInt8(ascii: ",") }
      var address = rest.prefix { !isSpace($0) }
      if address.isEmpty { return list.isEmpty ? nil : list }
      rest = rest[address.endIndex...]
      let hasDescriptor = address.last != UInt8(ascii: ",")
      while address.last == UInt8(ascii: ",") { address.removeLast() }
      let descriptor = hasDescriptor ? rest.prefix { $0 != UInt8(ascii: ",") } : []
      rest = rest.dropFirst(descriptor.count)
      guard let absolute = absolute(Array(address), as: .candidates) else { continue }
      if !list.isEmpty { list += ", ".utf8 }
      list += absolute
      let size = descriptor.filter { !isSpace($0) }
      if isSize(size) {
        list.append(0x20)
        list += size
      }
    }
  }

  // MARK: - Addresses without a scheme

  private func resolved(_ address: [UInt8]) -> [UInt8]? {
    let address = withForwardSlashes(address)
    if address.starts(with: "//".utf8) {
      guard address.count > 2, address[2] != UInt8(ascii: "/") else { return nil }
      return encoded("https:", address)
    }
    if address.first == UInt8(ascii: "/") { return encoded(origin, address) }
    guard let first = address.first, first != UInt8(ascii: "?"), first != UInt8(ascii: "#") else {
      return encoded(page, address)
    }
    let end = address.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
    var parts = folders.map { Array($0.utf8) }
    let path = address[..<(end ?? address.endIndex)].split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for (index, part) in path.enumerated() {
      let isUp = part.elementsEqual("..".utf8)
      let isHere = part.elementsEqual(".".utf8)
      if isUp { _ = parts.popLast() } else if !isHere { parts.append(Array(part)) }
      if index == path.count - 1, isUp || isHere { parts.append([]) }
    }
    let whole = Array(parts.joined(separator: [UInt8(ascii: "/")]))
    return encoded(origin + "/", whole + address[(end ?? address.endIndex)...])
  }
}

/// The index of a scheme's colon (URL Standard, 4.4): letters, digits, `+`, `-` and `.` stand before it, the
/// first of them a letter.
private func endOfScheme(_ address: [UInt8]) -> Int? {
  guard let first = address.first, isLetter(first) else { return nil }
  let end = address.firstIndex { byte in
    !(isLetter(byte) || (0x30...0x39).contains(byte) || "+-.".utf8.contains(byte))
  }
  return end.flatMap { address[$0] == UInt8(ascii: ":") ? $0 : nil }
}

/// Browsers take a backslash for a slash, but behind the path.
private func withForwardSlashes(_ address: [UInt8]) -> [UInt8] {
  guard address.contains(UInt8(ascii: "\\")) else { return address }
  var isPath = true
  return address.map { byte in
    if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { isPath = false }
    return isPath && byte == UInt8(ascii: "\\") ? UInt8(ascii: "/") : byte
  }
}

/// Whether the text behind `data:` is that of a picture which is no drawing, since a drawing could hold a script.
private func isRaster(_ rest: [UInt8]) -> Bool {
  let types = ["png", "jpeg", "jpg", "gif", "webp", "avif", "bmp"]
  guard let comma = rest.firstIndex(of: UInt8(ascii: ",")) else { return false }
  let head = String(decoding: rest[..<comma].map(lowercased), as: UTF8.self)
  let isKnown = types.contains { head == "image/" + $0 + ";base64" }
  return isKnown
    && rest[(comma + 1)...].allSatisfy { byte in
      isLetter(byte) || (0x30...0x39).contains(byte) || "+/=".utf8.contains(byte)
    }
}

/// `2x`, `1.5x` or `640w`.
private func isSize(_ size: [UInt8]) -> Bool {
  guard let unit = size.last, "wx".utf8.contains(unit), size.count > 1 else { return false }
  return size.dropLast().allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
}

/// An address with what it may not hold percent-encoded; what is encoded stays.
private func encoded(_ start: String, _ rest: [UInt8]) -> [UInt8] {
  var writer = ByteWriter(capacity: rest.count + start.utf8.count + 16)
  writer.append(start)
  for byte in rest {
    if byte == keptAmpersand || byte > 0x20 && byte < 0x7F && !"\"<>`\\".utf8.contains(byte) {
      writer.append(byte)
    } else {
      writer.append(percentEncoded: byte)
    }
  }
  return writer.array()
}

private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

private func lowercased(_ byte: UInt8) -> UInt8 {
  (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
}
