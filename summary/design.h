#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace harmony::summary {

/// How units were met: first-stage units (clusters: engagements) in strata (waves), and a weight a
/// unit. With-replacement sampling, no finite population correction.
///
/// Made by `make_design()`. A unit of weight 0 is outside the design.
struct Design {
    std::vector<double> weight;           ///< a unit; finite, 0 or more
    std::vector<std::uint32_t> psu;       ///< a unit: its first-stage unit
    std::vector<std::uint32_t> stratum;   ///< a first-stage unit: its stratum
    std::vector<std::uint32_t> psus_in;   ///< a stratum: first-stage units, n_h
    std::vector<std::uint32_t> units_in;  ///< a stratum: units in the design
};

/// Labels of the units as a design wants them. Empty spans stand for the default.
struct DesignColumns {
    std::size_t units = 0;
    std::span<const double> weight;          ///< not a number or 0: outside. Default: 1
    std::span<const std::uint32_t> psu;      ///< labels. Default: every unit its own
    std::span<const std::uint32_t> stratum;  ///< labels. Default: one stratum
};

/// Labels of first-stage units are unique within a stratum only: the identity is the pair.
/// REQUIRES: spans are empty or have one entry a unit; weights that are numbers are 0 or more.
[[nodiscard]] Design make_design(const DesignColumns& columns);

/// Which first-stage units an analysis rests on.
enum class Fallback : std::uint8_t {
    none,
    lonely_psu,  ///< a stratum has one first-stage unit: every unit its own
    one_psu,     ///< everybody is in one first-stage unit: every unit its own
    no_design,   ///< not even then a degree of freedom: no standard error
};

/// The first-stage units that a figure rests on: slots, 0 to `size() - 1`, each with its stratum.
/// Borrows the design.
class Slots {
public:
    /// Of those first-stage units. REQUIRES: each once, and they hold somebody.
    [[nodiscard]] static Slots of_psus(const Design& design, std::span<const std::uint32_t> psus);
    /// Every unit a slot of its own. REQUIRES: each once, and they lie in the design.
    [[nodiscard]] static Slots of_units(const Design& design, std::span<const std::uint32_t> units);

    [[nodiscard]] std::size_t size() const { return stratum_.size(); }

    /// Slots less strata that have one.
    [[nodiscard]] double degrees() const;

    /// Why these first-stage units give no variance; none when they do.
    [[nodiscard]] Fallback trouble() const;

    /// sum over strata of n_h/(n_h - 1) * sum over first-stage units of (Z - mean of Z)^2, for the
    /// linearised value added up by slot; first-stage units that are no slot have 0.
    [[nodiscard]] double variance(std::span<const double> z) const { return covariance(z, z); }

    /// The same for two values.
    [[nodiscard]] double covariance(std::span<const double> first,
                                    std::span<const double> second) const;

private:
    explicit Slots(const Design& design, std::span<const std::uint32_t> of_stratum)
        : of_stratum_(of_stratum), seen_(design.psus_in.size()) {}

    void add(std::uint32_t stratum);

    std::span<const std::uint32_t> of_stratum_;  ///< n_h of each stratum, within the design
    std::vector<std::uint32_t> stratum_;
    std::vector<std::uint32_t> strata_;  ///< that have a slot
    std::vector<bool> seen_;
};

/// The units a figure is about, and the first-stage units it rests on. Borrows the design.
///
/// Slots are the first-stage units that hold a unit of the domain, in the order of the units; after
/// a fall-back every unit has a slot of its own.
class Domain {
public:
    /// REQUIRES: `units` ascend, lie in the design (weight above 0), and are not empty.
    Domain(const Design& design, std::vector<std::uint32_t> units);

    [[nodiscard]] std::size_t size() const { return units_.size(); }
    [[nodiscard]] const std::vector<std::uint32_t>& units() const { return units_; }
    [[nodiscard]] double weight(std::size_t i) const { return design_->weight[units_[i]]; }

    /// The slot of the i-th unit of the domain.
    [[nodiscard]] std::uint32_t slot(std::size_t i) const { return slot_[i]; }
    [[nodiscard]] const Slots& slots() const { return slots_; }

    /// Below 1 only with `no_design`.
    [[nodiscard]] double degrees() const { return slots_.degrees(); }
    [[nodiscard]] Fallback fallback() const { return fallback_; }

    /// From 2 to 5 first-stage units: what is said of chance is rough.
    [[nodiscard]] bool few() const;

    /// Of the linearised value by slot; 0 with `no_design`.
    [[nodiscard]] double variance(std::span<const double> z_of_slot) const;
    [[nodiscard]] double covariance(std::span<const double> first,
                                    std::span<const double> second) const;

private:
    [[nodiscard]] Slots by_clusters();

    const Design* design_;
    std::vector<std::uint32_t> units_;
    std::vector<std::uint32_t> slot_;
    Slots slots_;
    Fallback fallback_ = Fallback::none;
};

/// From 2 to 5 first-stage units are few.
[[nodiscard]] bool few_slots(std::size_t slots);

/// n/(n - 1) * (sum of squares of Z - (sum of Z)^2 / n): the part of one stratum of n first-stage
/// units. 0 when there is one.
[[nodiscard]] double stratum_variance(double n, double sum, double squares);

}  // namespace harmony::summary
