import Digests
import Pictures
import TestSupport
import Testing

@testable import Renditions

private func size(_ width: Int, _ height: Int) throws -> PictureSize {
  try #require(PictureSize(width: width, height: height))
}

@Suite struct `A recipe` {
  @Test(arguments: [
    (4000, 3000, 1600, 1200), (3000, 4000, 1600, 2133), (1600, 9, 1600, 9), (1599, 7, 1599, 7),
    (1, 1, 1, 1), (16_000, 4, 1600, 1), (3, 100_000, 3, 100_000), (4000, 1, 1600, 1),
    (1601, 1601, 1600, 1600),
  ])
  func `that fits is never larger than the original, and keeps its shape`(
    width: Int, height: Int, newWidth: Int, newHeight: Int
  ) throws {
    let recipe = Recipe(.fit(width: 1600), .webp)
    #expect(try recipe.size(of: size(width, height)) == size(newWidth, newHeight))
  }

  @Test(arguments: [
    (4000, 3000, 1200, 630), (1200, 630, 1200, 630), (600, 3000, 600, 315), (4000, 315, 600, 315),
    (1, 1, 1, 1), (1199, 630, 1199, 629), (1200, 629, 1198, 629),
  ])
  func `that fills has its shape, and is never larger than the original`(
    width: Int, height: Int, newWidth: Int, newHeight: Int
  ) throws {
    let recipe = Recipe(.fill(width: 1200, height: 630), .jpeg)
    #expect(try recipe.size(of: size(width, height)) == size(newWidth, newHeight))
  }

  @Test func `is told from all others by its digest`() {
    let shapes: [Recipe.Shape] = [
      .fit(width: 480), .fit(width: 960), .fill(width: 480, height: 960),
      .fill(width: 960, height: 480),
    ]
    let recipes = shapes.flatMap { shape in Recipe.Format.allCases.map { Recipe(shape, $0) } }
    #expect(Set(recipes.map(\.digest)).count == recipes.count)
  }

  @Test func `is possible where the format has room for the picture`() throws {
    let long = try size(1080, 30_000)
    #expect(!Recipe(.fit(width: 960), .webp).isPossible(for: long))
    #expect(Recipe(.fit(width: 480), .webp).isPossible(for: long))
    #expect(Recipe(.fit(width: 960), .jpeg).isPossible(for: long))
    #expect(try !Recipe(.fit(width: 960), .jpeg).isPossible(for: size(900, 70_000)))
  }

  @Test func `is of use for photographs and drawings, and not for what moves`() throws {
    let area = 1000 * 800
    let size = try size(1000, 800)
    func formats(_ format: PictureFormat, bytes: Int, isAnimated: Bool = false) -> [Recipe.Format] {
      Recipe.formats(
        for: PictureHeader(format, size, isAnimated: isAnimated), bytes: bytes)
    }
    for format in [.jpeg, .heic, .tiff, .bmp, .webp, .avif] as [PictureFormat] {
      #expect(formats(format, bytes: area / 4) == [.webp, .jpeg])
      #expect(formats(format, bytes: area / 4, isAnimated: true) == [])
    }
    #expect(formats(.png, bytes: area * 2) == [.webp, .jpeg])
    #expect(formats(.png, bytes: area / 10) == [.losslessWebP, .png])
    #expect(formats(.svg, bytes: 900) == [])
    #expect(formats(.gif, bytes: 90_000, isAnimated: true) == [])
    #expect(Recipe.formats(for: PictureHeader(.jpeg, nil), bytes: 9) == [])
  }
}
