import Foundation

@testable import Metadata

/// The bytes of a sample that Tests/privacy/samples.py has made.
func sample(_ name: String) throws -> [UInt8] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Samples")
  return [UInt8](try Data(contentsOf: folder.appending(path: name)))
}

/// The names of all samples.
func sampleNames() throws -> [String] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Samples")
  return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
}

/// A file after the edits, with what was found in it.
struct Stripped {
  let parts: PrivateParts
  let bytes: [UInt8]

  init(_ file: [UInt8]) {
    parts = privateParts(of: ByteSource(file))
    bytes = parts.applied(to: file)
  }
}

extension [UInt8] {
  func contains(_ text: String) -> Bool { contains(Array(text.utf8)) }

  func contains(_ part: [UInt8]) -> Bool {
    guard part.count <= count else { return false }
    return (0...(count - part.count)).contains {
      self[$0] == part[0] && self[$0..<($0 + part.count)].elementsEqual(part)
    }
  }
}

// MARK: - Files of JPEG

/// A segment of a JPEG file.
func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
  [0xFF, marker] + bigBytes(content.count + 2, width: 2) + content
}

/// A scan: its header, and data in which 0xFF is followed by a zero or by the number of a restart.
let scan: [UInt8] = segment(0xDA, [1, 2, 3]) + [1, 0xFF, 0, 2, 0xFF, 0xD3, 3]
let startOfJPEG: [UInt8] = [0xFF, 0xD8]
let endOfJPEG: [UInt8] = [0xFF, 0xD9]
let frameHeader = segment(0xC2, [8, 0, 32, 0, 48, 1, 1, 0x11, 0])
