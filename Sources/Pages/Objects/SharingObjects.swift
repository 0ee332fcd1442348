internal import Content
internal import Mustache
internal import Pictures

// The names of the picture beside a link to a page, and of the site's card.

func describeSharedImage(_ names: inout ObjectNames<Shown<SharedImage>>) {
  names.url("url", "absolute") { $0.it.address }
  names.text("type", "the media type", example: "`image/png`") {
    MediaType(fileName: $0.it.address.path).text
  }
  names.number("width", "in pixels", example: "`1200`") { $0.it.size.width }
  names.number("height", "in pixels", example: "`630`") { $0.it.size.height }
  names.text("alt", "the caption, or else the title of the page or the site") {
    $0.it.alternative
  }
  names.flag("isLarge", "it has about the shape of a card, 1200 by 630") { $0.it.isLarge }
}

func describeCard(_ names: inout ObjectNames<Shown<SiteCard>>) {
  names.text("language", "BCP 47", example: "`zh-CN`") { $0.make.config.languageTag }
  names.text("title", "the site's name", example: "梧桐里网络党支部") { $0.make.config.title }
  names.list("lines", of: "card line", "the name in one to four lines") { shown in
    shown.it.lines.map { shown.make.kinds.cardLine(Shown(it: $0, make: shown.make)) }
  }
  names.number("size", "of the name's characters, in pixels", example: "`84`") { $0.it.size }
  names.optionalText("foot", "the organisation, or else the subtitle", example: "中共梧桐里社区委员会") {
    $0.it.foot
  }
  names.number("footSize", "of the foot's characters, in pixels", example: "`36`") {
    $0.it.footSize
  }
  names.text("colour", "`accent` of `site.yml`, or else the theme's", example: "`#8e1710`") {
    ($0.make.config.accent ?? .band).css
  }
  names.text("fonts", "the families of fonts", example: "`'Noto Serif CJK SC', …`") {
    cardFonts($0.make.config).map { "'\($0)', " }.joined() + "serif"
  }
  names.text("logo", "the logo of `site.yml`, or else the theme's icon", example: "`data:image/…`")
  {
    $0.it.logo
  }
}

func describeCardLine(_ names: inout ObjectNames<Shown<SiteCard.Line>>) {
  names.text("text", example: "网络党支部") { $0.it.text }
  names.number("y", "the place of the baseline, in pixels from the top", example: "`280`") {
    $0.it.y
  }
}
