#include "rows.h"

#include "bytescan.h"

/// Whether a byte is one of `0`-`9`.
static bool is_digit(uint8_t byte) {
    return (uint8_t)(byte - '0') < 10;
}

/// Whether a byte is one of `a`-`z`.
static bool is_lower(uint8_t byte) {
    return (uint8_t)(byte - 'a') < 26;
}

static bool is_word(uint8_t byte) {
    return is_digit(byte) || is_lower(byte | 0x20) || byte == '_';
}

static bool is_hex(uint8_t byte) {
    return is_digit(byte) || (uint8_t)(byte - 'a') < 6;
}

/// Whether 16 lower-case hexadecimal digits stand at `bytes`.
static bool are_hex_16(const uint8_t *bytes) {
#if defined(__SSE2__)
    __m128i text = _mm_loadu_si128((const __m128i *)bytes);
    __m128i digit = _mm_sub_epi8(text, _mm_set1_epi8('0'));
    __m128i letter = _mm_sub_epi8(text, _mm_set1_epi8('a'));
    __m128i is_digit = _mm_cmpeq_epi8(_mm_min_epu8(digit, _mm_set1_epi8(9)), digit);
    __m128i is_letter = _mm_cmpeq_epi8(_mm_min_epu8(letter, _mm_set1_epi8(5)), letter);
    return _mm_movemask_epi8(_mm_or_si128(is_digit, is_letter)) == 0xffff;
#else
    for (int index = 0; index < 16; index++) {
        if (!is_hex(bytes[index])) return false;
    }
    return true;
#endif
}

/// Where a run of spaces ends, `most` at the latest; 16 bytes past that must be at hand.
static size_t after_spaces(const uint8_t *text, size_t at, size_t most) {
#if defined(__SSE2__)
    if (at >= most) return most;
    __m128i run = _mm_loadu_si128((const __m128i *)(text + at));
    int other = ~_mm_movemask_epi8(_mm_cmpeq_epi8(run, _mm_set1_epi8(' '))) & 0xffff;
    if (other != 0) return at + (size_t)__builtin_ctz((unsigned)other);
    at += 16;
#endif
    while (at < most && text[at] == ' ') at++;
    return at;
}

/// A mark and its length, by its first letter.
static size_t read_mark(const uint8_t *text, bytescan_row *row) {
    switch (text[1]) {
    case 'r':
        if (memcmp(text, "[ra]", 4) != 0) return 0;
        row->marks |= row->last_mark = BYTESCAN_MARK_RA;
        return 4;
    case 'a':
        if (memcmp(text, "[async]", 7) != 0) return 0;
        row->marks |= row->last_mark = BYTESCAN_MARK_ASYNC;
        return 7;
    case 'i':
        if (memcmp(text, "[inlined]", 9) != 0) return 0;
        row->marks |= BYTESCAN_MARK_INLINED;
        return 9;
    case 't':
        if (memcmp(text, "[thunk]", 7) != 0) return 0;
        row->marks |= BYTESCAN_MARK_THUNK;
        return 7;
    case 's':
        if (memcmp(text, "[system]", 8) != 0) return 0;
        row->marks |= BYTESCAN_MARK_SYSTEM;
        return 8;
    default: return 0;
    }
}

/// How many bytes the part of a row may have that stands before its body.
#define LONGEST_HEAD 160

bool bytescan_read_row(const uint8_t *text, size_t from, size_t limit, bytescan_row *row) {
    if (limit - from < LONGEST_HEAD + 32 || text[from] != '\n') return false;
    const size_t most = from + LONGEST_HEAD;
    size_t at = after_spaces(text, from + 1, most);
    if (at >= most) return false;
    size_t digits = at;
    row->index = 0;
    while (is_digit(text[at]) && at - digits < 8) row->index = row->index * 10 + (text[at++] - '0');
    if (at == digits || text[at] != ' ') return false;
    row->marks = row->last_mark = 0;
    while (true) {
        at = after_spaces(text, at, most);
        if (at >= most) return false;
        if (text[at] != '[') break;
        size_t length = read_mark(text + at, row);
        if (length == 0) return false;
        at += length;
    }
    row->address = row->body = at;
    if (text[at] != '0' || text[at + 1] != 'x') return row->marks == 0;
    row->body = at + 18;
    return are_hex_16(text + at + 2);
}

