import ByteText

/// A short text as HTML, in which telephone numbers and mail addresses are links.
package func htmlWithLinks(_ text: String) -> [UInt8] {
  unsafe text.withBytes { buffer in
    let text = unsafe Bytes(base: buffer.baseAddress, count: buffer.count)
    var writer = ByteWriter(capacity: text.count + 96)
    let telephones = TelephoneFinder(text: text)
    var addresses = AddressFinder(text: text, isChinese: true)
    var from = 0
    var index = 0
    func write(numbersIn range: Range<Int>, _ writer: inout ByteWriter) {
      var from = range.lowerBound
      while let found = telephones.next(in: from..<range.upperBound) {
        writer.append(text: text[from..<found.range.lowerBound])
        writer.append(found, of: text)
        from = found.range.upperBound
      }
      writer.append(text: text[from..<range.upperBound])
    }
    while let sign = text.first(UInt8(ascii: "@"), from: index) {
      index = sign + 1
      guard let address = addresses.address(around: sign, from: from),
        address.scheme.utf8CodeUnitCount > 0
      else { continue }
      write(numbersIn: from..<address.range.lowerBound, &writer)
      writer.append("<a href=\"mailto:")
      writer.append(text: text[address.range])
      writer.append("\">")
      writer.append(text: text[address.range])
      writer.append("</a>")
      from = address.range.upperBound
      index = max(index, from)
    }
    write(numbersIn: from..<text.count, &writer)
    return writer.array()
  }
}
