import Foundation
import Testing

/// The modules that each target may import: the design's table, and the whole of it.
private let allowed: [String: Set<String>] = [
  "ByteText": ["Glibc", "Swift"],
  "Diagnostics": [],
  "Phrases": ["CWords"],
  "Search": ["ByteText", "CFold"],
  "Dates": [],
  "Digests": ["ByteText", "CXXHash"],
  "Files": ["ByteText", "CFiles", "Glibc"],
  "Watching": ["Files", "Glibc"],
  "Pictures": [],
  "Metadata": ["ByteText"],
  "QRCodes": ["ByteText"],
  "Mustache": ["ByteText", "Diagnostics"],
  "FrontMatter": ["Diagnostics", "Dates", "CYAML"],
  "Markdown": ["ByteText", "Diagnostics", "Phrases", "CCommonMark", "Glibc"],
  "Feeds": ["ByteText", "Dates"],
  "Content": [
    "ByteText", "Diagnostics", "Dates", "FrontMatter", "Markdown", "Feeds", "Pictures", "Digests",
    "Files", "Search", "CTheme", "Dispatch", "Synchronization", "Glibc",
  ],
  "SiteModel": [
    "Renditions", "Content", "ByteText", "Diagnostics", "Dates", "FrontMatter", "Markdown",
    "Pictures", "Metadata", "Search", "Digests", "Files",
  ],
  "Pages": [
    "SiteModel", "Content", "ByteText", "Diagnostics", "Dates", "Mustache", "FrontMatter",
    "Markdown", "Feeds", "Phrases", "Pictures", "QRCodes", "Search", "Digests", "Files", "Glibc",
  ],
  "Publishing": [
    "Pages", "SiteModel", "Content", "ByteText", "Diagnostics", "Dates", "Mustache", "Search",
    "Digests", "Files",
  ],
  "Portal": [
    "Publishing", "Pages", "SiteModel", "Renditions", "Content", "ByteText", "Diagnostics",
    "Dates", "FrontMatter", "Mustache", "Pictures", "Metadata", "Digests", "Files", "CMemory",
  ],
  "ServeSettings": ["Dates", "Diagnostics"],
  "Preview": [
    "Portal", "Publishing", "Pages", "SiteModel", "Renditions", "Content", "ByteText",
    "Diagnostics", "Dates", "FrontMatter", "Mustache", "Search", "Digests", "Files",
    "Synchronization",
  ],
  "Programs": ["Files", "CPrograms", "Glibc"],
  "Serving": [
    "ByteText", "Files", "Pictures", "NIOCore", "NIOPosix", "NIOHTTP1", "Synchronization", "Glibc",
  ],
  "Printing": ["ByteText", "Files", "Programs", "Glibc"],
  "Renditions": [
    "Content", "ByteText", "Diagnostics", "Digests", "Files", "Pictures", "Programs", "Glibc",
  ],
  "branchpress": [
    "Portal", "Printing", "Programs", "ServeSettings", "Pages", "Content", "Diagnostics", "Dates",
    "Files", "ArgumentParser", "Glibc",
  ],
  "branchpress-serve": [
    "Preview", "Serving", "Watching", "ServeSettings", "CPreviewPage", "Portal", "Programs",
    "Pages", "Content", "Diagnostics", "Dates", "Digests", "Files", "ByteText", "Dispatch", "Glibc",
    "Synchronization",
  ],
  "conformance": [
    "Mustache", "Markdown", "ByteText", "Diagnostics", "Foundation", "Synchronization",
  ],
]

