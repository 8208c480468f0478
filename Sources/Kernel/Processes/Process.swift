import Machine

/// A process: an address space, open files, and a name. Its threads are rows of their own.
struct Process {
  /// The last part of the executable's path.
  let name: String
  /// What the process sees as memory.
  var memory: AddressSpace
  /// Its open files, by descriptor.
  var descriptors = DescriptorTable()
  /// Where paths that do not begin with a slash begin.
  var workingDirectory: InodeNumber
}
