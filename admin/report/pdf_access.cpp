#include "admin/report/pdf_access.h"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <optional>
#include <string_view>

#include "base/text.h"

// Strategy:
//  1. The last xref table of the file tells where each object begins; Cairo writes one table and,
//     for PDF 1.4, no object streams.
//  2. Structure elements were numbered in the order in which they were drawn, so the n-th /Figure
//     is the n-th figure.
//  3. Objects that change are written again behind the end, with a second xref table that points
//     to the first. Nothing that Cairo wrote is touched.
namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

Error not_as_expected(const std::string& what) {
    return {ErrorKind::unreadable,
            "the PDF could not be made readable for screen readers: " + what +
                ". This is a fault of Harmony or of an unknown version of Cairo"};
}

std::optional<std::size_t> number_at(std::string_view text, std::size_t at) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\n')) {
        ++at;
    }
    std::size_t number = 0;
    const auto read = std::from_chars(text.data() + at, text.data() + text.size(), number);
    return read.ec == std::errc() ? std::optional(number) : std::nullopt;
}

std::optional<std::size_t> number_after(std::string_view text,
                                        std::string_view word,
                                        std::size_t from) {
    const std::size_t at = text.find(word, from);
    return at == std::string_view::npos ? std::nullopt : number_at(text, at + word.size());
}

/// A text string: UTF-16 with its mark, in hexadecimal.
std::string pdf_text(std::string_view words) {
    std::string text = "<FEFF";
    for (std::size_t at = 0; at < words.size();) {
        const char32_t letter = base::next_code_point(words, at);
        if (letter < 0x10000) {
            text += fmt::format("{:04X}", static_cast<unsigned>(letter));
        } else {
            const auto above = static_cast<unsigned>(letter) - 0x10000U;
            text +=
                fmt::format("{:04X}{:04X}", 0xD800U + (above >> 10U), 0xDC00U + (above & 0x3FFU));
        }
    }
    return text + ">";
}

/// The file as Cairo wrote it.
struct Written {
    std::size_t xref = 0;
    std::size_t size = 0;  ///< objects, the free one included
    std::size_t root = 0;
    std::size_t info = 0;
    std::map<std::size_t, std::size_t> offsets;
};

std::optional<Written> read_file(std::string_view file) {
    const std::size_t end = file.rfind("startxref");
    const std::size_t trailer = file.rfind("trailer");
    if (end == std::string_view::npos || trailer == std::string_view::npos) {
        return std::nullopt;
    }
    const auto xref = number_after(file, "startxref", end);
    const auto size = number_after(file, "/Size", trailer);
    const auto root = number_after(file, "/Root", trailer);
    const auto info = number_after(file, "/Info", trailer);
    if (!xref || !size || !root || !info || *xref >= file.size() ||
        file.substr(*xref, 7) != "xref\n0 ") {
        return std::nullopt;
    }
    Written written{*xref, *size, *root, *info, {}};
    constexpr std::size_t entry = 20;
    const std::size_t first = file.find('\n', *xref + 5) + 1;
    for (std::size_t object = 1; object < *size; ++object) {
        const auto offset = number_at(file.substr(0, trailer), first + object * entry);
        if (!offset || *offset >= file.size()) {
            return std::nullopt;
        }
        written.offsets[object] = *offset;
    }
    return written;
}

/// The dictionary of an object, from its "<<" to before the last ">>".
std::string_view inside_of(std::string_view file, std::size_t offset) {
    const std::size_t end = file.find("endobj", offset);
    const std::string_view object = file.substr(offset, end - offset);
    const std::size_t begin = object.find("<<");
    const std::size_t close = object.rfind(">>");
    if (begin == std::string_view::npos || close == std::string_view::npos) {
        return {};
    }
    return object.substr(begin + 2, close - begin - 2);
}

/// Objects written again, by number, without their closing.
using Changed = std::map<std::size_t, std::string>;

Result<Changed> changes(std::string_view file, const Written& written, const PdfAccess& access) {
    Changed changed;
    std::size_t figures = 0;
    std::size_t heads = 0;
    for (const auto& [number, offset] : written.offsets) {
        // Streams are longer than any of these, and hold no dictionary that matters here.
        const std::string_view begin = file.substr(offset, 80);
        if (number == written.root) {
            changed[number] =
                std::string(inside_of(file, offset)) +
                fmt::format("   /Lang ({})\n   /ViewerPreferences << /DisplayDocTitle true >>\n",
                            access.language);
        } else if (begin.find("/Type /StructElem\n   /S /Figure\n") != std::string_view::npos) {
            if (figures == access.figures.size()) {
                return not_as_expected("it has more figures than were drawn");
            }
            changed[number] = std::string(inside_of(file, offset)) + "   /Alt " +
                              pdf_text(access.figures[figures++]) + "\n";
        } else if (begin.find("/Type /StructElem\n   /S /TH\n") != std::string_view::npos) {
            if (heads == access.heads_of_rows.size()) {
                return not_as_expected("it has more heading cells than were drawn");
            }
            changed[number] = std::string(inside_of(file, offset)) +
                              fmt::format("   /A << /O /Table /Scope /{} >>\n",
                                          access.heads_of_rows[heads++] ? "Row" : "Column");
        }
    }
    if (figures != access.figures.size() || heads != access.heads_of_rows.size()) {
        return not_as_expected("figures or heading cells are missing from it");
    }
    return changed;
}

}  // namespace

Result<base::Bytes> with_access(base::Bytes pdf, const PdfAccess& access) {
    std::string file(reinterpret_cast<const char*>(pdf.data()), pdf.size());
    const std::optional<Written> written = read_file(file);
    if (!written) {
        return not_as_expected("its table of objects is not where it should be");
    }
    const Result<Changed> changed = changes(file, *written, access);
    if (!changed) {
        return changed.error();
    }
    std::string table = "xref\n0 1\n0000000000 65535 f \n";
    for (const auto& [number, inside] : *changed) {
        table += fmt::format("{} 1\n{:010} 00000 n \n", number, file.size());
        file += fmt::format("{} 0 obj\n<<{}>>\nendobj\n", number, inside);
    }
    const std::size_t begin = file.size();
    file += table + fmt::format(
                        "trailer\n<< /Size {}\n   /Root {} 0 R\n   /Info {} 0 R\n   /Prev "
                        "{}\n>>\nstartxref\n{}\n%%EOF\n",
                        written->size,
                        written->root,
                        written->info,
                        written->xref,
                        begin);
    const auto bytes = base::as_bytes(file);
    return base::Bytes(bytes.begin(), bytes.end());
}

}  // namespace harmony::admin
