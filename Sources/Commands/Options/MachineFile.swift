import Toolchain
import Yams

/// A machine described in YAML. What the description leaves out is as in the default machine.
struct MachineFile {
  /// The machine, and how it is shared out.
  let configuration: SystemConfiguration

  /// Reads the description; `path` names it in errors.
  init(text: String, path: String) throws {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw Failure("\(path): this is not YAML: \(error)")
    }
    var configuration = SystemConfiguration()
    if let root { try Self.apply(root, at: [], to: &configuration, path) }
    self.configuration = configuration
  }

  /// Reads the file.
  init(path: String) throws {
    let bytes: [UInt8]
    do {
      bytes = try HostFile.read(path)
    } catch {
      throw Failure("the machine '\(path)' cannot be read: \(error)")
    }
    try self.init(text: String(decoding: bytes, as: UTF8.self), path: path)
  }

  /// Goes down to the texts and sets what the keys above each of them name.
  private static func apply(
    _ node: Node, at keys: [String], to configuration: inout SystemConfiguration, _ path: String
  ) throws {
    switch node {
    case .mapping(let mapping):
      for (key, value) in mapping {
        guard case .scalar(let name) = key else { throw failure("a key must be a word", key, path) }
        try apply(value, at: keys + [name.string], to: &configuration, path)
      }
    case .scalar(let scalar) where !keys.isEmpty:
      do throws(SettingError) {
        try configuration.set(keys, to: scalar.string)
      } catch {
        throw failure(error.message, node, path)
      }
    default:
      throw failure("a machine is described by keys and values, as 'ring3 machine' prints them", node, path)
    }
  }

  private static func failure(_ message: String, _ node: Node, _ path: String) -> Failure {
    let place = node.mark.map { ":\($0.line):\($0.column)" } ?? ""
    return Failure("\(path)\(place): \(message)")
  }
}
