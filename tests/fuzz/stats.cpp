// `stats run`: a spec, a line "%%", and a data file. Whatever they are, it ends with 0, 1 or 2, and
// either with a result that is JSON, or with a sentence.
#include <nlohmann/json.hpp>

#include "admin/stats/stats_run.h"
#include "base/bytes.h"
#include "base/error.h"
#include "target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace harmony;
    constexpr std::string_view between = "\n%%\n";
    const std::string_view input = base::as_text(fuzz::bytes_of(data, size));
    const std::size_t cut = input.find(between);
    admin::stats::StatsInput stats;
    stats.spec = input.substr(0, cut);
    if (cut != std::string_view::npos) {
        stats.data = input.substr(cut + between.size());
    }
    stats.data_name = "data.csv";
    stats.version = "fuzz";
    const admin::stats::StatsRun run = admin::stats::run_stats(stats);
    base::promise(run.exit >= 0 && run.exit <= 2, "an exit status of the specification");
    if (run.out.empty()) {
        base::promise(run.exit != 0 && (run.complaint.rfind("spec: ", 0) == 0 ||
                                        run.complaint.rfind("data: ", 0) == 0),
                      "no result without a sentence");
        return 0;
    }
    base::promise(run.exit < 2 && nlohmann::json::accept(run.out), "a result is JSON");
    base::promise(admin::stats::run_stats(stats).out == run.out, "the same bytes again");
    return 0;
}
