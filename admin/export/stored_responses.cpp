#include "admin/export/stored_responses.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "admin/published_shelf.h"
#include "admin/tables.h"
#include "sync/batch.h"

// 1. Batches are opened in the order in which they came in. A record that came again with a higher
//    revision takes the place of the one before; the same one again is passed over.
// 2. What cannot be read with its own form is counted and left out here, so that every number of
//    the export is a row.

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

class ResponseCollector {
public:
    ResponseCollector(Office& office, const sync::KeyRing& ring)
        : office_(office), store_(office.store()), ring_(ring) {}

    Result<void> take_versions(const std::string& id) {
        for (const ShelvedSurvey& survey : surveys_on_shelf(store_)) {
            const auto table = survey.id == id ? store_.table(survey.name) : std::nullopt;
            if (!table || table->rows == 0) {
                continue;
            }
            Result<survey::Form> form = form_on_shelf(store_, survey.name);
            if (!form) {
                return form.error();
            }
            set_.versions_.insert(set_.versions_.begin(), std::move(*form));
        }
        return set_.versions_.empty() ? Result<void>(no_responses(store_, id)) : Result<void>();
    }

    Result<void> take_batch(const db::BatchSummary& summary) {
        const auto stored = store_.batch(summary.stream, summary.seq);
        const Result<sync::Batch> batch =
            stored ? sync::read_batch(stored->bytes)
                   : Result<sync::Batch>(Error{ErrorKind::absent, "it is not in the store"});
        if (!batch) {
            return batch.error().while_doing(
                fmt::format("batch {} of kiosk {}", summary.seq, label(summary.stream.kiosk)));
        }
        const std::uint32_t kiosk = kiosk_index(summary.stream.kiosk);
        Stream& stream = streams_[summary.stream];
        sync::open_records(*batch, ring_, [&](const sync::OpenedRecord& record) {
            if (record.opening == sync::Opening::no_key_here) {
                ++set_.locked_;
            } else if (record.opening == sync::Opening::opened &&
                       record.kind == sync::RecordKind::response) {
                take(record, kiosk, stream);
            }
        });
        return {};
    }

    StoredResponses finish(base::RandomSource& random) {
        std::vector<StoredResponses::Kept>& kept = set_.kept_;
        std::erase_if(kept, [&](const StoredResponses::Kept& one) {
            const bool readable = survey::decode(one.body, set_.versions_[one.version]).ok();
            set_.unreadable_ += readable ? 0 : 1;
            return !readable;
        });
        for (std::size_t left = kept.size(); left > 1; --left) {
            std::swap(kept[left - 1], kept[random.below(left)]);
        }
        return std::move(set_);
    }

private:
    /// A record that was met: where its response is kept, and which revision.
    struct Met {
        std::uint8_t revision = 0;
        std::size_t at = 0;
    };
    using Stream = std::map<base::RecordId, Met>;

    void take(const sync::OpenedRecord& record, std::uint32_t kiosk, Stream& stream) {
        const Result<base::FormName> name = survey::form_of(record.body);
        const auto& versions = set_.versions_;
        const auto version =
            std::find_if(versions.begin(), versions.end(), [&](const survey::Form& form) {
                return name && form.name() == *name;
            });
        if (version == versions.end()) {
            return;
        }
        const auto [met, is_new] =
            stream.try_emplace(record.record, Met{record.revision, set_.kept_.size()});
        if (!is_new && record.revision <= met->second.revision) {
            return;
        }
        StoredResponses::Kept one{{record.body.begin(), record.body.end()},
                                  static_cast<std::uint32_t>(version - versions.begin()),
                                  kiosk};
        met->second.revision = record.revision;
        if (is_new) {
            set_.kept_.push_back(std::move(one));
        } else {
            set_.kept_[met->second.at] = std::move(one);
        }
    }

    [[nodiscard]] std::string label(const base::KioskId& kiosk) const {
        const sync::RegisteredKiosk* known = office_.registry().find(kiosk);
        return known == nullptr ? kiosk.hex() : known->label;
    }

    std::uint32_t kiosk_index(const base::KioskId& kiosk) {
        const std::string wanted = label(kiosk);
        const auto found = std::find(set_.kiosks_.begin(), set_.kiosks_.end(), wanted);
        if (found != set_.kiosks_.end()) {
            return static_cast<std::uint32_t>(found - set_.kiosks_.begin());
        }
        set_.kiosks_.push_back(wanted);
        return static_cast<std::uint32_t>(set_.kiosks_.size() - 1);
    }

    Office& office_;
    db::OfficeStore& store_;
    const sync::KeyRing& ring_;
    std::map<db::StreamKey, Stream> streams_;
    StoredResponses set_;
};

Result<StoredResponses> StoredResponses::collect(
    Office& office,
    const std::string& survey,
    const sync::KeyRing& ring,
    base::RandomSource& random,
    const std::function<void(std::size_t, std::size_t)>& step) {
    ResponseCollector collector(office, ring);
    if (Result<void> taken = collector.take_versions(survey); !taken) {
        return taken.error();
    }
    const std::vector<db::BatchSummary> batches = office.store().batches();
    for (std::size_t at = 0; at < batches.size(); ++at) {
        const bool is_survey = batches[at].stream.cls == 1;
        const Result<void> taken = is_survey ? collector.take_batch(batches[at]) : Result<void>();
        if (!taken) {
            return taken.error();
        }
        if (step) {
            step(at + 1, batches.size());
        }
    }
    return collector.finish(random);
}

survey::Response StoredResponses::read(std::size_t index) const {
    Result<survey::Response> response =
        survey::decode(kept_.at(index).body, versions_[kept_[index].version]);
    base::promise(response.ok(), "a response that was read before cannot be read");
    return std::move(*response);
}

}  // namespace harmony::admin
