// The self-check of ST4: without the audit the second attacker must find tables that leak.
#include <cstdio>

#include "summary/st4.h"

int main() {
    const harmony::tests::TableFaults faults = harmony::tests::check_random_tables(20261127, 60);
    std::printf("caught %zu of %zu\n", faults.unsafe, faults.plans);
    return faults.unsafe > 0 ? 0 : 1;
}
