internal import Content
internal import Diagnostics
internal import FrontMatter
internal import Markdown
internal import Pictures

/// A fault in a document's reference to another file or page.
///
/// It is reported when all of them are known, since the search for likely targets is made once for all.
struct ReferenceProblem: Sendable {
  enum Kind: Sendable {
    case missingLink, missingPicture
    /// A file that the front matter names under a key.
    case missingFile(key: String)
    /// A document that the front matter names under a key.
    case missingDocument(key: String)
    /// A web address that the front matter gives under a key in place of a file.
    case remoteFile(key: String)
    case notAPicture, outside, unpublished
    /// A file beside a document that shows all pictures there, of a format that browsers do not show.
    case notShown
    /// Text that would be a link to a file whose name holds spaces or brackets, if there were such a file.
    case unreadLink(isPicture: Bool)
    /// A place that is not in the target's text, and those that are.
    case missingPlace(String, anchors: [String])
    /// A reference to a file that is kept out, since it could run.
    case notAdmitted(asset: Int)
  }

  let kind: Kind
  /// The reference as it is written.
  let written: String
  let range: Range<Int>
  /// The path of the target, relative to `content/`; nil if it leads out of it.
  var path: String?
  /// Whether it stands in HTML that is trusted, which may know better what a host has.
  var isHTML = false

  var id: String {
    switch kind {
    case .missingLink: "missing-link-target"
    case .missingPicture: "missing-picture"
    case .missingFile: "missing-file"
    case .missingDocument: "missing-document"
    case .remoteFile: "remote-file"
    case .missingPlace: "missing-place"
    case .unreadLink: "unread-link"
    case .notAPicture: "not-a-picture"
    case .notShown: "photo-not-shown"
    case .outside: "link-outside"
    case .unpublished: "link-to-unpublished"
    case .notAdmitted: "not-admitted-target"
    }
  }

  /// Whether nothing is found at the path, so that another target may have been meant.
  var isMissing: Bool {
    switch kind {
    case .missingLink, .missingPicture, .missingFile, .missingDocument, .unreadLink: true
    case .remoteFile, .missingPlace, .notAPicture, .notShown, .outside, .unpublished, .notAdmitted:
      false
    }
  }
}

/// The faults in the references of one document.
typealias ReferenceProblems = FileFindings<ReferenceProblem>

extension ReferenceProblems {
  mutating func add(_ problem: ReferenceProblem) { add(problem.id) { problem } }
}

/// A reporter of the faults in documents' references.
struct ReferenceReporter: Sendable {
  let sources: SourcePlaces
  let nearest: NearestFiles
  let admission: Admission
  let assets: [FoundFile]
  /// The ids of elements in templates, to which links of texts may lead too.
  let templateIDs: Set<String>

  func diagnostics(of problems: ReferenceProblems, in parsed: ParsedDocument) -> [Diagnostic] {
    zip(problems.told, problems.diagnostics { diagnostic($0, parsed) })
      .filter { !isInTemplate($0.0) }.map(\.1)
  }

  private func isInTemplate(_ problem: ReferenceProblem) -> Bool {
    if case .missingPlace(let place, _) = problem.kind {
      templateIDs.contains(place)
    } else {
      false
    }
  }

  private func diagnostic(_ problem: ReferenceProblem, _ parsed: ParsedDocument) -> Diagnostic {
    Diagnostic(
      problem.severity, problem.id, at: sources.place(parsed.path, problem.range),
      message(problem), suggestion: suggestion(problem, parsed) ?? advice(problem),
      fixes: problem.fix.map { [$0] } ?? [])
  }

  /// The target that was probably meant, nil where none is near.
  private func suggestion(_ problem: ReferenceProblem, _ parsed: ParsedDocument) -> Message? {
    guard problem.isMissing, let path = problem.path else { return nil }
    let isLink =
      switch problem.kind {
      case .missingLink, .missingDocument, .unreadLink(isPicture: false): true
      default: false
      }
    return nearest.nearest(to: path, in: parsed.path, assetsOnly: !isLink).map {
      let near = relativePath(to: $0, from: parentFolder(of: parsed.path))
      return Message("是不是“\(near)”？", "did you mean `\(near)`?")
    }
  }
}

extension ReferenceProblem {
  fileprivate var severity: Diagnostic.Severity {
    switch kind {
    case .unpublished, .notShown, .missingPlace, .unreadLink: .warning
    case .missingLink, .missingPicture, .outside: isHTML ? .warning : .error
    default: .error
    }
  }
}

extension ReferenceReporter {
  private func message(_ problem: ReferenceProblem) -> Message {
    let written = brief(problem.written)
    switch problem.kind {
    case .missingLink:
      return Message(
        "链接指向的文件不存在：\(written)", "the link leads to a file that does not exist: \(written)")
    case .missingPicture:
      return Message("图片不存在：\(written)", "the picture does not exist: \(written)")
    case .missingFile(let key):
      return Message(
        "“\(key)”里的文件不存在：\(written)", "`\(key)` names a file that does not exist: \(written)")
    case .missingDocument(let key):
      return Message(
        "“\(key)”里写的不是另一篇稿件：\(written)",
        "`\(key)` does not name another document: \(written)")
    case .remoteFile(let key):
      return Message(
        "“\(key)”要写网站自己的文件，不能写别的网址：\(written)",
        "`\(key)` must name a file of the site, not a web address: \(written)")
    case .unreadLink:
      return Message(
        "文件不存在，所以没有成为链接或图片：\(written)",
        "this was not read as a link or picture, since the file does not exist: \(written)")
    case .missingPlace(let place, _):
      return Message(
        "链接指向的标题不存在：#\(brief(place))",
        "the link leads to a heading that does not exist: #\(brief(place))")
    case .notAPicture:
      return MediaType(fileName: problem.written).isPlayed
        ? Message("网页播放不了这个文件：\(written)", "browsers cannot play this file: \(written)")
        : Message("网页显示不了这个图片：\(written)", "browsers cannot show this as a picture: \(written)")
    case .notShown:
      return Message(
        "旁边的这个文件，网页显示不了，没有放进活动照片：\(written)",
        "browsers cannot show this file beside the document, so it was left out of the photographs: \(written)"
      )
    case .outside:
      return Message(
        "链接指到了 content 文件夹外面：\(written)", "the link leads out of the content folder: \(written)")
    case .unpublished:
      return Message(
        "链接指向的稿件还没有发布，暂时改为指向它所在的栏目：\(written)",
        "the link leads to a document that is not published yet; for now it points to that document's section: \(written)"
      )
    case .notAdmitted(let asset):
      let reason = admission.reason(asset)
      return Message(
        "这里用到的文件没有写入网站：\(written)；\(reason.chinese)",
        "the file used here was left out of the site: \(written); \(reason.english)")
    }
  }

