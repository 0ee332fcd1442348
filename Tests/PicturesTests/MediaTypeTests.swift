import Pictures
import Testing

struct MediaTypeTests {
  @Test(arguments: [
    ("a.pdf", "application/pdf", "PDF"), ("通知/附件 1.PDF", "application/pdf", "PDF"),
    ("a.b.doc", "application/msword", "Word"),
    (
      "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"
    ), ("a.xls", "application/vnd.ms-excel", "Excel"),
    ("a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"),
    ("a.ppt", "application/vnd.ms-powerpoint", "PPT"),
    ("a.pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "PPT"),
    ("a.wps", "application/wps-office.wps", "WPS"), ("a.et", "application/wps-office.et", "ET"),
    ("a.dps", "application/wps-office.dps", "DPS"), ("a.ofd", "application/ofd", "OFD"),
    ("a.zip", "application/zip", "ZIP"), ("a.rar", "application/vnd.rar", "RAR"),
    ("a.7z", "application/x-7z-compressed", "7Z"), ("a.txt", "text/plain", "TXT"),
    ("a.csv", "text/csv", "CSV"), ("a.mp3", "audio/mpeg", "MP3"), ("a.mp4", "video/mp4", "MP4"),
    ("a.jpeg", "image/jpeg", "JPG"), ("a.png", "image/png", "PNG"),
    ("a.heif", "image/heif", "HEIF"),
    ("rss.xml", "application/xml", "XML"), ("calendar.ics", "text/calendar", "ICS"),
    ("a.xyz", "application/octet-stream", "XYZ"), ("README", "application/octet-stream", ""),
    (".gitignore", "application/octet-stream", ""), ("a.d/b", "application/octet-stream", ""),
    ("", "application/octet-stream", ""), ("a.", "application/octet-stream", ""),
  ]) func `A file's name tells its type and how to show it`(
    file: String, text: String, name: String
  ) {
    let type = MediaType(fileName: file)
    #expect(type.text == text)
    #expect(type.name == name)
  }

  @Test func `Text and pictures are known as such`() {
    #expect(MediaType(fileName: "a.html").isText)
    #expect(MediaType(fileName: "feed.json").isText)
    #expect(MediaType(fileName: "rss.xml").isText)
    #expect(MediaType(fileName: "a.js").isText)
    #expect(!MediaType(fileName: "a.pdf").isText)
    #expect(!MediaType(fileName: "a.docx").isText)
    #expect(MediaType(fileName: "a.svg").isPicture)
    #expect(!MediaType(fileName: "a.mp4").isPicture)
  }

  @Test(arguments: PictureFormat.allCases) func `A picture's format and its name tell one type`(
    format: PictureFormat
  ) {
    #expect(MediaType(fileName: "a.\(format)").text == format.mediaType)
  }
}
