import Testing

@testable import Mustache

/// What is said of a template by itself, letter by letter.
@Suite struct TagMessages {
  @Test func aTagThatNeverEndsIsToldWhereItBegins() {
    expect(
      "第一行\n<h1>{{titl</h1>\n{{title}}",
      chinese: #"""
        page.mustache:2:5: 错误：模板标记“{{titl</h1>”没有写完 [template-unclosed-tag]
          2 | <h1>{{titl</h1>
            |     ^^^^^^^^^^^
          改法：在它末尾补上“}}”
        """#,
      english: #"""
        page.mustache:2:5: error: the template tag “{{titl</h1>” is not closed [template-unclosed-tag]
          2 | <h1>{{titl</h1>
            |     ^^^^^^^^^^^
          help: write “}}” at its end
        """#)
  }

  @Test func aSectionWhoseTagNeverEndsIsOneMistake() {
    expect(
      "{{#items}\n{{name}}\n{{/items}}",
      chinese: #"""
        page.mustache:1:1: 错误：模板标记“{{#items}”没有写完 [template-unclosed-tag]
          1 | {{#items}
            | ^^^^^^^^^
          改法：在它末尾补上“}}”
        """#,
      english: #"""
        page.mustache:1:1: error: the template tag “{{#items}” is not closed [template-unclosed-tag]
          1 | {{#items}
            | ^^^^^^^^^
          help: write “}}” at its end
        """#)
  }

  @Test func aTripleTagNeedsThreeBraces() {
    expect(
      "{{{title}}",
      chinese: #"""
        page.mustache:1:1: 错误：模板标记“{{{title}}”没有写完 [template-unclosed-tag]
          1 | {{{title}}
            | ^^^^^^^^^^
          改法：在它末尾补上“}}}”
        """#,
      english: #"""
        page.mustache:1:1: error: the template tag “{{{title}}” is not closed [template-unclosed-tag]
          1 | {{{title}}
            | ^^^^^^^^^^
          help: write “}}}” at its end
        """#)
  }

  @Test func aCommentThatNeverEndsIsTold() {
    expect(
      "a\n{{! note\nb",
      chinese: #"""
        page.mustache:2:1: 错误：模板标记“{{! note”没有写完 [template-unclosed-tag]
          2 | {{! note
            | ^^^^^^^^
          改法：在它末尾补上“}}”
        """#,
      english: #"""
        page.mustache:2:1: error: the template tag “{{! note” is not closed [template-unclosed-tag]
          2 | {{! note
            | ^^^^^^^^
          help: write “}}” at its end
        """#)
  }

  @Test func badDelimitersAreShownWithGoodOnes() {
    expect(
      "{{=<% %>}}",
      chinese: #"""
        page.mustache:1:1: 错误：“{{=<% %>}}”没有写对：新的分界符要写两个，中间用空格隔开，不含等号，每个不超过 16 个字节 [template-bad-delimiters]
          1 | {{=<% %>}}
            | ^^^^^^^^^^
          改法：例如“{{=<% %>=}}”
        """#,
      english: #"""
        page.mustache:1:1: error: “{{=<% %>}}” does not set delimiters: it needs two, separated by a space, without “=”, of at most 16 bytes each [template-bad-delimiters]
          1 | {{=<% %>}}
            | ^^^^^^^^^^
          help: for example, “{{=<% %>=}}”
        """#)
  }

  @Test func aTagWithoutNameIsTold() {
    expect(
      "{{# }}{{/ }}",
      chinese: #"""
        page.mustache:1:1: 错误：模板标记“{{# }}”里没有写名称 [template-bad-name]
          1 | {{# }}{{/ }}
            | ^^^^^^

        page.mustache:1:7: 错误：模板标记“{{/ }}”里没有写名称 [template-bad-name]
          1 | {{# }}{{/ }}
            |       ^^^^^^
        """#,
      english: #"""
        page.mustache:1:1: error: the template tag “{{# }}” has no name [template-bad-name]
          1 | {{# }}{{/ }}
            | ^^^^^^

        page.mustache:1:7: error: the template tag “{{/ }}” has no name [template-bad-name]
          1 | {{# }}{{/ }}
            |       ^^^^^^
        """#)
  }

  @Test func aNameMayNotHoldBlanks() {
    expect(
      "{{#first name}}{{/first name}}",
      chinese: #"""
        page.mustache:1:1: 错误：名称“first name”里不能有空格 [template-bad-name]
          1 | {{#first name}}{{/first name}}
            | ^^^^^^^^^^^^^^^
        """#,
      english: #"""
        page.mustache:1:1: error: the name “first name” must not contain spaces [template-bad-name]
          1 | {{#first name}}{{/first name}}
            | ^^^^^^^^^^^^^^^
        """#)
  }

  @Test func aNameMayNotHoldAnEmptyPart() {
    expect(
      "{{a..b}}",
      chinese: #"""
        page.mustache:1:1: 错误：名称“a..b”里多了一个点号“.” [template-bad-name]
          1 | {{a..b}}
            | ^^^^^^^^
        """#,
      english: #"""
        page.mustache:1:1: error: the name “a..b” has a dot too many [template-bad-name]
          1 | {{a..b}}
            | ^^^^^^^^
        """#)
  }

  @Test func anUnclosedSectionIsShownWhereItOpens() {
    expect(
      "<ul>\n{{#items}}\n</ul>\n",
      chinese: #"""
        page.mustache:2:1: 错误：“{{#items}}”从这里开始，但一直没有结束 [template-unclosed-section]
          2 | {{#items}}
            | ^^^^^^^^^^
          改法：在它的内容后面写上“{{/items}}”
        """#,
      english: #"""
        page.mustache:2:1: error: “{{#items}}” is opened here and never closed [template-unclosed-section]
          2 | {{#items}}
            | ^^^^^^^^^^
          help: write “{{/items}}” after its content
        """#)
  }

  @Test func anUnclosedSectionWithinAnotherIsShown() {
    expect(
      "{{#items}}{{#title}}{{/items}}",
      chinese: #"""
        page.mustache:1:11: 错误：“{{#title}}”从这里开始，但一直没有结束 [template-unclosed-section]
          1 | {{#items}}{{#title}}{{/items}}
            |           ^^^^^^^^^^
          改法：在它的内容后面写上“{{/title}}”
        """#,
      english: #"""
        page.mustache:1:11: error: “{{#title}}” is opened here and never closed [template-unclosed-section]
          1 | {{#items}}{{#title}}{{/items}}
            |           ^^^^^^^^^^
          help: write “{{/title}}” after its content
        """#)
  }

  @Test func crossedSectionsAreShownAtBothPlaces() {
    expect(
      "{{#items}}{{#title}}\n{{/items}}{{/title}}",
      chinese: #"""
        page.mustache:2:11: 错误：“{{/title}}”写晚了：后开始的要先结束，它应当在“{{/items}}”前面 [template-crossed-sections]
          2 | {{/items}}{{/title}}
            |           ^^^^^^^^^^
        page.mustache:1:11: 说明：“{{#title}}”从这里开始
          1 | {{#items}}{{#title}}
            |           ^^^^^^^^^^
        page.mustache:2:1: 说明：“{{/items}}”在这里
          2 | {{/items}}{{/title}}
            | ^^^^^^^^^^
        """#,
      english: #"""
        page.mustache:2:11: error: “{{/title}}” comes too late: the section opened last is closed first, before “{{/items}}” [template-crossed-sections]
          2 | {{/items}}{{/title}}
            |           ^^^^^^^^^^
        page.mustache:1:11: note: “{{#title}}” is opened here
          1 | {{#items}}{{#title}}
            |           ^^^^^^^^^^
        page.mustache:2:1: note: “{{/items}}” is here
          2 | {{/items}}{{/title}}
            | ^^^^^^^^^^
        """#)
  }

  @Test func aStrayCloseIsTold() {
    expect(
      "{{/items}}",
      chinese: #"""
        page.mustache:1:1: 错误：“{{/items}}”没有对应的开头 [template-stray-close]
          1 | {{/items}}
            | ^^^^^^^^^^
        """#,
      english: #"""
        page.mustache:1:1: error: “{{/items}}” closes nothing that is open [template-stray-close]
          1 | {{/items}}
            | ^^^^^^^^^^
        """#)
  }

  @Test func aMisspeltCloseIsOneMistake() {
    expect(
      "{{#items}}\n{{/item}}",
      chinese: #"""
        page.mustache:2:1: 错误：“{{/item}}”没有对应的开头 [template-stray-close]
          2 | {{/item}}
            | ^^^^^^^^^
          改法：是不是“{{/items}}”？
        page.mustache:1:1: 说明：这里还没有结束的是“{{#items}}”
          1 | {{#items}}
            | ^^^^^^^^^^
        """#,
      english: #"""
        page.mustache:2:1: error: “{{/item}}” closes nothing that is open [template-stray-close]
          2 | {{/item}}
            | ^^^^^^^^^
          help: did you mean “{{/items}}”?
        page.mustache:1:1: note: the section that is open there is “{{#items}}”
          1 | {{#items}}
            | ^^^^^^^^^^
        """#)
  }

  @Test func nestingHasALimit() {
    expect(
      String(repeating: "{{#a}}", count: 201),
      chinese: #"""
        page.mustache:1:1201: 错误：模板标记一层套一层，超过了 200 层 [template-too-deep]
          1 | …{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}
            |                                ^^^^^^
        page.mustache:1:1: 说明：最外层从这里开始
          1 | {{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a…
            | ^^^^^^
        """#,
      english: #"""
        page.mustache:1:1201: error: template tags are nested more than 200 levels deep [template-too-deep]
          1 | …{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}
            |                                ^^^^^^
        page.mustache:1:1: note: the outermost section is opened here
          1 | {{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a…
            | ^^^^^^
        """#)
  }

  @Test func allMistakesOfATemplateAreToldAtOnce() {
    expect(
      "{{}}\n{{#a}}\n{{/b}}\n{{x",
      chinese: #"""
        page.mustache:1:1: 错误：模板标记“{{}}”里没有写名称 [template-bad-name]
          1 | {{}}
            | ^^^^

        page.mustache:3:1: 错误：“{{/b}}”没有对应的开头 [template-stray-close]
          3 | {{/b}}
            | ^^^^^^
          改法：是不是“{{/a}}”？
        page.mustache:2:1: 说明：这里还没有结束的是“{{#a}}”
          2 | {{#a}}
            | ^^^^^^

        page.mustache:4:1: 错误：模板标记“{{x”没有写完 [template-unclosed-tag]
          4 | {{x
            | ^^^
          改法：在它末尾补上“}}”
        """#,
      english: #"""
        page.mustache:1:1: error: the template tag “{{}}” has no name [template-bad-name]
          1 | {{}}
            | ^^^^

        page.mustache:3:1: error: “{{/b}}” closes nothing that is open [template-stray-close]
          3 | {{/b}}
            | ^^^^^^
          help: did you mean “{{/a}}”?
        page.mustache:2:1: note: the section that is open there is “{{#a}}”
          2 | {{#a}}
            | ^^^^^^

        page.mustache:4:1: error: the template tag “{{x” is not closed [template-unclosed-tag]
          4 | {{x
            | ^^^
          help: write “}}” at its end
        """#)
  }
}
