// What the view "Cases" reads and does is what the verbs say and do.
#include <catch2/catch.hpp>

#include "admin/casework_town.h"
#include "admin/gui/models/casework.h"
#include "admin/gui/models/casework_orders.h"
#include "office_window.h"

using namespace harmony;
using namespace harmony::tests;
using namespace harmony::admin::gui;
using nlohmann::json;

namespace {

/// Two lamps at one place, needles at another, a request and a complaint.
struct WorkTown : CaseTown {
    WorkTown() {
        reports(1, "canal_path");
        reports(2, "canal_path");
        contact(1, "Jan Example", "+447700900001");
        events::CaseOpened needles;
        needles.kind = events::CaseKind::needles;
        needles.place = "playground";
        needles.language = "en";
        say(subject(3), needles);
        events::Requested asked;
        asked.offer = events::Offer::call_back;
        asked.about = "noise";
        asked.safe_message = events::SafeMessage::no;
        asked.street.assign("Canary Street");
        say(subject(4), asked);
        events::ComplaintMade complaint;
        complaint.topic = events::ComplaintTopic::not_deleted;
        complaint.text.assign("You wrote to me again");
        complaint.language = "en";
        say(subject(5), complaint);
        bring();
    }

    [[nodiscard]] CaseworkModel model() {
        TownReader reader(*this);
        auto read = read_casework(*reader);
        base::promise(read.ok(), read.ok() ? "" : read.error().message.c_str());
        return std::move(*read);
    }

    void expect(const std::vector<std::string>& words) {
        base::promise(run(words) == 0, terminal.complaints.c_str());
    }
};

std::string whole(std::uint8_t number) {
    return FactsTown::subject(number).hex();
}

const NextStep& step_of(const std::vector<NextStep>& steps, std::string_view id) {
    for (const NextStep& step : steps) {
        if (step.id == id) {
            return step;
        }
    }
    throw std::runtime_error("no step " + std::string(id));
}

/// The answers of a form: what is filled in beforehand, and what is said here.
std::vector<std::string> answers_of(const Form& form,
                                    const std::map<std::string, std::string>& said) {
    std::vector<std::string> answers;
    for (const Entry& entry : form.entries) {
        const auto at = said.find(entry.id);
        answers.push_back(at == said.end() ? entry.value : at->second);
    }
    return answers;
}

}  // namespace

TEST_CASE("the list of cases is that of the verb", "[admin][gui][cases]") {
    WorkTown town;
    town.expect({"case", "assign", CaseTown::id(3), "--to", "Street care", "--by", "x"});
    town.passes(20);
    const CaseworkModel model = town.model();
    const json listed = town.read_json({"case", "list", "--all", "--json"})["cases"];
    REQUIRE(model.little_things.size() == listed.size());
    for (std::size_t at = 0; at < listed.size(); ++at) {
        const CaseworkRow& row = model.little_things[at];
        CHECK(row.id == listed[at]["id"]);
        CHECK(row.state == listed[at]["state"]);
        CHECK(row.where == listed[at]["where"]);
        CHECK(row.owner == listed[at]["owner"]);
        CHECK(row.reports == listed[at]["reports"]);
        CHECK(row.late() == listed[at]["late"].get<bool>());
        CHECK(base::to_iso(row.due->day) == listed[at]["due"]);
    }
    CHECK(model.owners == std::vector<std::string>{"Street care"});
    CHECK(model.figures.open == 3);
    REQUIRE(model.figures.places.size() == 1);
    CHECK(model.figures.places[0].where == "canal_path");
    CHECK(model.requests.size() == 1);
    CHECK(model.complaints.size() == 1);
    // Two lamps that nobody took up, late needles, a request, a complaint to acknowledge.
    CHECK(waiting_in(model) == 5);
}

TEST_CASE("nothing personal is in the list, and a look at it is noted with its reason",
          "[admin][gui][cases][S5]") {
    WorkTown town;
    const CaseworkModel model = town.model();
    const CaseworkRow* row = model.find(CaseworkKind::little_thing, whole(1));
    REQUIRE(row != nullptr);
    CHECK(row->personal);
    CHECK(row->reads == "We have it. Nobody has looked at it yet.");
    {
        TownReader reader(town);
        CHECK_FALSE(look_at_casework(*reader, CaseworkKind::little_thing, whole(1), "").ok());
        CHECK_FALSE(
            look_at_casework(*reader, CaseworkKind::little_thing, whole(1), "to ring 07700 900001")
                .ok());
    }
    CHECK(town.office()->store().decisions().empty());
    TownReader reader(town);
    const auto part =
        look_at_casework(*reader, CaseworkKind::little_thing, whole(1), "to ring about the lamp");
    REQUIRE(part.ok());
    REQUIRE(part->lines.size() == 3);
    CHECK(part->lines[0].text.view() == "outside number 12");
    CHECK(part->lines[1].text.view() == "Jan Example");
    const auto noted = town.office()->store().decisions();
    REQUIRE(noted.size() == 1);
    CHECK(noted[0].what == "case");
    CHECK(noted[0].object == whole(1));
    CHECK(noted[0].reason == "to ring about the lamp");
}

TEST_CASE("whoever calls somebody reads first whether a message may be left",
          "[admin][gui][cases]") {
    WorkTown town;
    TownReader reader(town);
    const auto part = look_at_casework(*reader, CaseworkKind::request, whole(4), "first call");
    REQUIRE(part.ok());
    REQUIRE_FALSE(part->lines.empty());
    CHECK(part->lines[0].warning);
    const bool street = std::any_of(part->lines.begin(), part->lines.end(), [](const auto& line) {
        return line.text.view() == "Canary Street";
    });
    CHECK(street);
}

