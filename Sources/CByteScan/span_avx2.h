#ifndef BYTESCAN_SPAN_AVX2_H
#define BYTESCAN_SPAN_AVX2_H

#include "bytescan.h"
#include <immintrin.h>

/// How many bytes in a row belong to a set.
///
/// One shuffle looks up, for 32 low nibbles, the high nibbles with which they belong; another turns
/// the high nibbles into the bits to test. Bytes past ASCII have no bit there.
__attribute__((target("avx2"))) static inline size_t span_avx2(
    const bytescan_class *set, const uint8_t *bytes, size_t count) {
    const __m256i low = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)set->low));
    const __m256i bits = _mm256_broadcastsi128_si256(
        _mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, (char)128, 0, 0, 0, 0, 0, 0, 0, 0));
    const __m256i nibble = _mm256_set1_epi8(15);
    const uint32_t past_ascii = set->past_ascii ? UINT32_MAX : 0;
    size_t at = 0;
    for (; at + 32 <= count; at += 32) {
        __m256i text = _mm256_loadu_si256((const __m256i *)(bytes + at));
        __m256i high = _mm256_and_si256(_mm256_srli_epi16(text, 4), nibble);
        __m256i belongs = _mm256_and_si256(
            _mm256_shuffle_epi8(low, _mm256_and_si256(text, nibble)),
            _mm256_shuffle_epi8(bits, high));
        uint32_t outside = (uint32_t)_mm256_movemask_epi8(
            _mm256_cmpeq_epi8(belongs, _mm256_setzero_si256()));
        outside &= ~((uint32_t)_mm256_movemask_epi8(text) & past_ascii);
        if (outside != 0) return at + (size_t)__builtin_ctz(outside);
    }
    while (at < count && set->member[bytes[at]]) at++;
    return at;
}

#endif
