#include "bytescan.h"
#include "fold.h"

static inline bool is_digit(uint8_t byte) { return (uint8_t)(byte - '0') < 10; }

#if defined(__SSE2__)

/// 0xFF for each of sixteen bytes that is a digit, else 0.
static __m128i digits_of(__m128i bytes) {
    __m128i value = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
    return _mm_cmpeq_epi8(_mm_min_epu8(value, _mm_set1_epi8(9)), value);
}

/// Sixteen bytes, each digit as a zero.
static __m128i shape_of(__m128i bytes) {
    __m128i zeros = _mm_set1_epi8('0'), digits = digits_of(bytes);
    return _mm_or_si128(_mm_andnot_si128(digits, bytes), _mm_and_si128(digits, zeros));
}

static uint64_t fold_16(__m128i block, uint64_t hash) {
    uint64_t low = (uint64_t)_mm_cvtsi128_si64(block);
    uint64_t high = (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(block, block));
    return fold(low ^ fold_second, high ^ hash);
}

/// Folds sixteen bytes into a hash, each digit as a zero, or those before the first newline.
///
/// Returns how many stand before it, 16 where there is none.
static inline size_t fold_line_16(const uint8_t *bytes, uint64_t *hash) {
    static const uint8_t kept[32] = {
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
    __m128i block = _mm_loadu_si128((const __m128i *)bytes);
    int newlines = _mm_movemask_epi8(_mm_cmpeq_epi8(block, _mm_set1_epi8('\n')));
    block = shape_of(block);
    size_t count = 16;
    if (newlines != 0) {
        count = (size_t)__builtin_ctz((unsigned)newlines);
        block = _mm_and_si128(block, _mm_loadu_si128((const __m128i *)(kept + 16 - count)));
    }
    *hash = fold_16(block, *hash);
    return count;
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

static size_t fold_line_16(const uint8_t *bytes, uint64_t *hash) {
    uint8_t shape[16] = {0};
    size_t count = 0;
    for (; count < 16 && bytes[count] != '\n'; count++)
        shape[count] = is_digit(bytes[count]) ? '0' : bytes[count];
    *hash = fold(load_8(shape) ^ fold_second, load_8(shape + 8) ^ *hash);
    return count;
}

static bool is_alike_16(const uint8_t *text, const uint8_t *known, const uint8_t *varying) {
    for (int i = 0; i < 16; i++)
        if (text[i] != known[i] && !(is_digit(text[i]) && varying[i] != 0)) return false;
    return true;
}

#endif

size_t bytescan_shape_of_line(const uint8_t *text, size_t count, uint64_t *hash) {
    uint64_t folded = fold_first;
    size_t at = 0, length = 16;
    for (; at + 16 <= count && length == 16; at += length) length = fold_line_16(text + at, &folded);
    if (length == 16 && at < count) {
        uint8_t rest[16] = {0};
        memcpy(rest, text + at, count - at);
        length = fold_line_16(rest, &folded);
        if (length > count - at) length = count - at;
        at += length;
    }
    *hash = fold(folded ^ fold_second, at ^ fold_first);
    return at;
}

bool bytescan_is_alike(
    const uint8_t *text, const uint8_t *known, const uint8_t *varying, size_t count) {
    if (count < 16) return false;
    size_t last = count - 16;
    for (size_t at = 0; at < last; at += 16)
        if (!is_alike_16(text + at, known + at, varying + at)) return false;
    return is_alike_16(text + last, known + last, varying + last);
}
