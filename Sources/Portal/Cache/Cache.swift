internal import ByteText
internal import Digests
internal import Files
internal import Pictures
internal import Publishing
internal import SiteModel

/// What the last build left for this one of the site as a whole, in one file beside `content/`.
///
/// The file is written whole, when the site is in place or cannot be made, and is used only if it is what was
/// written, by this very program. Without it everything is built anew, so that it may be deleted at any time.
struct Cache: Sendable {
  let build: RememberedBuild
  /// The outputs; which of them are as they were left is found out by `look`.
  var known = KnownOutputs()
  /// Sorted by path.
  let pictures: [KnownPicture]

  /// Remembers nothing.
  init() {
    build = RememberedBuild()
    pictures = []
  }

  /// Takes a file; the reason why not, if it cannot be used.
  init(_ file: MappedFile, writtenBy program: Digest) throws(CacheRefusal) {
    let found = unsafe try blocks(of: file.bytes, beginning: magic, by: program, jobs: 1)
    guard found.areAll, let content = found.contents.first else { throw .damaged }
    var reader = unsafe CacheReader(UnsafeRawBufferPointer(rebasing: file.bytes[content]))
    build = reader.rememberedBuild(in: file)
    let outputs = reader.list { reader in
      KnownOutput(file: reader.file(), stamp: reader.stamp(), fingerprint: reader.digest())
    }
    known = KnownOutputs(outputs, told: ToldProblems(&reader))
    pictures = reader.list { reader in
      KnownPicture(path: reader.text(), stamp: reader.stamp(), header: reader.picture())
    }
    if reader.isBroken { throw .damaged }
  }

  /// Whether it remembers nothing, so that a whole site must be made.
  var isEmpty: Bool { known.outputs.isEmpty }

  /// Writes what `init` takes.
  static func write(
    by program: Digest, _ build: RememberedBuild, outputs: some Sequence<KnownOutput>,
    told: ToldProblems, pictures: some Sequence<KnownPicture>, to file: inout ByteWriter
  ) {
    file.append(magic)
    file.append(blockBy: program) { content in
      content.append(build)
      content.append(list: outputs) { content, output in
        content.append(counted: output.file.text)
        content.append(output.stamp)
        content.append(output.fingerprint)
      }
      told.write(to: &content)
      content.append(list: pictures) { content, picture in
        content.append(counted: picture.path)
        content.append(picture.stamp)
        content.append(picture.header)
      }
    }
  }
}

private let magic = Array("BranchPress cache 3\n".utf8)
