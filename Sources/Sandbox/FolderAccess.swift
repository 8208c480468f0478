internal import CSeccomp
import Glibc

/// Opening files in a folder without any way out of it.
public enum FolderAccess {
  /// O_PATH, which Swift does not know: a descriptor that is only a place.
  public static let place: Int32 = 0o10000000

  /// Opens a relative path that is looked up below a directory and leads over no link: `openat2` with RESOLVE_BENEATH
  /// and RESOLVE_NO_SYMLINKS. New files can be used by their owner only.
  ///
  /// - Returns: A descriptor that exec closes, or -1 with errno.
  public static func open(_ path: [UInt8], in folder: Int32, flags: Int32) -> Int32 {
    let text = path.map { CChar(bitPattern: $0) } + [0]
    return ring3_open_beneath(folder, text, UInt64(UInt32(bitPattern: flags | O_CLOEXEC)))
  }
}
