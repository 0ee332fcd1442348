/// The kind of a file, told by its name's extension: for enclosures, for the list of a
/// notice's attachments, and for a server's `Content-Type`.
package struct MediaType: Sendable, Hashable {
  /// As registered with IANA, or as programs call it: `application/pdf`.
  package let text: String
  /// The name that is shown beside an attachment: `PDF`, `Word`.
  package let name: String

  /// An extension that the table does not have is shown as it is, in capitals; its type is
  /// `application/octet-stream`. A name without an extension is shown as nothing.
  package init(fileName: String) {
    let suffix = fileExtension(of: fileName)
    let known = Self.table[suffix]
    text = known?.text ?? "application/octet-stream"
    name = known?.name ?? suffix.uppercased()
  }

  private init(text: String, name: String) {
    self.text = text
    self.name = name
  }

  /// Whether the file is text, so that a server names its encoding.
  package var isText: Bool {
    text.hasPrefix("text/") || text.hasSuffix("xml") || text.hasSuffix("json")
  }

  /// Whether it is the type of a video or a sound.
  package var isPlayed: Bool { text.hasPrefix("video/") || text.hasPrefix("audio/") }

  /// Whether it is the type of a picture or a drawing.
  package var isPicture: Bool { text.hasPrefix("image/") }

  private static let table: [String: MediaType] = rows.reduce(into: [:]) { table, row in
    for suffix in row.suffixes.split(separator: " ") {
      let name = row.name ?? suffix.uppercased()
      table[String(suffix)] = MediaType(text: row.text, name: name)
    }
  }

  /// Extensions, the type, and the name where it is not the extension in capitals.
  private static let rows: [(suffixes: String, text: String, name: String?)] = [
    // Documents. WPS and OFD are what Chinese offices exchange.
    ("pdf", "application/pdf", nil),
    ("ofd", "application/ofd", nil),
    ("doc dot", "application/msword", "Word"),
    ("docx", openXML + "wordprocessingml.document", "Word"),
    ("xls", "application/vnd.ms-excel", "Excel"),
    ("xlsx", openXML + "spreadsheetml.sheet", "Excel"),
    ("ppt pps", "application/vnd.ms-powerpoint", "PPT"),
    ("pptx", openXML + "presentationml.presentation", "PPT"),
    ("wps", "application/wps-office.wps", nil),
    ("et", "application/wps-office.et", nil),
    ("dps", "application/wps-office.dps", nil),
    ("odt", "application/vnd.oasis.opendocument.text", nil),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet", nil),
    ("odp", "application/vnd.oasis.opendocument.presentation", nil),
    ("rtf", "application/rtf", nil),
    ("epub", "application/epub+zip", nil),
    ("txt", "text/plain", nil),
    ("md markdown", "text/markdown", "Markdown"),
    ("csv", "text/csv", nil),
    // Archives.
    ("zip", "application/zip", nil),
    ("rar", "application/vnd.rar", nil),
    ("7z", "application/x-7z-compressed", nil),
    ("gz tgz", "application/gzip", nil),
    ("tar", "application/x-tar", nil),
    // Pictures.
    ("jpg jpeg jpe jfif", "image/jpeg", "JPG"),
    ("png", "image/png", nil),
    ("gif", "image/gif", nil),
    ("webp", "image/webp", nil),
    ("avif", "image/avif", nil),
    ("svg", "image/svg+xml", nil),
    ("bmp", "image/bmp", nil),
    ("tif tiff", "image/tiff", "TIFF"),
    ("heic", "image/heic", nil),
    ("heif", "image/heif", nil),
    ("ico", "image/vnd.microsoft.icon", nil),
    // Sound and film.
    ("mp3", "audio/mpeg", nil),
    ("m4a", "audio/mp4", nil),
    ("aac", "audio/aac", nil),
    ("wav", "audio/wav", nil),
    ("ogg oga opus", "audio/ogg", nil),
    ("flac", "audio/flac", nil),
    ("amr", "audio/AMR", nil),
    ("mp4 m4v", "video/mp4", nil),
    ("webm", "video/webm", nil),
    ("ogv", "video/ogg", nil),
    ("mov", "video/quicktime", nil),
    ("avi", "video/x-msvideo", nil),
    ("mkv", "video/matroska", nil),
    ("wmv", "video/x-ms-wmv", nil),
    // What a site is made of.
    ("html htm", "text/html", "HTML"),
    ("css", "text/css", nil),
    ("js mjs", "text/javascript", nil),
    ("json map", "application/json", nil),
    ("webmanifest", "application/manifest+json", nil),
    ("xml xsl", "application/xml", nil),
    ("rss", "application/rss+xml", nil),
    ("atom", "application/atom+xml", nil),
    ("opml", "text/x-opml", nil),
    ("ics", "text/calendar", nil),
    ("vcf", "text/vcard", nil),
    ("wasm", "application/wasm", nil),
    ("woff", "font/woff", nil),
    ("woff2", "font/woff2", nil),
    ("ttf", "font/ttf", nil),
    ("otf", "font/otf", nil),
  ]

  private static let openXML = "application/vnd.openxmlformats-officedocument."
}

/// The part behind the last dot of a path's last part, in small letters; a dot at its start hides
/// a file and begins no extension.
private func fileExtension(of path: String) -> String {
  let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
  guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return "" }
  return name[name.index(after: dot)...].lowercased()
}
