#include "db/power_cut_workload.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "db/failure.h"
#include "db/journal_fixture.h"
#include "db/kiosk_journal.h"
#include "support/temporary_folder.h"

namespace harmony::tests {
namespace {

using base::RecordId;
using db::KioskJournal;
using db::RecordClass;

constexpr std::uint64_t points_a_child = 64;

/// What residents and the office were told before the lights went out.
struct Told {
    std::set<RecordId> saved;
    std::vector<db::CutBatch> cut;
};

class KioskDay {
public:
    KioskDay(PowerCutDisk& disk, std::uint64_t seed) : disk_(disk), random_(seed) {}

    /// One life of the program, from the first submit to the last. Throws what the journal throws.
    /// An error (a full disk) is no promise that was kept: nothing is noted.
    void live(KioskJournal& journal) {
        for (int n = 0; n < 20; ++n) {
            submit(journal, n);
            if (n % 4 == 3) {
                static_cast<void>(journal.tidy());
            }
            if (n == 11 || n == 19) {
                cut(journal);
            }
            if (n == 13) {
                sign_up(journal);
                acknowledge(journal);
            }
        }
    }

    std::optional<base::Error> open_and_live() {
        auto journal = KioskJournal::open("/kiosk", options());
        if (!journal) {
            return journal.error();
        }
        live(**journal);
        return std::nullopt;
    }

    /// What a restarted program finds.
    void check(SweepCounts& counts) {
        auto journal = KioskJournal::open("/kiosk", options());
        if (!journal || !(*journal)->state().faults().empty()) {
            ++counts.corrupt;
            return;
        }
        PlainMaker maker;
        if (!(*journal)->cut(cut_order(true), maker).ok()) {
            ++counts.broken;
        }
        std::map<RecordId, int> found;
        std::map<std::uint64_t, base::Digest> batches;
        for (std::uint64_t seq = 1; seq < 20; ++seq) {
            const auto bytes = (*journal)->batch_bytes(RecordClass::survey, seq);
            if (!bytes) {
                continue;
            }
            batches[seq] = cheap_digest(*bytes);
            for (const RecordId& rid : ids_in(*bytes)) {
                ++found[rid];
            }
        }
        compare(found, batches, counts);
    }

private:
    [[nodiscard]] db::JournalOptions options() const {
        db::JournalOptions options;
        options.vfs = disk_.name();
        options.reserve_bytes = 0;
        return options;
    }

    void submit(KioskJournal& journal, int n) {
        db::SealedRow row = sealed_row(random_);
        if (journal.append(row).ok()) {
            told_.saved.insert(row.rid);
        }
        if (n == 4 || n == 15) {
            row.rev = 1;
            row.ciphertext.assign(272, std::byte{9});
            static_cast<void>(journal.append(row));
        }
    }

    void cut(KioskJournal& journal) {
        PlainMaker maker;
        const auto outcome = journal.cut(cut_order(true), maker);
        if (outcome) {
            told_.cut.insert(told_.cut.end(), outcome->batches.begin(), outcome->batches.end());
        }
    }

    void sign_up(KioskJournal& journal) {
        db::ContactRow contact;
        contact.rid = RecordId::random(random_);
        contact.record.assign(600, std::byte{5});
        static_cast<void>(journal.append(contact));
    }

    void acknowledge(KioskJournal& journal) {
        if (told_.cut.empty()) {
            return;
        }
        db::FreeRule rule;
        rule.today = day(20'002);
        static_cast<void>(journal.apply_ack(
            {instance_one, RecordClass::survey, told_.cut.front().seq, told_.cut.front().digest, 2},
            rule));
    }

    void compare(const std::map<RecordId, int>& found,
                 const std::map<std::uint64_t, base::Digest>& batches,
                 SweepCounts& counts) const {
        for (const RecordId& rid : told_.saved) {
            counts.lost += found.count(rid) == 0 ? 1 : 0;
        }
        for (const auto& [rid, times] : found) {
            counts.doubled += times > 1 ? 1 : 0;
        }
        for (const db::CutBatch& batch : told_.cut) {
            const auto kept = batches.find(batch.seq);
            counts.broken += kept == batches.end() || kept->second != batch.digest ? 1 : 0;
        }
    }

    PowerCutDisk& disk_;
    base::SeededRandom random_;
    Told told_;
};

/// One point. True when the day ended before the fault could strike.
bool run_point(Fault fault, std::uint64_t point, std::uint64_t seed, SweepCounts& counts) {
    PowerCutDisk disk("power-cut", seed * 7919 + point);
    KioskDay day_of_kiosk(disk, seed);
    disk.break_at(fault, point);
    try {
        static_cast<void>(day_of_kiosk.open_and_live());
    } catch (const db::StoreFailed&) {
        // Section 8.4: no further call, no close. The program ends here.
    }
    const bool unharmed = disk.operations() < point;
    if (fault == Fault::power_cut) {
        disk.reboot();
    } else {
        disk.restart();
    }
    ++counts.points;
    const std::uint64_t before = counts.bad();
    try {
        day_of_kiosk.check(counts);
    } catch (const db::StoreFailed&) {
        ++counts.corrupt;
    }
    if (counts.bad() != before) {
        std::fprintf(stderr,
                     "fault %d: seed %llu point %llu is bad\n",
                     static_cast<int>(fault),
                     static_cast<unsigned long long>(seed),
                     static_cast<unsigned long long>(point));
    }
    return unharmed;
}

struct Answer {
    SweepCounts counts;
    bool finished = false;
};

/// A stretch of points in a process of its own, whose memory goes with it.
Answer run_in_child(Fault fault, std::uint64_t from, std::uint64_t step, std::uint64_t seed) {
    int ends[2] = {};
    base::promise(::pipe(ends) == 0, "no pipe");
    const pid_t child = ::fork();
    base::promise(child >= 0, "no child process");
    if (child == 0) {
        Answer answer;
        for (std::uint64_t n = 0; n < points_a_child && !answer.finished; ++n) {
            answer.finished = run_point(fault, from + n * step, seed, answer.counts);
        }
        const bool told = ::write(ends[1], &answer, sizeof answer) == sizeof answer;
        ::_exit(told ? 0 : 1);
    }
    ::close(ends[1]);
    Answer answer;
    const bool heard = ::read(ends[0], &answer, sizeof answer) == sizeof answer;
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    base::promise(heard && status == 0, "a sweep ended with a crash");
    return answer;
}

}  // namespace

SweepCounts sweep_kiosk_day(Fault fault, std::uint64_t repeats, std::uint64_t step) {
    SweepCounts sum;
    for (std::uint64_t seed = 1; seed <= repeats; ++seed) {
        Answer answer;
        for (std::uint64_t from = 1; !answer.finished; from += points_a_child * step) {
            answer = run_in_child(fault, from, step, seed);
            sum.points += answer.counts.points;
            sum.corrupt += answer.counts.corrupt;
            sum.lost += answer.counts.lost;
            sum.doubled += answer.counts.doubled;
            sum.broken += answer.counts.broken;
        }
    }
    return sum;
}

}  // namespace harmony::tests
