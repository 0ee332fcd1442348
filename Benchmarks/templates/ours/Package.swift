// swift-tools-version: 6.2
// The pages that all engines render, with ours and by hand. Apart from the others, since another
// module is called Mustache too.
import PackageDescription

let package = Package(
  name: "ours",
  products: [
    .library(name: "Pages", targets: ["Pages"]),
    .library(name: "OurEngine", targets: ["OurEngine"]),
  ],
  dependencies: [.package(name: "branchpress", path: "../../..")],
  targets: [
    .target(name: "Pages"),
    .target(
      name: "OurEngine",
      dependencies: ["Pages", .product(name: "Mustache", package: "branchpress")]),
  ]
)
