#include "colours.h"

#include "bytescan.h"

#define ESC 0x1b

/// Whether `count` bytes stand at `at`.
static bool has(const uint8_t *text, size_t at, size_t limit, const char *bytes, size_t count) {
    return limit - at >= count && memcmp(text + at, bytes, count) == 0;
}

/// Where the escape ends that backslashes begin at `at`, or 0.
static size_t end_of_spelled(const uint8_t *text, size_t at, size_t limit) {
    size_t code = at;
    // Eight backslashes are three rounds of escaping.
    while (code < limit && code - at < 8 && text[code] == '\\') code++;
    if (has(text, code, limit, "u001b", 5) || has(text, code, limit, "u001B", 5)) return code + 5;
    if (has(text, code, limit, "x1b", 3) || has(text, code, limit, "x1B", 3)) return code + 3;
    return has(text, code, limit, "033", 3) ? code + 3 : 0;
}

static size_t end_of_escape(const uint8_t *text, size_t at, size_t limit) {
    switch (text[at]) {
    case ESC: return at + 1;
    case '#': return has(text, at, limit, "#033", 4) ? at + 4 : 0;
    case '\\': return end_of_spelled(text, at, limit);
    default: return 0;
    }
}

size_t bytescan_end_of_colour(const uint8_t *text, size_t at, size_t limit) {
    size_t end = end_of_escape(text, at, limit);
    if (end == 0 || end >= limit || text[end] != '[') return 0;
    end++;
    while (end < limit && ((uint8_t)(text[end] - '0') < 10 || text[end] == ';')) end++;
    // A line that is written over is erased first.
    return end < limit && (text[end] == 'm' || text[end] == 'K') ? end + 1 : 0;
}

/// Copies 16 bytes and tells which of the first may begin a colour: its index, or 16.
static inline size_t copy_16(const uint8_t *text, uint8_t *copy) {
#if defined(__SSE2__)
    __m128i bytes = _mm_loadu_si128((const __m128i *)text);
    _mm_storeu_si128((__m128i *)copy, bytes);
    __m128i found = _mm_or_si128(
        _mm_cmpeq_epi8(bytes, _mm_set1_epi8(ESC)),
        _mm_or_si128(
            _mm_cmpeq_epi8(bytes, _mm_set1_epi8('#')),
            _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))));
    unsigned mask = (unsigned)_mm_movemask_epi8(found);
    return mask == 0 ? 16 : (size_t)__builtin_ctz(mask);
#else
    memcpy(copy, text, 16);
    size_t at = 0;
    while (at < 16 && text[at] != ESC && text[at] != '#' && text[at] != '\\') at++;
    return at;
#endif
}

/// Copies what stands before the next colour that begins before `to`; returns where that is, and in
/// `after` where it ends.
static size_t copy_run(
    const uint8_t *text, size_t from, size_t to, size_t limit, uint8_t *copy, size_t *after) {
    size_t at = from;
    while (at < to) {
        if (limit - at >= 16) {
            size_t plain = copy_16(text + at, copy + (at - from));
            at += plain;
            if (plain == 16) continue;
            if (at >= to) break;
        }
        *after = bytescan_end_of_colour(text, at, limit);
        if (*after > 0) return at;
        copy[at - from] = text[at];
        at++;
    }
    *after = to;
    return to;
}

size_t bytescan_uncolour(
    const uint8_t *text, size_t from, size_t to, size_t limit, bytescan_copy *copy) {
    while (from < to) {
        size_t after;
        size_t end = copy_run(text, from, to, limit, copy->bytes + copy->count, &after);
        if (end > from) {
            bytescan_run run = {(ptrdiff_t)copy->count, (ptrdiff_t)from};
            copy->runs[copy->run_count++] = run;
            copy->count += end - from;
        }
        from = after;
    }
    return from;
}
