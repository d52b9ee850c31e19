#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/time.h"
#include "db/columns.h"

namespace harmony::db {

/// What an engagement id of a response stands for, from the published content.
struct EngagementInfo {
    base::EngagementId id;
    std::string place;  ///< empty: unknown
    std::string venue;  ///< empty: unknown
};

/// The forms and engagements that bodies are decoded with. Built once a run, then only read, also
/// by several workers at once.
class StageContext {
public:
    StageContext(std::vector<FormTable> forms, std::vector<EngagementInfo> engagements);

    [[nodiscard]] const FormTable* form(const base::FormName& name) const;
    [[nodiscard]] const EngagementInfo* engagement(const base::EngagementId& id) const;

private:
    std::vector<FormTable> forms_;             // sorted by name
    std::vector<EngagementInfo> engagements_;  // sorted by id
};

enum class Staged {
    taken,
    needs_form,  ///< its form is not among the context's
    newer,       ///< an unknown schema number
};

/// The opened responses of one batch as code arrays, on their way into the store.
///
/// A value that a worker fills without the store: codes of dictionaries are its own, and the one
/// writer translates them. Adding a response allocates nothing but what the arrays grow by.
class ResponseStage {
public:
    /// `context` must outlive this; `kiosk` sealed every response added, of which there will be
    /// about `expected`.
    ResponseStage(const StageContext& context,
                  const base::KioskId& kiosk,
                  std::size_t expected = 256);
    ResponseStage(ResponseStage&&) noexcept;
    ResponseStage& operator=(ResponseStage&&) noexcept;
    ResponseStage(const ResponseStage&) = delete;
    ResponseStage& operator=(const ResponseStage&) = delete;
    ~ResponseStage();

    /// Decodes one response body (docs/formats/hk1.md, 7.2) and appends its codes. Errors:
    /// unreadable (not a body, or not one of that form): nothing was appended.
    [[nodiscard]] base::Result<Staged> add(const base::RecordId& rid, base::ByteView body);

    /// Responses taken.
    [[nodiscard]] std::size_t size() const;

    struct Parts;
    [[nodiscard]] const Parts& parts() const { return *parts_; }

private:
    std::unique_ptr<Parts> parts_;
};

}  // namespace harmony::db
