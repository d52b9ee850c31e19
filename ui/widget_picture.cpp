#include <algorithm>

#include "ui/widgets.h"

namespace harmony::ui {

void show_picture(Frame& frame,
                  const Rect& where,
                  std::string_view id,
                  std::string_view words,
                  const SharedPicture& picture) {
    const Rect place = fitted(where, *picture);
    frame.picture(place, picture);
    sem::Node node;
    node.id = id;
    node.role = sem::Role::image;
    node.name.assign(words);
    node.rect = place;
    frame.record(std::move(node));
}

namespace {

constexpr double logo_rim = 1.0;
constexpr double longest_logo = 3.2;  // times its height: a longer one is shown smaller

}  // namespace

Size logo_size(const Rect& where, const Picture& logo) {
    const double shape = static_cast<double>(logo.width_px()) / logo.height_px();
    const double inside = where.h - 2 * logo_rim;
    const double width = std::min(std::min(inside * shape, inside * longest_logo),
                                  std::max(1.0, where.w - 2 * logo_rim));
    return {width + 2 * logo_rim, std::min(inside, width / shape) + 2 * logo_rim};
}

Rect show_logo(Frame& frame, const Rect& where, std::string_view id, const BarTitle& title) {
    const Size size = logo_size(where, *title.logo);
    const Rect ground{where.x, where.centre().y - size.h / 2, size.w, size.h};
    frame.fill(ground, rgb(0xFFFFFF), 2.6);
    show_picture(frame, ground.grown(-logo_rim), id, title.logo_words, title.logo);
    return ground;
}

}  // namespace harmony::ui
