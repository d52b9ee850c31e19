#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "db/journal_fixture.h"
#include "db/office_fixture.h"
#include "db/store_place.h"

namespace harmony::tests {

/// An office and a kiosk that has answers for it.
struct Office {
    StorePlace place;
    RandomSurvey survey{5};
    db::StageContext context = survey.context();
    std::unique_ptr<db::OfficeStore> store;
    base::Digest prev;
    std::vector<std::vector<PlainResponse>> sent;

    Office() { reopen(); }
    explicit Office(StoreKind kind) : place(kind) { reopen(); }

    void reopen() {
        store.reset();
        store = place.open();
    }

    db::OfficeBatch next_batch(std::size_t count) {
        std::vector<PlainResponse> responses;
        for (std::size_t n = 0; n < count; ++n) {
            responses.push_back(survey.answer());
        }
        sent.push_back(responses);
        db::OfficeBatch batch = office_batch(context, responses, sent.size(), 1, prev);
        prev = batch.batch.digest;
        return batch;
    }

    /// A batch that was made before, made again.
    db::OfficeBatch again(std::uint64_t seq) {
        const base::Digest before =
            seq > 1 ? store->batch(stream(), seq - 1)->digest : base::Digest{};
        return office_batch(context, sent.at(seq - 1), seq, 1, before);
    }

    [[nodiscard]] static db::StreamKey stream() { return {kiosk_id(1), instance_one, 1}; }

    [[nodiscard]] std::uint64_t rows() const {
        const auto table = store->table(survey.table().form);
        return table ? table->rows : 0;
    }

    base::Result<std::vector<db::Inserted>> insert(db::OfficeBatch batch) {
        std::vector<db::OfficeBatch> group;
        group.push_back(std::move(batch));
        return store->insert(group);
    }

    /// Opens a stored batch again, for `rebuild`.
    [[nodiscard]] db::BatchOpener opener() {
        return [this](const db::CheckedBatch& stored) -> base::Result<db::OfficeBatch> {
            return office_batch(context, sent.at(stored.seq - 1), stored.seq);
        };
    }

    /// Every derived byte, as text.
    std::string derived() { return place.derived(*store); }
};

}  // namespace harmony::tests
