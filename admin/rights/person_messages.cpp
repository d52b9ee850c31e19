#include "admin/rights/person_messages.h"

#include <algorithm>

#include "admin/messages/letter.h"
#include "admin/messages/message_matter.h"
#include "admin/messages/message_ref.h"
#include "admin/messages/message_settings.h"
#include "db/message_queue.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

namespace {

constexpr std::size_t smallest_look = 1;
constexpr std::array<std::string_view, 3> channel_words = {"call", "text message", "email"};

/// Nothing where no message was ever put in: looking makes no queue.
Result<std::unique_ptr<db::MessageQueue>> open_if_there(const MessageLog& log) {
    const std::filesystem::path file = message_queue_file(log.folder);
    const Result<base::Bytes> first = log.files.read(file, smallest_look);
    if (!first && first.error().kind == ErrorKind::absent) {
        return std::unique_ptr<db::MessageQueue>();
    }
    return db::MessageQueue::open(file, log.random, log.now);
}

bool is_about(const db::QueuedMessage& message, const std::set<events::SubjectId>& people) {
    const auto subject = events::SubjectId::from_bytes(message.name.subject.view());
    return subject && people.count(*subject) > 0;
}

std::string day_said(base::Moment moment) {
    return base::to_iso(std::chrono::floor<std::chrono::days>(moment));
}

}  // namespace

Result<json> messages_json(const MessageLog& log,
                           const std::set<events::SubjectId>& people,
                           const base::OrgId& org,
                           const sync::KeyRing& ring) {
    json all = json::array();
    const auto queue = open_if_there(log);
    if (!queue) {
        return queue.error();
    }
    for (const db::QueuedMessage& message :
         *queue ? (*queue)->all() : std::vector<db::QueuedMessage>{}) {
        if (!is_about(message, people)) {
            continue;
        }
        json one{{"kind",
                  events::message_kind_names.at(static_cast<std::size_t>(message.name.kind) - 1)},
                 {"by", channel_words.at(static_cast<std::size_t>(message.name.channel) - 1)},
                 {"state", db::name_of(message.state)},
                 {"put in on", day_said(message.created)},
                 {"since", day_said(message.changed)},
                 {"language", message.language},
                 {"reference", message.ref}};
        if (!message.letter.empty()) {
            const Result<Letter> letter = open_letter(message.letter, org, ring);
            one["to"] = letter ? std::string(letter->to.view()) : "(no key here opens it)";
            one["words"] = letter ? letter->text : std::string();
        }
        all.push_back(std::move(one));
    }
    return all;
}

Result<std::size_t> withdraw_messages(const MessageLog& log,
                                      const std::set<events::SubjectId>& people) {
    const auto queue = open_if_there(log);
    if (!queue || !*queue) {
        return queue ? Result<std::size_t>(std::size_t{0}) : queue.error();
    }
    std::vector<base::RecordId> subjects;
    std::transform(people.begin(), people.end(), std::back_inserter(subjects), [](const auto& id) {
        return *base::RecordId::from_bytes(id.view());
    });
    return (*queue)->forget(subjects, "they asked to be forgotten", log.now);
}

Result<bool> tell_copy_is_ready(const MessageLog& log,
                                const events::State& state,
                                const std::set<events::SubjectId>& people,
                                std::uint64_t sequence) {
    for (const events::SubjectId& subject : people) {
        const events::MessageKey key{subject, events::MessageKind::access_ready, sequence};
        const auto addressee = addressee_of(state, key);
        if (!addressee || !addressee->person->contact ||
            !addressee->person->agrees(events::Box::this_event) ||
            addressee->person->contact->preferred == events::Preferred::none) {
            continue;
        }
        const auto channel = static_cast<events::Channel>(addressee->person->contact->preferred);
        db::QueuedMessage message;
        message.ref = message_ref(key, channel);
        message.name = name_of(key, channel);
        message.occurrence = base::Bytes(events::OccurrenceId::size);
        message.language = addressee->language;
        message.state =
            channel == events::Channel::call ? db::MessageState::to_call : db::MessageState::queued;
        message.created = log.now;
        message.changed = log.now;
        message.next_try = events::after_quiet_hours(log.now);
        const auto queue =
            db::MessageQueue::open(message_queue_file(log.folder), log.random, log.now);
        if (!queue) {
            return queue.error();
        }
        const Result<std::size_t> added = (*queue)->add({message});
        return added ? Result<bool>(true) : added.error();
    }
    return false;
}

}  // namespace harmony::admin
