// A picture's first bytes: whatever they are, what is read from them has sides of at least one pixel, the same however the file
// is read, and a WebP of which all but the picture is taken away stays as it is the second time.
import Pictures

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPictures(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let header = PictureHeader(bytes)
  if let size = header?.size { precondition(size.width > 0 && size.height > 0) }
  precondition(PictureHeader(fileSize: count) { Array(bytes[$0]) } == header)
  // Of a longer file only the beginning and the directory of a TIFF are read.
  let padding = [UInt8](repeating: 0, count: 5000)
  let long = PictureHeader(fileSize: count + padding.count) { range in
    precondition(range.upperBound <= count + padding.count)
    return Array((bytes + padding)[range])
  }
  if let size = long?.size { precondition(size.width > 0 && size.height > 0) }
  if let plain = plainWebP(bytes) {
    precondition(plain.count <= count && plainWebP(plain) == plain)
    precondition(PictureHeader(plain)?.isAnimated != true)
  }
  return 0
}