bool bytescan_is_register(const uint8_t *text, size_t from, size_t limit) {
    if (limit > from && !is_lower(text[from])) return false;
    size_t end = from;
    while (end < limit && end - from < 10 && is_word(text[end])) end++;
    return end > from && is_lower(text[from]) && limit - end >= 3
           && memcmp(text + end, " 0x", 3) == 0;
}

size_t bytescan_after_registers(const uint8_t *text, size_t from, size_t limit) {
    while (from < limit) {
        const uint8_t *newline = memchr(text + from, '\n', limit - from);
        if (newline == NULL) return from;
        size_t next = (size_t)(newline - text) + 1;
        while (next < limit && (text[next] == ' ' || text[next] == '\r' || text[next] == '\n')) next++;
        if (!bytescan_is_register(text, next, limit)) return (size_t)(newline - text);
        from = next;
    }
    return from;
}

/// Whether the line of an image begins at `at`.
static bool is_image(const uint8_t *text, size_t at, size_t limit) {
    if (limit - at < 32 || text[at] != '0' || text[at + 1] != 'x') return false;
    size_t end = at + 2;
    while (end - at < 20 && is_hex(text[end])) end++;
    return memcmp(text + end, "–0x", 5) == 0 || memcmp(text + end, " - ", 3) == 0;
}

size_t bytescan_after_images(const uint8_t *text, size_t from, size_t limit, size_t longest) {
    while (from < limit && is_image(text, from + 1, limit)) {
        size_t room = limit - from - 1;
        const uint8_t *newline = memchr(text + from + 1, '\n', room < longest ? room : longest);
        if (newline == NULL) break;
        from = (size_t)(newline - text);
    }
    return from;
}

/// What a byte outside of strings may be: of a number or a word, or what stands between tokens.
static bool is_token(uint8_t byte) {
    return is_word(byte) || byte == ' ' || byte == ',' || byte == ':' || byte == '\n' || byte == '\r'
           || byte == '\t' || byte == '.' || byte == '-' || byte == '+';
}

/// Where the next quotation mark or backslash stands from `at` on, or `limit`.
static size_t end_of_plain_string(const uint8_t *text, size_t at, size_t limit) {
#if defined(__SSE2__)
    while (at < limit && limit - at >= 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(text + at));
        unsigned found = (unsigned)_mm_movemask_epi8(_mm_or_si128(
            _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))));
        if (found != 0) return at + (size_t)__builtin_ctz(found);
        at += 16;
    }
#endif
    while (at < limit && text[at] != '"' && text[at] != '\\') at++;
    return at;
}

/// Where the string ends whose quotation mark stands before `at`, or `limit`.
static size_t after_string(const uint8_t *text, size_t at, size_t limit) {
    while (true) {
        at = end_of_plain_string(text, at, limit);
        if (at >= limit) return limit;
        if (text[at] == '"') return at + 1;
        at += 2;
    }
}

size_t bytescan_after_json(const uint8_t *text, size_t from, size_t limit, size_t deepest) {
    size_t depth = 0;
    size_t at = from;
    while (at < limit) {
        switch (text[at]) {
        case '{':
        case '[':
            if (++depth > deepest) return limit;
            at++;
            break;
        case '}':
        case ']':
            at++;
            if (depth <= 1) return at;
            depth--;
            break;
        case '"': at = after_string(text, at + 1, limit); break;
        default:
            if (!is_token(text[at])) return limit;
            at++;
        }
    }
    return limit;
}
