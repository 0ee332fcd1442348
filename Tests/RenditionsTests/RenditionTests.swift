import Digests
import Files
import Foundation
import Pictures
import TestSupport
import Testing

@testable import Renditions

@Suite final class `A rendition` {
  private let photographs: Photographs

  init() throws { photographs = try Photographs() }

  private func made(
    _ name: String, _ recipes: [Recipe], at location: SourceLocation = #_sourceLocation
  ) throws -> [RenditionStore.Rendition] {
    let outcomes = photographs.make([try photographs.order(name, recipes)], with: try vips())
    guard case .made(let renditions)? = outcomes.first else {
      Issue.record("\(outcomes)", sourceLocation: location)
      return []
    }
    return renditions
  }

  /// The store compares the size of each file that libvips makes with the one that was computed.
  @Test func `has just the size that its recipe tells, whatever the original's and its turn`()
    throws
  {
    var random = SeededGenerator(seed: 19)
    var orders: [RenditionStore.Order] = []
    for number in 0..<34 {
      let (width, height) = (
        Int.random(in: 1...400, using: &random), Int.random(in: 1...400, using: &random)
      )
      let name = "\(number).tif"
      try photographs.write(
        tiff(width, height, orientation: number % 8 + 1, scene(width, height)), to: name)
      let recipes = (0..<3).flatMap { _ in
        let (across, down) = (
          Int.random(in: 1...400, using: &random), Int.random(in: 1...400, using: &random)
        )
        return [
          Recipe(.fit(width: across), .png), Recipe(.fill(width: across, height: down), .jpeg),
        ]
      }
      orders.append(try photographs.order(name, recipes))
    }
    let outcomes = photographs.make(orders, with: try vips())
    for (order, outcome) in zip(orders, outcomes) {
      guard case .made(let renditions) = outcome else {
        Issue.record("\(order): \(outcome)")
        continue
      }
      let original = try #require(order.header.size)
      #expect(renditions.map(\.size) == order.recipes.map { $0.size(of: original) })
    }
  }

