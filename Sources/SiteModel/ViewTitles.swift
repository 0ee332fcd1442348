package import Content

extension Words {
  /// The name of a view among those of its section, such as `2026年` or `有效`.
  package func name(of view: SectionView) -> String {
    switch view.kind {
    case .year(let number): year(number)
    case .state(.publicity): inPublicity
    case .state(.current): current
    case .state(.expired): expired
    }
  }

  /// The title of the page of a view, such as `通知公告：2026年`.
  package func title(of view: SectionView, in section: Section) -> String {
    section.config.title + colon + name(of: view)
  }
}
