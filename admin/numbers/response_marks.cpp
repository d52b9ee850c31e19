#include "admin/numbers/response_marks.h"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "admin/counted_questions.h"
#include "admin/form_table.h"
#include "admin/tabulation_pass.h"
#include "summary/weigh.h"
#include "sync/crypto.h"

namespace harmony::admin {

using base::Result;

namespace {

constexpr std::size_t salt_bytes = 32;

std::uint64_t mixed(std::uint64_t x) {  // SplitMix64's finisher
    x ^= x >> 30U;
    x *= 0xBF58476D1CE4E5B9U;
    x ^= x >> 27U;
    x *= 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
}

/// A secret number for each thing that a response can say.
class Salt {
public:
    Salt(base::ByteView salt, std::string form) : salt_(salt), form_(std::move(form)) {}

    [[nodiscard]] std::uint64_t of(const std::string& column, const std::string& what) const {
        base::Bytes message(salt_.begin(), salt_.end());
        const std::string text = form_ + '\n' + column + '\n' + what;
        const base::ByteView bytes = base::as_bytes(text);
        message.insert(message.end(), bytes.begin(), bytes.end());
        const base::Digest digest = sync::plain_hash(message);
        std::uint64_t number = 0;
        std::memcpy(&number, digest.view().data(), sizeof(number));
        return number;
    }

private:
    base::ByteView salt_;
    std::string form_;
};

/// Adds what one column says to the marks of a chunk's rows.
void mark_column(const summary::ChunkView& view,
                 std::uint64_t seed,
                 const std::vector<std::uint64_t>& of_code,
                 std::vector<std::uint64_t>& marks) {
    if (view.layout() == summary::ChunkView::Layout::planes && of_code.empty()) {
        for (std::size_t p = 0; p < view.plane_count(); ++p) {
            const auto plane = view.plane(p);
            const std::uint64_t add = mixed(seed + p + 1);
            for (std::size_t row = 0; row < marks.size(); ++row) {
                marks[row] += ((plane[row / 64] >> (row % 64)) & 1U) * add;
            }
        }
        return;
    }
    const std::vector<std::uint32_t> codes = summary::codes_of(view);
    for (std::size_t row = 0; row < marks.size(); ++row) {
        marks[row] += of_code.empty() ? mixed(seed + codes[row] + 1) : of_code[codes[row]];
    }
}

bool bit(const summary::ChunkView& view, std::size_t plane, std::size_t row) {
    return ((view.plane(plane)[row / 64] >> (row % 64)) & 1U) != 0;
}

/// Which rows of a chunk answered a question: they are in its base.
std::vector<std::uint8_t> answered_rows(const summary::Question& question,
                                        const summary::ChunkView& view) {
    std::vector<std::uint8_t> answered(view.rows(), 0);
    const auto is_answer = [&](std::size_t choice) {
        return choice < question.choices.size() &&
               question.choices[choice].role == summary::ChoiceRole::answer;
    };
    if (question.kind == summary::QuestionKind::one_choice) {
        const std::vector<std::uint32_t> codes = summary::codes_of(view);
        for (std::size_t row = 0; row < codes.size(); ++row) {
            answered[row] = codes[row] >= summary::first_choice_code &&
                                    is_answer(codes[row] - summary::first_choice_code)
                                ? 1
                                : 0;
        }
        return answered;
    }
    for (std::size_t row = 0; row < answered.size(); ++row) {
        bool in_base = bit(view, summary::answered_plane, row);
        if (in_base && question.kind == summary::QuestionKind::several_choices) {
            in_base = false;
            for (std::size_t i = 0; i < question.choices.size(); ++i) {
                in_base =
                    in_base || (is_answer(i) && bit(view, summary::first_choice_plane + i, row));
            }
        }
        answered[row] = in_base ? 1 : 0;
    }
    return answered;
}

/// In no order yet.
class Marking {
public:
    Marking(db::OfficeStore& store,
            const CountOrder& order,
            const DayIndex& days,
            base::ByteView salt)
        : store_(store), order_(order), days_(days), salt_(salt) {
        for (const Breakdown& by : order.by) {
            marks_.groupings.push_back(grouping_name(by));
        }
        keys_.resize(order.by.size());
    }

