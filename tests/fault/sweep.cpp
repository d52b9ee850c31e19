#include "fault/sweep.h"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <deque>

#include "base/error.h"
#include "db/failure.h"

namespace harmony::tests {
namespace {

constexpr int modes = 12;
constexpr std::uint64_t no_end = ~std::uint64_t{0};
constexpr std::uint64_t longest_recovery = 60;
constexpr std::uint64_t longest_wait_for_the_cut = 200;

constexpr std::array<Fault, modes + 1> fault_of_mode = {Fault::none,
                                                        Fault::power_cut,
                                                        Fault::error_once,
                                                        Fault::error_sticky,
                                                        Fault::full_once,
                                                        Fault::full_sticky,
                                                        Fault::short_then_full,
                                                        Fault::sync_drops,
                                                        Fault::sync_drops,
                                                        Fault::power_cut,
                                                        Fault::read_once,
                                                        Fault::read_sticky,
                                                        Fault::read_short};

bool counts_syncs(int mode) {
    return mode == 7 || mode == 8;
}

bool counts_reads(int mode) {
    return mode >= 10;
}

/// The sentence of a failed store names the file, so that somebody can look at that disk.
bool names_a_file(const base::BrokenPromise& trouble) {
    return std::string_view(trouble.what()).find(".db") != std::string_view::npos;
}

/// Points of one day: every `step`-th from `from` to `to`.
struct Stretch {
    std::uint64_t seed = 0;
    std::uint64_t from = 0;
    std::uint64_t to = 0;
};

/// One day on one disk.
///
/// The day is lived once without a fault, and at every point of the stretch this process forks: in
/// the child the fault strikes there, the day goes on with it, and what is left is judged. So a
/// point costs what comes after it, not the day before it, and what a failed store leaves in memory
/// goes with the child.
class Run {
public:
    Run(const SweepOrder& order, const Stretch& stretch)
        : order_(order),
          stretch_(stretch),
          files_(disk_, order.bites.files),
          workload_(make_workload(order.workload, disk_, stretch.seed, order.bites.order)),
          first_(position()) {}

    /// Without a fault: how many points there are.
    std::uint64_t count_points() {
        live();
        return position() - first_;
    }

    /// What all points of the stretch gave.
    SweepCounts strike_everywhere() {
        disk_.watch([this] { reach(position() - first_); });
        live();
        if (struck_) {
            judge();
            tell_and_exit();
        }
        return counts_;
    }

    /// As one of the children, in this process.
    SweepCounts strike_at(std::uint64_t point) {
        disk_.watch([this, point] {
            if (!struck_ && position() - first_ == point) {
                strike(point);
            }
        });
        live();
        judge();
        return counts_;
    }

private:
    [[nodiscard]] std::uint64_t position() const {
        return counts_syncs(order_.mode)   ? disk_.syncs()
               : counts_reads(order_.mode) ? disk_.reads()
                                           : disk_.operations();
    }

    void reach(std::uint64_t point) {
        const bool fresh = point > reached_;
        reached_ = point;
        const bool wanted = point >= stretch_.from && point <= stretch_.to &&
                            (point - stretch_.from) % order_.step == 0;
        if (!struck_ && fresh && wanted) {
            fork_at(point);
        }
    }

    void fork_at(std::uint64_t point) {
        int ends[2] = {};
        base::promise(::pipe(ends) == 0, "no pipe");
        const pid_t child = ::fork();
        base::promise(child >= 0, "no child process");
        if (child == 0) {
            ear_ = ends[1];
            strike(point);
            return;
        }
        ::close(ends[1]);
        SweepCounts heard;
        const bool told = ::read(ends[0], &heard, sizeof heard) == sizeof heard;
        ::close(ends[0]);
        int status = 0;
        ::waitpid(child, &status, 0);
        if (!told || status != 0) {
            // A crash is no less bad than a loss.
            heard.points = 1;
            heard.broken = 1;
            report(point, "crashed: ");
        }
        counts_ += heard;
    }

    void strike(std::uint64_t point) {
        struck_ = true;
        point_ = point;
        disk_.reseed(stretch_.seed * 0x9E3779B97F4A7C15U + point);
        if (order_.mode == 8) {
            disk_.then(Fault::power_cut, 1 + disk_.draw(longest_wait_for_the_cut));
        }
        disk_.break_at(fault_of_mode[static_cast<std::size_t>(order_.mode)], 0);
        counts_ = {};
    }

    void judge() {
        const bool power_goes = order_.mode == 1 || order_.mode == 8 || order_.mode == 9;
        end(power_goes);
        if (order_.mode == 9) {
            recover_in_vain();
        }
        ++counts_.points;
        // A failed sync that nobody hears of is believed to have kept what it dropped.
        const bool must_hear = counts_syncs(order_.mode) && workload_->hears_of_every_sync();
        counts_.broken += must_hear && !workload_->has_heard_of_trouble() ? 1 : 0;
        check(counts_);
        if (counts_.bad() != 0) {
            report(point_, "bad: ");
        }
    }

    [[noreturn]] void tell_and_exit() {
        const bool told = ::write(ear_, &counts_, sizeof counts_) == sizeof counts_;
        ::_exit(told ? 0 : 1);
    }

