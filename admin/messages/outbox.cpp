// One message a reference, whatever is killed and repeated:
//  1. What is due is put in by name; the queue takes each name once.
//  2. A message goes to `sending` on the disk, with its sealed letter, before a server is asked.
//  3. It goes to `handing_over` on the disk before the last bytes leave.
//  4. The server's answer is written down last. Without it the message is `unknown`: a server that
//     keeps references is asked for it; a mail server gets it once more, with the same Message-ID.
//  5. A fault of the way (no network, a wrong password) costs no message a try.
#include "admin/messages/outbox.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "events/local_time.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Moment;
using base::Result;
using db::MessageState;
using db::QueuedMessage;
using events::Channel;
using events::MessageKind;

constexpr std::array<std::chrono::minutes, 4> waits = {std::chrono::minutes{1},
                                                       std::chrono::minutes{5},
                                                       std::chrono::minutes{30},
                                                       std::chrono::minutes{120}};
constexpr std::chrono::hours followed_for{72};
constexpr std::chrono::hours try_again_unsaid{1};
constexpr int most_unanswered = 2;

/// Far enough: an officer decides.
constexpr std::chrono::days never{36500};

void say_once(OutboxReport& report, const std::string& sentence) {
    if (std::find(report.sentences.begin(), report.sentences.end(), sentence) ==
        report.sentences.end()) {
        report.sentences.push_back(sentence);
    }
}

bool has_calendar(MessageKind kind) {
    switch (kind) {
        case MessageKind::confirmation:
        case MessageKind::promoted:
        case MessageKind::changed:
        case MessageKind::cancelled: return true;
        default: return false;
    }
}

const base::SecretText& address_of(const events::Contact& contact, Channel channel) {
    return channel == Channel::email ? contact.email : contact.phone;
}

}  // namespace

std::vector<QueuedMessage> Outbox::news() const {
    const Moment now = tools_.clock.now();
    events::SentMessages sent;
    for (const QueuedMessage& message : tools_.queue.all()) {
        const events::MessageKey key = key_of(message.name);
        sent.keys.insert(key);
        // The first time this office had something to say to somebody is when they came to it.
        const auto first = sent.imported.emplace(key.subject, message.created).first;
        first->second = std::min(first->second, message.created);
    }
    const std::map<events::SubjectId, Moment> known = sent.imported;
    for (const events::SignUpRecord& record : tools_.sources.state.sign_ups) {
        sent.imported.emplace(record.id, now);
    }
    std::vector<QueuedMessage> fresh;
    for (const events::DueMessage& due : events::due_messages(tools_.sources.state, sent, now)) {
        for (const Channel channel : due.channels) {
            QueuedMessage message;
            message.ref = message_ref(due.key, channel);
            message.name = name_of(due.key, channel);
            message.occurrence = base::copy_bytes(due.occurrence.view());
            message.language = due.language.empty() ? "en" : due.language;
            message.state = channel == Channel::call ? MessageState::to_call : MessageState::queued;
            message.created = now;
            message.changed = now;
            message.next_try = due.send_from;
            // Whoever hears for the first time hears of the new time at once.
            if (due.key.kind == MessageKind::changed && known.count(due.key.subject) == 0) {
                message.state = MessageState::dropped;
                message.trouble = "the first message says it";
            }
            fresh.push_back(std::move(message));
        }
    }
    return fresh;
}

Result<void> Outbox::collect(OutboxReport& report) {
    const std::vector<QueuedMessage> fresh = news();
    const Result<std::size_t> added = tools_.queue.add(fresh);
    if (!added) {
        return added.error();
    }
    report.queued = *added;
    report.to_call = static_cast<std::size_t>(
        std::count_if(fresh.begin(), fresh.end(), [](const QueuedMessage& message) {
            return message.state == MessageState::to_call;
        }));
    report.by_hand = events::told_by_hand(tools_.sources.state, {}, tools_.clock.now()).size();
    return {};
}

Result<std::size_t> Outbox::collect_as_dropped(const std::string& reason) {
    std::vector<QueuedMessage> fresh = news();
    for (QueuedMessage& message : fresh) {
        message.state = MessageState::dropped;
        message.trouble = reason;
    }
    return tools_.queue.add(fresh);
}

Result<void> Outbox::change(QueuedMessage& message, MessageState to, std::string trouble) {
    const MessageState from = message.state;
    message.state = to;
    message.changed = tools_.clock.now();
    message.trouble = std::move(trouble);
    return tools_.queue.move(from, message);
}

MessageWay* Outbox::way_of(const QueuedMessage& message) const {
    return static_cast<Channel>(message.name.channel) == Channel::email ? tools_.mail : tools_.text;
}

