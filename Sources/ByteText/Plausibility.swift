/// A measure of how much a text in a certain encoding looks like one: most of a real text are characters that its language
/// uses all the time, while bytes in another encoding give rare ones.
struct Plausibility {
  /// Characters other than ASCII and punctuation.
  private var count = 0
  /// Characters that the encoding has among its frequent ones.
  private var frequent = 0
  /// Kana, and the commonest characters of Chinese.
  private var common = 0

  /// Measures bytes and the text that they are in an encoding.
  init(_ bytes: [UInt8], in encoding: TextEncoding, as text: [UInt8]) {
    let frequentCodes = encoding.frequentCodes
    var index = 0
    while index < bytes.count {
      let (length, code) = encoding.character(in: bytes, at: index)
      index += length
      guard let code else { continue }
      count += 1
      if frequentCodes.contains(where: { $0.contains(code) }) { frequent += 1 }
    }
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars
    where (0x3041...0x3096).contains(scalar.value) || (0x30A1...0x30FA).contains(scalar.value)
      || commonCharacters.contains(scalar)
    { common += 1 }
  }

  /// From 0 to 1.5. Texts in other encodings reach 0.6 by chance only where they are very short.
  var value: Double {
    count == 0 ? 0 : Double(common) / Double(count) + Double(frequent) / Double(count) / 2
  }

  /// Whether the text can be taken for one.
  var isEnough: Bool { value >= 0.6 && (count < 40 || common * 4 >= count) }
}

extension TextEncoding {
  /// The length of the character at `index`, and its code, which is nil for ASCII, punctuation and signs.
  fileprivate func character(in bytes: [UInt8], at index: Int) -> (length: Int, code: Int?) {
    let lead = bytes[index]
    let second = index + 1 < bytes.count ? bytes[index + 1] : 0
    let code = Int(lead) << 8 | Int(second)
    switch self {
    case _ where lead < 0x80: return (1, nil)
    case .shiftJIS where (0xA1...0xDF).contains(lead): return (1, Int(lead))
    case .shiftJIS: return (2, lead == 0x81 ? nil : code)
    case .gb18030 where (0x30...0x39).contains(second): return (4, code)
    case .gb18030: return (2, (0xA1...0xA9).contains(lead) && second >= 0xA1 ? nil : code)
    case .eucJP where lead == 0x8F: return (3, code)
    default: return (2, (0xA1...0xA3).contains(lead) ? nil : code)
    }
  }

  /// The codes of the characters that the encoding's own standard calls frequent, and of kana in Japanese ones: level 1
  /// of GB 2312, of Big5 and of JIS X 0208.
  fileprivate var frequentCodes: [ClosedRange<Int>] {
    switch self {
    case .gb18030: (0xB0...0xD7).map { $0 << 8 | 0xA1...$0 << 8 | 0xFE }
    case .big5: [0xA440...0xC67E]
    case .shiftJIS: [0x829F...0x82F1, 0x8340...0x8396, 0x889F...0x9872]
    case .eucJP: [0xA4A1...0xA5FE, 0xB0A1...0xCFFE]
    case .utf16LittleEndian, .utf16BigEndian: []
    }
  }
}

/// The five hundred commonest characters of Chinese prose and some of notices, in their simplified and traditional forms.
private let commonCharacters = Set(
  """
  一七万三上下不与专且世业东两严並个中为主么义之九也习乡书了争事二于五些交产京亲人什今从他
  代以们件价任众会传但位低住体何作你使來例便保信個們候值做備傳價儿元先光克兒党入內全兩八公
  六共关其具养内再写军农决况准几出分切划列则別利别到制則前劃力办加务动劳動務勞包化北区區十
  千午半华单南即却卻厂历压原去县参參又及反发取受变口只叫召可台史号各合同名后向听告员周命和
  品响員商問單器嚴四回因团国图圆國圓圖團土在地场型基報場增壓声处备复外多大天太头她好如始委
  子存学學它安完定实室家容實寫对导将將專對導小少就局层居展属層屬山工己已市布带帶常干平年并
  幹幾广应府度廠廣建开式引张張強强当形影往很律後得從復心必志快思性总情想意感愿應成我或战戰
  所手才打技把报拉持指按据採接提據支收改放政效教数整數文斗料断斯新斷方於族无日时明易星是時
  更書最會月有服期本术机权村条来東极构林果查标样根格條業極楼構樓標樣機權次正此步歷段每比毛
  民气氣水求江決沒没油治況法注活派流济海消深清温準溫满滿濟火点為热無然照熱爭爲片物特状狀率
  王现現理生產用由电界當發白百的目直相省看真眼着知石矿研确確礦示社离种科积称程種稱積究空立
  第等算管節米类精系約紅級素細組結給統經維線縣總織红约级线组细织经结给统维置美羣群義習老者
  而联聯聲聽育能自至臺與般色节花華萬處號衆行術街表被装裏裝裡西要見規親觀见观规角解計記設許
  話該認說説調請論講謝證識議讀變计认议记讲许论设证识话该说请读调谢象資質质资走起越路身車軍
  較轉车转较辦農边达过运近还这进连适选這通速造連進運過道達適選還邊那部都鄉酸采里重量金鎮鐵
  铁镇長长門開間閱關门问间阅队阶附际院除隊階際难集離難電需青非面革音響項須領頭題願類项须领
  题風风養馬驗马验體高髮鬥麼點黨
  """.unicodeScalars.filter { $0.value > 0x20 })
