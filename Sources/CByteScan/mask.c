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
        if (length == 5 && memcmp(text + start, "65535", 5) > 0) return 0;
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

void bytescan_mask_digits(
    const uint8_t *text, size_t count, size_t time, size_t time_end, uint8_t *masked) {
    memcpy(masked, text, count);
    for (size_t start = 0; start < count; start++) {
        if (!is_digit(text[start])) continue;
        size_t end = start + 1;
        while (end < count && is_digit(text[end])) end++;
        bool is_of_time = start >= time && start < time_end;
        uint8_t mark = is_of_time ? '0' : mark_of(text, count, start, end);
        if (mark != 0)
            for (size_t digit = start; digit < end; digit++) masked[digit] = mark;
        start = end;
    }
}
