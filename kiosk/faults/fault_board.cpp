#include "kiosk/faults/fault_board.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

namespace harmony::kiosk {
namespace {

using nlohmann::json;

const FoundFault* find(const std::vector<FoundFault>& found, FaultId id) {
    const auto at = std::find_if(
        found.begin(), found.end(), [&](const FoundFault& fault) { return fault.id == id; });
    return at == found.end() ? nullptr : &*at;
}

std::int64_t count_of(base::Moment moment) {
    return moment.time_since_epoch().count();
}

base::Moment moment_of(const json& count) {
    return base::Moment{std::chrono::milliseconds{count.get<std::int64_t>()}};
}

}  // namespace

bool FaultBoard::take(const std::vector<FoundFault>& found, base::Moment now) {
    const std::vector<ListedFault> before = listed_;
    for (ListedFault& fault : listed_) {
        if (const FoundFault* again = find(found, fault.id)) {
            fault.details = again->details;
            fault.cleared.reset();
        } else if (!fault.cleared) {
            fault.cleared = now;
        }
    }
    std::erase_if(listed_, [&](const ListedFault& fault) {
        // A clock that was set back must not keep it for ever.
        return fault.cleared && (now - *fault.cleared >= stays_listed || now < *fault.cleared);
    });
    for (const FoundFault& fault : found) {
        const bool known = std::any_of(listed_.begin(), listed_.end(), [&](const ListedFault& one) {
            return one.id == fault.id;
        });
        if (!known) {
            listed_.push_back({fault.id, fault.details, now, {}});
        }
    }
    return listed_ != before;
}

std::vector<ListedFault> FaultBoard::listed() const {
    std::vector<ListedFault> sorted = listed_;
    const auto rank = [](const ListedFault& fault) {
        return std::tuple(
            !fault.stands(), kind_of(fault.id).level != FaultLevel::stop, fault.since, fault.id);
    };
    std::sort(sorted.begin(), sorted.end(), [&](const ListedFault& a, const ListedFault& b) {
        return rank(a) < rank(b);
    });
    return sorted;
}

base::Bytes write_faults(const std::vector<ListedFault>& faults) {
    json list = json::array();
    for (const ListedFault& fault : faults) {
        list.push_back({{"name", kind_of(fault.id).name},
                        {"details", fault.details},
                        {"since", count_of(fault.since)},
                        {"cleared", fault.cleared ? json(count_of(*fault.cleared)) : json()}});
    }
    return base::copy_bytes(base::as_bytes(list.dump()));
}

std::vector<ListedFault> read_faults(base::ByteView bytes) {
    std::vector<ListedFault> faults;
    const json list = json::parse(base::as_text(bytes), nullptr, false);
    if (!list.is_array()) {
        return faults;
    }
    for (const json& item : list) {
        try {
            const auto id = fault_named(item.at("name").get<std::string>());
            if (!id) {
                continue;
            }
            ListedFault fault{*id, item.at("details"), moment_of(item.at("since")), {}};
            if (!item.at("cleared").is_null()) {
                fault.cleared = moment_of(item.at("cleared"));
            }
            faults.push_back(std::move(fault));
        } catch (const json::exception&) {  // the library's way of saying "no"
            continue;
        }
    }
    return faults;
}

}  // namespace harmony::kiosk
