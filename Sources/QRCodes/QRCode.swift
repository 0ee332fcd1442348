internal import ByteText

/// A QR code (ISO/IEC 18004, model 2) that contains bytes at error correction level M, in the smallest of the versions 1
/// to 27 that holds them.
///
/// A row of modules is one number whose lowest bit is the leftmost module, so that a whole row is masked and judged at
/// once. Each code takes some ten microseconds.
package struct QRCode: Sendable {
  /// The version, 1 to 27, which gives the size.
  package let version: Int
  /// The number of the mask, 0 to 7.
  package let mask: Int
  /// The rows from the top, with the leftmost module in the lowest bit; dark modules are set.
  private let rows: [UInt128]

  /// The number of modules along each side.
  package var size: Int { rows.count }

  /// A code that contains the UTF-8 of a text; nil if that is longer than version 27 holds, which is 1,125 bytes.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let version = Version.smallest(for: bytes.count) else { return nil }
    let codewords = codewords(of: bytes, in: version)
    self.version = version.number
    if version.size <= UInt64.bitWidth {
      let (mask, rows) = Symbol<UInt64>(version, containing: codewords).bestMasked()
      self.mask = mask
      self.rows = rows.map { UInt128($0) }
    } else {
      (mask, rows) = Symbol<UInt128>(version, containing: codewords).bestMasked()
    }
  }

  /// Whether the module in a column and a row is dark; both are counted from 0, from the top left.
  package func isDark(_ column: Int, _ row: Int) -> Bool { rows[row] >> column & 1 == 1 }
}

extension QRCode {
  /// The code as an SVG element for HTML, with a quiet zone of four modules and a title for those who do not see it. The
  /// dark modules are one path. It has no `style`, which a strict content security policy would refuse.
  package func svg(title: String, module pixels: Int = 4) -> [UInt8] {
    let quiet = 4
    let side = size + 2 * quiet
    var writer = ByteWriter(capacity: 4096)
    writer.append("<svg class=\"qr-code\" viewBox=\"0 0 ")
    writer.append(decimal: side)
    writer.append(" ")
    writer.append(decimal: side)
    for attribute in ["\" width=\"", "\" height=\""] as [StaticString] {
      writer.append(attribute)
      writer.append(decimal: side * pixels)
    }
    writer.append("\" role=\"img\" shape-rendering=\"crispEdges\"><title>")
    writer.append(html: title)
    writer.append("</title><path d=\"M0 0h")
    writer.append(decimal: side)
    writer.append("v")
    writer.append(decimal: side)
    writer.append("H0z\" fill=\"#fff\"></path><path d=\"M0 ")
    writer.append(decimal: quiet)
    writer.append(".5")
    // The pen is behind the last dark run of the row above; a run is a stroke along the middle of its row.
    var pen = 0
    for (index, row) in rows.enumerated() {
      var rest = row
      var isFirst = index > 0
      while rest != 0 {
        let start = rest.trailingZeroBitCount
        let length = (~(rest >> start)).trailingZeroBitCount
        writer.append("m")
        writer.append(signed: start + quiet - pen)
        writer.append(isFirst ? " 1h" : " 0h")
        writer.append(decimal: length)
        isFirst = false
        pen = start + quiet + length
        rest &= ~(((1 << UInt128(length)) - 1) << UInt128(start))
      }
    }
    writer.append("\" stroke=\"#000\"></path></svg>")
    return writer.array()
  }
}

extension ByteWriter {
  fileprivate mutating func append(signed number: Int) {
    if number < 0 { append("-") }
    append(decimal: abs(number))
  }
}
