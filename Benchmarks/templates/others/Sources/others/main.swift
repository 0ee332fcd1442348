// Renders with the engine and page of each line on standard input, `mustache article 40`, that many
// times, and prints the microseconds that one rendering took. With an engine and a page as arguments it
// prints that page.
import Foundation
import Pages

let model = Model()
let mustache = try OtherMustache(model)
let stencil = try StencilEngine(model)

@MainActor
func render(_ engine: Substring, _ page: Substring) -> String {
  engine == "mustache"
    ? mustache.render(isList: page == "list") : stencil.render(isList: page == "list")
}

if CommandLine.arguments.count == 3 {
  print(render(CommandLine.arguments[1][...], CommandLine.arguments[2][...]), terminator: "")
} else {
  while let line = readLine() {
    let words = line.split(separator: " ")
    guard words.count == 3, let count = Int(words[2]) else { break }
    let time = ContinuousClock().measure {
      for _ in 0..<count { precondition(!render(words[0], words[1]).isEmpty) }
    }
    print(time / .microseconds(count))
    fflush(nil)
  }
}
