import Content
import Dates
import Dispatch
import Files
import Glibc
import Preview
import ServeSettings
import Watching

/// A site that is read again whenever one of its files changes.
struct Refresher: Sendable {
  let site: PreviewSite
  private let watch: FolderWatch
  private let announcer: Announcer

  /// Watches the folders from now on, so that no change after this is lost.
  init(_ settings: ServeSettings, _ announcer: Announcer) {
    self.announcer = announcer
    watch = FolderWatch(
      [settings.content, settings.templates],
      unsafe WatchRules(ignoring: isPassedOver))
    let now = settings.now
    site = PreviewSite(
      PreviewOptions(
        content: settings.content, templates: settings.templates, language: settings.language,
        programs: environment("PATH"), jobs: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))),
        clock: { now ?? Moment(seconds: Glibc.time(nil), offsetMinutes: 0) }),
      // A page of an earlier run sees by the number that this is another one.
      version: Glibc.time(nil) * 1000, tell: announcer.announce)
  }

  /// Reads the site for the first time.
  func begin() {
    _ = announcer.keep(ServeWords.message(about: watch.problems))
    site.refresh()
  }

  /// Reads the site again after each change, for ever.
  func run() -> Never {
    let makesPictures = self
    DispatchQueue.global().async { makesPictures.makePictures() }
    var isCheckedForReaders = false
    while true {
      let idle = isCheckedForReaders ? site.secondsUntilTurn.map { $0 + 1 } : nil
      let timeout: Duration? = isCheckedForReaders ? idle.map { .seconds($0) } : .milliseconds(700)
      if let changes = watch.next(timeout: timeout) {
        let isNews = announcer.keep(ServeWords.message(about: changes.problems))
        site.refresh(changed: changes.isUncertain ? nil : changes.paths)
        if isNews { announcer.announce(site.present) }
        isCheckedForReaders = false
      } else if isCheckedForReaders {
        site.refresh()
      } else {
        site.lookForReaders()
        isCheckedForReaders = true
      }
    }
  }

  /// Has pictures made that pages lack, whenever there are some, for ever.
  private func makePictures() {
    while true {
      switch site.makePictures() {
      case .some: site.refresh()
      case .later: sleep(1)
      case .nothing: announcer.waitForNews()
      }
    }
  }
}
