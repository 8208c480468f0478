// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is compiled with: warnings are errors, so that none is ever left behind.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "ring3",
  products: [.executable(name: "ring3", targets: ["ring3"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Arrows point down only: a target depends on targets that stand above it in this list.
    .systemLibrary(name: "CSeccomp", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
    .target(name: "Bytecode", swiftSettings: strict),
    .target(name: "ABI", swiftSettings: strict),
    .target(name: "ELF", swiftSettings: strict),
    .target(name: "Machine", dependencies: ["Bytecode"], swiftSettings: strict + [.strictMemorySafety()]),
    .target(name: "Kernel", dependencies: ["ABI", "Bytecode", "ELF", "Machine"], swiftSettings: strict),
    .target(name: "Trace", dependencies: ["ABI", "Kernel", "Machine"], swiftSettings: strict),
    .target(name: "Assembler", dependencies: ["Bytecode", "ELF"], swiftSettings: strict),
    .target(name: "Toolchain", dependencies: ["Assembler", "ELF"], swiftSettings: strict),
    .target(name: "Sandbox", dependencies: ["CSeccomp"], swiftSettings: strict),
    .target(
      name: "Commands",
      dependencies: [
        "ABI", "Assembler", "Bytecode", "ELF", "Kernel", "Machine", "Sandbox", "Toolchain", "Trace", "Yams",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    .executableTarget(name: "ring3", dependencies: ["Commands"], swiftSettings: strict),

    .target(
      name: "RandomPrograms", dependencies: ["Bytecode"], path: "Tests/RandomPrograms", swiftSettings: strict),
    .testTarget(
      name: "BytecodeTests", dependencies: ["Bytecode", "ELF", "RandomPrograms"], swiftSettings: strict),
    .testTarget(name: "ABITests", dependencies: ["ABI"], swiftSettings: strict),
    .testTarget(name: "ELFTests", dependencies: ["ELF"], swiftSettings: strict),
    .testTarget(
      name: "MachineTests", dependencies: ["Machine", "Bytecode", "RandomPrograms"], swiftSettings: strict),
    .testTarget(
      name: "KernelTests",
      dependencies: ["Kernel", "Machine", "ABI", "ELF", "Assembler", "Bytecode", "RandomPrograms"],
      swiftSettings: strict),
    .testTarget(
      name: "AssemblerTests", dependencies: ["Assembler", "Bytecode", "ELF"], swiftSettings: strict),
    .testTarget(name: "ToolchainTests", dependencies: ["Toolchain", "ELF"], swiftSettings: strict),
    .testTarget(
      name: "TraceTests", dependencies: ["Trace", "Kernel", "ABI"], exclude: ["Programs"],
      swiftSettings: strict),
    .testTarget(name: "SandboxTests", dependencies: ["Sandbox"], swiftSettings: strict),
    .testTarget(name: "CommandsTests", dependencies: ["Commands"], swiftSettings: strict),
    .testTarget(
      name: "GuestTests", dependencies: ["Toolchain", "Kernel", "Machine", "ELF", "RandomPrograms"],
      exclude: ["Crashes"], swiftSettings: strict),
    .testTarget(
      name: "DocumentationTests", dependencies: ["Bytecode", "ABI", "Kernel"], swiftSettings: strict),
  ]
)
