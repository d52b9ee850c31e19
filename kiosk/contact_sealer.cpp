#include "kiosk/contact_sealer.h"

namespace harmony::kiosk {

base::Result<std::vector<db::ContactRow>> ContactSealer::seal(const SignUpSubmission& submission,
                                                              std::uint64_t first_seq,
                                                              base::Day day,
                                                              const events::SignedAs& as) const {
    const std::vector<base::SecretBytes> facts =
        events::facts_of(submission.sign_up, first_seq, day, as);
    base::promise(facts.size() <= submission.records.size(), "a name for every fact");
    std::vector<db::ContactRow> rows;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        base::Result<db::ContactRow> row =
            seal_fact(facts[i],
                      submission.records.at(i),
                      submission.sign_up.event_day() + std::chrono::days{unsent_days});
        if (!row) {
            return row.error();
        }
        rows.push_back(std::move(*row));
    }
    return rows;
}

base::Result<db::ContactRow> ContactSealer::seal_hear_back(const SignUpSubmission& submission,
                                                           const base::ReceiptKey& receipt,
                                                           std::uint64_t seq,
                                                           base::Day day) const {
    return seal_fact(events::hear_back_fact(submission.sign_up, receipt, seq, day),
                     submission.records.front(),
                     day + std::chrono::days{unsent_days});
}

base::Result<db::ContactRow> ContactSealer::seal_nameless(const events::Fact& fact) const {
    return seal_fact(events::write_fact(fact), base::RecordId::random(random_), std::nullopt);
}

base::Result<db::ContactRow> ContactSealer::seal_fact(const base::SecretBytes& fact,
                                                      const base::RecordId& record,
                                                      std::optional<base::Day> drop_after) const {
    base::Result<base::Bytes> sealed =
        sync::seal_wrapped(context(), recipients(), record, sync::RecordKind::fact, fact, random_);
    if (!sealed) {
        return sealed.error();
    }
    return db::ContactRow{record, std::move(*sealed), drop_after};
}

base::Bytes ContactSealer::dummy(std::size_t bucket) const {
    return sync::seal_wrapped_dummy(context(), recipients(), bucket, random_);
}

sync::WrappedContext ContactSealer::context() const {
    return {machine_.origin(), sync::RecordClass::contact};
}

sync::WrappedRecipients ContactSealer::recipients() const {
    const base::SetId id = machine_.own_part().set_of(sync::RecordClass::contact);
    const sync::RecipientSet* set = machine_.trust().find_set(id);
    base::promise(set != nullptr, "an own part names a set that its trust does not hold");
    return {id, set->keys()};
}

}  // namespace harmony::kiosk
