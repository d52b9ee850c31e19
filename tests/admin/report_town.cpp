#include "admin/report_town.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "admin/published_shelf.h"
#include "base/random.h"
#include "support/drafted_answers.h"

namespace harmony::tests {

namespace {

constexpr std::size_t a_batch = 2'000;
constexpr std::array<const char*, 10> places = {"northgate",
                                                "riverside",
                                                "millfield",
                                                "castle_park",
                                                "northgate",
                                                "riverside",
                                                "millfield",
                                                "castle_park",
                                                "northgate",
                                                "riverside"};

std::string id_of(std::size_t engagement) {
    return fmt::format("{:016x}", 0xae76379f83b50000U + engagement);
}

/// The first half in January to March, the second in April to June.
base::Day day_of(std::size_t engagement, std::size_t engagements) {
    const std::size_t half = std::max<std::size_t>(engagements / 2, 1);
    const base::Day first = *base::day_from_iso(engagement < half ? "2026-01-12" : "2026-04-06");
    return first + std::chrono::days(70 * (engagement % half) / half);
}

nlohmann::json content_of(const TownPlan& plan) {
    nlohmann::json content = {{"partners", "Example Police"},
                              {"area", "Example Borough"},
                              {"readers", "the team"},
                              {"keep_until", "2027-03-31"},
                              {"languages", {"en"}},
                              {"what_next", {{"en", "We meet in July."}}},
                              {"engagements", nlohmann::json::array()}};
    for (std::size_t at = 0; at < plan.engagements; ++at) {
        content["engagements"].push_back({{"id", id_of(at)},
                                          {"title", fmt::format("Stall {}", at + 1)},
                                          {"venue", "The shops"},
                                          {"place", places.at(at % places.size())},
                                          {"kind", at % 3 == 0 ? "drop_in" : "stall"},
                                          {"day", base::to_iso(day_of(at, plan.engagements))}});
    }
    return content;
}

}  // namespace

ReportTown::ReportTown(const TownPlan& plan) {
    clock.set(*base::day_from_iso("2026-06-30") + std::chrono::hours{12});
    make_office();
    publish_shipped(plan);
    std::vector<FakeKiosk> kiosks;
    for (std::size_t at = 0; at < plan.kiosks; ++at) {
        kiosks.push_back(enrol(fmt::format("Kiosk {}", at + 1)));
    }
    for (const std::string& survey : plan.surveys) {
        answer(survey, plan, kiosks);
    }
    base::promise(sync() == 0, terminal.complaints.c_str());
}

void ReportTown::publish_shipped(const TownPlan& plan) {
    write("content.json", content_of(plan).dump());
    std::vector<std::string> words = {"publish",
                                      "--content",
                                      text_path("content.json"),
                                      "--phrases",
                                      HARMONY_SOURCE_DIR "/assets/phrases",
                                      "--to",
                                      "folder:" + text_path("stick")};
    for (const std::string& survey : plan.surveys) {
        words.insert(words.end(), {"--survey", HARMONY_SOURCE_DIR "/assets/surveys/" + survey});
    }
    base::promise(run(words) == 0, terminal.complaints.c_str());
}

void ReportTown::answer(const std::string& survey,
                        const TownPlan& plan,
                        std::vector<FakeKiosk>& kiosks) {
    const auto opened = office();
    base::FormName name;
    for (const admin::ShelvedSurvey& shelved : admin::surveys_on_shelf(opened->store())) {
        name = shelved.id == survey ? shelved.name : name;
    }
    const survey::Form form = *admin::form_on_shelf(opened->store(), name);
    base::SeededRandom chance(7);
    std::vector<survey::Response> people;
    for (std::size_t at = 0; at < std::min(plan.different, plan.answers); ++at) {
        people.push_back(answer_at_random(form, clock.now(), chance));
    }
    sync::FolderCourier stick = courier();
    std::vector<base::Bytes> bodies;
    for (std::size_t at = 0; at < plan.answers; ++at) {
        survey::Response& person = people[at % people.size()];
        const auto stall = static_cast<std::size_t>(chance.below(plan.engagements));
        person.engagement = base::EngagementId::from_hex(id_of(stall));
        person.day = day_of(stall, plan.engagements);
        const base::SecretBytes body = survey::encode(person, form);
        bodies.emplace_back(body.begin(), body.end());
        if (bodies.size() == a_batch || at + 1 == plan.answers) {
            kiosks[at / a_batch % kiosks.size()].send(stick, bodies, clock.today());
            bodies.clear();
        }
    }
}

std::map<std::string, std::string> ReportTown::report(const std::string& name,
                                                      std::vector<std::string> words) {
    const std::string folder = "out-" + name;
    words.insert(words.begin(), {"report", name, "--out", text_path(folder)});
    const int code = run(words);
    base::promise(code == 0, terminal.complaints.c_str());
    return snapshot(path(folder));
}

}  // namespace harmony::tests
