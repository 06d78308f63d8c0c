#include "scanner.h"

// The kernel for registers of 16 bytes: SSSE3 for x86-64 without AVX2, NEON for ARM. What the two do
// differently stands first; the kernel is one.

#if defined(__x86_64__)

#include <tmmintrin.h>

#define KERNEL __attribute__((target("ssse3")))
#define KERNEL_INLINE static inline __attribute__((target("ssse3"), always_inline))

typedef __m128i lanes;

/// How many bits of `nonzero` stand for a byte.
enum { LANE_BITS = 1 };

bool machine_has_narrow(void) { return __builtin_cpu_supports("ssse3"); }

KERNEL_INLINE lanes load(const uint8_t *bytes) { return _mm_loadu_si128((const __m128i *)bytes); }

KERNEL_INLINE lanes both(lanes one, lanes other) { return _mm_and_si128(one, other); }

KERNEL_INLINE lanes either(lanes one, lanes other) { return _mm_or_si128(one, other); }

KERNEL_INLINE lanes low_nibbles(lanes bytes) { return both(bytes, _mm_set1_epi8(15)); }

KERNEL_INLINE lanes high_nibbles(lanes bytes) { return low_nibbles(_mm_srli_epi16(bytes, 4)); }

/// The table's entry for the low nibble of each byte, nothing for a byte past ASCII.
KERNEL_INLINE lanes look_up(lanes table, lanes bytes) { return _mm_shuffle_epi8(table, bytes); }

/// A bit for each byte that is not zero.
KERNEL_INLINE uint64_t nonzero(lanes bytes) {
    return 0xFFFFu & ~(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_setzero_si128()));
}

#elif defined(__aarch64__)

#include <arm_neon.h>

#define KERNEL
#define KERNEL_INLINE static inline __attribute__((always_inline))

typedef uint8x16_t lanes;

enum { LANE_BITS = 4 };

bool machine_has_narrow(void) { return true; }

KERNEL_INLINE lanes load(const uint8_t *bytes) { return vld1q_u8(bytes); }

KERNEL_INLINE lanes both(lanes one, lanes other) { return vandq_u8(one, other); }

KERNEL_INLINE lanes either(lanes one, lanes other) { return vorrq_u8(one, other); }

KERNEL_INLINE lanes low_nibbles(lanes bytes) { return both(bytes, vdupq_n_u8(15)); }

KERNEL_INLINE lanes high_nibbles(lanes bytes) { return vshrq_n_u8(bytes, 4); }

/// An index past the table gives nothing, and so does one with the bit of a byte past ASCII.
KERNEL_INLINE lanes look_up(lanes table, lanes bytes) {
    return vqtbl1q_u8(table, both(bytes, vdupq_n_u8(0x8F)));
}

/// Narrowing each pair of bytes by four bits leaves four bits a byte, of which one is kept.
KERNEL_INLINE uint64_t nonzero(lanes bytes) {
    uint8x8_t halves = vshrn_n_u16(vreinterpretq_u16_u8(vtstq_u8(bytes, bytes)), 4);
    return vget_lane_u64(vreinterpret_u64_u8(halves), 0) & 0x1111111111111111u;
}

#endif

#if HAS_NARROW_KERNEL

/// The tables of a scanner, in registers.
struct tables {
    lanes nibbles[WINDOW], high;
};

/// The buckets whose windows may begin at each of 16 bytes; see the wide kernel.
KERNEL_INLINE lanes buckets_at(const uint8_t *bytes, const struct tables *tables) {
    lanes start = load(bytes);
    lanes found = both(
        look_up(tables->nibbles[0], start), look_up(tables->high, high_nibbles(start)));
    for (size_t i = 1; i < KEY; i++)
        found = both(found, look_up(tables->nibbles[i], load(bytes + i)));
    for (size_t i = KEY; i < WINDOW; i++)
        found = both(found, look_up(tables->nibbles[i], low_nibbles(load(bytes + i))));
    return found;
}

/// Adds the places of a register's candidates to a batch.
KERNEL_INLINE size_t add(uint64_t bits, size_t distance, uint32_t *batch, size_t count) {
    for (; bits != 0; bits &= bits - 1)
        batch[count++] = (uint32_t)distance + (uint32_t)__builtin_ctzll(bits) / LANE_BITS;
    return count;
}

KERNEL size_t collect_narrow(struct search *search, uint32_t *batch) {
    struct tables tables = {.high = load(search->scanner->high)};
    for (size_t i = 0; i < WINDOW; i++) tables.nibbles[i] = load(search->scanner->nibbles[i]);
    const size_t end = end_of_steps(search, NARROW_READS);
    size_t at = search->at;
    size_t count = 0;
    for (; at < end && count <= BATCH - NARROW_STEP; at += NARROW_STEP) {
        lanes lower = buckets_at(search->bytes + at, &tables);
        lanes upper = buckets_at(search->bytes + at + 16, &tables);
        if (__builtin_expect(nonzero(either(lower, upper)) == 0, true)) continue;
        count = add(nonzero(lower), at - search->from, batch, count);
        count = add(nonzero(upper), at - search->from + 16, batch, count);
    }
    search->at = at;
    return count;
}

#endif
