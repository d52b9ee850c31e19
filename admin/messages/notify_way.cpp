// GOV.UK Notify by its REST interface (docs/formats/messages.md):
//  1. What was taken follows from the status and its `error`, never from the words beside it.
//  2. 403 is about our clock or key, 429 about our limits: the way rests, the message waits.
//  3. Whatever else is not a clear yes or no may have been taken, and is looked up.
//  4. Nothing that a resident typed stands in a message, so there is nothing to sanitise.
#include "admin/messages/notify_way.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "sync/http_trouble.h"

namespace harmony::admin {
namespace {

using base::Moment;
using base::Result;
using nlohmann::json;
using std::chrono::minutes;

constexpr std::string_view no_answer =
    "GOV.UK Notify does not answer. Is this computer on the network?";
constexpr std::size_t answer_cap = 1U << 16U;
constexpr std::chrono::seconds clock_may_differ{30};
constexpr std::chrono::seconds short_rest{60};
constexpr minutes after_midnight{5};
constexpr std::array<minutes, 3> back_off = {minutes{1}, minutes{5}, minutes{30}};

std::string word_of(const json& object, const char* key) {
    const json value = object.is_object() ? object.value(key, json()) : json();
    return value.is_string() ? value.get<std::string>() : std::string();
}

/// The first `error` of `{"errors":[{"error":"BadRequestError","message":"..."}]}`.
std::string error_in(const json& answer) {
    const json errors = answer.is_object() ? answer.value("errors", json()) : json();
    return errors.is_array() && !errors.empty() ? word_of(errors.front(), "error") : std::string();
}

/// The words beside it, for the officer alone.
std::string message_in(const json& answer) {
    const json errors = answer.is_object() ? answer.value("errors", json()) : json();
    return errors.is_array() && !errors.empty() ? word_of(errors.front(), "message")
                                                : std::string();
}

bool has_failed(const std::string& status) {
    return status.find("failure") != std::string::npos || status == "validation-failed" ||
           status == "cancelled";
}

class ByNotify final : public MessageWay {
public:
    ByNotify(NotifyWay settings,
             NotifyKey key,
             std::unique_ptr<sync::HttpClient> client,
             const base::Clock& clock)
        : settings_(std::move(settings)),
          key_(std::move(key)),
          client_(std::move(client)),
          clock_(clock) {}

    [[nodiscard]] std::string_view name() const override { return "notify"; }

    [[nodiscard]] minutes patience(int unanswered) const override {
        const auto at = static_cast<std::size_t>(std::max(1, unanswered)) - 1;
        return back_off.at(std::min(at, back_off.size() - 1));
    }

    [[nodiscard]] WayOutcome send(const Letter& letter,
                                  const std::string& ref,
                                  const std::function<Result<void>()>& before_end) override {
        const bool text = letter.channel == events::Channel::text;
        const std::string body = body_of(letter, ref);
        if (const Result<void> ready = before_end(); !ready) {
            return {WayEnd::later, ready.error().message, "kept back", "", {}};
        }
        const auto answer =
            ask("POST", text ? "/v2/notifications/sms" : "/v2/notifications/email", body);
        if (!answer) {
            return {WayEnd::unknown, std::string(no_answer), "no answer", "", {}};
        }
        return outcome_of(*answer);
    }

    [[nodiscard]] bool keeps_list() const override { return true; }

    [[nodiscard]] LookedUp look_up(const std::string& ref) override {
        const auto answer = ask("GET", "/v2/notifications?reference=" + ref, "");
        if (!answer) {
            return {Found::no_answer, "", std::string(no_answer)};
        }
        const json object = json::parse(base::as_text(answer->body), nullptr, false);
        const json list = object.is_object() ? object.value("notifications", json()) : json();
        if (answer->status != 200 || !list.is_array()) {
            return {Found::no_answer, "", refusal(*answer)};
        }
        for (const json& one : list) {
            if (word_of(one, "reference") == ref && !has_failed(word_of(one, "status"))) {
                return {Found::there, word_of(one, "id"), ""};
            }
        }
        return {Found::not_there, "", ""};
    }

