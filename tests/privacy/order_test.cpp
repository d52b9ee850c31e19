// T2, T7 and T8 of security.md 12.3: what the files of a kiosk give away about who came first. The
// figures of the limits are those of that section; each is wide enough for chance (the standard
// deviation of rho is 1 / sqrt(n - 1)) and far from what order shows (rho 1 or -1).
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "base/random.h"
#include "db/kiosk_journal.h"
#include "order_on_disk.h"
#include "support/temporary_folder.h"

using namespace harmony;
using namespace harmony::tests;

namespace fs = std::filesystem;

namespace {

constexpr std::size_t journal_page = 4096;
constexpr std::size_t sealed_size = 144;   // bucket 128 and tag
constexpr std::size_t contact_size = 605;  // the worked example of docs/formats/hk1.md
constexpr std::size_t wal_frame = 24 + journal_page;

base::Bytes some_bytes(base::RandomSource& random, std::size_t size) {
    base::Bytes bytes(size);
    random.fill(bytes);
    return bytes;
}

/// A real journal with rows as they arrive.
class Arrivals {
public:
    explicit Arrivals(std::uint64_t seed) : random_(seed), block_(some_bytes(random_, 200)) {
        db::JournalOptions options;
        options.reserve_bytes = 0;
        journal_ = std::move(*db::KioskJournal::open(folder_.path(), options));
    }

    void come(std::size_t count) {
        const base::Day day = *base::day_from_iso("2026-03-30");
        for (std::size_t at = 0; at < count; ++at) {
            answers.push_back(base::RecordId::random(random_));
            const db::SealedRow row{
                answers.back(), 0, block_, {{}, day}, some_bytes(random_, sealed_size)};
            base::promise(journal_->append(row).ok(), "a row that is kept");
            contacts.push_back(base::RecordId::random(random_));
            const db::ContactRow contact{contacts.back(), some_bytes(random_, contact_size), {}};
            base::promise(journal_->append(contact).ok(), "a row that is kept");
        }
    }

    void tidy() { base::promise(journal_->tidy().ok(), "a tidy journal"); }

    [[nodiscard]] db::KioskJournal& journal() { return *journal_; }
    [[nodiscard]] fs::path file(const char* name) const { return folder_.path() / name; }
    [[nodiscard]] base::Bytes bytes(const char* name) const { return raw_bytes(file(name)); }

    std::vector<base::RecordId> answers;
    std::vector<base::RecordId> contacts;

private:
    TemporaryFolder folder_;
    base::SeededRandom random_;
    base::Bytes block_;
    std::unique_ptr<db::KioskJournal> journal_;
};

/// What many runs show together.
struct Shown {
    double mean_rho = 0;
    double mean_size = 0;  ///< of rho
    double reversed = 0;   ///< of the pairs on one page
    bool whole = true;     ///< every id was found, once
};

enum class When { tidied, as_it_came };

Shown show(const char* name, std::size_t rows, std::size_t runs, When when) {
    Shown shown;
    std::size_t pairs = 0;
    std::size_t reversed = 0;
    for (std::size_t run = 0; run < runs; ++run) {
        Arrivals kiosk(1000 * rows + run);
        kiosk.come(rows);
        if (when == When::tidied) {
            kiosk.tidy();
        }
        const bool answers = std::string_view(name).starts_with("answers");
        const bool log = std::string_view(name).ends_with("-wal");
        const Order order = order_in(kiosk.bytes(name),
                                     answers ? kiosk.answers : kiosk.contacts,
                                     log ? wal_frame : journal_page);
        shown.mean_rho += order.rho / static_cast<double>(runs);
        shown.mean_size += std::abs(order.rho) / static_cast<double>(runs);
        shown.whole = shown.whole && order.found == rows && !order.twice;
        pairs += order.pairs;
        reversed += order.reversed;
    }
    shown.reversed = pairs == 0 ? 0.5 : static_cast<double>(reversed) / static_cast<double>(pairs);
    return shown;
}

double apart(const fs::path& a, const fs::path& b) {
    struct stat first {};
    struct stat second {};
    base::promise(::stat(a.c_str(), &first) == 0 && ::stat(b.c_str(), &second) == 0, "two files");
    return std::abs(std::difftime(first.st_mtime, second.st_mtime));
}

void date_back(const fs::path& file) {
    const timespec old[2] = {{1'700'000'000, 0}, {1'700'000'000, 0}};
    base::promise(::utimensat(AT_FDCWD, file.c_str(), old, 0) == 0, "an older file");
}

/// Bytes that differ between two files of one length, without SQLite's change counters (the first
/// 100 bytes are its header, sqlite.org/fileformat2.html, 1.3).
std::size_t differences(const base::Bytes& a, const base::Bytes& b) {
    constexpr std::size_t header = 100;
    if (a.size() != b.size()) {
        return std::max(a.size(), b.size());
    }
    std::size_t count = 0;
    for (std::size_t at = header; at < a.size(); ++at) {
        count += a[at] == b[at] ? 0 : 1;
    }
    return count;
}

/// The same two rows, in this order or the other.
void put_two(Arrivals& kiosk, bool swapped) {
    base::SeededRandom random(7);
    std::array<db::SealedRow, 2> rows;
    const base::Bytes block = some_bytes(random, 200);
    for (db::SealedRow& row : rows) {
        row = {base::RecordId::random(random),
               0,
               block,
               {{}, *base::day_from_iso("2026-03-30")},
               some_bytes(random, sealed_size)};
    }
    for (std::size_t at = 0; at < rows.size(); ++at) {
        base::promise(kiosk.journal().append(rows.at(swapped ? 1 - at : at)).ok(), "a kept row");
    }
}

}  // namespace

