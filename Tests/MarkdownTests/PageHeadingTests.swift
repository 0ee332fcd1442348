import Markdown
import Testing

/// Headings of a text beside the title of its page, which has the first level.
@Suite struct PageHeadingTests {
  @Test(arguments: [
    ("# 甲\n\n## 乙\n\n### 丙", "<h2>甲</h2>\n<h3>乙</h3>\n<h4>丙</h4>\n"),
    ("## 甲\n\n# 乙", "<h3>甲</h3>\n<h2>乙</h2>\n"), ("甲\n===\n\n乙\n---", "<h2>甲</h2>\n<h3>乙</h3>\n"),
    ("# 甲\n\n###### 乙", "<h2>甲</h2>\n<h6>乙</h6>\n"),
    ("> # 甲\n\n## 乙", "<blockquote>\n<h2>甲</h2>\n</blockquote>\n<h3>乙</h3>\n"),
    ("# 见[甲](a.md)", "<h2>见<a href=\"a.md\">甲</a></h2>\n"),
  ])
  func `all move down a level if one has the first`(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test(arguments: [
    "## 甲\n\n### 乙", "###### 甲", "| # 甲 |\n|---|\n| # 乙 |", "`# 甲`", "```\n# 甲\n```", "\\# 甲",
  ])
  func `texts without the first level stay as they are`(text: String) {
    var options = MarkdownOptions(headingIDs: false)
    options.extensions.remove(.pageHeadings)
    #expect(html(text) == html(text, options))
  }

  @Test func `contents and ids follow`() {
    let headings = render("# 甲\n\n## 甲").headings
    #expect(headings.map(\.level) == [2, 3])
    #expect(headings.map(\.id) == ["甲", "甲-1"])
  }

  @Test func `CommonMark has the levels as written`() {
    #expect(html("# 甲", with: .commonMark) == "<h1>甲</h1>\n")
  }

  @Test func `footnotes with headings move too`() {
    let text = "# 甲[^1]\n\n[^1]: 乙\n\n    # 丙"
    #expect(!html(text).contains("<h1>"))
    #expect(isBalanced(html(text).replacing(/<input[^>]*>/, with: "")))
  }
}
