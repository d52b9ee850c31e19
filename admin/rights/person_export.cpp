#include "admin/rights/person_export.h"

#include <algorithm>
#include <array>

#include "admin/cases/case_words.h"
#include "admin/published_shelf.h"
#include "admin/report/html_parts.h"
#include "admin/report/markup.h"
#include "admin/report/words.h"
#include "events/steps.h"

namespace harmony::admin {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 4> box_names = {
    "this_event", "later_events", "needs", "share"};
constexpr std::array<std::string_view, 3> outcome_names = {"confirmed", "waiting", "requested"};
constexpr std::array<std::string_view, 6> cancel_names = {
    "cannot_come", "double", "event_cancelled", "no_answer", "asked_erase", "other"};

json contact_json(const events::Contact& contact) {
    constexpr std::array<std::string_view, 4> ways = {"none", "call", "text", "email"};
    return {{"name", contact.name.view()},
            {"phone", contact.phone.view()},
            {"email", contact.email.view()},
            {"preferred", ways.at(static_cast<std::size_t>(contact.preferred))}};
}

json agreements_json(const std::vector<events::Agreement>& agreements, db::OfficeStore& store) {
    json list = json::array();
    for (const events::Agreement& agreement : agreements) {
        list.push_back(
            {{"box", box_names.at(static_cast<std::size_t>(agreement.box) - 1)},
             {"yes", agreement.yes},
             {"language", agreement.language},
             {"text_as_shown",
              consent_on_shelf(store, agreement.text).value_or("(not published here)")}});
    }
    return list;
}

/// What a fact says, in members; kinds that hold nothing of a person are their name alone.
class Words {
public:
    explicit Words(db::OfficeStore& store) : store_(store) {}

    json operator()(const events::SignedUp& said) const {
        return {{"outcome", outcome_names.at(static_cast<std::size_t>(said.outcome) - 1)},
                {"people", said.party},
                {"under_16", said.under_16},
                {"ticket_number", said.code},
                {"language", said.language}};
    }
    json operator()(const events::ContactGiven& said) const {
        json made = contact_json(said.contact);
        made["agreed_to"] = agreements_json(said.agreements, store_);
        return made;
    }
    json operator()(const events::ContactCorrected& said) const {
        return contact_json(said.contact);
    }
    json operator()(const events::NeedGiven& said) const {
        json needs = json::array();
        for (const events::Need need : said.needs) {
            needs.push_back(events::name_of(need));
        }
        return {{"needs", needs},
                {"note", said.note.view()},
                {"agreed_to", agreements_json(said.agreements, store_)}};
    }
    json operator()(const events::Cancelled& said) const {
        return {{"reason", cancel_names.at(static_cast<std::size_t>(said.reason) - 1)}};
    }
    json operator()(const events::CheckedIn& said) const {
        return {{"people", said.party}, {"reason", said.reason}};
    }
    json operator()(const events::Promoted& said) const { return {{"reason", said.reason}}; }
    json operator()(const events::ConsentWithdrawn& said) const {
        return {{"box", box_names.at(static_cast<std::size_t>(said.box) - 1)}};
    }
    json operator()(const events::Requested& said) const {
        return {{"offer", name_of(said.offer)},
                {"about", said.about},
                {"postcode", said.postcode.view()},
                {"street", said.street.view()},
                {"question", said.question.view()},
                {"language", said.language}};
    }
    json operator()(const events::RequestStep& said) const {
        return {{"to", events::name_of(said.to)},
                {"tried", said.tried},
                {"officer", said.officer},
                {"note", said.note},
                {"reason", said.reason}};
    }
    json operator()(const events::CaseOpened& said) const {
        return {{"kind", name_of(said.kind)},
                {"place", said.place},
                {"words", said.text.view()},
                {"language", said.language}};
    }
    json operator()(const events::CaseStep& said) const {
        return {{"to", events::name_of(said.to)},
                {"with", said.owner},
                {"text", said.text},
                {"officer", said.officer},
                {"note", said.note}};
    }
    json operator()(const events::ComplaintMade& said) const {
        return {{"about", name_of(said.topic)},
                {"words", said.text.view()},
                {"language", said.language}};
    }
    json operator()(const events::ComplaintStep& said) const {
        return {{"to", events::name_of(said.to)},
                {"outcome", complaint_outcome_names.at(static_cast<std::size_t>(said.outcome))},
                {"text", said.text},
                {"officer", said.officer},
                {"note", said.note}};
    }
    template <typename Other>
    json operator()(const Other& /*said*/) const {
        return json::object();
    }

private:
    db::OfficeStore& store_;
};

std::string as_words(const json& value) {
    return value.is_string()    ? value.get<std::string>()
           : value.is_boolean() ? (value.get<bool>() ? "yes" : "no")
                                : value.dump();
}

std::string definition(const std::string& name, const json& value) {
    std::string markup = element("dt", name);
    if (!value.is_array()) {
        return markup + element("dd", as_words(value));
    }
    for (const json& one : value) {
        if (!one.is_object()) {
            markup += element("dd", as_words(one));
            continue;
        }
        markup += "<dd><dl>";
        for (const auto& [inner, inside] : one.items()) {
            markup += element("dt", inner) + element("dd", as_words(inside));
        }
        markup += "</dl></dd>";
    }
    return markup;
}

}  // namespace

json person_json(const std::vector<events::SubjectId>& subjects,
                 const OfficeFacts& facts,
                 db::OfficeStore& store,
                 base::Day today) {
    json all = json::array();
    for (const events::KnownFact& fact : facts.facts) {
        const bool wanted =
            fact.standing == events::Standing::good &&
            std::find(subjects.begin(), subjects.end(), fact.head().subject) != subjects.end();
        if (!wanted) {
            continue;
        }
        all.push_back({{"about", fact.head().subject.hex()},
                       {"day", base::to_iso(fact.head().day)},
                       {"what", events::rule_of(fact.kind()).name},
                       {"said", std::visit(Words(store), fact.fact.payload)}});
    }
    std::sort(all.begin(), all.end(), [](const json& a, const json& b) {
        return std::tie(a["day"], a["about"], a["what"]) <
               std::tie(b["day"], b["about"], b["what"]);
    });
    return {{"harmony", "person/1"}, {"as_of", base::to_iso(today)}, {"held", std::move(all)}};
}

std::string person_page(const json& everything, const std::string& organisation) {
    std::string markup =
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n" +
        element("title", "What " + organisation + " holds about you") + "\n<style>" +
        style_sheet() + "</style>\n</head>\n<body>\n<main class=\"page\">\n" +
        element("h1", "What " + organisation + " holds about you") +
        element("p",
                "As of " + everything.at("as_of").get<std::string>() +
                    ". Answers to surveys are not in it: nobody can tell whose they are.");
    for (const json& one : everything.at("held")) {
        markup +=
            "<section>\n" +
            element("h2",
                    one.at("day").get<std::string>() + ": " + one.at("what").get<std::string>()) +
            "\n<dl>";
        for (const auto& [name, value] : one.at("said").items()) {
            markup += definition(name, value);
        }
        markup += "</dl>\n</section>\n";
    }
    for (const json& one : everything.value("messages", json::array())) {
        markup += "<section>\n" + element("h2", "A message to you") + "\n<dl>";
        for (const auto& [name, value] : one.items()) {
            markup += definition(name, value);
        }
        markup += "</dl>\n</section>\n";
    }
    return markup + "</main>\n</body>\n</html>\n";
}

}  // namespace harmony::admin
