#!/usr/bin/env python3
"""Runs random RV64 programs on Unicorn and says how each one ended.

Reads programs from standard input until it ends and writes one answer for each to standard output. All numbers are
little-endian:

    program   u64 address, u64 data address, u32 instructions, u32 bytes of data, u32 × instructions,
              u64 × 32 registers, bytes
    answer    u64 Unicorn's error number (0 if it ended), u64 pc, u64 × 32 registers, bytes of data
"""

import struct
import sys

try:
    import unicorn
    from unicorn import riscv_const
except ImportError:
    sys.exit("unicorn is missing: pip install unicorn")

REGISTERS = [riscv_const.UC_RISCV_REG_X0 + number for number in range(32)]
PAGE = 4096
# More than any of the programs executes.
INSTRUCTION_LIMIT = 1_000_000


def map_pages(machine, address, size):
    start = address & ~(PAGE - 1)
    end = (address + size + PAGE - 1) & ~(PAGE - 1)
    machine.mem_map(start, end - start)


def execute(address, data_address, code, registers, data):
    machine = unicorn.Uc(unicorn.UC_ARCH_RISCV, unicorn.UC_MODE_RISCV64)
    # A page on either side lets accesses over the ends of the window through; they count as wrong all the same.
    map_pages(machine, address, len(code) + 4)
    map_pages(machine, data_address, len(data))
    machine.mem_write(address, code)
    machine.mem_write(data_address, data)
    for register, value in zip(REGISTERS[1:], registers[1:]):
        machine.reg_write(register, value)
    error = 0
    try:
        machine.emu_start(address, address + len(code), count=INSTRUCTION_LIMIT)
    except unicorn.UcError as problem:
        error = problem.errno
    final = [machine.reg_read(register) for register in REGISTERS]
    pc = machine.reg_read(riscv_const.UC_RISCV_REG_PC)
    return struct.pack("<34Q", error, pc, *final) + bytes(machine.mem_read(data_address, len(data)))


def main():
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while header := source.read(24):
        address, data_address, count, size = struct.unpack("<QQII", header)
        code = source.read(4 * count)
        registers = struct.unpack("<32Q", source.read(256))
        data = source.read(size)
        sink.write(execute(address, data_address, code, registers, data))
        sink.flush()


if __name__ == "__main__":
    main()
