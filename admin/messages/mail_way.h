#pragma once

#include <memory>
#include <string>

#include "admin/messages/message_settings.h"
#include "admin/messages/message_way.h"
#include "sync/mail_client.h"

namespace harmony::admin {

/// Emails by a mail server. `organisation` is the sender's name.
[[nodiscard]] std::unique_ptr<MessageWay> make_mail_way(const MailWay& settings,
                                                        std::string organisation,
                                                        std::unique_ptr<sync::MailClient> client);

}  // namespace harmony::admin
