import Foundation
import Glibc
import Synchronization
import Testing

/// Somebody on the host moves what is in a mounted folder, and puts links to what lies outside in its place, while Ring3
/// reads it and writes it back.
@Suite("A mounted folder that the host changes")
struct FolderRaceTests {
  @Test("is never left, whatever takes the place of what was there", arguments: ["", ":ro", ":rw"])
  func races(access: String) throws {
    let scratch = try Scratch(["guest.c": Self.guest, "outside": "secret\n"])
    try Self.shell(
      """
      mkdir folder folder/sub folder/sub/deep elsewhere elsewhere/deep aside
      for place in sub sub/deep; do for i in $(seq 60); do echo inside > folder/$place/file$i; done; done
      echo inside > folder/file; for i in deep/victim victim file1; do echo secret > elsewhere/$i; done
      ln -s ../elsewhere aside/sub; ln -s ../outside aside/file
      """, in: scratch.folder)
    let before = try Self.contents(of: scratch.path("elsewhere"))
    let host = HostChanges(in: scratch.folder)
    for _ in 0..<8 {
      let run = try Ring3Process(
        ["run", "--fast", "--mount", "folder:/data" + access, "guest.c"], in: scratch.folder)
      // It may be gone just when it is opened, and what is to be written may have no place any more.
      #expect(run.status == 0 || run.status == 125, "\(run)")
      #expect(!run.output.contains("secret"), "\(run)")
    }
    host.stop()
    #expect(host.rounds > 0)
    #expect(try Self.contents(of: scratch.path("elsewhere")) == before)
    #expect(try scratch.bytes(of: "outside") == Data("secret\n".utf8))
  }

  private static func shell(_ script: String, in folder: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-e", "-c", script]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  private static func contents(of folder: String) throws -> [String: Data] {
    var found: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      found[name] = FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()
    }
    return found
  }

  /// Shows all that it finds, over links too, and changes it again and again.
  private static let guest = """
    #include <dirent.h>
    #include <fcntl.h>
    #include <stdio.h>
    #include <string.h>
    #include <sys/stat.h>
    #include <unistd.h>
    static void look(const char *folder) {
      DIR *stream = opendir(folder);
      if (stream == 0) return;
      for (struct dirent *entry; (entry = readdir(stream)) != 0;) {
        char path[500], text[100] = "";
        struct stat status;
        if (entry->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (stat(path, &status) == 0 && S_ISDIR(status.st_mode)) look(path);
        FILE *file = fopen(path, "r");
        if (file == 0) continue;
        printf("%s: %s", path, fgets(text, sizeof text, file) == 0 ? "-" : text);
        fclose(file);
      }
      closedir(stream);
    }
    static void put(const char *path, int round) {
      FILE *file = fopen(path, "w");
      if (file == 0) return;
      fprintf(file, "changed %d", round);
      fclose(file);
    }
    int main(void) {
      look("/data");
      for (int round = 0; round < 20; round++) {
        put("/data/file", round), put("/data/sub/file1", round), put("/data/sub/victim", round);
        put("/data/sub/deep/victim", round), put("/data/sub/new", round), mkdir("/data/sub/made", 0755);
        chmod("/data/sub/deep", round % 2 ? 0700 : 0755), unlink("/data/sub/file2"), rmdir("/data/sub/made");
        sync();
      }
      return 0;
    }
    """
}

/// A thread that swaps what is in `folder` with what is in `aside`, and moves the folder itself, until it is stopped.
private final class HostChanges: Sendable {
  private let isOver = Atomic(false)
  private let isDone = Atomic(false)
  private let count = Atomic(0)

  /// How often all was swapped and swapped back.
  var rounds: Int { count.load(ordering: .sequentiallyConsistent) }

  init(in folder: String) {
    Thread { [self] in
      while !isOver.load(ordering: .sequentiallyConsistent) {
        for name in ["sub", "file"] { swap(name, in: folder) }
        _ = rename("\(folder)/folder", "\(folder)/moved")
        _ = rename("\(folder)/moved", "\(folder)/folder")
        for name in ["sub", "file"] { swap(name, in: folder) }
        count.add(1, ordering: .sequentiallyConsistent)
      }
      isDone.store(true, ordering: .sequentiallyConsistent)
    }.start()
  }

  private func swap(_ name: String, in folder: String) {
    let (inside, outside) = ("\(folder)/folder/\(name)", "\(folder)/aside/\(name)")
    _ = rename(inside, outside + ".new")
    _ = rename(outside, inside)
    _ = rename(outside + ".new", outside)
    usleep(200)
  }

  func stop() {
    isOver.store(true, ordering: .sequentiallyConsistent)
    while !isDone.load(ordering: .sequentiallyConsistent) { usleep(1000) }
  }
}
