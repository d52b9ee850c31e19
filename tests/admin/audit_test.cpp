// S14 of docs/formats/hk1.md: whoever changes the store behind the program's back is found out.
#include <catch2/catch.hpp>

#include "town.h"

using namespace harmony;
using namespace harmony::tests;

namespace {

/// A town with two kiosks that sent two batches each.
struct SyncedTown : Town {
    SyncedTown() {
        make_office();
        base::promise(publish() == 0, terminal.complaints.c_str());
        FakeKiosk a = enrol("A");
        FakeKiosk b = enrol("B");
        sync::FolderCourier stick = courier();
        for (const int round : {0, 1}) {
            a.send(stick, answers(14, round), clock.today());
            b.send(stick, answers(12, round + 2), clock.today());
        }
        base::promise(run({"sync", "--from", "folder:" + text_path("stick")}) == 0,
                      terminal.complaints.c_str());
    }

    /// What `audit` says; its exit code in `exit`.
    std::string audited() {
        terminal.printed.clear();
        exit = run({"audit"});
        INFO(terminal.complaints);
        return terminal.printed;
    }

    int exit = -1;
};

const std::string first_of_a =
    "id=(SELECT min(id) FROM batch WHERE kiosk=(SELECT kiosk FROM batch ORDER BY id LIMIT 1))";

}  // namespace

TEST_CASE("an audit of an untouched store finds nothing and changes nothing", "[admin][S14]") {
    SyncedTown town;
    const std::string said = town.audited();
    CHECK(town.exit == 0);
    CHECK(said.find("2 kiosk streams, 4 batches,") != std::string::npos);
    CHECK(said.find("52 answers") != std::string::npos);  // 2 x 14 + 2 x 12
    CHECK(said.find("LOOK INTO THIS") == std::string::npos);
    CHECK(town.audited() == said);
}

TEST_CASE("an audit names whatever was deleted, changed, added or swapped", "[admin][S14]") {
    struct Case {
        const char* what;
        std::string sql;
        const char* said;
    };
    const std::vector<Case> cases{
        {"a batch in the middle is gone", "DELETE FROM batch WHERE " + first_of_a, "is missing."},
        {"the newest batch is gone",
         "DELETE FROM batch WHERE id=(SELECT max(id) FROM batch)",
         "the store would acknowledge another"},
        {"a bit of a batch",
         "UPDATE batch SET bytes=CAST(substr(bytes,1,200)||x'00'||substr(bytes,202) AS BLOB) "
         "WHERE " +
             first_of_a,
         "its bytes were changed"},
        {"the digest beside a batch",
         "UPDATE batch SET digest=zeroblob(32) WHERE " + first_of_a,
         "listed with other figures"},
        {"the count beside a batch",
         "UPDATE batch SET dummy=dummy+1 WHERE " + first_of_a,
         "are accounted for"},
        {"the list of records", "UPDATE batch SET names=x'' WHERE " + first_of_a, ""},
        {"a batch in another's place",
         "UPDATE batch SET bytes=(SELECT bytes FROM batch WHERE id=(SELECT max(id) FROM batch)) "
         "WHERE " +
             first_of_a,
         "LOOK INTO THIS"},
        {"a batch that no kiosk sent",
         "INSERT INTO batch(kiosk,instance,class,seq,digest,prev,bytes,total,trust_version,"
         "pack_version,flags,cut_day,taken_day,opened,dummy,no_key,cannot_open,newer,needs_form,"
         "names) SELECT kiosk,instance,class,9,digest,prev,bytes,total,"
         "trust_version,pack_version,flags,cut_day,taken_day,opened,dummy,no_key,cannot_open,newer,"
         "needs_form,names FROM batch WHERE " +
             first_of_a,
         "is missing."},
        {"what is acknowledged",
         "UPDATE stream SET digest=zeroblob(32)",
         "the store would acknowledge another"},
        {"a column", "UPDATE segment SET data=zeroblob(length(data)) WHERE length(data)>0", ""},
        {"a table", "DELETE FROM form_table", ""},
    };
    for (const Case& each : cases) {
        INFO(each.what);
        SyncedTown town;
        town.spoil_store(each.sql);
        const std::string said = town.audited();
        CHECK(town.exit == 1);
        const std::string all = said + town.terminal.complaints;
        INFO(all);
        CHECK(all.find(each.said) != std::string::npos);
        CHECK(all.find(said.empty() ? "" : "LOOK INTO THIS") != std::string::npos);
    }
}

TEST_CASE("tables that were spoiled are made anew from the batches", "[admin][S14]") {
    SyncedTown town;
    const std::string before = town.audited();
    town.spoil_store("UPDATE segment SET rows=rows, data=zeroblob(length(data))");
    static_cast<void>(town.audited());
    REQUIRE(town.exit == 1);
    CHECK(town.run({"rebuild"}) == 0);
    CHECK(town.audited() == before);
    CHECK(town.exit == 0);
}
