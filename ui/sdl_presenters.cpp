#include "ui/sdl_presenters.h"

#include <SDL.h>

#include <algorithm>
#include <cstring>

namespace harmony::ui {
namespace {

base::Error sdl_error(const char* step) {
    return {base::ErrorKind::unreachable, std::string(step) + ": " + SDL_GetError()};
}

struct DestroyRenderer {
    void operator()(SDL_Renderer* renderer) const noexcept { SDL_DestroyRenderer(renderer); }
};
struct DestroyTexture {
    void operator()(SDL_Texture* texture) const noexcept { SDL_DestroyTexture(texture); }
};

/// Hands on only what changed: a pressed key is a hundredth of the screen.
class SurfacePresenter final : public Presenter {
public:
    explicit SurfacePresenter(SDL_Window& window) : window_(window) {}

    [[nodiscard]] base::Result<void> present(const Image& frame,
                                             const PixelRect& changed) override {
        // Asked for anew each time: it is another one after the window changed its size.
        SDL_Surface* surface = SDL_GetWindowSurface(&window_);
        if (surface == nullptr) {
            return sdl_error("the window has no surface");
        }
        const bool known = known_ && surface == shown_on_;
        const PixelRect fits = common(frame.whole(), {0, 0, surface->w, surface->h});
        const PixelRect part = known ? common(changed, fits) : fits;
        if (part.empty()) {
            return {};
        }
        if (!copy(frame, *surface, part)) {
            return sdl_error("the frame cannot be shown");
        }
        const SDL_Rect shown{part.x0, part.y0, part.width(), part.height()};
        const int status = known ? SDL_UpdateWindowSurfaceRects(&window_, &shown, 1)
                                 : SDL_UpdateWindowSurface(&window_);
        if (status != 0) {
            return sdl_error("the frame cannot be shown");
        }
        known_ = true;
        shown_on_ = surface;
        return {};
    }

    void forget_shown() override { known_ = false; }

    [[nodiscard]] std::string_view name() const override { return "surface"; }

private:
    /// Whether it could be done; a display with four bytes a pixel needs no more than a copy.
    static bool copy(const Image& frame, SDL_Surface& surface, const PixelRect& part) {
        const int bytes = SDL_BYTESPERPIXEL(surface.format->format);
        auto* to = static_cast<std::byte*>(surface.pixels) +
                   std::ptrdiff_t{part.y0} * surface.pitch + std::ptrdiff_t{part.x0} * bytes;
        const std::uint32_t* from =
            frame.pixels.data() + std::ptrdiff_t{part.y0} * frame.width_px + part.x0;
        if (bytes != 4) {
            return SDL_ConvertPixels(part.width(),
                                     part.height(),
                                     SDL_PIXELFORMAT_ARGB8888,
                                     from,
                                     frame.width_px * 4,
                                     surface.format->format,
                                     to,
                                     surface.pitch) == 0;
        }
        for (int y = part.y0; y < part.y1; ++y) {
            std::memcpy(to, from, static_cast<std::size_t>(part.width()) * 4);
            to += surface.pitch;
            from += frame.width_px;
        }
        return true;
    }

    SDL_Window& window_;
    bool known_ = false;                     ///< what is shown is what lies in the surface
    const SDL_Surface* shown_on_ = nullptr;  ///< compared, never used
};

class TexturePresenter final : public Presenter {
public:
    explicit TexturePresenter(SDL_Renderer* renderer) : renderer_(renderer) {}

    [[nodiscard]] base::Result<void> present(const Image& frame,
                                             const PixelRect& changed) override {
        PixelRect part = common(changed, frame.whole());
        if (texture_ == nullptr || frame.width_px != width_ || frame.height_px != height_) {
            texture_.reset(SDL_CreateTexture(renderer_.get(),
                                             SDL_PIXELFORMAT_ARGB8888,
                                             SDL_TEXTUREACCESS_STREAMING,
                                             frame.width_px,
                                             frame.height_px));
            width_ = frame.width_px;
            height_ = frame.height_px;
            part = frame.whole();
        }
        const SDL_Rect shown{part.x0, part.y0, part.width(), part.height()};
        const std::uint32_t* from =
            frame.pixels.data() + std::ptrdiff_t{part.y0} * frame.width_px + part.x0;
        if (texture_ == nullptr ||
            SDL_UpdateTexture(texture_.get(), &shown, from, frame.width_px * 4) != 0 ||
            SDL_RenderCopy(renderer_.get(), texture_.get(), nullptr, nullptr) != 0) {
            return sdl_error("the frame cannot be shown");
        }
        SDL_RenderPresent(renderer_.get());
        return {};
    }

    [[nodiscard]] std::string_view name() const override { return "texture"; }

private:
    std::unique_ptr<SDL_Renderer, DestroyRenderer> renderer_;
    std::unique_ptr<SDL_Texture, DestroyTexture> texture_;
    int width_ = 0;
    int height_ = 0;
};

}  // namespace

base::Result<std::unique_ptr<Presenter>> make_surface_presenter(SDL_Window& window) {
    const SDL_Surface* surface = SDL_GetWindowSurface(&window);
    if (surface == nullptr) {
        return sdl_error("the window has no surface");
    }
    return std::unique_ptr<Presenter>(std::make_unique<SurfacePresenter>(window));
}

base::Result<std::unique_ptr<Presenter>> make_texture_presenter(SDL_Window& window) {
    SDL_Renderer* renderer = SDL_CreateRenderer(&window, -1, 0);
    if (renderer == nullptr) {
        return sdl_error("the window has no renderer");
    }
    return std::unique_ptr<Presenter>(std::make_unique<TexturePresenter>(renderer));
}

}  // namespace harmony::ui
