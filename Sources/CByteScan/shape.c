#include "bytescan.h"

static bool is_digit(uint8_t byte) { return (uint8_t)(byte - '0') < 10; }

#if defined(__SSE2__)

/// 0xFF for each of sixteen bytes that is a digit, else 0.
static __m128i digits_of(__m128i bytes) {
    __m128i value = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
    return _mm_cmpeq_epi8(_mm_min_epu8(value, _mm_set1_epi8(9)), value);
}

/// Writes sixteen bytes with a zero for each digit.
static void write_shape_16(const uint8_t *bytes, uint8_t *shape) {
    __m128i block = _mm_loadu_si128((const __m128i *)bytes);
    __m128i zeros = _mm_set1_epi8('0'), digits = digits_of(block);
    block = _mm_or_si128(_mm_andnot_si128(digits, block), _mm_and_si128(digits, zeros));
    _mm_storeu_si128((__m128i *)shape, block);
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

static void write_shape_16(const uint8_t *bytes, uint8_t *shape) {
    for (int i = 0; i < 16; i++) shape[i] = is_digit(bytes[i]) ? '0' : bytes[i];
}

static bool is_alike_16(const uint8_t *text, const uint8_t *known, const uint8_t *varying) {
    for (int i = 0; i < 16; i++)
        if (text[i] != known[i] && !(is_digit(text[i]) && varying[i] != 0)) return false;
    return true;
}

#endif

uint64_t bytescan_shape_hash(const uint8_t *text, size_t count) {
    uint8_t shape[BYTESCAN_LONGEST_SHAPE];
    if (count < 16 || count > BYTESCAN_LONGEST_SHAPE) return 0;
    for (size_t at = 0; at + 16 < count; at += 16) write_shape_16(text + at, shape + at);
    write_shape_16(text + count - 16, shape + count - 16);
    return bytescan_hash(shape, count);
}

bool bytescan_is_alike(
    const uint8_t *text, const uint8_t *known, const uint8_t *varying, size_t count) {
    if (count < 16) return false;
    size_t last = count - 16;
    for (size_t at = 0; at < last; at += 16)
        if (!is_alike_16(text + at, known + at, varying + at)) return false;
    return is_alike_16(text + last, known + last, varying + last);
}
