import ByteText
import Files
import Glibc
import Testing

@testable import Serving

@Suite(.serialized) struct `The limits of a server` {
  @Test func `hold for the size of a head`() throws {
    try serve { server throws in
      let long = String(repeating: "a", count: 20_000)
      let many = (0..<101).map { "A\($0): b" }.joined(separator: "\r\n")
      for head in [
        "GET /\(long) HTTP/1.1\r\nHost: \(server.host)",
        "GET / HTTP/1.1\r\nHost: \(server.host)\r\nA: \(long)",
        "GET / HTTP/1.1\r\nHost: \(server.host)\r\n\(long): b",
        "GET / HTTP/1.1\r\nHost: \(server.host)\r\n\(many)",
      ] {
        let wire = try Wire(server)
        wire.send(head + "\r\n\r\n")
        #expect(try wire.answer().status == 431)
        #expect(wire.isClosed)
      }
      let endless = try Wire(server)
      for _ in 0..<100 { endless.send("A: " + long) }
      #expect([400, 431].contains(try endless.answer().status))
      let most = (0..<98).map { "A\($0): b" }.joined(separator: "\r\n")
      #expect(try server.ask("/branch/?" + long.prefix(12_000), most).status == 200)
    }
  }

  @Test func `hold for a slow head, and for a connection without any`() throws {
    try serve(limits: { ($0.headTime, $0.idleTime) = (200, 400) }) { server throws in
      let slow = try Wire(server)
      slow.send("GET / HTTP/1.1\r\nHost: ")
      let silent = try Wire(server)
      let answer = try slow.answer()
      #expect(answer.status == 408 && answer.fields["connection"] == "close")
      #expect(slow.isClosed)
      #expect(silent.isClosed)
      // A connection on which an answer was given closes as well; and so does a slow second head.
      let used = try Wire(server)
      used.send("GET /branch/ HTTP/1.1\r\nHost: \(server.host)\r\n\r\n")
      #expect(try used.answer().status == 200)
      used.send("GET /branch/ HT")
      #expect(try used.answer().status == 408)
      #expect(used.isClosed)
    }
  }

  @Test func `hold for a head that comes byte by byte`() throws {
    try serve(limits: { $0.headTime = 300 }) { server throws in
      let wire = try Wire(server)
      for byte in "GET / HTTP/1.1\r\nA: ".utf8 {
        wire.send([byte])
        usleep(30_000)
      }
      #expect(try wire.answer().status == 408)
    }
  }

  @Test func `hold for the number of connections`() throws {
    try serve(limits: { $0.connections = 20 }) { server throws in
      var wires: [Wire] = []
      for _ in 0..<20 {
        let wire = try Wire(server)
        wire.send("GET /branch/ HTTP/1.1\r\nHost: \(server.host)\r\n\r\n")
        #expect(try wire.answer().status == 200)
        wires.append(wire)
      }
      let beyond = try Wire(server)
      #expect(try beyond.answer().status == 503)
      #expect(beyond.isClosed)
      wires = []
      while server.connections > 0 { usleep(1000) }
      #expect(try server.ask("/branch/").status == 200)
    }
  }

  @Test func `let a thousand idle connections hinder nobody`() throws {
    try serve { server throws in
      var limit = rlimit()
      _ = unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      // Both ends of each connection are in this process.
      limit.rlim_cur = min(limit.rlim_max, max(limit.rlim_cur, 4096))
      _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      let wires = try (0..<1000).map { _ in try Wire(server) }
      wires[999].send("GET /branch/ HTTP/1.1\r\nHost: \(server.host)\r\n\r\n")
      #expect(try wires[999].answer().text == "home")
      #expect(try server.ask("/branch/").text == "home")
    }
  }

