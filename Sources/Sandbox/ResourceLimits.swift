import Glibc

/// Limits that hold even where no filter can be installed. They can be lowered, never raised again.
enum ResourceLimits {
  /// No core file, no descriptor beyond so many, no further process, and no more memory than the policy grants.
  ///
  /// `poll` takes no more descriptors than could be open: the two lowest, which are open already, leave it that many.
  static func apply(additionalMemory: Int?, files: rlim_t) throws(SandboxError) {
    if let additionalMemory {
      // First, since measuring what is in use opens a file.
      guard let used = addressSpaceInUse() else { throw .refusedLimit("RLIMIT_AS", errno: errno) }
      try lower(RLIMIT_AS, named: "RLIMIT_AS", to: rlim_t(used + additionalMemory))
    }
    try lower(RLIMIT_CORE, named: "RLIMIT_CORE", to: 0)
    try lower(RLIMIT_NOFILE, named: "RLIMIT_NOFILE", to: max(2, files))
    try lower(__RLIMIT_NPROC, named: "RLIMIT_NPROC", to: 0)
  }

  private static func lower(
    _ resource: __rlimit_resource, named name: String, to value: rlim_t
  ) throws(SandboxError) {
    let resource = __rlimit_resource_t(resource.rawValue)
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { throw .refusedLimit(name, errno: errno) }
    limit.rlim_cur = min(limit.rlim_cur, value)
    limit.rlim_max = min(limit.rlim_max, value)
    guard setrlimit(resource, &limit) == 0 else { throw .refusedLimit(name, errno: errno) }
  }

  /// The size of this process's address space in bytes, or nil where /proc does not say.
  private static func addressSpaceInUse() -> Int? {
    let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var text = [UInt8](repeating: 0, count: 128)
    let count = read(descriptor, &text, text.count)
    guard count > 0 else { return nil }
    let pages = Int(String(decoding: text[..<count].prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self))
    return pages.map { $0 * sysconf(Int32(_SC_PAGESIZE)) }
  }
}
