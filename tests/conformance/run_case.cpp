#include "conformance/run_case.h"

namespace harmony::conformance {

Verdict run_case(const CaseFile& file, std::size_t index) {
    const nlohmann::json& test = file.cases().at(index);
    switch (file.kind) {
        case Kind::expressions: return run_expression(file, test);
        case Kind::behaviour: return run_behaviour(file, test);
        case Kind::importer: break;
    }
    return run_importer(file, test);
}

}  // namespace harmony::conformance
