internal import ByteText
internal import Synchronization

/// A password that comes with each request, for any user name (RFC 7617).
struct Password: Sendable {
  private let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  /// Whether an `Authorization` field has the password. The time depends on the length of the field alone.
  func matches(_ field: String) -> Bool {
    let parts = field.split(separator: " ")
    guard parts.count == 2, parts[0].lowercased() == "basic", let decoded = base64(parts[1]),
      let colon = decoded.firstIndex(of: UInt8(ascii: ":"))
    else { return false }
    let given = decoded[(colon + 1)...]
    var difference = given.count ^ bytes.count
    for (index, byte) in given.enumerated() {
      difference |= Int(byte ^ (bytes.isEmpty ? 0 : bytes[index % bytes.count]))
    }
    return difference == 0 && !bytes.isEmpty
  }

  /// The answer without the right password.
  static let demand = Response.sentence(
    401, "请输入密码；用户名随意。", "Enter the password; any user name will do.",
    fields: [
      ("WWW-Authenticate", "Basic realm=\"BranchPress\", charset=\"UTF-8\""),
      ("Cache-Control", "no-store"),
    ])

  /// The answer to an address that has guessed too often.
  static let tooMany = Response.sentence(
    429, "密码输错太多次，请过一会儿再试。", "Too many wrong passwords. Try again in a moment.",
    fields: [("Retry-After", "2"), ("Cache-Control", "no-store")])
}

/// The wrong passwords of the current second, by the address from which they came.
final class WrongGuesses: Sendable {
  private struct State {
    var second = 0
    var counts: [String: Int] = [:]
  }

  private let most: Int
  private let state = Mutex(State())

  init(most: Int) { self.most = most }

  /// Counts a guess of an address in a second of a clock. False if it has had too many, or too many have guessed: its
  /// password is not to be looked at.
  func mayGuess(_ address: String, second: Int) -> Bool {
    state.withLock { state in
      if state.second != second { state = State(second: second) }
      return state.counts[address, default: 0] < most
        && (state.counts.count < 1000 || state.counts[address] != nil)
    }
  }

  /// Counts a wrong password.
  func count(_ address: String, second: Int) {
    state.withLock { state in
      if state.second != second { state = State(second: second) }
      state.counts[address, default: 0] += 1
    }
  }
}

/// The bytes that a text in base64 stands for; nil if it is not one.
func base64(_ text: Substring) -> [UInt8]? {
  let digits = text.utf8
  guard digits.count % 4 == 0, !digits.isEmpty else { return nil }
  let padding = digits.reversed().prefix { $0 == UInt8(ascii: "=") }.count
  guard padding <= 2 else { return nil }
  return Base64.bytes(of: digits.dropLast(padding))
}
