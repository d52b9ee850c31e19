#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "support/temporary_folder.h"
#include "ui/sample_page.h"

using namespace harmony;
using namespace harmony::ui;

namespace {

constexpr std::uint32_t red = 0xFFCC1010U;
constexpr std::uint32_t blue = 0xFF1020CCU;

base::Bytes bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return base::copy_bytes(base::as_bytes(text));
}

base::Bytes quarters() {
    return bytes_of(std::filesystem::path(HARMONY_SOURCE_DIR) / "tests/data/ui/quarters.jpg");
}

/// Red left, blue right.
SharedPicture halves(int width, int height) {
    std::vector<std::uint32_t> pixels;
    for (int at = 0; at < width * height; ++at) {
        pixels.push_back(at % width < width / 2 ? red : blue);
    }
    return std::make_shared<const Picture>(width, height, std::move(pixels));
}

/// A page that shows one picture.
struct PictureKiosk {
    PictureKiosk() {
        auto opened =
            Toolkit::open({panel, std::filesystem::path(HARMONY_SOURCE_DIR) / "assets"}, clock);
        REQUIRE(opened);
        toolkit = std::move(*opened);
    }

    const Image& show(const Rect& where,
                      const SharedPicture& picture,
                      std::string language = "en") {
        toolkit->update([&](Frame& frame) {
            Look look;
            look.language = language;
            frame.begin_screen("page", "Page", look);
            if (picture) {
                show_picture(frame, where, "page.picture", "Two halves", picture);
            }
        });
        return toolkit->render();
    }

    [[nodiscard]] static std::uint32_t pixel(const Image& image, int x, int y) {
        return image.pixels[static_cast<std::size_t>(y * image.width_px + x)];
    }

    Panel panel{640, 400, 4.0};
    base::ManualClock clock{base::Moment{}};
    std::unique_ptr<Toolkit> toolkit;
};

}  // namespace

TEST_CASE("a picture that was written as PNG is read back pixel by pixel", "[ui][picture]") {
    const tests::TemporaryFolder folder;
    const SharedPicture picture = halves(37, 11);
    REQUIRE(write_png({37, 11, picture->pixels()}, folder.path() / "halves.png"));
    const auto read = decode_picture(bytes_of(folder.path() / "halves.png"));
    REQUIRE(read);
    CHECK((*read)->pixels() == picture->pixels());
    CHECK((*read)->opaque());
    CHECK((*read)->fingerprint() == picture->fingerprint());
}

TEST_CASE("a JPEG picture has the colours that were put into it", "[ui][picture]") {
    // quarters.jpg: 32 x 16 pixels, made with libjpeg at quality 95 from four flat colours.
    const auto read = decode_picture(quarters());
    REQUIRE(read);
    REQUIRE((*read)->width_px() == 32);
    REQUIRE((*read)->height_px() == 16);
    const auto near = [&](int x, int y, std::uint32_t expected) {
        const std::uint32_t found = (*read)->pixels()[static_cast<std::size_t>(y * 32 + x)];
        for (unsigned shift = 0; shift < 24; shift += 8) {
            const int a = static_cast<int>(found >> shift & 0xFFU);
            const int b = static_cast<int>(expected >> shift & 0xFFU);
            CHECK(std::abs(a - b) <= 6);
        }
    };
    near(4, 4, 0xC80A0A);
    near(4, 12, 0x009600);
    near(28, 4, 0x1428C8);
    near(28, 12, 0xF0F0F0);
}

TEST_CASE("a picture larger than may be is refused before it is decoded", "[ui][picture]") {
    const auto read = decode_picture(quarters(), {16, 16'000'000});
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == base::ErrorKind::refused);
    CHECK(read.error().message.find("32 x 16") != std::string::npos);
    CHECK_FALSE(decode_picture(quarters(), {8192, 511}));
}

TEST_CASE("a file that is no whole picture is refused with a reason", "[ui][picture]") {
    const base::Bytes whole = quarters();
    for (std::size_t size = 0; size < whole.size(); size += 7) {
        const auto read = decode_picture(base::ByteView(whole).first(size));
        REQUIRE_FALSE(read);
        CHECK(read.error().kind == base::ErrorKind::unreadable);
    }
    CHECK_FALSE(decode_picture(base::as_bytes("GIF89a, which nobody asked for")));
}

