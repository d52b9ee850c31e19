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
        const bool same = SDL_BYTESPERPIXEL(surface->format->format) == 4;
        const int status = same ? copy(frame, *surface, width, height)
                                : SDL_ConvertPixels(width,
                                                    height,
                                                    SDL_PIXELFORMAT_ARGB8888,
                                                    frame.pixels.data(),
                                                    frame.width_px * 4,
                                                    surface->format->format,
                                                    surface->pixels,
                                                    surface->pitch);
        if (status != 0 || SDL_UpdateWindowSurface(&window_) != 0) {
            return sdl_error("the frame cannot be shown");
        }
        return {};
    }

    [[nodiscard]] std::string_view name() const override { return "surface"; }

private:
    static int copy(const Image& frame, SDL_Surface& surface, int width, int height) {
        for (int y = 0; y < height; ++y) {
            std::memcpy(static_cast<std::byte*>(surface.pixels) + std::ptrdiff_t{y} * surface.pitch,
                        frame.pixels.data() + std::ptrdiff_t{y} * frame.width_px,
                        static_cast<std::size_t>(width) * 4);
        }
        return 0;
    }

    SDL_Window& window_;
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
