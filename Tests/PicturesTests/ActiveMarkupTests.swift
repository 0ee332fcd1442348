import Pictures
import TestSupport
import Testing

private func kind(_ document: String) -> ActiveMarkup.Kind? {
  ActiveMarkup(in: Array(document.utf8))?.kind
}

@Suite struct `A drawing` {
  @Test(
    arguments: [
      ("<svg><script>x()</script></svg>", .element("script")),
      ("<svg:svg><svg:script/></svg:svg>", .element("svg:script")),
      ("<svg><foreignObject/></svg>", .element("foreignObject")),
      ("<x><a:Script xmlns:a='u'/></x>", .element("a:Script")),
      ("<svg onload=\"x()\"/>", .handler("onload")),
      ("<svg><g\n onmouseover = 'x()'/></svg>", .handler("onmouseover")),
      ("<svg><a href=\"javascript:x()\"/></svg>", .address("href")),
      ("<svg><a xlink:href=\"&#106;avascript:x()\"/></svg>", .address("xlink:href")),
      ("<svg><a xlink:href=\"java&#x0A;script&#58;x()\"/></svg>", .address("xlink:href")),
      ("<svg><a href=\" JavaScript:x()\"/></svg>", .address("href")),
      ("<svg><a href='vbscript:x'/></svg>", .address("href")),
      ("<svg><use href=\"data:image/svg+xml;base64,AA==#x\"/></svg>", .address("href")),
      ("<svg><a href=\"data:text/html,x\"/></svg>", .address("href")),
      ("<svg><animate attributeName=href to=\"x\"/></svg>", .unreadable),
      ("<svg><animate attributeName=\"href\" to=\"x\"/></svg>", .address("attributeName")),
      (
        "<svg><animate attributeName='xlink:href' values='x;javascript:y()'/></svg>",
        .address("attributeName")
      ),
      ("<svg><set attributeName=\"onmouseover\" to=\"x()\"/></svg>", .address("attributeName")),
      ("<svg><set to=\"javascript:x()\"/></svg>", .address("to")),
      ("<svg xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:p/></svg>", .page),
      (
        "<!DOCTYPE svg [<!ENTITY h \"http://www.w3.org/1999/xhtml\">]><svg xmlns:h=\"&h;\"/>", .page
      ),
      (
        "<!DOCTYPE svg [<!ENTITY a \"java\"><!ENTITY b 'script:x()'>]><svg><a href='&a;&b;'/></svg>",
        .address("href")
      ),
      ("<!DOCTYPE svg [<!ENTITY a \"<script/>\">]><svg>&a;</svg>", .declaration),
      ("<!DOCTYPE svg [<!ENTITY a \"&#60;script/>\">]><svg>&a;</svg>", .declaration),
      ("<!DOCTYPE svg [<!ENTITY a SYSTEM \"b.svg\">]><svg>&a;</svg>", .declaration),
      ("<!DOCTYPE svg [<!ENTITY % a \"b\"> %a;]><svg/>", .declaration),
      ("<!DOCTYPE svg [<!ATTLIST svg onload CDATA \"x()\">]><svg/>", .declaration),
      ("<?xml-stylesheet href=\"a.xsl\" type=\"text/xsl\"?><svg/>", .styleSheet),
      ("<svg/><?xml-stylesheet?>", .styleSheet),
      ("<?xml version=\"1.0\" encoding=\"utf-7\"?><svg/>", .unreadable),
      ("<?xml version='1.0' encoding='UTF-16'?><svg/>", .unreadable),
      ("<?xml version=\"1.0\" encoding=\"gbk\"?><svg>党</svg>", .unreadable), ("<svg", .unreadable),
      ("<svg><!-- ", .unreadable),
      ("<svg a=\"<script>\"/>", .unreadable), ("<svg a=b/>", .unreadable),
      ("<svg><![CDATA[", .unreadable), ("<svg>< script/>", .unreadable),
      ("<svg>\u{0}<script/></svg>", .unreadable), ("<svg a='1'onload='x()'/>", .unreadable),
    ] as [(String, ActiveMarkup.Kind)])
  func `is found out where it could run something`(document: String, expected: ActiveMarkup.Kind) {
    #expect(kind(document) == expected)
  }

