#pragma once

#include <string>
#include <string_view>

#include "base/time.h"
#include "kiosk/phrases.h"

namespace harmony::kiosk {

/// The phrases in the language of the page.
class Words {
public:
    /// `phrases` must outlive this.
    Words(const Phrases& phrases, std::string language)
        : phrases_(phrases), language_(std::move(language)) {}

    [[nodiscard]] std::string operator()(std::string_view key) const {
        return phrases_.text(language_, key);
    }

    [[nodiscard]] std::string operator()(std::string_view key,
                                         std::initializer_list<Filling> values) const {
        return phrases_.text(language_, key, values);
    }

    /// The text of a key that holds two numbers `{n}` and `{total}`.
    [[nodiscard]] std::string count(std::string_view key, int n, int total) const;

    /// "30 March 2026", with the catalogue's months.
    [[nodiscard]] std::string date(base::Day day) const;

    /// The same of a date that a resident entered: leaves no copy behind.
    [[nodiscard]] base::SecretText entered_date(base::Day day) const;

    /// A phrase filled with what a resident entered: leaves no copy behind.
    [[nodiscard]] base::SecretText entered(std::string_view key,
                                           std::initializer_list<Filling> values) const {
        return fill_secretly(phrases_.text(language_, key), values);
    }

    /// "March", as it stands alone.
    [[nodiscard]] std::string month(unsigned month) const;

    [[nodiscard]] const std::string& language() const { return language_; }

    /// The same phrases in another language.
    [[nodiscard]] Words in(std::string language) const { return {phrases_, std::move(language)}; }

private:
    const Phrases& phrases_;
    std::string language_;
};

}  // namespace harmony::kiosk
