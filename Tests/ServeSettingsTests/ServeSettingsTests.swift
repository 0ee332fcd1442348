import Dates
import Diagnostics
import Testing

@testable import ServeSettings

@Suite struct `The settings of the preview server` {
  @Test func `come back from their arguments`() {
    var settings = ServeSettings()
    #expect(ServeSettings(settings.arguments) == settings)
    settings.content = "我的 网站=/content"
    settings.templates = ""
    settings.host = "0.0.0.0"
    settings.port = 4123
    (settings.opens, settings.follows, settings.isColoured) = (true, true, true)
    settings.language = .english
    settings.now = Moment("2026-07-01T09:00+06:00", zone: .shanghai)
    let read = ServeSettings(settings.arguments)
    #expect(read == settings)
    #expect(read?.now?.offsetMinutes == 360)
    #expect(read?.now?.hasTime == true)
    settings.now = Moment("2026-07-01", zone: .shanghai)
    #expect(ServeSettings(settings.arguments)?.now?.hasTime == false)
  }

  @Test(arguments: ["--port", "port=x", "now=1", "now=x@480", ""])
  func `of another version are refused`(argument: String) {
    #expect(ServeSettings([argument]) == nil)
  }
}
