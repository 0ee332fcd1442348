internal import CPrograms
internal import Glibc

/// Continues as another program, which gets this one's terminal, its environment and these arguments. Returns only if it cannot be
/// started.
package func replaceProcess(by program: String, _ arguments: [String]) {
  let words = unsafe copies(of: [program] + arguments)
  defer { unsafe words.forEach { unsafe free($0) } }
  unsafe execv(program, words)
}

/// Starts a program that goes on for as long as it likes, apart from this one and its terminal, such as a browser; whether it was
/// started. It gets the whole environment, no file or connection of this program, and what it writes leads nowhere.
package func startApart(_ program: String, _ arguments: [String]) -> Bool {
  // POSIX_SPAWN_SETSID, which the header has for GNU programs alone: a session of its own, so that Ctrl+C ends this program alone.
  let apart: Int32 = 0x80
  return unsafe spawn(program, arguments, in: wholeEnvironment, flags: apart) { actions in
    unsafe posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(actions, 1, "/dev/null", O_WRONLY, 0)
    unsafe posix_spawn_file_actions_addopen(actions, 2, "/dev/null", O_WRONLY, 0)
    unsafe branchpress_close_from(actions, 3)
  } != nil
}

/// Starts a program whose files `prepare` arranges, with these variables of the environment. It takes all
/// signals, which threads of a pool do not. Nil if it cannot be started.
func spawn(
  _ program: String, _ arguments: [String], in surroundings: [String], flags: Int32,
  _ prepare: (UnsafeMutablePointer<posix_spawn_file_actions_t>) -> Void
) -> pid_t? {
  var actions = unsafe posix_spawn_file_actions_t()
  var attributes = posix_spawnattr_t()
  unsafe posix_spawn_file_actions_init(&actions)
  unsafe posix_spawnattr_init(&attributes)
  defer {
    unsafe posix_spawn_file_actions_destroy(&actions)
    unsafe posix_spawnattr_destroy(&attributes)
  }
  unsafe prepare(&actions)
  var none = sigset_t()
  unsafe sigemptyset(&none)
  unsafe posix_spawnattr_setsigmask(&attributes, &none)
  unsafe posix_spawnattr_setpgroup(&attributes, 0)
  unsafe posix_spawnattr_setflags(&attributes, Int16(flags | Int32(POSIX_SPAWN_SETSIGMASK)))
  var words = unsafe copies(of: [program] + arguments)
  var variables = unsafe copies(of: surroundings)
  defer { unsafe (words + variables).forEach { unsafe free($0) } }
  var child: pid_t = 0
  let failure = unsafe posix_spawn(
    &child, program, &actions, &attributes, &words, &variables)
  return failure == 0 ? child : nil
}

/// All variables of the environment, each as `NAME=value`.
private var wholeEnvironment: [String] {
  var variables: [String] = []
  var next = unsafe environ
  while let variable = unsafe next.pointee {
    unsafe variables.append(String(cString: variable))
    unsafe next += 1
  }
  return variables
}

/// Copies of texts as C has lists of them; the caller frees each.
private func copies(of texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
  unsafe texts.map { unsafe strdup($0) } + [nil]
}
