#include "events/messages.h"

#include <algorithm>
#include <chrono>

#include "events/local_time.h"

namespace harmony::events {
namespace {

using std::chrono::hours;

constexpr hours quiet_from{20};
constexpr hours quiet_until{8};
constexpr hours reminder_from{9};
constexpr hours reminder_until{20};
constexpr hours late_reminder{19};  ///< an hour before it is quiet: a run may come late
constexpr hours day_before{24};
constexpr hours too_new_for_reminder{12};  ///< who signed up this late knows

/// A local time that may be missing in March; then the hour after it.
base::Moment moment_of(WallTime time) {
    const auto moment = utc_of(time);
    return moment ? *moment : utc_of(time + hours{1}).value_or(base::Moment{});
}

std::uint64_t number_of(const FactId& id) {
    std::uint64_t number = 0;
    for (const std::byte byte : id.view().first(8)) {
        number = (number << 8U) | static_cast<std::uint64_t>(byte);
    }
    return number;
}

std::vector<Channel> preferred(const Contact& contact) {
    switch (contact.preferred) {
        case Preferred::phone_call: return {Channel::call};
        case Preferred::text: return {Channel::text};
        case Preferred::email: return {Channel::email};
        case Preferred::none: break;
    }
    return !contact.email.empty()   ? std::vector<Channel>{Channel::email}
           : !contact.phone.empty() ? std::vector<Channel>{Channel::text}
                                    : std::vector<Channel>();
}

std::vector<Channel> written(const Contact& contact) {
    const bool email = contact.preferred != Preferred::text && !contact.email.empty();
    return email                    ? std::vector<Channel>{Channel::email}
           : !contact.phone.empty() ? std::vector<Channel>{Channel::text}
           : !contact.email.empty() ? std::vector<Channel>{Channel::email}
                                    : std::vector<Channel>();
}

std::vector<Channel> all_given(const Contact& contact) {
    std::vector<Channel> all;
    if (!contact.phone.empty()) {
        all.push_back(contact.preferred == Preferred::phone_call ? Channel::call : Channel::text);
    }
    if (!contact.email.empty()) {
        all.push_back(Channel::email);
    }
    return all;
}

std::vector<Channel> channels_of(MessageKind kind, const Contact& contact) {
    switch (kind) {
        case MessageKind::reminder: return written(contact);
        case MessageKind::changed:
        case MessageKind::cancelled: return all_given(contact);
        default: return preferred(contact);
    }
}

/// Goes through the state and keeps what is due and was not queued before.
class Collect {
public:
    Collect(const State& state, const SentMessages& sent, base::Moment now)
        : state_(state), sent_(sent), now_(now) {}

    void all() {
        for (const SignUpRecord& record : state_.sign_ups) {
            sign_up(record);
        }
        for (const CaseRecord& record : state_.cases) {
            if (record.state == CaseState::told) {
                add(record, MessageKind::case_told, number_of(record.last));
            }
        }
        for (const RequestRecord& record : state_.requests) {
            const bool news =
                record.state != RequestState::asked && record.state != RequestState::withdrawn;
            if (news) {
                add(record, MessageKind::request_step, number_of(record.last));
            }
        }
        for (const ComplaintRecord& record : state_.complaints) {
            if (record.state != ComplaintState::received) {
                add(record, MessageKind::complaint_ack, 0);
            }
            if (record.outcome != ComplaintOutcome::none) {
                add(record, MessageKind::complaint_outcome, 0);
            }
        }
        std::sort(due_.begin(), due_.end(), [](const DueMessage& a, const DueMessage& b) {
            return a.key < b.key;
        });
        std::sort(by_hand_.begin(), by_hand_.end());
    }

    [[nodiscard]] std::vector<DueMessage> due() { return std::move(due_); }
    [[nodiscard]] std::vector<MessageKey> by_hand() { return std::move(by_hand_); }

private:
    void sign_up(const SignUpRecord& record) {
        const OccurrenceRecord* date = state_.occurrence(record.occurrence);
        const bool alive =
            record.state != SignUpState::unknown && record.state != SignUpState::cancelled;
        if (!alive || date == nullptr || (date->end && now_ >= *date->end)) {
            return;
        }
        if (date->state == ChangedTo::cancelled) {
            add(record, MessageKind::cancelled, static_cast<std::uint64_t>(date->sequence), date);
            return;
        }
        outcome(record, *date);
        if (date->changed_on && record.day <= *date->changed_on) {
            add(record, MessageKind::changed, static_cast<std::uint64_t>(date->sequence), date);
        }
        if (record.state == SignUpState::confirmed) {
            reminder(record, *date);
        }
    }

