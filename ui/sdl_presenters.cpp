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

/// Rows of a frame, from the first to the one past the last.
struct Rows {
    int first = 0;
    int last = 0;
};

/// Hands on only the rows that changed: a pressed key is a tenth of the screen.
class SurfacePresenter final : public Presenter {
public:
    explicit SurfacePresenter(SDL_Window& window) : window_(window) {}

    [[nodiscard]] base::Result<void> present(const Image& frame) override {
        // Asked for anew each time: it is another one after the window changed its size.
        SDL_Surface* surface = SDL_GetWindowSurface(&window_);
        if (surface == nullptr) {
            return sdl_error("the window has no surface");
        }
        const int width = std::min(frame.width_px, surface->w);
        const int height = std::min(frame.height_px, surface->h);
        Rows rows{0, height};
        if (SDL_BYTESPERPIXEL(surface->format->format) == 4) {
            if (known_ && surface == shown_on_) {
                rows = changed(frame, *surface, width, height);
            }
            copy(frame, *surface, width, rows);
        } else if (SDL_ConvertPixels(width,
                                     height,
                                     SDL_PIXELFORMAT_ARGB8888,
                                     frame.pixels.data(),
                                     frame.width_px * 4,
                                     surface->format->format,
                                     surface->pixels,
                                     surface->pitch) != 0) {
            return sdl_error("the frame cannot be shown");
        }
        const SDL_Rect part{0, rows.first, surface->w, rows.last - rows.first};
        const bool whole = rows.first == 0 && rows.last == height;
        const int status =
            whole ? SDL_UpdateWindowSurface(&window_)
                  : (part.h > 0 ? SDL_UpdateWindowSurfaceRects(&window_, &part, 1) : 0);
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
    static std::byte* row_of(const SDL_Surface& surface, int y) {
        return static_cast<std::byte*>(surface.pixels) + std::ptrdiff_t{y} * surface.pitch;
    }

    static Rows changed(const Image& frame, const SDL_Surface& surface, int width, int height) {
        const auto same = [&](int y) {
            return std::memcmp(row_of(surface, y),
                               frame.pixels.data() + std::ptrdiff_t{y} * frame.width_px,
                               static_cast<std::size_t>(width) * 4) == 0;
        };
        Rows rows{0, height};
        while (rows.first < rows.last && same(rows.first)) {
            ++rows.first;
        }
        while (rows.last > rows.first && same(rows.last - 1)) {
            --rows.last;
        }
        return rows;
    }

    static void copy(const Image& frame, SDL_Surface& surface, int width, const Rows& rows) {
        for (int y = rows.first; y < rows.last; ++y) {
            std::memcpy(row_of(surface, y),
                        frame.pixels.data() + std::ptrdiff_t{y} * frame.width_px,
                        static_cast<std::size_t>(width) * 4);
        }
    }

    SDL_Window& window_;
    bool known_ = false;                     ///< what is shown is what lies in the surface
    const SDL_Surface* shown_on_ = nullptr;  ///< compared, never used
};

class TexturePresenter final : public Presenter {
public:
    explicit TexturePresenter(SDL_Renderer* renderer) : renderer_(renderer) {}

    [[nodiscard]] base::Result<void> present(const Image& frame) override {
        if (texture_ == nullptr || frame.width_px != width_ || frame.height_px != height_) {
            texture_.reset(SDL_CreateTexture(renderer_.get(),
                                             SDL_PIXELFORMAT_ARGB8888,
                                             SDL_TEXTUREACCESS_STREAMING,
                                             frame.width_px,
                                             frame.height_px));
            width_ = frame.width_px;
            height_ = frame.height_px;
        }
        if (texture_ == nullptr ||
            SDL_UpdateTexture(texture_.get(), nullptr, frame.pixels.data(), frame.width_px * 4) !=
                0 ||
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
