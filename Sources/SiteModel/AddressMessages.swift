internal import ByteText
internal import Content
internal import Diagnostics
internal import FrontMatter

/// Reports of addresses that would not work on every host or every disk.
extension OutputPlan {
  /// Reports outputs whose paths differ in letter case alone. A web server on Linux tells them apart; Windows, most disks
  /// of Macs and USB sticks keep one of them.
  mutating func reportCaseTwins(among outputs: [Output]) {
    var first: [String: Int] = [:]
    for index in outputs.indices where isNamedByAuthors(outputs[index].content) {
      guard let folded = outputs[index].path.foldedCase else { continue }
      if let other = outputs.index(of: folded, \.path) ?? first[folded] {
        // Files in the place of the theme's are reported as such.
        if isFixed(outputs[other]) { continue }
        reportCaseTwin(outputs[index], outputs[other])
      } else {
        first[folded] = index
      }
    }
  }

  /// Whether an output's path has the letter case that an author chose. Other outputs lie beside such a one.
  private func isNamedByAuthors(_ content: Output.Content) -> Bool {
    switch content {
    case .document, .asset, .redirect, .section(_, page: 0), .column(_, page: 0): true
    default: false
    }
  }

  private mutating func reportCaseTwin(_ output: Output, _ other: Output) {
    let (path, otherPath) = ("/" + output.address.path, "/" + other.address.path)
    let otherPlace = place(of: other.content, at: other.address)
    let note =
      isNamedByAuthors(other.content) ? Message("另一个在这里", "the other one is here") : what(other)
    diagnostics.append(
      Diagnostic(
        .warning, "same-but-for-case",
        at: place(of: output.content, at: output.address) ?? otherPlace,
        Message(
          "网址 \(path) 和 \(otherPath) 只有字母大小写不同，在 Windows 电脑和 U 盘上会互相覆盖",
          "the addresses \(path) and \(otherPath) differ only in letter case; on Windows and USB sticks one overwrites the other"
        ),
        suggestion: advice(on: output),
        notes: [Diagnostic.Note(note, at: otherPlace)]))
  }

  private func advice(on output: Output) -> Message {
    switch output.content {
    case .redirect: Message("从“aliases”里删去其中一个", "remove one of them from `aliases`")
    case .document(let index) where isIndex(all.documents[index].parsed.path):
      Message("给其中一个文件夹改名，或者写“slug”", "rename one of the folders, or write a `slug`")
    case .document:
      Message("给其中一个文件改名，或者写“slug”", "rename one of the files, or write a `slug`")
    default: Message("给其中一个改名", "rename one of the two")
    }
  }

  /// Reports a former address, with the text to write instead.
  mutating func report(
    _ fault: FormerAddress.Fault, of alias: Field<String>, meaning meant: String?,
    _ document: ParsedDocument
  ) {
    let (written, text) = (brief(alias.value), meant ?? "")
    let meant = brief(text)
    var fixes: [Replacement] = []
    let (id, severity, message, suggestion): (String, Diagnostic.Severity, Message, Message)
    switch fault {
    case .unusable:
      (id, severity) = ("bad-alias", .error)
      message = Message(
        "旧网址写得不对：\(written)", "the former address is not an address of this site: \(written)")
      suggestion = Message(
        "写站内的路径，例如 /notice/old-name/", "write a path of this site, such as /notice/old-name/")
    case .query:
      (id, severity) = ("alias-with-query", .warning)
      message = Message(
        "旧网址 \(written) 无法跳转：静态网站只按“?”“#”前面的路径找文件",
        "the former address \(written) cannot redirect: a static site finds files only by the path before `?` or `#`"
      )
      suggestion = Message(
        "删去它；如果 \(meant) 后面不论带什么，都可以转到这一篇，就写成 \(meant)",
        "remove it, or, if all addresses that begin with \(meant) may lead to this document, write \(meant)"
      )
    case .withSite:
      (id, severity) = ("alias-with-site", .warning)
      message = Message(
        "旧网址 \(written) 把网站自己的网址也写上了，已当作 \(meant)",
        "the former address \(written) begins with the site's own address; it was read as \(meant)")
      suggestion = Message("写成 \(meant)", "write \(meant)")
      fixes = [Replacement(alias.range, text)]
    case .relative:
      (id, severity) = ("relative-alias", .warning)
      message = Message(
        "旧网址 \(written) 要从“/”写起，已当作 \(meant)",
        "the former address \(written) must begin with a slash; it was read as \(meant)")
      suggestion = Message("写成 \(meant)", "write \(meant)")
      fixes = [Replacement(alias.range, text)]
    }
    diagnostics.append(
      Diagnostic(
        severity, id, at: sources.place(document.path, alias.range), message,
        suggestion: suggestion, fixes: fixes))
  }
}

extension String {
  /// The text in lower case; nil if it is in lower case already.
  fileprivate var foldedCase: String? {
    let mayChange = unsafe withBytes { bytes in
      unsafe bytes.contains {
        (0x41...0x5A).contains($0) || (0xC3...0xDF).contains($0) || $0 == 0xEF || $0 == 0xE1
      }
    }
    guard mayChange else { return nil }
    let folded = lowercased()
    return folded.utf8.elementsEqual(utf8) ? nil : folded
  }
}
