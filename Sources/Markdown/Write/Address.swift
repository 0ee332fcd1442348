import ByteText

/// The kinds of addresses, by where they lead and whether they may be written into an attribute.
enum AddressKind {
  /// An address within the site, with neither scheme nor host. The generator writes it.
  case local
  /// An address with a scheme or a host that a reader may follow.
  case external
  /// An address with a scheme that may run script or that readers have no use for.
  case unsafe
}

/// Schemes that only point at something.
private let pointingSchemes: Set<String> = [
  "http", "https", "mailto", "tel", "sms", "webcal", "ftp", "ftps", "sftp", "xmpp", "irc", "ircs",
  "news", "geo", "magnet", "git", "ssh", "doi",
]

/// Schemes that run script or open what is not on the web.
private let scriptedSchemes: Set<String> = ["javascript", "vbscript", "data", "file", "blob"]

/// Sorts an address by its scheme as a browser reads it, which is after leaving out white space and
/// control characters. Where `anyScheme` is true only scripted ones are unsafe.
func kind(ofAddress address: Bytes, anyScheme: Bool) -> AddressKind {
  guard let scheme = scheme(of: address) else {
    return startsWithHost(address) ? .external : .local
  }
  if anyScheme { return scriptedSchemes.contains(scheme) ? .unsafe : .external }
  return pointingSchemes.contains(scheme) ? .external : .unsafe
}

/// The name of the file that an address on a disk leads to: `C:\\…\\a.docx`, `file:///…/a.docx`. Nil for any other address.
func nameOnDisk(_ address: Bytes) -> String? {
  let hasDrive =
    address.count > 2 && isASCIILetter(address[0]) && address[1] == UInt8(ascii: ":")
    && (address[2] == UInt8(ascii: "\\") || address[2] == UInt8(ascii: "/"))
  guard hasDrive || scheme(of: address) == "file" else { return nil }
  var start = address.count
  while start > 0, address[start - 1] != UInt8(ascii: "\\"), address[start - 1] != UInt8(ascii: "/")
  { start -= 1 }
  return start < address.count ? address[start..<address.count].string : nil
}

/// The scheme in lower case, or nil where there is none.
private func scheme(of address: Bytes) -> String? {
  var end = 0
  while end < address.count, address[end] != UInt8(ascii: ":") {
    guard isSkipped(address[end]) || isInScheme(address[end]) else { return nil }
    end += 1
  }
  guard end < address.count else { return nil }
  var name: [UInt8] = []
  for index in 0..<end where !isSkipped(address[index]) {
    if name.isEmpty, !isASCIILetter(address[index]) { return nil }
    name.append(isASCIILetter(address[index]) ? address[index] | 0x20 : address[index])
  }
  return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
}

/// Whether a browser leaves this byte of an address out.
private func isSkipped(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F }

private func isInScheme(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
    UInt8(ascii: "."):
    true
  default: isASCIILetter(byte)
  }
}

/// `//host/…`, with whatever a browser skips in front and between.
private func startsWithHost(_ address: Bytes) -> Bool {
  var slashes = 0
  for index in 0..<address.count {
    let byte = address[index]
    if isSkipped(byte) { continue }
    guard byte == UInt8(ascii: "/") else { return false }
    slashes += 1
    if slashes == 2 { return true }
  }
  return false
}

/// Bytes that stand for themselves in an `href` as libcmark writes it, as two words.
private let addressBytes: (low: UInt64, high: UInt64) = {
  var low: UInt64 = 0
  var high: UInt64 = 0
  for byte in "!#$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~"
    .utf8
  {
    if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
  }
  return (low, high)
}()

private func standsForItself(_ byte: UInt8) -> Bool {
  if byte < 64 { return addressBytes.low >> UInt64(byte) & 1 == 1 }
  return byte < 128 && addressBytes.high >> UInt64(byte - 64) & 1 == 1
}

extension ByteWriter {
  /// Appends an address for a quoted attribute, percent-encoded and escaped as libcmark does it:
  /// what is encoded already stays.
  mutating func append(address: Bytes) {
    for index in 0..<address.count {
      let byte = address[index]
      switch byte {
      case _ where standsForItself(byte): append(byte)
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "'"): append("&#x27;")
      default:
        append(UInt8(ascii: "%"))
        append(hexDigit(byte >> 4))
        append(hexDigit(byte & 15))
      }
    }
  }
}

extension ByteWriter {
  /// Appends an address of another site for a quoted attribute, with a host in another script than Latin in its ASCII form.
  mutating func append(external address: Bytes) {
    guard address.holdsNonASCII, let host = rangeOfHost(in: address),
      address[host].holdsNonASCII, let ascii = asciiHost(address[host].string)
    else { return append(address: address) }
    append(address: address[0..<host.lowerBound])
    append(ascii)
    append(address: address[host.upperBound..<address.count])
  }
}

/// The range of the host and port behind `//`, nil where there is none or there may be a user.
private func rangeOfHost(in address: Bytes) -> Range<Int>? {
  var start = 0
  while start < address.count, !address.holds("//", at: start) { start += 1 }
  guard start < address.count else { return nil }
  var end = start + 2
  while end < address.count, !"/?#@".utf8.contains(address[end]) { end += 1 }
  return address.holds("@", at: end) ? nil : start + 2..<end
}

private func hexDigit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
}
