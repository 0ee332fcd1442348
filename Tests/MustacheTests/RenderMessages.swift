import Testing

@testable import Mustache

/// What is said of a template when it meets a page's values, letter by letter.
@Suite struct RenderMessages {
  private let page: Sample = [
    "site": ["title": "支部", "home": "x"], "title": "通知", "items": [["name": "甲"], ["name": "乙"]],
    "date": ["long": "x", "short": "y"], "nothing": nil,
  ]

  @Test func anUnknownNameIsToldWithWhatThereIs() {
    expect(
      "<h1>\n  {{titel}}", page,
      chinese: #"""
        page.mustache:2:3: 错误：这里没有“titel”这一项 [template-unknown-name]
          2 |   {{titel}}
            |   ^^^^^^^^^
          改法：是不是“title”？
        说明：“Page”里有：date、items、nothing、site、title
        说明：生成网页“p/index.html”时发现
        """#,
      english: #"""
        page.mustache:2:3: error: there is no “titel” here [template-unknown-name]
          2 |   {{titel}}
            |   ^^^^^^^^^
          help: did you mean “title”?
        note: “Page” contains date, items, nothing, site, title
        note: found while rendering the page “p/index.html”
        """#)
  }

  @Test func anUnknownNameWithinAnObjectIsLookedForThere() {
    expect(
      "{{site.titel}}", page,
      chinese: #"""
        page.mustache:1:1: 错误：“site”里没有“titel”这一项 [template-unknown-name]
          1 | {{site.titel}}
            | ^^^^^^^^^^^^^^
          改法：是不是“title”？
        说明：“site”里有：home、title
        说明：生成网页“p/index.html”时发现
        """#,
      english: #"""
        page.mustache:1:1: error: there is no “titel” in “site” [template-unknown-name]
          1 | {{site.titel}}
            | ^^^^^^^^^^^^^^
          help: did you mean “title”?
        note: “site” contains home, title
        note: found while rendering the page “p/index.html”
        """#)
  }

  @Test func anUnknownNameInAListIsToldOnce() {
    expect(
      "{{#items}}{{nam}}{{/items}}", page,
      chinese: #"""
        page.mustache:1:11: 错误：这里没有“nam”这一项 [template-unknown-name]
          1 | {{#items}}{{nam}}{{/items}}
            |           ^^^^^^^
          改法：是不是“name”？
        说明：“items”里有：name
        说明：“Page”里有：date、items、nothing、site、title
        说明：生成网页“p/index.html”时发现
        """#,
      english: #"""
        page.mustache:1:11: error: there is no “nam” here [template-unknown-name]
          1 | {{#items}}{{nam}}{{/items}}
            |           ^^^^^^^
          help: did you mean “name”?
        note: “items” contains name
        note: “Page” contains date, items, nothing, site, title
        note: found while rendering the page “p/index.html”
        """#)
  }

  @Test func aTextHasNoNames() {
    expect(
      "{{title.x}}", page,
      chinese: #"""
        page.mustache:1:1: 错误：“title”里没有“x”这一项 [template-unknown-name]
          1 | {{title.x}}
            | ^^^^^^^^^^^
        说明：生成网页“p/index.html”时发现
        """#,
      english: #"""
        page.mustache:1:1: error: there is no “x” in “title” [template-unknown-name]
          1 | {{title.x}}
            | ^^^^^^^^^^^
        note: found while rendering the page “p/index.html”
        """#)
  }

  @Test func aListIsNotPrinted() {
    expect(
      "{{items}}", page,
      chinese: #"""
        page.mustache:1:1: 错误：“items”是一个列表，不能直接显示 [template-not-text]
          1 | {{items}}
            | ^^^^^^^^^
          改法：写成“{{#items}}……{{/items}}”，逐项显示
        说明：生成网页“p/index.html”时发现
        """#,
      english: #"""
        page.mustache:1:1: error: “items” is a list and cannot be shown as text [template-not-text]
          1 | {{items}}
            | ^^^^^^^^^
          help: write “{{#items}}…{{/items}}” to show each of its items
        note: found while rendering the page “p/index.html”
        """#)
  }

  @Test func anObjectIsNotPrinted() {
    expect(
      "{{#date}}{{.}}{{/date}}{{date}}", page,
      chinese: #"""
        page.mustache:1:10: 错误：“.”包含好几项，不能直接显示 [template-not-text]
          1 | {{#date}}{{.}}{{/date}}{{date}}
            |          ^^^^^
        说明：“date”里有：long、short
        说明：生成网页“p/index.html”时发现

        page.mustache:1:24: 错误：“date”包含好几项，不能直接显示 [template-not-text]
          1 | {{#date}}{{.}}{{/date}}{{date}}
            |                        ^^^^^^^^
        说明：“date”里有：long、short
        说明：生成网页“p/index.html”时发现
        """#,
      english: #"""
        page.mustache:1:10: error: “.” has several fields and cannot be shown as text [template-not-text]
          1 | {{#date}}{{.}}{{/date}}{{date}}
            |          ^^^^^
        note: “date” contains long, short
        note: found while rendering the page “p/index.html”

        page.mustache:1:24: error: “date” has several fields and cannot be shown as text [template-not-text]
          1 | {{#date}}{{.}}{{/date}}{{date}}
            |                        ^^^^^^^^
        note: “date” contains long, short
        note: found while rendering the page “p/index.html”
        """#)
  }

  @Test func onlyTextNamesATemplate() {
    expect(
      "{{>*site}}", page,
      chinese: #"""
        page.mustache:1:1: 错误：“*site”不是文字，不能当作模板的名称 [template-not-text]
          1 | {{>*site}}
            | ^^^^^^^^^^
        说明：生成网页“p/index.html”时发现
        """#,
      english: #"""
        page.mustache:1:1: error: “*site” is not text, so it cannot name a template [template-not-text]
          1 | {{>*site}}
            | ^^^^^^^^^^
        note: found while rendering the page “p/index.html”
        """#)
  }

  @Test func aDynamicNameMustBeKnown() {
    expect(
      "{{>*titel}}", page,
      chinese: #"""
        page.mustache:1:1: 错误：这里没有“titel”这一项 [template-unknown-name]
          1 | {{>*titel}}
            | ^^^^^^^^^^^
          改法：是不是“title”？
        说明：“Page”里有：date、items、nothing、site、title
        说明：生成网页“p/index.html”时发现
        """#,
      english: #"""
        page.mustache:1:1: error: there is no “titel” here [template-unknown-name]
          1 | {{>*titel}}
            | ^^^^^^^^^^^
          help: did you mean “title”?
        note: “Page” contains date, items, nothing, site, title
        note: found while rendering the page “p/index.html”
        """#)
  }

  @Test func aDynamicNameMustLeadToATemplate() {
    expect(
      "{{>*title}}", page, partials: ["通告": ""],
      chinese: #"""
        page.mustache:1:1: 错误：没有模板“通知” [template-unknown-partial]
          1 | {{>*title}}
            | ^^^^^^^^^^^
          改法：是不是“通告”？
        说明：生成网页“p/index.html”时发现
        """#,
      english: #"""
        page.mustache:1:1: error: there is no template “通知” [template-unknown-partial]
          1 | {{>*title}}
            | ^^^^^^^^^^^
          help: did you mean “通告”?
        note: found while rendering the page “p/index.html”
        """#)
  }

  @Test func recursionWithoutEndIsStopped() {
    expect(
      "{{>a}}", page, partials: ["a": "1\n  {{>b}}", "b": "{{>a}}"],
      chinese: #"""
        a.mustache:2:3: 错误：模板互相套用，没有尽头，套到第 100 层停了下来 [template-recursion]
          2 |   {{>b}}
            |   ^^^^^^
        说明：套用的顺序：… → a → b → a
        说明：生成网页“p/index.html”时发现
        """#,
      english: #"""
        a.mustache:2:3: error: templates include each other without end: rendering stopped 100 levels deep [template-recursion]
          2 |   {{>b}}
            |   ^^^^^^
        note: they are included in this order: … → a → b → a
        note: found while rendering the page “p/index.html”
        """#)
  }

  @Test func aMistakeInAPartialIsToldThere() {
    expect(
      "{{>a}}", page, partials: ["a": "<p>{{x}}"],
      chinese: #"""
        a.mustache:1:4: 错误：这里没有“x”这一项 [template-unknown-name]
          1 | <p>{{x}}
            |    ^^^^^
        说明：“Page”里有：date、items、nothing、site、title
        说明：生成网页“p/index.html”时发现
        """#,
      english: #"""
        a.mustache:1:4: error: there is no “x” here [template-unknown-name]
          1 | <p>{{x}}
            |    ^^^^^
        note: “Page” contains date, items, nothing, site, title
        note: found while rendering the page “p/index.html”
        """#)
  }

  @Test func aMistakeInABlockIsToldWhereItIsWritten() {
    expect(
      "{{<a}}{{$b}}{{x}}{{/b}}{{/a}}", page, partials: ["a": "\n{{$b}}{{/b}}"],
      chinese: #"""
        page.mustache:1:13: 错误：这里没有“x”这一项 [template-unknown-name]
          1 | {{<a}}{{$b}}{{x}}{{/b}}{{/a}}
            |             ^^^^^
        说明：“Page”里有：date、items、nothing、site、title
        说明：生成网页“p/index.html”时发现
        """#,
      english: #"""
        page.mustache:1:13: error: there is no “x” here [template-unknown-name]
          1 | {{<a}}{{$b}}{{x}}{{/b}}{{/a}}
            |             ^^^^^
        note: “Page” contains date, items, nothing, site, title
        note: found while rendering the page “p/index.html”
        """#)
  }
}
