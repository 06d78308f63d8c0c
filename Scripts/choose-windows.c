// Chooses the windows by which the scanner looks for literals, and writes them as a C header.
//
//   choose-windows SAMPLE < LITERALS > windows.h      one literal a line
//
// A literal's window is where in it six bytes begin, and one of eight buckets; see scanner.h. A
// place of the text is a candidate where all six agree with some bucket. Starting from any choice,
// one literal at a time is moved at random (simulated annealing): a move that makes more candidates
// of the sample is kept with a chance that falls with their number and with time. The seed is fixed:
// the same input gives the same header.
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WINDOW = 6, BUCKETS = 8, MOVES = 1500000, MOST = 250 };

static struct literal {
    uint8_t bytes[256];
    size_t length, offset;
    unsigned bucket;
} literals[MOST];
static size_t count;

/// A bit for each place of the sample.
enum { MOST_BYTES = 1 << 18, WORDS = MOST_BYTES / 64 };
typedef uint64_t places[WORDS];

/// Where a low nibble stands so many bytes further on, and a high one at the place itself.
static places low[WINDOW][16], high[16];
/// Where all nibbles agree with a bucket, and before the last move.
static places passing[BUCKETS], kept[2];
static size_t words;

static void note_places(const uint8_t *sample, size_t size) {
    words = size / 64 + 1;
    for (size_t at = 0; at + WINDOW <= size; at++) {
        uint64_t bit = (uint64_t)1 << at % 64;
        high[sample[at] >> 4][at / 64] |= bit;
        for (size_t k = 0; k < WINDOW; k++) low[k][sample[at + k] & 15][at / 64] |= bit;
    }
}

/// The nibbles of a bucket's literals in one place of their windows; the high ones for none.
static unsigned nibbles(unsigned bucket, size_t k, int shift) {
    unsigned set = 0;
    for (size_t i = 0; i < count; i++) {
        if (literals[i].bucket != bucket) continue;
        size_t at = literals[i].offset + k;
        set |= at < literals[i].length ? 1u << (literals[i].bytes[at] >> shift & 15) : 0xFFFF;
    }
    return set;
}

static void keep_those(places target, places rows[16], unsigned set) {
    if (set == 0xFFFF) return;
    static places any;
    memset(any, 0, words * sizeof any[0]);
    for (unsigned nibble = 0; nibble < 16; nibble++)
        if (set >> nibble & 1)
            for (size_t word = 0; word < words; word++) any[word] |= rows[nibble][word];
    for (size_t word = 0; word < words; word++) target[word] &= any[word];
}

static void fill(unsigned bucket) {
    memset(passing[bucket], 0xFF, words * sizeof passing[bucket][0]);
    keep_those(passing[bucket], high, nibbles(bucket, 0, 4));
    for (size_t k = 0; k < WINDOW; k++) keep_those(passing[bucket], low[k], nibbles(bucket, k, 0));
}

static size_t candidates(void) {
    size_t found = 0;
    for (size_t word = 0; word < words; word++) {
        uint64_t any = 0;
        for (unsigned bucket = 0; bucket < BUCKETS; bucket++) any |= passing[bucket][word];
        found += (size_t)__builtin_popcountll(any);
    }
    return found;
}

static uint64_t state = 0x9E3779B97F4A7C15u;

/// The next of a fixed sequence of numbers without a pattern (xorshift64).
static size_t draw(size_t below) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (size_t)(state % below);
}

static void move_at_random(struct literal *literal) {
    size_t places = literal->length > WINDOW ? literal->length - WINDOW + 1 : 1;
    literal->offset = draw(places);
    literal->bucket = (unsigned)draw(BUCKETS);
}

/// Whether to keep a move that makes so many candidates more.
static bool accepts(double more, double heat) {
    return more <= 0 || (double)draw(1 << 20) / (1 << 20) < exp(-more / heat);
}

static void copy(places target, const places source) {
    memcpy(target, source, words * sizeof target[0]);
}

static size_t anneal(void) {
    const double hottest = 60, coldest = 0.5;
    for (size_t i = 0; i < count; i++) move_at_random(&literals[i]);
    for (unsigned bucket = 0; bucket < BUCKETS; bucket++) fill(bucket);
    size_t now = candidates();
    for (int move = 0; move < MOVES; move++) {
        double heat = hottest * pow(coldest / hottest, (double)move / MOVES);
        size_t i = draw(count);
        struct literal before = literals[i];
        move_at_random(&literals[i]);
        unsigned from = before.bucket, to = literals[i].bucket;
        copy(kept[0], passing[from]);
        copy(kept[1], passing[to]);
        fill(from);
        if (to != from) fill(to);
        size_t then = candidates();
        if (accepts((double)then - (double)now, heat)) {
            now = then;
        } else {
            literals[i] = before;
            copy(passing[from], kept[0]);
            copy(passing[to], kept[1]);
        }
    }
    return now;
}

static void read_literals(void) {
    char line[256];
    while (count < MOST && fgets(line, sizeof line, stdin) != NULL) {
        size_t length = strcspn(line, "\n");
        memcpy(literals[count].bytes, line, length);
        literals[count++].length = length;
    }
}

static void print_literal(const struct literal *literal) {
    for (size_t i = 0; i < literal->length; i++) {
        if (literal->bytes[i] == '"' || literal->bytes[i] == '\\') putchar('\\');
        putchar(literal->bytes[i]);
    }
}

int main(int argc, char **argv) {
    if (argc != 2) return fputs("usage: choose-windows SAMPLE < LITERALS\n", stderr), 64;
    FILE *file = fopen(argv[1], "rb");
    if (file == NULL) return perror(argv[1]), 66;
    static uint8_t sample[MOST_BYTES];
    size_t size = fread(sample, 1, sizeof sample, file);
    fclose(file);
    read_literals();
    note_places(sample, size);
    size_t least = anneal();
    fprintf(stderr, "%zu literals, %zu candidates in %zu bytes\n", count, least, size);
    puts("// {literal, {where its window begins, bucket}}, by Scripts/choose-windows.py.");
    for (size_t i = 0; i < count; i++) {
        printf("{\"");
        print_literal(&literals[i]);
        printf("\", {%zu, %u}},\n", literals[i].offset, literals[i].bucket);
    }
    return 0;
}
