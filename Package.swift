// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// A target of ours; `uses` is every module that it may import (a test holds it to that).
func module(_ name: String, uses: [Target.Dependency] = [], links: [String] = []) -> Target {
  .target(
    name: name, dependencies: uses, swiftSettings: strict,
    linkerSettings: links.map { .linkedLibrary($0) })
}

func tests(_ name: String, uses: [Target.Dependency] = [], data: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name), "TestSupport"] + uses, exclude: data,
    swiftSettings: strict)
}

let nio: [Target.Dependency] = ["NIOCore", "NIOPosix", "NIOHTTP1"].map {
  .product(name: $0, package: "swift-nio")
}

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

/// The object of an allocator that release builds of the program are linked with, if any. The Makefile sets it to what
/// Scripts/prepare made; a variable, and not a look at the disk, since SwiftPM caches what this file says by its
/// text and the environment. Debug builds do without: sanitizers bring an allocator of their own.
let allocator = Context.environment["BRANCHPRESS_ALLOCATOR"].flatMap { $0.isEmpty ? nil : $0 }

/// The allocator has a part in C++.
let allocatorSettings: [LinkerSetting] =
  allocator.map {
    [
      .unsafeFlags([$0], .when(configuration: .release)),
      .linkedLibrary("stdc++", .when(configuration: .release)),
    ]
  } ?? []

