#include "kiosk/set_up.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "kiosk/enrolment.h"

namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t file_cap = 1U << 20U;

Result<void> ask_office(const CommandLine& line,
                        KioskBacking& backing,
                        base::Files& files,
                        base::RandomSource& random) {
    const Result<Request> request =
        request_enrolment(backing.machine(), backing.journal(), files, random);
    if (!request) {
        return request.error();
    }
    const auto written =
        files.write(line.enrol_request, request->file, base::IfPresent::replace, base::public_mode);
    if (!written) {
        return written.error().while_doing("writing the request");
    }
    std::cout << "The request is in " << line.enrol_request
              << ". The office must see the same digits:\n  " << request->digits << std::endl;
    return {};
}

/// The welcome files of a folder, whichever office and kiosk they are for.
std::vector<std::filesystem::path> welcomes_in(const std::filesystem::path& where) {
    std::vector<std::filesystem::path> found;
    std::error_code nothing;
    if (!std::filesystem::is_directory(where, nothing)) {
        return {where};
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(where, nothing)) {
        const std::string name = entry.path().filename().string();
        if (entry.is_regular_file(nothing) && name.starts_with("welcome") &&
            name.ends_with(".hkw")) {
            found.push_back(entry.path());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

/// The first answer that fits this machine's request.
Result<Offer> find_offer(const CommandLine& line, KioskBacking& backing, base::Files& files) {
    Error last{ErrorKind::absent,
               fmt::format("there is no answer of an office in {}", line.welcome)};
    for (const std::filesystem::path& file : welcomes_in(line.welcome)) {
        const Result<base::Bytes> bytes = files.read(file, file_cap);
        if (!bytes) {
            last = bytes.error().while_doing(file.string());
            continue;
        }
        Result<Offer> offer = read_offer(*bytes, backing.machine(), backing.journal());
        if (offer) {
            return offer;
        }
        last = offer.error().while_doing(file.string());
    }
    return last;
}

std::string digits_of(std::string_view text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char letter) {
        return letter >= '0' && letter <= '9';
    });
    return digits;
}

/// Somebody compared the office's digits with the sheet from the office.
Result<void> compare(const CommandLine& line, const Offer& offer) {
    std::string typed = line.digits;
    if (typed.empty() && ::isatty(STDIN_FILENO) == 1) {
        std::cout << "Type the 12 digits on the sheet from the office: " << std::flush;
        std::getline(std::cin, typed);
    }
    if (digits_of(typed).empty()) {
        return Error{ErrorKind::refused,
                     "nobody compared the digits: add --digits with those on the office's sheet"};
    }
    if (digits_of(typed) != digits_of(offer.digits)) {
        return Error{ErrorKind::refused,
                     fmt::format("the digits differ: this answer says {}. It is not from the "
                                 "office whose sheet you hold; nothing was changed",
                                 offer.digits)};
    }
    return {};
}

Result<void> take_welcome(const CommandLine& line, KioskBacking& backing, base::Files& files) {
    const Result<Offer> offer = find_offer(line, backing, files);
    if (!offer) {
        return offer.error();
    }
    if (const Result<void> same = compare(line, *offer); !same) {
        return same;
    }
    if (const Result<void> accepted = accept_offer(*offer, backing.machine(), backing.journal());
        !accepted) {
        return accepted;
    }
    std::cout << "This kiosk is set up. The office's digits are " << offer->digits << std::endl;
    return {};
}

Result<void> say_count(KioskBacking& backing) {
    const Result<OutboxCounts> counts = backing.outbox().counts();
    if (!counts) {
        return counts.error();
    }
    std::cout << counts->records << std::endl;
    return {};
}

}  // namespace

Result<void> say_unsent(const CommandLine& line) {
    const auto journal = db::KioskJournal::open(line.data, {});
    if (!journal) {
        return journal.error().while_doing("opening the journal");
    }
    std::uint64_t unsent = 0;
    for (const db::RecordClass cls : {db::RecordClass::survey, db::RecordClass::contact}) {
        unsent += (*journal)->counts(cls).unsent;
    }
    std::cout << unsent << std::endl;
    return {};
}

Result<void> run_set_up(const CommandLine& line,
                        KioskBacking& backing,
                        base::Files& files,
                        base::RandomSource& random) {
    if (!line.enrol_request.empty()) {
        return ask_office(line, backing, files, random);
    }
    return line.welcome.empty() ? say_count(backing) : take_welcome(line, backing, files);
}

}  // namespace harmony::kiosk
