#ifndef BYTESCAN_H
#define BYTESCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "colours.h"
#include "rows.h"

/// The most literals that one scanner can look for.
#define BYTESCAN_MAX_LITERALS 250

/// The bytes that a literal must have at least.
#define BYTESCAN_MIN_LENGTH 4

/// The bytes that a literal can have at most.
#define BYTESCAN_MAX_LENGTH 255

/// A list of literals made ready for the search; never written to once it is compiled, so that any
/// number of threads may share one.
typedef struct bytescan bytescan;

/// How the bytes are looked at: one at a time, or by registers of 16 bytes (SSSE3, NEON) or of 32
/// (AVX2).
enum bytescan_kernel { BYTESCAN_SCALAR, BYTESCAN_NARROW, BYTESCAN_WIDE };

/// Makes a scanner for `count` literals.
///
/// The literals stand one behind the other in `bytes`, `lengths[i]` bytes each; they are copied.
/// No wider registers are used than `widest` allows and the machine has, and none unless each
/// literal has four ASCII bytes in a row; what is found is the same either way.
///
/// Returns NULL for no literal or too many, for one too short or too long, and without memory.
bytescan *bytescan_compile(
    const uint8_t *bytes, const size_t *lengths, size_t count, enum bytescan_kernel widest);

/// Whether a literal's window was chosen beforehand, by Scripts/choose-windows.py; if not, the scan
/// is slower, and nothing else.
bool bytescan_has_window(const uint8_t *bytes, size_t length);

/// Gives a scanner's memory back; NULL is ignored.
void bytescan_free(bytescan *scanner);

/// The kernel that is used.
enum bytescan_kernel bytescan_kernel_of(const bytescan *scanner);

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

#if defined(__SSE2__)
/// Whether 16 bytes are the same.
static inline bool bytescan_equal_16(const uint8_t *left, const uint8_t *right) {
    __m128i a = _mm_loadu_si128((const __m128i *)left);
    __m128i b = _mm_loadu_si128((const __m128i *)right);
    return _mm_movemask_epi8(_mm_cmpeq_epi8(a, b)) == 0xffff;
}
#endif

/// Whether four bytes are the same.
static inline bool bytescan_equal_4(const uint8_t *left, const uint8_t *right) {
    uint32_t a, b;
    memcpy(&a, left, 4);
    memcpy(&b, right, 4);
    return a == b;
}

/// Whether eight bytes are the same.
static inline bool bytescan_equal_8(const uint8_t *left, const uint8_t *right) {
    uint64_t a, b;
    memcpy(&a, left, 8);
    memcpy(&b, right, 8);
    return a == b;
}

/// Whether two runs of `count` bytes hold the same.
///
/// Runs of four bytes and more, as names and paths are, are compared here, the last bytes
/// overlapping those before: a call of memcmp costs twice the instructions.
static inline bool bytescan_equal(const uint8_t *left, const uint8_t *right, size_t count) {
#if defined(__SSE2__)
    if (count >= 16) {
        size_t last = count - 16;
        for (size_t index = 0; index < last; index += 16) {
            if (!bytescan_equal_16(left + index, right + index)) return false;
        }
        return bytescan_equal_16(left + last, right + last);
    }
#endif
    if (count >= 8 && count < 16) {
        size_t last = count - 8;
        return bytescan_equal_8(left, right) && bytescan_equal_8(left + last, right + last);
    }
    if (count >= 4 && count < 8) {
        size_t last = count - 4;
        return bytescan_equal_4(left, right) && bytescan_equal_4(left + last, right + last);
    }
    return memcmp(left, right, count) == 0;
}

/// A hash of `count` bytes, the same in every process.
uint64_t bytescan_hash(const uint8_t *bytes, size_t count);

/// Copies `count` bytes to `masked`, with marks for the digits whose value does not matter to what an
/// error's text says: those of addresses, ports and host names, and those that begin in [time,
/// time_end).
///
/// Others, such as an error's number, stand after a space, a parenthesis, a letter or an equals sign.
void bytescan_mask_digits(
    const uint8_t *text, size_t count, size_t time, size_t time_end, uint8_t *masked);

/// Marks the digits whose value does not matter to what an error's text says: 0xFF in
/// `varying` for each of them, 0 for any other byte.
///
/// They are those of which `bytescan_mask_digits` hides the value.
void bytescan_mark_varying(const uint8_t *text, size_t count, uint8_t *varying);

/// A hash of the line with which a text begins that is the same whatever its digits are.
///
/// Returns where the line's newline stands, `count` where it has none.
size_t bytescan_shape_of_line(const uint8_t *text, size_t count, uint64_t *hash);

/// Whether a text of at least 16 bytes is a known one but for the digits that vary.
bool bytescan_is_alike(
    const uint8_t *text, const uint8_t *known, const uint8_t *varying, size_t count);

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

/// A piece without a hole.
#define BYTESCAN_NO_HOLE 2

/// A piece of text that was met before: literal bytes, a hole in which any bytes of a set may
/// stand, and literal bytes.
typedef struct {
    uint32_t bytes;   // where its literal bytes begin among those known
    uint32_t lead;    // how many of them stand before the hole
    uint32_t rest;    // how many stand after it
    int32_t first;    // the first of the pieces that came after it, -1 for none
    int32_t next;     // the next of those that came after the same piece, -1 for none
    uint8_t hole;     // the set of its hole, or BYTESCAN_NO_HOLE
    uint8_t ending;   // the set of bytes that would go on with its last
    bool has_tail;    // whether the tail follows
} bytescan_piece;

/// What may stand behind a piece: three words of six bytes, each with a run of bytes of a set.
typedef struct {
    uint8_t words[3][6];
    const bytescan_class *run;
    const bytescan_class *next;   // bytes one of which must follow
} bytescan_tail;

/// The pieces that are known, as a tree of what came after what.
typedef struct {
    bytescan_piece *pieces;
    int32_t *first;                      // the first of those that nothing came before
    const uint8_t *bytes;
    const bytescan_class *holes[2];
    const bytescan_class *endings[2];
    const bytescan_class *after_space;   // bytes that go on with a piece behind a space
    const bytescan_tail *tail;
    size_t longest_hole;                 // exclusive
    size_t reach;                        // how many bytes must be there for a piece to be looked at
} bytescan_pieces;

/// Where a piece was met.
typedef struct {
    size_t open;    // where its hole begins
    size_t close;   // where its hole ends
    size_t end;
    int32_t piece;
} bytescan_met;

/// Follows known pieces, one behind the other, from `from` on, after one of them, or -1 for the
/// beginning; none reaches to `limit`.
///
/// A piece that was met is put first among its siblings. Returns how many were met, `capacity` at
/// most.
size_t bytescan_follow(
    const bytescan_pieces *known, int32_t after, const uint8_t *text, size_t from, size_t limit,
    bytescan_met *met, size_t capacity);

#endif
