import Testing

@testable import Serving

@Suite struct `The gate` {
  private func status(
    host: String?, port: Int = 4000, allowed: [String] = [], acceptsAddresses: Bool = false,
    method: String = "GET", target: String = "/", _ fields: (String, String)...
  ) -> Int? {
    let host = host.map { [(name: "Host", value: $0)] } ?? []
    let head = RequestHead(
      method: method, target: target, fields: host + fields.map { (name: $0.0, value: $0.1) })
    let gate = Gate(allowedHosts: allowed, acceptsAddresses: acceptsAddresses)
    return gate.refusal(of: head, port: port)?.status
  }

  @Test(arguments: [
    "localhost:4000", "127.0.0.1:4000", "[::1]:4000", "LOCALHOST:4000", "branch.localhost:4000",
  ])
  func `knows the names of this machine`(host: String) { #expect(status(host: host) == nil) }

  @Test(arguments: [
    "evil.example:4000", "evil.example", "localhost", "localhost:4001", "127.0.0.1:80",
    "127.0.0.2:4000",
    "0.0.0.0:4000", "[::]:4000", "192.168.0.2:4000", "localhost.evil.example:4000",
    "localhost:4000.evil.example",
    "localhost:04000x", "localhost:", "localhost:-4000", "localhost@evil.example:4000",
    "evil.example/.localhost:4000",
    "evil@x.localhost:4000", ":4000", "[::1]", "localhost.:4000", "2130706433:4000", "::1:4000",
  ])
  func `lets no other name in`(host: String) { #expect(status(host: host) == 403) }

  @Test func `needs exactly one host`() {
    #expect(status(host: nil) == 400)
    #expect(status(host: "localhost:4000", ("Host", "localhost:4000")) == 400)
    #expect(status(host: "localhost:4000", ("Host", "evil.example")) == 400)
    #expect(status(host: "") == 403)
    #expect(status(host: "localhost", port: 80) == nil)
  }

  @Test func `takes a whole address as a target if it names the same host`() {
    #expect(status(host: "localhost:4000", target: "http://localhost:4000/a") == nil)
    #expect(status(host: "localhost:4000", target: "http://evil.example/a") == 400)
    #expect(status(host: "evil.example", target: "http://evil.example/a") == 403)
    for target in [
      "https://localhost:4000/", "*", "localhost:4000", "a", "/a#b", "ftp://localhost:4000/",
    ] {
      #expect(status(host: "localhost:4000", target: target) == 400, "\(target)")
    }
  }

  @Test func `knows further hosts`() {
    #expect(status(host: "preview.example:8443", allowed: ["preview.example"]) == nil)
    #expect(status(host: "PREVIEW.example", allowed: ["Preview.Example"]) == nil)
    #expect(status(host: "preview.example:8443", allowed: ["preview.example:8443"]) == nil)
    #expect(status(host: "preview.example:8444", allowed: ["preview.example:8443"]) == 403)
    #expect(status(host: "x.preview.example", allowed: ["preview.example"]) == 403)
  }

  @Test func `takes addresses in figures where others can reach the server`() {
    for host in ["192.168.0.2:4000", "[fe80::1]:4000", "127.0.0.1:4000", "10.0.0.255:4000"] {
      #expect(status(host: host, acceptsAddresses: true) == nil, "\(host)")
    }
    for host in [
      "192.168.0.2", "192.168.0.256:4000", "1.2.3:4000", "evil.example:4000", "[x::1]:4000",
      "1.2.3.+4:4000",
    ] {
      #expect(status(host: host, acceptsAddresses: true) == 403, "\(host)")
    }
  }

  @Test(arguments: [
    "POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "PATCH", "PROPFIND", "get",
  ])
  func `takes no other method`(method: String) {
    #expect(status(host: "localhost:4000", method: method) == 405)
    #expect(status(host: "localhost:4000", method: "HEAD") == nil)
  }

  @Test func `takes no body`() {
    for field in [
      ("Content-Length", "1"), ("Transfer-Encoding", "chunked"), ("Content-Length", "00"),
    ] {
      #expect(status(host: "localhost:4000", field) == 400)
    }
    #expect(status(host: "localhost:4000", ("Content-Length", "0")) == nil)
  }

  @Test func `lets pages of other origins read nothing`() {
    let host = "localhost:4000"
    #expect(status(host: host, ("Origin", "http://localhost:4000")) == nil)
    for origin in [
      "http://evil.example", "null", "http://localhost:4001", "http://127.0.0.1:4000",
      "http://localhost", "",
    ] {
      #expect(status(host: host, ("Origin", origin)) == 403, "\(origin)")
    }
    #expect(status(host: host, ("Sec-Fetch-Site", "same-origin")) == nil)
    #expect(status(host: host, ("Sec-Fetch-Site", "none")) == nil)
    for site in ["cross-site", "same-site", "Cross-Site"] {
      #expect(status(host: host, ("Sec-Fetch-Site", site)) == 403)
      let navigation = [("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")]
      #expect(status(host: host, ("Sec-Fetch-Site", site), navigation[0], navigation[1]) == nil)
      #expect(
        status(host: host, method: "HEAD", ("Sec-Fetch-Site", site), navigation[0], navigation[1])
          == 403)
      #expect(
        status(host: host, ("Sec-Fetch-Site", site), navigation[0], ("Sec-Fetch-Dest", "iframe"))
          == 403)
      #expect(
        status(
          host: host, ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", "no-cors"),
          ("Sec-Fetch-Dest", "script")) == 403)
    }
  }
}

@Suite struct `A password` {
  @Test(arguments: [
    ("Basic YWRtaW46c2VjcmV0", true), ("basic OnNlY3JldA==", true), ("Basic eDpzZWNyZXQ=", true),
    ("Basic eDpzZWNyZXR4", false), ("Basic eDpzZWNyZQ==", false), ("Basic eDo=", false),
    ("Basic c2VjcmV0", false), ("Bearer YWRtaW46c2VjcmV0", false), ("Basic", false), ("", false),
    ("Basic YWRtaW46c2VjcmV0=", false), ("Basic ****", false), ("Basic ====", false),
    ("Basic eDpzZWNyZXRzZWNyZXQ=", false), ("Basic YWRtaW46c2VjcmV0 x", false),
  ])
  func `comes with any user name`(field: String, isRight: Bool) {
    #expect(Password("secret").matches(field) == isRight)
  }

  @Test func `is never empty`() { #expect(!Password("").matches("Basic eDo=")) }

  @Test func `may be in any script and have colons`() {
    #expect(Password("银杏:2026").matches("Basic 6ICBOumTtuadjzoyMDI2"))
  }

  @Test func `is guessed only so often in a second`() {
    let guesses = WrongGuesses(most: 2)
    guesses.count("a", second: 1)
    #expect(guesses.mayGuess("a", second: 1))
    guesses.count("a", second: 1)
    #expect(!guesses.mayGuess("a", second: 1))
    #expect(guesses.mayGuess("b", second: 1))
    #expect(guesses.mayGuess("a", second: 2))
    for number in 0..<1000 { guesses.count("\(number)", second: 3) }
    #expect(!guesses.mayGuess("another", second: 3))
    #expect(guesses.mayGuess("7", second: 3))
  }
}

@Suite struct `A date in HTTP` {
  @Test(arguments: [
    (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
    (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
    (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"),
    (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
    (1_798_761_599, "Thu, 31 Dec 2026 23:59:59 GMT"),
  ])
  func `is written as in RFC 9110`(seconds: Int, text: String) {
    #expect(httpDate(seconds) == text)
  }
}
