/// HTML that is meant to run, mutated; the same for the same seed.
public struct HostileHTML {
  private var source: SeededGenerator

  public init(seed: UInt64) { source = SeededGenerator(seed: seed) }

  /// Ways to run something that were found in browsers, readers and other programs' filters.
  public static let attacks: [String] = [
    "<script>x()</script>", "<a href=\"javascript:x()\">a</a>", "<a href=&Tab;javascript:x()>a</a>",
    "<a href=\"java&NewLine;script:x()\">a</a>", "<a href=\"java&#10;script&colon;x()\">a</a>",
    "<a href='&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;x()'>a</a>",
    "<a href=\"vbscript:x()\">a</a>", "<a href=\"\u{1}javascript:x()\">a</a>",
    "<a href=\"feed:javascript:x()\">a</a>", "<a href=\"view-source:data:text/html,x\">a</a>",
    "<img src=x onerror=x()>", "<img src=\"javascript:x()\">",
    "<img src='data:image/svg+xml,<svg onload=x()>'>",
    "<img src=\"data:text/html;base64,PHNjcmlwdD4=\">",
    "<img srcset=\"javascript:x() 1x, a.jpg 2x\">",
    "<svg onload=x()><script>x()</script></svg>",
    "<svg><a xlink:href=javascript:x()><text>a</text></a></svg>",
    "<svg><animate attributeName=href values=javascript:x()></svg>",
    "<svg><set attributeName=onmouseover to=x()></svg>",
    "<svg><style><img src=x onerror=x()></style></svg>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=x()>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=x()&gt;\">",
    "<math><maction actiontype=statusline xlink:href=javascript:x()>a</maction></math>",
    "<form action=javascript:x()><button formaction=javascript:x()>a</button></form>",
    "<base href=\"https://evil.example/\">",
    "<meta http-equiv=refresh content=\"0;url=javascript:x()\">",
    "<link rel=stylesheet href=data:,*{}>", "<iframe srcdoc=\"<script>x()</script>\"></iframe>",
    "<object data=javascript:x()></object>", "<embed src=javascript:x()>", "<p is=x-evil>a</p>",
    "<div style=\"background:url(javascript:x())\">a</div>", "<p style=\"text-align: right\">a</p>",
    "<video poster=javascript:x() src=a.mp4><source onerror=x()></video>",
    "<noscript><p title=\"</noscript><img src=x onerror=x()>\">", "<!--><img src=x onerror=x()>-->",
    "<!-- --!><img src=x onerror=x()> -->", "<![CDATA[<img src=x onerror=x()>]]>",
    "<?php <img src=x> ?>",
    "<a href=\"x\" href=\"javascript:x()\">a</a>", "<a/href=javascript:x()>a</a>",
    "<a\u{c}href=javascript:x()>a",
    "<xmp><img src=x onerror=x()></xmp>", "<template><script>x()</script></template>",
    "<title><img src=x onerror=x()></title>", "<textarea></textarea><script>x()</script>",
    "<select><option><script>x()</script></select>", "<table><td><li><b><table></b></li>",
    "</p></div></li>",
    "<img alt=\"&quot;&gt;&lt;script&gt;\" src=a.jpg>", "<p title='\"><script>x()</script>'>a",
    "&lt;script&gt;x()",
    "<details open ontoggle=x()><summary>a</summary></details>", "<marquee onstart=x()>a</marquee>",
    "<a href=\"//evil.example\\@good.example/\">a</a>", "<a href=\"\\\\evil.example\">a</a>",
    "<img src=`javascript:x()`>", "<a href=\"mailto:a@b.example\">a</a>",
    "<a href=\"tel:110\">a</a>",
    "<input type=checkbox checked disabled>", "<input type=image src=x onerror=x()>",
    "<ul><li>一<li>二</ul>",
  ]

  private static let pieces: [String] = [
    "<", ">", "\"", "'", "`", "=", "/", "\\", " ", "\t", "\n", "\u{c}", "\u{0}", "\u{b}", "&", ";",
    "#", "&#", "&#x",
    ":", "-", "--", "<!--", "-->", "--!>", "]]>", "<![CDATA[", "<?", "?>", "<!", "</", "/>", "on",
    "href=", "src=",
    "srcset=", "style=", "javascript:", "data:", "&colon;", "&Tab;", "&NewLine;", "&lt", "&gt;",
    "&quot;", "&amp;",
    "&notin;", "&fjlig;", "&AMP", "&copy=", "&ZeroWidthSpace;", "<svg>", "</svg>", "<math>",
    "<style>", "</style>",
    "<script>", "</script>", "<p>", "</p>", "<li>", "<td>", "<table>", "</table>", "<a ", "<b>",
    "</b>", "党", "🇨🇳",
    "\u{200B}", "\u{2028}", "\u{FFFE}", "\u{85}", "X", "1",
  ]

  /// One or two of the attacks, with up to eight changes.
  public mutating func next() -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...2, using: &source) {
      bytes += Self.attacks[Int.random(in: 0..<Self.attacks.count, using: &source)].utf8
    }
    for _ in 0..<Int.random(in: 0...8, using: &source) { mutate(&bytes) }
    return bytes
  }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0...bytes.count, using: &source)
    let end = min(bytes.count, place + Int.random(in: 0...6, using: &source))
    switch Int.random(in: 0..<6, using: &source) {
    case 0: bytes.removeSubrange(place..<end)
    case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 2:
      for index in place..<end where (0x61...0x7A).contains(bytes[index] | 0x20) {
        bytes[index] ^= 0x20
      }
    case 3:
      let characters = bytes[place..<end].map { "&#\($0)" + ($0 % 2 == 0 ? ";" : "") }
      bytes.replaceSubrange(place..<end, with: characters.joined().utf8)
    default:
      let piece = Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &source)]
      bytes.insert(contentsOf: piece.utf8, at: place)
    }
  }
}
