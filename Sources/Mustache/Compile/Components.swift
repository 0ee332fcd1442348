/// Finds what uses each other in circles: the strongly connected components of a graph whose nodes are counted from
/// 0, each with its nodes in ascending order, and behind all those that it leads to (Tarjan, "Depth-first search and
/// linear graph algorithms", 1972). `next` says where a node leads and is asked once for each.
package func components(of count: Int, _ next: (Int) -> [Int]) -> [[Int]] {
  var search = ComponentSearch(count)
  for node in 0..<count where search.isNew(node) { search.run(from: node, next) }
  return search.components
}

private struct ComponentSearch {
  /// A node on the way to the one at hand, and how far its edges have been followed.
  private struct Step {
    let node: Int
    let edges: [Int]
    var done = 0
  }

  private(set) var components: [[Int]] = []
  /// By node: when it was met, counted from 1; the earliest that it leads back to.
  private var met: [Int]
  private var lowest: [Int]
  private var isWaiting: [Bool]
  private var waiting: [Int] = []
  private var steps: [Step] = []
  private var count = 0

  init(_ count: Int) {
    met = [Int](repeating: 0, count: count)
    lowest = met
    isWaiting = [Bool](repeating: false, count: count)
  }

  func isNew(_ node: Int) -> Bool { met[node] == 0 }

  mutating func run(from start: Int, _ next: (Int) -> [Int]) {
    enter(start, next)
    while let step = steps.last {
      if step.done == step.edges.count {
        leave(step.node)
      } else {
        steps[steps.count - 1].done += 1
        let node = step.edges[step.done]
        if isNew(node) {
          enter(node, next)
        } else if isWaiting[node] {
          lowest[step.node] = min(lowest[step.node], met[node])
        }
      }
    }
  }

  private mutating func enter(_ node: Int, _ next: (Int) -> [Int]) {
    count += 1
    met[node] = count
    lowest[node] = count
    waiting.append(node)
    isWaiting[node] = true
    steps.append(Step(node: node, edges: next(node)))
  }

  private mutating func leave(_ node: Int) {
    steps.removeLast()
    if let caller = steps.last?.node { lowest[caller] = min(lowest[caller], lowest[node]) }
    guard lowest[node] == met[node] else { return }
    var component: [Int] = []
    while let last = waiting.popLast() {
      isWaiting[last] = false
      component.append(last)
      if last == node { break }
    }
    components.append(component.sorted())
  }
}
