/// A danger to a reader or to a host where a file is published as it is, as far as its name tells.
package enum FileRisk: Sendable, Equatable {
  /// A host may run it: PHP, CGI, server-side includes.
  case runsOnHost
  /// A host takes its settings from it: `web.config`, `_redirects`.
  case settings
  /// It runs in a browser under the site's address, or changes how its pages look: scripts, styles, applets.
  case runsInBrowser
  /// A page, which runs what scripts it holds.
  case page
  /// A drawing or another XML document, which runs only what it holds.
  case markup
  /// Without an ending that anybody knows, so that a browser looks at its first bytes.
  case unknown

  /// Nil for files that nothing can run. Letter case does not count, nor do dots and blanks at the end,
  /// which Windows drops. Of several endings each may count: Apache runs `a.php.jpg`, and sends
  /// `a.html.bak` as a page.
  package init?(fileName: String) {
    let name = lowercased(fileName)
    if settingsFiles.contains(name) {
      self = .settings
      return
    }
    let endings = endings(of: name)
    if endings.contains(where: isRunByHosts) {
      self = .runsOnHost
      return
    }
    let understood = endings.filter { known[$0] != nil || isHarmless($0) || isPacked($0) }
    guard let last = understood.last else {
      self = .unknown
      return
    }
    if isPacked(last), let inner = understood.dropLast().last, known[inner] != nil {
      // Hosts send it as what it is unpacked, and nobody looks into it here.
      self = .runsInBrowser
      return
    }
    guard let risk = known[last] else { return nil }
    self = risk
  }
}

/// The parts behind the dots of a name, in small letters: also those behind `;` and `:`, where some hosts end it.
private func endings(of name: String) -> [String] {
  name.split { $0 == "." || $0 == ";" || $0 == ":" }.map {
    String($0.unicodeScalars.filter { !$0.properties.isWhitespace && $0.value >= 0x20 })
  }.dropFirst(name.first == "." ? 0 : 1).filter { !$0.isEmpty }
}

private func isHarmless(_ ending: String) -> Bool {
  MediaType(fileName: "a." + ending).text != "application/octet-stream"
}

private func isPacked(_ ending: String) -> Bool {
  ["gz", "z", "bz2", "xz", "br", "zst"].contains(ending)
}

private func lowercased(_ name: String) -> String {
  var bytes = Array(name.utf8).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  while let last = bytes.last, last == UInt8(ascii: ".") || last <= 0x20 { bytes.removeLast() }
  return String(decoding: bytes, as: UTF8.self)
}

private func isRunByHosts(_ ending: String) -> Bool {
  let isNumberedPHP =
    ending.hasPrefix("php") && ending.dropFirst(3).allSatisfy { $0.isASCII && $0.isNumber }
  return isNumberedPHP || hostEndings.contains(ending)
}

/// Languages that hosts run, each with the endings that are set up for it somewhere: PHP, ASP and ASP.NET,
/// JSP, ColdFusion, CGI in any language, server-side includes.
private let hostEndings: Set<String> = Set(
  """
  phps pht phtm phtml phar hphp ctp \
  asp aspx asa asax ascx ashx asmx axd cdx cer cshtml vbhtml svc idc htr \
  jsp jspx jspf jspa jsw jsv jhtml jws \
  cfm cfml cfc \
  cgi fcgi fpl pl pm plx py pyc pyw psp wsgi rb rhtml erb lua lsp tcl sh bash csh ksh zsh nsf dll \
  shtml shtm stm shtml5 ssi
  """.split(whereSeparator: \.isWhitespace).map(String.init))

/// Names that hosts look for: IIS, PHP, nginx, and those that serve static sites.
private let settingsFiles: Set<String> = [
  "web.config", "php.ini", ".user.ini", ".htaccess", ".htpasswd", "nginx.conf", "_headers",
  "_redirects", "_routes.json", "netlify.toml", "vercel.json", "now.json", "serve.json",
  "staticwebapp.config.json",
]

private let known: [String: FileRisk] = {
  var known: [String: FileRisk] = [:]
  func add(_ endings: String, _ risk: FileRisk) {
    for ending in endings.split(separator: " ") { known[String(ending)] = risk }
  }
  add("html htm", .page)
  add("xhtml xht xhtm mhtml mht hta htc html5", .runsInBrowser)
  add("js mjs cjs jsm wasm css swf svgz xap class", .runsInBrowser)
  add("svg xml rss atom rdf xsl xslt xsd xbl mml mathml kml gpx opml wsdl plist xul", .markup)
  return known
}()
