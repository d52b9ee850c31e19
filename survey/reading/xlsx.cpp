// Reading an .xlsx (design: survey profile, section 1.2):
//  1. The workbook part, its sheets, strings and styles are found through relationships alone.
//  2. Only sheets whose name has a meaning are opened.
//  3. A fault of the package or of the XML ends the reading; a fault of one cell does not.
#include "survey/reading/xlsx.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "survey/reading/xlsx_sheet.h"

namespace harmony::survey {
namespace {

constexpr std::string_view zip_mark = "PK\x03\x04";
constexpr std::string_view compound_mark = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// `EncryptedPackage` as UTF-16LE, as a locked workbook holds it.
bool is_locked(std::string_view bytes) {
    std::string mark;
    for (const char letter : std::string_view("EncryptedPackage")) {
        mark += letter;
        mark += '\0';
    }
    return bytes.find(mark) != std::string_view::npos;
}

std::optional<ReadingFault> wrong_kind(std::string_view bytes) {
    if (bytes.starts_with(compound_mark)) {
        return is_locked(bytes)
                   ? file_fault("F104",
                                "the file is locked with a password",
                                "remove the password and save it again")
                   : file_fault("F103", "the file is in the old .xls format", "save it as .xlsx");
    }
    if (!bytes.starts_with(zip_mark)) {
        return not_a_spreadsheet();
    }
    return std::nullopt;
}

struct SheetEntry {
    std::string name;
    std::string part;
    bool is_hidden = false;
};

class WorkbookReader {
public:
    explicit WorkbookReader(Package package) : package_(std::move(package)) {}

    Workbook read() {
        const std::string part = workbook_part();
        const XmlDocument document = document_of(package_, part);
        const auto relationships = relationships_of(package_, part);
        read_context(document, relationships);
        choose(entries(document, relationships));
        return std::move(workbook_);
    }

private:
    [[noreturn]] static void damaged(const std::string& what) {
        throw Refused{file_fault("F106",
                                 fmt::format("the file is damaged: {}", what),
                                 "open it in the spreadsheet program and save it again")};
    }

    std::string workbook_part() {
        for (const auto& [id, relationship] : relationships_of(package_, "")) {
            if (relationship.type == "officeDocument" && package_.has(relationship.target)) {
                return relationship.target;
            }
        }
        damaged("it has no workbook");
    }

    void read_context(const XmlDocument& workbook,
                      const std::map<std::string, Relationship>& relationships) {
        const XmlElement properties = workbook.root().child("workbookPr");
        const std::string_view date_1904 = properties ? properties.attribute("date1904") : "";
        context_.from_1904 = date_1904 == "1" || date_1904 == "true";
        for (const auto& [id, relationship] : relationships) {
            if (relationship.target.empty() || !package_.has(relationship.target)) {
                continue;
            }
            if (relationship.type == "sharedStrings") {
                context_.shared = shared_strings(document_of(package_, relationship.target));
            } else if (relationship.type == "styles") {
                context_.date_style = date_styles(document_of(package_, relationship.target));
            }
        }
    }

    std::vector<SheetEntry> entries(const XmlDocument& workbook,
                                    const std::map<std::string, Relationship>& relationships) {
        std::vector<SheetEntry> result;
        for (const XmlElement sheet : workbook.root().child("sheets").children()) {
            const std::string name = clean_cell(std::string(sheet.attribute("name")));
            const auto found = relationships.find(std::string(sheet.attribute("id")));
            const std::string_view state = sheet.attribute("state");
            result.push_back({name,
                              found == relationships.end() ? "" : found->second.target,
                              state == "hidden" || state == "veryHidden"});
        }
        return result;
    }

    void choose(const std::vector<SheetEntry>& sheets) {
        for (const SheetEntry& sheet : sheets) {
            workbook_.other_sheets.push_back(sheet.name);
        }
        const auto taken_as = sheets_taken_as(workbook_.other_sheets, workbook_.faults);
        for (std::size_t i = 0; i < sheets.size(); ++i) {
            if (!taken_as[i].empty()) {
                open(taken_as[i], sheets[i]);
            }
        }
    }

    void open(const std::string& name, const SheetEntry& sheet) {
        if (sheet.part.empty() || !package_.has(sheet.part)) {
            damaged(fmt::format("the sheet {} is not in it", sheet.name));
        }
        if (sheet.is_hidden) {
            ReadingFault note = file_fault(
                "W113", "this sheet is hidden and counts all the same", "show it, or delete it");
            note.sheet = name;
            note.is_note = true;
            workbook_.faults.push_back(std::move(note));
        }
        const XmlDocument document = sheet_of(package_, sheet.part);
        workbook_.sheets.emplace(
            name, read_xlsx_sheet(document, name, context_, totals_, workbook_.faults));
    }

    Package package_;
    CellContext context_;
    WorkbookTotals totals_;
    Workbook workbook_;
};

}  // namespace

Workbook read_xlsx(base::ByteView bytes) {
    if (auto fault = size_fault(bytes)) {
        return refused_workbook(*std::move(fault));
    }
    if (auto fault = wrong_kind(base::as_text(bytes))) {
        return refused_workbook(*std::move(fault));
    }
    auto package = Package::open(bytes);
    if (auto* fault = std::get_if<ReadingFault>(&package)) {
        return refused_workbook(std::move(*fault));
    }
    try {
        return WorkbookReader(std::get<Package>(std::move(package))).read();
    } catch (const Refused& refusal) {
        return refused_workbook(refusal.fault);
    }
}

}  // namespace harmony::survey
