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

}  // namespace harmony::ui
