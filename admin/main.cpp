// harmony-admin: makes every resource and hands it down.
#include <unistd.h>

#include <exception>
#include <string>
#include <vector>

#include "admin/cli/run.h"
#include "admin/cli/terminal.h"
#include "admin/memory.h"
#include "base/log.h"
#include "db/failure.h"
#include "sync/crypto.h"

int main(int count, char** words) {
    using namespace harmony;
    admin::keep_freed_memory();
    admin::RealTerminal terminal;
    base::SystemClock clock;
    sync::SodiumRandom random;
    base::RealFiles files(random);
    base::StderrLog log;
    admin::Resources resources{clock, random, files, terminal, log};
    try {
        return admin::run(std::vector<std::string>(words + 1, words + count), resources);
    } catch (const db::StoreFailed& failure) {
        // The connection must not be touched again, not even by destructors that run at exit.
        terminal.complain(
            "harmony-admin: the office store failed: " + std::string(failure.what()) +
            ". What was stored before is kept. Check the disk, then run the same command again.\n");
        ::_exit(db::store_failed_exit);
    } catch (const std::exception& failure) {
        terminal.complain(
            "harmony-admin: stopped, because the program broke a promise: " +
            std::string(failure.what()) +
            ". Nothing was half-done. Run it again; if it happens again, report this sentence.\n");
        return admin::exit_refused;
    }
}
