import Diagnostics
import Testing

@Suite struct `A number and its noun` {
  @Test func `agree`() {
    #expect(counted(0, "file") == "0 files")
    #expect(counted(1, "file") == "1 file")
    #expect(counted(2, "file") == "2 files")
    #expect(counted(1, "branch", "branches") == "1 branch")
    #expect(counted(3, "branch", "branches") == "3 branches")
  }
}