  @Test func `of a large photograph is made from the base, with the same sizes`() throws {
    try photographs.write(tiff(2017, 1013, orientation: 6, scene(2017, 1013)), to: "a.tif")
    let shapes: [Recipe.Shape] = [
      .fit(width: 1600), .fit(width: 960), .fill(width: 1200, height: 630),
      .fill(width: 100, height: 2017),
    ]
    let renditions = try made(
      "a.tif", shapes.flatMap { [Recipe($0, .webp), Recipe($0, .jpeg)] })
    #expect(
      renditions.map { [$0.size.width, $0.size.height] } == [
        [1013, 2017], [1013, 2017], [960, 1911], [960, 1911], [1013, 531], [1013, 531],
        [100, 2017], [100, 2017],
      ])
    for rendition in renditions {
      #expect(rendition.stamp.size == (try photographs.bytes(rendition)).count)
      #expect(rendition.digest == Digest(of: try photographs.bytes(rendition)))
    }
  }

  @Test(arguments: 1...8)
  func `is upright, whatever the camera's orientation`(orientation: Int) throws {
    // As a person sees it, the upper left corner is red and the rest blue.
    let corners = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0], [0, 1], [1, 1], [1, 0]]
    let corner = corners[orientation - 1]
    try photographs.write(
      tiff(80, 60, orientation: orientation) { x, y in
        [x / 40, y / 30] == corner ? [250, 0, 0] : [0, 0, 250]
      }, to: "a.tif")
    let rendition = try #require(try made("a.tif", [Recipe(.fit(width: 500), .png)]).first)
    #expect(rendition.size.width == (orientation < 5 ? 80 : 60))
    let (right, low) = (rendition.size.width - 5, rendition.size.height - 5)
    #expect(try photographs.colour(of: rendition, 5, 5) == [250, 0, 0])
    #expect(try photographs.colour(of: rendition, right, 5) == [0, 0, 250])
    #expect(try photographs.colour(of: rendition, 5, low) == [0, 0, 250])
  }

  @Test(arguments: ["jpg", "png", "webp", "heic", "avif", "tif", "bmp"])
  func `is made of each format that phones and cameras write`(ending: String) throws {
    try photographs.write(tiff(640, 481, scene(640, 481)), to: "source.tif")
    if ending == "bmp" {
      let folder = photographs.home.appending(path: "content").path
      _ = try run([
        try vips().path, "magicksave", folder + "/source.tif", folder + "/a.bmp",
      ])
    } else {
      try photographs.convert(
        "source.tif", to: ending == "heic" ? "a.heic[compression=hevc]" : "a." + ending)
    }
    let renditions = try made(
      "a." + ending, [Recipe(.fit(width: 320), .webp), Recipe(.fit(width: 320), .jpeg)])
    #expect(renditions.map(\.size.height) == [241, 241])
    let colour = try photographs.colour(of: try #require(renditions.last), 300, 200)
    for (got, expected) in zip(colour, [239, 212, 40]) { #expect(abs(got - expected) < 12) }
  }

  @Test func `shows transparent places as WebP, and white ones as JPEG`() throws {
    try photographs.write(
      tiff(64, 64, bands: 4) { x, _ in [200, 0, 0, x < 32 ? 0 : 255] }, to: "a.tif")
    let renditions = try made(
      "a.tif", [.webp, .losslessWebP, .png, .jpeg].map { Recipe(.fit(width: 64), $0) })
    #expect(
      try renditions.dropLast().map { try photographs.colour(of: $0, 8, 8).last } == [0, 0, 0])
    for value in try photographs.colour(of: try #require(renditions.last), 8, 8) {
      #expect(value > 250)
    }
  }

  @Test func `keeps the edges of drawings as they are`() throws {
    try photographs.write(
      tiff(90, 60) { x, y in x * y % 7 == 0 ? [3, 90, 250] : [255, 255, 0] }, to: "a.tif")
    for format in [.losslessWebP, .png] as [Recipe.Format] {
      let rendition = try #require(try made("a.tif", [Recipe(.fit(width: 90), format)]).first)
      #expect(try photographs.colour(of: rendition, 14, 1) == [3, 90, 250])
      #expect(try photographs.colour(of: rendition, 15, 1) == [255, 255, 0])
    }
  }

  @Test func `has colours as screens show them, and no metadata`() throws {
    try photographs.write(tiff(1700, 60) { _, _ in [200, 60, 60] }, to: "source.tif")
    try photographs.convert("source.tif", to: "p3.jpg[profile=p3,Q=95]")
    let folder = photographs.home.appending(path: "content/p3.jpg")
    var jpeg = [UInt8](try Data(contentsOf: folder))
    // A directory with one entry, the maker of the camera.
    let exif =
      Array("Exif\0\0II*\0".utf8) + [8, 0, 0, 0, 1, 0, 0x0F, 1, 2, 0, 12, 0, 0, 0, 26, 0, 0, 0]
      + [0, 0, 0, 0] + Array("SECRETMAKER\0".utf8)
    jpeg.insert(contentsOf: [0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif, at: 2)
    try photographs.write(jpeg, to: "a.jpg")
    // The second shape is higher than the base, and made from the original itself.
    let renditions = try made(
      "a.jpg",
      Recipe.Format.allCases.flatMap { format in
        [Recipe(.fit(width: 100), format), Recipe(.fill(width: 90, height: 60), format)]
      })
    for rendition in renditions {
      let text = String(
        decoding: try photographs.bytes(rendition).filter { $0 < 0x80 }, as: UTF8.self)
      for mark in ["Exif", "EXIF", "eXIf", "ICC", "iCCP", "SECRET", "XMP", "xpacket"] {
        let isThere = text.contains(mark)
        #expect(!isThere, "\(rendition.recipe): \(mark)")
      }
      // This red of Display P3 is a stronger one in sRGB.
      let colour = try photographs.colour(of: rendition, 50, 2)
      #expect(
        colour.count > 2 && colour[0] > 208 && colour[1] < 58, "\(rendition.recipe): \(colour)")
    }
  }

  @Test func `of shades of grey keeps them`() throws {
    try photographs.write(tiff(64, 64) { _, _ in [121, 121, 121] }, to: "source.tif")
    let folder = photographs.home.appending(path: "content").path
    _ = try run([
      try vips().path, "colourspace", folder + "/source.tif", folder + "/a.jpg", "b-w",
    ])
    for format in Recipe.Format.allCases {
      let rendition = try #require(try made("a.jpg", [Recipe(.fit(width: 32), format)]).first)
      for value in try photographs.colour(of: rendition, 9, 9) { #expect(abs(value - 121) < 3) }
    }
  }

  @Test func `is cut to the part that matters`() throws {
    // A face's colour near the top of a portrait, and a plain wall.
    try photographs.write(
      tiff(300, 400) { x, y in
        let isHead = (x - 150) * (x - 150) + (y - 70) * (y - 70) < 50 * 50
        return isHead ? [225, 172, 150] : y > 130 ? [60, 66, 72] : [120, 124, 128]
      }, to: "a.tif")
    let rendition = try #require(
      try made("a.tif", [Recipe(.fill(width: 300, height: 160), .png)]).first)
    // The head's middle is in the picture, with its whole height.
    #expect(try photographs.colour(of: rendition, 150, 24) == [225, 172, 150])
  }

  @Test func `has the same bytes each time, whichever others are made`() throws {
    try photographs.write(tiff(1900, 1400, scene(1900, 1400)), to: "a.tif")
    let recipes = [480, 960, 1600].flatMap { width in
      [.webp, .jpeg].map { Recipe(.fit(width: width), $0) }
    }
    let all = try made("a.tif", recipes).map(\.digest)
    let alone = try recipes.map { recipe in
      let other = try Photographs()
      try other.write(tiff(1900, 1400, scene(1900, 1400)), to: "b.tif")
      let outcome = other.make([try other.order("b.tif", [recipe])], with: try vips(), jobs: 1)
      guard case .made(let renditions)? = outcome.first else { return Digest.none }
      return renditions.first?.digest ?? .none
    }
    #expect(alone == all)
  }
}
