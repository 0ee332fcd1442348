package import ByteText
internal import Content
internal import Diagnostics
internal import Files
package import Metadata

/// The files that are published as they are, but for what they tell about persons, places and devices.
package final class AssetCopies: Sendable {
  /// The private parts of each file, by its index in `Inputs.assets`; nil for files that are kept out or cannot be read.
  package let parts: [PrivateParts?]
  private let files: [FoundFile]
  /// The files of documents that say `strip: false`.
  private let kept: Set<Int>

  /// Copies of files, of which some keep what they tell.
  init(of files: [FoundFile], _ parts: [PrivateParts?], keeping kept: Set<Int> = []) {
    self.files = files
    self.parts = parts
    self.kept = kept
  }

  /// Whether a file keeps what it tells, since a document asks for it.
  package func keeps(_ asset: Int) -> Bool { kept.contains(asset) }

  /// The edits by which a file's copy differs from it.
  package func edits(of asset: Int) -> [ByteEdit] {
    kept.contains(asset) ? [] : parts[asset]?.edits ?? []
  }

  /// The kinds of things that a file's copy does not tell any more.
  package func removed(from asset: Int) -> PrivateKinds {
    kept.contains(asset) ? [] : parts[asset]?.kinds ?? []
  }

  /// The size of a file's copy in bytes.
  package func size(of asset: Int) -> Int {
    let size = files[asset].size
    return kept.contains(asset) ? size : parts[asset]?.size(of: size) ?? size
  }
}

// MARK: - Messages

extension AssetCopies {
  /// Reports the files that may still tell something, and those whose properties name people other than `publicNames`.
  func report(
    _ inputs: Inputs, publicNames: () -> Set<String>, diagnostics: inout [Diagnostic]
  ) {
    var papers: [(path: String, people: [String])] = []
    var names: Set<String>?
    for (asset, parts) in parts.enumerated() where !keeps(asset) {
      guard let parts, !parts.isEmpty else { continue }
      let path = inputs.content.shown(inputs.assets[asset].file)
      if let doubt = parts.doubt { diagnostics.append(left(in: path, doubt)) }
      if parts.people.isEmpty { continue }
      let known = names ?? publicNames()
      names = known
      let people = parts.people.filter { !known.contains($0) }
      if !people.isEmpty { papers.append((path, people)) }
    }
    if !papers.isEmpty { diagnostics.append(peopleIn(papers)) }
  }

  private func left(in path: String, _ doubt: Doubt) -> Diagnostic {
    let message =
      switch doubt {
      case .damaged:
        Message(
          "这个文件已损坏，里面可能还留着拍摄地点、设备型号等信息",
          "this file is damaged, and may still contain the place, the device and the like")
      case .intricate:
        Message(
          "这个文件的结构过于复杂，里面可能还留着拍摄地点、设备型号等信息",
          "this file has too many parts to be searched, and may still contain the place, the device and the like"
        )
      case .unknownVariant:
        Message(
          "这个文件的格式比较特别，里面可能还留着拍摄地点、设备型号等信息",
          "this file has a variant of its format that is not searched, and may still contain the place, the device and the like"
        )
      }
    return Diagnostic(
      .warning, "metadata-left", at: Place(path: path), message,
      suggestion: Message(
        "用看图或剪辑软件打开，另存为 JPG（视频存为 MP4）再放进来；如果不介意，在稿件里写“strip: false”",
        "open it and save it as JPEG (a video as MP4) instead; if you do not mind, write `strip: false` in the document"
      ))
  }

  private func peopleIn(_ papers: [(path: String, people: [String])]) -> Diagnostic {
    let people = papers.flatMap(\.people).reduce(into: [String]()) { names, name in
      if !names.contains(name) { names.append(name) }
    }
    let (shown, more) = (people.prefix(5).map { brief($0) }, people.count > 5)
    let files = papers.dropFirst().prefix(5).map(\.path)
    let rest = papers.count - 1 - files.count
    var notes: [Diagnostic.Note] = []
    if !files.isEmpty {
      notes.append(
        Diagnostic.Note(
          Message(
            "这样的文件还有 \(papers.count - 1) 个：\(files.joined(separator: "、"))"
              + (rest > 0 ? "等" : ""),
            "\(counted(papers.count - 1, "more such file")): \(files.joined(separator: ", "))"
              + (rest > 0 ? " and others" : ""))))
    }
    return Diagnostic(
      .note, "names-in-properties", at: Place(path: papers[0].path),
      Message(
        "文件的属性里写着人或单位的名字：\(shown.joined(separator: "、"))\(more ? "等" : "")",
        "the properties of this file name people or organisations: \(shown.joined(separator: ", "))\(more ? " and others" : "")"
      ),
      suggestion: Message(
        "不想公开，就在 Word、Excel 里用“文件”→“信息”→“检查问题”（WPS 用“文件”菜单里的“属性”）删去，再存一次；PDF 从删好的文件重新导出",
        "to keep them private, remove them in Word or Excel (File → Info → Inspect; in WPS: File → Properties) and save again; export a PDF file anew from there"
      ),
      notes: notes)
  }
}
