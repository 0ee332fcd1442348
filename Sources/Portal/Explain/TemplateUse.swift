internal import Content
internal import Mustache
internal import Pages
internal import SiteModel

extension TemplateSet {
  /// The templates that a template may use: itself first, then the others in the order of their names; all templates
  /// where a value names one.
  func templates(usedBy name: String) -> (names: [String], isAnything: Bool) {
    var (found, waiting) = (Set([name]), [name])
    while let next = waiting.popLast(), let template = template(named: next) {
      for reference in references(in: template) {
        switch reference.kind {
        case .partial, .parent:
          if found.insert(reference.name).inserted { waiting.append(reference.name) }
        case .dynamicName: return ([name] + names.filter { $0 != name }, true)
        case .interpolation, .test, .block, .override: break
        }
      }
    }
    found.remove(name)
    return ([name] + found.sorted(by: precedes), false)
  }
}

extension ExplainedSite {
  /// The outputs that are made with a template, and the templates of pages that use it, which may include itself.
  func use(ofTemplate name: String) -> (outputs: [Int], by: [String]) {
    var isUsing: [String: Bool] = [:]
    let outputs = outputs
    let made = outputs.indices.filter { index in
      guard let page = site.template(of: outputs[index].content) else { return false }
      if let known = isUsing[page] { return known }
      let uses = theme.map { $0.set.templates(usedBy: page).names.contains(name) } ?? (page == name)
      isUsing[page] = uses
      return uses
    }
    return (made, isUsing.filter(\.value).keys.sorted(by: precedes))
  }

  /// The outputs that are pages.
  var pages: [Int] {
    let outputs = outputs
    return outputs.indices.filter { site.template(of: outputs[$0].content) != nil }
  }
}
