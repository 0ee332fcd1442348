// swift-tools-version: 6.2
// A package of its own, so that the product does not depend on what it is compared with.
import PackageDescription

let package = Package(
  name: "template-benchmarks",
  dependencies: [
    .package(name: "branchpress", path: "../.."), .package(path: "pages"),
  ],
  targets: [
    .target(name: "AllocationCounter"),
    .executableTarget(
      name: "templates",
      dependencies: [
        "AllocationCounter", .product(name: "Pages", package: "pages"),
        .product(name: "Mustache", package: "branchpress"),
      ]),
  ]
)
