internal import Diagnostics
internal import FrontMatter

/// A whole number within limits; `example` is one that is often right.
func readCount(
  _ fields: inout FieldReader, _ key: String, within limits: ClosedRange<Int> = 1...1000,
  example: Int = 20
) -> Int? {
  guard let count = fields.integer(key) else { return nil }
  if limits.contains(count.value) { return count.value }
  let (low, high) = (limits.lowerBound, limits.upperBound)
  let name = fields.name(of: key)
  fields.report(
    id: "wrong-type", count.range,
    Message(
      "“\(name)”应是 \(low) 到 \(high) 之间的整数",
      "`\(name)` must be a whole number from \(low) to \(high)"),
    suggestion: Message("例如 \(key): \(example)", "for example, \(key): \(example)"))
  return nil
}
