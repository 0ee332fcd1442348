// swift-tools-version: 6.2
// The engines that ours is compared with.
import PackageDescription

let package = Package(
  name: "others",
  products: [.library(name: "OtherEngines", targets: ["OtherEngines"])],
  dependencies: [
    .package(path: "../ours"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/stencilproject/Stencil", exact: "0.15.1"),
  ],
  targets: [
    .target(
      name: "OtherEngines",
      dependencies: [
        "Stencil", .product(name: "Pages", package: "ours"),
        .product(
          name: "Mustache", package: "swift-mustache",
          moduleAliases: ["Mustache": "SwiftMustache"]),
      ])
  ]
)
