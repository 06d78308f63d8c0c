#include "scanner.h"
#include "typical_log.h"
#include <float.h>
#include <stdlib.h>

// The windows of the program's own literals were chosen beforehand, by a search that takes minutes
// (known_windows.h). Others are added to them, those of a user's own patterns.
//
// How often will the vector kernel stop for nothing at a bucket? Two estimates are added: the
// chance that nibbles drawn by their usual share pass it, and how often a sample of typical log
// text does. The first alone takes common words for rare ones; the second alone knows only the
// words of the sample. Literals are placed one after the other where they add least, the hardest to
// place first.

enum {
    ANY = 16,            // stands for a nibble past the literal's end: each passes
    NIBBLES = ANY + 1,
    MAX_OFFSETS = 32,
    SAMPLE = sizeof typical_log - 1,
    POSITIONS = SAMPLE - WINDOW + 1,
    WORDS = (POSITIONS + 63) / 64,
    UNSEEN = 48,         // so often each nibble counts as seen beforehand
};

typedef uint64_t positions[WORDS];

struct model {
    float shares[NIBBLES];
    positions places[WINDOW][NIBBLES];  // of the sample, by the nibble so many bytes further on
};

/// What the windows in a bucket let through.
struct bucket {
    uint32_t nibbles[WINDOW];       // sets
    positions places[WINDOW];       // of the sample, those that pass in each place
    float shares[WINDOW][NIBBLES];  // of all that pass in each place once this nibble does too
    float chance;
    float sampled;
};

struct chooser {
    struct model model;
    struct bucket buckets[BUCKETS];
};

struct window {
    uint8_t nibbles[WINDOW];
};

static struct window window_of(const struct literal *literal, size_t offset) {
    struct window window;
    for (size_t i = 0; i < WINDOW; i++) {
        size_t at = offset + i;
        window.nibbles[i] = at < literal->length ? literal->bytes[at] & 15 : ANY;
    }
    return window;
}

/// Whether the vector kernel can read the window there: its shuffles let no byte past ASCII pass,
/// and it masks only those behind the key.
static bool is_readable(const struct literal *literal, size_t offset) {
    for (size_t i = 0; i < KEY; i++)
        if (literal->bytes[offset + i] >= 0x80) return false;
    return true;
}

/// Windows lie whole in the literal, where it is long enough.
static size_t offset_count(const struct literal *literal) {
    if (literal->length <= WINDOW) return 1;
    size_t whole = literal->length - WINDOW + 1;
    return whole < MAX_OFFSETS ? whole : MAX_OFFSETS;
}

static void learn(struct model *model) {
    size_t seen[16] = {0};
    for (size_t at = 0; at < SAMPLE; at++) {
        unsigned nibble = (uint8_t)typical_log[at] & 15;
        seen[nibble] += 1;
        for (size_t i = 0; i < WINDOW && i <= at; i++) {
            size_t position = at - i;
            if (position < POSITIONS)
                model->places[i][nibble][position / 64] |= (uint64_t)1 << position % 64;
        }
    }
    for (size_t nibble = 0; nibble < 16; nibble++)
        model->shares[nibble] = (float)(seen[nibble] + UNSEEN) / (float)(SAMPLE + 16 * UNSEEN);
    model->shares[ANY] = 1;
    for (size_t i = 0; i < WINDOW; i++) memset(model->places[i][ANY], 0xFF, sizeof(positions));
}

/// The chance that text passes the bucket once this window is in it.
static float chance_with(const struct bucket *bucket, struct window window) {
    float chance = 1;
    for (size_t i = 0; i < WINDOW; i++) chance *= bucket->shares[i][window.nibbles[i]];
    return chance;
}

/// The share of the sample that passes the bucket once this window is in it.
static float sampled_with(
    const struct model *model, const struct bucket *bucket, struct window window) {
    int passed = 0;
    for (size_t word = 0; word < WORDS; word++) {
        uint64_t all = ~(uint64_t)0;
        for (size_t i = 0; i < WINDOW; i++)
            all &= bucket->places[i][word] | model->places[i][window.nibbles[i]][word];
        if (all != 0) passed += __builtin_popcountll(all);
    }
    return (float)passed / (float)POSITIONS;
}

/// Lets a nibble pass in one place.
static void let_pass(
    const struct model *model, struct bucket *bucket, size_t place, unsigned nibble) {
    const uint32_t all = (1u << NIBBLES) - 1;
    bucket->nibbles[place] |= nibble == ANY ? all : 1u << nibble;
    for (size_t word = 0; word < WORDS; word++)
        bucket->places[place][word] |= model->places[place][nibble][word];
    float *shares = bucket->shares[place];
    float passing = shares[nibble];
    for (size_t other = 0; other < NIBBLES; other++) {
        bool passes = bucket->nibbles[place] >> other & 1;
        float more = passing + (passes ? 0 : model->shares[other]);
        shares[other] = more < 1 ? more : 1;
    }
}

static void add(const struct model *model, struct bucket *bucket, struct window window) {
    bucket->chance = chance_with(bucket, window);
    bucket->sampled = sampled_with(model, bucket, window);
    for (size_t i = 0; i < WINDOW; i++) let_pass(model, bucket, i, window.nibbles[i]);
}

/// A choice and what it adds by the first estimate; the second can only add to that.
struct candidate {
    struct choice choice;
    float chance;
};

