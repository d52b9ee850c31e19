#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/ids.h"
#include "base/random.h"
#include "db/office_store.h"
#include "db/response_stage.h"

namespace harmony::tests {

/// A response as plain values, the way nobody would store a million of them: the oracle's row.
struct PlainResponse {
    base::RecordId rid;
    std::string place;
    std::string month;
    std::string engagement;
    std::string language;
    int mode = 1;
    int band = 1;
    std::vector<std::int64_t> codes;   ///< one a question; of columns of flags: asked, answered
    std::vector<std::uint64_t> masks;  ///< of choices and ranked (`order_number`), else 0
    std::vector<std::string> texts;    ///< of text questions, else empty
    base::Bytes body;                  ///< as a kiosk would seal it
};

/// Which lists the questions have: every size that columns treat differently, or those of a survey
/// that people would answer.
enum class Lists { awkward, usual };

/// A survey of 30 questions (22 single choices, 4 multiple, an integer, a day, two texts), answered
/// at random; awkward ones have every other kind after them.
class RandomSurvey {
public:
    explicit RandomSurvey(std::uint64_t seed, Lists lists = Lists::awkward);

    [[nodiscard]] const db::FormTable& table() const { return table_; }
    [[nodiscard]] const std::vector<db::EngagementInfo>& engagements() const {
        return engagements_;
    }
    [[nodiscard]] db::StageContext context() const { return {{table_}, engagements_}; }

    [[nodiscard]] PlainResponse answer();

private:
    db::FormTable table_;
    std::uint64_t days_;  ///< on which people answer
    std::vector<db::EngagementInfo> engagements_;
    base::SeededRandom random_;
};

/// A number for the places of all choices of a ranking, 0 for those that are not in it.
[[nodiscard]] std::uint64_t order_number(const std::vector<std::uint32_t>& places);

[[nodiscard]] base::KioskId kiosk_id(std::uint8_t number);

/// A batch of these responses, as intake would hand it in. `context` must outlive it.
[[nodiscard]] db::OfficeBatch office_batch(const db::StageContext& context,
                                           const std::vector<PlainResponse>& responses,
                                           std::uint64_t seq,
                                           std::uint8_t kiosk = 1,
                                           const base::Digest& prev = {});

}  // namespace harmony::tests
