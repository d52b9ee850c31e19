#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <set>

#include "admin/office_folder.h"
#include "base/error.h"
#include "base/files.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/time.h"
#include "events/fold.h"
#include "events/ids.h"
#include "sync/wraps.h"

// Messages as somebody's data: part of their copy, and gone with them (design of events, 17.2).
namespace harmony::admin {

/// Where the queue of messages is and what opens it. There may be none: then nothing was sent.
struct MessageLog {
    base::Files& files;
    const OfficeFolder& folder;
    base::RandomSource& random;
    base::Moment now;
};

/// What was or is to be sent about these sign-ups, requests, cases and complaints: kind, way,
/// state, days, and address and words as long as they are kept. Errors: those of the queue.
[[nodiscard]] base::Result<nlohmann::json> messages_json(const MessageLog& log,
                                                         const std::set<events::SubjectId>& people,
                                                         const base::OrgId& org,
                                                         const sync::KeyRing& ring);

/// Nothing is sent to them any more, and nothing of what was sent stays but that it was: how many
/// messages that were waiting are dropped. Errors: those of the queue.
[[nodiscard]] base::Result<std::size_t> withdraw_messages(
    const MessageLog& log, const std::set<events::SubjectId>& people);

/// Puts in the message that the copy is ready, for the first of these records that may be told one
/// way or another; `sequence` names the request. False when none of them can be told.
[[nodiscard]] base::Result<bool> tell_copy_is_ready(const MessageLog& log,
                                                    const events::State& state,
                                                    const std::set<events::SubjectId>& people,
                                                    std::uint64_t sequence);

}  // namespace harmony::admin
