#if defined(__linux__)
#define _GNU_SOURCE  // memrchr
#endif
#include "scanner.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// A kernel collects a batch of candidates, places where a literal's window may begin; then each is
// verified. The wide kernel looks at 64 bytes at a time, the narrow one (narrow.c) at 32. One shuffle
// looks up the buckets of as many low nibbles as a register has bytes. Six such lookups, each of the
// text one byte further on, and one of high nibbles are anded: a bit that is left is a bucket that
// agrees in all places.

static size_t collect_scalar(struct search *search, uint32_t *batch) {
    size_t count = 0;
    size_t at = search->at;
    for (; at < search->end && count < BATCH; at++) {
        uint32_t hash = hash_key(load_key(search->bytes + at));
        batch[count] = (uint32_t)(at - search->from);
        count += is_present(search->scanner, hash);
    }
    search->at = at;
    return count;
}

#if defined(__x86_64__)

enum { STEP = 64, STEP_READS = STEP + WINDOW - 1 };

#define AVX2 __attribute__((target("avx2")))
#define AVX2_INLINE static inline __attribute__((target("avx2"), always_inline))

AVX2_INLINE __m256i load(const uint8_t *bytes) {
    return _mm256_loadu_si256((const __m256i *)bytes);
}

AVX2_INLINE __m256i load_nibbles(const uint8_t *nibbles) {
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)nibbles));
}

/// The buckets whose windows may begin at each of 32 bytes.
///
/// A shuffle gives nothing for a byte past ASCII. That suits the key, which is ASCII; the two bytes
/// behind it may lie past a literal's end and are masked.
AVX2_INLINE __m256i buckets_at(
    const uint8_t *bytes, const __m256i nibbles[WINDOW], __m256i high_nibbles) {
    const __m256i low = _mm256_set1_epi8(15);
    __m256i start = load(bytes);
    __m256i high = _mm256_and_si256(_mm256_srli_epi16(start, 4), low);
    __m256i first = _mm256_and_si256(
        _mm256_and_si256(
            _mm256_shuffle_epi8(nibbles[0], start), _mm256_shuffle_epi8(high_nibbles, high)),
        _mm256_shuffle_epi8(nibbles[1], load(bytes + 1)));
    __m256i second = _mm256_and_si256(
        _mm256_shuffle_epi8(nibbles[2], load(bytes + 2)),
        _mm256_shuffle_epi8(nibbles[3], load(bytes + 3)));
    __m256i third = _mm256_and_si256(
        _mm256_shuffle_epi8(nibbles[4], _mm256_and_si256(load(bytes + 4), low)),
        _mm256_shuffle_epi8(nibbles[5], _mm256_and_si256(load(bytes + 5), low)));
    return _mm256_and_si256(_mm256_and_si256(first, second), third);
}

/// One bit for each byte that is zero.
AVX2_INLINE uint64_t zero_bytes(__m256i bytes) {
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_setzero_si256()));
}

AVX2 static size_t collect_avx2(struct search *search, uint32_t *batch) {
    __m256i nibbles[WINDOW];
    for (size_t i = 0; i < WINDOW; i++) nibbles[i] = load_nibbles(search->scanner->nibbles[i]);
    const __m256i high = load_nibbles(search->scanner->high);
    const uint8_t *bytes = search->bytes;
    const size_t end = end_of_steps(search, STEP_READS);
    size_t at = search->at;
    size_t count = 0;
    for (; at < end && count <= BATCH - STEP; at += STEP) {
        __m256i lower = buckets_at(bytes + at, nibbles, high);
        __m256i upper = buckets_at(bytes + at + 32, nibbles, high);
        __m256i either = _mm256_or_si256(lower, upper);
        if (__builtin_expect(_mm256_testz_si256(either, either), true)) continue;
        uint64_t bits = ~(zero_bytes(lower) | zero_bytes(upper) << 32);
        for (; bits != 0; bits &= bits - 1)
            batch[count++] = (uint32_t)(at - search->from) + (uint32_t)__builtin_ctzll(bits);
    }
    search->at = at;
    return count;
}

#endif

