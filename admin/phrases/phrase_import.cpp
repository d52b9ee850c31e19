// How a row becomes an entry:
// 1. the English of the row must be the English of today, or the translation is of another text;
// 2. a text that keeps every rule is taken; one that breaks a rule stops the whole file;
// 3. `checked` is what a person wrote into the row. It needs a name and a day, except for an entry
//    that stood checked before, with the same text of the same English;
// 4. a changed text that nobody marked `checked` is a draft, whatever it was before;
// 5. `from` names the English of today as soon as a person has changed the text or the status.

#include "admin/phrases/phrase_import.h"

#include <fmt/format.h>

#include <set>

#include "base/text.h"

namespace harmony::admin {

namespace {

class Judge {
public:
    Judge(const PhraseRules& rules,
          const PhraseFile& master,
          const PhraseFile& translation,
          const std::string& language,
          const CheckedBy& checked_by)
        : rules_(rules),
          master_(master),
          translation_(translation),
          language_(language),
          checked_by_(checked_by) {}

    PhraseImport judge(const std::vector<PhraseRow>& rows) {
        for (const PhraseRow& row : rows) {
            if (is_known(row)) {
                judge_row(row);
            }
        }
        for (const std::string& key : master_.keys()) {
            if (!first_row_.contains(key) && !is_read_by_staff(rules_, key)) {
                import_.findings.push_back(fmt::format(
                    "there is no row for {}. Put it back, or export the file again", key));
            }
        }
        return std::move(import_);
    }

private:
    void say(const PhraseRow& row, std::string_view column, const PhraseFault& fault) {
        import_.findings.push_back(fmt::format(
            "row {}, column {} ({}): {}. {}", row.row, column, row.key, fault.what, fault.mend));
    }

    bool is_known(const PhraseRow& row) {
        if (!master_.has(row.key)) {
            const auto meant = base::nearest(row.key, master_.keys());
            say(row,
                "key",
                {"is no phrase of the kiosk",
                 meant ? fmt::format("Did you mean {}?", *meant) : "Take the row away"});
            return false;
        }
        const auto [first, is_new] = first_row_.emplace(row.key, row.row);
        if (!is_new) {
            say(row,
                "key",
                {fmt::format("stands in row {} already", first->second), "Take one of them away"});
        }
        return is_new;
    }

    void judge_row(const PhraseRow& row) {
        const std::string english = master_.entry(row.key).text;
        const std::size_t before = import_.findings.size();
        if (row.english != english) {
            say(row,
                "English",
                {"is not the English of today",
                 "Leave this column alone; when it is older than the kiosk's words, export again"});
        }
        if (row.status != "draft" && row.status != "checked" && row.status != "stale") {
            say(row,
                "status",
                {fmt::format("'{}' is none of draft, checked, stale", row.status),
                 "Write checked for a text that you stand for, else draft"});
        }
        for (const PhraseFault& fault :
             faults_of_phrase(rules_, {language_, row.key, row.text, english})) {
            say(row, "text", {fault.what, "To mend it: " + fault.mend});
        }
        if (import_.findings.size() == before) {
            take(row, source_mark(english));
        }
    }

    void take(const PhraseRow& row, const std::string& mark) {
        const bool is_there = translation_.has(row.key);
        const PhraseEntry old = is_there ? translation_.entry(row.key) : PhraseEntry{};
        const bool is_same_text = is_there && old.text == row.text;
        const bool was_stale = old.from != mark;
        const std::string old_status = was_stale ? "stale" : old.status;
        if (is_same_text && row.status == old_status) {
            return;
        }
        PhraseEntry now{row.text, {}, mark, row.status == "checked" ? "checked" : "draft", {}, {}};
        if (is_same_text && row.status == "stale") {  // somebody doubts a text of today's English
            now.status = "stale";
        }
        if (now.status == "checked") {
            if (checked_by_.name.empty()) {
                say(row,
                    "status",
                    {"is checked, and nobody stands for it",
                     "Give --by NAME and --on YYYY-MM-DD, or write draft"});
                return;
            }
            now.by = checked_by_.name;
            now.on = checked_by_.day;
            ++import_.checked;
        }
        import_.texts += is_same_text ? 0U : 1U;
        import_.changes.emplace(row.key, std::move(now));
    }

    const PhraseRules& rules_;
    const PhraseFile& master_;
    const PhraseFile& translation_;
    const std::string& language_;
    const CheckedBy& checked_by_;
    std::map<std::string, std::size_t> first_row_;
    PhraseImport import_;
};

}  // namespace

PhraseImport judge_phrases(const PhraseRules& rules,
                           const PhraseFile& master,
                           const PhraseFile& translation,
                           const std::string& language,
                           const std::vector<PhraseRow>& rows,
                           const CheckedBy& checked_by) {
    return Judge(rules, master, translation, language, checked_by).judge(rows);
}

}  // namespace harmony::admin
