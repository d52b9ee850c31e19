#include "kiosk/set_up_desk.h"

#include "kiosk/enrolment.h"
#include "sync/enrolment.h"
#include "sync/fingerprint.h"

namespace harmony::kiosk {

using base::Result;

SetUpDesk::SetUpDesk(Machine& machine,
                     db::KioskJournal& journal,
                     base::Files& files,
                     base::RandomSource& random,
                     const base::Clock& clock)
    : machine_(machine),
      journal_(journal),
      files_(files),
      random_(random),
      clock_(clock),
      counted_(clock.monotonic()) {}

Result<void> SetUpDesk::begin() {
    if (const auto pending = pending_request(journal_)) {
        return show(*pending);
    }
    const Result<Request> request = request_enrolment(machine_, journal_, files_, random_);
    return request ? show(request->file) : request.error();
}

Result<void> SetUpDesk::tend() {
    // By the running program and not by the clock, which nobody has set on a new machine.
    if (machine_.enrolled() || clock_.monotonic() - counted_ < request_tick) {
        return {};
    }
    counted_ = clock_.monotonic();
    if (Result<void> aged = age_request(journal_); !aged) {
        return aged;
    }
    return pending_request(journal_) ? Result<void>() : begin();
}

SetUpCode SetUpDesk::shown() const {
    const std::lock_guard lock(mutex_);
    return shown_;
}

Result<void> SetUpDesk::show(base::ByteView request) {
    const Result<sync::CheckedRequest> checked = sync::read_enrolment_request(request);
    if (!checked) {
        return checked.error();
    }
    Result<std::string> digits = sync::fingerprint(checked->digest);
    if (!digits) {
        return digits.error();
    }
    const std::lock_guard lock(mutex_);
    shown_ = {sync::enrolment_code(request), std::move(*digits)};
    return {};
}

}  // namespace harmony::kiosk
