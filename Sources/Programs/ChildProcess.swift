internal import CPrograms
package import Files
internal import Glibc

/// Another program that runs within limits of time, memory and output. No other target of BranchPress starts programs.
///
/// A child reads nothing, sees a few variables of the environment, and is alone in a group of processes that is ended with
/// it, so that nothing that it starts outlives it.
package struct ChildProcess: Sendable {
  /// The end of a child process.
  package enum End: Equatable, Sendable {
    /// The program could not be started.
    case notStarted
    /// It ended by itself, with this status.
    case ended(status: Int32)
    /// A signal ended it (signal(7)), such as the one for too much processor time.
    case killed(signal: Int32)
    /// It did not end in time, and was ended.
    case outOfTime
  }

  /// The limits of a child. Only the first is always there; the others hold for each process of the group by itself.
  package struct Limits: Sendable {
    /// The most seconds that the child may take by the clock.
    package var seconds: Int
    /// The most seconds of processor time; 0 for any number.
    package var processorSeconds = 0
    /// The most bytes of memory of its own; 0 for any number.
    package var memory = 0
    /// The most bytes of a file that it writes; 0 for any number.
    package var fileSize = 0

    /// A limit of time by the clock, and no other.
    package init(seconds: Int) { self.seconds = seconds }
  }

  /// One of the two streams to which a program writes.
  package enum Stream: Int32, Sendable { case output = 1, errors }

  /// The absolute path of the program.
  package var program: String
  /// The arguments, without the program's name.
  package var arguments: [String]
  /// The variables that the child gets besides those that each child gets, or in their place, each as `NAME=value`.
  package var variables: [String] = []
  /// The limits within which it runs.
  package var limits: Limits
  /// The folder in which it runs; nil for that of this process.
  package var folder: Folder?
  /// The stream that is listened to; the other one leads nowhere.
  package var listensTo = Stream.errors

  /// A program with its arguments and limits.
  package init(_ program: String, _ arguments: [String], limits: Limits) {
    self.program = program
    self.arguments = arguments
    self.limits = limits
  }

  /// The end of a run, and the first bytes of what the program wrote.
  package struct Result: Sendable {
    /// The way in which it ended.
    package let end: End
    /// At most `mostHeard` bytes.
    package let heard: [UInt8]
  }

  /// The most bytes that are kept of what a program writes.
  package static let mostHeard = 1 << 14

  /// The path by which a child reaches the file that it is given.
  package static let inputPath = "/proc/self/fd/3"

  /// Runs the program and waits for its end, at most as long as the limits allow.
  package func run() -> Result { run(input: -1) }

  /// Runs the program on a file, which it reaches at `inputPath` whatever the file's name is.
  package func run(on file: borrowing OpenFile) -> Result { run(input: file.descriptor) }

  private func run(input: Int32) -> Result {
    let failed = Result(end: .notStarted, heard: [])
    guard let ends = pipe() else { return failed }
    var listener = Listener(ends.read)
    defer { close(ends.read) }
    let child = start(input: input, mouth: ends.write)
    close(ends.write)
    guard let child else { return failed }
    branchpress_limit(
      child, UInt64(limits.processorSeconds), UInt64(limits.memory), UInt64(limits.fileSize))
    let end = wait(for: child, &listener)
    return Result(end: end, heard: listener.heard)
  }

  // MARK: - Starting

  /// Starts the program; nil if that is not possible.
  private func start(input: Int32, mouth: Int32) -> pid_t? {
    // Copies with numbers above those that the child's get, so that no action closes what the next one needs.
    let copies = [input, mouth].map { $0 < 0 ? -1 : fcntl($0, F_DUPFD_CLOEXEC, 10) }
    defer { copies.forEach { if $0 >= 0 { close($0) } } }
    if let folder, !folder.exists { return nil }
    let silent: Stream = listensTo == .errors ? .output : .errors
    // A group of its own, so that all of it can be ended.
    return unsafe spawn(
      program, arguments, in: surroundings, flags: POSIX_SPAWN_SETPGROUP
    ) { actions in
      if let folder { unsafe branchpress_run_in(actions, folder.descriptor) }
      unsafe posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0)
      unsafe posix_spawn_file_actions_addopen(actions, silent.rawValue, "/dev/null", O_WRONLY, 0)
      unsafe posix_spawn_file_actions_adddup2(actions, copies[1], listensTo.rawValue)
      if input >= 0 { unsafe posix_spawn_file_actions_adddup2(actions, copies[0], 3) }
      unsafe branchpress_close_from(actions, input >= 0 ? 4 : 3)
    }
  }

  /// The variables that the child gets: its own, and some of the environment, as far as they are set and none of its own has
  /// the name.
  private var surroundings: [String] {
    let names: [String] = [
      "HOME", "PATH", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TZ", "FONTCONFIG_FILE",
      "FONTCONFIG_PATH", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS", "XDG_RUNTIME_DIR",
    ]
    return variables
      + names.compactMap { name in
        guard !variables.contains(where: { $0.hasPrefix(name + "=") }),
          let value = unsafe getenv(name)
        else { return nil }
        return unsafe "\(name)=\(String(cString: value))"
      }
  }

  // MARK: - Waiting

  private func wait(for child: pid_t, _ listener: inout Listener) -> End {
    let watch = branchpress_watch(child)
    defer { if watch >= 0 { close(watch) } }
    let deadline = ContinuousClock.now + .seconds(limits.seconds)
    var isOutOfTime = false
    while !hasEnded(child) {
      let left = milliseconds(until: deadline)
      isOutOfTime = left == 0
      if isOutOfTime { break }
      // A kernel that cannot watch a child has it looked after every few milliseconds.
      listener.listen(atMost: watch >= 0 ? left : min(left, 5), watching: watch)
    }
    // Its number is its own, and its group's, as long as it is not waited for. What it left running has nothing more to do.
    kill(-child, SIGKILL)
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
    listener.listen()
    return isOutOfTime ? .outOfTime : Self.end(status)
  }

  private func hasEnded(_ child: pid_t) -> Bool {
    var facts = unsafe siginfo_t()
    let found = unsafe waitid(P_PID, id_t(child), &facts, WEXITED | WNOHANG | WNOWAIT)
    return found == 0 ? unsafe facts.si_signo == SIGCHLD : errno != EINTR
  }

  private static func end(_ status: Int32) -> End {
    let signal = status & 0x7F
    return signal == 0 ? .ended(status: status >> 8 & 0xFF) : .killed(signal: signal)
  }
}