  @Test(arguments: [
    "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/><text x='1'>党 &amp; 群 &lt;script&gt;</text></svg>",
    "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<!-- <script> -->\n<svg/>",
    "<?xml version=\"1.0\" encoding=\"gb2312\"?><svg/>",
    "<svg><style><![CDATA[a{fill:red}<script>]]></style></svg>",
    "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg/>",
    "<!DOCTYPE svg [\n<!ENTITY ns_svg \"http://www.w3.org/2000/svg\">\n<!-- x -->]>\n<svg xmlns=\"&ns_svg;\"/>",
    "<svg xmlns:inkscape='u'><inkscape:grid id=\"1\" inkscape:on-x='1'/><metadata><rdf:RDF xmlns:rdf='v'/></metadata></svg>",
    "<svg><a xlink:href=\"https://example.org/?a=1&amp;b=2\"/><a href=\"notice/\"/><use href=\"#x\"/></svg>",
    "<svg><image href=\"data:image/png;base64,AA==\"/><image xlink:href=\"data:image/svg+xml;base64,AA==\"/></svg>",
    "<svg><animate attributeName=\"opacity\" values=\"0;1\" to=\"1\"/><set attributeName='x' to='2'/></svg>",
    "", "text",
    "<rss version=\"2.0\"><channel><title>甲</title></channel></rss>",
  ])
  func `that only draws is none of those`(document: String) {
    #expect(ActiveMarkup(in: Array(document.utf8)) == nil)
  }

  @Test func `is found out at its place`() {
    #expect(ActiveMarkup(in: Array("<svg>\n <script/></svg>".utf8))?.offset == 7)
    #expect(ActiveMarkup(in: Array("<svg a='1' onload='x'/>".utf8))?.offset == 11)
  }

  @Test(arguments: [
    "<", "<a ", "<!--", "<a b='", "&#", "<!DOCTYPE a [<!ENTITY ", "<?", "<a b='&amp;", "<a b='c' ",
  ])
  func `costs one pass, however broken it is`(piece: String) {
    let document = "<svg>" + String(repeating: piece, count: 100_000 / piece.utf8.count)
    let time = threadSeconds { _ = ActiveMarkup(in: Array(document.utf8)) }
    #expect(time < 20)
  }
}

@Suite struct `A file's name` {
  @Test(
    arguments: [
      ("a.php", .runsOnHost), ("A.PHP", .runsOnHost), ("a.php7", .runsOnHost),
      ("a.php.", .runsOnHost), ("a.php. .", .runsOnHost),
      ("a.php.jpg", .runsOnHost), ("a.php .jpg", .runsOnHost), ("a.asp;.jpg", .runsOnHost),
      ("a.php::$DATA", .runsOnHost),
      ("a.PhTmL", .runsOnHost), ("a.shtml", .runsOnHost), ("a.jspx", .runsOnHost),
      ("a.cgi", .runsOnHost), ("a.cfm", .runsOnHost),
      (".htaccess", .settings), ("WEB.CONFIG", .settings), ("_redirects", .settings),
      ("web.config.", .settings),
      ("a.html", .page), ("a.htm", .page), ("a.html.bak", .page), ("a.html.zh-CN", .page),
      ("a.xhtml", .runsInBrowser),
      ("a.js", .runsInBrowser), ("a.css", .runsInBrowser), ("a.svgz", .runsInBrowser),
      ("a.svg.gz", .runsInBrowser),
      ("a.html.gz", .runsInBrowser), ("a.swf", .runsInBrowser), ("a.svg", .markup),
      ("a.SVG", .markup), ("a.xml", .markup),
      ("a.xsl", .markup), ("LICENSE", .unknown), ("a.xyz", .unknown), ("php", .unknown),
      ("a.html.pdf", nil), ("a.jpg", nil), ("a.js.docx", nil), ("a.tar.gz", nil),
      ("2026.07.01.pdf", nil), ("phpinfo.txt", nil),
      ("关于PHP的说明.docx", nil), ("a.phpx.pdf", nil), ("robots.txt", nil),
    ] as [(String, FileRisk?)])
  func `tells what could happen to those who publish it`(name: String, expected: FileRisk?) {
    #expect(FileRisk(fileName: name) == expected)
  }
}
