// Runs a fuzz target in a build without libFuzzer: its seeds, then that many inputs made from them,
// the same ones on every machine. An input that ends the program or takes longer than 10 s is a
// finding; it lies in the file that the last line of the output names.
//
//     fuzz_markdown SEEDS INPUTS
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/random.h"
#include "target.h"

namespace {

namespace fs = std::filesystem;
using harmony::base::SeededRandom;

constexpr unsigned longest_s = 10;

/// Pieces that mean something to one of the targets.
constexpr std::array<const char*, 34> pieces = {"${a}",
                                                "${",
                                                "}",
                                                "|",
                                                "||",
                                                "select_one ab",
                                                "begin_group",
                                                "end_group",
                                                "\xE2\x80\x8F",
                                                "'",
                                                "\"",
                                                "(",
                                                ")",
                                                "[1]",
                                                "/data/a",
                                                "instance('ab')/root/item",
                                                "1e9",
                                                "-",
                                                " div ",
                                                " mod ",
                                                "concat(",
                                                "if(",
                                                "<c t=\"s\"><v>0</v></c>",
                                                "<row r=\"1048576\"/>",
                                                "&amp;",
                                                "&x;",
                                                "]]>",
                                                "\xFF",
                                                "0",
                                                "99999999999999999999",
                                                "\\|",
                                                "\n",
                                                "\"type\":\"rank\"",
                                                ".."};

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A place in `text`, its end among them.
std::size_t place(const std::string& text, SeededRandom& random) {
    return random.below(text.size() + 1);
}

void change(std::string& text, const std::string& other, SeededRandom& random) {
    const std::size_t at = place(text, random);
    const std::size_t length = random.below(1 + std::min<std::size_t>(text.size() - at, 24));
    switch (random.below(6)) {
        case 0:
            if (at < text.size()) {
                text[at] = static_cast<char>(text[at] ^ (1 << random.below(8)));
            }
            break;
        case 1: text.erase(at, length); break;
        case 2: text.insert(at, pieces.at(random.below(pieces.size()))); break;
        case 3: text.insert(at, text.substr(at, length)); break;
        case 4: text.replace(at, length, pieces.at(random.below(pieces.size()))); break;
        default: text = text.substr(0, at) + other.substr(place(other, random)); break;
    }
}

void run(const std::string& text) {
    ::alarm(longest_s);
    static_cast<void>(
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
    ::alarm(0);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: %s SEEDS INPUTS\n", argv[0]);
        return 2;
    }
    std::vector<std::string> seeds;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(argv[1])) {
        files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
        seeds.push_back(read(file));
    }
    if (seeds.empty()) {
        std::fprintf(stderr, "there are no seeds in %s\n", argv[1]);
        return 2;
    }
    const fs::path last = fs::temp_directory_path() / (fs::path(argv[0]).filename().string() + "." +
                                                       std::to_string(::getpid()));
    std::printf("the input under way lies in %s\n", last.c_str());
    std::fflush(stdout);
    for (const std::string& seed : seeds) {
        run(seed);
    }
    SeededRandom random(2026);
    const int inputs = std::atoi(argv[2]);
    for (int i = 0; i < inputs; ++i) {
        std::string text = seeds[random.below(seeds.size())];
        for (std::uint64_t changes = 1 + random.below(6); changes > 0; --changes) {
            change(text, seeds[random.below(seeds.size())], random);
        }
        std::ofstream(last, std::ios::binary) << text;
        run(text);
    }
    fs::remove(last);
    std::printf("%d inputs without a finding\n", inputs);
    return 0;
}
