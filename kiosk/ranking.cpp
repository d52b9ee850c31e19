#include "kiosk/ranking.h"

#include <algorithm>

namespace harmony::kiosk {
namespace {

constexpr std::size_t most_steps_back = 50;

}  // namespace

std::size_t Ranking::place(Choice choice) const {
    const auto at = std::find(order_.begin(), order_.end(), choice);
    return at == order_.end() ? 0 : static_cast<std::size_t>(at - order_.begin()) + 1;
}

void Ranking::begin(std::span<const Choice> order) {
    order_.assign(order.begin(), order.end());
    before_.clear();
}

void Ranking::keep_only(std::span<const Choice> offered) {
    const auto is_gone = [&](Choice choice) {
        return std::find(offered.begin(), offered.end(), choice) == offered.end();
    };
    if (std::none_of(order_.begin(), order_.end(), is_gone)) {
        return;
    }
    std::erase_if(order_, is_gone);
    before_.clear();  // an older order would bring back what is gone
}

void Ranking::remember() {
    if (before_.size() == most_steps_back) {
        before_.erase(before_.begin());
    }
    before_.push_back(order_);
}

void Ranking::touch(Choice choice) {
    remember();
    const auto at = std::find(order_.begin(), order_.end(), choice);
    if (at == order_.end()) {
        order_.push_back(choice);
    } else {
        order_.erase(at);
    }
}

void Ranking::move_up(Choice choice) {
    const std::size_t at = place(choice);
    if (at > 1) {
        remember();
        std::swap(order_[at - 1], order_[at - 2]);
    }
}

void Ranking::move_down(Choice choice) {
    const std::size_t at = place(choice);
    if (at > 0 && at < order_.size()) {
        remember();
        std::swap(order_[at - 1], order_[at]);
    }
}

void Ranking::undo() {
    if (can_undo()) {
        order_ = std::move(before_.back());
        before_.pop_back();
    }
}

void Ranking::start_again() {
    if (!order_.empty()) {
        remember();
        order_.clear();
    }
}

}  // namespace harmony::kiosk
