#include "kiosk/enrolment.h"

#include "kiosk/version.h"
#include "sync/fingerprint.h"

namespace harmony::kiosk {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

/// How many ticks the request under way has lived, as decimal digits.
constexpr std::string_view ticks_name = "enrolment_ticks";

unsigned ticks_of(db::KioskJournal& journal) {
    unsigned ticks = 0;
    const auto kept = journal.state().value(ticks_name);
    for (const char digit : kept ? base::as_text(*kept) : std::string_view()) {
        ticks = ticks * 10 + static_cast<unsigned>(digit - '0');
    }
    return ticks;
}

/// Both in one transaction: a fresh request never has the age of the one before.
Result<void> keep_request(db::KioskJournal& journal, base::ByteView request, unsigned ticks) {
    const std::string age = ticks == 0 ? std::string() : std::to_string(ticks);
    db::StateChange change;
    change.values = {
        {std::string(db::value_name::enrolment), base::copy_bytes(request)},
        {std::string(ticks_name), base::copy_bytes(base::as_bytes(age))},
    };
    return journal.state().apply(change);
}

}  // namespace

std::optional<base::Bytes> pending_request(db::KioskJournal& journal) {
    return journal.state().value(db::value_name::enrolment);
}

Result<void> age_request(db::KioskJournal& journal) {
    const std::optional<base::Bytes> pending = pending_request(journal);
    if (!pending) {
        return {};
    }
    const unsigned ticks = ticks_of(journal) + 1;
    return ticks >= request_life ? keep_request(journal, {}, 0)
                                 : keep_request(journal, *pending, ticks);
}

Result<Request> request_enrolment(Machine& machine,
                                  db::KioskJournal& journal,
                                  base::Files& files,
                                  base::RandomSource& random) {
    if (machine.enrolled()) {
        return Error{ErrorKind::refused,
                     "This machine is set up already. Wipe it before it is enrolled again."};
    }
    if (Result<void> made = machine.make_keys(files, random); !made) {
        return made.error();
    }
    Request request;
    request.file = sync::make_enrolment_request(
        machine.keys(), sync::EnrolmentNonce::random(random), app_version);
    const Result<sync::CheckedRequest> checked = sync::read_enrolment_request(request.file);
    if (!checked) {
        return checked.error();
    }
    Result<std::string> digits = sync::fingerprint(checked->digest);
    if (!digits) {
        return digits.error();
    }
    request.digits = std::move(*digits);
    if (Result<void> kept = keep_request(journal, request.file, 0); !kept) {
        return kept.error().while_doing("keeping the request");
    }
    return request;
}

Result<Offer> read_offer(base::ByteView welcome_file,
                         const Machine& machine,
                         db::KioskJournal& journal) {
    const std::optional<base::Bytes> pending = pending_request(journal);
    if (!pending || !machine.has_keys()) {
        return Error{ErrorKind::refused,
                     "This machine did not ask to be enrolled. Make a request first."};
    }
    const Result<sync::CheckedRequest> request = sync::read_enrolment_request(*pending);
    if (!request) {
        return request.error().while_doing("reading the request of this machine");
    }
    Result<sync::CheckedWelcome> welcome =
        sync::check_welcome(welcome_file, *request, machine.keys());
    if (!welcome) {
        return welcome.error();
    }
    Result<std::string> digits = sync::fingerprint(welcome->trust.first().digest);
    if (!digits) {
        return digits.error();
    }
    return Offer{std::move(*welcome), std::move(*digits)};
}

Result<void> accept_offer(const Offer& offer, Machine& machine, db::KioskJournal& journal) {
    const sync::CheckedWelcome& welcome = offer.welcome;
    db::StateChange change;
    for (const sync::TrustedDocument& document : welcome.trust.all()) {
        change.trust.push_back({document.document.version, document.file});
    }
    change.values = {
        {std::string(db::value_name::org), base::copy_bytes(welcome.org.view())},
        {std::string(db::value_name::pinned_trust),
         base::copy_bytes(welcome.trust.first().digest.view())},
        {std::string(db::value_name::own_part), welcome.own_part_file},
        {std::string(db::value_name::enrolment), {}},
        {std::string(ticks_name), {}},
    };
    change.floors = {{"own",
                      welcome.trust.current().publisher_set(),
                      welcome.own_part.version,
                      welcome.own_part_digest}};
    if (Result<void> pinned = journal.state().apply(change); !pinned) {
        return pinned.error().while_doing("keeping what the office sent");
    }
    return machine.reload();
}

}  // namespace harmony::kiosk
