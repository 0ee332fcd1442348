/// The head of an answer, with all that the server adds to a responder's.
struct AnswerHead {
  let status: Int
  let fields: [(String, String)]
  /// The body that follows; none for HEAD.
  let body: Body
  /// Whether the connection ends with the answer.
  let closes: Bool

  /// The fields of every answer: no page of the web may read, frame or guess at what is served.
  private static let safety = [
    ("X-Content-Type-Options", "nosniff"), ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Frame-Options", "SAMEORIGIN"), ("Referrer-Policy", "same-origin"),
  ]

  /// The head of a response; one whose fields could end a line is replaced by an error of the server.
  init(_ response: Response, isHead: Bool, closes: Bool, now: Int) {
    let isSound =
      (200..<600).contains(response.status)
      && response.fields.allSatisfy { $0.name.utf8.allSatisfy(isOfToken) && !$0.value.hasControls }
    let response =
      isSound ? response : .sentence(500, "服务器出错。", "The server made a mistake.")
    var fields = response.fields.map { ($0.name, $0.value) }
    let given = Set(fields.map { $0.0.lowercased() })
    for field in AnswerHead.safety where !given.contains(field.0.lowercased()) {
      fields.append(field)
    }
    fields.append(("Date", httpDate(now)))
    var closes = closes
    if case .events = response.body {
      // The end of the connection is the end of the stream.
      closes = true
      fields += [
        ("Content-Type", "text/event-stream; charset=utf-8"), ("Cache-Control", "no-store"),
      ]
    } else if response.status != 304, response.status != 204 {
      fields.append(("Content-Length", "\(response.body.segments.size)"))
    }
    if closes { fields.append(("Connection", "close")) }
    status = response.status
    self.fields = fields
    self.closes = closes
    body = isHead || status == 304 || status == 204 ? .none : response.body
  }
}

extension String {
  fileprivate var hasControls: Bool { utf8.contains { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F } }
}

/// Whether a byte may be in the name of a field.
private func isOfToken(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
    true
  default: false
  }
}
