// swift-tools-version: 6.2
// The engines that ours is compared with: a program of their own, since one of them is called
// Mustache too, and two modules of one name cannot be linked together.
import PackageDescription

let package = Package(
  name: "others",
  dependencies: [
    .package(path: "../pages"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/stencilproject/Stencil", exact: "0.15.1"),
  ],
  targets: [
    .executableTarget(
      name: "others",
      dependencies: [
        "Stencil", .product(name: "Pages", package: "pages"),
        .product(name: "Mustache", package: "swift-mustache"),
      ])
  ]
)
