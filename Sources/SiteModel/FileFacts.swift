internal import Content
internal import Files
internal import Metadata
internal import Pictures

// What is found in the bytes of the files that are published, those aside about which it is known already.

/// The headers of all pictures that are published, by asset; nil for other files.
func readPictures(
  _ inputs: Inputs, _ admission: Admission, knowing known: KnownFiles, jobs: Int
) -> [PictureHeader?] {
  parallelMap(count: inputs.assets.count, jobs: jobs) { index in
    let file = inputs.assets[index]
    guard MediaType(fileName: file.name).isPicture, !admission.refuses(index) else { return nil }
    return known.pictures.fact(about: file, near: index)
      ?? PictureHeader(of: file.file, size: file.size, in: inputs.content)
  }
}

/// The private parts of all files that are published, by asset. Nil for a file that cannot be read, or that changes meanwhile,
/// which is reported where it is copied.
func findPrivateParts(
  _ inputs: Inputs, _ admission: Admission, knowing known: KnownFiles, jobs: Int
) -> [PrivateParts?] {
  parallelMap(count: inputs.assets.count, jobs: jobs) { index in
    let file = inputs.assets[index]
    if admission.refuses(index) { return nil }
    if let parts = known.parts.fact(about: file, near: index) { return parts }
    guard let opened = FileAtOffsets(file.file, in: inputs.content), opened.stamp == file.stamp
    else { return nil }
    let source = ByteSource(count: file.size) { opened.bytes(at: $0, atMost: $1) }
    let parts = privateParts(of: source)
    return source.isReadable ? parts : nil
  }
}
