package import ByteText
package import Content
package import Diagnostics
internal import Mustache

extension Templates {
  /// Writes a site's card as an SVG by the theme's template, and returns the mistakes in it.
  package func write(
    _ card: SiteCard, _ config: SiteConfig, to writer: inout ByteWriter
  ) -> [Diagnostic] {
    guard let template = set.template(named: cardTemplate) else { return [] }
    let make = ValueFactory(kinds: kinds, config: config, assets: assets)
    return set.render(
      template, stack: [kinds.card(Shown(it: card, make: make))], page: SharedPicture.cards[0],
      into: &writer)
  }
}
