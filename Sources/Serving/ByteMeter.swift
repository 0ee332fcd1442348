internal import NIOCore

/// Stands before the decoder: reads only when the connection waits for something, times the head, and drops what comes after
/// the last answer.
final class ByteMeter: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let connection: Connection
  private var isReadHeld = false
  private var dropped = 0

  init(_ connection: Connection) { self.connection = connection }

  func handlerAdded(context: ChannelHandlerContext) {
    connection.resume = { [weak self] in
      guard let self, self.isReadHeld else { return }
      self.isReadHeld = false
      context.read()
    }
  }

  func read(context: ChannelHandlerContext) {
    if connection.phase == .answering { isReadHeld = true } else { context.read() }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch connection.phase {
    case .waiting, .answering:
      connection.noteBytes()
      context.fireChannelRead(data)
    case .streaming, .lingering:
      dropped += unwrapInboundIn(data).readableBytes
      if dropped > ByteMeter.mostDropped { context.close(promise: nil) }
    }
  }

  /// The most bytes that a client can send after the last request that is answered.
  private static let mostDropped = 4 << 20
}