    [[nodiscard]] Followed follow(const std::string& provider) override {
        const auto answer = ask("GET", "/v2/notifications/" + provider, "");
        if (!answer || answer->status != 200) {
            return {Fate::no_answer, ""};
        }
        const json object = json::parse(base::as_text(answer->body), nullptr, false);
        const std::string status = word_of(object, "status");
        return status == "delivered" ? Followed{Fate::delivered, ""}
               : has_failed(status)  ? Followed{Fate::failed, status}
                                     : Followed{};
    }

private:
    [[nodiscard]] std::string body_of(const Letter& letter, const std::string& ref) const {
        const bool text = letter.channel == events::Channel::text;
        json places{{"message",
                     letter.english.empty() ? letter.text : letter.text + "\n\n" + letter.english}};
        if (!text) {
            places["subject"] = letter.subject;
        }
        return json{{text ? "phone_number" : "email_address", std::string(letter.to.view())},
                    {"template_id", text ? settings_.text_template : settings_.email_template},
                    {"personalisation", places},
                    {"reference", ref}}
            .dump();
    }

    [[nodiscard]] Result<sync::HttpAnswer> ask(const std::string& method,
                                               const std::string& path,
                                               const std::string& body) {
        sync::HttpRequest request;
        request.method = method;
        request.url = settings_.base + path;
        request.headers = {{"Authorization", "Bearer " + notify_token(key_, clock_.now())},
                           {"Content-Type", "application/json"}};
        request.body = base::as_bytes(body);
        request.cap = answer_cap;
        return client_->send(request);
    }

    [[nodiscard]] WayOutcome outcome_of(const sync::HttpAnswer& answer) const {
        const json object = json::parse(base::as_text(answer.body), nullptr, false);
        const std::string error = error_in(object);
        const std::string note = error.empty() ? fmt::to_string(answer.status)
                                               : fmt::format("{} {}", answer.status, error);
        const std::string said =
            fmt::format("GOV.UK Notify refuses it ({}): {}", note, message_in(object));
        if (answer.status == 201) {
            return {WayEnd::taken, "", "", word_of(object, "id"), {}};
        }
        if (answer.status == 400) {
            return {WayEnd::refused, said, note, "", {}};
        }
        if (answer.status == 403 || answer.status == 401) {
            return {WayEnd::rests, refusal(answer), note, "", {}};
        }
        if (answer.status == 429) {
            return {WayEnd::rests, refusal(answer), note, "", rest_after(error)};
        }
        return {WayEnd::unknown, said, note, "", {}};
    }

    [[nodiscard]] Moment rest_after(const std::string& error) const {
        const Moment now = clock_.now();
        const auto tomorrow = std::chrono::floor<std::chrono::days>(now) + std::chrono::days{1};
        return error == "TooManyRequestsError" ? Moment{tomorrow + after_midnight}
                                               : now + short_rest;
    }

    /// What stands in the way, and how to mend it.
    [[nodiscard]] std::string refusal(const sync::HttpAnswer& answer) const {
        const json object = json::parse(base::as_text(answer.body), nullptr, false);
        const std::string error = error_in(object);
        if (answer.status == 403 || answer.status == 401) {
            return "GOV.UK Notify does not let this office in (" + fmt::to_string(answer.status) +
                   "). " + clock_or_key(answer);
        }
        if (answer.status == 429) {
            return error == "TooManyRequestsError"
                       ? "GOV.UK Notify has taken as many messages today as it may. The rest goes "
                         "tomorrow"
                       : "GOV.UK Notify asks to go more slowly. Run it again in a minute";
        }
        return fmt::format("GOV.UK Notify has a fault of its own ({}). Run it again later",
                           answer.status);
    }

    [[nodiscard]] std::string clock_or_key(const sync::HttpAnswer& answer) const {
        const auto theirs = sync::http_date(answer.header("date"));
        if (!theirs) {
            return "Check this computer's clock, or the key: harmony-admin message server notify";
        }
        const auto off = std::chrono::floor<std::chrono::seconds>(clock_.now() - *theirs);
        if (std::chrono::abs(off) <= clock_may_differ) {
            return "The clock is right, so it is the key: make a new one there, and set it with "
                   "harmony-admin message server notify";
        }
        return fmt::format("This computer's clock is {} s {}: set the clock",
                           std::chrono::abs(off).count(),
                           off.count() > 0 ? "ahead" : "behind");
    }

    NotifyWay settings_;
    NotifyKey key_;
    std::unique_ptr<sync::HttpClient> client_;
    const base::Clock& clock_;
};

}  // namespace

std::unique_ptr<MessageWay> make_notify_way(const NotifyWay& settings,
                                            NotifyKey key,
                                            std::unique_ptr<sync::HttpClient> client,
                                            const base::Clock& clock) {
    return std::make_unique<ByNotify>(settings, std::move(key), std::move(client), clock);
}

}  // namespace harmony::admin
