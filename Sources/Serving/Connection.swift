internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// One client's connection: it answers one request after another, within the limits.
///
/// All of it happens on the connection's event loop, but for the responder and the reading of files.
final class Connection: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// The step that a connection is at.
  enum Phase {
    /// It waits for a head.
    case waiting
    /// An answer is being made or sent; nothing is read meanwhile.
    case answering
    /// It is an event stream.
    case streaming
    /// The last answer is sent; bytes are taken and dropped, since a close with unread bytes would take the answer from the client.
    case lingering
  }

  private let core: ServerCore
  private let pool: NIOThreadPool
  private(set) var phase = Phase.waiting
  /// The heads that came together with the one that is being answered.
  private var waiting: [RequestHead] = []
  /// The answer to bytes that are no request, which comes after those to the requests before them.
  private var fault: Response?
  private var closesAfterAnswer = false
  /// Whether bytes of a head have come, but not yet all.
  private var isWithinHead = false
  /// Whether the client sends nothing more.
  private var hasEnded = false
  private var timer: Scheduled<Void>?
  private var context: ChannelHandlerContext?
  private var reader = SegmentReader([])
  private var subscription: (hub: EventHub, client: Int)?
  /// The number of the event that was sent last.
  private var lastEvent = 0
  private var missedHeartbeats = 0
  /// Reads on after an answer.
  var resume: () -> Void = {}

  init(_ core: ServerCore, pool: NIOThreadPool) {
    self.core = core
    self.pool = pool
  }

  private var limits: ServerLimits { core.options.limits }

  // MARK: - The connection

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func channelActive(context: ChannelHandlerContext) {
    arm(limits.idleTime) { $0.close() }
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    timer = nil
    if let subscription { subscription.hub.remove(subscription.client) }
    subscription = nil
    self.context = nil
    resume = {}
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard event as? ChannelEvent == .inputClosed else {
      return context.fireUserInboundEventTriggered(event)
    }
    hasEnded = true
    if phase != .answering { close() }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // Bytes behind those that were no request are told of once more.
    if error is ByteToMessageDecoderError { return }
    guard let error = error as? HTTPParserError, error != .invalidEOFState else {
      return phase == .answering && error is HTTPParserError ? () : close()
    }
    fault = Connection.answer(to: error)
    if phase == .waiting { answerNext() }
  }

  private static func answer(to error: HTTPParserError) -> Response {
    switch error {
    case .headerOverflow:
      .sentence(431, "请求的开头太大。", "The head of the request is too large.")
    case .invalidVersion:
      .sentence(505, "这个服务器只懂 HTTP/1。", "This server knows HTTP/1 only.")
    default: .sentence(400, "请求的写法不对。", "The request is malformed.")
    }
  }

  private func close() { context?.close(promise: nil) }

  /// Sets the one timer of the connection, in the place of the one before.
  private func arm(_ milliseconds: Int, _ action: @escaping (Connection) -> Void) {
    timer?.cancel()
    guard let context else { return }
    timer = context.eventLoop.assumeIsolated().scheduleTask(
      in: .milliseconds(Int64(milliseconds))
    ) { action(self) }
  }

  // MARK: - Requests

  /// The most requests that wait for the answer to one before; more than a read can bring.
  private static let mostWaiting = 2000

  /// Notes that bytes of a head have come. The time of a head counts from its first bytes on.
  func noteBytes() {
    guard !isWithinHead, phase == .waiting else { return }
    isWithinHead = true
    arm(limits.headTime) { connection in
      guard connection.phase == .waiting else { return }
      connection.fault = .sentence(408, "请求没有及时发完。", "The request did not come in time.")
      connection.answerNext()
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(let head) = unwrapInboundIn(data), phase == .waiting || phase == .answering,
      fault == nil
    else { return }
    isWithinHead = false
    guard waiting.count < Connection.mostWaiting else { return close() }
    waiting.append(
      RequestHead(
        method: head.method.rawValue, target: head.uri, minorVersion: head.version.minor,
        fields: head.headers.map { ($0.name, $0.value) }))
    if phase == .waiting { answerNext() }
  }

  private func answerNext() {
    guard let context else { return }
    timer?.cancel()
    guard !waiting.isEmpty else {
      if let fault {
        phase = .answering
        return send(fault, closing: true)
      }
      if hasEnded { return close() }
      phase = .waiting
      arm(limits.idleTime) { $0.close() }
      return resume()
    }
    let head = waiting.removeFirst()
    phase = .answering
    if let refusal = core.gate.refusal(of: head, port: context.localAddress?.port ?? 0) {
      let isLast = refusal.status != 403 || head.hasBody
      return send(refusal, head, closing: isLast)
    }
    switch core.admission(of: head, from: context.remoteAddress?.ipAddress ?? "") {
    case .right: ask(head)
    case .missing: send(Password.demand, head)
    case .tooMany: send(Password.tooMany, head, closing: true)
    case .wrong: arm(limits.wrongPasswordDelay) { $0.send(Password.demand, head) }
    }
  }

  /// Asks the responder, on another thread.
  private func ask(_ head: RequestHead) {
    guard let context, let target = head.localTarget else { return close() }
    let request = Request(
      head.method == "HEAD" ? .head : .get, target, head.fields,
      isOnLoopback: context.remoteAddress?.isLoopback ?? false)
    let responder = core.responder
    pool.runIfActive(eventLoop: context.eventLoop) { responder.respond(to: request) }
      .assumeIsolated().whenComplete { result in
        switch result {
        case .success(let response): self.send(response, head)
        case .failure: self.close()
        }
      }
  }

  // MARK: - Answers

  private func send(_ response: Response, _ head: RequestHead? = nil, closing: Bool = false) {
    guard let context else { return }
    closesAfterAnswer = closing || hasEnded || !(head?.keepsConnection ?? false)
    let head = AnswerHead(
      response, isHead: head?.method == "HEAD", closes: closesAfterAnswer, now: secondsNow())
    closesAfterAnswer = head.closes
    context.write(
      wrapOutboundOut(
        .head(
          HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: head.status),
            headers: HTTPHeaders(head.fields)))), promise: nil)
    switch head.body {
    case .events(let hub): stream(hub)
    case let body:
      reader = SegmentReader(body.segments)
      sendNext()
    }
  }

  /// The most bytes that are read at a time; the client has taken them before the next ones are read.
  private static let chunk = 128 << 10
  /// The bytes by which is seen that a client takes something.
  private static let slice = 16 << 10

  private func sendNext() {
    guard let context else { return }
    guard reader.readsFile(within: Connection.chunk) else {
      guard let bytes = reader.next(atMost: Connection.chunk) else { return close() }
      return send(bytes)
    }
    let reader = reader
    pool.runIfActive(eventLoop: context.eventLoop) {
      var ahead = reader
      let bytes = ahead.next(atMost: Connection.chunk)
      return (ahead, bytes)
    }.assumeIsolated().whenComplete { result in
      guard case .success(let (reader, bytes)) = result, let bytes else { return self.close() }
      self.reader = reader
      self.send(bytes)
    }
  }

  /// Sends a chunk, and then what follows it.
  private func send(_ bytes: [UInt8]) {
    guard let context else { return }
    var buffer = context.channel.allocator.buffer(bytes: bytes)
    watchProgress()
    while let slice = buffer.readSlice(length: min(Connection.slice, buffer.readableBytes)),
      slice.readableBytes > 0
    {
      write(.body(.byteBuffer(slice))) { $0.watchProgress() }
    }
    if reader.rest > 0 {
      write(.body(.byteBuffer(ByteBuffer()))) { $0.sendNext() }
    } else {
      write(.end(nil)) { $0.finish() }
    }
    context.flush()
  }

  private func write(
    _ part: HTTPServerResponsePart, then action: @escaping (Connection) -> Void
  ) {
    guard let context else { return }
    let promise = context.eventLoop.makePromise(of: Void.self)
    promise.futureResult.assumeIsolated().whenComplete { result in
      if case .success = result { action(self) } else { self.close() }
    }
    context.write(wrapOutboundOut(part), promise: promise)
  }

  private func watchProgress() { arm(limits.stallTime) { $0.close() } }

  private func finish() {
    guard closesAfterAnswer else { return answerNext() }
    phase = .lingering
    waiting = []
    context?.close(mode: .output, promise: nil)
    if hasEnded { return close() }
    arm(limits.lingerTime) { $0.close() }
    resume()
  }

  // MARK: - Event streams

  private func stream(_ hub: EventHub) {
    guard let context else { return }
    phase = .streaming
    waiting = []
    let loop = context.eventLoop
    let bound = NIOLoopBound(self, eventLoop: loop)
    let client = hub.add { loop.execute { bound.value.deliver() } }
    subscription = (hub, client)
    writeRaw(Array("retry: 1000\n\n".utf8))
    deliver()
    beat()
    if hasEnded { close() } else { resume() }
  }

  /// Sends the newest event, unless the client has it, or has not yet taken what was sent before.
  private func deliver() {
    guard let context, context.channel.isWritable, let subscription,
      let event = subscription.hub.newest(after: lastEvent)
    else { return }
    lastEvent = event.number
    writeRaw(event.bytes)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable, phase == .streaming {
      missedHeartbeats = 0
      deliver()
    }
    context.fireChannelWritabilityChanged()
  }

  private func beat() {
    arm(limits.heartbeat) { connection in
      guard let context = connection.context else { return }
      if context.channel.isWritable {
        connection.writeRaw(Array(":\n\n".utf8))
      } else {
        connection.missedHeartbeats += 1
        let silence = connection.missedHeartbeats * connection.limits.heartbeat
        if silence >= connection.limits.stallTime { return connection.close() }
      }
      connection.beat()
    }
  }

  private func writeRaw(_ bytes: [UInt8]) {
    guard let context else { return }
    let buffer = context.channel.allocator.buffer(bytes: bytes)
    context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
  }
}
