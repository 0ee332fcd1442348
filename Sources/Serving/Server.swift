internal import Glibc
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import Synchronization

/// The parts of a server that its connections share.
final class ServerCore: Sendable {
  let options: ServerOptions
  let gate: Gate
  let responder: any Responder
  private let password: Password?
  private let guesses: WrongGuesses
  private let connections = Atomic(0)

  init(_ options: ServerOptions, _ responder: any Responder, acceptsAddresses: Bool) {
    self.options = options
    self.responder = responder
    gate = Gate(allowedHosts: options.allowedHosts, acceptsAddresses: acceptsAddresses)
    password = options.password.map(Password.init)
    guesses = WrongGuesses(most: options.limits.wrongPasswords)
  }

  /// The result of a look at a request's password.
  enum Admission {
    case right, missing, wrong, tooMany
  }

  func admission(of head: RequestHead, from address: String) -> Admission {
    guard let password else { return .right }
    guard let field = head.fields.joined("authorization") else { return .missing }
    let second = secondsNow()
    guard guesses.mayGuess(address, second: second) else { return .tooMany }
    if password.matches(field) { return .right }
    guesses.count(address, second: second)
    return .wrong
  }

  /// Counts a new connection; false if there are too many.
  func open() -> Bool {
    guard connections.add(1, ordering: .relaxed).newValue <= options.limits.connections else {
      close()
      return false
    }
    return true
  }

  func close() { connections.subtract(1, ordering: .relaxed) }

  /// The number of connections that are open.
  var count: Int { connections.load(ordering: .relaxed) }
}

/// A server of HTTP/1.1 for one site, which others on the web cannot reach by way of a browser.
package final class Server: Sendable {
  /// The addresses that it listens on, as `127.0.0.1` and `::1`.
  package let addresses: [String]
  /// The port that it listens on, the same on each address.
  package let port: Int
  private let core: ServerCore
  private let group: MultiThreadedEventLoopGroup
  private let pool: NIOThreadPool
  private let listeners: [any Channel]

  /// Listens, and answers from then on until `stop`.
  package init(_ options: ServerOptions, responder: any Responder) throws(ServerError) {
    let candidates = try addressesToListen(on: options.host)
    let isOpen = candidates.contains { !$0.isLoopback }
    guard !isOpen || options.password?.isEmpty == false else {
      throw .passwordMissing(options.host ?? "")
    }
    raiseFileLimit(to: options.limits.connections + 512)
    core = ServerCore(options, responder, acceptsAddresses: isOpen)
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    pool = NIOThreadPool(numberOfThreads: options.limits.threads)
    pool.start()
    let door = Door(core: core, group: group, pool: pool)
    do throws(ServerError) {
      listeners = try door.listen(on: candidates, options.port)
    } catch {
      try? group.syncShutdownGracefully()
      try? pool.syncShutdownGracefully()
      throw error
    }
    addresses = listeners.compactMap { $0.localAddress?.ipAddress }
    port = listeners.first?.localAddress?.port ?? 0
  }

  /// The number of connections that are open.
  package var connections: Int { core.count }

  /// Returns when the server has stopped.
  package func wait() {
    for listener in listeners { try? listener.closeFuture.wait() }
  }

  /// Ends every connection, and returns when all threads of the server have ended.
  package func stop() {
    for listener in listeners { try? listener.close().wait() }
    // Answers that are being made come to an end while there is a loop to take them.
    try? pool.syncShutdownGracefully()
    try? group.syncShutdownGracefully()
  }
}

/// The socket by which connections come in.
private struct Door {
  let core: ServerCore
  let group: MultiThreadedEventLoopGroup
  let pool: NIOThreadPool

  /// The most ports that are tried one after another.
  private static let mostPorts = 100

  func listen(
    on addresses: [SocketAddress], _ port: ServerPort
  ) throws(ServerError) -> [any Channel] {
    let (first, last) =
      switch port {
      case .exactly(let port): (port, port)
      case .from(let port): (port, min(port + Door.mostPorts, 65535))
      }
    guard (0...65535).contains(first) else { throw .noPort(first) }
    for port in first...last {
      do throws(ServerError) { return try listen(on: addresses, port) } catch {
        guard case .portTaken = error, port < last else {
          throw error == .portTaken(port) ? .portTaken(first) : error
        }
      }
    }
    throw .portTaken(first)
  }

