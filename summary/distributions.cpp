#include "summary/distributions.h"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/complement.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/policies/policy.hpp>
#include <cmath>

#include "base/error.h"

namespace harmony::summary {
namespace {

namespace policies = boost::math::policies;

/// What cannot be worked out is not a number, which the callers turn into nothing: the library does
/// not throw.
using Quiet = policies::policy<policies::domain_error<policies::ignore_error>,
                               policies::pole_error<policies::ignore_error>,
                               policies::overflow_error<policies::ignore_error>,
                               policies::underflow_error<policies::ignore_error>,
                               policies::denorm_error<policies::ignore_error>,
                               policies::rounding_error<policies::ignore_error>,
                               policies::evaluation_error<policies::ignore_error>,
                               policies::indeterminate_result_error<policies::ignore_error>>;
using Normal = boost::math::normal_distribution<double, Quiet>;
using Student = boost::math::students_t_distribution<double, Quiet>;
using Beta = boost::math::beta_distribution<double, Quiet>;
using ChiSquare = boost::math::chi_squared_distribution<double, Quiet>;
using FisherF = boost::math::fisher_f_distribution<double, Quiet>;

/// The probability below the upper end of an interval of this level.
double upper_tail(double level) {
    return 1 - (1 - level) / 2;
}

}  // namespace

double normal_quantile(double level) {
    return boost::math::quantile(Normal(), upper_tail(level));
}

double student_quantile(double level, double degrees) {
    return student_below(upper_tail(level), degrees);
}

double student_below(double share, double degrees) {
    base::promise(degrees >= 1, "Student's t needs a degree of freedom");
    return boost::math::quantile(Student(degrees), share);
}

double student_two_sided(double t, double degrees) {
    base::promise(degrees >= 1, "Student's t needs a degree of freedom");
    return 2 * boost::math::cdf(Student(degrees), -std::abs(t));
}

double normal_two_sided(double z) {
    return 2 * boost::math::cdf(Normal(), -std::abs(z));
}

double beta_below(double share, double a, double b) {
    return boost::math::quantile(Beta(a, b), share);
}

double chi_square_above(double x, double degrees) {
    return boost::math::cdf(boost::math::complement(ChiSquare(degrees), x));
}

double f_above(double x, double first, double second) {
    return boost::math::cdf(boost::math::complement(FisherF(first, second), x));
}

}  // namespace harmony::summary
