import Foundation
import Testing

@testable import Serving

/// The attacks of Tests/serve/attacks.py, which run against any server of a site.
@Suite(.serialized) struct `Attacks from outside` {
  private func attack(_ server: Server, _ options: [String]) throws -> (status: Int32, text: String)
  {
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "serve/attacks.py")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["python3", script.path, "127.0.0.1", "\(server.port)", "/branch/", "--events", "/events"]
      + options
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  @Test(arguments: [nil, "secret"]) func `find nothing`(password: String?) throws {
    let home = try TemporaryFolder()
    let file = try home.file("large.bin", size: 3 << 20)
    let site = SmallSite([
      ServedFile(name: "large.bin", contents: [Segment](file), digest: "large")
    ])
    try serve(
      site, password: password, limits: { ($0.headTime, $0.connections) = (1000, 150) }
    ) { server throws in
      let password = password.map { ["--password", $0] } ?? []
      let limits = ["--head-time", "1", "--connections", "150", "--file", "/branch/large.bin"]
      let result = try attack(server, limits + password)
      #expect(result.status == 0, "\(result.text)")
    }
  }
}
