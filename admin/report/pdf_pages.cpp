#include "admin/report/pdf_pages.h"

namespace harmony::admin {

namespace {

/// Fills pages from the top down.
class Filling {
public:
    Filling(const std::vector<Slab>& slabs, double room) : slabs_(slabs), room_(room) {}

    std::vector<Page> fill() {
        pages_.emplace_back();
        for (std::size_t begin = 0; begin < slabs_.size();) {
            const std::size_t end = end_of_run(begin);
            if (!pages_.back().empty() && y_ + height_of(begin, end) > room_) {
                turn();
            }
            for (; begin < end; ++begin) {
                place(begin);
            }
        }
        return std::move(pages_);
    }

private:
    /// Behind the last slab that must stay with `begin`.
    [[nodiscard]] std::size_t end_of_run(std::size_t begin) const {
        std::size_t end = begin + 1;
        while (end < slabs_.size() && slabs_[end - 1].with_next) {
            ++end;
        }
        return end;
    }

    [[nodiscard]] double height_of(std::size_t begin, std::size_t end) const {
        double height = 0;
        for (std::size_t at = begin; at < end; ++at) {
            height += slabs_[at].before + slabs_[at].height;
        }
        return height;
    }

    void turn() {
        pages_.emplace_back();
        y_ = 0;
    }

    void place(std::size_t at) {
        const Slab& slab = slabs_[at];
        if (!pages_.back().empty() && y_ + slab.before + slab.height > room_) {
            turn();
        }
        if (pages_.back().empty()) {
            if (slab.head) {
                pages_.back().push_back({*slab.head, 0, true});
                y_ = slabs_[*slab.head].height;
            }
        } else {
            y_ += slab.before;
        }
        pages_.back().push_back({at, y_, false});
        y_ += slab.height;
    }

    const std::vector<Slab>& slabs_;
    double room_;
    double y_ = 0;
    std::vector<Page> pages_;
};

}  // namespace

std::vector<Page> pages_of(const std::vector<Slab>& slabs, double room) {
    return slabs.empty() ? std::vector<Page>() : Filling(slabs, room).fill();
}

}  // namespace harmony::admin
