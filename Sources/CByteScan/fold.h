#ifndef FOLD_H
#define FOLD_H

#include <stdint.h>
#include <string.h>

static const uint64_t fold_first = 0x9e3779b97f4a7c15, fold_second = 0xd1b54a32d192ed03;

static inline uint64_t load_8(const uint8_t *bytes) {
    uint64_t value;
    memcpy(&value, bytes, 8);
    return value;
}

static inline uint64_t fold(uint64_t left, uint64_t right) {
    __uint128_t product = (__uint128_t)left * right;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

#endif
