#include "scanner.h"
#include <stdlib.h>

static bool is_acceptable(const size_t *lengths, size_t count) {
    if (count == 0 || count > BYTESCAN_MAX_LITERALS) return false;
    for (size_t i = 0; i < count; i++)
        if (lengths[i] < BYTESCAN_MIN_LENGTH || lengths[i] > BYTESCAN_MAX_LENGTH) return false;
    return true;
}

static size_t sum(const size_t *lengths, size_t count) {
    size_t total = 0;
    for (size_t i = 0; i < count; i++) total += lengths[i];
    return total;
}

static void copy_literals(bytescan *scanner, const uint8_t *bytes, const size_t *lengths) {
    size_t begin = 0;
    for (size_t i = 0; i < scanner->count; i++) {
        scanner->literals[i].bytes = scanner->bytes + begin;
        scanner->literals[i].length = (uint8_t)lengths[i];
        memcpy(scanner->bytes + begin, bytes + begin, lengths[i]);
        begin += lengths[i];
    }
}

/// Enters a literal under its key, for the scalar kernel and for verification.
static void enter_key(bytescan *scanner, size_t number) {
    struct literal *literal = &scanner->literals[number];
    literal->key = load_key(literal->bytes + literal->offset);
    uint32_t hash = hash_key(literal->key);
    scanner->present[hash / 64] |= (uint64_t)1 << hash % 64;
    uint8_t *slot = &scanner->slots[slot_of(hash)];
    literal->next = *slot;
    *slot = (uint8_t)(number + 1);
}

/// Enters a literal's nibbles in its bucket; where its window ends early any nibble will do.
static void enter_nibbles(bytescan *scanner, const struct literal *literal, unsigned bucket) {
    uint8_t bit = (uint8_t)(1u << bucket);
    scanner->high[literal->bytes[literal->offset] >> 4] |= bit;
    for (size_t i = 0; i < WINDOW; i++) {
        size_t at = literal->offset + i;
        if (at < literal->length) {
            scanner->nibbles[i][literal->bytes[at] & 15] |= bit;
        } else {
            for (size_t nibble = 0; nibble < 16; nibble++) scanner->nibbles[i][nibble] |= bit;
        }
    }
}

/// The widest kernel that the machine has and the caller wants.
static enum bytescan_kernel kernel_of(enum bytescan_kernel widest) {
    if (widest == BYTESCAN_WIDE && machine_has_avx2()) return BYTESCAN_WIDE;
#if HAS_NARROW_KERNEL
    if (widest != BYTESCAN_SCALAR && machine_has_narrow()) return BYTESCAN_NARROW;
#endif
    return BYTESCAN_SCALAR;
}

bytescan *bytescan_compile(
    const uint8_t *bytes, const size_t *lengths, size_t count, enum bytescan_kernel widest) {
    if (!is_acceptable(lengths, count)) return NULL;
    bytescan *scanner = calloc(1, sizeof *scanner + sum(lengths, count));
    if (scanner == NULL) return NULL;
    scanner->count = count;
    copy_literals(scanner, bytes, lengths);

    struct choice choices[BYTESCAN_MAX_LITERALS] = {{0, 0}};
    bool chosen = choose_windows(scanner->literals, count, choices);
    scanner->kernel = chosen ? kernel_of(widest) : BYTESCAN_SCALAR;
    for (size_t i = 0; i < count; i++) {
        struct literal *literal = &scanner->literals[i];
        literal->offset = choices[i].offset;
        if (literal->offset > scanner->widest) scanner->widest = literal->offset;
        enter_key(scanner, i);
        enter_nibbles(scanner, literal, choices[i].bucket);
    }
    return scanner;
}

void bytescan_free(bytescan *scanner) { free(scanner); }

enum bytescan_kernel bytescan_kernel_of(const bytescan *scanner) { return scanner->kernel; }
