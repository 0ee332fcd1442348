internal import Glibc

// What stands outside of the folders that a build is given, and is only asked about.

/// The absolute path of a folder without links, which need not exist yet; nil if the part that is not there
/// leads up again (`new/../x`), so that nobody can say where it would be.
package func resolvedPath(of path: String) -> String? {
  if let resolved = unsafe realpath(path, nil) {
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
  guard let slash = path.utf8.lastIndex(of: separator) else {
    return joined(resolvedPath(of: "."), path)
  }
  let name = String(path[path.utf8.index(after: slash)...])
  let above = String(path[..<slash])
  if above.isEmpty { return joined("/", name) }
  return name.isEmpty ? resolvedPath(of: above) : joined(resolvedPath(of: above), name)
}

private func joined(_ folder: String?, _ name: String) -> String? {
  guard let folder, name != "..", name != "." else { return nil }
  return (folder == "/" ? "" : folder) + "/" + name
}

/// Whether a program that this process may run stands at a path of the person who runs it.
package func isProgram(_ path: String) -> Bool {
  var facts = stat()
  guard unsafe stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return false }
  return unsafe access(path, X_OK) == 0
}

/// The path of the first program by one of some names in a list of folders, which colons divide, as `PATH` is; nil if none
/// of them has one. Relative folders are left out.
package func installedProgram(_ names: [String], in folders: String) -> String? {
  let folders = folders.split(separator: ":").filter { $0.utf8.first == separator }
  return names.lazy.flatMap { name in folders.lazy.map { "\($0)/\(name)" } }.first(where: isProgram)
}

/// A variable of the environment; nil where it is empty, too.
package func environment(_ name: String) -> String? {
  guard let value = unsafe getenv(name) else { return nil }
  let text = unsafe String(cString: value)
  return text.isEmpty ? nil : text
}

/// The path of a program in the folder of the program that runs, links resolved; nil if there is none.
package func programBesideThisOne(_ name: String) -> String? {
  guard let program = resolvedPath(of: "/proc/self/exe"),
    let slash = program.utf8.lastIndex(of: separator)
  else { return nil }
  let path = program[...slash] + name
  return isProgram(String(path)) ? String(path) : nil
}

/// Whether a symbolic link stands at a path of the person who runs the program.
package func isLink(_ path: String) -> Bool {
  var facts = stat()
  return unsafe lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFLNK
}

/// The stamp of the file that this program runs from; nil if the system does not tell it.
package func stampOfProgram() -> FileStamp? {
  var facts = stat()
  return unsafe stat("/proc/self/exe", &facts) == 0 ? FileStamp(facts) : nil
}

/// The stamp of the program at a path of the person who runs this one, behind links; nil if there is none.
package func stampOfProgram(at path: String) -> FileStamp? {
  var facts = stat()
  return unsafe stat(path, &facts) == 0 ? FileStamp(facts) : nil
}

/// The name that the system gave to its current run, which another one has after each start; empty if it
/// gives none.
package func identityOfBoot() -> String {
  let path = FilePath(checked: "boot_id")
  let bytes = Folder(path: "/proc/sys/kernel/random").readPrefix(path, limit: 64)
  return String(decoding: bytes.filter { $0 > 0x20 }, as: UTF8.self)
}

/// Lets a write that meets the limit for the size of files fail as on a full disk; by itself the system would
/// end the program.
package func reportFilesThatAreTooLarge() { signal(SIGXFSZ, SIG_IGN) }