/// The next batch of candidates, ascending; candidates past the end are harmless.
static size_t collect(struct search *search, uint32_t *batch) {
    enum bytescan_kernel kernel = search->scanner->kernel;
#if defined(__x86_64__)
    if (kernel == BYTESCAN_WIDE && search->at < end_of_steps(search, STEP_READS))
        return collect_avx2(search, batch);
#endif
#if HAS_NARROW_KERNEL
    if (kernel == BYTESCAN_NARROW && search->at < end_of_steps(search, NARROW_READS))
        return collect_narrow(search, batch);
#endif
    return collect_scalar(search, batch);
}

/// What was found, in order. A place at or past `bound` is left to a later call.
struct hits {
    uint32_t *positions;
    uint16_t *literals;
    size_t count, capacity;
    uint32_t bound;
};

/// Lowers the bound to the last place of those found and the next, so that no place is reported in
/// part.
static void make_room(struct hits *hits, uint32_t next) {
    uint32_t last = hits->positions[hits->count - 1];
    hits->bound = next > last ? next : last;
    while (hits->count > 0 && hits->positions[hits->count - 1] == hits->bound) hits->count--;
}

/// Enters a hit in its place. Windows are found in order, what they belong to begins up to a
/// literal's length before, so that the place is at the end or near it.
static void insert(struct hits *hits, uint32_t position, uint16_t literal) {
    if (position >= hits->bound) return;
    if (hits->count == hits->capacity) make_room(hits, position);
    if (position >= hits->bound) return;
    size_t i = hits->count++;
    for (; i > 0; i--) {
        uint32_t before = hits->positions[i - 1];
        if (before < position || (before == position && hits->literals[i - 1] < literal)) break;
        hits->positions[i] = before;
        hits->literals[i] = hits->literals[i - 1];
    }
    hits->positions[i] = position;
    hits->literals[i] = literal;
}

/// Whether a literal stands at a place. Its last byte is compared first: what looks like it by its
/// window mostly ends otherwise.
static bool is_at(const uint8_t *bytes, const struct literal *literal) {
    size_t last = literal->length - 1u;
    return bytes[last] == literal->bytes[last] && memcmp(bytes, literal->bytes, last) == 0;
}

/// Enters every literal whose window begins at a candidate.
static void verify(const struct search *search, size_t distance, struct hits *hits) {
    const bytescan *scanner = search->scanner;
    const uint8_t *window = search->bytes + search->from + distance;
    uint32_t key = load_key(window);
    uint32_t hash = hash_key(key);
    if (!is_present(scanner, hash)) return;
    uint8_t number = scanner->slots[slot_of(hash)];
    while (number != 0) {
        const struct literal *literal = &scanner->literals[number - 1];
        size_t begin = distance - literal->offset;
        if (literal->key == key && literal->offset <= distance
            && literal->length <= search->limit - search->from - begin
            && is_at(window - literal->offset, literal))
            insert(hits, (uint32_t)begin, (uint16_t)(number - 1));
        number = literal->next;
    }
}

/// Where the windows end that belong to places before the bound.
static size_t end_of_windows(const struct search *search, uint32_t bound) {
    size_t end = search->from + bound + search->scanner->widest;
    size_t last = search->limit < KEY ? 0 : search->limit - KEY + 1;
    return end < last ? end : last;
}

size_t bytescan_find(
    const bytescan *scanner, const uint8_t *bytes, size_t from, size_t to, size_t limit,
    uint32_t *positions, uint16_t *literals, size_t capacity, size_t *resume) {
    uint32_t bound = to - from < INT32_MAX ? (uint32_t)(to - from) : INT32_MAX;
    struct search search = {scanner, bytes, from, from, 0, limit};
    struct hits hits = {positions, literals, 0, capacity, bound};
    uint32_t batch[BATCH];
    while (search.at < (search.end = end_of_windows(&search, hits.bound))) {
        size_t count = collect(&search, batch);
        for (size_t i = 0; i < count; i++) verify(&search, batch[i], &hits);
    }
    *resume = from + hits.bound;
    return hits.count;
}

static size_t count_newlines_scalar(const uint8_t *bytes, size_t count) {
    size_t newlines = 0;
    for (size_t i = 0; i < count; i++) newlines += bytes[i] == '\n';
    return newlines;
}

#if defined(__x86_64__)

