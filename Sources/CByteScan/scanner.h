#ifndef BYTESCAN_SCANNER_H
#define BYTESCAN_SCANNER_H

#include "bytescan.h"
#include <string.h>

/// A literal is looked for by a window of its bytes: the vector kernel compares the low nibbles of
/// all of them, and the high one of the first, in one of eight buckets, the scalar one a hash of the
/// first four, the key.
///
/// Six low nibbles tell log text apart as well as four whole bytes do, for two thirds of the
/// instructions: literals are mostly letters, and letters differ in little but the low nibble. One
/// high nibble halves what is left; a second costs more than it saves (0.225 s a gigabyte of
/// ordinary lines without it, 0.125 with one, 0.139 with two).
enum { WINDOW = 6, KEY = 4, BUCKETS = 8 };

struct literal {
    const uint8_t *bytes;
    uint32_t key;
    uint8_t length;
    uint8_t offset;  // where in the literal its window begins
    uint8_t next;    // 1 + the number of another literal in the same slot, or 0
};

struct bytescan {
    uint8_t nibbles[WINDOW][16];  // the buckets with a literal that has this nibble in this place
    uint8_t high[16];             // the same for the high nibble of the first place
    uint64_t present[64];         // a bit for each hash of a key: some literal has it
    uint8_t slots[256];           // 1 + the number of a literal in the slot, or 0
    size_t count;
    size_t widest;                // the greatest offset of a window
    enum bytescan_kernel kernel;
    struct literal literals[BYTESCAN_MAX_LITERALS];
    uint8_t bytes[];
};

/// A literal's window and bucket.
struct choice {
    uint8_t offset;
    uint8_t bucket;
};

/// Chooses windows and buckets so that the vector kernel seldom stops for nothing.
///
/// Returns false where a literal has no window that the vector kernel can read, and without memory.
bool choose_windows(const struct literal *literals, size_t count, struct choice *choices);

static inline uint32_t load_key(const uint8_t *bytes) {
    uint32_t key;
    memcpy(&key, bytes, KEY);
    return key;
}

/// Twelve bits, of which the upper eight are the slot.
static inline uint32_t hash_key(uint32_t key) { return (key * 0x9E3779B1u) >> 20; }
static inline uint32_t slot_of(uint32_t hash) { return hash >> 4; }

/// Whether some literal's key has the hash; without a branch, and seldom true in vain.
static inline bool is_present(const bytescan *scanner, uint32_t hash) {
    return scanner->present[hash / 64] >> hash % 64 & 1;
}

static inline bool machine_has_avx2(void) {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx2");
#else
    return false;
#endif
}

/// Where to look: windows that begin in [at, end), in text that ends at `limit`. Candidates are
/// told as distances from `from`.
struct search {
    const bytescan *scanner;
    const uint8_t *bytes;
    size_t from, at, end, limit;
};

/// How many candidates a kernel collects at a time.
enum { BATCH = 512 };

/// Where a vector kernel can no longer begin a step, which reads `reads` bytes, for the end or for want
/// of bytes to read.
static inline size_t end_of_steps(const struct search *search, size_t reads) {
    size_t last = search->limit < reads ? 0 : search->limit - reads + 1;
    return search->end < last ? search->end : last;
}

#if defined(__x86_64__) || defined(__aarch64__)
#define HAS_NARROW_KERNEL 1

/// How many bytes a step of the narrow kernel goes on, and how many it reads.
enum { NARROW_STEP = 32, NARROW_READS = NARROW_STEP + WINDOW - 1 };

/// Whether the machine has the instructions of the narrow kernel.
bool machine_has_narrow(void);

/// The next batch of candidates, ascending, by registers of 16 bytes.
size_t collect_narrow(struct search *search, uint32_t *batch);
#else
#define HAS_NARROW_KERNEL 0
#endif

#endif
