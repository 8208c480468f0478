import ABI
import Bytecode
import Kernel
import Machine
import Testing

/// System calls whose buffers are not what they should be.
@Suite struct UserMemoryTests {
  /// A program that makes a call and exits with 0 if it returned what was expected.
  private func result(_ call: [Instruction], data: [UInt8] = []) throws -> (result: Int64, output: [UInt8]) {
    // Stores a0 behind the data and writes it out.
    let code =
      call + Code.li(5, 0x2_0800) + [Instruction(.sd, rs1: 5, rs2: 10)] + Code.call(.write, 2, 0x2_0800, 8)
      + Code.call(.exit, 0)
    var run = try Run(code, data: data)
    #expect(run.finish() == .ended(.exited(0)))
    let value = run.errors.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return (Int64(bitPattern: value), run.output)
  }

  private static func error(_ errno: Errno) -> Int64 { -Int64(errno.rawValue) }

  @Test("write takes what it can read and fails only if that is nothing")
  func write() throws {
    #expect(try result(Code.call(.write, 1, 0, 5)).result == Self.error(.badAddress))
    #expect(try result(Code.call(.write, 1, 0x2_2000, 1)).result == Self.error(.badAddress))
    #expect(try result(Code.call(.write, 1, 1 << 38, 1)).result == Self.error(.badAddress))
    #expect(try result(Code.call(.write, 1, UInt64.max - 3, 8)).result == Self.error(.badAddress))
    #expect(try result(Code.call(.write, 1, 0x2_1ffd, 100)).result == 3)
    #expect(try result(Code.call(.write, 1, 0x2_1ffd, 100)).output == [0, 0, 0])
    #expect(try result(Code.call(.write, 1, 0, 0)).result == 0)
    #expect(try result(Code.call(.write, 7, 0x2_0000, 1)).result == Self.error(.badDescriptor))
    #expect(try result(Code.call(.write, 1, 0x2_0000, 1 << 63)).result == Self.error(.badAddress))
  }

  @Test("write reads over page borders, from pages that were never touched too")
  func overPages() throws {
    let data = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let (count, output) = try result(Code.call(.write, 1, 0x2_0ff0, 32), data: data)
    #expect(count == 32)
    #expect(output == Array(data[0xff0...]) + [UInt8](repeating: 0, count: 16))
  }

  @Test("read refuses a buffer that may not be written, and takes nothing from the file then")
  func read() throws {
    let path = Array("/bin/test".utf8) + [0]
    let open = Code.call(.openat, UInt64(bitPattern: -100), 0x2_0000, 0, 0)
    let again =
      Code.li(10, 3) + Code.li(11, 0x2_0400) + Code.li(12, 4) + Code.li(17, Syscall.read.rawValue) + [
        Instruction(.ecall)
      ]
    let into: (UInt64, UInt64) -> [Instruction] = { Code.call(.read, 3, $0, $1) }
    #expect(try result(open + into(0x1_0000, 4), data: path).result == Self.error(.badAddress))
    #expect(try result(open + into(0, 4), data: path).result == Self.error(.badAddress))
    #expect(try result(open + into(0x2_1ffe, 100), data: path).result == 2)
    // The file begins with 0x7f: after a failed read it is still there.
    let first = open + into(0, 4) + again + Code.load(0x2_0400)
    #expect(try result(first, data: path).result == 0x7f)
  }

  @Test("writev stops at the first piece that it cannot read and returns what it wrote")
  func vectors() throws {
    func vector(_ pieces: [(UInt64, UInt64)]) -> [UInt8] {
      pieces.flatMap { piece in
        [piece.0, piece.1].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
      }
    }
    let good = vector([(0x2_0000, 2), (0x2_0000, 3)])
    #expect(try result(Code.call(.writev, 1, 0x2_0000, 2), data: good).result == 5)
    #expect(
      try result(Code.call(.writev, 1, 0x2_0000, 2), data: vector([(0x2_0000, 2), (0, 3)])).result == 2)
    #expect(
      try result(Code.call(.writev, 1, 0x2_0000, 2), data: vector([(0, 2), (0x2_0000, 3)])).result
        == Self.error(.badAddress))
    #expect(try result(Code.call(.writev, 1, 0, 2)).result == Self.error(.badAddress))
    #expect(try result(Code.call(.writev, 1, 0x2_0000, 1025)).result == Self.error(.invalidArgument))
    #expect(try result(Code.call(.writev, 1, 0, 0)).result == 0)
  }

  @Test("A path is read up to its zero, even at the end of a mapping, and not beyond")
  func paths() throws {
    let opening = { (address: UInt64) in Code.call(.openat, UInt64(bitPattern: -100), address, 0, 0) }
    // "/dev" and its zero are the last bytes of the data.
    let put = zip(0..., Array("/dev".utf8)).flatMap { index, byte in
      Code.li(5, 0x2_1ffb + UInt64(index)) + Code.li(6, UInt64(byte)) + [Instruction(.sb, rs1: 5, rs2: 6)]
    }
    #expect(try result(put + opening(0x2_1ffb)).result == 3)
    let unended = put + Code.li(5, 0x2_1fff) + Code.li(6, 65) + [Instruction(.sb, rs1: 5, rs2: 6)]
    #expect(try result(unended + opening(0x2_1ffb)).result == Self.error(.badAddress))
    #expect(try result(opening(0)).result == Self.error(.badAddress))
  }

  @Test("Results go where they may be written only")
  func results() throws {
    #expect(try result(Code.call(.clockGettime, 0, 0)).result == Self.error(.badAddress))
    #expect(try result(Code.call(.clockGettime, 0, 0x1_0000)).result == Self.error(.badAddress))
    #expect(try result(Code.call(.clockGettime, 0, 0x2_1ff8)).result == Self.error(.badAddress))
    #expect(try result(Code.call(.clockGettime, 0, 0x2_1ff0)).result == 0)
  }
}
