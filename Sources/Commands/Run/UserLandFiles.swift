import Toolchain

/// What a system finds on its disks when it is more than one program: the user land in /bin, and the few files of /etc
/// that programs look for.
enum UserLandFiles {
  /// All of them; the user land is built if that is not done already, before the eyes of the user.
  static func load() throws -> [GrantedFiles.File] {
    let bar = ProgressBar("building the user land, this once")
    let land = try Workbench.toolchain().userLand { bar.show($0, of: $1, $2) }
    bar.end()
    let programs = land.programs.map { entry in
      GrantedFiles.File(guestPath: "/bin/\(entry.name)", bytes: entry.bytes, isExecutable: true)
    }
    return programs + settings
  }

  /// The programs that start others, and so are of no use alone.
  static let programsThatStartOthers: Set<String> = [
    "chroot", "env", "find", "flock", "nice", "nohup", "setsid", "sh", "taskset", "time", "timeout",
    "watch", "which", "xargs",
  ]

  private static var settings: [GrantedFiles.File] {
    texts.map { path, text in
      GrantedFiles.File(guestPath: path, bytes: Array(text.utf8), isExecutable: false)
    }
  }

  private static let texts: [(path: String, text: String)] = [
    ("/etc/passwd", "root:x:0:0:root:/home:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n"),
    ("/etc/group", "root:x:0:\ntty:x:5:\nnogroup:x:65534:\n"),
    ("/etc/hostname", "ring3\n"),
    ("/etc/shells", "/bin/sh\n"),
    (
      "/etc/motd",
      """
      Ring3: a machine and its kernel in one process. Your own shell is outside.

        ls /bin          the programs that are here; each has --help
        ls /proc         what the kernel tells about itself
        exit, or ^D      the way out; ^] three times, if nothing else helps


      """
    ),
    (
      "/etc/profile",
      """
      # Read by each interactive shell: ENV names this file.
      PS1='$PWD $ '
      HISTFILE=/home/.sh_history
      alias ll='ls -l' la='ls -A' vi=edit nano=edit
      if [ -z "$RING3_WELCOMED" ]; then
        export RING3_WELCOMED=1
        while IFS= read -r line; do echo "$line"; done < /etc/motd
      fi

      """
    ),
  ]
}

/// A bar that shows how far something is that takes a while; only a terminal gets it.
struct ProgressBar {
  private let title: String
  private let isShown: Bool

  init(_ title: String) {
    self.title = title
    isShown = Terminal.isErrorTerminal
  }

  /// Shows that so many things are done, and which is next.
  func show(_ done: Int, of count: Int, _ name: String) {
    guard isShown else { return }
    let filled = count == 0 ? 0 : done * Self.width / count
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
    // What goes over the edge cannot be taken back by the next one.
    let line = "ring3: \(title) \(bar) \(done)/\(count) \(name)".prefix(Int(HostTerminal.size.columns) - 1)
    Terminal.printError("\r\u{1b}[K\(line)")
  }

  /// Takes the bar away.
  func end() { if isShown { Terminal.printError("\r\u{1b}[K") } }

  private static let width = 24
}