@Suite struct `The package` {
  @Test(arguments: allowed.keys.sorted())
  func `imports only downwards`(target: String) {
    let sources = SwiftSource.all.filter { $0.target == target }
    #expect(!sources.isEmpty)
    for source in sources {
      for module in source.imports {
        #expect(
          allowed[target]?.contains(module) == true, "\(target): \(source.file) imports \(module)")
      }
    }
  }

  @Test(arguments: [
    "import Glibc", "private import Glibc", "fileprivate  import\tGlibc", "package import Glibc",
    "@testable import Glibc", "@_exported @preconcurrency public import Glibc",
    "@_spi(Some) internal import Glibc", "import struct Glibc.stat", "import func Glibc.open",
    "let a = 1; import Glibc", "#if os(Linux)\n  import Glibc\n#endif", "import\n  Glibc",
    "/* why */ import /* what */ Glibc // where",
  ])
  func `sees every kind of import`(text: String) {
    #expect(SwiftSource(target: "Any", file: "Any.swift", text: text).imports == ["Glibc"])
  }

  @Test(arguments: [
    "// import Glibc", "let a = \"import Glibc\"", "let `import` = 1", "/* import Glibc */",
  ])
  func `takes nothing else for an import`(text: String) {
    #expect(SwiftSource(target: "Any", file: "Any.swift", text: text).imports == [])
  }

  /// Everything that reaches files goes through `Files`, which cannot leave the folder that it is given.
  @Test func `has one door to the file system`() {
    // Calls that take a path are marked as unsafe in Swift; the others take a descriptor.
    let withPath = [
      "open", "openat", "openat2", "creat", "fopen", "freopen", "opendir", "scandir", "nftw",
      "glob", "stat", "lstat",
      "fstatat", "statx", "access", "faccessat", "readlink", "realpath", "mkdir", "mkdirat",
      "rmdir", "unlink",
      "unlinkat", "remove", "rename", "renameat", "renameat2", "link", "linkat", "symlink",
      "symlinkat", "truncate",
      "chmod", "chown", "utimes", "utimensat", "mkfifo", "mknod", "chdir", "tmpfile", "mkstemp",
      "mkdtemp", "mmap", "statfs", "inotify_add_watch",
    ]
    let withDescriptor = [
      "fdopendir", "fstat", "ftruncate", "fchmod", "fchown", "futimens", "fchdir", "flock", "lockf",
      "copy_file_range", "sendfile", "fsync", "fdatasync", "FileManager", "FileHandle", "Process",
    ]
    var found: [String] = []
    for (path, data) in filesBelow(packageFolder.appending(path: "Sources"))
    where path.hasSuffix(".swift") || path.hasSuffix(".c") {
      // The conformance runner reads its cases from standard input.
      if ["Files/", "CFiles/", "conformance/"].contains(where: path.hasPrefix) { continue }
      let text = String(decoding: data, as: UTF8.self)
      for match in text.matches(
        of: /(?<mark>unsafe |Glibc\.|func |[.\w])?\b(?<call>[A-Za-z0-9_]+)\(/)
      {
        let (mark, call) = (match.mark.map(String.init) ?? "", String(match.call))
        let isCall = mark.isEmpty || mark == "unsafe " || mark == "Glibc."
        let isMarked = isCall && (!mark.isEmpty || path.hasSuffix(".c"))
        if isMarked && withPath.contains(call) || isCall && withDescriptor.contains(call) {
          found.append("\(path): \(mark)\(call)")
        }
      }
    }
    #expect(found == [])
  }

  /// `Printing` starts the browser that a person has installed, for `branchpress pdf` alone, and `Renditions` libvips, without
  /// which a build goes on; both through `Programs`, which keeps them within limits. `branchpress serve` continues as the program
  /// that serves, and that opens a browser.
  @Test func `starts programs in one place`() {
    let calls = [
      "posix_spawn", "posix_spawnp", "fork", "vfork", "system", "popen", "execve", "execv",
    ]
    var found: Set<String> = []
    for (path, data) in filesBelow(packageFolder.appending(path: "Sources"))
    where path.hasSuffix(".swift") || path.hasSuffix(".c") {
      let text = String(decoding: data, as: UTF8.self)
      for match in text.matches(of: /(?<mark>func |case |[.\w])?\b(?<call>[a-z_]+)\(/)
      where match.mark == nil && calls.contains(String(match.call)) {
        found.insert("\(path): \(match.call)")
      }
    }
    #expect(
      found == [
        "Programs/OtherProcesses.swift: execv", "Programs/OtherProcesses.swift: posix_spawn",
      ])
  }

  @Test func `has no target that the table does not name`() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: packageFolder.appending(path: "Sources").path)
    // Modules of C have a second capital behind the `C`.
    let swift = folders.filter { !$0.hasPrefix("C") || $0.dropFirst().first?.isLowercase == true }
    #expect(Set(swift) == Set(allowed.keys))
  }

  @Test func `embeds every file of the theme and the starter portal, and no other`() throws {
    let list = try String(
      contentsOf: packageFolder.appending(path: "Sources/CTheme/embedded.c"), encoding: .utf8)
    let embedded = list.matches(of: /\{"([^"]+)"/).map { String($0.1) }
    let files = ["templates", "starter"].flatMap { folder in
      filesBelow(packageFolder.appending(path: folder)).keys.map { folder + "/" + $0 }
    }
    #expect(embedded == files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  /// Files may move to other folders, so that only their names are held to be there.
  @Test(arguments: ["fingerprints", "journal", "markdown", "phrases", "pictures", "search"])
  func `has every file that a page of docs/internals names`(page: String) throws {
    let text = try String(
      contentsOf: packageFolder.appending(path: "docs/internals/\(page).md"), encoding: .utf8)
    let files = ["Sources", "Tests", "Scripts", "docs"].flatMap { folder in
      filesBelow(packageFolder.appending(path: folder)).keys.map { "\(folder)/\($0)" }
    }
    let names = Set(files.compactMap { $0.split(separator: "/").last })
    let named = text.matches(of: /`([\w+]+\.swift)`/).map(\.output.1)
    #expect(named.filter { !names.contains($0) } == [])
    for match in text.matches(of: /`(Scripts\/[\w-]+)`/) {
      #expect(files.contains(String(match.output.1)), "\(match.output.1)")
    }
    for match in text.matches(of: /`(\w+Tests)`/) {
      #expect(names.contains("\(match.output.1).swift"), "\(match.output.1)")
    }
  }

  @Test func `keeps ARCHITECTURE.md to one page`() throws {
    let text = try String(
      contentsOf: packageFolder.appending(path: "ARCHITECTURE.md"), encoding: .utf8)
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 151)
  }
}
