import Content
import Dates
import Diagnostics
import Files
import Glibc
import Pages
import Preview
import Programs
import ServeSettings
import Serving

/// The program that `branchpress serve` becomes: it puts the site in memory, the server and the watch over the folders together.
@main
enum BranchpressServe {
  /// Exit status: 0 ended by the user, 1 the site cannot be shown, 2 wrong use.
  static func main() {
    reportFilesThatAreTooLarge()
    if CommandLine.arguments.dropFirst().elementsEqual(["--version"]) {
      return print("\(generatorName) \(generatorVersion)")
    }
    guard let settings = ServeSettings(CommandLine.arguments.dropFirst()) else {
      ServeTerminal(ServeSettings()).end([ServeWords.notByItself], status: 2)
    }
    let terminal = ServeTerminal(settings)
    var problems: [Diagnostic] = []
    let options = BuildOptions(content: settings.content, now: Moment(seconds: 0, offsetMinutes: 0))
    guard hasContent(options, diagnostics: &problems) else { terminal.end(problems) }
    var server = ServerOptions(
      host: settings.host,
      port: settings.port.map { .exactly($0) } ?? .from(ServeSettings.usualPort))
    if settings.host != nil {
      server.password = terminal.password()
      server.allowedHosts = hostName().map { [$0] } ?? []
    }
    let hub = EventHub()
    let refresher = Refresher(settings, Announcer(hub, terminal, settings))
    refresher.begin()
    do throws(ServerError) {
      let server = try Server(server, responder: SiteResponder(site: refresher.site, hub: hub))
      let name = settings.host.map { $0 == "0.0.0.0" ? hostName() ?? $0 : $0 } ?? "localhost"
      let root = "http://\(name):\(server.port)\(refresher.site.mount)"
      terminal.began(at: root, refresher.site.present)
      if settings.opens, !openBrowser(root) { terminal.tell(ServeWords.noBrowser) }
      refresher.run()
    } catch {
      terminal.end([ServeWords.message(about: error)])
    }
  }
}

/// The name of this machine in its network; nil if it has none.
private func hostName() -> String? {
  var name = utsname()
  guard unsafe uname(&name) == 0 else { return nil }
  let text = unsafe withUnsafeBytes(of: name.nodename) { bytes in
    unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }
  return text.isEmpty ? nil : text.lowercased()
}

/// Opens an address in the browser that the system uses; whether there is one.
private func openBrowser(_ address: String) -> Bool {
  let names = [
    "xdg-open", "wslview", "sensible-browser", "x-www-browser", "firefox", "chromium",
    "google-chrome", "microsoft-edge",
  ]
  guard let program = installedProgram(names, in: environment("PATH") ?? "") else { return false }
  return startApart(program, [address])
}
