/// What the kernel and its programs agree on, and the C headers that tell the programs.
public enum ABI {
  /// The headers, each with its path in the repository and its whole text; the same text every time.
  public static let headers: [(path: String, text: String)] =
    (basics + processes + memory + files + communication).map { name, summary, paragraphs in
      let body = paragraphs.joined(separator: "\n\n")
      return (path: "userprogs/lib/include/bits/\(name).h", text: header(name, summary, body))
    }

  /// A header's name, its first comment, and its paragraphs.
  typealias Header = (name: String, summary: String, paragraphs: [String])

  private static func header(_ name: String, _ summary: String, _ body: String) -> String {
    let guardName = "_BITS_\(name.uppercased())_H"
    return """
      // \(summary)
      // Printed from Sources/ABI, which the kernel shares: change it there.
      #ifndef \(guardName)
      #define \(guardName)

      \(body)

      #endif

      """
  }

  /// Definitions of constants, a line each.
  static func defines(_ constants: [NamedConstant]) -> String {
    let width = constants.map(\.name.count).max() ?? 0
    return constants.map { "#define " + padded($0.name, to: width) + " " + $0.literal }
      .joined(separator: "\n")
  }

  private static func padded(_ name: String, to width: Int) -> String {
    name + String(repeating: " ", count: width - name.count)
  }

  /// A structure, and the size and offsets that a compiler must find, so that neither side can be wrong alone.
  static func declaration(_ layout: StructLayout) -> String {
    let type = layout.isType ? layout.name : "struct \(layout.name)"
    let members = layout.fields.filter(\.isWritten).map { field in
      "  \(field.cType)\(field.cType.hasSuffix("*") || field.name.isEmpty ? "" : " ")\(field.name);"
    }
    let offsets = layout.fields.filter { !$0.name.isEmpty }.map { field in
      "_Static_assert(__builtin_offsetof(\(type), \(field.plainName)) == \(field.offset), \"\(type)\");"
    }
    return
      (["// \(layout.summary)", layout.isType ? "typedef struct {" : "\(type) {"] + members
      + [layout.isType ? "} \(type);" : "};"] + offsets
      + ["_Static_assert(sizeof(\(type)) == \(layout.size), \"\(type)\");"]).joined(separator: "\n")
  }

  /// A list that a C source expands once for each entry, by defining its argument.
  static func list(_ name: String, _ rows: [(cName: String, message: String)]) -> String {
    (["#define \(name)(X)"] + rows.map { "  X(\($0.cName), \"\($0.message)\")" }).joined(separator: " \\\n")
  }
}
