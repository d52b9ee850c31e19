#include "code_cases.h"

#include <algorithm>

#include "base/text.h"
#include "survey/benchmarks.h"

namespace harmony::survey::test {
namespace {

constexpr std::string_view case_mark = "=== ";
constexpr std::string_view part_mark = "--- ";

/// Where the lines of a case go.
enum class Target { none, file, expected };

class CaseReader {
public:
    explicit CaseReader(std::string file) : file_(std::move(file)) {}

    std::vector<CodeCase> read(std::string_view text) {
        for (const std::string& line : base::split(text, '\n')) {
            if (line.starts_with(case_mark)) {
                begin(line.substr(case_mark.size()));
            } else if (line.starts_with(part_mark)) {
                part(line.substr(part_mark.size()));
            } else {
                add(line);
            }
        }
        return std::move(cases_);
    }

private:
    void begin(const std::string& header) {
        const std::size_t space = header.find(' ');
        base::promise(space == 4, "a case begins with a code and a title");
        cases_.push_back(
            {file_, header.substr(0, space), header.substr(space + 1), {"ward", {}}, {}, {}});
        target_ = Target::none;
    }

    void part(const std::string& name) {
        base::promise(!cases_.empty(), "a part stands before the first case");
        if (name == "expect") {
            target_ = Target::expected;
        } else if (name.starts_with("waive ")) {
            const std::string waived = name.substr(6);
            const std::size_t colon = waived.find(':');
            cases_.back().waivers.push_back(
                {waived.substr(0, colon),
                 colon == std::string::npos ? "" : waived.substr(colon + 1),
                 "A. Officer"});
        } else {
            target_ = Target::file;
            name_ = name.find('.') == std::string::npos ? name + ".csv" : name;
            cases_.back().source.files[name_] = {};
        }
    }

    void add(const std::string& line) {
        if (target_ == Target::file) {
            base::Bytes& bytes = cases_.back().source.files[name_];
            const base::Bytes more = bytes_of(line + "\n");
            bytes.insert(bytes.end(), more.begin(), more.end());
        } else if (target_ == Target::expected && !line.empty() && !line.starts_with('#')) {
            cases_.back().expected += line + "\n";
        }
    }

    std::string file_;
    std::string name_;
    Target target_ = Target::none;
    std::vector<CodeCase> cases_;
};

}  // namespace

std::vector<CodeCase> code_cases() {
    const auto folder = std::filesystem::path(HARMONY_SOURCE_DIR) / "tests/survey/codes";
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".txt") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    std::vector<CodeCase> cases;
    for (const auto& file : files) {
        const base::Bytes bytes = file_bytes(file);
        for (CodeCase& one : CaseReader(file.filename().string()).read(base::as_text(bytes))) {
            cases.push_back(std::move(one));
        }
    }
    return cases;
}

BenchmarkLibrary shipped_benchmarks() {
    const base::Bytes bytes =
        file_bytes(std::filesystem::path(HARMONY_SOURCE_DIR) / "assets/benchmarks/wordings.csv");
    return *read_benchmarks(bytes);
}

}  // namespace harmony::survey::test
