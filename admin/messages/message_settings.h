#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "admin/office.h"
#include "base/error.h"
#include "base/files.h"
#include "base/random.h"
#include "base/secret.h"
#include "sync/mail_client.h"
#include "sync/web_address.h"

namespace harmony::admin {

/// How the office sends email.
struct MailWay {
    sync::MailServer server;
    std::string from;      ///< the sender's address
    std::string reply_to;  ///< empty: the same
    bool named = false;    ///< the server wants a name and password

    bool operator==(const MailWay&) const = default;
};

/// GOV.UK Notify (docs/formats/messages.md). Its templates hold one place each, `((message))`, and
/// that of emails `((subject))` as well.
struct NotifyWay {
    std::string base = "https://api.notifications.service.gov.uk";
    std::string text_template;   ///< empty: no text messages
    std::string email_template;  ///< empty: emails go by the mail server

    bool operator==(const NotifyWay&) const = default;
};

/// How messages leave the office: `messages.json` of its folder. Names and passwords are kept
/// apart, sealed (`keep_store_secret`).
struct MessageSettings {
    std::optional<MailWay> mail;
    std::optional<NotifyWay> notify;
    std::string phone;  ///< that residents may call, where an event names none; may be empty

    bool operator==(const MessageSettings&) const = default;
};

[[nodiscard]] std::filesystem::path message_settings_file(const OfficeFolder& folder);
[[nodiscard]] std::filesystem::path message_queue_file(const OfficeFolder& folder);

/// Nothing is set up when there is no such file. Errors: unreadable (which member).
[[nodiscard]] base::Result<MessageSettings> read_message_settings(base::Files& files,
                                                                  const OfficeFolder& folder);
[[nodiscard]] base::Result<void> keep_message_settings(const MessageSettings& settings,
                                                       base::Files& files,
                                                       const OfficeFolder& folder);

/// Under which address the secret of a server is kept.
[[nodiscard]] sync::WebAddress secret_place(const sync::MailServer& server);
/// Errors: refused (no such address: https, or http on this very machine).
[[nodiscard]] base::Result<sync::WebAddress> secret_place(const NotifyWay& notify);

}  // namespace harmony::admin