  @Test func `read a large file only as fast as the client takes it`() throws {
    let home = try TemporaryFolder()
    let size = 64 << 20
    let file = try home.file("large.bin", size: size)
    let site = SmallSite([ServedFile(name: "large.bin", contents: [Segment](file))])
    try serve(site) { server throws in
      let wire = try Wire(server)
      wire.send(
        "GET /branch/large.bin HTTP/1.1\r\nHost: \(server.host)\r\nConnection: close\r\n\r\n")
      _ = try wire.line(until: "\r\n\r\n")
      usleep(500_000)
      // The server has not read so far, or it would send the zeros that were there.
      try home.write([1, 2, 3, 4], at: size - 4, in: "large.bin")
      let bytes = try wire.rest()
      #expect(bytes.count == size && bytes.suffix(5) == [0, 1, 2, 3, 4])
      let part = try server.ask("/branch/large.bin", "Range: bytes=\(size - 10)-")
      #expect(part.status == 206 && part.body.count == 10)
    }
  }

  @Test func `hold requests back while one is answered`() throws {
    try serve { server throws in
      let wire = try Wire(server)
      let head = "GET /branch/ HTTP/1.1\r\nHost: \(server.host)\r\n\r\n"
      wire.send(String(repeating: head, count: 4000))
      for _ in 0..<4000 { #expect(try wire.answer().status == 200) }
    }
  }

  @Test func `end an answer that the client takes nothing of`() throws {
    let home = try TemporaryFolder()
    let file = try home.file("large.bin", size: 64 << 20)
    let site = SmallSite([ServedFile(name: "large.bin", contents: [Segment](file))])
    try serve(site, limits: { $0.stallTime = 300 }) { server throws in
      let wire = try Wire(server, smallWindow: true)
      wire.send("GET /branch/large.bin HTTP/1.1\r\nHost: \(server.host)\r\n\r\n")
      var waited = 0
      while server.connections == 0, waited < 20_000 { usleep(1000); waited += 1 }
      while server.connections > 0, waited < 20_000 { usleep(1000); waited += 1 }
      #expect(server.connections == 0)
      #expect(try wire.rest().count < 64 << 20)
    }
  }

  @Test func `end the answer and not the server if a file becomes shorter`() throws {
    let home = try TemporaryFolder()
    let file = try home.file("large.bin", size: 32 << 20)
    let site = SmallSite([ServedFile(name: "large.bin", contents: [Segment](file))])
    try serve(site) { server throws in
      let wire = try Wire(server)
      wire.send("GET /branch/large.bin HTTP/1.1\r\nHost: \(server.host)\r\n\r\n")
      _ = try wire.line(until: "\r\n\r\n")
      try home.truncate("large.bin")
      #expect(try wire.rest().count < 32 << 20)
      #expect(try server.ask("/branch/").status == 200)
    }
  }
}

@Suite struct `An event stream` {
  private func open(_ server: Server) throws -> Wire {
    let wire = try Wire(server)
    wire.send("GET /events HTTP/1.1\r\nHost: \(server.host)\r\n\r\n")
    let head = try wire.line(until: "\r\n\r\n")
    #expect(head.contains("200 OK") && head.contains("text/event-stream"))
    #expect(try wire.line(until: "\n\n") == "retry: 1000")
    return wire
  }

  @Test func `brings the newest event at once, and each that follows`() throws {
    let site = SmallSite()
    try serve(site) { server throws in
      site.hub.send("0")
      site.hub.send("{\"version\": 1}")
      let first = try open(server)
      #expect(try first.line(until: "\n\n") == "data: {\"version\": 1}")
      let second = try open(server)
      #expect(try second.line(until: "\n\n") == "data: {\"version\": 1}")
      #expect(site.hub.clients == 2)
      site.hub.send("{\"version\": 2}")
      for wire in [first, second] {
        #expect(try wire.line(until: "\n\n") == "data: {\"version\": 2}")
      }
    }
  }

