internal import Content
package import Diagnostics
internal import Files
internal import Pictures
internal import Publishing
package import Renditions
internal import SiteModel

/// The store of a site's renditions, with the program that makes them, if it is installed.
final class ScaledPictures {
  private var store: RenditionStore
  private let program: Result<VipsProgram, VipsProgram.Absence>
  private let options: BuildOptions
  private let isLookingOnly: Bool
  /// The folder of the store.
  let folder: Folder

  /// The store of a site; nil if the options want no renditions, if there are no pictures and there is no store, if there is no
  /// store for a site that is only looked at, or if none can be made, which is reported.
  init?(
    _ state: StateFolder, for assets: [FoundFile], _ options: BuildOptions, isLookingOnly: Bool,
    diagnostics: inout [Diagnostic]
  ) {
    let name = RenditionStore.folderName
    let isThere = state.folder.kind(of: name) != nil
    let isWanted =
      !isLookingOnly && assets.contains { MediaType(fileName: $0.name).isPicture }
    guard let folders = options.programs, isThere || isWanted else { return nil }
    do throws(FileError) {
      if !isThere { try state.folder.makeFolder(name) }
      folder = try Folder(name, in: state.folder)
    } catch {
      if !isLookingOnly { diagnostics.append(error.notWritten(state.folder.shown(name))) }
      return nil
    }
    store = RenditionStore(in: folder, for: state.output)
    program = store.program(in: folders)
    self.options = options
    self.isLookingOnly = isLookingOnly
  }

  /// The source of a site's renditions.
  func source(of content: Folder) -> RenditionSource {
    switch program {
    case .failure(let absence): .absent(absence.note)
    case .success(let program):
      .making { [self] orders in
        isLookingOnly
          ? store.known(orders, with: program)
          : store.make(
            orders, from: content, with: program, jobs: options.jobs, progress: options.progress)
      }
    }
  }

  /// Removes what the site does not use any more, after it was published. Without a program nothing was asked for, and all
  /// stays for the build that has one again.
  func removeUnused() {
    if case .success = program { store.removeUnused() }
  }
}

extension RenditionSource {
  /// The source for a site that is looked at without its store.
  static func withoutStore(_ options: BuildOptions) -> RenditionSource {
    options.programs.flatMap(VipsProgram.stamp) == nil ? .none : .unmade
  }
}

extension VipsProgram.Absence {
  /// A note that pictures are published as they are, with what to do.
  package var note: Diagnostic {
    let reason =
      switch self {
      case .missing:
        Message(
          "没有安装 libvips，照片按原样发布，手机打开会慢",
          "libvips is not installed, so photographs are published in full size, which is slow on phones"
        )
      case .tooOld(let version):
        Message(
          "libvips \(version) 太旧，照片按原样发布，手机打开会慢",
          "libvips \(version) is too old, so photographs are published in full size, which is slow on phones"
        )
      case .broken:
        Message(
          "vips 运行不了，照片按原样发布，手机打开会慢",
          "vips does not run, so photographs are published in full size, which is slow on phones")
      }
    return Diagnostic(
      .note, "no-libvips", at: nil, reason,
      suggestion: Message(
        "安装（Debian、Ubuntu）：sudo apt install libvips-tools；然后重新生成",
        "install it (Debian, Ubuntu): sudo apt install libvips-tools; then build again"))
  }
}