    void outcome(const SignUpRecord& record, const OccurrenceRecord& date) {
        const std::uint64_t promotion = record.promoted.is_zero() ? 0 : number_of(record.promoted);
        switch (record.state) {
            case SignUpState::confirmed: {
                const bool at_once = promotion != 0 && !record.expires;
                add(record, at_once ? MessageKind::promoted : MessageKind::confirmation, promotion);
                return;
            }
            case SignUpState::offered: add(record, MessageKind::offer, promotion); return;
            case SignUpState::requested: add(record, MessageKind::requested, 0); return;
            case SignUpState::waiting: {
                const bool closed = date.closes && now_ >= *date.closes;
                add(record, closed ? MessageKind::no_space : MessageKind::waiting, 0);
                return;
            }
            default: return;
        }
    }

    void reminder(const SignUpRecord& record, const OccurrenceRecord& date) {
        if (!date.start || now_ < reminder_moment(*date.start) || now_ >= *date.start) {
            return;
        }
        const auto imported = sent_.imported.find(record.id);
        if (imported != sent_.imported.end() &&
            imported->second > *date.start - too_new_for_reminder) {
            return;
        }
        const base::Day day = day_of(wall_time(*date.start));
        add(record,
            MessageKind::reminder,
            static_cast<std::uint64_t>(base::day_number(day)),
            &date);
    }

    /// When it may go out; nothing when that would be too late to be of use.
    [[nodiscard]] std::optional<base::Moment> send_from(MessageKind kind,
                                                        const OccurrenceRecord* date) const {
        const bool known = date != nullptr && date->start;
        if (kind == MessageKind::cancelled && known && now_ + day_before >= *date->start) {
            return now_;
        }
        base::Moment from = after_quiet_hours(now_);
        if (kind == MessageKind::reminder) {
            const base::Moment earliest = moment_of(at(day_of(wall_time(from)), reminder_from));
            from = std::max(from, earliest);
            if (known && from >= *date->start) {
                return std::nullopt;
            }
        }
        return from;
    }

    template <typename Record>
    void add(const Record& record,
             MessageKind kind,
             std::uint64_t sequence,
             const OccurrenceRecord* date = nullptr) {
        const MessageKey key = {record.id, kind, sequence};
        const auto from = send_from(kind, date);
        if (sent_.keys.count(key) > 0 || !from) {
            return;
        }
        const PersonRecord& person = record.person;
        DueMessage message;
        if (person.contact && person.agrees(Box::this_event)) {
            message.channels = channels_of(kind, *person.contact);
        }
        if (message.channels.empty()) {
            by_hand_.push_back(key);
            return;
        }
        message.key = key;
        message.language = record.language;
        message.send_from = *from;
        if constexpr (requires { record.occurrence; }) {
            message.occurrence = record.occurrence;
        }
        due_.push_back(std::move(message));
    }

    const State& state_;
    const SentMessages& sent_;
    base::Moment now_;
    std::vector<DueMessage> due_;
    std::vector<MessageKey> by_hand_;
};

}  // namespace

std::vector<DueMessage> due_messages(const State& state,
                                     const SentMessages& sent,
                                     base::Moment now) {
    Collect collect(state, sent, now);
    collect.all();
    return collect.due();
}

std::vector<MessageKey> told_by_hand(const State& state,
                                     const SentMessages& sent,
                                     base::Moment now) {
    Collect collect(state, sent, now);
    collect.all();
    return collect.by_hand();
}

base::Moment reminder_moment(base::Moment start) {
    const WallTime wanted = wall_time(start - day_before);
    if (minutes_of(wanted) < reminder_from) {
        return moment_of(at(day_of(wanted), reminder_from));
    }
    if (minutes_of(wanted) >= reminder_until) {
        return moment_of(at(day_of(wanted), late_reminder));
    }
    return start - day_before;
}

base::Moment after_quiet_hours(base::Moment now) {
    const WallTime shown = wall_time(now);
    const auto minutes = minutes_of(shown);
    if (minutes >= quiet_until && minutes < quiet_from) {
        return now;
    }
    const base::Day day =
        minutes < quiet_until ? day_of(shown) : day_of(shown) + std::chrono::days{1};
    return moment_of(at(day, quiet_until));
}

}  // namespace harmony::events
