// Shapes and words: classes, inheritance, reference counting, sorting and text in Embedded Swift.
//
// It draws shapes that share a base class, says when the last reference to each is gone, and then counts the
// words of standard input.
//
//     ring3 run userprogs/examples/shapes.swift < README.md

import CLibrary

/// A figure in a grid of characters.
class Shape {
  let name: StaticString

  init(_ name: StaticString) { self.name = name }

  func contains(x: Int, y: Int) -> Bool { false }

  final func draw(width: Int, height: Int) {
    print(name)
    for y in 0..<height {
      var row = ""
      for x in 0..<width { row += contains(x: x, y: y) ? "#" : "." }
      print(row)
    }
  }

  deinit { print("a shape is gone") }
}

final class Disk: Shape {
  let radius: Int

  init(radius: Int) {
    self.radius = radius
    super.init("disk")
  }

  override func contains(x: Int, y: Int) -> Bool {
    let dx = x - radius, dy = y - radius
    return dx * dx + dy * dy <= radius * radius
  }
}

final class Triangle: Shape {
  init() { super.init("triangle") }

  override func contains(x: Int, y: Int) -> Bool { x <= y }
}

/// A word and how often it came.
struct WordCount {
  let word: [UInt8]
  var count: Int
}

/// Counts words in an array that stays sorted: a dictionary needs floating point, which this machine has not.
struct Vocabulary {
  private(set) var entries: [WordCount] = []

  mutating func add(_ word: [UInt8]) {
    var low = 0, high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].word.lexicographicallyPrecedes(word) { low = middle + 1 } else { high = middle }
    }
    if low < entries.count && entries[low].word == word {
      entries[low].count += 1
    } else {
      entries.insert(WordCount(word: word, count: 1), at: low)
    }
  }
}

func isLetter(_ character: UInt8) -> Bool {
  let lower = character | 0x20
  return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
}

func countWords() {
  var vocabulary = Vocabulary()
  var word: [UInt8] = []
  var total = 0
  while true {
    let next = getchar()
    let character = UInt8(truncatingIfNeeded: next)
    if next >= 0 && isLetter(character) {
      word.append(character | 0x20)
    } else if !word.isEmpty {
      vocabulary.add(word)
      total += 1
      word.removeAll(keepingCapacity: true)
    }
    if next < 0 { break }
  }
  print("\(total) words, \(vocabulary.entries.count) of them different")
  // Sorted by count; entries with equal counts are in the order of the alphabet already, and the offset keeps
  // that.
  let frequent = vocabulary.entries.enumerated().sorted { a, b in
    a.element.count != b.element.count ? a.element.count > b.element.count : a.offset < b.offset
  }
  for (_, entry) in frequent.prefix(5) {
    print("\(entry.count) \(String(decoding: entry.word, as: UTF8.self))")
  }
}

@main
struct Shapes {
  static func main() {
    var shapes: [Shape] = [Disk(radius: 3), Triangle()]
    for shape in shapes { shape.draw(width: 7, height: 7) }
    let kept = shapes.removeFirst()
    shapes.removeAll()
    print("still here: \(kept.name)")
    countWords()
  }
}
