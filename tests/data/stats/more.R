# Rscript more.R   Writes expected.json of the cases more-*, with R 4.2.2 and survey 4.1-1.
suppressMessages(library(survey))
options(survey.lonely.psu = "fail", digits = 17)

json <- function(x) {
  if (is.null(x)) return("null")
  if (is.list(x)) {
    if (is.null(names(x))) return(paste0("[", paste(sapply(x, json), collapse = ", "), "]"))
    return(paste0("{", paste(sprintf('"%s": %s', names(x), sapply(x, json)), collapse = ",\n"), "}"))
  }
  one <- function(v) if (is.na(v)) "null" else if (is.character(v)) sprintf('"%s"', v) else sprintf("%.15g", v)
  if (length(x) == 1) return(one(x))
  paste0("[", paste(sapply(x, one), collapse = ", "), "]")
}
put <- function(name, results) {
  results <- lapply(results, function(r) c(list(status = "ok"), r))
  writeLines(json(list(format = "harmony-stats-out/1", results = results)),
             file.path("cases", name, "expected.json"))
}
bare <- function(x) unname(as.vector(x))

d <- read.csv("data/kiosk_weighted.csv", na.strings = "", check.names = FALSE)
d$wave <- as.character(d$wave)
k <- d[!is.na(d$w), ]
des <- svydesign(~event, strata = ~wave, weights = ~w, data = k, nest = TRUE)

wilson_neff <- function(p, v, n, df) {
  m <- min(n, p * (1 - p) / v); t <- qt(.975, df)
  mid <- (p + t^2 / 2 / m) / (1 + t^2 / m)
  half <- t * sqrt(p * (1 - p) / m + t^2 / 4 / m^2) / (1 + t^2 / m)
  c(mid - half, mid + half)
}
share <- function(ind, des) {
  des$variables$.y <- as.numeric(ind)
  sub <- subset(des, !is.na(.y)); m <- svymean(~.y, sub); v <- bare(vcov(m)); n <- nrow(sub)
  list(n_yes = sum(sub$variables$.y), p = bare(coef(m)), se = sqrt(v),
       ci = list(wilson_neff = wilson_neff(bare(coef(m)), v, n, degf(sub))))
}
average <- function(y, des) {
  des$variables$.y <- y
  sub <- subset(des, !is.na(.y)); m <- svymean(~.y, sub)
  list(n = nrow(sub), mean = bare(coef(m)), se = bare(SE(m)), df = degf(sub),
       ci = list(wald = bare(confint(m, df = degf(sub)))))
}

# more-estimators: ratio, quantile, means in groups, calibrated variance by wave.
w1 <- subset(des, wave == "1")
both <- subset(des, !is.na(asb_litter) & !is.na(asb_noise) & !is.na(score10))
ra <- svyratio(~asb_litter, ~score10, both)
q <- svyquantile(~score10, subset(des, !is.na(score10)), c(.1, .25, .5, .9), qrule = "hf1", ci = FALSE)
groups <- lapply(sort(unique(k$sex)), function(s) {
  c(list(key = list(sex = s)), average(ifelse(des$variables$sex == s, des$variables$score10, NA), des))
})
pop <- read.csv("data/kiosk_population_margins.csv")
margin <- function(m, n) { x <- pop[pop$margin == m, ]; r <- data.frame(x$level, x$freq * n / sum(x$freq)); names(r) <- c(m, "Freq"); r }
raw <- read.csv("data/kiosk.csv", na.strings = "", check.names = FALSE)
full <- raw[!is.na(raw$age) & !is.na(raw$sex) & !is.na(raw$eth) & raw$wave == 1, ]
rd <- rake(svydesign(~event, weights = ~1, data = full), list(~age, ~sex, ~eth),
           list(margin("age", nrow(full)), margin("sex", nrow(full)), margin("eth", nrow(full))),
           control = list(maxit = 2000, epsilon = 1e-13))
has <- !is.na(full$score10)
rd$variables$.y <- ifelse(has, full$score10, 0)
mc <- svymean(~.y, subset(rd, has))
cal <- list(n = sum(has), mean = bare(coef(mc)), se = bare(SE(mc)))
put("more-estimators", list(
  ratio = list(n = nrow(both), ratio = bare(ra$ratio), se = sqrt(bare(ra$var)), df = degf(both)),
  quantile = list(n = sum(!is.na(k$score10)), values = bare(q[[1]])),
  by_sex = list(groups = groups),
  calibrated = cal))

