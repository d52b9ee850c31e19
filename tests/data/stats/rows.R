# Expected figures of tests/summary/row_figures_test.cpp: R 4.2.2, survey 4.1-1.
#   Rscript tests/data/stats/rows.R
suppressMessages(library(survey))
units <- do.call(rbind, lapply(0:7, function(e) {
  u <- 0:(24 + 3 * e)
  v <- (u * 7 + e * 3 + (u %/% 5) * e) %% 11
  data.frame(engagement = e, wave = ifelse(e < 4, 0, 1), group = u %% 2,
             level = ifelse(v < 3, 0, ifelse(v < 6, 1, ifelse(v < 9, 2, 3))),
             weight = 0.5 + ((u * 5 + e) %% 7) / 4)
}))
units$top <- as.numeric(units$level <= 1)
units$net <- ifelse(units$level <= 1, 1, -1)
units$score <- 4 - units$level
wilson <- function(p, n, c) {
  m <- p + c^2 / (2 * n); h <- c * sqrt(p * (1 - p) / n + c^2 / (4 * n^2))
  c(m - h, m + h) / (1 + c^2 / n)
}
say <- function(name, design, n) {
  p <- svymean(~top, design); se <- SE(p)[1]; df <- degf(design); p <- coef(p)[1]
  w <- weights(design)
  nd <- p * (1 - p) / se^2; kish <- sum(w)^2 / sum(w^2)
  r <- wilson(p, min(n, nd), qt(0.975, df))
  net <- svymean(~net, design); mean <- svymean(~score, design)
  cat(name, sprintf("%.12g", c(p, se, df, nd, kish, r, coef(net), SE(net)[1], coef(mean), SE(mean)[1])), "\n")
}
for (weighted in c(FALSE, TRUE)) {
  d <- svydesign(~engagement, strata = ~wave, weights = if (weighted) ~weight else ~I(rep(1, nrow(units))), data = units)
  say(paste0(weighted, " all"), d, nrow(units))
  say(paste0(weighted, " group 1"), subset(d, group == 1), sum(units$group == 1))
  est <- lapply(0:1, function(h) { s <- subset(d, wave == h); m <- svymean(~top, s); c(coef(m), SE(m)[1]^2, degf(s)) })
  diff <- est[[2]][1] - est[[1]][1]; se <- sqrt(est[[1]][2] + est[[2]][2]); df <- est[[1]][3] + est[[2]][3]
  cat(weighted, "change", sprintf("%.12g", c(diff, se, df, 2 * pt(-abs(diff / se), df), diff - qt(.975, df) * se, diff + qt(.975, df) * se, (qt(.975, df) + qt(.8, df)) * se)), "\n")
}
# One engagement a wave in group 0: every unit its own first-stage unit.
lonely <- subset(units, engagement %in% c(0, 4, 5))
d <- svydesign(~seq_len(nrow(lonely)), strata = ~wave, weights = ~weight, data = lonely)
say("lonely", d, nrow(lonely))
