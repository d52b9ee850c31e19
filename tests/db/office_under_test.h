#pragma once

#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "db/journal_fixture.h"
#include "db/office_fixture.h"
#include "support/temporary_folder.h"

namespace harmony::tests {

/// An office and a kiosk that has answers for it.
struct Office {
    TemporaryFolder folder;
    RandomSurvey survey{5};
    db::StageContext context = survey.context();
    std::unique_ptr<db::OfficeStore> store;
    base::Digest prev;
    std::vector<std::vector<PlainResponse>> sent;

    Office() { reopen(); }

    void reopen() {
        store.reset();
        auto opened = db::OfficeStore::open(file());
        REQUIRE(opened.ok());
        store = std::move(*opened);
    }

    [[nodiscard]] std::filesystem::path file() const { return folder.path() / "office.db"; }

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
    std::string derived() {
        sqlite3* handle = nullptr;
        std::string all;
        REQUIRE(sqlite3_open(file().c_str(), &handle) == SQLITE_OK);
        for (const char* sql :
             {"SELECT hex(form)||column||'/'||chunk||'/'||rows||'/'||encoding||hex(data) FROM"
              " segment ORDER BY form, column, chunk",
              "SELECT hex(form)||column||'/'||chunk||hex(data) FROM free_text ORDER BY 1",
              "SELECT column||'/'||code||value FROM dictionary ORDER BY column, code",
              "SELECT hex(form)||rows FROM form_table ORDER BY 1",
              "SELECT hex(form)||number||name||kind||choices FROM form_column ORDER BY 1"}) {
            const auto add = [](void* out, int, char** values, char**) {
                *static_cast<std::string*>(out) += std::string(values[0]) + "\n";
                return 0;
            };
            REQUIRE(sqlite3_exec(handle, sql, add, &all, nullptr) == SQLITE_OK);
        }
        sqlite3_close(handle);
        return all;
    }
};

}  // namespace harmony::tests
