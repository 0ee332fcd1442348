package import Files
internal import Programs

/// The programs of a computer that draw an SVG as a PNG: Chromium, or else vips, which also makes a PNG smaller.
package struct Drawer: Sendable {
  private let browser: Chromium?
  private let vips: String?

  /// The programs in a list of folders, which colons divide, as `PATH` is, with a browser in place of one that is found there;
  /// nil if none of them draws.
  package init?(browser: Chromium? = nil, installedIn folders: String) {
    self.browser = browser ?? Chromium.installed(in: folders)
    vips = installedProgram(["vips"], in: folders)
    if self.browser == nil, vips == nil { return nil }
  }

  /// The reason why a drawing was not made.
  package enum Failure: Error, Equatable, Sendable {
    /// No program made a picture of it.
    case notDrawn
    case file(FileError)
  }

  /// Draws an SVG of a size in pixels, and returns it as a PNG, with a palette if that is allowed and shorter. `room` is a folder
  /// for the files of the programs.
  package func draw(
    _ svg: [UInt8], width: Int, height: Int, mayHavePalette: Bool, in room: Folder,
    seconds: Int = 60
  ) throws(Failure) -> [UInt8] {
    do throws(FileError) {
      for path in [drawing, drawn, smaller] { room.removeWhatever(at: path) }
      let file = try room.create(drawing)
      try file.append(svg)
      _ = try file.finish()
    } catch { throw .file(error) }
    guard let place = resolvedPath(of: room.path) else { throw .file(.missing) }
    if let browser {
      let options = [
        "--screenshot=\(place)/\(drawn.text)", "--window-size=\(width),\(height)",
        "--force-device-scale-factor=1", "--default-background-color=00000000",
      ]
      let page = "\(place)/\(drawing.text)"
      run(browser.program, browser.arguments(options, opening: page, room: place), seconds)
    }
    if png(drawn, in: room) == nil {
      room.removeWhatever(at: drawn)
      run(vips, ["copy", "\(place)/\(drawing.text)", "\(place)/\(drawn.text)"], seconds)
    }
    guard let whole = png(drawn, in: room) else { throw .notDrawn }
    // A drawing has few colours.
    guard mayHavePalette else { return whole }
    let few = ["--palette", "--compression", "9", "--effort", "10", "--strip"]
    run(vips, ["pngsave", "\(place)/\(drawn.text)", "\(place)/\(smaller.text)"] + few, seconds)
    return [png(smaller, in: room), whole].compactMap(\.self).min { $0.count < $1.count } ?? whole
  }

  /// Whether the computer has one of these families of fonts, as fontconfig says; true where it cannot be asked.
  package static func hasFont(of families: [String], asking folders: String) -> Bool {
    guard let program = installedProgram(["fc-list"], in: folders) else { return true }
    return families.contains { family in
      ChildProcess(program, ["--quiet", family], limits: ChildProcess.Limits(seconds: 20)).run().end
        == .ended(status: 0)
    }
  }

  private func run(_ program: String?, _ arguments: [String], _ seconds: Int) {
    guard let program else { return }
    _ = ChildProcess(program, arguments, limits: ChildProcess.Limits(seconds: seconds)).run()
  }
}

private let (drawing, drawn, smaller) = (
  FilePath(fixed: "drawing.svg"), FilePath(fixed: "drawn.png"), FilePath(fixed: "smaller.png")
)

/// A picture that a program has made, nil if it is no whole PNG.
private func png(_ path: FilePath, in room: Folder) -> [UInt8]? {
  guard room.kind(of: path) == .regular, let bytes = try? room.read(path, limit: 64 << 20).get(),
    bytes.starts(with: [0x89] + Array("PNG".utf8)),
    bytes.dropLast(4).suffix(4) == Array("IEND".utf8)[...]
  else { return nil }
  return bytes
}
