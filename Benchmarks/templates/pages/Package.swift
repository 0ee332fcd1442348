// swift-tools-version: 6.2
// The pages that all engines render.
import PackageDescription

let package = Package(
  name: "pages",
  products: [.library(name: "Pages", targets: ["Pages"])],
  targets: [.target(name: "Pages")]
)