TEST_CASE("T2 a few answers lie in no order that follows their arrival", "[privacy][T2]") {
    for (const char* name : {"answers.db", "contacts.db"}) {
        const Shown shown = show(name, 12, 200, When::tidied);
        INFO(name << ": mean rho " << shown.mean_rho);
        CHECK(shown.whole);
        CHECK(std::abs(shown.mean_rho) < 0.08);
    }
}

TEST_CASE("T2 many answers lie in no order that follows their arrival", "[privacy][T2]") {
    for (const char* name : {"answers.db", "contacts.db"}) {
        const Shown shown = show(name, 200, 20, When::tidied);
        INFO(name << ": mean size of rho " << shown.mean_size);
        CHECK(shown.whole);
        CHECK(shown.mean_size < 0.10);
    }
}

TEST_CASE("T2 records on one page stand in reverse order of arrival half of the time",
          "[privacy][T2]") {
    const Shown shown = show("answers.db", 60, 200, When::tidied);
    INFO("reversed pairs " << shown.reversed);
    CHECK(std::abs(shown.reversed - 0.5) < 0.015);
}

TEST_CASE("T2 a tidy journal has no log", "[privacy][T2]") {
    Arrivals kiosk(1);
    kiosk.come(30);
    CHECK_FALSE(kiosk.bytes("answers.db-wal").empty());
    kiosk.tidy();
    for (const char* name : {"answers.db-wal", "contacts.db-wal", "state.db-wal"}) {
        INFO(name);
        CHECK(kiosk.bytes(name).empty());
    }
}

TEST_CASE("T2 bites: without the rewriting the file and its log tell the order of arrival",
          "[privacy][T2][bite]") {
    // VACUUM off: pages fill from their end. TRUNCATE off: the log grows at its end.
    for (const char* name : {"answers.db-wal", "contacts.db-wal"}) {
        Arrivals kiosk(3);
        kiosk.come(12);
        const bool answers = std::string_view(name).starts_with("answers");
        const Order order =
            order_in(kiosk.bytes(name), answers ? kiosk.answers : kiosk.contacts, wal_frame);
        INFO(name << ": rho " << order.rho);
        CHECK(order.found == 12);
        CHECK(order.rho > 0.99);
    }
    TemporaryFolder copy;
    Arrivals kiosk(4);
    kiosk.come(12);
    // A program that opens the journal copies the log into the file, page by page as they were.
    fs::copy(kiosk.file(""), copy.path(), fs::copy_options::recursive);
    db::JournalOptions options;
    options.reserve_bytes = 0;
    { const auto opened = std::move(*db::KioskJournal::open(copy.path(), options)); }
    const Order order =
        order_in(raw_bytes(copy.path() / "answers.db"), kiosk.answers, journal_page);
    INFO("rho " << order.rho);
    CHECK(order.rho < -0.99);
}

TEST_CASE("T7 two answers that change places leave the same file", "[privacy][T7]") {
    Arrivals one(1);
    Arrivals other(1);
    put_two(one, false);
    put_two(other, true);
    CHECK(differences(one.bytes("answers.db-wal"), other.bytes("answers.db-wal")) > 0);
    one.tidy();
    other.tidy();
    CHECK(differences(one.bytes("answers.db"), other.bytes("answers.db")) == 0);
    CHECK(differences(one.bytes("contacts.db"), other.bytes("contacts.db")) == 0);
}

TEST_CASE("T8 the times of the two files do not tell which kind of record came last",
          "[privacy][T8]") {
    Arrivals kiosk(5);
    kiosk.come(3);
    const std::array names = {"answers.db", "contacts.db", "answers.db-wal", "contacts.db-wal"};
    for (const bool answer : {true, false}) {
        for (const char* name : names) {
            date_back(kiosk.file(name));
        }
        base::SeededRandom random(9);
        const db::SealedRow row{base::RecordId::random(random),
                                0,
                                some_bytes(random, 200),
                                {{}, *base::day_from_iso("2026-03-30")},
                                some_bytes(random, sealed_size)};
        const db::ContactRow contact{
            base::RecordId::random(random), some_bytes(random, contact_size), {}};
        REQUIRE((answer ? kiosk.journal().append(row) : kiosk.journal().append(contact)).ok());
        CHECK(apart(kiosk.file("answers.db"), kiosk.file("contacts.db")) < 2);
        CHECK(apart(kiosk.file("answers.db-wal"), kiosk.file("contacts.db-wal")) < 2);
    }
    // The bite: as if the other file had not been touched.
    date_back(kiosk.file("answers.db-wal"));
    CHECK(apart(kiosk.file("answers.db-wal"), kiosk.file("contacts.db-wal")) > 2);
}
