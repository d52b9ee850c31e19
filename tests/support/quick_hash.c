/* Loaded before libsodium by ctest (cmake/rooms.cmake, QUICK_HASH): Argon2id in its smallest form.
 *
 * An office of the tests makes a dozen key files, each of which is slow to open on purpose: that was more
 * than half of the time of all tests. Here what is asked for (rounds, memory) goes into the password, so
 * that another price still gives another key, and 8 KiB are filled once. Programs that a test starts
 * inherit it. The rooms that test the hash itself, its known answers, what is kept in tests/data and
 * what other languages read run without; HARMONY_REAL_HASH=1 takes it away everywhere.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#define SMALLEST_MEMORY 8192U

typedef int (*Hash)(unsigned char*,
                    unsigned long long,
                    const char*,
                    unsigned long long,
                    const unsigned char*,
                    unsigned long long,
                    size_t,
                    int);
typedef int (*HashText)(char*, const char*, unsigned long long, unsigned long long, size_t, int);

static void* next(const char* name) {
    void* found = dlsym(RTLD_NEXT, name);
    if (found == NULL) {
        abort();
    }
    return found;
}

static int real_asked(void) {
    return getenv("HARMONY_REAL_HASH") != NULL;
}

int crypto_pwhash(unsigned char* out,
                  unsigned long long out_size,
                  const char* password,
                  unsigned long long size,
                  const unsigned char* salt,
                  unsigned long long rounds,
                  size_t memory,
                  int algorithm) {
    Hash hash = NULL;
    void* found = next("crypto_pwhash");
    memcpy(&hash, &found, sizeof hash);
    if (real_asked() || rounds == 0 || memory < SMALLEST_MEMORY) {
        return hash(out, out_size, password, size, salt, rounds, memory, algorithm);
    }
    const unsigned long long price[2] = {rounds, memory};
    char* priced = malloc(size + sizeof price);
    if (priced == NULL) {
        return -1;
    }
    memcpy(priced, password, size);
    memcpy(priced + size, price, sizeof price);
    const int done = hash(out, out_size, priced, size + sizeof price, salt, 1, SMALLEST_MEMORY, algorithm);
    explicit_bzero(priced, size + sizeof price);
    free(priced);
    return done;
}

/* What it writes says its own price, so verifying needs nothing of this file. */
int crypto_pwhash_str_alg(char* out,
                          const char* password,
                          unsigned long long size,
                          unsigned long long rounds,
                          size_t memory,
                          int algorithm) {
    HashText hash = NULL;
    void* found = next("crypto_pwhash_str_alg");
    memcpy(&hash, &found, sizeof hash);
    return real_asked() ? hash(out, password, size, rounds, memory, algorithm)
                        : hash(out, password, size, 1, SMALLEST_MEMORY, algorithm);
}
