// W2: the office's store (reliability.md, section 3): batches of two kiosks, one twice, one too
// early, one branch of its own and a stream that stops for it; an answer that is withdrawn; forms,
// values, versions, acknowledgements and levels; columns made again. What somebody was told of is
// there once, and the columns are those that a rebuild gives.
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/cbor.h"
#include "db/failure.h"
#include "db/journal_fixture.h"
#include "db/office_store.h"
#include "fault/power_cut_vfs.h"
#include "fault/workload.h"

namespace harmony::tests {
namespace {

using base::Bytes;
using base::Digest;
using db::OfficeBatch;
using db::OfficeStore;
using db::StreamKey;

constexpr const char* store_file = "/office/office.db";
constexpr std::size_t days = 10;
constexpr std::uint64_t batches_a_kiosk = 6;
constexpr std::size_t answers_a_batch = 5;

using BatchName = std::pair<StreamKey, std::uint64_t>;

struct Answer {
    base::RecordId rid;
    Bytes body;
};

/// A batch as a kiosk would send it, with its answers.
struct Sent {
    db::CheckedBatch batch;
    std::vector<Answer> answers;
};

db::FormTable small_form() {
    db::FormTable table;
    std::array<std::byte, 8> name{};
    name[0] = std::byte{7};
    table.form = base::FormName(name);
    table.questions.push_back({"safe", db::ColumnKind::choice, 5, 0});
    table.questions.push_back({"uses", db::ColumnKind::choices, 6, 0});
    table.questions.push_back({"why", db::ColumnKind::text, 0, 0});
    return table;
}

StreamKey stream_of(std::uint8_t kiosk) {
    std::array<std::byte, 16> id{};
    id[0] = static_cast<std::byte>(kiosk);
    return {base::KioskId(id), instance_one, 1};
}

class OfficeWeek final : public Workload {
public:
    OfficeWeek(PowerCutDisk& disk, std::uint64_t seed)
        : vfs_("power-cut", disk),
          random_(seed),
          context_({small_form()}, {{engagement(1), "Leeds", "Library"}}) {
        install_folder(disk, "/office");
        for (std::uint8_t kiosk = 1; kiosk <= 2; ++kiosk) {
            Digest prev;
            for (std::uint64_t seq = 1; seq <= batches_a_kiosk; ++seq) {
                sent_[{stream_of(kiosk), seq}] = make_batch(kiosk, seq, prev);
                prev = sent_[{stream_of(kiosk), seq}].batch.digest;
            }
        }
        other_branch_ = make_batch(2, 1, {});
    }

    [[nodiscard]] std::size_t steps() const override { return days; }

    void start() override {
        db::OfficeOptions options;
        options.vfs = vfs_.name();
        auto opened = OfficeStore::open(store_file, options);
        if (!opened) {
            hear_of_trouble();
        }
        store_ = opened ? std::move(*opened) : nullptr;
    }

    void stop() override { store_.reset(); }

    void leave() override {
        static_cast<void>(store_.release());
        vfs_.forget_shared_memory();
    }

    void step(std::size_t number) override {
        if (number == 4) {
            stop();
        }
        if (!store_) {
            start();
        }
        if (store_) {
            day_of_office(number);
        }
    }

    void check(SweepCounts& counts) override;
    [[nodiscard]] bool hears_of_every_sync() const override { return true; }

private:
    Answer make_answer();
    Sent make_batch(std::uint8_t kiosk, std::uint64_t seq, const Digest& prev);
    [[nodiscard]] OfficeBatch opened(const Sent& sent) const;

    void day_of_office(std::size_t number);
    [[nodiscard]] bool insert(const Sent& sent);
    void take(const StreamKey& stream, std::uint64_t seq);
    void take_next(std::uint8_t kiosk);
    void keep_aside(const Sent& sent);
    void publish(std::size_t number);
    void acknowledge(std::uint8_t kiosk);
    void stop_for_a_branch();
    void withdraw();
    [[nodiscard]] bool rebuild();

    void check_batches(SweepCounts& counts);
    void check_withdrawn(SweepCounts& counts);
    void check_published(SweepCounts& counts);
    void check_columns(SweepCounts& counts);
    [[nodiscard]] std::string derived() const;

