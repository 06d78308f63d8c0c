#include "bytescan.h"
#include "fold.h"

static inline bool is_digit(uint8_t byte) { return (uint8_t)(byte - '0') < 10; }

#if defined(__SSE2__)

/// 0xFF for each of sixteen bytes that is a digit, else 0.
static __m128i digits_of(__m128i bytes) {
    __m128i value = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
    return _mm_cmpeq_epi8(_mm_min_epu8(value, _mm_set1_epi8(9)), value);
}

/// Folds sixteen bytes into a hash, each digit as a zero.
static uint64_t fold_shape_16(const uint8_t *bytes, uint64_t hash) {
    __m128i block = _mm_loadu_si128((const __m128i *)bytes);
    __m128i zeros = _mm_set1_epi8('0'), digits = digits_of(block);
    block = _mm_or_si128(_mm_andnot_si128(digits, block), _mm_and_si128(digits, zeros));
    uint64_t low = (uint64_t)_mm_cvtsi128_si64(block);
    uint64_t high = (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(block, block));
    return fold(low ^ fold_second, high ^ hash);
}

/// Whether sixteen bytes are those of another text, or digits where those vary.
static bool is_alike_16(const uint8_t *text, const uint8_t *known, const uint8_t *varying) {
    __m128i block = _mm_loadu_si128((const __m128i *)text);
    __m128i same = _mm_cmpeq_epi8(block, _mm_loadu_si128((const __m128i *)known));
    __m128i digits = _mm_and_si128(
        digits_of(block), _mm_loadu_si128((const __m128i *)varying));
    return _mm_movemask_epi8(_mm_or_si128(same, digits)) == 0xFFFF;
}

#else

static uint64_t fold_shape_16(const uint8_t *bytes, uint64_t hash) {
    uint8_t shape[16];
    for (int i = 0; i < 16; i++) shape[i] = is_digit(bytes[i]) ? '0' : bytes[i];
    return fold(load_8(shape) ^ fold_second, load_8(shape + 8) ^ hash);
}

static bool is_alike_16(const uint8_t *text, const uint8_t *known, const uint8_t *varying) {
    for (int i = 0; i < 16; i++)
        if (text[i] != known[i] && !(is_digit(text[i]) && varying[i] != 0)) return false;
    return true;
}

#endif

uint64_t bytescan_shape_hash(const uint8_t *text, size_t count) {
    if (count < 16) return 0;
    uint64_t hash = fold_first ^ count;
    size_t last = count - 16;
    for (size_t at = 0; at < last; at += 16) hash = fold_shape_16(text + at, hash);
    return fold_shape_16(text + last, hash);
}

bool bytescan_is_alike(
    const uint8_t *text, const uint8_t *known, const uint8_t *varying, size_t count) {
    if (count < 16) return false;
    size_t last = count - 16;
    for (size_t at = 0; at < last; at += 16)
        if (!is_alike_16(text + at, known + at, varying + at)) return false;
    return is_alike_16(text + last, known + last, varying + last);
}
