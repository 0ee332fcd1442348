import Content
import Dates
import Diagnostics
import Portal

/// The lines that say what a build did.
struct BuildSummary {
  let lines: [String]

  init(_ report: BuildReport, output: String, content: String, seconds: Double) {
    let documents = report.documents.map {
      say("\($0.kind.chineseName) \($0.count) 篇", $0.kind.inEnglish($0.count))
    }
    let milliseconds = Int(seconds * 1000)
    let kept = [
      report.drafts > 0 ? say("草稿 \(report.drafts) 篇", counted(report.drafts, "draft")) : nil,
      report.scheduled > 0
        ? say("未到日期 \(report.scheduled) 篇", counted(report.scheduled, "scheduled document")) : nil,
    ].compactMap { $0 }
    let first = say(
      "已生成 \(output)：\(documents.joined(separator: "、"))；网页 \(report.pages) 个、订阅源 \(report.feeds) 个、"
        + "其他文件 \(report.otherFiles) 个；写入 \(report.written) 个，删除 \(report.removed) 个"
        + (kept.isEmpty ? "" : "；没有发布：" + kept.joined(separator: "、"))
        + "。用时 \(milliseconds) 毫秒。",
      "Built \(output): \(documents.joined(separator: ", ")); \(counted(report.pages, "HTML page")), "
        + "\(counted(report.feeds, "feed")), \(counted(report.otherFiles, "other file")); "
        + "\(report.written) written, \(report.removed) removed"
        + (kept.isEmpty ? "" : "; not published: " + kept.joined(separator: ", "))
        + ". It took \(milliseconds) ms.")
    lines = [first] + BuildSummary.stripped(report) + BuildSummary.upcoming(report, in: content)
  }

  /// The things that were removed from files.
  private static func stripped(_ report: BuildReport) -> [String] {
    let stripped = report.stripped
    guard stripped.count > 0 else { return [] }
    return [
      say(
        "已从 \(stripped.count) 个文件里去掉\(stripped.names.map(\.chinese).joined(separator: "、"))"
          + "（content 里的原文件不变）。",
        "Removed from \(counted(stripped.count, "file")): \(stripped.names.map(\.english).joined(separator: ", ")) "
          + "(the originals in content are unchanged).")
    ]
  }

  /// The documents whose date has not come: they appear when the site is built on that day or later.
  private static func upcoming(_ report: BuildReport, in content: String) -> [String] {
    guard !report.upcoming.isEmpty else { return [] }
    let rest = report.scheduled - report.upcoming.count
    return [
      say(
        "未到日期的稿件，到时再生成一次才会发布：", "Scheduled documents; build again on these dates to publish them:")
    ] + report.upcoming.map { "  \(written($0.date))  \(content)/\($0.path)" }
      + (rest > 0 ? [say("  还有 \(rest) 篇", "  and \(rest) more")] : [])
  }
}

/// A date, with its time if it has one: `2026-07-10 09:30`.
private func written(_ moment: Moment) -> String {
  let text = moment.rfc3339
  return moment.hasTime
    ? String(text.prefix(10)) + " " + text.dropFirst(11).prefix(5) : String(text.prefix(10))
}

/// The lines that `--timings` adds.
func timingLines(_ timings: Timings) -> [String] {
  var lines = timings.phases.map { "  \(milliseconds($0.seconds))  \($0.name[messageLanguage])" }
  if !timings.slowestTemplates.isEmpty {
    lines.append(say("最慢的模板：", "Slowest templates:"))
    lines += timings.slowestTemplates.map {
      "  \(milliseconds($0.seconds))  \($0.name) × \($0.pages)"
    }
    lines.append(say("最慢的文件：", "Slowest files:"))
    lines += timings.slowestFiles.map { "  \(milliseconds($0.seconds))  \($0.name)" }
  }
  return lines
}

/// A time with two decimals, in twelve columns.
private func milliseconds(_ seconds: Double) -> String {
  let hundredths = Int(seconds * 100_000)
  let text =
    "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)" + say(" 毫秒", " ms")
  return String(repeating: " ", count: max(0, 12 - text.unicodeScalars.count)) + text
}

extension DocumentKind {
  /// A number of documents of the kind, in English.
  fileprivate func inEnglish(_ count: Int) -> String {
    switch self {
    case .study: counted(count, "article")
    case .notice: counted(count, "notice")
    case .activity: counted(count, "activity record")
    case .page: counted(count, "single page")
    case .directory: counted(count, "branch", "branches")
    }
  }
}
