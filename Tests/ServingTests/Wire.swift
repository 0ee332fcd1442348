import Glibc

@testable import Serving

/// An answer as a client reads it.
struct Answer {
  let status: Int
  let fields: [String: String]
  let body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }
}

/// A connection that sends any bytes, and waits for answers, at most half a minute.
final class Wire {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let socket: Int32
  private var unread: [UInt8] = []

  init(_ server: Server, smallWindow: Bool = false) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if smallWindow {
      var size: Int32 = 4096
      unsafe setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }
    var patience = timeval(tv_sec: 30, tv_usec: 0)
    unsafe setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(server.port).bigEndian
    address.sin_addr.s_addr = unsafe inet_addr("127.0.0.1")
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(socket, $0, size)
      }
    }
    guard result == 0 else { throw Failure(description: "no connection: \(errno)") }
  }

  deinit { close(socket) }

  func send(_ text: String) { send(Array(text.utf8)) }

  /// Sends bytes; a server that has closed takes none.
  func send(_ bytes: [UInt8]) {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes[done...].withUnsafeBytes {
        unsafe Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      done += count
    }
  }

  /// Says that nothing more will be sent.
  func end() { shutdown(socket, Int32(SHUT_WR)) }

  /// Takes some bytes; none at the end, or after a reset.
  @discardableResult
  func take(atMost limit: Int = 1 << 16) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = unsafe recv(socket, &bytes, limit, 0)
    if count < 0, errno == EAGAIN { throw Failure(description: "nothing came") }
    return Array(bytes.prefix(max(0, count)))
  }

  /// Everything until the server closes.
  func rest() throws -> [UInt8] {
    var all = unread
    unread = []
    while true {
      let bytes = try take()
      if bytes.isEmpty { return all }
      all += bytes
    }
  }

  /// Whether nothing more comes: the server has closed, or closes now.
  var isClosed: Bool { (try? rest().isEmpty) ?? false }

  /// Takes bytes until an end is among them, which is taken too.
  func line(until end: String) throws -> String {
    let mark = Array(end.utf8)
    var looked = 0
    while true {
      while looked + mark.count <= unread.count {
        if unread[looked] == mark[0], unread[looked...].starts(with: mark) {
          let bytes = unread[..<looked]
          unread.removeSubrange(..<(looked + mark.count))
          return String(decoding: bytes, as: UTF8.self)
        }
        looked += 1
      }
      let bytes = try take()
      guard !bytes.isEmpty else {
        throw Failure(description: "closed after “\(String(decoding: unread, as: UTF8.self))”")
      }
      unread += bytes
    }
  }

  /// Reads an answer.
  func answer(toHead: Bool = false) throws -> Answer {
    let lines = try line(until: "\r\n\r\n").split(separator: "\r\n").map(String.init)
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { throw Failure(description: line) }
      fields[parts[0].lowercased()] = parts[1].drop { $0 == " " }.description
    }
    guard let first = lines.first, first.hasPrefix("HTTP/1.1 "),
      let status = Int(first.dropFirst(9).prefix(3))
    else { throw Failure(description: lines.first ?? "") }
    let size = toHead ? 0 : Int(fields["content-length"] ?? "0") ?? 0
    while unread.count < size {
      let bytes = try take()
      if bytes.isEmpty { break }
      unread += bytes
    }
    let body = Array(unread.prefix(size))
    unread.removeFirst(body.count)
    return Answer(status: status, fields: fields, body: body)
  }
}

extension Server {
  /// The host by which a browser calls it.
  var host: String { "127.0.0.1:\(port)" }

  /// Sends one request on a connection of its own, and reads the answer.
  func ask(
    _ target: String, method: String = "GET", host: String? = nil, _ fields: String...
  ) throws -> Answer {
    let wire = try Wire(self)
    let head = ["\(method) \(target) HTTP/1.1", "Host: \(host ?? self.host)"] + fields
    wire.send(head.joined(separator: "\r\n") + "\r\n\r\n")
    return try wire.answer(toHead: method == "HEAD")
  }
}
