internal import ByteText
internal import Content
internal import SiteModel

/// Writes the manifest by which a browser puts the site on a phone's screen (W3C, Web Application Manifest). Its addresses are
/// relative to the manifest itself, so that the site may be moved.
func writeManifest(of site: Site, to json: inout ByteWriter) {
  let config = site.config
  json.append("{")
  member("name", config.title, to: &json)
  member("short_name", shortName(of: config), to: &json)
  if let description = config.description { member("description", description, to: &json) }
  member("lang", config.languageTag, to: &json)
  member("dir", "ltr", to: &json)
  member("start_url", "./", to: &json)
  member("scope", "./", to: &json)
  // Pages have links to other sites, and are printed: readers need the browser around them.
  member("display", "browser", to: &json)
  member("theme_color", config.frameColour, to: &json)
  member("background_color", AccentColour.page.css, to: &json)
  json.append("\"icons\":[")
  for (index, icon) in site.sitePictures.icons.manifest.enumerated() {
    if index > 0 { json.append(",") }
    json.append("{\"src\":")
    json.append(json: icon.address.encoded)
    json.append(",\"sizes\":\"\(icon.size)x\(icon.size)\",\"type\":\"image/png\"}")
  }
  json.append("]}\n")
}

extension SiteConfig {
  /// The colour of the window's frame on phones.
  var frameColour: String { (accent?.frame ?? .bandTop).css }
}

/// Appends a member of a JSON object, with a comma after it.
func member(_ name: StaticString, _ text: String, to json: inout ByteWriter) {
  json.append("\"")
  json.append(name)
  json.append("\":")
  json.append(json: text)
  json.append(",")
}

/// The name under an icon: the title, or as many of its first phrases as twelve characters hold.
private func shortName(of config: SiteConfig) -> String {
  let title = config.title
  guard title.unicodeScalars.count > longestName else { return title }
  var name = ""
  for phrase in TitlePhrases(of: config).phrases(of: title) {
    guard (name + phrase).unicodeScalars.count <= longestName else { break }
    name += phrase
  }
  while name.utf8.last == UInt8(ascii: " ") { name.removeLast() }
  return name.isEmpty
    ? String(String.UnicodeScalarView(title.unicodeScalars.prefix(longestName))) : name
}

/// The number of characters that the specification's authors advise for a short name at most.
private let longestName = 12
