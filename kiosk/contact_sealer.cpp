#include "kiosk/contact_sealer.h"

namespace harmony::kiosk {

base::Result<std::vector<db::ContactRow>> ContactSealer::seal(const SignUpSubmission& submission,
                                                              std::uint64_t first_seq,
                                                              base::Day day) const {
    const std::vector<base::SecretBytes> facts =
        events::facts_of(submission.sign_up, first_seq, day);
    base::promise(facts.size() <= submission.records.size(), "a name for every fact");
    const sync::WrappedRecipients sealed_to = recipients();
    std::vector<db::ContactRow> rows;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        base::Result<base::Bytes> record = sync::seal_wrapped(context(),
                                                              sealed_to,
                                                              submission.records.at(i),
                                                              sync::RecordKind::fact,
                                                              facts[i],
                                                              random_);
        if (!record) {
            return record.error();
        }
        rows.push_back({submission.records.at(i),
                        std::move(*record),
                        submission.sign_up.event_day() + std::chrono::days{unsent_days}});
    }
    return rows;
}

base::Bytes ContactSealer::dummy(std::size_t bucket) const {
    return sync::seal_wrapped_dummy(context(), recipients(), bucket, random_);
}

sync::WrappedContext ContactSealer::context() const {
    return {machine_.origin(), sync::RecordClass::contact};
}

sync::WrappedRecipients ContactSealer::recipients() const {
    const base::SetId id = machine_.own_part().set_of(sync::RecordClass::contact);
    const sync::RecipientSet* set = machine_.trust().current().find_set(id);
    base::promise(set != nullptr, "an own part names a set that its trust does not hold");
    return {id, set->keys()};
}

}  // namespace harmony::kiosk