let package = Package(
  name: "branchpress",
  products: [
    .executable(name: "branchpress", targets: ["branchpress"]),
    .executable(name: "branchpress-serve", targets: ["branchpress-serve"]),
    .library(name: "Mustache", targets: ["Mustache", "ByteText", "Diagnostics"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // For the preview server alone: no target of the builder depends on it.
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    // The leading colon asks for the archive, so that the binary runs where the libraries are not installed.
    .target(name: "CCommonMark"),
    .systemLibrary(name: "CYAML"),
    .target(name: "CXXHash"),
    .target(name: "CFiles"),
    .target(name: "CMemory"),
    .target(name: "CPrograms"),
    .target(name: "CTheme"),
    // The script and the style of pages that `branchpress serve` shows.
    .target(name: "CPreviewPage", exclude: ["preview.js", "preview.css"]),
    .target(name: "CWords", exclude: ["words.bin", "terms.txt"]),
    .target(name: "CFold", exclude: ["fold.bin"]),

    module("ByteText"),
    module("Diagnostics"),
    module("Phrases", uses: ["CWords"]),
    module("Search", uses: ["ByteText", "CFold"]),
    module("Dates"),
    module("Files", uses: ["ByteText", "CFiles"]),
    module("Watching", uses: ["Files"]),
    module("Digests", uses: ["ByteText", "CXXHash"]),
    module("Mustache", uses: ["ByteText", "Diagnostics"]),
    module("FrontMatter", uses: ["Diagnostics", "Dates", "CYAML"], links: [":libyaml.a"]),
    module(
      "Markdown", uses: ["ByteText", "Diagnostics", "Phrases", "CCommonMark"],
      links: [":libcmark.a"]),
    module("Feeds", uses: ["ByteText", "Dates"]),
    module("Pictures"),
    module("Metadata", uses: ["ByteText"]),
    module("QRCodes", uses: ["ByteText"]),
    module(
      "Content",
      uses: [
        "ByteText", "Diagnostics", "Dates", "FrontMatter", "Markdown", "Feeds", "Pictures",
        "Digests", "Search",
        "Files", "CTheme",
      ]),
    // Starts other programs: a browser for `branchpress pdf`, and what makes pictures smaller.
    module("Programs", uses: ["Files", "CPrograms"]),
    module(
      "Renditions",
      uses: ["Content", "ByteText", "Diagnostics", "Digests", "Files", "Pictures", "Programs"]),
    module(
      "SiteModel",
      uses: [
        "Renditions", "Content", "ByteText", "Diagnostics", "Dates", "FrontMatter", "Markdown",
        "Pictures", "Metadata", "Search", "Digests", "Files",
      ]),
    module(
      "Pages",
      uses: [
        "SiteModel", "Content", "ByteText", "Diagnostics", "Dates", "Mustache", "FrontMatter",
        "Markdown", "Feeds",
        "Phrases", "Pictures", "QRCodes", "Search", "Digests", "Files",
      ]),
    module(
      "Publishing",
      uses: [
        "Pages", "SiteModel", "Content", "ByteText", "Diagnostics", "Dates", "Mustache", "Search",
        "Digests", "Files",
      ]),
    module(
      "Portal",
      uses: [
        "Publishing", "Pages", "SiteModel", "Renditions", "Content", "ByteText", "Diagnostics",
        "Dates", "FrontMatter", "Mustache", "Pictures", "Metadata", "Digests", "Files", "CMemory",
      ]),
    // The settings that `branchpress serve` hands to the program that serves.
    module("ServeSettings", uses: ["Dates", "Diagnostics"]),
    // The site in memory that `branchpress serve` shows; no build needs it.
    module(
      "Preview",
      uses: [
        "Portal", "Publishing", "Pages", "SiteModel", "Renditions", "Content", "ByteText",
        "Diagnostics", "Dates", "FrontMatter", "Mustache", "Search", "Digests", "Files",
      ]),
    // HTTP for the preview server, which knows nothing of sites.
    module("Serving", uses: ["ByteText", "Files", "Pictures"] + nio),
    module("Printing", uses: ["ByteText", "Files", "Programs"]),
    .executableTarget(
      name: "branchpress",
      dependencies: [
        "Portal", "Printing", "Programs", "ServeSettings", "Pages", "Content", "Diagnostics",
        "Dates", "Files", argumentParser,
      ],
      swiftSettings: strict,
      linkerSettings: allocatorSettings),
    .executableTarget(
      name: "branchpress-serve",
      dependencies: [
        "Preview", "Serving", "Watching", "ServeSettings", "CPreviewPage", "Portal", "Programs",
        "Pages", "Content", "Diagnostics", "Dates", "Digests", "Files", "ByteText",
      ],
      swiftSettings: strict,
      // The same allocator as the builder's: the site is the same.
      linkerSettings: allocatorSettings),
    .executableTarget(
      name: "conformance", dependencies: ["Mustache", "Markdown", "ByteText", "Diagnostics"],
      swiftSettings: strict),

    .executableTarget(
      name: "pictures-benchmark", dependencies: ["Renditions", "Content", "Files", "Pictures"],
      path: "Benchmarks/pictures/Sources", swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["Diagnostics"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["branchpress"], swiftSettings: strict),
    // Reads the sources, and needs none of them.
    .testTarget(name: "PackageTests", swiftSettings: strict),
    tests("ByteText"),
    tests("Diagnostics"),
    tests("Phrases"),
    tests("Search"),
    tests("Dates"),
    tests("Digests"),
    tests("Files", uses: ["ByteText"]),
    tests("Watching", uses: ["Files"]),
    tests("Mustache", uses: ["ByteText", "Diagnostics"]),
    tests("FrontMatter", uses: ["Diagnostics", "Dates"]),
    tests("Markdown", uses: ["ByteText", "Diagnostics"]),
    tests("Feeds", uses: ["ByteText", "Dates"]),
    tests("Pictures"),
    tests("Metadata", uses: ["ByteText"], data: ["Samples"]),
    tests("QRCodes"),
    tests("Programs", uses: ["Files"]),
    tests("ServeSettings", uses: ["Dates", "Diagnostics"]),
    tests("Preview", uses: ["Diagnostics"]),
    tests("Printing", uses: ["Files"]),
    tests("Serving", uses: ["ByteText", "Files"]),
    tests(
      "Renditions", uses: ["Content", "Diagnostics", "Digests", "Files", "Pictures", "Programs"]),
    tests(
      "Portal",
      uses: [
        "Preview", "Content", "SiteModel", "Pages", "Publishing", "ByteText", "Diagnostics",
        "Dates", "Digests", "Files", "Mustache", "Markdown", "QRCodes",
      ],
      data: ["Golden", "Messages", "EarlierPortal"]),
  ]
)
