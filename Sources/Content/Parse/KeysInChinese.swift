internal import FrontMatter

extension KeyNames {
  /// The Chinese names of the keys of documents and of `site.yml`: each field's own, then those of keys that are in no list.
  static let chinese = KeyNames(
    (fields(of: Header.self) + DocumentKind.allCases.flatMap(\.ownFields)
      + fields(of: Reviewers.self) + fields(of: ColumnDetails.self)
      + fields(of: StudyDetails.Source.self)
      + fields(of: NoticeDetails.Publicity.self) + fields(of: NoticeDetails.Event.self)
      + fields(of: NoticeDetails.Withdrawal.self) + fields(of: Imprint.self))
      .map { ($0.key, $0.text.names) } + ofFiles + ofSettings)

  /// The keys of a file that a document names.
  private static var ofFiles: [(key: String, names: [String])] {
    [
      ("file", ["文件", "文件名"]),
      ("caption", ["说明", "照片说明", "图片说明"]),
    ]
  }

  /// The keys of `site.yml`, and of its sections.
  private static var ofSettings: [(key: String, names: [String])] {
    [
      ("title", ["会议名称"]),
      ("url", ["网址", "网站地址", "站点网址"]),
      ("subtitle", ["副标题"]),
      ("description", ["描述", "说明", "介绍", "站点介绍"]),
      ("language", ["语言"]),
      ("timezone", ["时区"]),
      ("organization", ["主办单位", "单位", "组织"]),
      ("email", ["邮箱", "电子邮箱", "电子邮件"]),
      ("phone", ["电话", "联系电话"]),
      ("address", ["地址", "联系地址"]),
      ("logo", ["标志", "徽标"]),
      ("band", ["横幅", "横幅图片", "头图"]),
      ("accent", ["主题颜色", "主题色", "颜色"]),
      ("icp", ["备案号", "备案"]),
      ("police-record", ["公安备案", "公安备案号", "公网安备", "联网备案"]),
      ("supervisor", ["主管单位", "主管"]),
      ("operator", ["承办单位", "承办"]),
      ("feedback", ["意见箱", "意见反映", "征求意见"]),
      ("related-links", ["友情链接", "相关链接"]),
      ("menu", ["菜单", "导航"]),
      ("footer-links", ["页脚链接"]),
      ("page", ["网页", "页面"]),
      ("sections", ["栏目"]),
      ("kind", ["类型", "类别", "种类"]),
      ("feeds", ["订阅源"]),
      ("contact", ["联系方式", "联系"]),
      ("meetings", ["固定会议", "会议"]),
      ("calendar-page", ["日历页", "日历网页"]),
      ("search", ["搜索", "站内搜索", "检索"]),
      ("moved", ["改名", "换网址"]),
      ("minutes", ["分钟", "时长"]),
      ("every", ["每", "频率", "周期"]),
      ("by", ["按", "按照"]),
      ("except", ["除外", "不开"]),
    ]
  }
}