    void ask(const std::vector<summary::Question>& questions) {
        questions_ = questions;
        for (const summary::Question& question : questions) {
            marks_.questions.push_back(question.name);
        }
    }

    [[nodiscard]] Result<void> add(const survey::Form& form, const db::TableInfo& table) {
        Result<Selection> selection = select_in(store_, form, table, order_.where);
        if (!selection) {
            return selection.error();
        }
        prepare(form, table);
        store_.for_each_chunk(
            table.table.form, columns_, [&](const db::TableChunk& chunk) { take(chunk, table); });
        return {};
    }

    [[nodiscard]] ResponseMarks finish() {
        for (const Keys& keys : keys_) {
            marks_.keys.push_back(keys.names);
        }
        std::vector<std::size_t> order(marks_.marks.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return marks_.marks[a] < marks_.marks[b];
        });
        ResponseMarks sorted{marks_.questions, marks_.groupings, marks_.keys, {}, {}, {}};
        const std::size_t g = marks_.groupings.size();
        const std::size_t q = marks_.questions.size();
        for (const std::size_t at : order) {
            sorted.marks.push_back(marks_.marks[at]);
            for (std::size_t i = 0; i < g; ++i) {
                sorted.groups.push_back(marks_.groups[at * g + i]);
            }
            for (std::size_t i = 0; i < q; ++i) {
                sorted.answered.push_back(marks_.answered[at * q + i]);
            }
        }
        return sorted;
    }

private:
    /// Every column of the version, with what its codes stand for.
    void prepare(const survey::Form& form, const db::TableInfo& table) {
        const Salt salt(salt_, form.name().hex());
        columns_.clear();
        seeds_.clear();
        of_code_.clear();
        for (std::size_t column = 0; column < db::head_columns + table.table.questions.size();
             ++column) {
            const bool head = column < db::head_columns;
            const std::string name = head ? db::head_column_names[column]
                                          : table.table.questions[column - db::head_columns].name;
            columns_.push_back(column);
            seeds_.push_back(salt.of(name, ""));
            std::vector<std::uint64_t>& of_code = of_code_.emplace_back();
            for (const std::string& value :
                 head ? store_.dictionary(static_cast<db::HeadColumn>(column))
                      : std::vector<std::string>()) {
                of_code.push_back(salt.of(name, value));
            }
        }
        rows_.clear();
        for (std::size_t i = 0; i < order_.by.size(); ++i) {
            rows_.push_back(row_column(store_, form, table, order_.by[i], keys_[i]));
        }
        question_columns_.clear();
        for (const summary::Question& question : questions_) {
            const auto index = form.find(question.name);
            const bool same = index && is_counted(form, form.node(*index)) &&
                              counted_question(form, form.node(*index)) == question;
            question_columns_.push_back(same ? db::OfficeStore::column_number(table, question.name)
                                             : std::nullopt);
        }
    }