    PowerCutVfs vfs_;
    base::SeededRandom random_;
    db::StageContext context_;
    std::unique_ptr<OfficeStore> store_;
    std::map<BatchName, Sent> sent_;
    Sent other_branch_;
    std::set<BatchName> told_;
    std::set<Digest> aside_;
    std::map<std::string, std::uint64_t> issued_;  // by kind, the newest
    std::map<std::string, std::uint64_t> published_;
    std::uint64_t value_ = 0;
    std::uint8_t level_ = 0;
    bool stopped_ = false;
    bool other_branch_in_ = false;
    bool form_kept_ = false;
    bool withdrawn_ = false;
    Bytes rewritten_;
};

Answer OfficeWeek::make_answer() {
    Answer answer;
    answer.rid = base::RecordId::random(random_);
    base::cbor::Writer writer;
    writer.array(11);
    writer.unsigned_integer(1);
    writer.bytes(small_form().form.view());
    writer.bytes(base::NoticeHash{}.view());
    writer.text("en");
    writer.bytes(engagement(1).view());
    writer.unsigned_integer(20'000 + random_.below(90));
    writer.unsigned_integer(1);
    writer.unsigned_integer(2);
    writer.unsigned_integer(0);
    writer.null();
    writer.array(3);
    writer.unsigned_integer(random_.below(5));
    writer.unsigned_integer(1 + random_.below(63));
    writer.text("because " + std::to_string(random_.below(1000)));
    answer.body = writer.take();
    return answer;
}

Sent OfficeWeek::make_batch(std::uint8_t kiosk, std::uint64_t seq, const Digest& prev) {
    Sent sent;
    sent.batch.stream = stream_of(kiosk);
    sent.batch.seq = seq;
    sent.batch.prev = prev;
    sent.batch.total = seq * answers_a_batch;
    sent.batch.cut_day = day(20'500);
    sent.batch.taken_day = day(20'501);
    for (std::size_t n = 0; n < answers_a_batch; ++n) {
        sent.answers.push_back(make_answer());
        base::append(sent.batch.bytes, sent.answers.back().rid.view());
        base::append(sent.batch.bytes, sent.answers.back().body);
        sent.batch.records.push_back({sent.answers.back().rid, 0});
    }
    std::sort(sent.batch.records.begin(), sent.batch.records.end());
    sent.batch.counts.opened = answers_a_batch;
    sent.batch.digest = cheap_digest(sent.batch.bytes);
    return sent;
}

OfficeBatch OfficeWeek::opened(const Sent& sent) const {
    db::ResponseStage stage(context_, sent.batch.stream.kiosk);
    for (const Answer& answer : sent.answers) {
        base::promise(stage.add(answer.rid, answer.body).ok(), "an answer was refused");
    }
    return {sent.batch, std::move(stage), {}};
}

void OfficeWeek::day_of_office(std::size_t number) {
    publish(number);
    switch (number) {
        case 2: take(stream_of(1), 1); break;  // comes again
        case 3: {
            const Sent& early = sent_.at({stream_of(1), batches_a_kiosk});
            base::promise(!insert(early), "a batch went in before those it follows");
            keep_aside(early);
            break;
        }
        case 6: stop_for_a_branch(); break;
        case 7: withdraw(); break;
        case 8: static_cast<void>(rebuild()); break;
        default: take_next(static_cast<std::uint8_t>(1 + number % 2)); break;
    }
    if (number % 3 == 2) {
        acknowledge(1);
    }
}

bool OfficeWeek::insert(const Sent& sent) {
    std::vector<OfficeBatch> group;
    group.push_back(opened(sent));
    return store_->insert(group).ok();
}

void OfficeWeek::take(const StreamKey& stream, std::uint64_t seq) {
    if (insert(sent_.at({stream, seq}))) {
        told_.insert({stream, seq});
    }
}

void OfficeWeek::take_next(std::uint8_t kiosk) {
    const StreamKey stream = stream_of(kiosk);
    const auto head = store_->head(stream);
    const std::uint64_t next = head ? head->seq + 1 : 1;
    if (next < batches_a_kiosk) {
        take(stream, next);
    }
}

void OfficeWeek::keep_aside(const Sent& sent) {
    db::Quarantined file;
    file.digest = sent.batch.digest;
    file.name = "early.hkb";
    file.reason = "gap";
    file.day = day(20'501);
    file.stream = sent.batch.stream;
    file.seq = sent.batch.seq;
    file.bytes = sent.batch.bytes;
    if (store_->quarantine(file).ok()) {
        aside_.insert(file.digest);
    }
}

void OfficeWeek::publish(std::size_t number) {
    if (number == 0) {
        form_kept_ = store_->keep_form(small_form().form, Bytes(900, std::byte{1})).ok();
    }
    const std::string text = std::to_string(number + 1);
    if (store_->set_value("registry", base::as_bytes(text)).ok()) {
        value_ = number + 1;
    }
    const auto version = store_->issue_version("pack:main");
    if (version) {
        issued_["pack:main"] = *version;
    }
}

/// Says no more than what is stored, and keeps what it said.
void OfficeWeek::acknowledge(std::uint8_t kiosk) {
    const auto head = store_->head(stream_of(kiosk));
    const auto version = head ? store_->issue_version("ack") : base::Result<std::uint64_t>(0);
    if (!head || !version) {
        return;
    }
    issued_["ack"] = *version;
    const Bytes bytes = base::copy_bytes(base::as_bytes(std::to_string(head->seq)));
    if (store_->keep_published({"ack", *version, cheap_digest(bytes), bytes}).ok()) {
        published_["ack"] = *version;
    }
    if (store_->set_level(stream_of(kiosk), 2).ok()) {
        level_ = 2;
    }
}

void OfficeWeek::stop_for_a_branch() {
    other_branch_in_ = insert(other_branch_) || other_branch_in_;
    keep_aside(other_branch_);
    stopped_ = store_->stop_stream(stream_of(2)).ok() || stopped_;
}

/// Somebody takes an answer of the first batch back: it leaves the batch, and with the next rebuild
/// the columns.
void OfficeWeek::withdraw() {
    const Sent& sent = sent_.at({stream_of(1), 1});
    const Answer& gone = sent.answers.front();
    rewritten_ = sent.batch.bytes;
    const auto at =
        std::search(rewritten_.begin(), rewritten_.end(), gone.body.begin(), gone.body.end());
    std::fill_n(at, gone.body.size(), std::byte{0});
    const db::Tombstone erased[] = {{gone.rid, 3, day(20'600)}};
    const db::Redaction note{
        sent.batch.stream, 1, sent.batch.digest, cheap_digest(rewritten_), Bytes(80, std::byte{7})};
    withdrawn_ = store_->redact(note, rewritten_, erased).ok() || withdrawn_;
}

bool OfficeWeek::rebuild() {
    return store_
        ->rebuild([&](const db::CheckedBatch& stored) -> base::Result<OfficeBatch> {
            const auto found = sent_.find({stored.stream, stored.seq});
            const bool known = found != sent_.end() && found->second.batch.digest == stored.digest;
            return opened(known ? found->second : other_branch_);
        })
        .ok();
}

void OfficeWeek::check(SweepCounts& counts) {
    try {
        start();
        if (!store_) {
            ++counts.corrupt;
            return;
        }
        check_batches(counts);
        check_published(counts);
        check_columns(counts);
        stop();
    } catch (const db::StoreFailed&) {
        leave();
        ++counts.corrupt;
        return;
    }
    vfs_.forget_shared_memory();
    counts.corrupt += is_whole(vfs_.name(), store_file) ? 0 : 1;
}

void OfficeWeek::check_batches(SweepCounts& counts) {
    std::map<BatchName, int> found;
    std::map<StreamKey, std::uint64_t> lengths;
    for (const db::BatchSummary& batch : store_->batches()) {
        const BatchName name{batch.stream, batch.seq};
        ++found[name];
        ++lengths[batch.stream];
        const auto stored = store_->batch(batch.stream, batch.seq);
        const Sent& sent = sent_.at(name);
        const bool same =
            stored && (stored->bytes == sent.batch.bytes ||
                       stored->bytes == other_branch_.batch.bytes || stored->bytes == rewritten_);
        counts.broken += same ? 0 : 1;
    }
    for (const BatchName& name : told_) {
        counts.lost += found.contains(name) ? 0 : 1;
    }
    counts.lost += other_branch_in_ && !found.contains({stream_of(2), 1}) ? 1 : 0;
    for (const auto& [name, times] : found) {
        counts.doubled += times > 1 ? 1 : 0;
    }
    for (const db::StreamHead& head : store_->heads()) {
        counts.broken += head.seq != lengths[head.stream] ? 1 : 0;
        counts.lost += head.stream == stream_of(1) && head.level < level_ ? 1 : 0;
        counts.lost += head.stream == stream_of(2) && stopped_ && !head.stopped ? 1 : 0;
    }
    check_withdrawn(counts);
    const auto table = store_->table(small_form().form);
    std::uint64_t rows = 0;
    for (const auto& [stream, length] : lengths) {
        rows += length * answers_a_batch;
    }
    if (!store_->needs_rebuild()) {
        rows -= store_->tombstones(stream_of(1)).size();
        counts.broken += (table ? table->rows : 0) != rows ? 1 : 0;
    }
}

/// Bytes, note and tombstone go together.
void OfficeWeek::check_withdrawn(SweepCounts& counts) {
    const auto stored = store_->batch(stream_of(1), 1);
    const bool bytes = stored && !rewritten_.empty() && stored->bytes == rewritten_;
    counts.lost += withdrawn_ && !bytes ? 1 : 0;
    counts.broken += bytes != (store_->redactions().size() == 1) ? 1 : 0;
    counts.broken += bytes != (store_->tombstones(stream_of(1)).size() == 1) ? 1 : 0;
}

void OfficeWeek::check_published(SweepCounts& counts) {
    counts.lost += form_kept_ && !store_->form(small_form().form) ? 1 : 0;
    for (const Digest& digest : aside_) {
        counts.lost += store_->quarantined_bytes(digest) ? 0 : 1;
    }
    const auto value = store_->value("registry");
    counts.lost +=
        value_ > 0 && (!value || std::stoull(std::string(base::as_text(*value))) < value_) ? 1 : 0;
    const auto ack = store_->newest_published("ack");
    counts.lost += published_.contains("ack") && (!ack || ack->version < published_["ack"]) ? 1 : 0;
    const auto head = store_->head(stream_of(1));
    if (ack) {
        const std::uint64_t said = std::stoull(std::string(base::as_text(ack->bytes)));
        counts.broken += said > (head ? head->seq : 0) ? 1 : 0;
    }
    for (const auto& [kind, version] : issued_) {
        const auto next = store_->issue_version(kind);
        counts.doubled += !next || *next <= version ? 1 : 0;
    }
}

void OfficeWeek::check_columns(SweepCounts& counts) {
    const bool right_already = !store_->needs_rebuild();
    const std::string before = derived();
    counts.broken += !rebuild() || (right_already && derived() != before) ? 1 : 0;
}

/// Every derived byte, as text.
std::string OfficeWeek::derived() const {
    sqlite3* handle = nullptr;
    std::string all;
    const auto add = [](void* out, int, char** values, char**) {
        *static_cast<std::string*>(out) += std::string(values[0]) + "\n";
        return 0;
    };
    const bool opened =
        sqlite3_open_v2(store_file, &handle, SQLITE_OPEN_READWRITE, vfs_.name().c_str()) ==
        SQLITE_OK;
    // The invented disk knows no locks: closing must not believe itself alone.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    for (const char* sql :
         {"SELECT hex(form)||column||'/'||chunk||'/'||rows||'/'||encoding||hex(data) FROM segment"
          " ORDER BY form, column, chunk",
          "SELECT hex(form)||column||'/'||chunk||hex(data) FROM free_text ORDER BY 1",
          "SELECT column||'/'||code||value FROM dictionary ORDER BY column, code",
          "SELECT hex(form)||rows FROM form_table ORDER BY 1"}) {
        if (!opened || sqlite3_exec(handle, sql, add, &all, nullptr) != SQLITE_OK) {
            throw base::BrokenPromise(std::string("the columns could not be read: ") +
                                      sqlite3_errmsg(handle));
        }
    }
    sqlite3_close(handle);
    return all;
}

}  // namespace

std::unique_ptr<Workload> office_store_workload(PowerCutDisk& disk, std::uint64_t seed) {
    return std::make_unique<OfficeWeek>(disk, seed);
}

}  // namespace harmony::tests
