import Glibc
import Kernel

/// Standard input as this process has it.
enum StandardInput {
  /// How large a file may be to be given to the program whole; a larger one is passed on as it is read.
  private static let sizeLimit = 256 << 20

  /// The file that standard input was redirected from, or nil if it is a terminal, a pipe or a very large file.
  ///
  /// The program can seek in it and ask for its size, as on Linux.
  static func file() -> InputFile? {
    var status = stat()
    let offset = lseek(STDIN_FILENO, 0, SEEK_CUR)
    guard fstat(STDIN_FILENO, &status) == 0, status.st_mode & S_IFMT == S_IFREG, offset >= 0,
      (1...sizeLimit).contains(Int(status.st_size))
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        pread(STDIN_FILENO, buffer.baseAddress! + count, buffer.count - count, off_t(count))
      }
      if got == 0 { break }
      if got > 0 { count += got } else if errno != EINTR { return nil }
    }
    return InputFile(bytes: Array(bytes.prefix(count)), offset: Int(offset))
  }
}
