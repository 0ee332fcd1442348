internal import Glibc

/// Another program that runs for a limited time. It is the one place of BranchPress that starts programs, apart from what
/// builds a site, which needs none.
struct ChildProcess {
  /// The end of a child process.
  enum End: Equatable {
    /// The program could not be started.
    case notStarted
    /// It ended by itself, with this status.
    case ended(status: Int32)
    /// It did not end in time, and was ended.
    case outOfTime
  }

  /// The path of the program, and its arguments.
  let program: String
  let arguments: [String]

  /// Runs the program with closed ears and mouth, and waits for it at most some seconds. Whatever it started in turn is ended
  /// with it.
  func run(atMost seconds: Int) -> End {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    let streams: [(Int32, Int32)] = [(0, O_RDONLY), (1, O_WRONLY), (2, O_WRONLY)]
    for (stream, mode) in streams {
      unsafe posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", mode, 0)
    }
    // A group of its own, so that all of it can be ended.
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var words = unsafe copies(of: [program] + arguments)
    var surroundings = unsafe copies(of: Self.surroundings)
    defer { unsafe (words + surroundings).forEach { unsafe free($0) } }
    var child: pid_t = 0
    let failure = unsafe posix_spawn(
      &child, program, &actions, &attributes, &words, &surroundings)
    return failure == 0 ? wait(for: child, atMost: seconds) : .notStarted
  }

  /// The variables of the environment that a child gets, as far as they are set.
  private static var surroundings: [String] {
    let names: [String] = [
      "HOME", "PATH", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TZ", "FONTCONFIG_FILE",
      "FONTCONFIG_PATH", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS", "XDG_RUNTIME_DIR",
    ]
    return names.compactMap { name in
      guard let value = unsafe getenv(name) else { return nil }
      return unsafe "\(name)=\(String(cString: value))"
    }
  }

  private func wait(for child: pid_t, atMost seconds: Int) -> End {
    var status: Int32 = 0
    let deadline = seconds * 1000 / Self.pause
    for _ in 0..<deadline {
      let ended = unsafe waitpid(child, &status, WNOHANG)
      if ended == child {
        // What it left running has nothing more to do.
        kill(-child, SIGKILL)
        return .ended(status: status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F)
      }
      if ended < 0, errno != EINTR { return .notStarted }
      usleep(UInt32(Self.pause * 1000))
    }
    kill(-child, SIGKILL)
    unsafe waitpid(child, &status, 0)
    return .outOfTime
  }

  /// The milliseconds between two looks at a running child.
  private static let pause = 20
}

/// Copies of texts as C has lists of them; the caller frees each.
private func copies(of texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
  unsafe texts.map { unsafe strdup($0) } + [nil]
}
