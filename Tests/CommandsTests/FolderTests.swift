import Foundation
import Testing

/// What a program sees of a folder of the host, and what the host sees of what it does there.
@Suite("A mounted folder")
struct FolderTests {
  private let scratch: Scratch
  private let folder: String

  init() throws {
    scratch = try Scratch(["change.c": Self.change, "show.c": Self.show, "outside": "secret"])
    folder = scratch.path("folder")
    try Self.shell(
      """
      mkdir -p folder/sub/empty folder/gone/deep folder/private
      echo hello > folder/hello; echo old > folder/old; echo inner > folder/sub/inner
      echo x > folder/gone/deep/file; echo run > folder/run; chmod 751 folder/run; chmod 640 folder/hello
      ln -s hello folder/link; ln folder/hello folder/other-name; ln -s nowhere folder/dangling
      touch -d '2001-02-03 04:05:06 UTC' folder/old; chmod 700 folder/private
      """, in: scratch.folder)
  }

  private static func shell(_ script: String, in folder: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-e", "-c", script]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(script)")
  }

  private func ring3(_ arguments: String...) throws -> Ring3Process {
    try Ring3Process(["run", "--fast"] + arguments, in: scratch.folder)
  }

  /// Every file of the folder: its mode, its bytes or where it leads.
  private func contents(of folder: String? = nil) throws -> [String: String] {
    let root = folder ?? self.folder
    var found: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: root) {
      let path = "\(root)/\(name)"
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      let mode = String(attributes[.posixPermissions] as? Int ?? 0, radix: 8)
      switch attributes[.type] as? FileAttributeType {
      case .typeSymbolicLink?:
        found[name] = "-> " + (try FileManager.default.destinationOfSymbolicLink(atPath: path))
      case .typeDirectory?: found[name] = "\(mode)/"
      default:
        found[name] =
          mode + " " + String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
      }
    }
    return found
  }

  @Test("is seen with its links, its permissions, its times and its empty folders")
  func seen() throws {
    let run = try ring3("--mount", "folder:/data", "show.c", "/data")
    let expected = """
      dangling -> nowhere
      gone/ 755
      gone/deep/ 755
      gone/deep/file 644 1 "x"
      hello 640 2 "hello"
      link -> hello
      old 644 1 "old" 981173106
      other-name 640 2 "hello"
      private/ 700
      run 751 1 "run"
      sub/ 755
      sub/empty/ 755
      sub/inner 644 1 "inner"

      """
    #expect(run.output == expected && run.status == 0, "\(run)")
  }

  @Test("does not change when the program changes what it sees", arguments: ["", ":ro"])
  func untouched(access: String) throws {
    let before = try contents()
    let run = try ring3("--mount", "folder:/data" + access, "change.c")
    #expect(try contents() == before)
    if access == ":ro" {
      let lines = run.output.split(separator: "\n")
      #expect(lines.count == 12 && lines.count { $0.hasSuffix("Read-only file system") } == 10, "\(run)")
    } else {
      #expect(run.output == "done\n", "\(run)")
    }
  }

  @Test("changes with :rw as the program changed it", arguments: ["exit", "abort", "loop", "sync", "umount"])
  func writtenBack(ending: String) throws {
    let run = try ring3("--limit-time", "0.5", "--mount", "folder:/data:rw", "change.c", ending)
    #expect(run.status == ["exit": 0, "abort": 134, "loop": 124, "sync": 0, "umount": 0][ending], "\(run)")
    #expect(!run.errors.contains("warning"), "\(run)")
    let expected = [
      "dangling": "-> nowhere", "hello": "600 HELLO\n", "other-name": "600 HELLO\n", "new": "644 new\n",
      "made": "755/", "made/file": "640 made\n", "made/link": "-> ../../outside", "moved": "644 inner\n",
      "old": "644 old\n", "private": "711/", "run": "751 run\n", "sub": "755/", "big": "644 " + Self.big,
    ]
    #expect(try contents() == expected)
    #expect(try String(contentsOfFile: scratch.path("outside"), encoding: .utf8) == "secret")
    let old = try FileManager.default.attributesOfItem(atPath: folder + "/old")[.modificationDate] as? Date
    #expect(old == Date(timeIntervalSince1970: 1_000_000_000))
  }

  @Test("leaves nothing behind that is only half of a file")
  func noTemporaryFiles() throws {
    _ = try ring3("--mount", "folder:/data:rw", "change.c", "exit")
    #expect(try contents().keys.allSatisfy { !$0.contains(".ring3-") })
  }

  @Test("cannot be left by links, by .., or by names that change while it is read")
  func escapes() throws {
    try Self.shell(
      """
      ln -s ../outside folder/up; ln -s "$PWD/outside" folder/absolute; ln -s .. folder/above
      ln -s /etc folder/etc; mkfifo folder/fifo; ln -s /dev/null folder/null
      """, in: scratch.folder)
    for path in [
      "up", "absolute", "above/outside", "../outside", "../../outside", "etc/passwd", "fifo",
      "sub/../../outside",
    ] {
      for access in ["", ":ro", ":rw"] {
        let run = try ring3("--mount", "folder:/data" + access, "cat", "/data/\(path)")
        #expect(
          run.status == 1 && run.output.isEmpty && run.errors.contains("No such file"), "\(path): \(run)")
      }
    }
  }

  @Test(
    "is written only where it is, even if the host puts links in the way",
    arguments: ["sub", "hello", "made"])
  func linksInTheWay(name: String) throws {
    let run = try Self.swapping(
      "rm -rf folder/\(name); ln -s ../elsewhere folder/\(name)",
      in: scratch, ["run", "--fast", "--mount", "folder:/data:rw", "change.c", "wait"])
    #expect(FileManager.default.fileExists(atPath: scratch.path("elsewhere/victim")), "\(run)")
    #expect(try contents(of: scratch.path("elsewhere")) == ["victim": "644 victim\n"], "\(run)")
  }

  /// Runs Ring3, and a script of the host once the program has said `ready`, after which the program goes on.
  private static func swapping(_ script: String, in scratch: Scratch, _ arguments: [String]) throws -> String
  {
    try shell("mkdir elsewhere; echo victim > elsewhere/victim", in: scratch.folder)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let words = arguments.map { "'\($0)'" }.joined(separator: " ")
    let command = """
      mkfifo go
      (while ! grep -q ready outputs 2> /dev/null; do sleep 0.02; done; \(script); echo > go) &
      '\(Ring3Process.executable)' \(words) <> go > outputs 2> errors
      wait
      """
    process.arguments = ["-c", command]
    process.currentDirectoryURL = URL(fileURLWithPath: scratch.folder)
    process.environment = ProcessInfo.processInfo.environment.merging(["RING3_CACHE": Ring3Process.cache]) {
      $1
    }
    try process.run()
    process.waitUntilExit()
    return String(decoding: try scratch.bytes(of: "errors"), as: UTF8.self)
  }

  @Test(
    "changes with :rw even if Ring3 is ended from outside, whatever the program does then",
    arguments: ["INT", "TERM", "HUP"], ["work", "sleep", "read"])
  func endedFromOutside(signal: String, doing: String) throws {
    let source = """
      #include <stdio.h>
      #include <string.h>
      #include <unistd.h>
      int main(int count, char **names) {
        FILE *file = fopen("/data/new", "w");
        fputs("new\\n", file);
        fclose(file);
        puts("ready");
        fflush(stdout);
        char byte;
        for (;;) {
          if (strcmp(names[1], "sleep") == 0) sleep(1);
          if (strcmp(names[1], "read") == 0) read(0, &byte, 1);
        }
      }
      """
    try source.write(toFile: scratch.path("stay.c"), atomically: true, encoding: .utf8)
    try Self.shell(
      """
      mkfifo never; sleep 600 > never & holder=$!
      # A shell lets what runs in its background ignore SIGINT.
      RING3_CACHE='\(Ring3Process.cache)' env --default-signal=INT '\(Ring3Process.executable)' \
        run --mount folder:/data:rw stay.c \(doing) < never > outputs 2> errors & pid=$!
      while ! grep -q ready outputs; do sleep 0.02; done
      kill -\(signal) $pid; status=0; wait $pid || status=$?
      echo $status > status; kill $holder
      """, in: scratch.folder)
    let number = ["INT": 130, "TERM": 143, "HUP": 129][signal]!
    #expect(try String(decoding: scratch.bytes(of: "status"), as: UTF8.self) == "\(number)\n")
    #expect(
      try String(decoding: scratch.bytes(of: "errors"), as: UTF8.self)
        == "ring3: the run was ended by SIG\(signal)\n")
    #expect(try contents()["new"] == "644 new\n")
  }

  @Test("tells what could not be written, and ends with 125")
  func failures() throws {
    let run = try Self.swapping(
      "rm folder/hello; mkdir folder/hello",
      in: scratch, ["run", "--fast", "--mount", "folder:/data:rw", "change.c", "wait"])
    #expect(run == "ring3: warning: not written back: folder/hello: Is a directory\n", "\(run)")
  }

  @Test("keeps names that are no text")
  func namesOfBytes() throws {
    try Self.shell("printf 'x' > \"folder/$(printf 'a\\377b')\"", in: scratch.folder)
    let run = try ring3("--mount", "folder:/data:rw", "show.c", "/data")
    #expect(run.output.contains("644 1 \"x\""), "\(run)")
    let source = """
      #include <stdio.h>
      int main(void) { return rename("/data/a\\377b", "/data/c\\376d") == 0 && rename("/data/\\303\\251", "/x") != 0 ? 7 : 1; }
      """
    try source.write(toFile: scratch.path("bytes.c"), atomically: true, encoding: .utf8)
    #expect(try ring3("--mount", "folder:/data:rw", "bytes.c").status == 7)
    try Self.shell("[ \"$(cat \"folder/$(printf 'c\\376d')\")\" = x ]", in: scratch.folder)
  }

  @Test(
    "is refused where it cannot be",
    arguments: [
      ("nothing:/data", "No such file or directory"), ("/dev/null:/data", "neither a file nor a folder"),
      ("change.c:/data/x:rw", "it is no folder"),
    ])
  func refusals(mount: String, words: String) throws {
    let run = try ring3("--mount", mount, "true")
    #expect(run.status == 125 && run.errors.contains(words), "\(run)")
  }

  @Test(
    "has to be named with a path of the guest",
    arguments: ["folder", "folder:data", "folder:/", "folder:ro", ":/x"])
  func wrongMounts(mount: String) throws {
    let run = try ring3("--mount", mount, "true")
    #expect(run.status == 64 && run.errors.contains("is not HOST:GUEST"), "\(run)")
  }

  @Test("can be a file, and can be mounted again by its name")
  func fileAndAgain() throws {
    #expect(try ring3("--mount", "change.c:/data/it:ro", "cat", "/data/it").output == Self.change)
    let source = """
      #include <stdio.h>
      #include <sys/mount.h>
      #include <sys/stat.h>
      int main(void) {
        mkdir("/again", 0755);
        if (umount("/data") != 0 || mount("folder", "/again", "host", 0, 0) != 0) return 1;
        struct stat status;
        return stat("/again/sub/inner", &status) == 0 && stat("/data/sub", &status) != 0 ? 0 : 2;
      }
      """
    try source.write(toFile: scratch.path("again.c"), atomically: true, encoding: .utf8)
    #expect(try ring3("--mount", "folder:/data", "again.c").status == 0)
  }

  private static let big = String(repeating: "0123456789", count: 10_000)

  /// Lists a tree: names, modes, links and what is in files.
  private static let show = """
    #include <dirent.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    #include <sys/stat.h>
    #include <unistd.h>
    static void show(const char *folder, const char *prefix) {
      struct dirent **names;
      int count = scandir(folder, &names, 0, alphasort);
      for (int i = 0; i < count; i++) {
        char path[500], text[100] = "";
        struct stat status;
        if (names[i]->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        lstat(path, &status);
        printf("%s%s", prefix, names[i]->d_name);
        if (S_ISLNK(status.st_mode)) {
          readlink(path, text, 99);
          printf(" -> %s\\n", text);
        } else if (S_ISDIR(status.st_mode)) {
          printf("/ %o\\n", (unsigned)status.st_mode & 07777);
          snprintf(text, 100, "%s%s/", prefix, names[i]->d_name);
          show(path, text);
        } else {
          FILE *file = fopen(path, "r");
          fgets(text, 99, file);
          fclose(file);
          text[strcspn(text, "\\n")] = 0;
          printf(" %o %d \\"%s\\"", (unsigned)status.st_mode & 07777, (int)status.st_nlink, text);
          if (strcmp(text, "old") == 0) printf(" %ld", (long)status.st_mtime);
          puts("");
        }
      }
    }
    int main(int argc, char **argv) { show(argv[1], ""); }

    """

  /// Changes /data in every way that there is.
  private static let change = """
    #include <errno.h>
    #include <fcntl.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    #include <sys/mman.h>
    #include <sys/mount.h>
    #include <sys/stat.h>
    #include <unistd.h>
    static int failures;
    #define TRY(call) if ((call) < 0) printf("%s: %s\\n", #call, strerror(errno)), failures++
    static int put(const char *path, const char *text, int mode) {
      int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);
      if (file < 0) return -1;
      for (size_t done = 0, all = strlen(text); done < all;) done += (size_t)write(file, text + done, all - done);
      return close(file);
    }
    int main(int argc, char **argv) {
      const char *ending = argc > 1 ? argv[1] : "exit";
      char *big = malloc(100001);
      for (int i = 0; i < 100000; i++) big[i] = '0' + i % 10;
      big[100000] = 0;
      chdir("/data");
      TRY(put("new", "new\\n", 0644));
      TRY(put("big", big, 0644));
      TRY(mkdir("made", 0755));
      TRY(put("made/file", "made\\n", 0640));
      TRY(symlink("../../outside", "made/link"));
      TRY(rename("sub/inner", "moved"));
      TRY(rmdir("sub/empty"));
      TRY(unlink("link"));
      TRY(unlink("gone/deep/file"));
      rmdir("gone/deep");
      rmdir("gone");
      TRY(chmod("private", 0711));
      TRY(chmod("hello", 04600));
      struct timespec times[2] = {{5, 0}, {1000000000, 0}};
      TRY(utimensat(AT_FDCWD, "old", times, 0));
      // The last change goes through memory, and stays in the page cache.
      int file = open("hello", O_RDWR);
      char *memory = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
      if (memory != MAP_FAILED) memcpy(memory, "HELLO", 5), munmap(memory, 4096);
      close(file);
      chdir("/");
      if (failures > 0) return 1;
      if (strcmp(ending, "sync") == 0) sync();
      if (strcmp(ending, "umount") == 0 && umount("/data") != 0) return 2;
      puts(strcmp(ending, "wait") == 0 ? "ready" : "done");
      fflush(stdout);
      if (strcmp(ending, "wait") == 0) getchar();
      if (strcmp(ending, "abort") == 0) abort();
      if (strcmp(ending, "loop") == 0) for (;;) {}
      return 0;
    }

    """
}
