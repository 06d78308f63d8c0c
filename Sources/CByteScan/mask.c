#include "bytescan.h"

static bool is_digit(uint8_t byte) { return (uint8_t)(byte - '0') < 10; }

static bool is_letter(uint8_t byte) { return (uint8_t)((byte | 0x20) - 'a') < 26; }

/// What stands for the digits in [start, end) where their value does not matter, else 0.
///
/// A port has an upper bound, and so have minutes and seconds: past it the mark is another.
static uint8_t mark_of(const uint8_t *text, size_t count, size_t start, size_t end) {
    size_t length = end - start;
    if (length > 5 || start == 0) return 0;
    switch (text[start - 1]) {
    case '.':
        return '0';
    case ':':
        if (text[start] <= '5') return '0';
        if (length == 5) return memcmp(text + start, "65535", 5) > 0 ? '9' : '0';
        return length == 2 ? '9' : '0';
    case '-':
        return start >= 2 && is_letter(text[start - 2]) ? '0' : 0;
    case ' ': case '>': case '"': case '[':
        // The first part of an IPv4 address.
        return length <= 3 && end + 1 < count && text[end] == '.' && is_digit(text[end + 1])
            ? '0' : 0;
    default:
        return 0;
    }
}

/// Writes a mark so many times: mostly at most five, for which a call of memset costs ten times the
/// instructions.
static void fill(uint8_t *bytes, size_t count, uint8_t mark) {
    switch (count) {
    case 5: bytes[4] = mark;  // fall through
    case 4: bytes[3] = mark;  // fall through
    case 3: bytes[2] = mark;  // fall through
    case 2: bytes[1] = mark;  // fall through
    case 1: bytes[0] = mark; break;
    default: memset(bytes, mark, count);
    }
}

#if defined(__SSE2__)

/// Where the next digit stands from `at` on, `count` where there is none: sixteen bytes at a time, as
/// words and names are several bytes long.
static size_t next_digit(const uint8_t *text, size_t count, size_t at) {
    const __m128i zero = _mm_set1_epi8('0'), nine = _mm_set1_epi8(9);
    for (; at + 16 <= count; at += 16) {
        __m128i value = _mm_sub_epi8(_mm_loadu_si128((const __m128i *)(text + at)), zero);
        int digits = _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(value, nine), value));
        if (digits != 0) return at + (size_t)__builtin_ctz((unsigned)digits);
    }
    while (at < count && !is_digit(text[at])) at++;
    return at;
}

#else

static size_t next_digit(const uint8_t *text, size_t count, size_t at) {
    while (at < count && !is_digit(text[at])) at++;
    return at;
}

#endif

void bytescan_mask_digits(
    const uint8_t *text, size_t count, size_t time, size_t time_end, uint8_t *masked) {
    memcpy(masked, text, count);
    size_t start = next_digit(text, count, 0);
    while (start < count) {
        size_t end = start + 1;
        while (end < count && is_digit(text[end])) end++;
        bool is_of_time = start >= time && start < time_end;
        uint8_t mark = is_of_time ? '0' : mark_of(text, count, start, end);
        if (mark != 0) fill(masked + start, end - start, mark);
        // In an address the next digit stands behind a dot or a colon.
        start = end + 1 < count && is_digit(text[end + 1]) ? end + 1 : next_digit(text, count, end);
    }
}

void bytescan_mark_varying(const uint8_t *text, size_t count, uint8_t *varying) {
    memset(varying, 0, count);
    for (size_t start = 0; start < count; start++) {
        if (!is_digit(text[start])) continue;
        size_t end = start + 1;
        while (end < count && is_digit(text[end])) end++;
        if (mark_of(text, count, start, end) != 0) memset(varying + start, 0xFF, end - start);
        start = end;
    }
}
