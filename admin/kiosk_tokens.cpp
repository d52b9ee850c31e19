#include "admin/kiosk_tokens.h"

#include "admin/kiosk_states.h"
#include "sync/token.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

Result<sync::ObjectName> issue_token(Office& office,
                                     const TokenOrder& order,
                                     const sync::SignKeyPair& publisher,
                                     sync::Courier& courier,
                                     base::Day today) {
    constexpr std::chrono::days longest{31};
    if (order.actions == 0) {
        return Error{ErrorKind::refused,
                     "say what it allows: --wipe, --unlock-pin or --clear-cloned"};
    }
    if (order.last_day < today || order.last_day > today + longest) {
        return Error{ErrorKind::refused,
                     "a token holds from today for 31 days at most: --until YYYY-MM-DD"};
    }
    const Result<sync::RegisteredKiosk> kiosk = kiosk_called(office.registry(), order.label);
    if (!kiosk) {
        return kiosk.error();
    }
    const auto serial = office.store().issue_version("token:" + kiosk->kiosk.hex());
    if (!serial) {
        return serial.error();
    }
    const sync::AdminToken token{
        office.settings().org, kiosk->kiosk, *serial, order.last_day, order.actions};
    const sync::SignKeyPair* const signers[] = {&publisher};
    const base::Bytes file = sync::sign_token(token, signers);
    const auto name = sync::ObjectName::token(
        kiosk->kiosk, *serial, sync::frame_digest(sync::FrameKind::token, file));
    const sync::Parcel parcel{name, file};
    if (const auto carried = sync::deliver_all(courier, std::span(&parcel, 1)); !carried) {
        return carried.error().while_doing("writing the token (none was made)");
    }
    return name;
}

}  // namespace harmony::admin
