/// The Chinese names of the keys, for authors who write `标题: …`; a name may stand for
/// several keys, of which a mapping usually knows one.
private let chineseNames: KeyValuePairs<String, [String]> = [
  "title": ["标题", "题目", "题名", "名称", "站点名称", "站名", "支部名称"],
  "date": ["日期", "发布日期", "发布时间", "时间", "发文日期"],
  "updated": ["更新", "更新日期", "更新时间", "修改日期", "修改时间"],
  "id": ["编号", "永久编号", "标识"],
  "slug": ["网址", "短名", "网址名"],
  "summary": ["摘要", "概要", "内容摘要", "简介", "说明", "描述", "导语"],
  "tags": ["标签", "关键词", "关键字", "分类"],
  "author": ["作者", "撰稿", "撰稿人", "供稿", "通讯员"],
  "branch": ["支部", "所属支部", "党支部"],
  "draft": ["草稿"],
  "pinned": ["置顶"],
  "aliases": ["旧网址", "旧地址"],
  "cover": ["封面", "封面图", "封面图片"],
  "template": ["模板"],
  "order": ["次序", "顺序", "排序", "序号"],
  "source": ["来源", "出处", "原文", "原文出处"],
  "reading": ["阅读", "阅读要求"],
  "number": ["文号", "字号", "发文字号", "发文号"],
  "issuer": ["发文单位", "发文机关", "发布单位", "单位", "落款"],
  "recipients": ["主送", "主送机关", "主送单位"],
  "publicity": ["公示", "公示期"],
  "expires": ["失效日期", "有效期", "截止日期", "过期日期"],
  "event": ["会议", "活动", "会议安排", "活动安排"],
  "attachments": ["附件"],
  "inquiries": ["咨询", "咨询电话", "联系人", "联系电话", "联系方式"],
  "held": ["活动时间", "活动日期", "时间", "日期"],
  "place": ["地点", "会议地点", "活动地点", "活动阵地", "地址"],
  "photos": ["照片", "图片"],
  "name": ["简称"],
  "contact": ["联系人", "联系方式", "联系"],
  "parent": ["上级", "上级组织", "上级党组织"],
  "from": ["开始", "起", "自", "开始日期"],
  "until": ["结束", "止", "至", "结束日期"],
  "start": ["开始", "开始时间", "时间"],
  "end": ["结束", "结束时间"],
  "file": ["文件", "文件名"],
  "caption": ["说明", "照片说明", "图片说明"],
  "url": ["网址", "链接", "站点网址"],
  "subtitle": ["副标题"],
  "description": ["描述", "说明", "介绍", "站点介绍"],
  "language": ["语言"],
  "timezone": ["时区"],
  "organization": ["主办单位", "单位", "组织"],
  "email": ["邮箱", "电子邮箱", "电子邮件"],
  "phone": ["电话", "联系电话"],
  "address": ["地址", "联系地址"],
  "icp": ["备案号", "备案"],
  "sections": ["栏目"],
  "kind": ["类型", "类别", "种类"],
  "feeds": ["订阅源"],
]

private let keysOfName: [String: [String]] = chineseNames.reduce(into: [:]) { keys, entry in
  for name in entry.value { keys[name, default: []].append(entry.key) }
}

private let namedKeys = Set(chineseNames.map(\.key))

/// The key of `known` that a Chinese name stands for, the first known one of several.
func key(named name: String, in known: [String]) -> String? {
  let keys = keys(named: name)
  return known.first { keys.contains($0) }
}

/// The keys that a Chinese name may stand for.
public func keys(named name: String) -> [String] { keysOfName[name] ?? [] }

/// Whether a word is a key that has a Chinese name, or such a name.
func isNamedKey(_ word: String) -> Bool {
  namedKeys.contains(word) || keysOfName[word] != nil
}
