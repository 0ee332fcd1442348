internal import ByteText
package import Files
internal import Glibc
internal import Programs

/// An installed Chromium, or a browser made from it, which prints pages.
package struct Chromium: Sendable {
  /// The path of the program.
  package let program: String

  /// A browser at a path; nil if no program stands there.
  package init?(at path: String) {
    guard let path = resolvedPath(of: path), isProgram(path) else { return nil }
    program = path
  }

  /// The first browser in a list of folders, which colons divide, as `PATH` is; nil where they have none.
  package static func installed(in folders: String) -> Chromium? {
    installedProgram(names, in: folders).map(Chromium.init(program:))
  }

  private init(program: String) { self.program = program }

  /// The names under which systems install it.
  private static let names = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "microsoft-edge-stable", "brave-browser",
  ]

  /// The reason why a page was not printed.
  package enum Failure: Error, Equatable, Sendable {
    case notStarted
    case outOfTime(seconds: Int)
    /// The browser ended without a file.
    case noFile(status: Int32)
    /// A file that the person has, and that BranchPress did not make, stands in the place of the new one.
    case foreign
    case file(FileError)
  }

  /// Prints the page of a file, `page`, by its absolute path, as a file of a folder, by way of a folder `room` for the
  /// browser's own files, which is removed afterwards. A file of another origin is left as it is.
  package func print(
    page: String, as path: FilePath, in folder: Folder, seconds: Int = 60
  ) throws(Failure) {
    if folder.kind(of: path) != nil, !isPrinted(path, in: folder) { throw .foreign }
    let room = FilePath(fixed: "branchpress-printing.tmp")
    folder.removeWhatever(at: room)
    defer { folder.removeWhatever(at: room) }
    do throws(FileError) {
      try folder.makeFolder(room)
      if let above = path.folder { try folder.makeFolder(above) }
    } catch { throw .file(error) }
    guard let place = resolvedPath(of: folder.shown(room)) else { throw .file(.missing) }
    let browser = ChildProcess(
      program, arguments(page: page, room: place), limits: ChildProcess.Limits(seconds: seconds))
    let made = FilePath(fixed: "branchpress-printing.tmp/page.pdf")
    switch browser.run().end {
    case .notStarted: throw .notStarted
    case .outOfTime: throw .outOfTime(seconds: seconds)
    case .killed(let signal):
      // As shells say it.
      throw .noFile(status: 128 + signal)
    case .ended(let status):
      guard folder.kind(of: made) == .regular, isPDF(made, in: folder) else {
        throw .noFile(status: status)
      }
    }
    do throws(FileError) {
      let file = try folder.openAtEnd(made)
      try file.append(Array(mark.utf8))
      _ = try file.finish()
      try folder.move(made, to: path)
    } catch { throw .file(error) }
  }

  private func arguments(page: String, room: String) -> [String] {
    arguments(
      ["--no-pdf-header-footer", "--print-to-pdf=\(room)/page.pdf"], opening: page, room: room)
  }

  /// The arguments with which a page is opened without a window; `room` is a folder for the browser's own files.
  func arguments(_ more: [String], opening page: String, room: String) -> [String] {
    [
      "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check",
      "--disable-extensions", "--disable-background-networking", "--disable-component-update",
      "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars",
      "--user-data-dir=\(room)/profile",
      // Chromium does not put root into its sandbox; the pages are the site's own.
    ] + (geteuid() == 0 ? ["--no-sandbox"] : []) + more + [fileAddress(of: page)]
  }
}

/// The comment behind the end of a PDF file by which BranchPress knows its own; readers of PDF take no notice of it.
private let mark = "%BranchPress\n"

/// Whether a file was printed by BranchPress.
private func isPrinted(_ path: FilePath, in folder: Folder) -> Bool {
  guard folder.kind(of: path) == .regular,
    case .success(let bytes) = folder.read(path, limit: largestPDF)
  else { return false }
  return bytes.suffix(mark.utf8.count).elementsEqual(mark.utf8)
}

private func isPDF(_ path: FilePath, in folder: Folder) -> Bool {
  folder.readPrefix(path, limit: 5).elementsEqual("%PDF-".utf8)
}

/// The most bytes of a PDF file that is compared.
private let largestPDF = 1 << 30

/// The address of a file by its absolute path.
func fileAddress(of path: String) -> String {
  var writer = ByteWriter(capacity: path.utf8.count * 2 + 8)
  writer.append("file://")
  writer.append(urlPath: path)
  return String(decoding: writer.array(), as: UTF8.self)
}