/// Minus one in each of 32 bytes that is a newline.
AVX2_INLINE __m256i newlines_at(const uint8_t *bytes) {
    return _mm256_cmpeq_epi8(load(bytes), _mm256_set1_epi8('\n'));
}

AVX2_INLINE size_t sum_of_bytes(__m256i bytes) {
    __m256i sums = _mm256_sad_epu8(bytes, _mm256_setzero_si256());
    __m128i pair = _mm_add_epi64(
        _mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
    return (size_t)_mm_extract_epi64(pair, 0) + (size_t)_mm_extract_epi64(pair, 1);
}

/// Counts in four times 32 bytes, that are added up before one can overflow.
AVX2 static size_t count_newlines_avx2(const uint8_t *bytes, size_t count) {
    enum { LANES = 4, BLOCK = LANES * 32, MAX_BLOCKS = 255 };
    size_t newlines = 0;
    size_t blocks = count / BLOCK;
    while (blocks > 0) {
        size_t some = blocks < MAX_BLOCKS ? blocks : MAX_BLOCKS;
        __m256i counts[LANES];
        for (size_t lane = 0; lane < LANES; lane++) counts[lane] = _mm256_setzero_si256();
        for (size_t block = 0; block < some; block++, bytes += BLOCK)
            for (size_t lane = 0; lane < LANES; lane++)
                counts[lane] = _mm256_sub_epi8(counts[lane], newlines_at(bytes + 32 * lane));
        for (size_t lane = 0; lane < LANES; lane++) newlines += sum_of_bytes(counts[lane]);
        blocks -= some;
    }
    return newlines + count_newlines_scalar(bytes, count % BLOCK);
}

#endif

size_t bytescan_count_newlines(const uint8_t *bytes, size_t count) {
#if defined(__x86_64__)
    if (machine_has_avx2()) return count_newlines_avx2(bytes, count);
#endif
    return count_newlines_scalar(bytes, count);
}

size_t bytescan_find_byte(const uint8_t *bytes, size_t count, uint8_t byte) {
    const uint8_t *found = count == 0 ? NULL : memchr(bytes, byte, count);
    return found == NULL ? count : (size_t)(found - bytes);
}

size_t bytescan_rfind_byte(const uint8_t *bytes, size_t count, uint8_t byte) {
#if defined(__linux__)
    const uint8_t *found = count == 0 ? NULL : memrchr(bytes, byte, count);
    return found == NULL ? count : (size_t)(found - bytes);
#else
    for (size_t i = count; i > 0; i--)
        if (bytes[i - 1] == byte) return i - 1;
    return count;
#endif
}

static size_t find_letters_scalar(
    const uint8_t *bytes, size_t at, size_t count, uint8_t first, uint8_t second) {
    for (; at + 1 < count; at++)
        if ((bytes[at] | 0x20) == first && (bytes[at + 1] | 0x20) == second) return at;
    return count;
}

#if defined(__x86_64__)

AVX2 static size_t find_letters_avx2(
    const uint8_t *bytes, size_t count, uint8_t first, uint8_t second) {
    const __m256i small = _mm256_set1_epi8(0x20);
    const __m256i wanted = _mm256_set1_epi8((char)first);
    const __m256i behind = _mm256_set1_epi8((char)second);
    size_t at = 0;
    for (; at + 33 <= count; at += 32) {
        __m256i one = _mm256_cmpeq_epi8(_mm256_or_si256(load(bytes + at), small), wanted);
        __m256i two = _mm256_cmpeq_epi8(_mm256_or_si256(load(bytes + at + 1), small), behind);
        uint32_t both = (uint32_t)_mm256_movemask_epi8(_mm256_and_si256(one, two));
        if (both != 0) return at + (size_t)__builtin_ctz(both);
    }
    return find_letters_scalar(bytes, at, count, first, second);
}

#endif

size_t bytescan_find_letters(const uint8_t *bytes, size_t count, uint8_t first, uint8_t second) {
    first |= 0x20;
    second |= 0x20;
#if defined(__x86_64__)
    if (machine_has_avx2()) return find_letters_avx2(bytes, count, first, second);
#endif
    return find_letters_scalar(bytes, 0, count, first, second);
}
