// A file from bytes: whatever it is, the edits that remove its metadata are in order, and what is left after them asks
// for no more.
import Metadata

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMetadata(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let parts = privateParts(of: ByteSource(bytes))
  var (end, left) = (0, [UInt8]())
  for edit in parts.edits {
    precondition(edit.range.lowerBound >= end && edit.range.upperBound <= count)
    left += bytes[end..<edit.range.lowerBound] + edit.bytes
    left += [UInt8](repeating: 0, count: edit.zeros)
    end = edit.range.upperBound
  }
  left += bytes[end...]
  precondition(left.count == parts.size(of: count))
  _ = privateParts(of: ByteSource(left))
  return 0
}
