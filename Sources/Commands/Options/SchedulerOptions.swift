import Kernel

extension SchedulerChoice {
  /// The policy that a text names, as `--scheduler` takes it.
  ///
  /// - Parameter clock: cycles in a microsecond, for times that are not given in cycles.
  init(_ text: String, clock: UInt64) throws(SettingError) {
    do throws(SchedulerTextError) { try self.init(parsing: text, clock: clock) } catch {
      switch error {
      case .unknown(let name, let what, let known):
        throw SettingError(unknown: name, what: what, known: known)
      case .wrong(let message): throw SettingError(message)
      }
    }
  }
}