TEST_CASE("a case goes from the window to its resident as the verbs would take it",
          "[admin][gui][cases][E11]") {
    WorkTown town;
    const auto take = [&](const std::string& id, std::map<std::string, std::string> said) {
        const CaseworkModel model = town.model();
        const CaseworkRow row = *model.find(CaseworkKind::little_thing, whole(1));
        const NextStep step = step_of(next_steps(row, model.today), id);
        said.emplace("by", "R. Patel");
        const Form form = form_of(step, row, model, "");
        const auto answers = answers_of(form, said);
        CHECK(officer_in(form, answers) == "R. Patel");
        return town.run(order_of(step, row, form, answers).words);
    };
    CHECK(next_steps(*town.model().find(CaseworkKind::little_thing, whole(1)), town.clock.today())
              .front()
              .id == "assign");
    REQUIRE(take("assign", {{"to", "Street lighting"}}) == 0);
    CHECK(take("done", {{"text", "Lamp 14 is new."}}) == 1);  // nobody said that it was checked
    REQUIRE(take("done",
                 {{"text", "Lamp 14 is new."},
                  {"checked", "Yes, I checked"},
                  {"note", "- rang twice"}}) == 0);
    REQUIRE(take("tell", {{"how", "By a message"}}) == 0);
    const json shown = town.read_json({"case", "show", CaseTown::id(1), "--json"});
    CHECK(shown["state"] == "told");
    CHECK(shown["owner"] == "Street lighting");

    const CaseworkModel model = town.model();
    const auto steps = next_steps(*model.find(CaseworkKind::little_thing, whole(1)), model.today);
    CHECK_FALSE(step_of(steps, "close").enabled);
    CHECK(step_of(steps, "close").why_not.find("13 April 2026") != std::string::npos);
    town.passes(14);  // 30 March and 14 days
    REQUIRE(take("close", {}) == 0);
}

TEST_CASE("two reports of one thing are joined", "[admin][gui][cases]") {
    WorkTown town;
    const CaseworkModel model = town.model();
    const CaseworkRow& row = *model.find(CaseworkKind::little_thing, whole(1));
    REQUIRE(row.alike == std::vector<std::string>{whole(2)});
    REQUIRE(town.run(join_order(row, whole(2), "R. Patel").words) == 0);
    const CaseworkModel after = town.model();
    CHECK(after.find(CaseworkKind::little_thing, whole(1))->reports == 2);
    CHECK(after.find(CaseworkKind::little_thing, whole(2))->state == "duplicate");
}

TEST_CASE("requests and complaints go on from the window", "[admin][gui][cases]") {
    WorkTown town;
    const auto take = [&](CaseworkKind kind,
                          std::uint8_t number,
                          const std::string& id,
                          std::map<std::string, std::string> said) {
        const CaseworkModel model = town.model();
        const CaseworkRow row = *model.find(kind, whole(number));
        const NextStep step = step_of(next_steps(row, model.today), id);
        said.emplace("by", "R. Patel");
        const Form form = form_of(step, row, model, "");
        return town.run(order_of(step, row, form, answers_of(form, said)).words);
    };
    REQUIRE(take(CaseworkKind::request, 4, "seen", {}) == 0);
    REQUIRE(take(CaseworkKind::request, 4, "in_hand", {{"tried", "Tried in vain today"}}) == 0);
    CHECK(town.model().requests[0].tries == 1);
    REQUIRE(take(CaseworkKind::request, 4, "not_possible", {{"because", "the wall is not ours"}}) ==
            0);
    CHECK(town.read_json({"request", "list", "--all", "--json"})["requests"][0]["state"] ==
          "not_possible");
    REQUIRE(take(CaseworkKind::complaint, 5, "acknowledge", {}) == 0);
    REQUIRE(take(CaseworkKind::complaint, 5, "looking", {}) == 0);
    REQUIRE(take(CaseworkKind::complaint,
                 5,
                 "outcome",
                 {{"outcome", "They were right"},
                  {"text", "We were wrong. You can also go to ico.org.uk."}}) == 0);
    CHECK(town.read_json({"complaint", "list", "--json"})["complaints"][0]["outcome"] == "upheld");
}

TEST_CASE("a report and a complaint are keyed in, and a file for a partner is written",
          "[admin][gui][cases]") {
    WorkTown town;
    const Form report = keying_form(CaseworkKind::little_thing, town.clock.today());
    const auto keyed = answers_of(report, {{"kind", "Graffiti"}, {"place", "underpass"}});
    REQUIRE(town.run(keying_order(CaseworkKind::little_thing, report, keyed).words) == 0);
    CHECK(town.printed("Receipt number:"));
    const Form complaint = keying_form(CaseworkKind::complaint, town.clock.today());
    const auto said = answers_of(complaint, {{"text", "Nobody rang"}});
    REQUIRE(town.run(keying_order(CaseworkKind::complaint, complaint, said).words) == 0);
    CHECK(town.model().complaints.size() == 2);

    const Form file = export_form(town.model());
    const auto order = export_order(file, answers_of(file, {}));
    REQUIRE(town.run(order.words) == 0);
    const std::string name = "office/exports/little-things-2026-03-30.csv";
    const std::string csv = CaseTown::content_of(town.path(name));
    CHECK(csv.find("graffiti") != std::string::npos);
    CHECK(csv.find("number 12") == std::string::npos);
}
