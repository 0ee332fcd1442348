import Testing

@testable import Serving

@Suite struct `A static host` {
  private let site = SmallSite()

  private func ask(
    _ target: String, _ fields: (String, String)..., method: Serving.Method = .get,
    mount: String = "/branch/"
  ) -> Response {
    StaticHost(mount: mount).response(
      to: Request(
        method: method, target: target, fields: fields.map { (name: $0.0, value: $0.1) }),
      from: site)
  }

  private func text(_ response: Response) -> String {
    var reader = SegmentReader(response.body.segments)
    return String(decoding: reader.next(atMost: 1 << 20) ?? [], as: UTF8.self)
  }

  @Test(arguments: [
    ("/branch/", "home"), ("/branch/index.html", "home"), ("/branch/notice/", SmallSite.page),
    ("/branch/notice/a.css", "p{}"), ("/branch/%E9%80%9A%E7%9F%A5/", "zh"),
    ("/branch/%e9%80%9a%e7%9f%a5/", "zh"), ("/branch/通知/", "zh"), ("/branch/a%20b.txt", "blank"),
    ("/branch/notice/?q=/../", SmallSite.page), ("/br%61nch/", "home"), ("/branch/empty.txt", ""),
    ("/branch/%252e%252e/", "a folder with an odd name"),
  ])
  func `answers with the file or the folder's page`(target: String, expected: String) {
    let response = ask(target)
    #expect(response.status == 200)
    #expect(text(response) == expected)
  }

  @Test(arguments: [
    "/branch/none", "/branch/none/", "/branch/a%20b.txt/", "/branch//", "/branch//notice/", "//",
    "/other/", "//evil.example/branch/", "/branch/index.html/x", "/branchy/", "/index.html",
    "/branch/notice%2Findex", "/branch/%252e%252e%252fetc/passwd",
  ])
  func `shows the site's own page where nothing is`(target: String) {
    let response = ask(target)
    #expect([404, 400].contains(response.status))
    #expect(response.status == 400 || text(response) == "none")
    #expect((response.status == 400) == target.contains("%2F"))
  }

  @Test(arguments: [
    "/branch/../etc/passwd", "/..", "/.", "/branch/./index.html", "/branch/%2e%2e/",
    "/branch/.%2E/x", "/branch/%2e./x", "/branch/%2E%2e%2fetc", "/branch/..%2f..%2fetc",
    "/branch/..%5c..%5cwindows", "/branch/..\\x", "/branch/%5c", "/branch/%00", "/branch/a%00.html",
    "/branch/%", "/branch/%2", "/branch/%zz", "/branch/%u002e", "/branch/%c0%ae%c0%ae/",
    "/branch/%e0%80%ae/", "/branch/%c0%af", "/branch/%f0%80%80%af", "/branch/%ed%a0%80",
    "/branch/%ff", "/branch/%0a", "/branch/%0d%0aSet-Cookie:a", "/branch/%7f", "/branch/%c2%85",
    "/branch/%1b", "branch/", "", "*", "/branch/\u{FFFD}",
  ])
  func `refuses addresses that lead elsewhere or are malformed`(target: String) {
    #expect(ask(target).status == 400)
    #expect(ask(target, mount: "/").status == 400)
  }

  @Test(arguments: [
    ("/branch/notice", 301, "/branch/notice/"), ("/branch", 301, "/branch/"),
    ("/", 302, "/branch/"), ("/?a=b", 302, "/branch/?a=b"),
    ("/branch/notice?a=1&b=%20", 301, "/branch/notice/?a=1&b=%20"),
    ("/branch/%E9%80%9A%E7%9F%A5", 301, "/branch/%E9%80%9A%E7%9F%A5/"),
    ("/branch/javascript:alert(1)", 301, "/branch/javascript%3Aalert%281%29/"),
    ("/branch/notice?\"<é", 301, "/branch/notice/?%22%3C%C3%A9"),
  ])
  func `leads to the folder with a slash`(target: String, status: Int, location: String) {
    let response = ask(target)
    #expect(response.status == status)
    #expect(response.fields.first { $0.name == "Location" }?.value == location)
  }

