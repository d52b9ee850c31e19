#include "order_on_disk.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <numeric>
#include <unordered_map>

namespace harmony::tests {

namespace {

std::uint64_t first_word(const std::byte* at) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

std::size_t two_bytes(const std::byte* at) {
    return std::to_integer<std::size_t>(at[0]) << 8U | std::to_integer<std::size_t>(at[1]);
}

std::vector<std::size_t> ranks(const std::vector<std::size_t>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return values[a] < values[b];
    });
    std::vector<std::size_t> ranks(values.size());
    for (std::size_t at = 0; at < order.size(); ++at) {
        ranks[order[at]] = at;
    }
    return ranks;
}

}  // namespace

base::Bytes raw_bytes(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return base::copy_bytes(base::as_bytes(text));
}

std::map<base::RecordId, std::vector<std::size_t>> places_of(
    base::ByteView bytes, const std::vector<base::RecordId>& ids) {
    std::unordered_map<std::uint64_t, const base::RecordId*> by_word;
    std::vector<bool> begins(std::size_t{1} << 16U);  // most places are passed over by two bytes
    for (const base::RecordId& id : ids) {
        by_word[first_word(id.view().data())] = &id;
        begins[two_bytes(id.view().data())] = true;
    }
    constexpr std::size_t size = base::RecordId::size;
    std::map<base::RecordId, std::vector<std::size_t>> found;
    for (std::size_t at = 0; at + size <= bytes.size(); ++at) {
        if (!begins[two_bytes(bytes.data() + at)]) {
            continue;
        }
        const auto known = by_word.find(first_word(bytes.data() + at));
        if (known != by_word.end() && base::equal(known->second->view(), bytes.subspan(at, size))) {
            found[*known->second].push_back(at);
        }
    }
    return found;
}

double spearman(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) {
    const std::vector<std::size_t> first = ranks(a);
    const std::vector<std::size_t> second = ranks(b);
    double squares = 0;
    for (std::size_t at = 0; at < first.size(); ++at) {
        const double apart = static_cast<double>(first[at]) - static_cast<double>(second[at]);
        squares += apart * apart;
    }
    const auto count = static_cast<double>(first.size());
    return count < 2 ? 0 : 1 - 6 * squares / (count * (count * count - 1));
}

Order order_in(base::ByteView bytes,
               const std::vector<base::RecordId>& arrivals,
               std::size_t page) {
    const auto places = places_of(bytes, arrivals);
    std::vector<std::size_t> came;
    std::vector<std::size_t> stands;
    Order order;
    for (std::size_t at = 0; at < arrivals.size(); ++at) {
        const auto place = places.find(arrivals[at]);
        if (place == places.end()) {
            continue;
        }
        came.push_back(at);
        stands.push_back(place->second.front());
        order.twice = order.twice || place->second.size() > 1;
    }
    order.found = came.size();
    order.rho = spearman(came, stands);
    for (std::size_t early = 0; early < stands.size(); ++early) {
        for (std::size_t late = early + 1; late < stands.size(); ++late) {
            if (stands[early] / page == stands[late] / page) {
                ++order.pairs;
                order.reversed += stands[early] > stands[late] ? 1 : 0;
            }
        }
    }
    return order;
}

}  // namespace harmony::tests
