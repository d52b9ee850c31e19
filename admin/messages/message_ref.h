#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "db/message_queue.h"
#include "events/messages.h"

// What a message is called, and when its kind may go out.
namespace harmony::admin {

/// The reference of a message: `H` and 25 letters of base32. It follows from the subject, which is
/// drawn at random and known to this office alone, so it names nobody; and it is the same wherever
/// the queue stands, so a server that keeps references never takes one message twice.
[[nodiscard]] std::string message_ref(const events::MessageKey& key, events::Channel channel);

[[nodiscard]] db::MessageName name_of(const events::MessageKey& key, events::Channel channel);
[[nodiscard]] events::MessageKey key_of(const db::MessageName& name);

/// The first moment from `now` on at which a message of that kind may go out (11.1): nothing but a
/// cancellation within 24 hours of `start` goes out between 20:00 and 08:00.
[[nodiscard]] base::Moment may_go_out(events::MessageKind kind,
                                      const std::optional<base::Moment>& start,
                                      base::Moment now);

}  // namespace harmony::admin