std::string Outbox::reason_to_drop(const QueuedMessage& message) const {
    const events::MessageKey key = key_of(message.name);
    const auto addressee = addressee_of(tools_.sources.state, key);
    if (!addressee) {
        return "nobody is known by it any more";
    }
    const events::PersonRecord& person = *addressee->person;
    const auto channel = static_cast<Channel>(message.name.channel);
    if (!person.contact || !person.agrees(events::Box::this_event) ||
        address_of(*person.contact, channel).empty()) {
        return "they took back their details or their consent";
    }
    if (!addressee->alive) {
        return "it is no longer so";
    }
    const auto* date = tools_.sources.state.occurrence(addressee->occurrence);
    const Moment now = tools_.clock.now();
    const bool over = date != nullptr &&
                      ((date->end && now >= *date->end) ||
                       (key.kind == MessageKind::reminder && date->start && now >= *date->start));
    return over ? "the event is over" : "";
}

Result<Letter> Outbox::compose(const QueuedMessage& message) const {
    const events::MessageKey key = key_of(message.name);
    const auto addressee = addressee_of(tools_.sources.state, key);
    if (!addressee || !addressee->person->contact) {
        return Error{ErrorKind::absent, "nobody is known by it any more"};
    }
    const Result<FoundMatter> found = matter_of(key, *addressee, tools_.sources);
    if (!found) {
        return found.error();
    }
    const auto english = tools_.phrases.of("en");
    const auto own = tools_.phrases.of(message.language);
    if (!english || !own) {
        return english ? own.error() : english.error();
    }
    Letter letter;
    letter.channel = static_cast<Channel>(message.name.channel);
    letter.to = address_of(*addressee->person->contact, letter.channel);
    letter.made = tools_.clock.now();
    WordedMessage said = word_message(found->matter, **own, **english, letter.channel);
    const WordedMessage plain = word_message(found->matter, **english, **english, letter.channel);
    letter.language = (*own)->code;
    letter.draft = said.draft;
    letter.english = said.draft ? plain.text : std::string();
    if (letter.channel == Channel::text && said.draft) {
        const std::string both = said.text + '\n' + plain.text;
        const bool fits = text_size(both).fits();
        said.text = fits ? both : plain.text;
        letter.language = fits ? letter.language : "en";
        letter.english.clear();
    }
    letter.subject = std::move(said.subject);
    letter.text = std::move(said.text);
    if (letter.channel == Channel::email && found->date && has_calendar(key.kind)) {
        letter.calendar = calendar_of(
            *found->date, tools_.sources.shelf, letter.language, tools_.domain, letter.made);
        letter.cancels = found->date->occurrence.state == events::OccurrenceState::cancelled;
    }
    return letter;
}

Result<Letter> Outbox::letter_of(const QueuedMessage& message) const {
    // What may have gone out once says the same again; all else says what is true now.
    const bool again = message.unanswered > 0 && !message.letter.empty();
    return again ? open_letter(message.letter, tools_.org, tools_.ring) : compose(message);
}

Result<bool> Outbox::settle(QueuedMessage& message, MessageWay& way, OutboxReport& report) {
    const LookedUp looked = way.look_up(message.ref);
    const Moment now = tools_.clock.now();
    switch (looked.found) {
        case Found::there: {
            message.provider = looked.provider;
            ++report.found_sent;
            const Result<void> done = change(message, MessageState::sent, "");
            return done ? Result<bool>(false) : done.error();
        }
        case Found::not_there: {
            const Result<void> done = change(message, MessageState::queued, message.trouble);
            return done ? Result<bool>(true) : done.error();
        }
        case Found::cannot_say: {
            if (message.unanswered < most_unanswered) {
                return true;
            }
            message.next_try = now + never;
            break;
        }
        case Found::no_answer: {
            message.next_try = now + way.patience(message.unanswered + 1);
            say_once(report, looked.said);
            break;
        }
    }
    ++report.unknown;
    const Result<void> done = change(message, MessageState::unknown, message.trouble);
    return done ? Result<bool>(false) : done.error();
}

Result<void> Outbox::send_one(QueuedMessage message, OutboxReport& report) {
    MessageWay* const way = way_of(message);
    const Moment now = tools_.clock.now();
    if (way == nullptr) {
        ++report.no_way;
        return {};
    }
    const std::string name(way->name());
    if (resting_[name] || tools_.queue.rests_until(name) > now) {
        ++report.left;
        return {};
    }
    if (message.state == MessageState::unknown) {
        const Result<bool> goes_on = settle(message, *way, report);
        if (!goes_on || !*goes_on) {
            return goes_on ? Result<void>{} : goes_on.error();
        }
    }
    if (const std::string reason = reason_to_drop(message); !reason.empty()) {
        ++report.dropped;
        message.letter.clear();
        return change(message, MessageState::dropped, reason);
    }
    const auto* date =
        tools_.sources.state.occurrence(*events::OccurrenceId::from_bytes(message.occurrence));
    const Moment from = may_go_out(static_cast<MessageKind>(message.name.kind),
                                   date == nullptr ? std::nullopt : date->start,
                                   now);
    if (from > now) {
        ++report.held;
        return {};
    }
    const Result<Letter> letter = letter_of(message);
    if (!letter) {
        say_once(report, letter.error().message);
        ++report.later;
        message.next_try = now + try_again_unsaid;
        const MessageState stays =
            message.state == MessageState::unknown ? MessageState::unknown : MessageState::queued;
        return change(message, stays, letter.error().message);
    }
    return hand_over(std::move(message), *letter, *way, report);
}

