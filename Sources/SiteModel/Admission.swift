internal import Content
internal import Diagnostics
internal import Files
internal import Pictures

/// The decision on which files of `content/` are published as they are. Whoever may add a document must not thereby be
/// able to add a program: files that a host could run, or a browser under the site's address, are kept out unless
/// `publish` in `site.yml` lists them.
struct Admission: Sendable {
  /// The reason why a file is kept out.
  enum Refusal: Sendable, Equatable {
    case risk(FileRisk)
    case holds(ActiveMarkup)
    /// A drawing that is too large to be searched.
    case tooLarge
  }

  /// The refusals by asset; nil for assets that are published.
  let refusals: [Refusal?]
  /// Whether `site.yml` has a list of files that are published nevertheless.
  private let hasList: Bool

  /// Examines the names of files, and searches drawings and other XML except for pictures that are known: only pictures
  /// that were found harmless are remembered.
  init(_ inputs: Inputs, _ config: SiteConfig, knowing known: KnownFiles, jobs: Int) {
    hasList = !config.publish.isEmpty
    refusals = parallelMap(count: inputs.assets.count, jobs: jobs) { index in
      let file = inputs.assets[index]
      guard let risk = FileRisk(fileName: file.name), !config.publish.covers(file.path) else {
        return nil
      }
      if risk == .markup, known.pictures.fact(about: file, near: index) != nil { return nil }
      return refusal(of: file, risk, in: inputs.content)
    }
  }

  /// Whether a file is kept out.
  func refuses(_ asset: Int) -> Bool { refusals[asset] != nil }

  /// The indices of the files that are kept out.
  var refused: [Int] { refusals.indices.filter { refusals[$0] != nil } }
}

/// The largest drawing that is searched, in bytes.
private let largestMarkup = 8 << 20

private func refusal(
  of file: FoundFile, _ risk: FileRisk, in content: Folder
) -> Admission.Refusal? {
  switch risk {
  case .runsOnHost, .settings, .runsInBrowser: return .risk(risk)
  case .page:
    // A page without a tag, as search engines have it to verify a site, runs nothing.
    let isText =
      file.size <= 4096
      && content.readPrefix(file.file, limit: 4096).allSatisfy {
        $0 != UInt8(ascii: "<") && (0x09...0x7E).contains($0)
      }
    return isText ? nil : .risk(risk)
  case .unknown:
    let start = content.readPrefix(file.file, limit: 1024).drop { $0 <= 0x20 || $0 >= 0x80 }
    return start.first == UInt8(ascii: "<") ? .risk(.page) : nil
  case .markup:
    guard file.size <= largestMarkup else { return .tooLarge }
    guard
      case .success(let bytes) = content.read(file.file, size: file.size, limit: largestMarkup)
    else { return nil }
    return ActiveMarkup(in: bytes).map { .holds($0) }
  }
}

// MARK: - Messages

extension Admission {
  /// Reports the files that are kept out, once for all files of a folder with the same reason. Files in the place of an
  /// output are left to the plan of outputs, which reports them as such.
  func report(
    _ inputs: Inputs, at addresses: [Address], besides outputs: [Output],
    diagnostics: inout [Diagnostic]
  ) {
    var groups: [String: [Int]] = [:]
    for asset in refused where outputs.index(of: addresses[asset].outputPath, \.path) == nil {
      let file = inputs.assets[asset]
      groups[file.folder + "\u{0}" + reason(asset).english, default: []].append(asset)
    }
    for group in groups.values.sorted(by: { $0[0] < $1[0] }) {
      diagnostics += [diagnostic(group, inputs)].withoutFiles()
    }
  }

  private func diagnostic(_ group: [Int], _ inputs: Inputs) -> Diagnostic {
    let first = inputs.assets[group[0]]
    let reason = reason(group[0])
    var notes: [Diagnostic.Note] = []
    if group.count > 1 {
      let names = group.dropFirst().prefix(5).map { inputs.assets[$0].name }
      let rest = group.count - 1 - names.count
      notes.append(
        Diagnostic.Note(
          Message(
            "同一个文件夹里还有 \(group.count - 1) 个这样的文件：\(names.joined(separator: "、"))"
              + (rest > 0 ? "等" : ""),
            "\(counted(group.count - 1, "more such file")) in the same folder: \(names.joined(separator: ", "))"
              + (rest > 0 ? " and others" : ""))))
    }
    let isFolder = group.count > 1 && !first.folder.isEmpty
    return Diagnostic(
      .warning, "not-admitted", at: place(of: group[0], inputs),
      Message(
        "这个文件没有写入网站：\(reason.chinese)", "this file was left out of the site: \(reason.english)"),
      suggestion: wayOut(of: group[0], listing: isFolder ? first.folder + "/" : first.path),
      notes: notes)
  }

