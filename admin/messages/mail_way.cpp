#include "admin/messages/mail_way.h"

#include <utility>

#include "admin/messages/mail_text.h"

namespace harmony::admin {
namespace {

/// After so long a mail server that did not answer is asked again, once (11.2).
constexpr std::chrono::minutes patience_of_mail{30};

WayEnd end_of(sync::MailEnd end) {
    switch (end) {
        case sync::MailEnd::taken: return WayEnd::taken;
        case sync::MailEnd::later: return WayEnd::later;
        case sync::MailEnd::refused: return WayEnd::refused;
        case sync::MailEnd::no_answer: return WayEnd::unknown;
        case sync::MailEnd::server: break;
    }
    return WayEnd::rests;
}

class ByMail final : public MessageWay {
public:
    ByMail(MailWay settings, std::string organisation, std::unique_ptr<sync::MailClient> client)
        : settings_(std::move(settings)),
          organisation_(std::move(organisation)),
          client_(std::move(client)) {}

    [[nodiscard]] std::string_view name() const override { return "mail"; }

    [[nodiscard]] std::chrono::minutes patience(int) const override { return patience_of_mail; }

    [[nodiscard]] WayOutcome send(const Letter& letter,
                                  const std::string& ref,
                                  const std::function<base::Result<void>()>& before_end) override {
        const auto mail =
            mail_text(letter, {organisation_, settings_.from, settings_.reply_to, ref});
        if (!mail) {
            return {WayEnd::refused, mail.error().message, mail.error().message, "", {}};
        }
        const sync::MailOutcome outcome = client_->send(
            {settings_.from, std::string(letter.to.view())}, base::as_bytes(*mail), before_end);
        return {end_of(outcome.end), outcome.said, outcome.note, "", {}};
    }

    [[nodiscard]] bool keeps_list() const override { return false; }
    [[nodiscard]] LookedUp look_up(const std::string&) override { return {}; }
    [[nodiscard]] Followed follow(const std::string&) override { return {}; }

private:
    MailWay settings_;
    std::string organisation_;
    std::unique_ptr<sync::MailClient> client_;
};

}  // namespace

std::unique_ptr<MessageWay> make_mail_way(const MailWay& settings,
                                          std::string organisation,
                                          std::unique_ptr<sync::MailClient> client) {
    return std::make_unique<ByMail>(settings, std::move(organisation), std::move(client));
}

}  // namespace harmony::admin
