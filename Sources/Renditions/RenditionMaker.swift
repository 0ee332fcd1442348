internal import Content
internal import Digests
internal import Files
internal import Pictures

/// A picture whose renditions are to be made, by the recipes that the store does not have yet.
struct PictureTask: Sendable {
  let order: RenditionStore.Order
  let content: Digest
  var recipes: [(recipe: Recipe, key: Digest)] = []
}

/// A maker of one picture's renditions, in a working folder of its own.
struct RenditionMaker: ~Copyable {
  private let program: VipsProgram
  private let store: Folder
  private let name: FilePath
  private let work: Folder

  /// A maker in a new folder of the store, by its path there; nil if that cannot be made.
  init?(_ program: VipsProgram, in store: Folder, at name: FilePath) {
    do throws(FileError) {
      try store.makeFolder(name)
      work = try Folder(name, in: store)
    } catch { return nil }
    self.program = program
    self.store = store
    self.name = name
  }

  deinit { store.removeFolder(name) }

  /// Makes the renditions and moves each into the store as soon as it is whole.
  func make(
    _ task: PictureTask, from content: Folder
  ) throws(RenditionFailure) -> [KeptRendition] {
    let original = try opened(task.order, in: content)
    guard let size = task.order.header.size else { throw .damaged }
    let source = try source(of: task.order.header.format, original)
    let base = Recipe(.fit(width: Recipe.baseWidth), .png).size(of: size)
    var hasBase = false
    var made: [KeptRendition] = []
    for (recipe, key) in task.recipes {
      let target = recipe.size(of: size)
      // A part that is cut from what is higher or wider than the base needs the original.
      let fitsBase = target.width <= base.width && target.height <= base.height
      if fitsBase, !hasBase {
        let failure = program.thumbnail(
          source, to: VipsProgram.base + "[strip]", base, cuts: false, on: original, in: work)
        if let failure { throw failure }
        hasBase = true
      }
      let file = "made." + recipe.format.ending
      let failure = program.thumbnail(
        fitsBase ? .made(VipsProgram.base) : source, to: file + recipe.saving, target,
        cuts: recipe.cuts, on: original, in: work)
      if let failure { throw failure }
      made.append(try kept(file, recipe, key: key, hasSize: target))
    }
    guard (try? original.facts().stamp) == task.order.stamp else { throw .changed }
    return made
  }

  /// The original, if it still is the file that was seen.
  private func opened(
    _ order: RenditionStore.Order, in content: Folder
  ) throws(RenditionFailure) -> OpenFile {
    guard let file = try? content.openForReading(order.file), let facts = try? file.facts(),
      facts.kind == .regular, facts.stamp == order.stamp
    else { throw .changed }
    return file
  }

  /// The picture in a format that the safe loaders read. BMP is read by ImageMagick, and by name, so that no other loader
  /// takes the file for its own.
  private func source(
    of format: PictureFormat, _ original: borrowing OpenFile
  ) throws(RenditionFailure) -> VipsProgram.Source {
    guard format == .bmp else { return .original }
    let failure = program.run(
      ["magickload", "bmp:" + VipsProgram.Source.original.path, "bitmap.tif"], on: original,
      in: work, allowsAllLoaders: true
    ).failure
    if let failure { throw failure }
    return .made("bitmap.tif")
  }

  /// Moves a file that was made into the store, if it is what it should be.
  private func kept(
    _ file: String, _ recipe: Recipe, key: Digest, hasSize size: PictureSize
  ) throws(RenditionFailure) -> KeptRendition {
    guard let path = FilePath(name.text + "/" + file),
      case .success(let written) = store.read(path, limit: 1 << 30)
    else { throw .notWritten }
    guard let bytes = recipe.format.pictureFormat == .webp ? plainWebP(written) : written,
      let header = PictureHeader(bytes), header.format == recipe.format.pictureFormat,
      header.size == size
    else { throw .damaged }
    var kept = KeptRendition(
      key: key, format: recipe.format, width: size.width, height: size.height,
      digest: Digest(of: bytes))
    guard let target = FilePath(kept.name) else { throw .notWritten }
    do throws(FileError) {
      if bytes != written {
        try store.remove(path)
        let plain = try store.create(path)
        try plain.append(bytes)
        _ = try plain.finish()
      }
      try store.move(path, to: target)
    } catch { throw .notWritten }
    guard let stamp = store.stamp(of: target) else { throw .notWritten }
    kept.stamp = stamp
    return kept
  }
}

extension Recipe {
  fileprivate var cuts: Bool {
    switch shape {
    case .fit: false
    case .fill: true
    }
  }
}
