#include "admin/enrolment.h"

#include <fmt/format.h>

#include <algorithm>

#include "admin/receipt_search.h"
#include "base/text.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::size_t longest_label = 64;  // bytes, docs/formats/hk1.md 4.2

base::SecretText draw_digits(base::RandomSource& random, int count) {
    base::SecretText digits;
    for (int at = 0; at < count; ++at) {
        const char digit = static_cast<char>('0' + static_cast<char>(random.below(10)));
        digits.append(std::string_view(&digit, 1));
    }
    return digits;
}

Result<void> fit_name(std::string_view what, const std::string& text) {
    if (base::trim(text).empty() || text.size() > longest_label || !base::is_utf8(text)) {
        return Error{ErrorKind::refused,
                     fmt::format("the {} must be a text of 1 to {} letters", what, longest_label)};
    }
    return {};
}

/// The PINs as only that kiosk can read them.
Result<base::Bytes> seal_pins(Office& office,
                              const sync::EnrolmentRequest& request,
                              const KioskPins& pins,
                              base::RandomSource& random) {
    const sync::PassphraseCost cost =
        office.settings().demo ? sync::demo_passphrase_cost : sync::PassphraseCost{};
    const auto staff = sync::hash_pin(pins.staff.view(), cost);
    const auto setup = sync::hash_pin(pins.setup.view(), cost);
    if (!staff || !setup) {
        return (staff ? setup : staff).error();
    }
    Result<base::Bytes> salt = deployment_salt(office.store(), random);
    if (!salt) {
        return salt.error();
    }
    const sync::OwnSecrets secrets{*staff, *setup, 1, std::move(*salt)};
    const sync::Origin origin{office.settings().org, request.kiosk, request.instance};
    return sync::seal_own_secrets(secrets, origin, request.receive, random);
}

Result<sync::OwnPart> make_own_part(Office& office,
                                    const sync::EnrolmentRequest& request,
                                    const EnrolOrder& order,
                                    base::RandomSource& random,
                                    base::Day today) {
    const Result<base::Bytes> secrets = seal_pins(office, request, order.pins, random);
    if (!secrets) {
        return secrets.error();
    }
    const auto version = office.store().issue_version("own:" + request.kiosk.hex());
    if (!version) {
        return version.error();
    }
    const sync::TrustedDocument& trust = office.trust().newest();
    sync::OwnPart part;
    part.org = office.settings().org;
    part.kiosk = request.kiosk;
    part.version = *version;
    part.day = today;
    part.trust_version = trust.document.version;
    part.trust_hash = trust.digest;
    part.instance = request.instance;
    part.label = order.label;
    part.site = order.site;
    part.stream = order.stream;
    part.k = default_k;
    part.ack_level = order.keep_until;
    part.secrets = *secrets;
    for (const auto cls :
         {sync::RecordClass::survey, sync::RecordClass::contact, sync::RecordClass::health}) {
        const sync::RecipientSet* set = trust.document.set_of(cls);
        if (set == nullptr) {
            return Error{ErrorKind::refused,
                         "the trust document names nobody to seal to for some class of record"};
        }
        part.seal_to.push_back({cls, set->id});
    }
    return part;
}

base::Bytes make_answer(const Office& office,
                        const sync::CheckedRequest& request,
                        const EnrolOrder& order,
                        const base::Bytes& own_part,
                        const sync::SignKeyPair& publisher) {
    sync::Welcome welcome;
    welcome.org = office.settings().org;
    welcome.kiosk = request.request.kiosk;
    welcome.instance = request.request.instance;
    welcome.nonce = request.request.nonce;
    welcome.request = request.digest;
    for (const sync::TrustedDocument& document : office.trust().all()) {
        welcome.trust_files.push_back(document.file);
    }
    welcome.own_part = own_part;
    welcome.stream = order.stream;
    const sync::SignKeyPair* const signers[] = {&publisher};
    return sync::make_welcome(welcome, signers);
}

