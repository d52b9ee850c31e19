#include "summary/attack.h"

#include <glpk.h>

#include <csetjmp>

#include "base/error.h"

// 1. GLPK counts from 1; rows and columns here count from 0.
// 2. GLPK ends the process when it meets a fault of its own. The hook jumps back into `guarded()`
//    instead, past C frames only, and from there it is an exception. What GLPK held then is left
//    where it is: nothing of it may be touched again.

namespace harmony::summary {
namespace {

void land(void* where) {
    std::longjmp(*static_cast<std::jmp_buf*>(where), 1);
}

/// Runs `call`, which must be plain C inside, with the hook set. Nothing with a destructor lives
/// between here and GLPK.
template <typename Call>
bool guarded(Call call) {
    std::jmp_buf back;
    if (setjmp(back) != 0) {  // NOLINT(cert-err52-cpp): the only way out of GLPK's abort
        glp_error_hook(nullptr, nullptr);
        return false;
    }
    glp_error_hook(land, &back);
    call();
    glp_error_hook(nullptr, nullptr);
    return true;
}

int index_of(std::size_t at) {
    return static_cast<int>(at) + 1;
}

}  // namespace

struct LinearProgram::Problem {
    glp_prob* handle = nullptr;
    bool lost = false;

    Problem() = default;
    Problem(const Problem&) = delete;
    Problem& operator=(const Problem&) = delete;
    Problem(Problem&&) = delete;
    Problem& operator=(Problem&&) = delete;

    ~Problem() {
        if (handle != nullptr && !lost) {
            glp_delete_prob(handle);
        }
    }

    template <typename Call>
    void run(Call call) {
        base::promise(!lost, "a linear programme is used after it was lost");
        if (!guarded(call)) {
            lost = true;
            throw base::BrokenPromise("the linear programme of the audit gave up");
        }
    }
};

LinearProgram::LinearProgram(std::span<const LinearColumn> columns, std::span<const LinearRow> rows)
    : problem_(std::make_unique<Problem>()), columns_(columns.size()) {
    std::vector<int> row_at(1);
    std::vector<int> column_at(1);
    std::vector<double> factor(1);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (const LinearTerm& term : rows[row]) {
            row_at.push_back(index_of(row));
            column_at.push_back(index_of(term.column));
            factor.push_back(term.factor);
        }
    }
    const int row_count = static_cast<int>(rows.size());
    const int column_count = static_cast<int>(columns.size());
    const int terms = static_cast<int>(factor.size()) - 1;
    glp_prob*& handle = problem_->handle;
    problem_->run([&] {
        glp_term_out(GLP_OFF);
        handle = glp_create_prob();
        if (row_count > 0) {
            glp_add_rows(handle, row_count);
        }
        if (column_count > 0) {
            glp_add_cols(handle, column_count);
        }
        for (int row = 1; row <= row_count; ++row) {
            glp_set_row_bnds(handle, row, GLP_FX, 0, 0);
        }
        glp_load_matrix(handle, terms, row_at.data(), column_at.data(), factor.data());
        glp_std_basis(handle);
    });
    for (std::size_t i = 0; i < columns.size(); ++i) {
        limit(i, columns[i].least, columns[i].most);
        cost(i, columns[i].cost);
    }
}

LinearProgram::~LinearProgram() = default;

void LinearProgram::limit(std::size_t column, double least, std::optional<double> most) {
    base::promise(column < columns_, "a limit of an unknown that does not exist");
    const int type = !most ? GLP_LO : (*most > least ? GLP_DB : GLP_FX);
    const double high = most.value_or(0);
    glp_prob* handle = problem_->handle;
    problem_->run([=] { glp_set_col_bnds(handle, index_of(column), type, least, high); });
}

void LinearProgram::cost(std::size_t column, double cost) {
    base::promise(column < columns_, "a cost of an unknown that does not exist");
    glp_prob* handle = problem_->handle;
    problem_->run([=] { glp_set_obj_coef(handle, index_of(column), cost); });
}

LinearOutcome LinearProgram::solve(LinearGoal goal) {
    glp_prob* handle = problem_->handle;
    int failed = 0;
    int status = GLP_UNDEF;
    problem_->run([&] {
        glp_smcp parameters;
        glp_init_smcp(&parameters);
        parameters.msg_lev = GLP_MSG_OFF;
        glp_set_obj_dir(handle, goal == LinearGoal::smallest ? GLP_MIN : GLP_MAX);
        failed = glp_simplex(handle, &parameters);
        if (failed != 0) {  // a basis that became singular: once more from the plain one
            glp_std_basis(handle);
            failed = glp_simplex(handle, &parameters);
        }
        status = glp_get_status(handle);
    });
    base::promise(failed == 0, "the linear programme of the audit could not be solved");
    switch (status) {
        case GLP_OPT: return LinearOutcome::found;
        case GLP_UNBND: return LinearOutcome::unbounded;
        case GLP_NOFEAS:
        case GLP_INFEAS: return LinearOutcome::impossible;
        default: throw base::BrokenPromise("the linear programme of the audit has no answer");
    }
}

double LinearProgram::value(std::size_t column) const {
    base::promise(column < columns_ && !problem_->lost, "a value of an unknown that is not there");
    return glp_get_col_prim(problem_->handle, index_of(column));
}

std::vector<double> LinearProgram::values() const {
    std::vector<double> all;
    all.reserve(columns_);
    for (std::size_t i = 0; i < columns_; ++i) {
        all.push_back(value(i));
    }
    return all;
}

}  // namespace harmony::summary