  /// Advice on a file that is kept out; `entry` is the way in which `publish` would list the file or its folder.
  func wayOut(of asset: Int, listing entry: String) -> Message {
    let entry = publishEntry(entry)
    let instead =
      switch refusals[asset] {
      case .holds, .tooLarge:
        Message(
          "用绘图软件另存为 PNG，或者重新导出不带脚本的 SVG",
          "save it as a PNG, or export it again as an SVG without scripts")
      default: Message("用不着，就删去；要用，就换一种格式", "remove it, or use another format")
      }
    return Message(
      instead.chinese + "；确实要原样写入网站，就在 site.yml 里"
        + (hasList ? "的 publish 加上 \(entry)" : "写 publish: [\(entry)]"),
      instead.english + "; to have it in the site all the same, "
        + (hasList
          ? "add \(entry) to `publish` in site.yml" : "write `publish: [\(entry)]` in site.yml"))
  }

  /// The place of the fault in a drawing, or else the file.
  private func place(of asset: Int, _ inputs: Inputs) -> Place {
    let file = inputs.assets[asset]
    let shown = inputs.content.shown(file.file)
    guard case .holds(let found)? = refusals[asset], found.kind != .unreadable || found.offset > 0,
      case .success(let bytes) = inputs.content.read(
        file.file, size: file.size, limit: largestMarkup),
      found.offset < bytes.count
    else { return Place(path: shown) }
    return Place(SourceFile(path: shown, bytes: bytes), found.offset..<(found.offset + 1))
  }

  /// The reason why a file is kept out, to follow a colon.
  func reason(_ asset: Int) -> Message {
    switch refusals[asset] {
    case .risk(.runsOnHost):
      Message("这类文件，服务器可能会当作程序运行", "a server may run files of this type")
    case .risk(.settings):
      Message("服务器可能会把它当作自己的设置", "a server may take a file of this name for its settings")
    case .risk(.runsInBrowser):
      Message(
        "这类文件能在读者的浏览器里运行，或者改变网页的样子",
        "files of this type can run in a reader's browser or change how pages look")
    case .risk(.page), .risk(.unknown), .risk(.markup):
      Message("它是网页，里面可能有脚本", "it is a web page, which may contain scripts")
    case .tooLarge:
      Message(
        "超过 8 MB，无法检查里面有没有脚本", "it is larger than 8 MB, so it could not be searched for scripts")
    case .holds(let found): reason(found.kind)
    case nil: Message("", "")
    }
  }

  private func reason(_ kind: ActiveMarkup.Kind) -> Message {
    switch kind {
    case .element(let name):
      Message("里面有 <\(name)>，能运行脚本", "it contains <\(name)>, which can run scripts")
    case .handler(let name):
      Message("里面有 \(name)，能运行脚本", "it contains \(name), which can run a script")
    case .address(let name):
      Message(
        "里面的 \(name) 指向能运行的内容", "its attribute \(name) leads to content that can run")
    case .page: Message("里面嵌着网页", "it contains parts of a web page")
    case .styleSheet:
      Message(
        "里面有 <?xml-stylesheet?>，能运行脚本", "it contains <?xml-stylesheet?>, which can run scripts")
    case .declaration:
      Message("开头的声明会引入别的内容", "its document type declaration brings in other content")
    case .unreadable:
      Message(
        "它不是完整的 UTF-8 编码的 XML，无法检查里面有没有脚本",
        "it is not well-formed XML in UTF-8, so it could not be searched for scripts")
    }
  }
}

/// A path as an item of a list in `site.yml`.
private func publishEntry(_ path: String) -> String {
  let isPlain = path.unicodeScalars.allSatisfy { scalar in
    scalar.value >= 0x80 && !"，、“”‘’".unicodeScalars.contains(scalar)
      || (0x30...0x39).contains(scalar.value) || (0x61...0x7A).contains(scalar.value | 0x20)
      || "/._-".unicodeScalars.contains(scalar)
  }
  let isIndicator = path.utf8.first.map { "-._".utf8.contains($0) } ?? true
  if isPlain, !isIndicator { return path }
  var quoted = "\""
  for scalar in path.unicodeScalars {
    if scalar == "\"" || scalar == "\\" { quoted += "\\" }
    quoted.unicodeScalars.append(scalar)
  }
  return quoted + "\""
}
