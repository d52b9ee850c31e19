#pragma once

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "facts_town.h"

namespace harmony::tests {

/// A town with cases, requests and complaints, worked by `harmony-admin`.
struct CaseTown : FactsTown {
    using json = nlohmann::json;

    /// A report of a broken lamp at `place`, with a canary in its words.
    void reports(std::uint8_t number,
                 const std::string& place,
                 std::string_view words = "outside number 12") {
        events::CaseOpened opened;
        opened.kind = events::CaseKind::street_light;
        opened.place = place;
        opened.text.assign(words);
        opened.language = "en";
        say(subject(number), opened);
    }

    /// How somebody is reached; all of it invented.
    void contact(std::uint8_t number, std::string_view name, std::string_view phone) {
        events::ContactGiven given;
        given.contact.name.assign(name);
        given.contact.phone.assign(phone);
        given.contact.preferred = events::Preferred::phone_call;
        events::Agreement agreed;
        agreed.yes = true;
        agreed.language = "en";
        given.agreements.push_back(agreed);
        say(subject(number), given);
    }

    void passes(int days) { clock.advance(std::chrono::hours{24 * days}); }

    json read_json(const std::vector<std::string>& words) {
        base::promise(run(words) == 0, terminal.complaints.c_str());
        return json::parse(terminal.printed);
    }

    /// Whether these words stand in what was printed or complained.
    [[nodiscard]] bool printed(std::string_view words) const {
        return terminal.printed.find(words) != std::string::npos;
    }
    [[nodiscard]] bool complained(std::string_view words) const {
        return terminal.complaints.find(words) != std::string::npos;
    }

    static std::string id(std::uint8_t number) { return subject(number).hex().substr(0, 8); }

    static std::string content_of(const std::filesystem::path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    /// Files below a folder in which these words stand.
    [[nodiscard]] std::vector<std::string> files_with(const std::string& folder,
                                                      std::string_view words) const {
        std::vector<std::string> found;
        for (const auto& [name, content] : snapshot(path(folder))) {
            if (content.find(words) != std::string::npos) {
                found.push_back(name);
            }
        }
        return found;
    }
};

}  // namespace harmony::tests