# more-tables: frequency in a domain, multiple response, chi-square.
lv <- c("very_safe", "fairly_safe", "neither", "fairly_unsafe", "very_unsafe")
freq <- lapply(lv, function(l) {
  s <- share(ifelse(is.na(w1$variables$safe_day), NA, w1$variables$safe_day == l), w1)
  has <- !is.na(w1$variables$safe_day) & w1$variables$safe_day == l
  list(n = s$n_yes, weighted = sum(weights(w1)[has]), p = s$p, se = s$se, ci = s$ci)
})
names(freq) <- lv
opts <- c("litter", "drunk_rowdy", "drugs", "vandalism", "noise", "groups", "vehicles")
asked <- subset(des, asb_asked == 1)
asked$variables$ticks <- rowSums(asked$variables[paste0("asb_", opts)])
mr <- lapply(opts, function(o) {
  y <- asked$variables[[paste0("asb_", o)]]; asked$variables$.o <- y
  r <- svyratio(~.o, ~ticks, asked)
  c(share(y, asked), list(share = bare(r$ratio), share_se = sqrt(bare(r$var))))
})
names(mr) <- opts
mt <- svymean(~ticks, asked)
chi <- function(f, des) {
  vars <- all.vars(f); des <- subset(des, !is.na(des$variables[[vars[1]]]) & !is.na(des$variables[[vars[2]]]))
  a <- svychisq(f, des, statistic = "F"); b <- svychisq(f, des, statistic = "Chisq")
  tab <- table(des$variables[[vars[1]]], des$variables[[vars[2]]])
  u <- suppressWarnings(chisq.test(tab, correct = FALSE)); wt <- svytable(f, des)
  p <- suppressWarnings(chisq.test(svytable(f, des, Ntotal = nrow(des)), correct = FALSE))
  list(n = nrow(des), row_levels = rownames(wt), col_levels = colnames(wt),
       weighted = lapply(seq_len(nrow(wt)), function(i) bare(wt[i, ])), pearson = bare(p$statistic),
       f = list(stat = bare(a$statistic), df1 = bare(a$parameter[1]), df2 = bare(a$parameter[2]), p = bare(a$p.value)),
       first_order = list(stat = 0, df = bare(b$parameter), p = bare(b$p.value)),
       unweighted = list(stat = bare(u$statistic), df = bare(u$parameter), p = bare(u$p.value)))
}
c1 <- chi(~sex + safe_dark, des); c2 <- chi(~age + police_good, subset(des, wave == "2"))
# survey prints Pearson's statistic for "Chisq" and divides it in the p-value alone
k1 <- function(x) { x$first_order$stat <- qchisq(x$first_order$p, x$first_order$df, lower.tail = FALSE); x }
put("more-tables", list(
  frequency = list(n = sum(!is.na(w1$variables$safe_day)), not_stated = sum(is.na(w1$variables$safe_day)), cells = freq),
  multiple = list(base = list(n = nrow(asked), weighted = sum(weights(asked)), not_asked = nrow(k) - nrow(asked), none = sum(asked$variables$ticks == 0)),
                  options = mr, mean_ticks = list(est = bare(coef(mt)), se = bare(SE(mt)), ci = bare(confint(mt, df = degf(asked))))),
  chisq_all = k1(c1), chisq_wave2 = k1(c2)))

# more-change
one <- function(yes, column) {
  f <- function(w) { y <- ifelse(is.na(des$variables[[column]]) | des$variables$wave != w, NA, des$variables[[column]] %in% yes); c(average(as.numeric(y), des), x = sum(y, na.rm = TRUE)) }
  difference(f("1"), f("2"))
}
difference <- function(a, b) {
  dd <- b$mean - a$mean; se <- sqrt(a$se^2 + b$se^2); df <- a$df + b$df
  list(n1 = a$n, est1 = a$mean, se1 = a$se, n2 = b$n, est2 = b$mean, se2 = b$se, diff = dd, se = se, df = df, stat = dd / se,
       p = 2 * pt(-abs(dd / se), df), ci = dd + c(-1, 1) * qt(.975, df) * se, mde80 = (qt(.975, df) + qt(.8, df)) * se, x1 = a$x, x2 = b$x)
}
safe <- c("very_safe", "fairly_safe")
ch <- list(day = one(safe, "safe_day"), dark = one(safe, "safe_dark"), police = one(c("excellent", "good"), "police_good"))
f <- function(w) c(average(ifelse(des$variables$wave == w, des$variables$score10, NA), des), x = 0)
ch$score <- difference(f("1"), f("2"))
ps <- sapply(ch, function(x) x$p)
wil <- function(x, n) prop.test(x, n, correct = FALSE)$conf.int
counts <- function(x) {
  u <- prop.test(c(x$x1, x$x2), c(x$n1, x$n2), correct = FALSE)
  a <- wil(x$x1, x$n1); b <- wil(x$x2, x$n2); p1 <- x$x1 / x$n1; p2 <- x$x2 / x$n2
  list(x1 = x$x1, n1 = x$n1, x2 = x$x2, n2 = x$n2, diff = p2 - p1, pooled_chisq = bare(u$statistic), p = bare(u$p.value),
       newcombe = c(p2 - p1 - sqrt((p2 - b[1])^2 + (a[2] - p1)^2), p2 - p1 + sqrt((b[2] - p2)^2 + (p1 - a[1])^2)))
}
ch$dark$counts <- counts(ch$dark); ch$police$counts <- counts(ch$police)
for (n in names(ch)) { ch[[n]]$p_holm <- p.adjust(ps, "holm")[[n]]; ch[[n]]$p_bh <- p.adjust(ps, "BH")[[n]]; ch[[n]]$x1 <- NULL; ch[[n]]$x2 <- NULL }
put("more-change", list(change = list(items = ch)))