/// The milliseconds until a moment, at most those of a day; 0 if it has passed.
private func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
  let (seconds, fraction) = (deadline - .now).components
  guard seconds >= 0, fraction >= 0 else { return 0 }
  return Int32(min(seconds, 86_400) * 1000 + fraction / 1_000_000_000_000_000)
}

/// Reads what a child writes, and keeps the beginning.
private struct Listener {
  private(set) var heard: [UInt8] = []
  private let ear: Int32
  private var isOpen = true

  init(_ ear: Int32) { self.ear = ear }

  /// Waits until a child that is watched has ended or written something, and reads that.
  mutating func listen(atMost milliseconds: Int32, watching child: Int32) {
    // A negative descriptor is passed over.
    var waiting = [
      pollfd(fd: child, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isOpen ? ear : -1, events: Int16(POLLIN), revents: 0),
    ]
    guard unsafe poll(&waiting, 2, milliseconds) > 0, waiting[1].revents != 0 else { return }
    listen()
  }

  /// Reads what is there, without waiting.
  mutating func listen() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while isOpen {
      let count = unsafe read(ear, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count == 0 { isOpen = false }
      guard count > 0 else { return }
      heard += buffer[..<min(count, ChildProcess.mostHeard - heard.count)]
    }
  }
}

private func pipe() -> (read: Int32, write: Int32)? {
  var ends: [Int32] = [-1, -1]
  return unsafe branchpress_pipe(&ends) == 0 ? (ends[0], ends[1]) : nil
}
