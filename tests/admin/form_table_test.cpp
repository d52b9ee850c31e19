#include "admin/form_table.h"

#include <catch2/catch.hpp>

#include "admin/every_kind.h"
#include "db/office_store.h"
#include "support/temporary_folder.h"
#include "survey/response.h"

using namespace harmony;
using namespace harmony::tests;
using db::ColumnKind;

namespace {

const db::QuestionColumn& column(const db::FormTable& table, const std::string& name) {
    for (const db::QuestionColumn& one : table.questions) {
        if (one.name == name) {
            return one;
        }
    }
    FAIL("no column " + name);
    return table.questions.front();
}

/// A batch with one response, as intake would hand it in.
db::OfficeBatch batch_of(const db::StageContext& context,
                         const base::SecretBytes& body,
                         std::uint64_t seq) {
    db::CheckedBatch batch;
    batch.seq = seq;
    batch.bytes = {std::byte{1}};
    batch.digest = base::Digest({static_cast<std::byte>(seq)});
    batch.prev = seq == 1 ? base::Digest{} : base::Digest({static_cast<std::byte>(seq - 1)});
    base::RecordId rid({static_cast<std::byte>(seq)});
    batch.records = {{rid, 0}};
    batch.counts.opened = 1;
    db::ResponseStage stage(context, batch.stream.kiosk);
    base::promise(*stage.add(rid, body) == db::Staged::taken, "a test response was refused");
    return {std::move(batch), std::move(stage), {}};
}

void insert(db::OfficeStore& store, db::OfficeBatch batch) {
    std::vector<db::OfficeBatch> group;
    group.push_back(std::move(batch));
    const auto inserted = store.insert(group);
    REQUIRE(inserted.ok());
}

}  // namespace

TEST_CASE("every kind of answer has its kind of column", "[admin][columns]") {
    const db::FormTable table = admin::form_table(form_of_sheets(every_kind_sheets()));
    const std::vector<std::pair<std::string, ColumnKind>> kinds = {{"day", ColumnKind::day},
                                                                   {"at", ColumnKind::number},
                                                                   {"part", ColumnKind::choice},
                                                                   {"seen", ColumnKind::moment},
                                                                   {"safe", ColumnKind::choice},
                                                                   {"spots", ColumnKind::choices},
                                                                   {"needs", ColumnKind::ranked},
                                                                   {"mark", ColumnKind::step},
                                                                   {"height", ColumnKind::step},
                                                                   {"budget", ColumnKind::step},
                                                                   {"years", ColumnKind::integer},
                                                                   {"miles", ColumnKind::decimal},
                                                                   {"agreed", ColumnKind::choice},
                                                                   {"words", ColumnKind::text},
                                                                   {"double", ColumnKind::integer},
                                                                   {"half", ColumnKind::decimal},
                                                                   {"quote", ColumnKind::text},
                                                                   {"next_day", ColumnKind::day}};
    for (const auto& [name, kind] : kinds) {
        INFO(name);
        CHECK(column(table, name).kind == kind);
    }
    CHECK(column(table, "part").choices == 4);
    CHECK(column(table, "needs").choices == 3);
    const db::QuestionColumn& height = column(table, "height");  // 0.5, 1, 1.5, 2
    CHECK(height.choices == 4);
    CHECK(height.steps.start == 5);
    CHECK(height.steps.step == 5);
    CHECK(height.steps.places == 1);
    CHECK(height.steps.decimal);
    CHECK(column(table, "budget").choices == 101);  // 0, 5, ..., 500
}

TEST_CASE("a long range and a long ranking are kept without places", "[admin][columns]") {
    std::string choices = "list_name,name,label\n";
    for (int i = 0; i < 40; ++i) {
        choices += "long,c" + std::to_string(i) + ",C\n";
    }
    const db::FormTable table =
        admin::form_table(form_of_sheets({{"survey.csv",
                                           "type,name,label,parameters\n"
                                           "range,pounds,How much?,start=0 end=1000 step=1\n"
                                           "range,share,Which share?,start=0 end=1 step=0.001\n"
                                           "rank long,order,In which order?,\n"},
                                          {"choices.csv", choices}}));
    CHECK(column(table, "pounds").kind == ColumnKind::integer);
    CHECK(column(table, "share").kind == ColumnKind::decimal);
    CHECK(column(table, "order").kind == ColumnKind::answered);
}

TEST_CASE("a store with older kinds of columns opens and takes in", "[admin][columns]") {
    const TemporaryFolder folder;
    const std::string compiled = compiled_sheets(every_kind_sheets());
    const survey::Form form = form_of_sheets(every_kind_sheets());
    const base::SecretBytes body = survey::encode(every_kind_response(form), form);
    db::FormTable older = admin::form_table(form);
    for (db::QuestionColumn& one : older.questions) {
        if (one.kind == ColumnKind::decimal) {
            one.kind = ColumnKind::text;  // as the first release kept decimals
        }
    }
    {
        auto store = db::OfficeStore::open(folder.path() / "office.db");
        REQUIRE((*store)->keep_form(form.name(), base::as_bytes(compiled)).ok());
        const db::StageContext context({older}, {});
        insert(**store, batch_of(context, body, 1));
    }
    auto store = db::OfficeStore::open(folder.path() / "office.db");
    REQUIRE(store.ok());
    const auto context = admin::stage_context(**store);
    REQUIRE(context.ok());
    insert(**store, batch_of(*context, body, 2));
    const auto table = (*store)->table(form.name());
    CHECK(table->rows == 2);
    CHECK(table->table == older);
    const auto miles = db::OfficeStore::column_number(*table, "miles");
    CHECK((*store)->texts(form.name(), *miles, 0).texts ==
          std::vector<std::string>{"0.25", "0.25"});
}
