package import Content
package import Files
package import Metadata
package import Pictures

/// A fact about a file of `content/` that was found when its bytes were read, with the stamp for which it is valid.
package struct KnownFile<Fact: Sendable>: Sendable {
  /// The path of the file, relative to `content/`.
  package let path: String
  /// The stamp of the file.
  package let stamp: FileStamp
  /// The fact.
  package let fact: Fact

  /// A fact with the path and the stamp of its file.
  package init(path: String, stamp: FileStamp, fact: Fact) {
    self.path = path
    self.stamp = stamp
    self.fact = fact
  }
}

/// The facts about files of `content/` that were found when their bytes were read.
package struct KnownFiles: Sendable {
  /// The headers of pictures, sorted by path. Pictures that could run programs are never among these.
  package let pictures: [KnownFile<PictureHeader>]
  /// The private parts of files that are published, which may be none, sorted by path.
  package let parts: [KnownFile<PrivateParts>]

  /// Facts, each list sorted by path; by default none.
  package init(
    pictures: [KnownFile<PictureHeader>] = [], parts: [KnownFile<PrivateParts>] = []
  ) {
    self.pictures = pictures
    self.parts = parts
  }

  /// The facts that a site was resolved with; `stamp` gives the stamp under which a file's facts are kept.
  package init(
    of site: Site, _ inputs: Inputs, stamp: (FileStamp) -> FileStamp = { $0 }
  ) {
    func known<Fact>(_ facts: [Fact?], _ isKept: (FoundFile) -> Bool) -> [KnownFile<Fact>] {
      zip(inputs.assets, facts).compactMap { file, fact in
        fact.flatMap {
          isKept(file) ? KnownFile(path: file.path, stamp: stamp(file.stamp), fact: $0) : nil
        }
      }
    }
    // A picture that is remembered was found harmless; drawings that `publish` lists were not searched.
    pictures = known(site.pictures) { !site.config.publish.covers($0.path) }
    parts = known(site.copies.parts) { _ in true }
  }
}

extension Array {
  /// The fact about a file that has not changed, which is probably at a place of the list; nil where it is not known.
  func fact<Fact>(about file: FoundFile, near place: Int) -> Fact?
  where Element == KnownFile<Fact> {
    index(of: file.path, at: place, \.path).flatMap { index in
      self[index].stamp == file.stamp ? self[index].fact : nil
    }
  }
}