TEST_CASE("a picture made smaller keeps its average, and made larger keeps its ends",
          "[ui][picture]") {
    const SharedPicture one = scaled(*halves(40, 40), 1, 1);
    // The mean of the two colours, worked out by hand: (0xCC + 0x10) / 2 and so on.
    CHECK(one->pixels().front() == 0xFF6E186EU);
    const SharedPicture large = scaled(*halves(2, 1), 20, 3);
    CHECK(large->pixels().front() == red);
    CHECK(large->pixels().back() == blue);
    const auto clear = std::make_shared<const Picture>(2, 1, std::vector<std::uint32_t>{red, 0});
    const SharedPicture faint = scaled(*clear, 1, 1);
    CHECK((faint->pixels().front() & 0xFFFFFFU) == (red & 0xFFFFFFU));
    CHECK((faint->pixels().front() >> 24) == 128);
}

TEST_CASE("a picture stands on the page where it was put, and says what it shows",
          "[ui][picture]") {
    PictureKiosk kiosk;
    const Rect where{10, 10, 40, 20};  // 160 x 80 px from (40, 40)
    const Image& image = kiosk.show(where, halves(160, 80));
    CHECK(kiosk.pixel(image, 40, 40) == red);
    CHECK(kiosk.pixel(image, 119, 119) == red);
    CHECK(kiosk.pixel(image, 120, 60) == blue);
    CHECK(kiosk.pixel(image, 199, 119) == blue);
    CHECK(kiosk.pixel(image, 200, 60) != blue);
    const sem::Node* node = kiosk.toolkit->tree().find("page.picture");
    REQUIRE(node != nullptr);
    CHECK(node->role == sem::Role::image);
    CHECK(node->name.view() == "Two halves");
}

TEST_CASE("a right-to-left page moves a picture and does not mirror it", "[ui][picture][K6]") {
    PictureKiosk kiosk;
    const Image& image = kiosk.show({10, 10, 40, 20}, halves(160, 80), "ur");
    CHECK(kiosk.pixel(image, 440, 60) == red);
    CHECK(kiosk.pixel(image, 599, 60) == blue);
}

TEST_CASE("a picture of other proportions stands whole in the middle of its place",
          "[ui][picture]") {
    PictureKiosk kiosk;
    const Image& image = kiosk.show({10, 10, 40, 40}, halves(320, 160));  // 160 x 80 at (40, 80)
    CHECK(kiosk.pixel(image, 50, 82) == red);
    CHECK(kiosk.pixel(image, 190, 158) == blue);
    CHECK(kiosk.pixel(image, 50, 60) != red);
}

TEST_CASE("an unchanged picture touches no tile, and another one only its own",
          "[ui][picture][renderer]") {
    PictureKiosk kiosk;
    const Rect where{10, 10, 30, 20};
    kiosk.show(where, halves(320, 160));
    kiosk.show(where, halves(320, 160));
    CHECK(kiosk.toolkit->render_figures().tiles_touched == 0);
    const SharedPicture plain = scaled(*halves(2, 2), 1, 1);
    const std::string in_parts = hash_of(kiosk.show(where, plain));
    CHECK(kiosk.toolkit->render_figures().tiles_touched > 0);
    CHECK(kiosk.toolkit->render_figures().tiles_touched <= 9);  // 120 x 60 px on tiles of 64 px
    kiosk.toolkit->invalidate();
    CHECK(hash_of(kiosk.show(where, plain)) == in_parts);
}

TEST_CASE("the shelf lets go of a picture that no page shows", "[ui][picture]") {
    PictureKiosk kiosk;
    SharedPicture picture = halves(160, 80);
    const std::weak_ptr<const Picture> watched = picture;
    kiosk.show({10, 10, 40, 20}, picture);
    picture.reset();
    CHECK_FALSE(watched.expired());
    kiosk.show({10, 10, 40, 20}, nullptr);
    CHECK(watched.expired());
}
