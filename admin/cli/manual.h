#pragma once

#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace harmony::admin {

class Verb;

/// An option as the manual shows it.
struct ManualOption {
    std::vector<std::string> words;    ///< `--office`, `-o`; empty: it stands without a word
    std::string value;                 ///< what comes after, as in "FILE"; empty: nothing does
    std::vector<std::string> choices;  ///< the values that there are, where they are few
    std::string about;
};

/// A word of the command line with what belongs to it: the program itself (no words), a word that
/// holds further ones (`kiosk`), a verb (`kiosk enrol`).
struct ManualEntry {
    std::vector<std::string> words;
    std::vector<std::string> next;  ///< words that may follow
    std::vector<ManualOption> options;
    std::string about;
    std::string example;
};

/// Every entry of the command line that `program` reads, in its order; what help hides is left out.
[[nodiscard]] std::vector<ManualEntry> manual_entries(const CLI::App& program);

/// The manual page harmony-admin(1), for man.
[[nodiscard]] std::string manual_page(const std::vector<ManualEntry>& entries,
                                      const std::string& version);

/// Completion for bash: words and options of each verb, files everywhere else.
[[nodiscard]] std::string bash_completion(const std::vector<ManualEntry>& entries);

/// `harmony-admin manual page|bash`, for whoever makes the packages; not in the help.
[[nodiscard]] std::unique_ptr<Verb> make_manual_verb();

}  // namespace harmony::admin
