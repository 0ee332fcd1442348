internal import ByteText
package import Diagnostics
package import Files

/// Reads and decodes a text file below `folder`, of at most `limit` bytes; nil after reporting why not.
package func readText(
  _ path: FilePath, in folder: Folder, limit: Int = SizeLimit.document,
  diagnostics: inout [Diagnostic]
) -> SourceFile? {
  readBytes(path, in: folder, limit: limit, diagnostics: &diagnostics).flatMap {
    decode($0, shown: folder.shown(path), diagnostics: &diagnostics)
  }
}

/// Reads a file below `folder`; nil after reporting why not.
func readBytes(
  _ path: FilePath, size: Int? = nil, in folder: Folder, limit: Int = SizeLimit.document,
  diagnostics: inout [Diagnostic]
) -> [UInt8]? {
  switch folder.read(path, size: size, limit: limit) {
  case .success(let bytes): return bytes
  case .failure(let error):
    diagnostics.append(
      error.diagnostic(path: folder.shown(path), doing: Message("无法读取", "this file cannot be read"))
    )
    return nil
  }
}

/// The text of a file's bytes without characters that no text should contain; nil after reporting that the bytes are no
/// text.
func decode(_ bytes: [UInt8], shown: String, diagnostics: inout [Diagnostic]) -> SourceFile? {
  decodeWhole(bytes, shown: shown, diagnostics: &diagnostics).map {
    withoutFlaws($0, diagnostics: &diagnostics)
  }
}

/// The text of a file's bytes with all its characters; nil after reporting that the bytes are no text.
func decodeWhole(_ bytes: [UInt8], shown: String, diagnostics: inout [Diagnostic]) -> SourceFile? {
  if let format = ForeignFormat(bytes) {
    diagnostics.append(format.diagnostic(path: shown))
    return nil
  }
  switch decodeText(bytes) {
  case .utf8(let text): return SourceFile(path: shown, bytes: text)
  case .converted(let text, let encoding):
    let source = SourceFile(path: shown, bytes: text)
    diagnostics.append(converted(source, from: encoding))
    return source
  case .invalid(let offset):
    diagnostics.append(invalidText(SourceFile(path: shown, bytes: bytes), at: offset))
    return nil
  }
}

/// A file's bytes as a text, and what they were before.
package struct DecodedFile: Sendable {
  /// The text, in UTF-8 and without control characters.
  package let text: [UInt8]
  /// The text with its control characters.
  package let written: [UInt8]
  /// The bytes in front of the text: a byte-order mark.
  package let mark: [UInt8]
  /// The name of the encoding, if it is another than UTF-8.
  package let encoding: String?

  /// Whether the file's bytes are not those of the text.
  package var isNormalized: Bool { encoding != nil || text != written }

  /// Reads a file of `content`; nil where it cannot be read, or is no text.
  package init?(_ file: FoundFile, in content: Folder) {
    let limit = file.file == settingsFile ? SizeLimit.settings : SizeLimit.document
    guard case .success(let bytes) = content.read(file.file, size: file.size, limit: limit) else {
      return nil
    }
    var ignored: [Diagnostic] = []
    guard let whole = decodeWhole(bytes, shown: file.path, diagnostics: &ignored) else {
      return nil
    }
    written = whole.bytes
    text = withoutFlaws(whole, diagnostics: &ignored).bytes
    if case .converted(_, let original) = decodeText(bytes) {
      (encoding, mark) = (original.rawValue, [])
    } else {
      (encoding, mark) = (nil, Array(bytes.prefix(bytes.count - written.count)))
    }
  }
}

private func converted(_ source: SourceFile, from encoding: TextEncoding) -> Diagnostic {
  Diagnostic(
    .warning, "not-utf8", at: Place(source, 0..<0),
    Message(
      "文件是 \(encoding.name) 编码，已自动转换", "the file is in \(encoding.name) and was converted"),
    suggestion: Message(
      "用记事本打开，“另存为”时编码选 UTF-8", "save it again as UTF-8"))
}

