import Testing

@testable import Mustache

/// What is said of templates that use each other, letter by letter.
@Suite struct LinkMessages {
  @Test func anUnknownPartialIsFoundWithANearName() {
    expect(
      "<p>\n{{>parts/hed}}", partials: ["parts/head": ""],
      chinese: #"""
        page.mustache:2:1: 错误：没有模板“parts/hed” [template-unknown-partial]
          2 | {{>parts/hed}}
            | ^^^^^^^^^^^^^^
          改法：是不是“parts/head”？
        """#,
      english: #"""
        page.mustache:2:1: error: there is no template “parts/hed” [template-unknown-partial]
          2 | {{>parts/hed}}
            | ^^^^^^^^^^^^^^
          help: did you mean “parts/head”?
        """#)
  }

  @Test func anUnknownParentIsFoundWithANearName() {
    expect(
      "{{<layot}}{{/layot}}", partials: ["layout": ""],
      chinese: #"""
        page.mustache:1:1: 错误：没有模板“layot” [template-unknown-partial]
          1 | {{<layot}}{{/layot}}
            | ^^^^^^^^^^
          改法：是不是“layout”？
        """#,
      english: #"""
        page.mustache:1:1: error: there is no template “layot” [template-unknown-partial]
          1 | {{<layot}}{{/layot}}
            | ^^^^^^^^^^
          help: did you mean “layout”?
        """#)
  }

  @Test func anUnknownBlockIsFoundWithThoseThereAre() {
    expect(
      "{{<layout}}{{$titel}}x{{/titel}}{{/layout}}",
      partials: ["layout": "{{$title}}{{/title}}{{>head}}", "head": "{{$meta}}{{/meta}}"],
      chinese: #"""
        page.mustache:1:12: 错误：模板“layout”里没有“titel”这一块 [template-unknown-block]
          1 | {{<layout}}{{$titel}}x{{/titel}}{{/layout}}
            |            ^^^^^^^^^^
          改法：是不是“title”？
        说明：“layout”里有这些块：meta、title
        """#,
      english: #"""
        page.mustache:1:12: error: the template “layout” has no block “titel” [template-unknown-block]
          1 | {{<layout}}{{$titel}}x{{/titel}}{{/layout}}
            |            ^^^^^^^^^^
          help: did you mean “title”?
        note: “layout” has these blocks: meta, title
        """#)
  }

  @Test func aBlockOfATemplateWithoutBlocksIsUnknown() {
    expect(
      "{{<layout}}{{$title}}x{{/title}}{{/layout}}", partials: ["layout": ""],
      chinese: #"""
        page.mustache:1:12: 错误：模板“layout”里没有“title”这一块 [template-unknown-block]
          1 | {{<layout}}{{$title}}x{{/title}}{{/layout}}
            |            ^^^^^^^^^^
        说明：“layout”里一个块也没有
        """#,
      english: #"""
        page.mustache:1:12: error: the template “layout” has no block “title” [template-unknown-block]
          1 | {{<layout}}{{$title}}x{{/title}}{{/layout}}
            |            ^^^^^^^^^^
        note: “layout” has no blocks
        """#)
  }

  @Test func aBlockIsFilledOnce() {
    expect(
      "{{<layout}}{{$a}}{{/a}}{{$a}}{{/a}}{{/layout}}", partials: ["layout": "{{$a}}{{/a}}"],
      chinese: #"""
        page.mustache:1:24: 错误：“{{<layout}}”里已经写过一个“{{$a}}” [template-duplicate-block]
          1 | {{<layout}}{{$a}}{{/a}}{{$a}}{{/a}}{{/layout}}
            |                        ^^^^^^
        """#,
      english: #"""
        page.mustache:1:24: error: “{{<layout}}” already has a “{{$a}}” [template-duplicate-block]
          1 | {{<layout}}{{$a}}{{/a}}{{$a}}{{/a}}{{/layout}}
            |                        ^^^^^^
        """#)
  }

  @Test func whatAParentTagIgnoresIsAWarning() {
    expect(
      "{{<layout}}\n  你好\n{{/layout}}", partials: ["layout": ""],
      chinese: #"""
        page.mustache:2:3: 警告：“{{<layout}}”里只有“{{$块}}”起作用，这里写的不会显示 [template-ignored-in-parent]
          2 |   你好
            |   ^^^^
        """#,
      english: #"""
        page.mustache:2:3: warning: “{{<layout}}” takes only blocks, “{{$block}}”, so this is never shown [template-ignored-in-parent]
          2 |   你好
            |   ^^^^
        """#)
  }
}
