#pragma once

namespace harmony::summary {

/// The quantile of the standard normal distribution with `level` in the middle: 1.96 for 0.95.
[[nodiscard]] double normal_quantile(double level);

/// The same of Student's t with `degrees` (at least 1) of freedom.
[[nodiscard]] double student_quantile(double level, double degrees);

/// The quantile of Student's t below which `share` (in (0, 1)) lies. R: qt(share, degrees).
[[nodiscard]] double student_below(double share, double degrees);

/// P(|T| > |t|) of Student's t. R: 2 * pt(-abs(t), degrees).
[[nodiscard]] double student_two_sided(double t, double degrees);

/// P(|Z| > |z|) of the standard normal distribution.
[[nodiscard]] double normal_two_sided(double z);

/// The quantile of the beta distribution below which `share` lies; `a`, `b` above 0. R: qbeta.
[[nodiscard]] double beta_below(double share, double a, double b);

/// P(X > x) of chi-square. R: pchisq(x, degrees, lower.tail = FALSE).
[[nodiscard]] double chi_square_above(double x, double degrees);

/// P(X > x) of F. R: pf(x, first, second, lower.tail = FALSE).
[[nodiscard]] double f_above(double x, double first, double second);

}  // namespace harmony::summary
