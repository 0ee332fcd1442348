import Diagnostics

/// A finding about lines as Word, WPS and WeChat leave them.
enum OfficeFinding {
  /// A block of code that is prose, and the white space before its lines.
  case indentedProse([Range<Int>])
  /// Lines that are joined though others of their paragraph begin with a number or a label.
  case runTogether
  case unevenTabs
  /// A line that is indented as paragraphs are, or not at all, and goes on an item of a list or a quote.
  case joinedToList(isIndented: Bool)
  case unreadTable(UnreadTable)

  var id: String {
    switch self {
    case .indentedProse: "indented-prose"
    case .runTogether: "lines-run-together"
    case .unevenTabs: "uneven-tabs"
    case .unreadTable: "unread-table"
    case .joinedToList: "joined-to-list"
    }
  }

  var message: Message {
    switch self {
    case .indentedProse:
      Message(
        "行首有四个空格或一个制表符，这一段成了代码",
        "the line begins with four spaces or a tab, so this paragraph became code")
    case .runTogether:
      Message(
        "这一段有的行以序号或项目名开头，这一行不是，所以整段各行连在了一起",
        "other lines of the paragraph begin with a number or a label, but this one does not, so all its lines run together"
      )
    case .unevenTabs:
      Message(
        "这几行用制表符分列，但列数不一样，没有成为表格",
        "these lines are divided into columns by tabs, but not by the same number on each line, so they did not become a table"
      )
    case .joinedToList(isIndented: false):
      Message(
        "这一行没有缩进，却并入了上面的列表项",
        "this line is not indented, but became part of the list item above")
    case .joinedToList:
      Message(
        "这一行开头空了格，像是另起一段，却并入了上面的列表或引用",
        "this line is indented like a paragraph, but continues the list or quote above")
    case .unreadTable(let table): table.message
    }
  }

  var suggestion: Message {
    switch self {
    case .indentedProse:
      Message(
        "行首改成两个全角空格“　　”；如果真是代码，就在前后各加一行 ```",
        "begin the line with two full-width spaces (　　); if it is code, put a line ``` before and after it"
      )
    case .runTogether:
      Message(
        "各行之间空一行，或者在要换行的行末加一个反斜杠“\\”",
        "put empty lines between them, or a backslash at the end of each line that should break")
    case .unevenTabs:
      Message(
        "每一行的制表符（Tab）要一样多，空着的格也要有",
        "write the same number of tabs on each line, also for empty cells")
    case .joinedToList(isIndented: false):
      Message(
        "要另起一段，就在它前面空一行；是同一项的，行首空两格",
        "to begin a paragraph, put an empty line before it; if it belongs to the item, begin it with two spaces"
      )
    case .joinedToList:
      Message(
        "要另起一段，就在它前面空一行，行首空两个全角空格或者不空",
        "to begin a paragraph, put an empty line before it, and no spaces in front of it")
    case .unreadTable(let table): table.suggestion
    }
  }

  /// The changes that do what it suggests.
  var fixes: [Replacement] {
    switch self {
    case .indentedProse(let indents): indents.map { Replacement($0, "　　") }
    case .unreadTable(let table): table.fixes
    case .runTogether, .unevenTabs, .joinedToList: []
    }
  }
}
