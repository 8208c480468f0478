internal import CSeccomp
import Glibc

/// Locks this process down before it runs code that it does not trust.
///
/// Guest programs are hostile. An error in Ring3 that lets one take over the process must gain it nothing: once
/// locked, the process can compute, use its memory, read and write descriptors that it was granted, and end.
/// Opening a file, a socket, starting a process or making memory executable kills it.
public enum Sandbox {
  /// Locks the process as the policy says. There is no way back.
  ///
  /// - Precondition: whatever the process still needs is open; no thread but the caller's does any work.
  /// - Postcondition: a call outside the policy ends the process by SIGSYS. If this throws, the resource limits
  ///   may hold already, but no filter does.
  public static func lockDown(_ policy: SandboxPolicy) throws(SandboxError) {
    resetCrashSignals()
    _ = ring3_use_one_malloc_arena()
    let filter = try SeccompFilter()
    for rule in policy.rules { try filter.allow(rule) }
    try ResourceLimits.apply(
      additionalMemory: policy.additionalMemory, files: policy.folders.isEmpty ? 0 : Self.fileLimit)
    guard ring3_set_no_new_privileges() == 0 else { throw .unavailable(errno: errno) }
    if !policy.folders.isEmpty { _ = ring3_restrict_to_folders(policy.folders, Int32(policy.folders.count)) }
    try filter.load(everyThread: policy.locksEveryThread)
  }

  /// How many descriptors a process that changes folders may have.
  private static let fileLimit: rlim_t = 1024

  /// The libseccomp that is loaded, as `2.5.4`.
  public static var libraryVersion: String {
    guard let version = seccomp_version()?.pointee else { return "unknown" }
    return "\(version.major).\(version.minor).\(version.micro)"
  }

  /// Gives crash signals back to the system.
  ///
  /// Swift's backtracer starts a process and opens files when the program crashes; under the filter it would
  /// turn each crash into a SIGSYS that hides what happened.
  private static func resetCrashSignals() {
    for number in [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] {
      signal(number, SIG_DFL)
    }
  }
}