    /// From the first step to the last; a program that fails is started again, as long as there is
    /// power.
    void live() {
        std::size_t next = 0;
        for (bool ended = false; !ended;) {
            try {
                workload_->start();
                for (; next < workload_->steps(); ++next) {
                    workload_->step(next);
                }
                workload_->stop();
                ended = true;
            } catch (const base::BrokenPromise& trouble) {
                // StoreFailed is the disk's fault, and what the rooms promise to say of it.
                // Anything else is theirs.
                workload_->hear_of_trouble();
                const bool said = dynamic_cast<const db::StoreFailed*>(&trouble) != nullptr;
                counts_.broken += said && names_a_file(trouble) ? 0 : 1;
                end_program();
                // The resident has seen an error page: what failed is not tried again by itself.
                ended = disk_.dark() || ++next >= workload_->steps() || !counts_syncs(order_.mode);
                if (!disk_.dark()) {
                    disk_.restart();
                }
            }
        }
    }

    void check(SweepCounts& counts) {
        try {
            workload_->check(counts);
        } catch (const base::BrokenPromise&) {
            workload_->leave();
            ++counts.corrupt;
        }
    }

    void end_program() {
        workload_->leave();
        if (order_.bites.library == LibraryBite::close_checkpoint) {
            close_all_connections();
        }
        files_.forget_descriptors();
    }

    void end(bool power_goes) {
        end_program();
        if (power_goes) {
            disk_.reboot();
        } else {
            disk_.end_fault();
        }
    }

    /// The power goes again while the program begins.
    void recover_in_vain() {
        disk_.break_at(Fault::power_cut, 1 + (stretch_.seed - 1) % longest_recovery);
        SweepCounts nobody_knows;
        check(nobody_knows);
        end(true);
    }

    void report(std::uint64_t point, std::string_view what) const {
        if (order_.quiet) {
            return;
        }
        fmt::print(stderr,
                   "{}power_cut --workload {} --mode {} --seed {} --point {}\n",
                   what,
                   order_.workload,
                   order_.mode,
                   stretch_.seed,
                   point);
        if (!order_.failures.empty()) {
            disk_.save_to(
                order_.failures /
                fmt::format(
                    "power_cut_{}.{}-{}-{}", order_.workload, order_.mode, stretch_.seed, point));
        }
    }

    const SweepOrder& order_;
    Stretch stretch_;
    PowerCutDisk disk_;
    CrashFiles files_;
    std::unique_ptr<Workload> workload_;
    std::uint64_t first_;  // operations of the installation
    std::uint64_t reached_ = 0;
    bool struck_ = false;
    std::uint64_t point_ = 0;
    int ear_ = -1;  // where a child tells what it found
    SweepCounts counts_;
};

struct Child {
    pid_t process = 0;
    int ear = -1;
    Stretch stretch;
};

template <typename Work>
Child begin_child(Work&& work) {
    int ends[2] = {};
    base::promise(::pipe(ends) == 0, "no pipe");
    Child child;
    child.process = ::fork();
    base::promise(child.process >= 0, "no child process");
    if (child.process == 0) {
        const auto answer = work();
        const bool told = ::write(ends[1], &answer, sizeof answer) == sizeof answer;
        ::_exit(told ? 0 : 1);
    }
    ::close(ends[1]);
    child.ear = ends[0];
    return child;
}

template <typename Answer>
Answer end_child(const Child& child) {
    Answer answer{};
    const bool heard = ::read(child.ear, &answer, sizeof answer) == sizeof answer;
    ::close(child.ear);
    int status = 0;
    ::waitpid(child.process, &status, 0);
    if (!heard || status != 0) {
        throw base::BrokenPromise(fmt::format("a sweep crashed: seed {}, points {} to {}",
                                              child.stretch.seed,
                                              child.stretch.from,
                                              child.stretch.to));
    }
    return answer;
}

std::uint64_t count_points(const SweepOrder& order) {
    return end_child<std::uint64_t>(begin_child([&] {
        Run run(order, {order.seed, 0, 0});
        return run.count_points();
    }));
}

SweepCounts run_stretch(const SweepOrder& order, const Stretch& stretch) {
    Run run(order, stretch);
    return order.point != 0 ? run.strike_at(order.point) : run.strike_everywhere();
}

}  // namespace

bool is_possible(const SweepOrder& order) {
    const std::vector<std::string> workloads = workload_names();
    return order.mode >= 1 && order.mode <= modes &&
           std::find(workloads.begin(), workloads.end(), order.workload) != workloads.end();
}

SweepCounts sweep(const SweepOrder& order) {
    weaken_library(order.bites.library);
    const std::uint64_t points = order.point != 0 ? order.point : count_points(order);
    const std::uint64_t jobs = std::max(order.jobs, 1U);
    // Few days are cut into stretches, so that every job has something to do.
    const std::uint64_t parts = order.point != 0 || order.repeats >= jobs ? 1 : jobs;
    const std::uint64_t length = (points / parts / order.step + 1) * order.step;
    SweepCounts sum;
    std::deque<Child> children;
    const auto collect = [&] {
        sum += end_child<SweepCounts>(children.front());
        children.pop_front();
    };
    for (std::uint64_t n = 0; n < order.repeats; ++n) {
        for (std::uint64_t from = 1; from <= points; from += length) {
            // Another seed's day may be a little longer than the first one's.
            const bool last = from + length > points;
            const Stretch stretch{order.seed + n, from, last ? no_end : from + length - 1};
            if (children.size() >= jobs) {
                collect();
            }
            children.push_back(begin_child([&] { return run_stretch(order, stretch); }));
            children.back().stretch = stretch;
        }
    }
    while (!children.empty()) {
        collect();
    }
    weaken_library(LibraryBite::none);
    return sum;
}

}  // namespace harmony::tests
