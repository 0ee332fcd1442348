import Synchronization
import Testing

@testable import Serving

@Suite struct `A server` {
  private let safety = [
    "x-content-type-options": "nosniff", "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "SAMEORIGIN", "referrer-policy": "same-origin",
  ]

  private func expectSafe(_ answer: Answer) {
    for (name, value) in safety { #expect(answer.fields[name] == value, "\(name)") }
    #expect(answer.fields["date"]?.hasSuffix(" GMT") == true)
    #expect(answer.fields["server"] == nil)
  }

  @Test func `answers one request after another on a connection`() throws {
    try serve { server throws in
      let wire = try Wire(server)
      for _ in 0..<3 {
        wire.send("GET /branch/ HTTP/1.1\r\nHost: \(server.host)\r\n\r\n")
        let answer = try wire.answer()
        #expect(answer.status == 200 && answer.text == "home")
        #expect(answer.fields["etag"] == "\"d4\"")
        #expect(answer.fields["connection"] == nil)
        expectSafe(answer)
      }
      #expect(server.addresses.first == "127.0.0.1")
    }
  }

  @Test func `answers requests that come together in their order`() throws {
    try serve { server throws in
      let wire = try Wire(server)
      let targets = ["/branch/", "/branch/none", "/branch/notice/", "/branch/digits.bin"]
      let heads = (0..<100).map {
        "GET \(targets[$0 % 4]) HTTP/1.1\r\nHost: \(server.host)\r\n\r\n"
      }
      wire.send(heads.joined())
      for number in 0..<100 {
        let expected = ["home", "none", SmallSite.page, "0123456789"][number % 4]
        #expect(try wire.answer().text == expected)
      }
    }
  }

  @Test func `answers a client that ends its side`() throws {
    try serve { server throws in
      let wire = try Wire(server)
      wire.send("GET /branch/ HTTP/1.1\r\nHost: \(server.host)\r\n\r\n")
      wire.end()
      #expect(try wire.answer().text == "home")
      #expect(wire.isClosed)
    }
  }

  @Test func `closes for a client of HTTP 1.0 and one that asks for it`() throws {
    try serve { server throws in
      for head in [
        "GET /branch/ HTTP/1.0\r\nHost: \(server.host)\r\n\r\n",
        "GET /branch/ HTTP/1.1\r\nHost: \(server.host)\r\nConnection: Close\r\n\r\n",
      ] {
        let wire = try Wire(server)
        wire.send(head)
        let answer = try wire.answer()
        #expect(answer.text == "home" && answer.fields["connection"] == "close")
        #expect(wire.isClosed)
      }
    }
  }

  @Test(arguments: [
    "/branch/", "/branch/notice", "/branch/none", "/", "/branch/..", "/branch/digits.bin",
  ])
  func `answers to HEAD as to GET, without the body`(target: String) throws {
    try serve { server throws in
      let wire = try Wire(server)
      wire.send("HEAD \(target) HTTP/1.1\r\nHost: \(server.host)\r\n\r\n")
      let head = try wire.answer(toHead: true)
      // Another answer follows right behind the head.
      wire.send("GET \(target) HTTP/1.1\r\nHost: \(server.host)\r\n\r\n")
      let answer = try wire.answer()
      #expect(head.status == answer.status)
      var (first, second) = (head.fields, answer.fields)
      first["date"] = nil
      second["date"] = nil
      #expect(first == second)
      expectSafe(head)
    }
  }

  @Test func `lets nobody in by another name, and says so`() throws {
    let site = SmallSite()
    try serve(site) { server throws in
      for host in ["evil.example", "evil.example:\(server.port)", "localhost", "127.0.0.1:1"] {
        let answer = try server.ask("/branch/", host: host)
        #expect(answer.status == 403 && answer.text.contains("This server is not called"))
        expectSafe(answer)
      }
      #expect(try server.ask("/branch/", host: "localhost:\(server.port)").status == 200)
      #expect(try server.ask("/branch/", "Origin: http://evil.example").status == 403)
      #expect(try server.ask("/branch/", "Origin: http://\(server.host)").status == 200)
      #expect(try server.ask("/branch/", "Sec-Fetch-Site: cross-site").status == 403)
      let wire = try Wire(server)
      wire.send("GET / HTTP/1.1\r\n\r\n")
      #expect(try wire.answer().status == 400)
    }
    #expect(site.asked.load(ordering: .relaxed) == 2)
  }

  @Test func `takes no body and closes`() throws {
    let site = SmallSite()
    try serve(site) { server throws in
      for (head, status) in [
        ("POST /branch/ HTTP/1.1\r\nHost: \(server.host)\r\nContent-Length: 100000000", 405),
        ("POST /branch/ HTTP/1.1\r\nHost: \(server.host)\r\nTransfer-Encoding: chunked", 405),
        ("GET /branch/ HTTP/1.1\r\nHost: \(server.host)\r\nContent-Length: 5", 400),
        ("DELETE /branch/ HTTP/1.1\r\nHost: \(server.host)", 405),
      ] {
        let wire = try Wire(server)
        wire.send(head + "\r\n\r\n")
        wire.send([UInt8](repeating: 0x78, count: 1 << 20))
        let answer = try wire.answer()
        #expect(answer.status == status)
        #expect(status != 405 || answer.fields["allow"] == "GET, HEAD")
        #expect(answer.fields["connection"] == "close")
        #expect(wire.isClosed)
      }
    }
    #expect(site.asked.load(ordering: .relaxed) == 0)
  }

  @Test(arguments: [
    "Content-Length: 5\r\nTransfer-Encoding: chunked", "Content-Length: 5\r\nContent-Length: 6",
    "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "A b: c", "A: b\u{0}c", ": c",
    "A : b",
    "A: b\nHost: evil.example\r\n\r\nGET / HTTP/1.1", "A: b\rB: c", "Content-Length: -1",
    "Content-Length: x",
  ])
  func `refuses a head that can be read in two ways`(fields: String) throws {
    try serve { server throws in
      let wire = try Wire(server)
      wire.send("GET /branch/ HTTP/1.1\r\nHost: \(server.host)\r\n\(fields)\r\n\r\n")
      #expect(try wire.answer().status == 400)
      #expect(wire.isClosed)
    }
  }

  @Test(arguments: [
    ("\u{16}\u{3}\u{1}\u{0}\u{5}hello", 400), ("GET / HTTP/2.0\r\n\r\n", 505),
    ("GET /\r\n\r\n", 400),
    ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400), ("GET / HTTP/1.1 x\r\n\r\n", 400),
    ("GET /a b HTTP/1.1\r\n\r\n", 400),
    ("FETCH / HTTP/1.1\r\n\r\n", 400),
  ])
  func `answers to what is no request of HTTP`(text: String, status: Int) throws {
    try serve { server throws in
      let wire = try Wire(server)
      wire.send(text)
      let answer = try wire.answer()
      #expect([status, 505].contains(answer.status))
      expectSafe(answer)
      #expect(wire.isClosed)
    }
  }