sync::RegisteredKiosk registered(const sync::EnrolmentRequest& request, const EnrolOrder& order) {
    sync::RegisteredKiosk kiosk;
    kiosk.kiosk = request.kiosk;
    kiosk.sign = request.sign;
    kiosk.receive = request.receive;
    kiosk.ticket = request.ticket;
    kiosk.first_instance = request.instance;
    kiosk.label = order.label;
    kiosk.site = order.site;
    return kiosk;
}

}  // namespace

KioskPins draw_pins(base::RandomSource& random) {
    return {draw_digits(random, 6), draw_digits(random, 8)};
}

Result<void> fit_pin(std::string_view pin) {
    const bool digits =
        std::all_of(pin.begin(), pin.end(), [](char at) { return at >= '0' && at <= '9'; });
    if (!digits || pin.size() < 6 || pin.size() > 12) {
        return Error{ErrorKind::refused, "a PIN must be 6 to 12 digits"};
    }
    return {};
}

Result<void> may_enrol(const sync::Registry& registry,
                       const sync::EnrolmentRequest& request,
                       const EnrolOrder& order) {
    for (const Result<void>& fit : {fit_name("label", order.label), fit_name("site", order.site)}) {
        if (!fit) {
            return fit.error();
        }
    }
    if (!sync::is_stream_name(order.stream)) {
        return Error{ErrorKind::refused,
                     "a stream's name is made of a-z, 0-9 and -, at most 32 letters"};
    }
    if (const sync::RegisteredKiosk* known = registry.find(request.kiosk); known != nullptr) {
        return Error{
            ErrorKind::refused,
            fmt::format(
                "this machine is enrolled already, as {} at {}. Nothing was changed. To enrol it "
                "afresh, wipe the machine first",
                known->label,
                known->site)};
    }
    for (const sync::RegisteredKiosk& kiosk : registry.kiosks) {
        if (kiosk.label == order.label) {
            return Error{ErrorKind::refused,
                         fmt::format("another kiosk is called {} already. Nothing was changed; "
                                     "choose another --label",
                                     order.label)};
        }
    }
    return {};
}

Result<Enrolled> enrol(Office& office,
                       const sync::CheckedRequest& request,
                       const EnrolOrder& order,
                       const sync::SignKeyPair& publisher,
                       sync::Courier& courier,
                       base::RandomSource& random,
                       base::Day today) {
    if (Result<void> may = may_enrol(office.registry(), request.request, order); !may) {
        return may.error();
    }
    const Result<sync::OwnPart> part = make_own_part(office, request.request, order, random, today);
    if (!part) {
        return part.error();
    }
    const sync::SignKeyPair* const signers[] = {&publisher};
    const Result<base::Bytes> own_part = sync::sign_own_part(*part, signers);
    if (!own_part) {
        return own_part.error();
    }
    const base::Bytes answer = make_answer(office, request, order, *own_part, publisher);
    const base::KioskId kiosk = request.request.kiosk;
    const base::Digest own_digest = sync::frame_digest(sync::FrameKind::own_part, *own_part);
    const auto welcome_name =
        sync::ObjectName::welcome(kiosk, sync::frame_digest(sync::FrameKind::welcome, answer));
    const sync::Parcel parcels[] = {
        {sync::ObjectName::own_part(kiosk, part->version, own_digest), *own_part},
        {welcome_name, answer}};
    if (const auto carried = sync::deliver_all(courier, parcels); !carried) {
        return carried.error().while_doing("writing the welcome (the kiosk is not enrolled)");
    }
    if (auto kept = office.store().keep_published(
            {"own:" + kiosk.hex(), part->version, own_digest, *own_part});
        !kept) {
        return kept.error();
    }
    sync::Registry changed = office.registry();
    changed.kiosks.push_back(registered(request.request, order));
    if (auto kept = office.replace_registry(std::move(changed), today, publisher); !kept) {
        return kept.error();
    }
    return Enrolled{kiosk, welcome_name, office.registry().version};
}

}  // namespace harmony::admin
