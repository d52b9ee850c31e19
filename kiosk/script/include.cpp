#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "kiosk/script/script.h"

namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr int deepest = 8;

Result<std::vector<Command>> expand(std::vector<Command> steps,
                                    const std::filesystem::path& folder,
                                    int depth);

Result<std::vector<Command>> steps_of(const Command& include,
                                      const std::filesystem::path& folder,
                                      int depth) {
    const std::filesystem::path file = folder / include.arguments[0].text;
    const std::string where =
        fmt::format("line {}: including {}", include.line, include.arguments[0].text);
    if (depth >= deepest) {
        return Error{ErrorKind::unreadable, where + ": files include one another without end"};
    }
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        return Error{ErrorKind::absent, where + ": there is no such file"};
    }
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    Result<Script> script = parse_script(text);
    if (!script) {
        return script.error().while_doing(where);
    }
    return expand(std::move(script->steps), file.parent_path(), depth + 1);
}

Result<std::vector<Command>> expand(std::vector<Command> steps,
                                    const std::filesystem::path& folder,
                                    int depth) {
    std::vector<Command> whole;
    for (Command& step : steps) {
        if (step.word != "include") {
            Result<std::vector<Command>> body = expand(std::move(step.body), folder, depth);
            if (!body) {
                return body.error();
            }
            step.body = std::move(body).value();
            whole.push_back(std::move(step));
            continue;
        }
        Result<std::vector<Command>> included = steps_of(step, folder, depth);
        if (!included) {
            return included.error();
        }
        whole.insert(whole.end(),
                     std::make_move_iterator(included->begin()),
                     std::make_move_iterator(included->end()));
    }
    return whole;
}

}  // namespace

Result<Script> with_includes(Script script, const std::filesystem::path& folder) {
    Result<std::vector<Command>> steps = expand(std::move(script.steps), folder, 0);
    if (!steps) {
        return steps.error();
    }
    script.steps = std::move(steps).value();
    return script;
}

}  // namespace harmony::kiosk
