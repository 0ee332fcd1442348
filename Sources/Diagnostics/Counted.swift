/// A number and its noun in English: `1 file`, `2 files`. `many` is the plural of a noun that takes more than an "s".
public func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
  "\(count) " + (count == 1 ? one : many ?? one + "s")
}