private func invalidText(_ source: SourceFile, at offset: Int) -> Diagnostic {
  Diagnostic(
    .error, "invalid-utf8", at: Place(source, offset..<(offset + 1)),
    Message(
      "文件的编码无法识别（第 \(offset + 1) 个字节处）",
      "the file's encoding is not recognised (at byte \(offset + 1))"),
    suggestion: Message(
      "用记事本打开，“另存为”时编码选 UTF-8", "save the file again as UTF-8"))
}

/// A file of another program whose name was changed so that it looks like text.
private enum ForeignFormat {
  case word, excel, slides, office, richText, pdf, picture(String), archive

  /// The format that a file's first bytes show; for a ZIP archive, the names of the files in it decide. Nil for a text.
  init?(_ bytes: [UInt8]) {
    // A document begins with its fence, so that checking it costs one comparison.
    guard bytes.first != UInt8(ascii: "-") else { return nil }
    func begins(_ magic: [UInt8]) -> Bool { bytes.starts(with: magic) }
    if begins([0x50, 0x4B, 0x03, 0x04]) {
      self = Self.inArchive(bytes)
    } else if begins([0xD0, 0xCF, 0x11, 0xE0]) {
      self = .office
    } else if bytes.starts(with: "{\\rtf".utf8) {
      self = .richText
    } else if bytes.starts(with: "%PDF".utf8) {
      self = .pdf
    } else if begins([0xFF, 0xD8, 0xFF]) {
      self = .picture("JPG")
    } else if begins([0x89, 0x50, 0x4E, 0x47]) {
      self = .picture("PNG")
    } else if bytes.starts(with: "GIF8".utf8) {
      self = .picture("GIF")
    } else if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) {
      self = .picture("WEBP")
    } else if bytes.starts(with: "Rar!".utf8) || begins([0x37, 0x7A, 0xBC, 0xAF]) {
      self = .archive
    } else {
      return nil
    }
  }

  /// The program that wrote an archive, by the first name in the archive that only one program writes.
  private static func inArchive(_ bytes: [UInt8]) -> ForeignFormat {
    for index in bytes.indices.dropLast(5) where bytes[index] < 0x80 {
      let rest = bytes[index...]
      if rest.starts(with: "word/".utf8) { return .word }
      if rest.starts(with: "xl/".utf8) { return .excel }
      if rest.starts(with: "ppt/".utf8) { return .slides }
    }
    return .archive
  }

  private var name: Message {
    switch self {
    case .word: Message(" Word 文档", "a Word document")
    case .excel: Message(" Excel 表格", "an Excel sheet")
    case .slides: Message(" PPT 演示文稿", "a PowerPoint presentation")
    case .office: Message(" Word、WPS 或 Excel 文档", "a Word or Excel document")
    case .richText: Message("写字板或 Word 的 RTF 文档", "a rich text document")
    case .pdf: Message(" PDF 文件", "a PDF")
    case .picture(let format): Message(" \(format) 图片", "a \(format) picture")
    case .archive: Message("压缩包", "an archive")
    }
  }

  private var suggestion: Message {
    switch self {
    case .word, .office, .richText:
      Message(
        "打开原文，把文字复制到记事本里，另存为 UTF-8 编码的文件；要把原文作为附件，就改回原来的扩展名",
        "copy its text into a text editor and save that as UTF-8; to attach the original, restore its file extension"
      )
    case .excel, .slides, .pdf, .picture, .archive:
      Message(
        "改回原来的扩展名，再在稿件里引用它；文字要写在文本文件里",
        "restore its file extension and refer to it from a document; write text in a text file")
    }
  }

  func diagnostic(path: String) -> Diagnostic {
    Diagnostic(
      .error, "not-text", at: Place(path: path),
      Message(
        "这是\(name.chinese)，只是改了扩展名，不是文本文件",
        "this is \(name.english) with another file extension, not a text file"),
      suggestion: suggestion)
  }
}
