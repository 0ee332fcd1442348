internal import Diagnostics
internal import FrontMatter

/// The registration of a site with the police (公安联网备案).
package struct PoliceRecord: Sendable {
  /// The number as it is written, such as `京公网安备11010102000001号`.
  package let text: String
  /// The digits of the number.
  package let digits: String

  /// The page of the police that shows the registration.
  package var url: String { "https://beian.mps.gov.cn/#/query/webSearch?code=" + digits }
}

/// The ways to write to the organisation (意见箱), of which there is at least one.
package struct Feedback: Sendable {
  /// The e-mail address, nil where none is given.
  package var email: String?
  /// The telephone number, nil where none is given.
  package var phone: String?
  /// The absolute address of a form, nil where none is given.
  package var form: String?
}

/// Reads the settings by which a public body shows who answers for its site and how to write to it.
func readCredentials(_ fields: inout FieldReader, into config: inout SiteConfig) {
  config.supervisor = fields.text("supervisor")?.value
  config.operatingBody = fields.text("operator")?.value
  if let record = fields.text("police-record") {
    config.policeRecord = policeRecord(record, &fields)
  }
  config.feedback = readFeedback(&fields)
}

/// The registration with a number; nil, after a report, if the text has none of the usual form.
private func policeRecord(
  _ field: Field<String>, _ fields: inout FieldReader
) -> PoliceRecord? {
  let digits = field.value.unicodeScalars.filter { (0x30...0x39).contains($0.value) }
  if field.value.contains("公网安备"), (13...14).contains(digits.count) {
    return PoliceRecord(text: field.value, digits: String(String.UnicodeScalarView(digits)))
  }
  fields.report(
    id: "bad-police-record", field.range,
    Message(
      "“police-record”不是公安联网备案号", "`police-record` is not a number of a police registration"),
    suggestion: Message(
      "照备案证明写全，如“京公网安备11010102000001号”；还没有备案，就删去这一项",
      "write the whole number, such as 京公网安备11010102000001号, or remove the field"))
  return nil
}

/// Reads `feedback`, for which an address or a telephone number alone may stand.
private func readFeedback(_ fields: inout FieldReader) -> Feedback? {
  if let text = fields.plainText("feedback"), let (feedback, key) = feedback(meantBy: text) {
    fields.understand("feedback", as: "{\(key): \(yamlItem(text))}")
    return feedback
  }
  let example = "{email: branch@example.org, phone: 000-0000 0000, url: https://example.org/form}"
  guard var entry = fields.object("feedback", example: example) else { return nil }
  let feedback = Feedback(
    email: readEmail(of: "feedback", &entry), phone: entry.text("phone")?.value,
    form: entry.text("url", .webAddress)?.value)
  fields.absorb(entry)
  let isEmpty = feedback.email == nil && feedback.phone == nil && feedback.form == nil
  return isEmpty ? nil : feedback
}

/// The way to write that a text alone names, with its key; nil if it names none.
private func feedback(meantBy text: String) -> (Feedback, key: String)? {
  if isEmail(text) { return (Feedback(email: text), "email") }
  if AddressFault(of: text) == nil { return (Feedback(form: text), "url") }
  let isPhone =
    text.utf8.allSatisfy { (0x30...0x39).contains($0) || " -+()".utf8.contains($0) }
    && text.utf8.count { (0x30...0x39).contains($0) } > 4
  return isPhone ? (Feedback(phone: text), "phone") : nil
}
