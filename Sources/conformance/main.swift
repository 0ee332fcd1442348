switch CommandLine.arguments.dropFirst().first {
case "markdown": runMarkdownCommand()
default: print("usage: conformance markdown")
}
