/// Whether a text ends like the name of a file that people link to, in whatever letter case.
func holdsEnding(_ name: Bytes) -> Bool { lengthOfEnding(name) != nil }

/// The length of the ending of a file's name, the dot included; nil for another text or the ending alone.
func lengthOfEnding(_ name: Bytes) -> Int? {
  for ending in fileEndings {
    let start = name.count - ending.utf8CodeUnitCount
    guard start > 0 else { continue }
    var index = 0
    while index < ending.utf8CodeUnitCount,
      unsafe lowercased(name[start + index]) == ending.utf8Start[index]
    { index += 1 }
    if index == ending.utf8CodeUnitCount { return index }
  }
  return nil
}

/// Whether a text is the name of a picture.
func isPictureName(_ name: Bytes) -> Bool {
  guard let length = lengthOfEnding(name) else { return false }
  let ending = name[name.count - length..<name.count]
  return pictureEndings.contains(ending.string.lowercased())
}

private let pictureEndings: Set<String> = [
  ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif",
]

private let fileEndings: [StaticString] = [
  ".md", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".pdf", ".doc", ".docx", ".xls",
  ".xlsx", ".ppt", ".pptx", ".wps", ".et", ".dps", ".ofd", ".txt", ".csv", ".zip", ".rar", ".7z",
  ".htm", ".html", ".mp3", ".mp4", ".m4a", ".mov",
]
