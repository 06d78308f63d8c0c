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

enum { WINDOW = 6, BUCKETS = 8, MOVES = 60000, MOST = 250 };

static struct literal {
    uint8_t bytes[256];
    size_t length, offset;
    unsigned bucket;
} literals[MOST];
static size_t count;

static uint8_t low[WINDOW][16], high[16];

static void enter(uint8_t row[16], const struct literal *literal, size_t at, int shift) {
    uint8_t bit = (uint8_t)(1u << literal->bucket);
    for (unsigned nibble = 0; nibble < 16; nibble++)
        if (at >= literal->length || (literal->bytes[at] >> shift & 15) == nibble)
            row[nibble] |= bit;
}

static size_t candidates(const uint8_t *sample, size_t size) {
    memset(low, 0, sizeof low);
    memset(high, 0, sizeof high);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < WINDOW; k++)
            enter(low[k], &literals[i], literals[i].offset + k, 0);
        enter(high, &literals[i], literals[i].offset, 4);
    }
    size_t found = 0;
    for (size_t at = 0; at + WINDOW <= size; at++) {
        uint8_t passing = high[sample[at] >> 4];
        for (size_t k = 0; k < WINDOW; k++) passing &= low[k][sample[at + k] & 15];
        found += passing != 0;
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

static size_t anneal(const uint8_t *sample, size_t size) {
    const double hottest = 60, coldest = 0.5;
    for (size_t i = 0; i < count; i++) move_at_random(&literals[i]);
    size_t now = candidates(sample, size);
    for (int move = 0; move < MOVES; move++) {
        double heat = hottest * pow(coldest / hottest, (double)move / MOVES);
        size_t i = draw(count);
        struct literal before = literals[i];
        move_at_random(&literals[i]);
        size_t then = candidates(sample, size);
        if (accepts((double)then - (double)now, heat)) {
            now = then;
        } else {
            literals[i] = before;
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
    static uint8_t sample[1 << 20];
    size_t size = fread(sample, 1, sizeof sample, file);
    fclose(file);
    read_literals();
    size_t least = anneal(sample, size);
    fprintf(stderr, "%zu literals, %zu candidates in %zu bytes\n", count, least, size);
    puts("// {literal, {where its window begins, bucket}}, by Scripts/choose-windows.py.");
    for (size_t i = 0; i < count; i++) {
        printf("{\"");
        print_literal(&literals[i]);
        printf("\", {%zu, %u}},\n", literals[i].offset, literals[i].bucket);
    }
    return 0;
}
