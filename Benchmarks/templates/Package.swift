// swift-tools-version: 6.2
// A package of its own, so that the product does not depend on what it is compared with.
import PackageDescription

let package = Package(
  name: "template-benchmarks",
  dependencies: [
    .package(name: "branchpress", path: "../.."), .package(path: "ours"),
    .package(path: "others"),
  ],
  targets: [
    .target(name: "AllocationCounter"),
    .executableTarget(
      name: "templates",
      dependencies: [
        "AllocationCounter", .product(name: "Pages", package: "ours"),
        .product(name: "OurEngine", package: "ours"),
        .product(name: "OtherEngines", package: "others"),
      ]),
  ]
)
