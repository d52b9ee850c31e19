#include "attacker.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "events/fact.h"
#include "order_on_disk.h"

namespace harmony::tests {

namespace {

/// Where records stand in a file, by its name and in the order in which they stand there.
using Orders = std::map<std::string, std::vector<base::RecordId>>;

template <typename Record>
std::vector<base::RecordId> ids_of(const std::vector<Record>& records) {
    std::vector<base::RecordId> ids;
    for (const Record& record : records) {
        ids.push_back(record.record);
    }
    return ids;
}

Orders orders_in(const std::map<std::string, base::Bytes>& files,
                 const std::vector<base::RecordId>& ids) {
    Orders orders;
    for (const auto& [name, bytes] : files) {
        std::vector<std::pair<std::size_t, base::RecordId>> places;
        for (const auto& [id, at] : places_of(bytes, ids)) {
            places.emplace_back(at.front(), id);
        }
        std::sort(places.begin(), places.end());
        std::vector<base::RecordId>& order = orders[name];
        for (const auto& [at, id] : places) {
            order.push_back(id);
        }
        if (order.size() < 2) {
            orders.erase(name);
        }
    }
    return orders;
}

/// The minute that a text says, or nothing.
std::optional<int> minute_in(const std::string& text) {
    return text.starts_with('@') ? std::optional(std::stoi(text.substr(1))) : std::nullopt;
}

/// The answer, of those that are left, whose place in its row is nearest to that of the sign-up in
/// its own.
std::optional<base::RecordId> by_place(const std::vector<base::RecordId>& answers,
                                       const std::set<base::RecordId>& left,
                                       double share) {
    std::vector<base::RecordId> row;
    for (const base::RecordId& answer : answers) {
        if (left.contains(answer)) {
            row.push_back(answer);
        }
    }
    if (row.empty()) {
        return std::nullopt;
    }
    const double at = share * static_cast<double>(row.size());
    return row[std::min(row.size() - 1, static_cast<std::size_t>(at))];
}

double share_of(const std::vector<base::RecordId>& row, const base::RecordId& record) {
    const auto at = std::find(row.begin(), row.end(), record) - row.begin();
    return (static_cast<double>(at) + 0.5) / static_cast<double>(row.size());
}

std::uint32_t big_endian(base::ByteView bytes, std::size_t at) {
    std::uint32_t number = 0;
    for (std::size_t byte = 0; byte < 4; ++byte) {
        number = number << 8U | std::to_integer<std::uint32_t>(bytes[at + byte]);
    }
    return number;
}

/// The log of answers also notes each sign-up, since its file is touched then: which answer came
/// before which touch. Frames of a log are a head of 24 bytes, of which the first four are the
/// page, and the page (sqlite.org/fileformat2.html, 4.1). The page of the touches is the one that
/// was written as often as there are sign-ups.
std::map<base::RecordId, base::RecordId> by_touches(base::ByteView log,
                                                    const std::vector<base::RecordId>& answers,
                                                    const std::vector<base::RecordId>& sign_ups) {
    constexpr std::size_t head = 32;
    constexpr std::size_t frame = 24 + 4096;
    const auto places = places_of(log, answers);
    std::map<std::uint32_t, std::vector<std::size_t>> written;
    for (std::size_t at = head; at + frame <= log.size(); at += frame) {
        written[big_endian(log, at)].push_back(at);
    }
    std::map<base::RecordId, base::RecordId> guessed;
    for (const auto& [page, frames] : written) {
        if (page == 0 || frames.size() != sign_ups.size()) {
            continue;
        }
        for (std::size_t number = 0; number < frames.size(); ++number) {
            std::size_t nearest = 0;
            for (const auto& [answer, at] : places) {
                if (at.front() < frames[number] && at.front() >= nearest) {
                    nearest = at.front();
                    guessed[sign_ups[number]] = answer;
                }
            }
        }
    }
    return guessed;
}

/// How alike two ids are: bits in common at the beginning.
int alike(const base::RecordId& a, const base::RecordId& b) {
    int bits = 0;
    for (std::size_t at = 0; at < base::RecordId::size; ++at) {
        const auto other = std::to_integer<unsigned>(a.view()[at] ^ b.view()[at]);
        if (other != 0) {
            return bits + __builtin_clz(other) - 24;
        }
        bits += 8;
    }
    return bits;
}

}  // namespace

void Attacker::read_answers(const sync::Batch& batch, std::size_t delivery, Opened& opened) const {
    sync::open_records(batch, ring_, [&](const sync::OpenedRecord& record) {
        if (record.opening != sync::Opening::opened) {
            return;
        }
        const base::Result<survey::Response> response = survey::decode(record.body, form_);
        base::promise(response.ok(), "an answer that can be read");
        opened.answers.push_back(
            {record.record,
             response->language,
             std::string(std::get<survey::Text>(response->items[1]).text.view()),
             batch.records()[record.index].sealed.size(),
             delivery,
             batch.head().flags != 0});
    });
}

void Attacker::read_sign_ups(const sync::Batch& batch, std::size_t delivery, Opened& opened) const {
    std::map<events::SignUpId, std::string> notes;
    std::map<events::SignUpId, SignUp> all;
    sync::open_records(batch, ring_, [&](const sync::OpenedRecord& record) {
        if (record.opening != sync::Opening::opened) {
            return;
        }
        const base::Result<events::Fact> fact = events::read_fact(record.body);
        base::promise(fact.ok(), "a fact that can be read");
        if (const auto* signed_up = std::get_if<events::SignedUp>(&fact->payload)) {
            all[fact->head.subject] = {record.record,
                                       signed_up->language,
                                       {},
                                       batch.records()[record.index].sealed.size(),
                                       fact->head.seq,
                                       delivery};
        } else if (const auto* need = std::get_if<events::NeedGiven>(&fact->payload)) {
            notes[fact->head.subject] = std::string(need->note.view());
        }
    });
    for (auto& [subject, sign_up] : all) {
        sign_up.note = notes[subject];
        opened.sign_ups.push_back(sign_up);
    }
}

Attacker::Opened Attacker::open(const Loot& loot) const {
    Opened opened;
    for (std::size_t delivery = 0; delivery < loot.deliveries.size(); ++delivery) {
        for (const sync::ObjectName& name : loot.deliveries[delivery]) {
            const bool answers = name.kind() == sync::ObjectKind::survey_batch;
            if (!answers && name.kind() != sync::ObjectKind::contact_batch) {
                continue;
            }
            const sync::Batch batch = *sync::read_batch(loot.objects.at(name.text()));
            answers ? read_answers(batch, delivery, opened)
                    : read_sign_ups(batch, delivery, opened);
        }
    }
    return opened;
}

std::map<base::RecordId, base::RecordId> Attacker::guess_by_touches(
    const std::map<std::string, base::Bytes>& files, const Opened& opened) {
    std::map<base::RecordId, base::RecordId> guessed;
    for (const auto& [name, bytes] : files) {
        if (!name.ends_with("answers.db-wal")) {
            continue;
        }
        const std::string other = name.substr(0, name.size() - 14) + "contacts.db-wal";
        const auto contacts = files.find(other);
        if (contacts == files.end()) {
            continue;
        }
        const Orders order = orders_in({*contacts}, ids_of(opened.sign_ups));
        const auto row = order.find(other);
        if (row != order.end()) {
            guessed.merge(by_touches(bytes, ids_of(opened.answers), row->second));
        }
    }
    return guessed;
}

void Attacker::attack(const Loot& loot, const std::vector<Person>& people, bool flagged) {
    ++engagements_;
    const Opened opened = open(loot);
    std::map<std::string, base::Bytes> files = loot.files;
    files.insert(loot.objects.begin(), loot.objects.end());
    const Orders answer_orders = orders_in(files, ids_of(opened.answers));
    Orders sign_up_orders = orders_in(files, ids_of(opened.sign_ups));
    std::vector<SignUp> by_seq = opened.sign_ups;
    std::sort(by_seq.begin(), by_seq.end(), [](const SignUp& a, const SignUp& b) {
        return a.seq < b.seq;
    });
    sign_up_orders["numbers of facts"] = ids_of(by_seq);
    const std::map<base::RecordId, base::RecordId> touched = guess_by_touches(files, opened);
    std::map<base::RecordId, base::RecordId> truth;
    for (const Person& person : people) {
        if (person.sign_up) {
            truth[*person.sign_up] = person.answer;
        }
    }
    for (const SignUp& sign_up : opened.sign_ups) {
        std::vector<Answer> left;
        for (const Answer& answer : opened.answers) {
            if (answer.delivery == sign_up.delivery && answer.language == sign_up.language &&
                (flagged || !answer.flagged)) {
                left.push_back(answer);
            }
        }
        const base::RecordId& right = truth.at(sign_up.record);
        const bool among = std::any_of(
            left.begin(), left.end(), [&](const Answer& answer) { return answer.record == right; });
        if (!among) {
            ++passed_over_;
            continue;
        }
        const auto all_of_delivery = static_cast<std::size_t>(
            std::count_if(opened.answers.begin(), opened.answers.end(), [&](const Answer& each) {
                return each.delivery == sign_up.delivery && (flagged || !each.flagged);
            }));
        Ways ways;
        ways["any of that delivery and language"] = 1.0 / static_cast<double>(left.size());
        const auto nearest = [&](const std::string& way, const auto& distance) {
            double best = HUGE_VAL;
            std::vector<base::RecordId> chosen;
            for (const Answer& answer : left) {
                const double apart = distance(answer);
                if (apart < best) {
                    chosen.clear();
                    best = apart;
                }
                if (apart <= best) {
                    chosen.push_back(answer.record);
                }
            }
            const bool hit = std::find(chosen.begin(), chosen.end(), right) != chosen.end();
            ways[way] = hit ? 1.0 / static_cast<double>(chosen.size()) : 0;
        };
        nearest("time", [&](const Answer& answer) {
            const auto said = minute_in(answer.words);
            const auto signed_up = minute_in(sign_up.note);
            return said && signed_up ? std::abs(*signed_up - *said) : 0.0;
        });
        nearest("ids", [&](const Answer& answer) {
            return -static_cast<double>(alike(answer.record, sign_up.record));
        });
        nearest("sizes", [&](const Answer& answer) {
            return std::abs(static_cast<double>(answer.size) - static_cast<double>(sign_up.size));
        });
        if (const auto guess = touched.find(sign_up.record); guess != touched.end()) {
            ways["touches in the log"] = guess->second == right ? 1 : 0;
        }
        std::set<base::RecordId> ids;
        for (const Answer& answer : left) {
            ids.insert(answer.record);
        }
        for (const auto& [file, row] : sign_up_orders) {
            const double share = share_of(row, sign_up.record);
            for (const auto& [other, answers] : answer_orders) {
                const auto forward = by_place(answers, ids, share);
                const auto back = by_place(answers, ids, 1 - share);
                const bool same_store = file.starts_with("up/") && other.starts_with("up/");
                const std::string way = same_store
                                            ? "store"
                                            : (file.starts_with("up/") ? "store" : file) + " | " +
                                                  (other.starts_with("up/") ? "store" : other);
                ways[way + " forward"] = forward && *forward == right ? 1 : 0;
                ways[way + " back"] = back && *back == right ? 1 : 0;
            }
        }
        count(all_of_delivery, ways);
    }
}

void Attacker::count(std::size_t among, const Ways& ways) {
    for (const auto& [way, chance] : ways) {
        Success& success = by_way_[way][among].at(engagements_ % 2);
        success.right += chance;
        success.of += 1;
    }
}

Attacker::Success Attacker::sum(const std::string& way,
                                const std::map<std::size_t, Halves>& by_number,
                                std::pair<std::size_t, std::size_t> among,
                                std::optional<std::size_t> half) {
    Success all{way, 0, 0};
    for (const auto& [number, halves] : by_number) {
        for (std::size_t each = 0; each < halves.size(); ++each) {
            if (number >= among.first && number <= among.second && half.value_or(each) == each) {
                all.right += halves.at(each).right;
                all.of += halves.at(each).of;
            }
        }
    }
    return all;
}

Attacker::Success Attacker::best_of(std::pair<std::size_t, std::size_t> among,
                                    std::optional<std::size_t> half) const {
    // A way that was open too rarely says nothing: with fewer, chance alone gives high rates.
    const double enough = half ? 20 : 40;
    Success best;
    for (const auto& [way, by_number] : by_way_) {
        Success all = sum(way, by_number, among, half);
        if (all.of >= enough && all.rate() > best.rate()) {
            best = std::move(all);
        }
    }
    return best;
}

Attacker::Success Attacker::best(std::size_t least, std::size_t most) const {
    return best_of({least, most}, std::nullopt);
}

Attacker::Success Attacker::held_out(std::size_t least, std::size_t most) const {
    Success all;
    for (std::size_t half = 0; half < 2; ++half) {
        const Success chosen = best_of({least, most}, half);
        const auto found = by_way_.find(chosen.way);
        if (found != by_way_.end()) {
            const Success tried = sum(chosen.way, found->second, {least, most}, 1 - half);
            all.way += (all.way.empty() ? "" : ", ") + chosen.way;
            all.right += tried.right;
            all.of += tried.of;
        }
    }
    return all;
}

Attacker::Success Attacker::of(const std::string& way) const {
    const auto found = by_way_.find(way);
    constexpr std::size_t any = ~std::size_t{0};
    return found != by_way_.end() ? sum(way, found->second, {0, any}, std::nullopt)
                                  : Success{way, 0, 0};
}

}  // namespace harmony::tests
