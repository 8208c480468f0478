// The longest lines of files: opening, reading, errors and a generic type, in Embedded Swift.
//
// Each argument names a file. What cannot be read is told, and the others are read all the same.
//
//     ring3 run userprogs/examples/longest.swift README.md docs/README.md

import CLibrary

/// An error of the system: its number, as `errno` has it.
struct SystemError: Error {
  let number: Int32

  /// The error of the last call. `errno` is a macro in C, which Swift does not see: this is what it stands for.
  static var last: SystemError { SystemError(number: __errno_location().pointee) }

  var message: String { String(cString: strerror(number)) }
}

/// A file that is open for reading, and closed when the value goes: it cannot be copied.
struct InputFile: ~Copyable {
  private let stream: OpaquePointer

  init(path: UnsafePointer<CChar>) throws(SystemError) {
    guard let stream = fopen(path, "r") else { throw .last }
    self.stream = stream
  }

  deinit { fclose(stream) }

  /// The next byte, or nil at the end.
  private func nextByte() throws(SystemError) -> UInt8? {
    let byte = getc(stream)
    if byte >= 0 { return UInt8(truncatingIfNeeded: byte) }
    if ferror(stream) != 0 { throw .last }
    return nil
  }

  /// The next line without its newline, or nil at the end.
  func nextLine() throws(SystemError) -> [UInt8]? {
    guard var byte = try nextByte() else { return nil }
    var line: [UInt8] = []
    while byte != UInt8(ascii: "\n") {
      line.append(byte)
      guard let next = try nextByte() else { break }
      byte = next
    }
    return line
  }
}

/// The greatest few of many elements, the greatest first; of equal ones, those that came first.
struct Greatest<Element> {
  let limit: Int
  let isGreater: (Element, Element) -> Bool
  private(set) var elements: [Element] = []

  init(_ limit: Int, by isGreater: @escaping (Element, Element) -> Bool) {
    self.limit = limit
    self.isGreater = isGreater
  }

  mutating func add(_ element: Element) {
    let place = elements.firstIndex { isGreater(element, $0) } ?? elements.count
    elements.insert(element, at: place)
    if elements.count > limit { elements.removeLast() }
  }
}

struct Line {
  let number: Int
  let bytes: [UInt8]
}

func showLongest(of path: UnsafePointer<CChar>) throws(SystemError) {
  let file = try InputFile(path: path)
  var longest = Greatest<Line>(3) { $0.bytes.count > $1.bytes.count }
  var number = 0
  while let bytes = try file.nextLine() {
    number += 1
    longest.add(Line(number: number, bytes: bytes))
  }
  print("\(String(cString: path)): \(number) lines")
  for line in longest.elements {
    print("  \(line.number) (\(line.bytes.count)): \(String(decoding: line.bytes.prefix(40), as: UTF8.self))")
  }
}

@main
struct Longest {
  static func main() {
    for index in 1..<max(1, argument_count()) {
      guard let path = argument_value(index) else { return }
      do throws(SystemError) {
        try showLongest(of: path)
      } catch {
        print("\(String(cString: path)): \(error.message)")
      }
    }
  }
}
