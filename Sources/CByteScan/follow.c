#include "scanner.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include "span_avx2.h"
#endif

/// Where the tail ends that stands at `at`; SIZE_MAX where none does before `limit`.
static size_t end_of_tail(
    const bytescan_tail *tail, const uint8_t *text, size_t at, size_t limit) {
    for (int word = 0; word < 3; word++) {
        if (limit - at < 7 || memcmp(text + at, tail->words[word], 6) != 0) return SIZE_MAX;
        at += 6;
        size_t count = bytescan_span(tail->run, text + at, limit - at);
        if (count == 0 || count == limit - at) return SIZE_MAX;
        at += count;
    }
    return tail->next->member[text[at]] ? at : SIZE_MAX;
}

/// Whether a piece without a tail may end before `next`: it does not go on there.
static inline bool ends_well(
    const bytescan_pieces *known, const bytescan_piece *piece, const uint8_t *next) {
    if (known->endings[piece->ending]->member[next[0]]) return false;
    return next[0] != ' ' || !known->after_space->member[next[1]];
}

#define WALK(name) name##_anywhere
#define TARGET
#define EQUAL bytescan_equal
#define SPAN bytescan_span
#include "follow_loop.h"
#undef WALK
#undef TARGET
#undef EQUAL
#undef SPAN

#if defined(__x86_64__)

__attribute__((target("avx2"))) static inline __m256i difference(
    const uint8_t *left, const uint8_t *right) {
    return _mm256_xor_si256(
        _mm256_loadu_si256((const __m256i *)left), _mm256_loadu_si256((const __m256i *)right));
}

/// Whether two runs of `count` bytes hold the same: at most 64 are compared without a loop, whose end
/// would be guessed wrong at every other piece.
__attribute__((target("avx2"))) static inline bool equal_avx2(
    const uint8_t *left, const uint8_t *right, size_t count) {
    if (count < 32) return bytescan_equal(left, right, count);
    size_t last = count - 32;
    __m256i differs = _mm256_or_si256(difference(left, right), difference(left + last, right + last));
    if (!_mm256_testz_si256(differs, differs)) return false;
    for (size_t index = 32; index < last; index += 32) {
        differs = difference(left + index, right + index);
        if (!_mm256_testz_si256(differs, differs)) return false;
    }
    return true;
}

/// As bytescan_span.
__attribute__((target("avx2"))) static inline size_t span_here(
    const bytescan_class *set, const uint8_t *bytes, size_t count) {
    return set->vectorized ? span_avx2(set, bytes, count) : bytescan_span(set, bytes, count);
}

#define WALK(name) name##_avx2
#define TARGET __attribute__((target("avx2")))
#define EQUAL equal_avx2
#define SPAN span_here
#include "follow_loop.h"

#endif

size_t bytescan_follow(
    const bytescan_pieces *known, int32_t after, const uint8_t *text, size_t from, size_t limit,
    bytescan_met *met, size_t capacity) {
#if defined(__x86_64__)
    if (machine_has_avx2())
        return follow_avx2(known, after, text, from, limit, met, capacity);
#endif
    return follow_anywhere(known, after, text, from, limit, met, capacity);
}
