#pragma once

#include <memory>

#include "admin/messages/message_settings.h"
#include "admin/messages/message_way.h"
#include "admin/messages/notify_token.h"
#include "base/time.h"
#include "sync/http_client.h"

namespace harmony::admin {

/// Text messages and emails by GOV.UK Notify. It keeps no key against doing a thing twice, so a
/// reference without an answer is looked up before it is ever sent again. `clock` must outlive it.
[[nodiscard]] std::unique_ptr<MessageWay> make_notify_way(const NotifyWay& settings,
                                                          NotifyKey key,
                                                          std::unique_ptr<sync::HttpClient> client,
                                                          const base::Clock& clock);

}  // namespace harmony::admin