  @Test func `takes no line from a responder that ends the head`() throws {
    try serve { server throws in
      let answer = try server.ask("/split")
      #expect(answer.status == 500)
      #expect(answer.fields["set-cookie"] == nil)
    }
  }

  @Test func `tells the responder the cookies`() throws {
    try serve { server throws in
      #expect(
        try server.ask("/cookie", "Cookie: a=b; view=public@2026-07-01; c").text
          == "public@2026-07-01")
      #expect(try server.ask("/cookie", "Cookie: aview=x; viewb=y").text == "-")
    }
  }

  @Test func `asks for the password`() throws {
    let site = SmallSite()
    try serve(site, password: "secret", limits: { $0.wrongPasswordDelay = 1 }) { server throws in
      let first = try server.ask("/branch/")
      #expect(first.status == 401)
      #expect(first.fields["www-authenticate"] == "Basic realm=\"BranchPress\", charset=\"UTF-8\"")
      expectSafe(first)
      #expect(try server.ask("/branch/", "Authorization: Basic eDpzZWNyZXR4").status == 401)
      #expect(site.asked.load(ordering: .relaxed) == 0)
      #expect(try server.ask("/branch/", "Authorization: Basic eDpzZWNyZXQ=").status == 200)
      var statuses: Set<Int> = []
      for _ in 0..<60 where !statuses.contains(429) {
        statuses.insert(try server.ask("/branch/", "Authorization: Basic eDpzZWNyZXR4").status)
      }
      #expect(statuses == [401, 429])
    }
  }

  @Test func `is open to others only with a password`() throws {
    #expect(throws: ServerError.passwordMissing("0.0.0.0")) { try serve(host: "0.0.0.0") { _ in } }
    #expect(throws: ServerError.passwordMissing("::")) {
      try serve(password: "", host: "::") { _ in }
    }
    #expect(throws: ServerError.unknownHost("no.such.host.invalid")) {
      try serve(host: "no.such.host.invalid") { _ in }
    }
    #expect(throws: ServerError.unknownHost("203.0.113.1")) {
      try serve(password: "secret", host: "203.0.113.1") { _ in }
    }
    try serve(password: "secret", host: "0.0.0.0") { server throws in
      let right = "Authorization: Basic eDpzZWNyZXQ="
      #expect(try server.ask("/branch/", host: "192.0.2.1:\(server.port)", right).status == 200)
      #expect(try server.ask("/branch/", host: "evil.example:\(server.port)", right).status == 403)
      #expect(try server.ask("/branch/").status == 401)
    }
  }

  @Test func `takes the next port if it may choose`() throws {
    try serve { server throws in
      #expect(throws: ServerError.portTaken(server.port)) {
        try Server(ServerOptions(port: .exactly(server.port)), responder: SmallSite())
      }
      let other = try Server(ServerOptions(port: .from(server.port)), responder: SmallSite())
      defer { other.stop() }
      #expect(other.port > server.port)
    }
    #expect(throws: ServerError.noPort(65536)) {
      try Server(ServerOptions(port: .exactly(65536)), responder: SmallSite())
    }
  }
}
