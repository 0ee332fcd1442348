import Content
import Diagnostics
import Pages
import Portal
import Publishing
import SiteModel
import Testing

@Suite struct `An address of a site` {
  @Test(arguments: [
    "https://example.org", "http://example.org/", "https://example.org/portal/",
    "https://example.org:8443/a/",
    "https://a-b.example.org./", "https://192.168.0.1:80/", "https://[::1]/",
    "https://[2001:db8::1]:443/", "http://localhost/",
    "https://党建.中国/门户/", "https://xn--fiqs8s.example/", "https://a_b.example/",
    "http://2026.example/",
  ])
  func `has a host, perhaps a port and a folder`(address: String) {
    #expect(isBaseAddress(address))
  }

  @Test(arguments: [
    "https:///x/", "https://", "https:/example.org/", "https:example.org", "ftp://example.org/",
    "//example.org/", "example.org",
    "https://a b/", "https://a\tb/", "https://a\u{85}b/", "https://user@example.org/",
    "https://u:p@example.org/", "https://@/",
    "https://example.org:0/", "https://example.org:99999/", "https://example.org:65536/",
    "https://example.org:/",
    "https://example.org:80:80/", "https://example.org:+8/", "https://[::1/", "https://[::1]x/",
    "https://[]/", "https://[a]/",
    "https://[::g]/", "https://.example/", "https://a..b/", "https://-a.example/",
    "https://a-.example/", "https://1.2.3/",
    "https://1.2.3.256/", "https://a,b/", "https://a%41/", "https://a\\b/", "https://a\"b/",
    "https://?x", "https://#x",
    "https://example.org/?a", "https://example.org/#a", "https://example.org/<", "https://:80/",
  ])
  func `has nothing else`(address: String) { #expect(!isBaseAddress(address)) }

  @Test(arguments: ["https:///x", "https://a:99999/", "https://u@a/", "https://a b/"])
  func `is held to the same where it is a source's or a hub's`(address: String) {
    let site = SiteFixture(config: SiteFixture.config + "hub: \"\(address)\"\n")
    site.file(
      "content/study/c/a.md",
      "---\ntitle: 文\ndate: 2026-01-01\nsource: {title: 原文, url: \"\(address)\"}\n---\n")
    #expect(site.build().diagnostics.map { $0.id.description } == ["bad-address", "bad-address"])
  }
}
