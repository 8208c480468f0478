// Hello from Embedded Swift: Swift without a runtime library, straight on the machine.
//
//     ring3 run userprogs/examples/hello.swift
//
// Arrays, closures and generics work as everywhere; print comes from the standard library and ends in putchar
// of our C library.

/// The first `count` square numbers.
func squares(_ count: Int) -> [Int] { (1...count).map { $0 * $0 } }

@main
struct Hello {
  static func main() {
    print("Hello from Swift!")
    var line = "Squares:"
    for square in squares(8) { line += " \(square)" }
    print(line)
    print("Their sum is \(squares(8).reduce(0, +)).")
  }
}
