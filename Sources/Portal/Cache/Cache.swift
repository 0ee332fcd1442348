internal import ByteText
internal import Digests
internal import Files
internal import Pictures
internal import Publishing
internal import SiteModel

/// The record that the last build left of the site as a whole, in one file of the state folder.
///
/// The file is written whole, when the site is in place or cannot be made. It is used only if it is intact and was
/// written by this very program. Without it everything is built anew, so that it may be deleted at any time.
struct Cache: Sendable {
  let build: RememberedBuild
  /// The outputs of the last build; `findWithLastBuild` finds out which of them are unchanged.
  var known = KnownOutputs()
  /// The facts about files that are copied.
  let files: KnownFiles
  /// The texts of which the shards of the search's index were made, in the order of their numbers.
  let searchTexts: [KnownText]
  /// The pages of the documents, in the order of these.
  let pages: [KnownPage]

  /// An empty record, as for a first build.
  init() {
    build = RememberedBuild()
    files = KnownFiles()
    searchTexts = []
    pages = []
  }

  /// Reads a file; throws the reason why it cannot be used.
  init(_ file: MappedFile, writtenBy program: Digest) throws(CacheRefusal) {
    let found = unsafe try blocks(of: file.bytes, beginning: magic, by: program, jobs: 1)
    guard found.areAll, let content = found.contents.first else { throw .damaged }
    var reader = unsafe CacheReader(UnsafeRawBufferPointer(rebasing: file.bytes[content]))
    build = reader.rememberedBuild(in: file)
    let outputs = reader.list { reader in
      KnownOutput(file: reader.file(), stamp: reader.stamp(), fingerprint: reader.digest())
    }
    known = KnownOutputs(outputs, told: ToldProblems(&reader))
    let pictures = reader.list { reader in
      KnownFile(path: reader.text(), stamp: reader.stamp(), fact: reader.picture())
    }
    let parts = reader.list { reader in
      KnownFile(path: reader.text(), stamp: reader.stamp(), fact: reader.privateParts())
    }
    files = KnownFiles(pictures: pictures, parts: parts)
    searchTexts = reader.list {
      KnownText(number: UInt64($0.number()), passages: $0.digest())
    }
    pages = reader.list { KnownPage(id: $0.digest(), address: $0.digest()) }
    if reader.isBroken { throw .damaged }
  }

  /// Whether the record is empty, so that a whole site must be made.
  var isEmpty: Bool { known.outputs.isEmpty }

  /// Writes a record that `init` reads.
  static func write(
    by program: Digest, _ build: RememberedBuild, outputs: some Sequence<KnownOutput>,
    told: ToldProblems, files: KnownFiles, searchTexts: [KnownText], pages: [KnownPage],
    to file: inout ByteWriter
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
      content.append(list: files.pictures) { content, picture in
        content.append(counted: picture.path)
        content.append(picture.stamp)
        content.append(picture.fact)
      }
      content.append(list: files.parts) { content, known in
        content.append(counted: known.path)
        content.append(known.stamp)
        content.append(known.fact)
      }
      content.append(list: searchTexts) { content, text in
        content.append(number: Int(text.number))
        content.append(text.passages)
      }
      content.append(list: pages) { content, page in
        content.append(page.id)
        content.append(page.address)
      }
    }
  }
}

private let magic = Array("BranchPress cache 6\n".utf8)
