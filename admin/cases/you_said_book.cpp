#include "admin/cases/you_said_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "admin/cases/case_words.h"
#include "base/text.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr std::string_view book_name = "you_said";
constexpr std::size_t longest_theme = 80;
constexpr std::size_t longest_said = 120;
constexpr std::size_t longest_did = 160;
constexpr std::size_t longest_next = 120;

/// What is wrong with one of its texts, in whichever language.
std::string text_fault(const events::LocalText& texts, const char* what, std::size_t longest) {
    for (const auto& [code, text] : texts) {
        if (base::code_points(text) > longest) {
            return fmt::format("\"{}\" ({}) has more than {} letters", what, code, longest);
        }
        if (const std::string found = personal_in(text); !found.empty()) {
            return fmt::format("everybody reads \"{}\" ({}), and {}", what, code, found);
        }
    }
    return {};
}

json item_json(const YouSaidItem& item) {
    events::Town town;
    town.you_said.push_back(item.shown);
    return {{"shown", json::parse(events::write_town(town))},
            {"could_not", item.result == YouSaidResult::could_not},
            {"state", you_said_state_names.at(static_cast<std::size_t>(item.state))},
            {"organisation", item.organisation},
            {"cases", item.cases},
            {"questions", item.questions},
            {"people", item.people},
            {"release", item.release},
            {"author", item.author},
            {"checker", item.checker},
            {"publisher", item.publisher},
            {"english_only", item.english_only},
            {"published_on", item.published_on ? base::to_iso(*item.published_on) : ""}};
}

/// Throws what the JSON library throws when a member is of another type.
Result<YouSaidItem> read_item(const json& object) {
    auto town = events::read_town(
        object.at("shown").dump(), "the office's you-said items", events::Unknown::passed_over);
    if (!town) {
        return town.error();
    }
    const auto state = named<YouSaidState>(
        object.at("state").get<std::string>(), you_said_state_names, "state of an item", 0);
    if (town->you_said.size() != 1 || !state) {
        return Error{ErrorKind::unreadable, "the office's you-said items are damaged"};
    }
    YouSaidItem item;
    item.shown = std::move(town->you_said.front());
    item.result =
        object.at("could_not").get<bool>() ? YouSaidResult::could_not : YouSaidResult::did;
    item.state = *state;
    item.organisation = object.at("organisation").get<std::string>();
    item.cases = object.at("cases").get<std::vector<std::string>>();
    item.questions = object.at("questions").get<std::vector<std::string>>();
    item.people = object.at("people").get<int>();
    item.release = object.at("release").get<std::string>();
    item.author = object.at("author").get<std::string>();
    item.checker = object.at("checker").get<std::string>();
    item.publisher = object.at("publisher").get<std::string>();
    item.english_only = object.at("english_only").get<bool>();
    item.published_on = base::day_from_iso(object.at("published_on").get<std::string>());
    return item;
}

}  // namespace

std::string fault_in(const YouSaidItem& item) {
    const events::YouSaid& shown = item.shown;
    for (const events::LocalText* needed : {&shown.theme, &shown.said, &shown.did}) {
        if (!needed->contains("en")) {
            return "theme, said and did must be there in English";
        }
    }
    for (const std::string& fault : {text_fault(shown.theme, "theme", longest_theme),
                                     text_fault(shown.said, "said", longest_said),
                                     text_fault(shown.did, "did", longest_did),
                                     text_fault(shown.next, "next", longest_next)}) {
        if (!fault.empty()) {
            return fault;
        }
    }
    if (item.cases.empty() && item.questions.empty()) {
        return "name what is behind it: a case, or a question of a survey";
    }
    if (item.people != 0 && (item.people < fewest_people_said || item.release.empty())) {
        return fmt::format(
            "a number of people is said from {} on, and with the release that it "
            "stands in",
            fewest_people_said);
    }
    return {};
}

bool is_shown(const YouSaidItem& item, base::Day today) {
    return item.state == YouSaidState::published && item.published_on &&
           today <= *item.published_on + std::chrono::days{you_said_days};
}

Result<YouSaidBook> YouSaidBook::open(db::OfficeStore& store) {
    YouSaidBook book(store);
    const auto bytes = store.value(book_name);
    if (!bytes) {
        return book;
    }
    const json whole = json::parse(base::as_text(*bytes), nullptr, false);
    if (!whole.is_object() || !whole.contains("items") || !whole["items"].is_array()) {
        return Error{ErrorKind::unreadable, "the office's you-said items are damaged"};
    }
    book.second_person_ = whole.value("second_person", false);
    for (const json& object : whole["items"]) {
        Result<YouSaidItem> item = read_item(object);
        if (!item) {
            return item.error();
        }
        book.all_.push_back(std::move(*item));
    }
    return book;
}

Result<YouSaidItem> YouSaidBook::find(std::string_view id) const {
    const auto found = std::find_if(
        all_.begin(), all_.end(), [&](const auto& item) { return item.shown.id == id; });
    if (found != all_.end()) {
        return *found;
    }
    return Error{ErrorKind::absent,
                 fmt::format("there is no item \"{}\". `you-said list` shows them", id)};
}

Result<void> YouSaidBook::keep(YouSaidItem item) {
    if (const std::string fault = fault_in(item); !fault.empty()) {
        return Error{ErrorKind::refused, fault};
    }
    const auto there = std::find_if(all_.begin(), all_.end(), [&](const auto& other) {
        return other.shown.id == item.shown.id;
    });
    if (there == all_.end()) {
        all_.push_back(std::move(item));
    } else {
        *there = std::move(item);
    }
    return save();
}

Result<void> YouSaidBook::need_second_person(bool needed) {
    second_person_ = needed;
    return save();
}

std::vector<events::YouSaid> YouSaidBook::shown(base::Day today) const {
    std::vector<events::YouSaid> list;
    for (const YouSaidItem& item : all_) {
        if (is_shown(item, today)) {
            list.push_back(item.shown);
        }
    }
    std::stable_sort(
        list.begin(), list.end(), [](const auto& a, const auto& b) { return a.day > b.day; });
    list.resize(std::min(list.size(), events::most_you_said));
    return list;
}

Result<void> YouSaidBook::save() {
    json items = json::array();
    std::transform(all_.begin(), all_.end(), std::back_inserter(items), item_json);
    const json whole{{"second_person", second_person_}, {"items", items}};
    return store_.set_value(book_name, base::as_bytes(whole.dump()));
}

}  // namespace harmony::admin
