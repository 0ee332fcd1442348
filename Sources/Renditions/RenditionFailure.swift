package import Diagnostics
package import Pictures

/// The reason why a picture has no renditions and is published as it is.
package enum RenditionFailure: Error, Sendable, Hashable {
  /// The file ends too early, or contains what cannot be.
  case damaged
  /// The installed libvips does not read such files.
  case unknownFormat
  /// The picture has more pixels than are worked on.
  case tooManyPixels(PictureSize)
  /// The file has more bytes than are worked on.
  case tooLarge
  /// The picture takes too much processor time.
  case tooSlow
  /// The picture takes too much memory.
  case outOfMemory
  /// The program crashed on this picture.
  case crashed
  /// The program did not end in time, or something else ended it.
  case stopped
  /// The program stopped several times, so that the other pictures were not tried.
  case givenUp
  /// The program could not be started.
  case notStarted
  /// The file changed, or cannot be read.
  case changed
  /// The disk is full, or the store may not be written to.
  case notWritten

  /// Whether the same picture would fail again, so that it is not tried again until it changes.
  var isLasting: Bool { number != nil }

  /// The number for a lasting failure in the store's index.
  var number: Int? { Self.lasting.firstIndex(of: self) }

  /// The lasting failures by their numbers.
  static let lasting: [RenditionFailure] = [
    .damaged, .unknownFormat, .tooSlow, .outOfMemory, .crashed,
  ]

  /// The failure that a program's end shows, with what it wrote; nil if it succeeded.
  init?(_ end: ProgramEnd, saying text: String) {
    func says(_ words: String...) -> Bool { words.contains { text.contains($0) } }
    switch end {
    case .succeeded: return nil
    case .notStarted: self = .notStarted
    case .outOfTime, .endedByOthers: self = .stopped
    case .outOfProcessorTime: self = .tooSlow
    case .crashed, .failed:
      if says("No space left", "quota exceeded", "Read-only file", "Permission denied") {
        self = .notWritten
      } else if says(
        "out of memory", "cannot allocate", "Cannot allocate", "failed to allocate", "bad_alloc")
      {
        self = .outOfMemory
      } else if says("File too large") {
        self = .outOfMemory
      } else if end == .crashed {
        self = .crashed
      } else if says("not a known file format", "operation is blocked", "unsupported") {
        self = .unknownFormat
      } else {
        self = .damaged
      }
    }
  }

  /// The reason in a clause.
  package var reason: Message {
    switch self {
    case .damaged:
      Message("图片文件不完整，或者已经损坏", "the picture's file is cut off or damaged")
    case .unknownFormat:
      Message("电脑上的 libvips 打不开这种图片", "the installed libvips cannot read this kind of picture")
    case .tooManyPixels(let size):
      Message(
        "图片有 \(size.width)×\(size.height) 像素，超过了 2 亿像素",
        "the picture has \(size.width) × \(size.height) pixels, more than 200 million")
    case .tooLarge:
      Message("图片文件超过了 200 MB", "the picture's file is larger than 200 MB")
    case .tooSlow: Message("处理这张图片用时太长", "the picture takes too long to process")
    case .outOfMemory: Message("处理这张图片要用的内存太多", "the picture takes too much memory")
    case .crashed:
      Message("libvips 处理这张图片时意外退出", "libvips ended unexpectedly on this picture")
    case .stopped:
      Message("libvips 处理这张图片时被中断", "libvips was stopped while it worked on this picture")
    case .givenUp:
      Message(
        "libvips 几次没有反应，这张图片没有处理",
        "libvips did not respond several times, so this picture was not processed")
    case .notStarted: Message("libvips 启动不了", "libvips could not be started")
    case .changed:
      Message("图片读不出来，或者刚刚被改动", "the picture cannot be read, or has just been changed")
    case .notWritten:
      Message("缩小后的图片没有写进磁盘", "the smaller pictures could not be written to the disk")
    }
  }

  /// The way out.
  package var help: Message {
    switch self {
    case .damaged: Message("从相机或者手机重新导出一份", "export it again from the camera or phone")
    case .unknownFormat, .crashed, .tooSlow, .outOfMemory:
      Message("另存为 JPG", "save it as JPEG")
    case .tooManyPixels, .tooLarge:
      Message(
        "先缩小到 1 亿像素以内，另存为 JPG", "scale it down to 100 million pixels at most, and save it as JPEG")
    case .stopped, .givenUp, .changed: Message("重新生成一次", "build again")
    case .notStarted:
      Message(
        "重新安装：sudo apt-get install --reinstall libvips-tools",
        "install it again: sudo apt-get install --reinstall libvips-tools")
    case .notWritten:
      Message(
        "腾出磁盘空间，确认 .branchpress 文件夹可以写入",
        "free space on the disk, and make sure that the folder .branchpress may be written to")
    }
  }
}

/// The end of a program that worked on a picture.
enum ProgramEnd: Equatable {
  case succeeded, failed, crashed, notStarted, outOfTime, outOfProcessorTime
  /// A signal ended it that programs do not cause by themselves.
  case endedByOthers
}