  /// Advice for a reference of which no other likely target is known.
  private func advice(_ problem: ReferenceProblem) -> Message {
    switch problem.kind {
    case .notAdmitted(let asset):
      return admission.wayOut(of: asset, listing: assets[asset].path)
    case .missingLink, .missingPicture:
      return Message(
        "核对文件名和文件夹；网址要以 https:// 开头",
        "check the name and the folder; a web address must begin with https://")
    case .remoteFile("attachments"):
      return Message(
        "把文件下载到这篇稿件旁边，再写它的文件名；只要链接过去，就在正文里写 [名称](网址)",
        "download the file into the document's folder and write its name, or write a link in the text: [title](address)"
      )
    case .remoteFile(let key):
      let what =
        key == "cover"
        ? Message(
          "封面是列表和订阅源里这一篇显示的图片；",
          "the cover is the picture shown with the document in lists and feeds; ")
        : Message("", "")
      return Message(
        "\(what.chinese)把图片下载到这篇稿件旁边，再写它的文件名，例如 1.jpg",
        "\(what.english)download it into the document's folder and write its name, such as 1.jpg")
    case .missingDocument:
      return Message(
        "写那篇稿件的 .md 文件，从这一篇所在的文件夹写起",
        "write the path of its .md file, starting from this document's folder")
    case .missingFile:
      return Message(
        "把文件放到这篇稿件旁边，再写它的文件名", "put the file in the document's folder and write its name")
    case .unreadLink:
      return Message(
        "把文件放到这篇稿件旁边，再写它的文件名；如果就是文字，在方括号前加反斜杠“\\”",
        "put the file in the document's folder and write its name; if it is text, put a backslash before the bracket"
      )
    case .missingPlace(_, let anchors): return problem.adviceOnPlace(anchors)
    case .notAPicture, .notShown:
      return MediaType(fileName: problem.written).isPlayed
        ? Message(
          "视频转成 MP4（H.264），录音转成 MP3", "convert a video to MP4 (H.264) or a recording to MP3")
        : Message(
          "另存为 JPG 或 PNG；如果文件已经损坏，就重新导出",
          "save it as JPEG or PNG; if it is damaged, export it again")
    case .outside:
      return Message(
        "把文件放进 content 文件夹，链接改为指向那里",
        "put the file into the content folder and link to it there")
    case .unpublished:
      return Message(
        "等它发布以后重新生成，链接会自动指过去", "build again once it is published, and the link will lead to it")
    }
  }
}

/// The path from a folder to a file, both relative to `content/`.
package func relativePath(to path: String, from folder: String) -> String {
  var target = path.utf8.split(separator: UInt8(ascii: "/")).map { String($0) ?? "" }[...]
  var base = folder.utf8.split(separator: UInt8(ascii: "/")).map { String($0) ?? "" }[...]
  while target.count > 1, let first = base.first, first == target.first {
    target.removeFirst()
    base.removeFirst()
  }
  return (base.map { _ in ".." } + target).joined(separator: "/")
}

// MARK: - Places in texts

extension ReferenceProblem {
  /// The place that was probably meant, nil where none is near.
  private var nearPlace: String? {
    guard case .missingPlace(let place, let anchors) = kind else { return nil }
    // People write a heading as it stands, and its id leaves out punctuation.
    let folded = Markdown.identifier(for: place)
    return anchors.first { $0 == folded } ?? nearMatch(for: place, in: anchors)
  }

  fileprivate func adviceOnPlace(_ anchors: [String]) -> Message {
    if let nearPlace {
      return Message("是不是“#\(brief(nearPlace))”？", "did you mean `#\(brief(nearPlace))`?")
    }
    if anchors.isEmpty {
      return Message(
        "那里没有标题，删去“#”和后面的文字", "that page has no headings: remove the `#` and the text after it")
    }
    let names = anchors.prefix(3).map { "#" + brief($0) }
    let more = anchors.count > names.count
    return Message(
      "那里的标题有 \(names.joined(separator: "、"))\(more ? "等" : "")，写其中一个",
      "write one of the headings there: \(names.joined(separator: ", "))\(more ? " or others" : "")"
    )
  }

  /// The change of the place to the one that was probably meant. A range that is not the destination's own, but that of the
  /// line where a link stands, has another length.
  fileprivate var fix: Replacement? {
    guard let nearPlace, range.count == written.utf8.count,
      let sign = written.utf8.firstIndex(of: UInt8(ascii: "#"))
    else { return nil }
    let start = range.lowerBound + written.utf8.distance(from: written.utf8.startIndex, to: sign)
    return Replacement(start..<range.upperBound, "#" + nearPlace)
  }
}
