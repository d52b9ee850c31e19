#pragma once

#include <vector>

#include "base/random.h"
#include "db/journal_values.h"
#include "kiosk/machine.h"
#include "kiosk/outbox.h"
#include "sync/record.h"

namespace harmony::kiosk {

/// Days after its event until an unsent sign-up may be dropped.
inline constexpr int unsent_days = 14;

/// Seals what people gave at sign-up: each fact with a key of its own, to the office's contact
/// keys, which open no answers (docs/formats/hk1.md, 6.3).
class ContactSealer {
public:
    /// Both must outlive this. REQUIRES: an enrolled machine.
    ContactSealer(const Machine& machine, base::RandomSource& random)
        : machine_(machine), random_(random) {}

    /// The facts of a sign-up as rows of contacts.db, numbered from `first_seq`. Errors: refused (a
    /// fact is too large to be sealed).
    [[nodiscard]] base::Result<std::vector<db::ContactRow>> seal(const SignUpSubmission& submission,
                                                                 std::uint64_t first_seq,
                                                                 base::Day day,
                                                                 const events::SignedAs& as) const;

    /// A fact that names nobody: a row that is never dropped unsent.
    [[nodiscard]] base::Result<db::ContactRow> seal_nameless(const events::Fact& fact) const;

    /// How somebody wants to hear what came of the report with this receipt key.
    [[nodiscard]] base::Result<db::ContactRow> seal_hear_back(const SignUpSubmission& submission,
                                                              const base::ReceiptKey& receipt,
                                                              std::uint64_t seq,
                                                              base::Day day) const;

    /// A record that says nothing and looks like any other of that bucket.
    [[nodiscard]] base::Bytes dummy(std::size_t bucket) const;

private:
    [[nodiscard]] base::Result<db::ContactRow> seal_fact(const base::SecretBytes& fact,
                                                         const base::RecordId& record,
                                                         std::optional<base::Day> drop_after) const;
    [[nodiscard]] sync::WrappedContext context() const;
    [[nodiscard]] sync::WrappedRecipients recipients() const;

    const Machine& machine_;
    base::RandomSource& random_;
};

}  // namespace harmony::kiosk
