#pragma once

#include <memory>
#include <string_view>

#include "base/error.h"
#include "ui/image.h"

namespace harmony::ui {

/// Shows finished frames somewhere.
class Presenter {
public:
    Presenter() = default;
    Presenter(const Presenter&) = delete;
    Presenter& operator=(const Presenter&) = delete;
    virtual ~Presenter() = default;

    /// Puts the frame on the screen; returns when it was handed over. Outside of `changed` it is
    /// the frame of before.
    [[nodiscard]] virtual base::Result<void> present(const Image& frame,
                                                     const PixelRect& changed) = 0;
    /// What is on the screen is not known any more (it was covered, or away): the next frame is put
    /// there whole.
    virtual void forget_shown() {}
    [[nodiscard]] virtual std::string_view name() const = 0;
};

/// Keeps the last frame, for tests and for machines without a display.
class MemoryPresenter final : public Presenter {
public:
    [[nodiscard]] base::Result<void> present(const Image& frame,
                                             const PixelRect& changed) override;
    [[nodiscard]] std::string_view name() const override { return "memory"; }
    [[nodiscard]] const Image& shown() const { return shown_; }

private:
    Image shown_;
};

}  // namespace harmony::ui