static size_t list_candidates(
    const struct bucket *buckets, const struct literal *literal, struct candidate *candidates) {
    size_t count = 0;
    for (size_t offset = 0; offset < offset_count(literal); offset++) {
        if (!is_readable(literal, offset)) continue;
        struct window window = window_of(literal, offset);
        for (size_t i = 0; i < BUCKETS; i++) {
            float chance = chance_with(&buckets[i], window) - buckets[i].chance;
            candidates[count++] = (struct candidate){{(uint8_t)offset, (uint8_t)i}, chance};
        }
    }
    return count;
}

static struct candidate take_least(struct candidate *candidates, size_t *count) {
    size_t least = 0;
    for (size_t i = 1; i < *count; i++)
        if (candidates[i].chance < candidates[least].chance) least = i;
    struct candidate taken = candidates[least];
    candidates[least] = candidates[--*count];
    return taken;
}

/// Puts a literal where it adds least, and makes the costly second estimate only for those choices
/// that the first leaves a hope.
static struct choice place(struct chooser *chooser, const struct literal *literal) {
    struct candidate candidates[MAX_OFFSETS * BUCKETS];
    size_t count = list_candidates(chooser->buckets, literal, candidates);
    struct choice best = {0, 0};
    float least = FLT_MAX;
    while (count > 0) {
        struct candidate next = take_least(candidates, &count);
        if (next.chance >= least) break;
        const struct bucket *bucket = &chooser->buckets[next.choice.bucket];
        struct window window = window_of(literal, next.choice.offset);
        float sampled = sampled_with(&chooser->model, bucket, window) - bucket->sampled;
        if (next.chance + sampled >= least) continue;
        least = next.chance + sampled;
        best = next.choice;
    }
    struct window window = window_of(literal, best.offset);
    add(&chooser->model, &chooser->buckets[best.bucket], window);
    return best;
}

/// How often text passes a literal's rarest window, by the first estimate, in a bucket of its own.
static float least_chance(const struct bucket *empty, const struct literal *literal) {
    float least = FLT_MAX;
    for (size_t offset = 0; offset < offset_count(literal); offset++) {
        if (!is_readable(literal, offset)) continue;
        float chance = chance_with(empty, window_of(literal, offset));
        if (chance < least) least = chance;
    }
    return least;
}

/// Orders the literals, those with the most frequent windows first.
///
/// Returns false where one has no window that can be read.
static bool order_by_difficulty(
    const struct bucket *empty, const struct literal *literals, size_t count, uint8_t *order) {
    float chances[BYTESCAN_MAX_LITERALS];
    for (size_t i = 0; i < count; i++) {
        chances[i] = least_chance(empty, &literals[i]);
        if (chances[i] == FLT_MAX) return false;
        size_t rank = i;
        for (; rank > 0 && chances[order[rank - 1]] < chances[i]; rank--)
            order[rank] = order[rank - 1];
        order[rank] = (uint8_t)i;
    }
    return true;
}

static const struct known {
    const char *literal;
    struct choice choice;
} known[] = {
#include "known_windows.h"
};

/// The choice that was made beforehand, or NULL.
static const struct choice *known_choice(const struct literal *literal) {
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strlen(known[i].literal) == literal->length
            && memcmp(known[i].literal, literal->bytes, literal->length) == 0)
            return &known[i].choice;
    return NULL;
}

bool bytescan_has_window(const uint8_t *bytes, size_t length) {
    struct literal literal = {.bytes = bytes, .length = (uint8_t)length};
    return length <= BYTESCAN_MAX_LENGTH && known_choice(&literal) != NULL;
}

static void place_known(
    struct chooser *chooser, const struct literal *literals, size_t count,
    struct choice *choices) {
    for (size_t i = 0; i < count; i++) {
        const struct choice *choice = known_choice(&literals[i]);
        if (choice == NULL) continue;
        choices[i] = *choice;
        struct window window = window_of(&literals[i], choice->offset);
        add(&chooser->model, &chooser->buckets[choice->bucket], window);
    }
}

static void place_others(
    struct chooser *chooser, const struct literal *literals, size_t count, const uint8_t *order,
    struct choice *choices) {
    for (size_t i = 0; i < count; i++)
        if (known_choice(&literals[order[i]]) == NULL)
            choices[order[i]] = place(chooser, &literals[order[i]]);
}

static bool is_each_known(const struct literal *literals, size_t count, struct choice *choices) {
    for (size_t i = 0; i < count; i++) {
        const struct choice *choice = known_choice(&literals[i]);
        if (choice == NULL) return false;
        choices[i] = *choice;
    }
    return true;
}

bool choose_windows(const struct literal *literals, size_t count, struct choice *choices) {
    if (is_each_known(literals, count, choices)) return true;
    struct chooser *chooser = calloc(1, sizeof *chooser);
    if (chooser == NULL) return false;
    learn(&chooser->model);
    for (size_t i = 0; i < BUCKETS; i++)
        for (size_t j = 0; j < WINDOW; j++)
            memcpy(chooser->buckets[i].shares[j], chooser->model.shares, sizeof(float[NIBBLES]));
    uint8_t order[BYTESCAN_MAX_LITERALS];
    bool ordered = order_by_difficulty(&chooser->buckets[0], literals, count, order);
    if (ordered) {
        place_known(chooser, literals, count, choices);
        place_others(chooser, literals, count, order, choices);
    }
    free(chooser);
    return ordered;
}
