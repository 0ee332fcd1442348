package import Files
internal import Glibc
internal import Pictures
internal import Programs

/// The `vips` program of libvips (Debian's package `libvips-tools`), which makes renditions as a child process.
package struct VipsProgram: Sendable, Hashable {
  /// The absolute path of the program.
  package let path: String
  /// The version, such as `8.14.1`: an input of the build, since the bytes of renditions depend on it.
  package let version: String
  /// The limits of time of each process.
  var seconds = 60
  var processorSeconds = 30

  /// A program whose version is known.
  init(path: String, version: String) {
    self.path = path
    self.version = version
  }

  /// The reason why no program is used.
  package enum Absence: Error, Sendable, Hashable {
    /// None of the folders has one.
    case missing
    /// It does not have what is needed, with its version.
    case tooOld(String)
    /// It does not say its version.
    case broken
  }

  /// The oldest version that has all options that are used.
  private static let oldest = [8, 13]

  /// The stamp of the first program in a list of folders, which colons divide, as `PATH` is; nil if none has one.
  package static func stamp(in folders: String) -> FileStamp? {
    path(in: folders).flatMap { stampOfProgram(at: $0) }
  }

  /// The path of the first program in a list of folders, which colons divide, as `PATH` is.
  static func path(in folders: String) -> String? {
    installedProgram(["vips"], in: folders)
  }

  /// The program at a path, which is started to ask for its version.
  static func ask(_ path: String) -> Result<VipsProgram, Absence> {
    var child = ChildProcess(path, ["--version"], limits: ChildProcess.Limits(seconds: 20))
    child.listensTo = .output
    child.variables = ["LC_ALL=C"]
    let result = child.run()
    let said = String(decoding: result.heard, as: UTF8.self)
    guard result.end == .ended(status: 0), let version = version(in: said) else {
      return .failure(.broken)
    }
    let numbers = version.split(separator: ".").map { Int($0) ?? 0 }
    return numbers.lexicographicallyPrecedes(oldest)
      ? .failure(.tooOld(version)) : .success(VipsProgram(path: path, version: version))
  }

  /// The version in `vips-8.14.1`, as the program says it; nil if it says something else.
  static func version(in said: String) -> String? {
    guard said.hasPrefix("vips-") else { return nil }
    let version = said.dropFirst(5).prefix { $0 == "." || $0.isASCII && $0.isNumber }
    let parts = version.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count >= 2 && parts.allSatisfy { !$0.isEmpty } ? String(version) : nil
  }

  /// The source of an operation.
  enum Source {
    /// The original, by its open file.
    case original
    /// A file of the working folder that an earlier operation made.
    case made(String)

    /// The path, for an argument.
    var path: String {
      switch self {
      case .original: ChildProcess.inputPath
      case .made(let name): name
      }
    }
  }

  /// Runs one operation in a working folder. Gives no failure if it succeeded, and what the program wrote.
  ///
  /// Loaders that libvips does not call safe are left out: of the formats in question that concerns BMP alone,
  /// which `allowsAllLoaders` lets in.
  func run(
    _ arguments: [String], on original: borrowing OpenFile, in folder: Folder,
    allowsAllLoaders: Bool = false
  ) -> (failure: RenditionFailure?, said: String) {
    var child = ChildProcess(path, arguments, limits: limits)
    child.folder = folder
    child.variables = [
      "LC_ALL=C", "TMPDIR=.", "VIPS_CONCURRENCY=1", "MALLOC_ARENA_MAX=2",
      // Limits of ImageMagick's own, which reads BMP.
      "MAGICK_THREAD_LIMIT=1", "MAGICK_DISK_LIMIT=0",
    ]
    if !allowsAllLoaders { child.variables.append("VIPS_BLOCK_UNTRUSTED=1") }
    let result = child.run(on: original)
    let said = String(decoding: result.heard, as: UTF8.self)
    return (RenditionFailure(ProgramEnd(result.end), saying: said), said)
  }

  private var limits: ChildProcess.Limits {
    var limits = ChildProcess.Limits(seconds: seconds)
    limits.processorSeconds = processorSeconds
    limits.memory = 1 << 30
    limits.fileSize = 1 << 30
    return limits
  }
}

extension VipsProgram {
  /// Makes a picture of just this size; nil if that succeeded. The colours of an original become those that screens show.
  func thumbnail(
    _ source: Source, to target: String, _ size: PictureSize, cuts: Bool,
    on original: borrowing OpenFile, in folder: Folder
  ) -> RenditionFailure? {
    let arguments =
      [
        "thumbnail", source.path, target, "\(size.width)", "--height", "\(size.height)",
        "--fail-on", "truncated",
      ] + (cuts ? ["--crop", "attention"] : ["--size", "force"])
    guard case .made(VipsProgram.base) = source else {
      // Without a profile of its own a picture in colours is taken to be in sRGB already. One in shades of grey is
      // refused then, and needs no other colours.
      let profiles = ["--import-profile", "srgb", "--export-profile", "srgb"]
      let (failure, said) = run(arguments + profiles, on: original, in: folder)
      if failure == nil || !said.contains("compatible input profile") { return failure }
      return run(arguments, on: original, in: folder).failure
    }
    return run(arguments, on: original, in: folder).failure
  }

  /// The name of the file to which an original is brought first.
  static let base = "base.tif"
}

extension ProgramEnd {
  init(_ end: ChildProcess.End) {
    switch end {
    case .notStarted: self = .notStarted
    case .ended(0): self = .succeeded
    case .ended: self = .failed
    case .outOfTime: self = .outOfTime
    case .killed(SIGXCPU): self = .outOfProcessorTime
    case .killed(SIGKILL), .killed(SIGTERM), .killed(SIGINT), .killed(SIGHUP):
      self = .endedByOthers
    case .killed: self = .crashed
    }
  }
}