# more-jackknife: JKn of two waves; one stratum with raking in every replicate.
y <- as.numeric(k$safe_dark %in% safe); y[is.na(k$safe_dark)] <- NA
des$variables$.y <- y
rep <- as.svrepdesign(des, type = "JKn", mse = TRUE)
jk <- svymean(~.y, subset(rep, !is.na(.y)), return.replicates = TRUE)
api <- read.csv("data/apiclus1.csv", check.names = FALSE)
p1 <- c(E = 4421, H = 755, M = 1018); p2 <- c(No = 1072, Yes = 5122)
raked <- function(a) {
  t1 <- p1[names(p1) %in% a$stype]; t2 <- p2[names(p2) %in% a$sch.wide]; n <- nrow(a)
  ds <- svydesign(~dnum, weights = ~pw, data = a)
  r <- rake(ds, list(~stype, ~sch.wide), list(data.frame(stype = names(t1), Freq = t1 * n / sum(t1)), data.frame(sch.wide = names(t2), Freq = t2 * n / sum(t2))),
            control = list(maxit = 5000, epsilon = 1e-13))
  sum(weights(r) * a$api00) / sum(weights(r))
}
th <- raked(api); ids <- unique(api$dnum); re <- sapply(ids, function(i) raked(api[api$dnum != i, ])); names(re) <- ids
put("more-jackknife", list(waves = list(est = bare(coef(jk)), se = bare(SE(jk)), df = degf(subset(des, !is.na(.y))))))
put("more-jackknife-raked", list(
  raked = list(est = th, se = sqrt(14 / 15 * sum((re - th)^2)), df = 14, psu = 15, replicates = as.list(re))))

# more-weights: blank answers kept, base weights; trimming.
kept <- raw[raw$wave == 2, ]
for (m in c("age", "sex", "eth")) kept[[m]][is.na(kept[[m]])] <- "(not stated)"
keep_margin <- function(m) {
  x <- margin(m, 1); u <- mean(kept[[m]] == "(not stated)"); n <- nrow(kept)
  x$Freq <- x$Freq / sum(x$Freq) * (1 - u) * n
  if (u > 0) { z <- data.frame("(not stated)", u * n); names(z) <- names(x); x <- rbind(x, z) }
  x
}
kr <- rake(svydesign(~event, weights = ~1, data = kept), list(~age, ~sex, ~eth), lapply(c("age", "sex", "eth"), keep_margin),
           control = list(maxit = 5000, epsilon = 1e-13))
kw <- weights(kr)
full2 <- raw[!is.na(raw$age) & !is.na(raw$sex) & !is.na(raw$eth) & raw$wave == 2, ]
fr <- rake(svydesign(~event, weights = ~1, data = full2), list(~age, ~sex, ~eth), lapply(c("age", "sex", "eth"), function(m) margin(m, nrow(full2))),
           control = list(maxit = 5000, epsilon = 1e-13))
mw <- mean(weights(fr))
once <- weights(trimWeights(fr, upper = 1.5 * mw, lower = .5 * mw, strict = FALSE))
pw <- weights(fr)
repeat { # trimWeights(strict = TRUE), which may not end for the last bit
  out <- pw > 1.5 * mw * (1 + 1e-14) | pw < .5 * mw * (1 - 1e-14)
  if (!any(out)) break
  new <- pmax(.5 * mw, pmin(pw, 1.5 * mw)); left <- sum(pw - new); new[!out] <- new[!out] + left / sum(!out); pw <- new
}
clip <- rep(mw, nrow(full2)); total <- mw * nrow(full2)
for (i in 1:20000) {
  old <- clip
  for (m in c("age", "sex", "eth")) { x <- margin(m, total); s <- tapply(clip, full2[[m]], sum); clip <- clip * (x$Freq / s[x[[1]]])[match(full2[[m]], x[[1]])] }
  clip <- pmin(pmax(clip, .5 * mw), 2 * mw); clip <- clip * total / sum(clip)
  if (max(abs(clip - old)) <= 1e-13 * mw) break
}
fig <- function(w) list(sum_w = sum(w), w_min = min(w), w_max = max(w), kish = list(n = length(w), n_eff = sum(w)^2 / sum(w^2), deff = length(w) * sum(w^2) / sum(w)^2))
put("more-weights", list(
  keep = c(list(n = nrow(kept), n_excluded = 0, targets = list(age = as.list(setNames(keep_margin("age")$Freq, keep_margin("age")$age)))), fig(kw), list(weights = bare(kw))),
  once = c(fig(once), list(iterations = 1)), share = fig(pw), clip = fig(clip)))
