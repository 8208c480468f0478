internal import CSeccomp
import Glibc

/// A filter under construction: every call that no rule names kills the process.
struct SeccompFilter: ~Copyable {
  private let context: scmp_filter_ctx

  init() throws(SandboxError) {
    guard let context = seccomp_init(SCMP_ACT_KILL_PROCESS) else { throw .unavailable(errno: ENOMEM) }
    self.context = context
    // A call of another architecture (i386, x32) would be judged by the wrong numbers.
    _ = seccomp_attr_set(context, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS)
  }

  deinit { seccomp_release(context) }

  /// Lets calls pass that fulfil the rule.
  func allow(_ rule: SystemCallRule) throws(SandboxError) {
    let number = seccomp_syscall_resolve_name(rule.name)
    guard number != __NR_SCMP_ERROR else { throw .unknownSystemCall(rule.name) }
    let comparisons = rule.conditions.map(\.comparison)
    let result = seccomp_rule_add_array(
      context, SCMP_ACT_ALLOW, number, UInt32(comparisons.count), comparisons)
    guard result == 0 else { throw .refusedRule(rule.name, errno: -result) }
  }

  /// Hands the filter to the kernel; from here on it holds, and nothing can take it away.
  func load(everyThread: Bool) throws(SandboxError) {
    var result = seccomp_attr_set(context, SCMP_FLTATR_CTL_TSYNC, everyThread ? 1 : 0)
    if result == 0 { result = seccomp_load(context) }
    guard result == 0 else { throw .unavailable(errno: -result) }
  }
}
