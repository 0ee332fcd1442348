import Testing

@testable import Content

@Suite struct `A style sheet` {
  @Test(arguments: [
    ("a { color: red; }\n", "a{color:red}"),
    ("a ,\n  b>c { margin : 0 auto ; }", "a,b>c{margin :0 auto}"),
    ("/* one */ a { /* two */ color: red /* three */; } /* four", "a{color:red}"),
    ("/*! kept */\na { color: red }", "/*! kept */ a{color:red}"),
    // A space before a colon makes another selector.
    ("a :hover { }", "a :hover{}"), ("a:hover b { }", "a:hover b{}"),
    ("a /* and */ b { }", "a b{}"), ("a/**/b { }", "a b{}"),
    ("a { width: calc(1px + 2px - 3px); }", "a{width:calc(1px + 2px - 3px)}"),
    (
      "@media (min-width: 40em) and ( max-width:50em ) { a { b: c } }",
      "@media (min-width:40em) and (max-width:50em){a{b:c}}"
    ),
    ("a { color: red !important; ; }", "a{color:red!important}"),
    (
      "a::before { content: \"a  { b; } /* c */ \\\"  \"; }",
      "a::before{content:\"a  { b; } /* c */ \\\"  \"}"
    ),
    ("a { b: url(data:image/svg+xml;a/*b*/ c) d; }", "a{b:url(data:image/svg+xml;a/*b*/ c) d}"),
    ("a { b: url( \"c /* d */\" ); }", "a{b:url(\"c /* d */\")}"),
    (".\\31 0 { --a: ; }", ".\\31 0{--a:}"), ("a { b: 'never closed", "a{b:'never closed"),
    ("", ""), (" \n\t", ""), ("中文 { 宋体: \"宋体\" }", "中文{宋体:\"宋体\"}"),
  ])
  func `is written without what only its author needs`(written: String, kept: String) {
    let compact = compacted(Array(written.utf8))
    #expect(String(decoding: compact, as: UTF8.self) == kept)
    // Once is enough.
    #expect(compacted(compact) == compact)
  }
}

@Suite struct `A script` {
  @Test(arguments: [
    (
      "// one\nlet a = 1\n\n  if (a) {\n\t// two\n    b() // three\n  }\n",
      "let a = 1\nif (a) {\nb() // three\n}\n"
    ),
    ("let a = `b`\n  c()", "let a = `b`\nc()\n"),
    // A text goes on over a line's end, or may.
    ("let a = `b\n  // c`\n", "let a = `b\n  // c`\n"),
    ("let a = 'b\\\n  c'\n", "let a = 'b\\\n  c'\n"),
    ("/* a\n  // b */\n", "/* a\n  // b */\n"), ("", ""),
  ])
  func `is written without what only its author needs`(written: String, kept: String) {
    let compact = compacted(script: Array(written.utf8))
    #expect(String(decoding: compact, as: UTF8.self) == kept)
    #expect(compacted(script: compact) == compact)
  }
}
