import ArgumentParser
import Content
import Diagnostics
import Files
import Portal
import Printing

struct Card: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "card",
      abstract: say(
        "生成分享图和图标，存进 content 文件夹。",
        "Make the share card and the icons of the site in `content`."),
      discussion: say(
        "分享图 card.png 上有网站的名称、单位和标志，别人转发网站的链接时显示；图标用标志做成。改了名称、标志或者颜色以后，再运行一次。要用电脑上装好的 Chromium、Chrome 或 Edge，没有时用 vips。",
        "The share card, card.png, has the site's title, organisation and logo; messengers show it beside links to the site. The icons are made of the logo. Run the command again after a change of title, logo or colour. An installed Chromium, Chrome or Edge is used, or else vips."
      ))
  }

  @Flag(
    help: ArgumentHelp(
      say(
        "不是本命令生成的同名文件，也换成新的", "Also replace files of the same names that this command did not make."
      )))
  var force = false

  @OptionGroup var browser: BrowserArguments

  @OptionGroup var sources: SourceArguments

  @OptionGroup var common: CommonArguments

  func run() throws {
    var problems: [Diagnostic] = []
    guard let files = SharedFiles(options, diagnostics: &problems) else { try end(problems) }
    let drawer = try drawer()
    if !files.fonts.isEmpty, !Drawer.hasFont(of: files.fonts, asking: programFolders) {
      problems.append(noFont(files.fonts))
    }
    let room = try room()
    defer { room.folder.removeWhatever(at: room.name) }
    for file in files.files {
      let shown = files.content.shown(file.path)
      if !force, let path = files.foreign(inPlaceOf: file) {
        problems.append(foreign(files.content.shown(path)))
        continue
      }
      do throws(Drawer.Failure) {
        let isNew = try make(file, of: files, with: drawer, in: room)
        printLine(
          isNew
            ? say("已写入 \(shown)。", "Wrote \(shown).")
            : say("\(shown) 没有变化。", "\(shown) is unchanged."))
      } catch {
        problems.append(failure(shown, error))
        // A program that does not draw one picture draws none.
        break
      }
    }
    if problems.hasErrors { try end(problems) }
    printFindings(Findings(problems), all: true)
  }

  /// Draws a file's pictures and writes it; false if it is what it was.
  private func make(
    _ file: SharedFile, of files: SharedFiles, with drawer: Drawer, in room: Room
  ) throws(Drawer.Failure) -> Bool {
    var pictures: [[UInt8]] = []
    for drawing in file.drawings {
      pictures.append(
        try drawer.draw(
          drawing.svg, width: drawing.width, height: drawing.height,
          // Programs of Windows read no palettes in icon files.
          mayHavePalette: file.drawings.count == 1, in: room.inside))
    }
    guard let bytes = file.bytes(of: pictures) else { throw .notDrawn }
    do throws(FileError) { return try files.write(file, bytes) } catch { throw .file(error) }
  }

  private var options: BuildOptions {
    BuildOptions(
      content: sources.documents.content, templates: sources.templates, now: .current,
      jobs: coreCount())
  }

  private func drawer() throws -> Drawer {
    if let drawer = Drawer(browser: try browser.chosen(), installedIn: programFolders) {
      return drawer
    }
    throw WrongUse.noDrawer
  }

  /// A folder for the files of other programs, within that of the records of builds.
  private struct Room {
    let folder: Folder
    let name = FilePath(fixed: "drawing.tmp")
    let inside: Folder
  }

  private func room() throws -> Room {
    do throws(FileError) {
      let folder = try Folder.make(options.state)
      let name = FilePath(fixed: "drawing.tmp")
      folder.removeWhatever(at: name)
      try folder.makeFolder(name)
      return Room(folder: folder, inside: try Folder(name, in: folder))
    } catch {
      try end([error.notWritten(options.state)])
    }
  }

  private func end(_ problems: [Diagnostic]) throws -> Never {
    printFindings(Findings(problems), all: true)
    throw ExitCode(1)
  }
}

private func failure(_ file: String, _ failure: Drawer.Failure) -> Diagnostic {
  switch failure {
  case .notDrawn:
    Diagnostic(
      .error, "not-drawn", at: nil,
      Message("没有画出 \(file)", "\(file) could not be drawn"),
      suggestion: Message(
        "更新 Chromium，或者用 --browser 指定另一个浏览器",
        "update Chromium, or name another browser with --browser"))
  case .file(let error): error.notWritten(file)
  }
}

private func foreign(_ file: String) -> Diagnostic {
  Diagnostic(
    .warning, "foreign-picture", at: nil,
    Message(
      "这个文件不是 branchpress card 生成的，没有覆盖：\(file)",
      "`branchpress card` did not make this file and left it untouched: \(file)"),
    suggestion: Message(
      "要换成新生成的，加上 --force 再运行一次；要用自己的，不必理会",
      "to have it replaced, run the command with --force; to keep your own, do nothing"))
}

private func noFont(_ families: [String]) -> Diagnostic {
  let name = families.first ?? ""
  return Diagnostic(
    .warning, "no-font", at: nil,
    Message(
      "电脑上没有字体 \(name)（思源宋体），分享图上的字用的是别的字体",
      "the font \(name) is not installed, so the share card is set in another one"),
    suggestion: Message(
      "在 Debian、Ubuntu 上运行 sudo apt install fonts-noto-cjk，再运行一次 branchpress card",
      "on Debian or Ubuntu run `sudo apt install fonts-noto-cjk`, then `branchpress card` again"))
}

extension WrongUse {
  /// That no program is installed that draws.
  fileprivate static var noDrawer: WrongUse {
    WrongUse(
      "no-browser",
      Message(
        "画分享图和图标要用 Chromium 或者 vips，这台电脑上都没有找到",
        "pictures are drawn with Chromium or vips, neither of which was found on this computer"),
      Message(
        "在 Debian、Ubuntu 上运行 sudo apt install chromium，或者 sudo apt install libvips-tools",
        "on Debian or Ubuntu run `sudo apt install chromium` or `sudo apt install libvips-tools`"))
  }
}
