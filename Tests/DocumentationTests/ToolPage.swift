import Foundation

/// The reference part of `docs/tools.md`: what each tool of `userprogs/bin` says with `--help`, in groups.
enum ToolPage {
  private static let groups: [(title: String, tools: String)] = [
    (
      "Files and folders",
      "ls tree cp mv rm ln link unlink install mkdir rmdir touch mkfifo mknod mktemp find truncate dd"
    ),
    ("Rights and disks", "chmod chown chgrp du df sync mount umount"),
    ("What a file is", "stat readlink realpath basename dirname pwd strings"),
    ("Comparing files", "cmp diff patch cksum md5sum sha1sum sha256sum"),
    ("Showing files", "cat tac head tail more less nl hexdump od base64 split tee"),
    (
      "Text, line by line",
      "grep sed sort tsort uniq comm join cut paste column tr wc fold expand unexpand rev shuf"
    ),
    (
      "In scripts",
      "echo printf test expr seq factor cal yes xargs true false sleep timeout date env printenv"
    ),
    (
      "Processes",
      "ps top pstree pgrep pidof kill pkill killall nice renice taskset time watch lsof nohup setsid flock chroot"
    ),
    ("The system", "free vmstat uptime swapon dmesg uname arch hostname nproc"),
    ("Memory and messages", "pmap malloc-draw ipcs ipcmk ipcrm"),
    ("Users and terminals", "id whoami logname groups tty stty clear reset which"),
    ("To watch", "life primes"),
    ("Larger programs", "awk edit kv lisp"),
    ("Shell", "sh"),
  ]

  /// The names of all tools: a C file, or a folder of them.
  private static func names() throws -> [String] {
    let bin = Page.root.appendingPathComponent("userprogs/bin")
    return try FileManager.default.contentsOfDirectory(atPath: bin.path).compactMap { name in
      if name.hasSuffix(".c") { return String(name.dropLast(2)) }
      let main = bin.appendingPathComponent("\(name)/main.c")
      return FileManager.default.fileExists(atPath: main.path) ? name : nil
    }.sorted()
  }

  /// The groups in Markdown; what is in none of them comes last.
  static func reference() throws -> String {
    let all = try names()
    var rest = all
    var sections: [(title: String, tools: [String])] = groups.map { title, tools in
      (title, tools.split(separator: " ").map(String.init).filter(all.contains))
    }
    for section in sections { rest.removeAll(where: section.tools.contains) }
    if !rest.isEmpty { sections.append(("Others", rest)) }
    let help = try sections.map { try self.help(of: $0.tools) }
    var lines = [""]
    for section in sections {
      lines += wrapped(["-", "\(section.title):"] + section.tools.map { "[\($0)](#\($0))" })
    }
    for (section, texts) in zip(sections, help) {
      lines += ["", "### \(section.title)"]
      for (tool, text) in zip(section.tools, texts) {
        lines += ["", "#### \(tool)", "", "```text"] + text + ["```"]
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Words on lines of at most 120 columns, all but the first with two blanks before them.
  private static func wrapped(_ words: [String]) -> [String] {
    words.dropFirst().reduce(into: [words[0]]) { lines, word in
      if lines[lines.count - 1].count + 1 + word.count > 120 {
        lines.append("  \(word)")
      } else {
        lines[lines.count - 1] += " \(word)"
      }
    }
  }

  /// What the tools write with `--help`, on Ring3.
  private static func help(of tools: [String]) throws -> [[String]] {
    let commands = tools.map { "$ ring3 run --fast \($0) --help" }
    return try Session(Transcript(of: ["```console"] + commands + ["```"])).outputs.map { lines in
      Array(lines.drop { $0.isEmpty }.reversed().drop { $0.isEmpty }.reversed())
    }
  }
}
