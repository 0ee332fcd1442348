// HTML from bytes, as a feed takes it: whatever it is, what comes out holds elements, attributes and schemes of a
// list, and every element is closed.
import Feeds

private let page = HTMLBase(page: "https://example.org/portal/activity/a/")

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFeeds(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  // Texts are UTF-8 before they come to the feeds.
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  let html = feedHTML(Array(text.utf8), on: page)
  do { try StrictHTML.check(html) } catch { fatalError("\(error)") }
  precondition(html.count <= 1000 + text.utf8.count * 80)
  // What has gone through once goes through unchanged.
  precondition(feedHTML(html, on: page) == html)
  return 0
}
