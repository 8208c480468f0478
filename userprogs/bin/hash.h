// Checksums of files, for md5sum and sha256sum: each says how it digests a block of 64 bytes.
#ifndef HASH_H
#define HASH_H

#include <ctype.h>
#include <stdint.h>

enum { HASH_BLOCK = 64, HASH_WORDS = 8 };

// Set by the tool: how many words of the state make the sum, and whether words have their last byte first.
static const int hash_words;
static const bool hash_is_big_endian;
static const uint32_t hash_start[HASH_WORDS];
static void hash_block(uint32_t state[HASH_WORDS], const unsigned char *block);

static uint32_t rotate(uint32_t word, int bits) { return word << bits | word >> (32 - bits); }

static void store_word(unsigned char *bytes, uint32_t word, bool is_big_endian) {
  for (int i = 0; i < 4; i++) bytes[is_big_endian ? 3 - i : i] = (unsigned char)(word >> 8 * i);
}

static uint32_t load_word(const unsigned char *bytes, bool is_big_endian) {
  uint32_t word = 0;
  for (int i = 0; i < 4; i++) word |= (uint32_t)bytes[is_big_endian ? 3 - i : i] << 8 * i;
  return word;
}

// A one bit, zeros, and the length in bits end the last block, or the one after it.
static void hash_end(uint32_t state[HASH_WORDS], unsigned char *block, size_t used, uint64_t length) {
  block[used++] = 0x80;
  if (used > HASH_BLOCK - 8) {
    memset(block + used, 0, HASH_BLOCK - used);
    hash_block(state, block);
    used = 0;
  }
  memset(block + used, 0, HASH_BLOCK - used);
  uint32_t low = (uint32_t)(length * 8), high = (uint32_t)(length >> 29);
  store_word(block + HASH_BLOCK - 8, hash_is_big_endian ? high : low, hash_is_big_endian);
  store_word(block + HASH_BLOCK - 4, hash_is_big_endian ? low : high, hash_is_big_endian);
  hash_block(state, block);
}

// The sum in hexadecimal. False after an error.
static bool hash_file(FILE *file, char *text) {
  uint32_t state[HASH_WORDS];
  unsigned char block[HASH_BLOCK];
  uint64_t length = 0;
  size_t used;
  memcpy(state, hash_start, sizeof state);
  while ((used = fread(block, 1, sizeof block, file)) == sizeof block) {
    hash_block(state, block);
    length += used;
  }
  if (ferror(file)) return false;
  hash_end(state, block, used, length + used);
  for (int i = 0; i < hash_words; i++) {
    unsigned char bytes[4];
    store_word(bytes, state[i], hash_is_big_endian);
    for (int j = 0; j < 4; j++) text += sprintf(text, "%02x", bytes[j]);
  }
  return true;
}

static bool hash_name(const char *name, char *text) {
  FILE *file = open_input(name);
  bool done = file != 0 && hash_file(file, text);
  if (file != 0 && !done) complain(name);
  close_input(file);
  return done;
}

// Lines as this tool writes them: a sum, two blanks or a blank and a star, and a name.
static bool check_list(const char *list, bool is_quiet, bool only_status) {
  char *line = 0, text[2 * 4 * HASH_WORDS + 1];
  size_t room = 0, digits = 8 * (size_t)hash_words;
  FILE *file = open_input(list);
  if (file == 0) return false;
  int unreadable = 0, wrong = 0, lines = 0;
  for (ssize_t size; (size = getline(&line, &room, file)) > 0;) {
    if (line[size - 1] == '\n') line[--size] = 0;
    size_t given = 0;
    while (isxdigit((unsigned char)line[given])) given++;
    if (given != digits || (size_t)size < digits + 3) continue;
    line[digits] = 0;
    const char *name = line + digits + 2;
    bool was_read = hash_name(name, text), is_same = was_read && strcasecmp(text, line) == 0;
    lines++;
    unreadable += !was_read;
    wrong += was_read && !is_same;
    if (!only_status && !(is_quiet && is_same))
      printf("%s: %s\n", name, is_same ? "OK" : was_read ? "FAILED" : "FAILED open or read");
  }
  free(line);
  close_input(file);
  fflush(stdout);
  if (lines == 0) fprintf(stderr, "%s: %s: no properly formatted checksum lines found\n", TOOL, list);
  if (unreadable > 0 && !only_status)
    fprintf(stderr, "%s: WARNING: %d listed file%s could not be read\n", TOOL, unreadable,
      unreadable == 1 ? "" : "s");
  if (wrong > 0 && !only_status)
    fprintf(stderr, "%s: WARNING: %d computed checksum%s did NOT match\n", TOOL, wrong,
      wrong == 1 ? "" : "s");
  return lines > 0 && unreadable + wrong == 0;
}

static int hash_main(int argc, char **argv) {
  enum { STATUS = 2000, QUIET };
  static const struct option names[] = {
    {"binary", no_argument, 0, 'b'}, {"check", no_argument, 0, 'c'}, {"text", no_argument, 0, 't'},
    {"status", no_argument, 0, STATUS}, {"quiet", no_argument, 0, QUIET}, HELP_OPTION,
  };
  bool is_binary = false, checks = false, only_status = false, is_quiet = false;
  for (int option; (option = next_option(argc, argv, "bct", names, FAILURE)) != -1;) switch (option) {
    case 'b': is_binary = true; break;
    case 'c': checks = true; break;
    case 't': is_binary = false; break;
    case STATUS: only_status = true; break;
    case QUIET: is_quiet = true; break;
  }
  static char *input[] = {"-", 0};
  bool done = true;
  for (char **name = optind == argc ? input : argv + optind; *name != 0; name++) {
    char text[2 * 4 * HASH_WORDS + 1];
    if (checks) done &= check_list(*name, is_quiet, only_status);
    else if (hash_name(*name, text)) printf("%s %c%s\n", text, is_binary ? '*' : ' ', *name);
    else done = false;
  }
  return finish(done ? 0 : FAILURE);
}

#define HASH_HELP(name, bits)                                                                       \
  "Usage: " name " [OPTION]... [FILE]...\n"                                                          \
  "Write a checksum of " bits " bits for each FILE (standard input where there is none).\n"         \
  "\n"                                                                                              \
  "  -c, --check   read such sums from the FILEs, and say whether they are right\n"                 \
  "  -b, -t        with a star, or a blank, before the name\n"                                      \
  "      --quiet   (with -c) nothing of those that are right      --status   nothing at all\n"      \
  "      --help    show this help\n"                                                                \
  "\n"                                                                                              \
  "Example: " name " *.txt > sums; " name " -c sums\n"

#endif
