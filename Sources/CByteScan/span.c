#include "scanner.h"

#if defined(__x86_64__)
#include "span_avx2.h"
#endif

bytescan_class bytescan_make_class(const bool member[256], bool vectorized) {
    bytescan_class set = {{0}, member[0x80], vectorized && machine_has_avx2(), {false}};
    for (int byte = 0; byte < 256; byte++) {
        bool belongs = byte < 0x80 ? member[byte] : set.past_ascii;
        set.member[byte] = belongs;
        if (belongs && byte < 0x80) set.low[byte & 15] |= (uint8_t)(1 << (byte >> 4));
    }
    return set;
}

size_t bytescan_span(const bytescan_class *set, const uint8_t *bytes, size_t count) {
#if defined(__x86_64__)
    if (set->vectorized) return span_avx2(set, bytes, count);
#endif
    size_t at = 0;
    while (at < count && set->member[bytes[at]]) at++;
    return at;
}
