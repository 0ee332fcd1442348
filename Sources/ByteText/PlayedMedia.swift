/// The kinds of files that browsers play, which the ending of a file's name tells.
public enum PlayedMedia: Sendable {
  case video, audio

  /// The name of the element of HTML that plays it.
  public var elementName: StaticString { self == .video ? "video" : "audio" }

  /// The kind of the file that an address or a path leads to, nil for one that browsers do not play. A query or fragment
  /// must have been taken off.
  public init?(address: UnsafeBufferPointer<UInt8>) {
    var start = address.count
    while start > 0, address.count - start < 5 {
      start -= 1
      guard unsafe address[start] == UInt8(ascii: ".") else { continue }
      let ending = unsafe String(
        decoding: address[(start + 1)...].map { $0 < 0x80 ? $0 | 0x20 : $0 }, as: UTF8.self)
      switch ending {
      case "mp4", "m4v", "webm", "ogv": self = .video
      case "mp3", "m4a", "aac", "wav", "ogg", "oga", "opus", "flac": self = .audio
      default: return nil
      }
      return
    }
    return nil
  }

  /// The kind of a file by its name, nil for one that browsers do not play.
  public init?(fileName: String) {
    guard let media = unsafe fileName.withBytes({ unsafe PlayedMedia(address: $0) }) else {
      return nil
    }
    self = media
  }
}
