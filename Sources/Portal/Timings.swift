internal import Content
package import Diagnostics
internal import Pages
internal import Publishing
internal import SiteModel

/// The time that a build took, by phases, files and templates, in seconds.
package struct Timings: Sendable {
  /// The phases in their order.
  package private(set) var phases: [(name: Message, seconds: Double)] = []
  /// The ten files of the site that took longest to make, the slowest first.
  package private(set) var slowestFiles: [(name: String, seconds: Double)] = []
  /// The ten templates that took longest over all pages that use them, with their number.
  package private(set) var slowestTemplates: [(name: String, pages: Int, seconds: Double)] = []
  private var last = 0.0

  /// Starts the first phase.
  mutating func begin() { last = monotonicSeconds() }

  /// Ends a phase, which began when the one before it ended.
  mutating func end(_ phase: Phase) {
    let now = monotonicSeconds()
    phases.append((phase.name, now - last))
    last = now
  }

  /// The phases of a build whose time is taken.
  enum Phase {
    case read, parse, resolve, plan, data, render, publish

    var name: Message {
      switch self {
      case .read: Message("读取", "read")
      case .parse: Message("解析", "parse")
      case .resolve: Message("汇总", "resolve")
      case .plan: Message("规划", "plan")
      case .data: Message("备数据", "data")
      case .render: Message("生成网页", "render")
      case .publish: Message("写入", "publish")
      }
    }
  }
}

extension Timings {
  /// Records the time that rendering took, output by output.
  mutating func note(_ staged: [StagedOutput], _ plan: Plan, _ site: Site) {
    slowestFiles = staged.sorted { $0.seconds > $1.seconds }.prefix(10)
      .filter { $0.seconds > 0 }.map { (plan.outputs[$0.index].path, $0.seconds) }
    var indexOfName: [String: Int] = [:]
    var templates: [(name: String, pages: Int, seconds: Double)] = []
    for output in staged where output.seconds > 0 {
      guard let name = site.template(of: plan.outputs[output.index].content) else { continue }
      let index = indexOfName[name] ?? templates.count
      if index == templates.count {
        indexOfName[name] = index
        templates.append((name, 0, 0))
      }
      templates[index].pages += 1
      templates[index].seconds += output.seconds
    }
    slowestTemplates = Array(templates.sorted { $0.seconds > $1.seconds }.prefix(10))
  }
}