  @Test func `lives while nothing happens, and ends with its client`() throws {
    let site = SmallSite()
    try serve(site, limits: { ($0.heartbeat, $0.idleTime, $0.headTime) = (50, 60, 60) }) {
      server throws in
      var wire: Wire? = try open(server)
      for _ in 0..<10 { #expect(try wire?.line(until: "\n\n") == ":") }
      #expect(site.hub.clients == 1)
      wire = nil
      var waited = 0
      while site.hub.clients > 0, waited < 20_000 { usleep(1000); waited += 1 }
      #expect(site.hub.clients == 0)
    }
  }

  @Test func `gives a client that takes nothing only the newest event`() throws {
    let site = SmallSite()
    try serve(site) { server throws in
      let wire = try open(server)
      let text = String(repeating: "x", count: 1 << 20)
      for number in 0..<100 { site.hub.send("\(number) " + text) }
      site.hub.send("last")
      var count = 0
      while try wire.line(until: "\n\n") != "data: last" { count += 1 }
      #expect(count < 50)
    }
  }

  @Test func `ends for a client that takes nothing`() throws {
    let site = SmallSite()
    try serve(site, limits: { ($0.heartbeat, $0.stallTime) = (50, 200) }) { server throws in
      let wire = try Wire(server, smallWindow: true)
      wire.send("GET /events HTTP/1.1\r\nHost: \(server.host)\r\n\r\n")
      _ = try wire.line(until: "\n\n")
      #expect(site.hub.clients == 1)
      site.hub.send(String(repeating: "x", count: 32 << 20))
      var waited = 0
      while site.hub.clients > 0, waited < 20_000 {
        usleep(1000)
        waited += 1
      }
      #expect(site.hub.clients == 0)
    }
  }

  @Test func `writes a text of several lines as one event`() {
    #expect(EventHub.encode("a\nb") == Array("data: a\ndata: b\n\n".utf8))
  }

  @Test func `has no body for HEAD`() throws {
    try serve { server throws in
      let wire = try Wire(server)
      wire.send("HEAD /events HTTP/1.1\r\nHost: \(server.host)\r\n\r\n")
      #expect(
        try wire.answer(toHead: true).fields["content-type"]?.hasPrefix("text/event-stream") == true
      )
      #expect(wire.isClosed)
    }
  }
}

@Suite struct `Segments` {
  private func bytes(_ segments: [Segment], by count: Int) -> [UInt8]? {
    var (reader, all) = (SegmentReader(segments), [UInt8]())
    while reader.rest > 0 {
      guard let next = reader.next(atMost: count) else { return nil }
      all += next
    }
    return all
  }

  @Test func `are a file with other bytes in the place of some`() throws {
    let home = try TemporaryFolder()
    let file = try home.file("a.txt", text: "0123456789")
    let edits = [
      ByteEdit(0..<0, bytes: [0x61]), ByteEdit(2..<5, bytes: [0x62], zeros: 2), ByteEdit(9..<10),
    ]
    let segments = [Segment](file, with: edits)
    let expected = Array("a01b\0\05678".utf8)
    #expect(segments.size == edits.size(of: 10) && segments.size == expected.count)
    for count in 1...12 { #expect(bytes(segments, by: count) == expected) }
    for start in 0...expected.count {
      for end in start...expected.count {
        #expect(bytes(segments.part(start..<end), by: 3) == Array(expected[start..<end]))
      }
    }
    try home.truncate("a.txt")
    #expect(bytes(segments, by: 4) == nil)
  }

  @Test func `know whether the disk is needed next`() throws {
    let home = try TemporaryFolder()
    let file = try home.file("a.txt", text: "0123456789")
    var reader = SegmentReader([.bytes([1, 2, 3]), .file(file, 0..<4)])
    #expect(!reader.readsFile(within: 3))
    #expect(reader.readsFile(within: 4))
    #expect(reader.next(atMost: 2) == [1, 2])
    #expect(reader.readsFile(within: 2))
    #expect(reader.next(atMost: 9)?.count == 5)
    #expect(!reader.readsFile(within: 9))
  }
}
