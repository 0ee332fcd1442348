/// The port that a server listens on.
package enum ServerPort: Sendable, Equatable {
  /// This one and no other; 0 leaves the choice to the system.
  case exactly(Int)
  /// The first free one from here on.
  case from(Int)
}

/// The settings of a server.
package struct ServerOptions: Sendable {
  /// The address or the name to listen on; nil listens on this machine alone, over IPv4 and IPv6.
  package var host: String?
  /// The port, the same for each address.
  package var port: ServerPort
  /// The password that every request has to bring, for any user name; must be there where others can reach the server.
  package var password: String?
  /// Further hosts by which browsers may call the server, each for any port, or for one after a colon.
  package var allowedHosts: [String]
  /// The limits, which only tests change.
  package var limits = ServerLimits()

  /// Settings with the usual limits.
  package init(
    host: String? = nil, port: ServerPort = .from(4000), password: String? = nil,
    allowedHosts: [String] = []
  ) {
    self.host = host
    self.port = port
    self.password = password
    self.allowedHosts = allowedHosts
  }
}

/// The limits of a server; all times are in milliseconds.
package struct ServerLimits: Sendable {
  /// The most bytes of the names and values in a request's head, its target included.
  package var head = 16 << 10
  /// The most fields of a request's head.
  package var fields = 100
  /// The longest time from the first byte of a head to its last.
  package var headTime = 10_000
  /// The longest time that a connection waits for a request.
  package var idleTime = 30_000
  /// The longest time in which a client takes nothing of an answer.
  package var stallTime = 60_000
  /// The time between the comments that keep an event stream open.
  package var heartbeat = 15_000
  /// The longest time in which bytes are still taken, and dropped, after the last answer of a connection.
  package var lingerTime = 2_000
  /// The most connections at a time.
  package var connections = 1024
  /// The time before a wrong password is answered.
  package var wrongPasswordDelay = 500
  /// The most wrong passwords of one address within a second; further guesses are not looked at.
  package var wrongPasswords = 10
  /// The number of threads that ask the responder and read files.
  package var threads = 4

  /// The usual limits.
  package init() {}
}

/// The reason why a server did not start.
package enum ServerError: Error, Sendable, Equatable {
  /// Another program listens on the port, or on each of those that were tried.
  case portTaken(Int)
  /// The system lets this user not listen on the port.
  case notPermitted(Int)
  /// The port is not between 0 and 65535.
  case noPort(Int)
  /// The host has no address, or none of this machine.
  case unknownHost(String)
  /// Others can reach the address, and there is no password.
  case passwordMissing(String)
  /// The system refused, with its error number (errno(3)).
  case system(Int32)
}
