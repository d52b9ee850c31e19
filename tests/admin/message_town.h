#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "facts_town.h"
#include "support/message_server.h"

namespace harmony::tests {

/// A town with an event on Monday 20 April 2026 at 18:00, three weeks from its today, and residents
/// who sign up for it.
struct MessageTown : FactsTown {
    MessageTown() {
        write("venues.toml",
              "[library]\nname = \"Library\"\naddress = [\"High Street\"]\n"
              "postcode = \"TS19 0DE\"\n[library.access]\nhearing_loop = \"yes\"\n");
        write("meeting.toml",
              "kind = \"family_fun\"\nstatus = \"published\"\nsign_up = \"optional\"\n"
              "spaces = 500\n"
              "summary = \"All welcome.\"\norganiser = \"Example Council\"\n"
              "public_contact = \"01632 960001\"\nvenue = \"library\"\n"
              "start_local = 2026-04-20T18:00:00\nduration_min = 90\n"
              "[title]\nen = \"Spring meeting\"\nur = \"بہار کا اجلاس\"\n");
        must({"event", "venues", "--file", text_path("venues.toml")});
        must({"event", "add", "--json", "--file", text_path("meeting.toml")});
        const std::string series = nlohmann::json::parse(terminal.printed)["series"];
        must({"event", "expand", series, "--json"});
        date = *events::OccurrenceId::from_hex(
            nlohmann::json::parse(terminal.printed)["dates"][0]["id"].get<std::string>());
    }

    void must(const std::vector<std::string>& words) {
        base::promise(run(words) == 0, terminal.complaints.c_str());
    }

    /// Somebody with a space, and the way to reach them.
    void resident(std::uint8_t number,
                  const std::string& email,
                  const std::string& phone = "",
                  const std::string& language = "en",
                  events::Outcome outcome = events::Outcome::confirmed) {
        events::SignedUp made;
        made.outcome = outcome;
        made.turn = outcome == events::Outcome::waiting ? number : 0;
        made.code = 482'917'360;
        made.language = language;
        say(subject(number), made);
        events::ContactGiven given;
        given.contact.name = base::SecretText("Ayesha Example");
        given.contact.email = base::SecretText(email);
        given.contact.phone = base::SecretText(phone);
        given.contact.preferred =
            email.empty() ? events::Preferred::text : events::Preferred::email;
        events::Agreement agreed;
        agreed.yes = true;
        agreed.language = language;
        given.agreements.push_back(agreed);
        say(subject(number), given);
    }

    /// Tells the office of a mail server. The council's own root is the server's.
    void use_mail(const MessageServer& server, const std::string& tls = "starttls") {
        trust(server);
        write("mail-secret", "office\na password\n");
        must({"message",
              "server",
              "mail",
              "--host",
              "127.0.0.1",
              "--port",
              std::to_string(server.port()),
              "--tls",
              tls,
              "--from",
              "events@example.org",
              "--secret-file",
              text_path("mail-secret")});
    }

    void use_notify(const MessageServer& server, bool emails = false) {
        write("notify-key",
              "office-key-26785a09-ab16-4eb0-8407-a37497a57506-"
              "3d844edf-8d35-48ac-975b-e847b4f122b0\n");
        std::vector<std::string> words = {"message",
                                          "server",
                                          "notify",
                                          "--base",
                                          "http://127.0.0.1:" + std::to_string(server.port()),
                                          "--key-file",
                                          text_path("notify-key"),
                                          "--text-template",
                                          "text-1"};
        if (emails) {
            words.insert(words.end(), {"--email-template", "email-1"});
        }
        must(words);
    }

    /// `message run`; what it says in numbers.
    nlohmann::json send_messages(int exit = 0) {
        const int ended = run({"message", "run", "--json"});
        if (ended != exit) {
            throw base::BrokenPromise(terminal.complaints + terminal.printed);
        }
        return nlohmann::json::parse(terminal.printed, nullptr, false);
    }

    nlohmann::json listed() {
        must({"message", "list", "--json"});
        return nlohmann::json::parse(terminal.printed)["messages"];
    }

    /// Names the server's root in office.json, as an officer does for the stores.
    void trust(const MessageServer& server) {
        const auto file = path("office/office.json");
        auto settings =
            nlohmann::json::parse(base::as_text(*files.read(file, 65536)), nullptr, false);
        settings["network"] = {
            {"proxy", "none"}, {"ca_file", server.ca().string()}, {"pin_sha256", ""}};
        const std::string text = settings.dump(2);
        base::promise(files.write(file, base::as_bytes(text), base::IfPresent::replace, 0600).ok(),
                      "office.json cannot be written");
    }

    /// Clock and tolerance of a Notify that lives in this town's time.
    [[nodiscard]] std::vector<std::string> town_clock(const std::string& tolerance = "30") const {
        return {std::to_string(clock.now().time_since_epoch().count() / 1000), tolerance};
    }
};

}  // namespace harmony::tests
