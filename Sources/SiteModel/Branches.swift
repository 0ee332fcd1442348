internal import Content
internal import Diagnostics
internal import FrontMatter

/// Finds the branches of the directory and gives every document its branch by name. A name that is not found is reported
/// where all branches are known.
func formBranches(
  _ all: inout Collections, areAllKnown: Bool, _ sources: SourcePlaces,
  _ diagnostics: inout [Diagnostic]
) {
  for index in all.documents.indices {
    guard case .branch(let details) = all.documents[index].parsed.details else { continue }
    let name = details.name ?? all.documents[index].parsed.header.title
    all.documents[index].ownBranch = all.branches.count
    all.branches.append(Branch(document: index, name: name, details: details))
  }
  let indexOfName = branchNames(all, sources, &diagnostics)
  linkParents(&all, indexOfName)
  let names = all.branches.map(\.name)
  var known: NearWords?
  for index in all.documents.indices {
    guard let field = all.documents[index].parsed.branch else { continue }
    let path = all.documents[index].parsed.path
    if let branch = indexOfName[field.value] {
      all.documents[index].branch = branch
    } else if !names.isEmpty, areAllKnown {
      let words = known ?? NearWords(names)
      known = words
      diagnostics.append(
        unknownBranch(field, at: sources.place(path, field.range), names, words))
    }
  }
  for index in all.newest {
    if let branch = all.documents[index].branch { all.branches[branch].documents.append(index) }
  }
}

/// The branches by every name that documents may use: short name, full name, file name. Two branches with the same
/// short name are reported; any other name that two have stands for the first of them.
private func branchNames(
  _ all: Collections, _ sources: SourcePlaces, _ diagnostics: inout [Diagnostic]
) -> [String: Int] {
  var names: [String: Int] = [:]
  for (index, branch) in all.branches.enumerated() {
    guard let other = names.updateValue(index, forKey: branch.name) else { continue }
    diagnostics.append(
      Diagnostic(
        .error, "duplicate-branch", at: sources.place(all.documents[branch.document].parsed.path),
        Message(
          "有两个支部都叫“\(brief(branch.name))”", "two branches are called `\(brief(branch.name))`"),
        suggestion: Message("用“name”给它们写不同的简称", "give them different short names with `name`"),
        notes: [
          Diagnostic.Note(
            Message("另一个在这里", "the other one is here"),
            at: sources.place(all.documents[all.branches[other].document].parsed.path))
        ]))
  }
  for (index, branch) in all.branches.enumerated() {
    let document = all.documents[branch.document].parsed
    for name in [branch.name, document.header.title, stem(of: document.path)]
    where names[name] == nil {
      names[name] = index
    }
  }
  return names
}

/// Links branches to their parents. A parent that is no branch of the directory is an organisation outside it, and
/// remains a name.
private func linkParents(_ all: inout Collections, _ indexOfName: [String: Int]) {
  for index in all.branches.indices {
    guard let name = all.branches[index].details.parent?.value, let parent = indexOfName[name],
      parent != index
    else { continue }
    all.branches[index].parent = parent
    all.branches[parent].children.append(index)
  }
}

private func unknownBranch(
  _ field: Field<String>, at place: Place, _ names: [String], _ words: NearWords
) -> Diagnostic {
  let (name, few) = (brief(field.value), names.prefix(20).map { brief($0) })
  let isCut = names.count > few.count
  return Diagnostic(
    .error, "unknown-branch", at: place,
    Message("支部名录里没有“\(name)”", "the directory has no branch `\(name)`"),
    suggestion: words.nearest(to: field.value).map {
      Message("是不是“\($0)”？", "did you mean `\($0)`?")
    }
      ?? Message(
        "名录里有：\(few.joined(separator: "、"))\(isCut ? "等 \(names.count) 个支部" : "")",
        "known: \(few.joined(separator: ", "))\(isCut ? " and \(names.count - few.count) more" : "")"
      ))
}
