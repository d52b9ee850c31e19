#include "place.h"

#include <algorithm>
#include <utility>

#include "sync/batch_check.h"

namespace harmony::tests::sim {

using base::Bytes;
using base::Error;
using base::ErrorKind;
using base::Result;
using sync::ObjectName;

namespace {

constexpr std::size_t longest_delay = 6;
constexpr unsigned worst = 30;

}  // namespace

Faults Faults::drawn(Dice& dice) {
    Faults faults;
    for (unsigned* each : {&faults.lost,
                           &faults.delayed,
                           &faults.twice,
                           &faults.partial,
                           &faults.stale,
                           &faults.cut,
                           &faults.swapped,
                           &faults.flipped,
                           &faults.refused,
                           &faults.forgotten}) {
        *each = dice.chance(50) ? static_cast<unsigned>(dice.below(worst + 1)) : 0;
    }
    // An error ends a run of the courier, so a few are many.
    faults.refused /= 4;
    return faults;
}

void Place::tick() {
    ++step_;
    earlier_.push_back(objects_);
    if (!objects_.empty() && dice_.chance(faults_.forgotten)) {
        objects_.erase(
            std::next(objects_.begin(), static_cast<std::ptrdiff_t>(dice_.below(objects_.size()))));
    }
}

void Place::heal(Kept kept) {
    faults_ = {};
    objects_ = honest_;
    if (kept == Kept::nothing_from_kiosks) {
        std::erase_if(objects_, [](const auto& each) { return each.first.starts_with("up/"); });
    }
    for (auto& [name, object] : objects_) {
        object.seen_from = 0;
    }
    earlier_.clear();
    no_interrupt();
}

void Place::roll_back() {
    if (!earlier_.empty()) {
        objects_ = earlier_[dice_.below(earlier_.size())];
    }
}

void Place::put(const ObjectName& name, base::ByteView bytes) {
    const Object object{std::make_shared<const Bytes>(base::copy_bytes(bytes)), step_};
    objects_.insert_or_assign(name.text(), object);
    honest_.insert_or_assign(name.text(), object);
    truth_.offered(bytes);
}

void Place::put_later(const ObjectName& name, base::ByteView bytes) {
    honest_.insert_or_assign(name.text(),
                             Object{std::make_shared<const Bytes>(base::copy_bytes(bytes)), 0});
}

void Place::put_strange(const ObjectName& name, base::ByteView bytes) {
    objects_.insert_or_assign(
        name.text(), Object{std::make_shared<const Bytes>(base::copy_bytes(bytes)), step_});
}

void Place::interrupt(std::size_t operations, std::function<void()> work) {
    countdown_ = operations;
    work_ = std::move(work);
}

void Place::before_operation() {
    if (work_ && countdown_-- == 0) {
        const std::function<void()> work = std::exchange(work_, nullptr);
        work();
    }
}

const Place::Objects& Place::state_seen() {
    if (!earlier_.empty() && dice_.chance(faults_.stale)) {
        return earlier_[dice_.below(earlier_.size())];
    }
    return objects_;
}

Result<sync::Listing> Place::list(std::string_view folder, std::string_view after) {
    before_operation();
    if (dice_.chance(faults_.refused)) {
        return Error{ErrorKind::unreachable, "the store does not answer"};
    }
    const std::string below = std::string(folder) + '/';
    sync::Listing listing;
    for (const auto& [text, object] : state_seen()) {
        const bool wanted = text.starts_with(below) && text > after && object.seen_from <= step_;
        if (!wanted || dice_.chance(faults_.partial)) {
            continue;
        }
        const auto name = ObjectName::parse(text);
        base::promise(name.has_value(), "a name that no courier takes");
        listing.names.push_back(*name);
    }
    return listing;
}

Bytes Place::spoiled(const Bytes& bytes) {
    Bytes other = bytes;
    if (dice_.chance(faults_.swapped) && !objects_.empty()) {
        const auto at = static_cast<std::ptrdiff_t>(dice_.below(objects_.size()));
        other = *std::next(objects_.begin(), at)->second.bytes;
    }
    if (dice_.chance(faults_.cut) && !other.empty()) {
        other.resize(dice_.below(other.size()));
    }
    if (dice_.chance(faults_.flipped) && !other.empty()) {
        other[dice_.below(other.size())] ^= static_cast<std::byte>(1U << dice_.below(8));
    }
    if (other != bytes) {
        truth_.spoiled(other);
    }
    return other;
}

Result<Bytes> Place::fetch(const ObjectName& name, std::size_t cap) {
    before_operation();
    if (dice_.chance(faults_.refused)) {
        return Error{ErrorKind::unreachable, "the store does not answer"};
    }
    const Objects& seen = state_seen();
    const auto found = seen.find(name.text());
    if (found == seen.end() || found->second.seen_from > step_) {
        return Error{ErrorKind::absent, name.text() + " is not there"};
    }
    Bytes bytes = spoiled(*found->second.bytes);
    if (bytes.size() > cap) {
        return Error{ErrorKind::refused, name.text() + " is too long"};
    }
    return bytes;
}

Result<base::Delivery> Place::deliver(const ObjectName& name, base::ByteView bytes) {
    before_operation();
    if (dice_.chance(faults_.refused)) {
        return Error{ErrorKind::unreachable, "the store does not answer"};
    }
    const auto found = objects_.find(name.text());
    if (found != objects_.end() && base::equal(*found->second.bytes, bytes)) {
        return base::Delivery::was_there;
    }
    put(name, bytes);
    if (dice_.chance(faults_.lost)) {
        objects_.erase(name.text());
    } else if (dice_.chance(faults_.delayed)) {
        objects_[name.text()].seen_from = step_ + 1 + dice_.below(longest_delay);
    }
    const auto claim = sync::read_claim(bytes);
    if (name.kind() == sync::ObjectKind::survey_batch && claim && dice_.chance(faults_.twice)) {
        put_strange(ObjectName::batch(claim->origin.kiosk,
                                      sync::RecordClass::survey,
                                      name.number() + 1 + dice_.below(3),
                                      base::Digest::random(dice_.source())),
                    bytes);
    }
    return base::Delivery::fresh;
}

std::vector<ObjectName> Place::names_in(const Objects& objects) {
    std::vector<ObjectName> all;
    for (const auto& [text, object] : objects) {
        all.push_back(*ObjectName::parse(text));
    }
    return all;
}

std::vector<ObjectName> Place::names() const {
    return names_in(honest_);
}

std::vector<ObjectName> Place::lying() const {
    return names_in(objects_);
}

Bytes Place::lying_bytes(const ObjectName& name) const {
    return *objects_.at(name.text()).bytes;
}

Bytes Place::bytes_of(const ObjectName& name) const {
    return *honest_.at(name.text()).bytes;
}

}  // namespace harmony::tests::sim
