// Makes renditions of all pictures of a folder in a store, as a build does, and prints what it took:
// pictures-benchmark CONTENT STORE JOBS WIDTH…
import Content
import Files
import Pictures
import Renditions

let words = CommandLine.arguments.dropFirst().map { $0 }
guard words.count >= 4, let jobs = Int(words[2]) else {
  fatalError("usage: pictures-benchmark CONTENT STORE JOBS WIDTH…")
}
let content = Folder(path: words[0])
let clock = ContinuousClock()
let start = clock.now
var store = RenditionStore(in: try Folder.make(words[1]), for: "benchmark")
let program = try store.program(in: "/usr/local/bin:/usr/bin").get()
let recipes = words.dropFirst(3).compactMap { Int($0) }.flatMap { width in
  [.webp, .jpeg].map { Recipe(.fit(width: width), $0) }
}
// What a build knows of a picture when it orders renditions.
let orders = content.names(in: nil).compactMap { name -> RenditionStore.Order? in
  guard let file = FilePath(name), let stamp = content.stamp(of: file),
    let header = PictureHeader(of: file, size: stamp.size, in: content)
  else { return nil }
  return RenditionStore.Order(file: file, stamp: stamp, header: header, recipes: recipes)
}
let outcomes = store.make(orders, from: content, with: program, jobs: jobs)
store.removeUnused()
let time = (clock.now - start).components
var (count, bytes) = (0, 0)
for case .made(let renditions) in outcomes {
  count += renditions.count
  bytes += renditions.map(\.stamp.size).reduce(0, +)
}
let seconds = Double(time.seconds) + Double(time.attoseconds) * 1e-18
print("\(seconds) \(count) \(bytes)")
