import Diagnostics
import Dispatch
import Preview
import ServeSettings
import Serving
import Synchronization

/// Announces each state of the site: to the pages in browsers, on the terminal, and to the thread that makes pictures.
final class Announcer: Sendable {
  private let hub: EventHub
  private let terminal: ServeTerminal
  private let settings: ServeSettings
  private let problem = Mutex<Message?>(nil)
  private let news = DispatchSemaphore(value: 0)

  init(_ hub: EventHub, _ terminal: ServeTerminal, _ settings: ServeSettings) {
    self.hub = hub
    self.terminal = terminal
    self.settings = settings
  }

  /// Announces a state. Browsers come first, since a person waits for them.
  func announce(_ state: PreviewState) {
    var state = state
    state.watching = problem.withLock { $0 }
    if !settings.follows { state.changed = nil }
    hub.send(state.json(in: settings.language))
    terminal.tell(state)
    news.signal()
  }

  /// Keeps a problem with watching, which is announced with the next state; whether it is another one than before.
  func keep(_ problem: Message?) -> Bool {
    let isNew = self.problem.withLock { kept in
      defer { kept = problem }
      return kept != problem
    }
    if isNew, let problem { terminal.tell(problem) }
    return isNew
  }

  /// Waits until a state has been announced since the last time.
  func waitForNews() {
    news.wait()
    while news.wait(timeout: .now()) == .success {}
  }
}
