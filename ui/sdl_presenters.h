#pragma once

// Not a public header: the two ways to a display.

#include <memory>

#include "ui/platform.h"

struct SDL_Window;

namespace harmony::ui {

/// Copies frames into the window's own pixels: the quickest way on X11.
[[nodiscard]] base::Result<std::unique_ptr<Presenter>> make_surface_presenter(SDL_Window& window);

/// Uploads frames as one texture: the way of Wayland and of bare displays, which have no pixels of
/// a window to write to.
[[nodiscard]] base::Result<std::unique_ptr<Presenter>> make_texture_presenter(SDL_Window& window);

}  // namespace harmony::ui
