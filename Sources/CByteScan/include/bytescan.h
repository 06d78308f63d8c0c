#ifndef BYTESCAN_H
#define BYTESCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// The most literals that one scanner can look for.
#define BYTESCAN_MAX_LITERALS 250

/// The bytes that a literal must have at least.
#define BYTESCAN_MIN_LENGTH 4

/// The bytes that a literal can have at most.
#define BYTESCAN_MAX_LENGTH 255

/// A list of literals made ready for the search; never written to once it is compiled, so that any
/// number of threads may share one.
typedef struct bytescan bytescan;

/// Makes a scanner for `count` literals.
///
/// The literals stand one behind the other in `bytes`, `lengths[i]` bytes each; they are copied.
/// Vector instructions are used where `vectorized` asks for them, the machine has them, and each
/// literal has four ASCII bytes in a row; what is found is the same either way.
///
/// Returns NULL for no literal or too many, for one too short or too long, and without memory.
bytescan *bytescan_compile(
    const uint8_t *bytes, const size_t *lengths, size_t count, bool vectorized);

/// Whether a literal's window was chosen beforehand, by Scripts/choose-windows.py; if not, the scan
/// is slower, and nothing else.
bool bytescan_has_window(const uint8_t *bytes, size_t length);

/// Gives a scanner's memory back; NULL is ignored.
void bytescan_free(bytescan *scanner);

/// Whether vector instructions are used.
bool bytescan_is_vectorized(const bytescan *scanner);

/// Finds every place in [from, to) where a literal begins whose bytes all lie before `limit`.
///
/// Places are in ascending order, at one place the literals by their number. `positions` receives
/// distances from `from`, `literals` the literals' numbers; both have room for `capacity`, which
/// must be at least the number of literals. `to` is at most `limit`, and no byte at or past `limit`
/// is read.
///
/// `*resume` becomes `to` when all was found, or else the place from which to call again for the
/// rest: every hit before it was reported and none after it. It is greater than `from` unless the
/// range is empty.
///
/// Returns the number of hits.
size_t bytescan_find(
    const bytescan *scanner, const uint8_t *bytes, size_t from, size_t to, size_t limit,
    uint32_t *positions, uint16_t *literals, size_t capacity, size_t *resume);

/// Counts the newlines among `count` bytes.
size_t bytescan_count_newlines(const uint8_t *bytes, size_t count);

/// The index of the first `byte` among `count` bytes, or `count` where there is none.
size_t bytescan_find_byte(const uint8_t *bytes, size_t count, uint8_t byte);

/// The index of the last `byte` among `count` bytes, or `count` where there is none.
size_t bytescan_rfind_byte(const uint8_t *bytes, size_t count, uint8_t byte);

/// The index of the first place among `count` bytes where two letters stand one behind the other,
/// small or capital, or `count` where there is none; other bytes may be taken for them.
size_t bytescan_find_letters(const uint8_t *bytes, size_t count, uint8_t first, uint8_t second);

/// Whether two runs of `count` bytes hold the same.
static inline bool bytescan_equal(const uint8_t *left, const uint8_t *right, size_t count) {
    return memcmp(left, right, count) == 0;
}

/// A set of bytes, made ready for finding where a run of them ends.
typedef struct {
    uint8_t low[16];     // for a low nibble, a bit for each high nibble below 8 that belongs
    bool past_ascii;     // whether all bytes from 0x80 on belong; they do or do not together
    bool vectorized;
    bool member[256];
} bytescan_class;

/// Makes a set of the bytes for which `member` holds; bytes past ASCII count by that of 0x80.
bytescan_class bytescan_make_class(const bool member[256], bool vectorized);

/// How many bytes in a row belong to a set, `count` where all do. No byte past `count` is read.
size_t bytescan_span(const bytescan_class *set, const uint8_t *bytes, size_t count);

#endif