  @Test func `never leads to another host`() {
    for target in ["//evil.example", "//evil.example/%2e%2e", "/%2F/evil.example", "///notice"] {
      #expect(ask(target, mount: "/").fields.allSatisfy { $0.name != "Location" })
    }
    #expect(ask("/notice", mount: "/").fields.contains { $0.value == "/notice/" })
  }

  @Test(arguments: [
    ("a.html", "text/html; charset=utf-8"), ("a.css", "text/css; charset=utf-8"),
    ("a.js", "text/javascript; charset=utf-8"), ("feed.xml", "application/xml; charset=utf-8"),
    ("a.ics", "text/calendar; charset=utf-8"), ("a.pdf", "application/pdf"),
    ("m.webmanifest", "application/manifest+json; charset=utf-8"), ("a.jpg", "image/jpeg"),
    ("a.svg", "image/svg+xml; charset=utf-8"), ("a.ofd", "application/ofd"),
    ("none", "application/octet-stream"), ("a.unknown", "application/octet-stream"),
  ])
  func `names the media type`(name: String, type: String) {
    #expect(ServedFile(name: name, contents: []).contentType == type)
  }

  @Test(arguments: [
    ("\"d10\"", 304), ("W/\"d10\"", 304), ("\"x\", \"d10\"", 304), ("*", 304), ("\"d1\"", 200),
    ("d10", 200), ("", 200),
  ])
  func `says that the browser has it`(tags: String, status: Int) {
    let response = ask("/branch/digits.bin", ("If-None-Match", tags))
    #expect(response.status == status)
    #expect(response.fields.contains { $0.name == "ETag" && $0.value == "\"d10\"" })
    #expect(response.fields.contains { $0.name == "Cache-Control" && $0.value == "no-cache" })
  }

  @Test(
    arguments: [
      ("bytes=0-3", 206, "0123", "bytes 0-3/10"), ("bytes=5-", 206, "56789", "bytes 5-9/10"),
      ("bytes=-2", 206, "89", "bytes 8-9/10"), ("bytes=-99", 206, "0123456789", "bytes 0-9/10"),
      ("bytes=9-99999999999999999999999", 206, "9", "bytes 9-9/10"),
      ("BYTES=1-1", 206, "1", "bytes 1-1/10"),
      ("bytes=10-", 416, nil, "bytes */10"), ("bytes=-0", 416, nil, "bytes */10"),
      ("bytes=99999999999999999999-", 416, nil, "bytes */10"),
      ("bytes=3-1", 200, "0123456789", nil), ("bytes=0-1,4-5", 200, "0123456789", nil),
      ("bytes=-", 200, "0123456789", nil), ("lines=1-2", 200, "0123456789", nil),
      ("bytes=+1-2", 200, "0123456789", nil), ("bytes=1--2", 200, "0123456789", nil),
      ("bytes", 200, "0123456789", nil),
    ] as [(String, Int, String?, String?)])
  func `answers with a range`(field: String, status: Int, body: String?, range: String?) {
    let response = ask("/branch/digits.bin", ("Range", field))
    #expect(response.status == status)
    if let body { #expect(text(response) == body) }
    #expect(response.fields.first { $0.name == "Content-Range" }?.value == range)
  }

  @Test func `answers with a range only of the file that the browser has`() {
    let range = ("Range", "bytes=0-3")
    #expect(ask("/branch/digits.bin", range, ("If-Range", "\"d10\"")).status == 206)
    #expect(ask("/branch/digits.bin", range, ("If-Range", "\"d9\"")).status == 200)
    #expect(ask("/branch/digits.bin", range, ("If-Range", "W/\"d10\"")).status == 200)
    #expect(ask("/branch/digits.bin", range, method: .head).status == 200)
    #expect(ask("/branch/empty.txt", ("Range", "bytes=0-")).status == 416)
  }

  @Test func `tells an address of the site`() {
    let host = StaticHost(mount: "/branch/")
    #expect(host.path(of: Request(target: "/branch/notice/?a")) == ["notice"])
    #expect(host.path(of: Request(target: "/branch")) == [])
    #expect(host.path(of: Request(target: "/other/")) == nil)
    #expect(host.path(of: Request(target: "/branch/../x")) == nil)
    #expect(host.root == "/branch/")
    #expect(StaticHost(mount: "/支部/").root == "/%E6%94%AF%E9%83%A8/")
    #expect(StaticHost(mount: "").root == "/")
  }
}