    void take(const db::TableChunk& chunk, const db::TableInfo& table) {
        std::vector<summary::ChunkView> views;
        for (const db::ColumnChunk& column : chunk.columns) {
            views.push_back(chunk_view(column));
        }
        std::vector<std::uint64_t> marks(chunk.rows, 0);
        for (std::size_t column = 0; column < views.size(); ++column) {
            mark_column(views[column], seeds_[column], of_code_[column], marks);
        }
        std::vector<std::vector<std::uint32_t>> groups;
        for (std::size_t i = 0; i < order_.by.size(); ++i) {
            groups.push_back(order_.by[i].by == CountBy::wave
                                 ? waves_of(views, i)
                                 : keyed(summary::codes_of(views[rows_[i].column]), rows_[i]));
        }
        std::vector<std::vector<std::uint8_t>> answered;
        for (std::size_t i = 0; i < questions_.size(); ++i) {
            answered.push_back(question_columns_[i]
                                   ? answered_rows(questions_[i], views[*question_columns_[i]])
                                   : std::vector<std::uint8_t>(chunk.rows, 0));
        }
        const std::vector<std::uint8_t> counts = counted(views);
        for (std::size_t row = 0; row < chunk.rows; ++row) {
            if (counts[row] == 0) {
                continue;
            }
            marks_.marks.push_back(marks[row]);
            for (const auto& group : groups) {
                marks_.groups.push_back(static_cast<std::uint16_t>(group[row]));
            }
            for (const auto& said : answered) {
                marks_.answered.push_back(said[row]);
            }
        }
        static_cast<void>(table);
    }

    static std::vector<std::uint32_t> keyed(std::vector<std::uint32_t> codes,
                                            const RowColumn& rows) {
        for (std::uint32_t& code : codes) {
            code = static_cast<std::uint32_t>(rows.row_of_code[code]);
        }
        return codes;
    }

    [[nodiscard]] std::vector<std::uint32_t> day_of(
        const std::vector<summary::ChunkView>& views) const {
        const auto month =
            summary::codes_of(views[static_cast<std::size_t>(db::HeadColumn::month)]);
        auto day = summary::codes_of(views[static_cast<std::size_t>(db::HeadColumn::engagement)]);
        for (std::size_t row = 0; row < day.size(); ++row) {
            day[row] += static_cast<std::uint32_t>(month[row] * days_.engagement.size());
        }
        return day;
    }

    [[nodiscard]] std::vector<std::uint32_t> waves_of(const std::vector<summary::ChunkView>& views,
                                                      std::size_t grouping) {
        std::vector<std::uint32_t> groups = day_of(views);
        for (std::uint32_t& group : groups) {
            group =
                static_cast<std::uint32_t>(keys_[grouping].index(days_.waves[days_.of[group]].id));
        }
        return groups;
    }

    /// Of the wave that is asked for, or all. A release never selects by anything else.
    [[nodiscard]] std::vector<std::uint8_t> counted(
        const std::vector<summary::ChunkView>& views) const {
        std::vector<std::uint8_t> counts;
        for (const std::uint32_t day : day_of(views)) {
            counts.push_back(
                order_.wave.empty() || days_.waves[days_.of[day]].id == order_.wave ? 1 : 0);
        }
        return counts;
    }

    db::OfficeStore& store_;
    const CountOrder& order_;
    const DayIndex& days_;
    base::ByteView salt_;
    std::vector<summary::Question> questions_;
    std::vector<Keys> keys_;
    ResponseMarks marks_;
    std::vector<std::size_t> columns_;
    std::vector<std::uint64_t> seeds_;
    std::vector<std::vector<std::uint64_t>> of_code_;
    std::vector<RowColumn> rows_;
    std::vector<std::optional<std::size_t>> question_columns_;
};

/// Counts of responses by the name of each base that they are in.
class BaseCounts {
public:
    explicit BaseCounts(const ResponseMarks& marks) : marks_(marks) {
        const std::size_t each = marks.questions.size() + 1;
        overall_.resize(each);
        for (const auto& keys : marks.keys) {
            by_group_.emplace_back(keys.size() * each);
        }
    }

    void add(std::size_t response) {
        const std::size_t each = marks_.questions.size() + 1;
        for (std::size_t base = 0; base < each; ++base) {
            const bool in = base == 0 || marks_.answered[response * (each - 1) + base - 1] != 0;
            if (!in) {
                continue;
            }
            overall_[base] += 1;
            for (std::size_t g = 0; g < by_group_.size(); ++g) {
                by_group_[g][marks_.groups[response * by_group_.size() + g] * each + base] += 1;
            }
        }
    }

