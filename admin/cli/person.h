#pragma once

#include <set>
#include <string>
#include <vector>

#include "admin/cli/casework.h"
#include "admin/fact_book.h"

// What the verbs `person ...` share. Not a public header.
namespace harmony::admin {

/// `person`, made when first asked for.
[[nodiscard]] CLI::App& person_group(CLI::App& app);

/// Options that every verb on people has.
struct PersonOptions {
    std::vector<std::string> ids;
    std::string reason;
    int request = 0;  ///< of the register; 0: none

    void add_to(CLI::App& verb);

    /// The subjects whose ids begin so, each once. Errors: absent, refused (several).
    [[nodiscard]] base::Result<std::set<events::SubjectId>> subjects(
        const OfficeFacts& facts) const;

    /// The same, after the look at them was noted with its reason. Errors: as `subjects` and
    /// `Casework::note_look`.
    [[nodiscard]] base::Result<std::set<events::SubjectId>> look_at(Casework& work,
                                                                    Desk& desk,
                                                                    const OfficeFacts& facts,
                                                                    const std::string& what) const;

    /// Notes a step in the register, when it is done for a request there.
    [[nodiscard]] base::Result<void> note_step(Casework& work, const std::string& what) const;
};

/// The short ids of several subjects, for the office's books.
[[nodiscard]] std::string ids_of(const std::set<events::SubjectId>& subjects);

[[nodiscard]] std::unique_ptr<Verb> make_person_correct_verb();
[[nodiscard]] std::unique_ptr<Verb> make_person_erase_verb();
[[nodiscard]] std::unique_ptr<Verb> make_person_withdraw_verb();

}  // namespace harmony::admin