Result<void> Outbox::hand_over(QueuedMessage message,
                               const Letter& letter,
                               MessageWay& way,
                               OutboxReport& report) {
    Result<base::Bytes> sealed = seal_letter(letter, tools_.org, tools_.trust, tools_.random);
    if (!sealed) {
        return sealed.error();
    }
    message.letter = std::move(*sealed);
    ++message.attempts;
    message.next_try = tools_.clock.now() + way.patience(message.unanswered + 1);
    if (Result<void> begun = change(message, MessageState::sending, ""); !begun) {
        return begun;
    }
    const WayOutcome outcome = way.send(letter, message.ref, [&]() -> Result<void> {
        return change(message, MessageState::handing_over, "");
    });
    return write_end(std::move(message), outcome, way, report);
}

/// It will not be tried again: failed, unless an earlier try may have arrived.
Result<void> Outbox::give_up(QueuedMessage message,
                             std::string why,
                             const MessageWay& way,
                             OutboxReport& report) {
    if (message.unanswered > 0 && !way.keeps_list()) {
        ++report.unknown;
        message.next_try = tools_.clock.now() + never;
        return change(message, MessageState::unknown, std::move(why));
    }
    ++report.refused;
    return change(message, MessageState::failed_permanent, std::move(why));
}

/// The way is at fault: the message is what it was before.
Result<void> Outbox::put_back(QueuedMessage message,
                              const WayOutcome& outcome,
                              const MessageWay& way,
                              OutboxReport& report) {
    const Moment now = tools_.clock.now();
    ++report.left;
    report.trouble = true;
    resting_[std::string(way.name())] = true;
    say_once(report, outcome.said);
    --message.attempts;
    message.next_try = now;
    if (outcome.rest_until > now) {
        if (Result<void> rests = tools_.queue.rest(way.name(), outcome.rest_until); !rests) {
            return rests;
        }
    }
    const bool may_be_there = message.unanswered > 0 && !way.keeps_list();
    return change(
        message, may_be_there ? MessageState::unknown : MessageState::queued, outcome.note);
}

Result<void> Outbox::write_end(QueuedMessage message,
                               const WayOutcome& outcome,
                               const MessageWay& way,
                               OutboxReport& report) {
    const Moment now = tools_.clock.now();
    const auto tries = static_cast<std::size_t>(message.attempts);
    switch (outcome.end) {
        case WayEnd::taken:
            ++report.sent;
            message.provider = outcome.provider;
            return change(message, MessageState::sent, "");
        case WayEnd::refused: return give_up(std::move(message), outcome.note, way, report);
        case WayEnd::later:
            if (tries > waits.size()) {
                return give_up(std::move(message),
                               fmt::format("given up after {} tries: {}", tries, outcome.note),
                               way,
                               report);
            }
            ++report.later;
            message.next_try = now + waits.at(tries - 1);
            return change(message, MessageState::failed_temporary, outcome.note);
        case WayEnd::unknown:
            ++report.unknown;
            ++message.unanswered;
            message.next_try = now + way.patience(message.unanswered);
            return change(message, MessageState::unknown, outcome.note);
        case WayEnd::rests: break;
    }
    return put_back(std::move(message), outcome, way, report);
}

Result<void> Outbox::send(OutboxReport& report) {
    for (QueuedMessage& message : tools_.queue.due(tools_.clock.now())) {
        if (Result<void> done = send_one(std::move(message), report); !done) {
            return done;
        }
    }
    return {};
}

Result<void> Outbox::follow(OutboxReport& report) {
    const Moment since = tools_.clock.now() - followed_for;
    for (QueuedMessage& message : tools_.queue.all()) {
        MessageWay* const way = way_of(message);
        const bool asks = message.state == MessageState::sent && !message.provider.empty() &&
                          message.changed >= since && way != nullptr;
        if (!asks || resting_[std::string(way->name())]) {
            continue;
        }
        const Followed followed = way->follow(message.provider);
        if (followed.fate == Fate::no_answer) {
            return {};  // the next run asks again
        }
        if (followed.fate == Fate::open) {
            continue;
        }
        const bool well = followed.fate == Fate::delivered;
        ++(well ? report.delivered : report.undelivered);
        const Result<void> done =
            change(message,
                   well ? MessageState::delivered : MessageState::failed_permanent,
                   followed.note);
        if (!done) {
            return done;
        }
    }
    return {};
}

}  // namespace harmony::admin