    /// Bases without anybody are left out.
    [[nodiscard]] std::map<std::string, std::uint64_t> named() const {
        std::map<std::string, std::uint64_t> names;
        const std::size_t each = marks_.questions.size() + 1;
        for (std::size_t base = 0; base < each; ++base) {
            const std::string what = base == 0 ? "" : marks_.questions[base - 1];
            put(names, base == 0 ? "*" : what, overall_[base]);
            for (std::size_t g = 0; g < by_group_.size(); ++g) {
                for (std::size_t key = 0; key < marks_.keys[g].size(); ++key) {
                    put(names,
                        what + "|" + marks_.groupings[g] + "=" + marks_.keys[g][key],
                        by_group_[g][key * each + base]);
                }
            }
        }
        return names;
    }

private:
    static void put(std::map<std::string, std::uint64_t>& names,
                    const std::string& name,
                    std::uint64_t n) {
        if (n > 0) {
            names[name] = n;
        }
    }

    const ResponseMarks& marks_;
    std::vector<std::uint64_t> overall_;
    std::vector<std::vector<std::uint64_t>> by_group_;
};

}  // namespace

Result<base::Bytes> office_salt(db::OfficeStore& store, base::RandomSource& random) {
    if (auto kept = store.value(office_salt_name); kept && kept->size() == salt_bytes) {
        return std::move(*kept);
    }
    base::Bytes salt(salt_bytes);
    random.fill(salt);
    const auto set = store.set_value(office_salt_name, salt);
    return set ? Result<base::Bytes>(std::move(salt)) : set.error();
}

Result<ResponseMarks> mark_responses(db::OfficeStore& store,
                                     const std::string& survey,
                                     const CountOrder& order,
                                     base::ByteView salt) {
    const Result<Waves> waves = Waves::load(store);
    if (!waves) {
        return waves.error();
    }
    const DayIndex days = day_index(store, *waves, order.today);
    Marking marking(store, order, days, salt);
    std::vector<std::pair<survey::Form, db::TableInfo>> versions;
    for (const ShelvedSurvey& shelved : surveys_on_shelf(store)) {
        const auto table = shelved.id == survey ? store.table(shelved.name) : std::nullopt;
        if (!table || table->rows == 0) {
            continue;
        }
        Result<survey::Form> form = form_on_shelf(store, shelved.name);
        if (!form) {
            return form.error();
        }
        versions.emplace_back(std::move(*form), *table);
    }
    if (versions.empty()) {
        return no_responses(store, survey);
    }
    marking.ask(counted_questions(versions.back().first));
    for (const auto& [form, table] : versions) {
        if (auto added = marking.add(form, table); !added) {
            return added.error();
        }
    }
    return marking.finish();
}

BaseChanges compare_marks(const ResponseMarks& before, const ResponseMarks& now) {
    BaseCounts was(before);
    BaseCounts is(now);
    BaseCounts gone(before);
    BaseCounts fresh(now);
    BaseChanges changes;
    std::size_t b = 0;
    std::size_t n = 0;
    while (b < before.size() || n < now.size()) {
        const bool in_both = b < before.size() && n < now.size() && before.marks[b] == now.marks[n];
        const bool only_before =
            !in_both && b < before.size() && (n == now.size() || before.marks[b] < now.marks[n]);
        if (in_both || only_before) {
            was.add(b);
        }
        if (only_before) {
            gone.add(b);
        }
        if (!only_before) {
            is.add(n);
        }
        if (!in_both && !only_before) {
            fresh.add(n);
        }
        changes.in_common += in_both ? 1 : 0;
        b += in_both || only_before ? 1 : 0;
        n += in_both || !only_before ? 1 : 0;
    }
    changes.before = was.named();
    changes.now = is.named();
    changes.added = fresh.named();
    changes.removed = gone.named();
    return changes;
}

}  // namespace harmony::admin