  /// Listens on all addresses with one port; those that the machine does not have are left out but for the first.
  private func listen(
    on addresses: [SocketAddress], _ port: Int
  ) throws(ServerError) -> [any Channel] {
    var (channels, port) = ([any Channel](), port)
    for address in addresses {
      do throws(ServerError) {
        let channel = try bind(address, port)
        channels.append(channel)
        port = channel.localAddress?.port ?? port
      } catch {
        let lacksAddress = [EADDRNOTAVAIL, EAFNOSUPPORT].contains { error == .system($0) }
        if lacksAddress, !channels.isEmpty { continue }
        for channel in channels { try? channel.close().wait() }
        throw lacksAddress ? .unknownHost(address.ipAddress ?? "") : error
      }
    }
    return channels
  }

  private func bind(_ address: SocketAddress, _ port: Int) throws(ServerError) -> any Channel {
    var address = address
    address.port = port
    do {
      return try bootstrap.bind(to: address).wait()
    } catch {
      switch (error as? IOError)?.errnoCode {
      case EADDRINUSE: throw .portTaken(port)
      case EACCES, EPERM: throw .notPermitted(port)
      case let code: throw .system(code ?? EINVAL)
      }
    }
  }

  private var bootstrap: ServerBootstrap {
    let (core, pool) = (core, pool)
    return ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.socketOption(.so_keepalive), value: 1)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelOption(
        .recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 16 << 10)
      )
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try prepare(channel, core, pool) }
      }
  }
}

/// Gives a new connection its handlers, or a word of refusal if there are too many.
private func prepare(_ channel: any Channel, _ core: ServerCore, _ pool: NIOThreadPool) throws {
  let pipeline = channel.pipeline.syncOperations
  guard core.open() else { return try pipeline.addHandler(Surplus()) }
  channel.closeFuture.whenComplete { _ in core.close() }
  var limits = NIOHTTPDecoderLimitConfiguration()
  limits.maxHeaderFieldSize = core.options.limits.head
  limits.maxHeaderListSize = core.options.limits.head
  limits.maxHeaderFieldCount = core.options.limits.fields
  var framing = HTTPResponseEncoder.Configuration()
  framing.automaticallySetFramingHeaders = false
  let connection = Connection(core, pool: pool)
  try pipeline.addHandler(ByteMeter(connection))
  try pipeline.addHandler(HTTPResponseEncoder(configuration: framing))
  try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: limits)))
  try pipeline.addHandler(connection)
}

/// Tells a connection beyond the limit that there are too many.
private final class Surplus: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  func channelActive(context: ChannelHandlerContext) {
    let answer =
      "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(string: answer)))
      .whenComplete { _ in channel.close(promise: nil) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}

/// The addresses of a host; without one, those of this machine that others cannot reach.
private func addressesToListen(on host: String?) throws(ServerError) -> [SocketAddress] {
  let names = host.map { $0 == "localhost" ? ["127.0.0.1", "::1"] : [$0] } ?? ["127.0.0.1", "::1"]
  var addresses: [SocketAddress] = []
  for name in names {
    guard let address = try? SocketAddress.makeAddressResolvingHost(name, port: 0) else {
      if addresses.isEmpty { throw .unknownHost(name) }
      continue
    }
    addresses.append(address)
  }
  return addresses
}

extension SocketAddress {
  /// Whether only this machine reaches the address.
  var isLoopback: Bool {
    guard let text = ipAddress else { return false }
    let prefix = "::ffff:"
    let plain = text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
    return plain == "::1" || plain.hasPrefix("127.")
  }
}

/// Lets this process open so many files, as far as the system lets it.
private func raiseFileLimit(to wanted: Int) {
  var limit = rlimit()
  guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
  limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, rlim_t(wanted)))
  _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
}
