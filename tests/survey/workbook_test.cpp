#include <zip.h>

#include <catch2/catch.hpp>
#include <map>

#include "survey/reading/empty_cells.h"
#include "survey/reading/number_format.h"
#include "survey/reading/xlsx.h"
#include "survey/reading/xml_scan.h"
#include "survey_support.h"

namespace harmony::survey::test {
namespace {

/// A zip package with these parts, made in memory.
base::Bytes package_of(const std::map<std::string, std::string>& parts) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(buffer);
    zip_t* archive = zip_open_from_source(buffer, ZIP_CREATE | ZIP_TRUNCATE, &error);
    REQUIRE(archive != nullptr);
    for (const auto& [name, text] : parts) {
        zip_source_t* part = zip_source_buffer(archive, text.data(), text.size(), 0);
        REQUIRE(zip_file_add(archive, name.c_str(), part, ZIP_FL_ENC_UTF_8) >= 0);
    }
    REQUIRE(zip_close(archive) == 0);
    zip_source_open(buffer);
    zip_source_seek(buffer, 0, SEEK_END);
    base::Bytes bytes(static_cast<std::size_t>(zip_source_tell(buffer)));
    zip_source_seek(buffer, 0, SEEK_SET);
    zip_source_read(buffer, bytes.data(), bytes.size());
    zip_source_close(buffer);
    zip_source_free(buffer);
    return bytes;
}

const std::string relationships =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/"
    "2006/relationships\">";
const std::string kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string row(int number, const std::vector<std::string>& cells) {
    std::string xml = "<row r=\"" + std::to_string(number) + "\">";
    for (const std::string& cell : cells) {
        xml += cell.starts_with('<') ? cell : "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
    }
    return xml + "</row>";
}

std::string sheet_of(const std::string& rows) {
    return "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>" + rows +
           "</sheetData></worksheet>";
}

/// The parts of a workbook with one sheet `survey` and shared strings.
std::map<std::string, std::string> workbook(const std::string& survey) {
    return {
        {"_rels/.rels",
         relationships + "<Relationship Id=\"r1\" Type=\"" + kind +
             "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
        {"xl/workbook.xml",
         "<x:workbook xmlns:x=\"s\"><x:sheets><x:sheet name=\" Survey \" "
         "r:id=\"r1\"/></x:sheets></x:workbook>"},
        {"xl/_rels/workbook.xml.rels",
         relationships + "<Relationship Id=\"r1\" Type=\"" + kind +
             "worksheet\" Target=\"/xl/odd%20names/one.xml\"/><Relationship Id=\"r2\" Type=\"" +
             kind +
             "sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"" +
             kind + "styles\" Target=\"styles.xml\"/></Relationships>"},
        {"xl/odd names/one.xml", survey},
        {"xl/sharedStrings.xml",
         "<sst><si><t>type</t></si><si><r><t>How </t></r><r><rPr/><t xml:space=\"preserve\">old "
         "are</t></r><r><t> you?</t></r><rPh><t>left out</t></rPh></si></sst>"},
        {"xl/styles.xml",
         "<styleSheet><numFmts><numFmt numFmtId=\"170\" "
         "formatCode=\"dd\\/mm\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf "
         "numFmtId=\"170\"/></cellXfs></styleSheet>"},
    };
}

Imported imported(const base::Bytes& bytes) {
    return import_workbook({"folder/ward.xlsx", bytes, {}});
}

std::string told(const base::Bytes& bytes) {
    const Imported result = imported(bytes);
    return text_form(std::span<const Message>(result.messages));
}

const std::string one_question = row(1, {"type", "name", "label"}) + row(2, {"text", "a", "A?"});

}  // namespace

TEST_CASE("a workbook with shared, rich, inline and typed cells is read", "[survey][workbook]") {
    const std::string survey = sheet_of(
        row(1, {"<c r=\"A1\" t=\"s\"><v>0</v></c>", "name", "label", "required", "default"}) +
        row(3,
            {"integer",
             "age",
             "<c t=\"s\"><v>1</v></c>",
             "<c t=\"b\"><v>1</v></c>",
             "<c><v>4.2E1</v></c>"}) +
        row(4, {"text", "day", "Which &amp; when_x0021_", "<c/>", "<c s=\"1\"><v>46096</v></c>"}) +
        row(5, {"text", "sum", "<c t=\"str\"><f>A1</f><v>A sum?</v></c>"}));
    const Imported result = imported(package_of(workbook(survey)));
    INFO(text_form(std::span<const Message>(result.messages)));
    REQUIRE(result.compiled);
    const Form form = *load_form(base::as_bytes(*result.compiled), some_form_name(), {});
    CHECK(form.id() == "ward");
    CHECK(form.text(form.nodes()[0].label, "und") == "How old are you?");
    CHECK(form.nodes()[0].required == "true()");
    CHECK(form.nodes()[0].preset == "42");
    CHECK(form.text(form.nodes()[1].label, "und") == "Which & when!");
    CHECK(form.nodes()[1].preset == "2026-03-15");
    CHECK(form.text(form.nodes()[2].label, "und") == "A sum?");
}

TEST_CASE("messages of a workbook name the cell", "[survey][workbook]") {
    const std::string survey = sheet_of(
        row(1, {"type", "name", "label", "relevant"}) + row(2, {"integer", "age", "How old?"}) +
        row(14,
            {"<c r=\"A14\" t=\"inlineStr\"><is><t>text</t></is></c>",
             "b",
             "Why?",
             "${agee} &gt; 3"}));
    CHECK(
        told(package_of(workbook(survey))) ==
        "folder/ward.xlsx: survey row 14, column relevant (D14): error R502: there is no question "
        "called \"agee\".\n"
        "    Mend: write ${age}, or add a question with that name.\n");
}

TEST_CASE("a file that is no workbook says what it is", "[survey][workbook]") {
    CHECK(told(bytes_of("hello")) ==
          "folder/ward.xlsx: error F105: the file is not a spreadsheet.\n"
          "    Mend: give an .xlsx file, or a folder with survey.csv.\n");
    CHECK(told({}).find("F105") != std::string::npos);
    const std::string old = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    CHECK(told(bytes_of(old)) ==
          "folder/ward.xlsx: error F103: the file is in the old .xls format.\n"
          "    Mend: save it as .xlsx.\n");
    std::string locked = old + "xx";
    for (const char letter : std::string("EncryptedPackage")) {
        locked += letter;
        locked += '\0';
    }
    CHECK(told(bytes_of(locked)) ==
          "folder/ward.xlsx: error F104: the file is locked with a password.\n"
          "    Mend: remove the password and save it again.\n");
    CHECK(told(base::Bytes((8U << 20U) + 1)) ==
          "folder/ward.xlsx: error F102: the file is larger than 8 MiB.\n"
          "    Mend: delete the empty rows below the last question and save it again.\n");
}

TEST_CASE("a truncated workbook is damaged wherever it is cut", "[survey][workbook]") {
    const base::Bytes whole = package_of(workbook(sheet_of(one_question)));
    REQUIRE(count(imported(whole).messages).errors == 0);
    for (std::size_t length = 4; length < whole.size(); length += 37) {
        const base::Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
        CHECK(told(cut).find("error F106") != std::string::npos);
    }
}

TEST_CASE("a part that expands without end is stopped", "[survey][workbook]") {
    auto parts = workbook(sheet_of(one_question));
    parts["xl/sharedStrings.xml"] = "<sst>" + std::string(20U << 20U, ' ') + "</sst>";
    CHECK(told(package_of(parts)) ==
          "folder/ward.xlsx: error F107: xl/sharedStrings.xml expands to more than 500 times its "
          "size.\n"
          "    Mend: delete the empty rows below the last question and save it again.\n");
}

TEST_CASE("XML with a document type or entities of its own is refused", "[survey][workbook]") {
    auto parts = workbook("<!DOCTYPE x [<!ENTITY a \"b\">]>" + sheet_of(one_question));
    CHECK(told(package_of(parts)) ==
          "folder/ward.xlsx: error F108: xl/odd names/one.xml holds XML that is not allowed (a "
          "document type declaration).\n"
          "    Mend: open it in the spreadsheet program and save it again as .xlsx.\n");
    CHECK(forbidden_in_xml("<a>&b;</a>") == "an entity of its own");
    CHECK(forbidden_in_xml("<a>&#0;</a>") == "an entity of its own");
    CHECK(forbidden_in_xml("<a x='&b;'/>") == "an entity of its own");
    CHECK(forbidden_in_xml("<a/><b/>") == "a second root");
    CHECK(forbidden_in_xml("<a><b></a>") == "tags that are not closed");
    CHECK(forbidden_in_xml("<a></a></a>") == "tags that do not fit");
    CHECK(forbidden_in_xml("<a b='" + std::string(4097, 'x') + "'/>") ==
          "an attribute of more than 4,096 bytes");
    std::string deep;
    for (int i = 0; i < 65; ++i) {
        deep += "<a>";
    }
    CHECK(forbidden_in_xml(deep) == "more than 64 levels");
    CHECK_FALSE(
        forbidden_in_xml("<?xml version='1.0'?><!-- & --><a>&amp;&#x41;<![CDATA[&x;]]></a>"));
}

TEST_CASE("rows and cells that were only formatted are blanked before they are parsed",
          "[survey][workbook]") {
    const auto blanked = [](std::string_view sheet) {
        base::Bytes bytes = bytes_of(sheet);
        blank_empty_cells(bytes);
        std::string text(base::as_text(bytes));
        std::erase(text, ' ');
        return text;
    };
    CHECK(blanked("<d><row r='1' s='2'/><row r='2'><c r='A2'/><c r='B2'>x</c></row></d>") ==
          "<d><rowr='2'><cr='B2'>x</c></row></d>");
    CHECK(blanked("<x:d><x:row r='1'/></x:d>") == "<x:d></x:d>");
    // The next row counts from this one.
    CHECK(blanked("<d><row r='4'/><row/></d>") == "<d><rowr='4'/><row/></d>");
    CHECK(blanked("<d><!--<row r='1'/>--><row a='/>' r='1'/><v/></d>") ==
          "<d><!--<rowr='1'/>--><rowa='/>'r='1'/><v/></d>");
    CHECK(blanked("<d><row r='1'") == "<d><rowr='1'");
}

TEST_CASE("a million rows that were only formatted change nothing", "[survey][workbook]") {
    std::string rows = one_question;
    for (int number = 3; number <= 1'048'576; ++number) {
        rows += "<row r=\"" + std::to_string(number) + "\" s=\"1\"/>";
    }
    const Imported result = imported(package_of(workbook(sheet_of(rows))));
    REQUIRE(result.summary);
    CHECK(result.summary->questions == 1);
}

TEST_CASE("XML of more elements than any survey has is refused", "[survey][workbook]") {
    std::string many;
    for (int i = 0; i < 2'400'000; ++i) {
        many += "<a/>";
    }
    CHECK(forbidden_in_xml("<b>" + many + "</b>") == "more elements than any survey has");
}

TEST_CASE("broken cells are told with their place and the rest is read", "[survey][workbook]") {
    const std::string survey =
        sheet_of(row(1, {"type", "name", "label"}) +
                 row(2, {"text", "a", "<c r=\"C2\" t=\"s\"><v>99</v></c>"}) +
                 row(3, {"text", "b", "<c r=\"C3\" t=\"e\"><v>#REF!</v></c>"}) +
                 row(4, {"text", "c", "<c r=\"C4\"><f>SUM(A1)</f></c>"}));
    const std::string all = told(package_of(workbook(survey)));
    INFO(all);
    CHECK(all.find("folder/ward.xlsx: survey row 2 (C2): error F109: the cell refers to text that "
                   "is not there.\n    Mend: open the file in the spreadsheet program and save it "
                   "again.\n") != std::string::npos);
    CHECK(all.find("folder/ward.xlsx: survey row 3 (C3): error F111: the cell shows #REF!.\n"
                   "    Mend: correct the formula.\n") != std::string::npos);
    CHECK(all.find("folder/ward.xlsx: survey row 4 (C4): error F110: the formula has no value.\n"
                   "    Mend: open the file in the spreadsheet program and save it.\n") !=
          std::string::npos);
}

TEST_CASE("a sheet outside the package is damage", "[survey][workbook]") {
    auto parts = workbook(sheet_of(one_question));
    parts["xl/_rels/workbook.xml.rels"] = relationships + "<Relationship Id=\"r1\" Type=\"" + kind +
                                          "worksheet\" Target=\"../../out.xml\"/></Relationships>";
    CHECK(told(package_of(parts)) ==
          "folder/ward.xlsx: error F106: the file is damaged: the sheet Survey is not in it.\n"
          "    Mend: open it in the spreadsheet program and save it again.\n");
}

TEST_CASE("text far below the survey is left out with a warning", "[survey][workbook]") {
    const std::string survey = sheet_of(one_question + row(90, {"text", "far", "Far?"}));
    const Imported result = imported(package_of(workbook(survey)));
    CHECK(result.summary->questions == 1);
    CHECK(text_form(std::span<const Message>(result.messages)) ==
          "folder/ward.xlsx: survey row 90: warning W108: text below 87 empty rows is left out.\n"
          "    Mend: delete the empty rows, or the text below them.\n");
}

TEST_CASE("columns beyond twenty empty headers are left out with a warning", "[survey][workbook]") {
    const auto relevant_at = [](const std::string& column) {
        const auto cell = [&](int number, const std::string& text) {
            return "<c r=\"" + column + std::to_string(number) + "\" t=\"inlineStr\"><is><t>" +
                   text + "</t></is></c>";
        };
        return told(
            package_of(workbook(sheet_of(row(1, {"type", "name", "label", cell(1, "relevant")}) +
                                         row(2, {"text", "a", "A?", cell(2, "(")})))));
    };
    CHECK(relevant_at("W").find("error X701") != std::string::npos);    // 19 between C and W
    CHECK(relevant_at("X").find("warning W108") != std::string::npos);  // 20
    CHECK(relevant_at("X").find("error") == std::string::npos);
}

TEST_CASE("a sheet with another name is taken only when it is the only one", "[survey][workbook]") {
    auto parts = workbook(sheet_of(one_question));
    std::string& names = parts["xl/workbook.xml"];
    names.replace(names.find(" Survey "), 8, "Sheet1");
    CHECK(told(package_of(parts)) ==
          "folder/ward.xlsx: warning W112: the only sheet, \"Sheet1\", is taken as survey.\n"
          "    Mend: call it survey.\n");
    names.replace(
        names.find("</x:sheets>"), 11, "<x:sheet name=\"Choises\" r:id=\"r1\"/></x:sheets>");
    const std::string two = told(package_of(parts));
    CHECK(two.find("folder/ward.xlsx: warning W109: the sheet \"Choises\" is not read.\n"
                   "    Mend: rename it to choices if it is meant.\n") != std::string::npos);
    CHECK(two.find("error W101: there is no sheet called survey") != std::string::npos);
}

TEST_CASE("hidden sheets and rows count, and that is noted", "[survey][workbook]") {
    std::string rows = one_question + row(3, {"text", "b", "B?"}) + row(4, {"text", "c", "C?"});
    for (const char* number : {"3", "4"}) {
        const std::string plain = std::string("<row r=\"") + number + "\"";
        rows.replace(rows.find(plain), plain.size(), plain + " hidden=\"1\"");
    }
    auto parts = workbook(sheet_of(rows));
    const Imported result = imported(package_of(parts));
    CHECK(result.summary->questions == 3);
    CHECK(text_form(std::span<const Message>(result.messages)) ==
          "folder/ward.xlsx: survey row 3: note W113: this row and 1 more are hidden and count all "
          "the same.\n"
          "    Mend: show them, or delete them.\n");

    parts = workbook(sheet_of(one_question));
    std::string& names = parts["xl/workbook.xml"];
    names.replace(names.find("r:id"), 4, "state=\"hidden\" r:id");
    CHECK(told(package_of(parts)) ==
          "folder/ward.xlsx: survey: note W113: this sheet is hidden and counts all the same.\n"
          "    Mend: show it, or delete it.\n");
}

TEST_CASE("of merged cells the top left one counts", "[survey][workbook]") {
    std::string survey = sheet_of(one_question + row(3, {"text", "b", "B?"}));
    const std::string end = "</worksheet>";
    survey.replace(survey.find(end),
                   end.size(),
                   "<mergeCells><mergeCell ref=\"C2:C3\"/><mergeCell ref=\"F2:G9\"/>"
                   "<mergeCell ref=\"nonsense\"/></mergeCells></worksheet>");
    CHECK(told(package_of(workbook(survey))) ==
          "folder/ward.xlsx: survey row 2 (C2): warning W110: merged cells: only the top left one "
          "counts.\n"
          "    Mend: take the cells apart, and write the text into each that needs it.\n"
          "folder/ward.xlsx: survey row 3, column label (C3): error Q204: \"b\" has nothing to "
          "show.\n"
          "    Mend: give it a label.\n");
}

TEST_CASE("dates of a spreadsheet become plain dates", "[survey][workbook]") {
    CHECK(is_date_format(14, ""));
    CHECK(is_date_format(170, "yyyy-mm-dd"));
    CHECK_FALSE(is_date_format(2, "0.00"));
    CHECK_FALSE(is_date_format(171, "\"day\" 0"));
    CHECK_FALSE(is_date_format(172, "[Red]0"));
    // 36526 is 1 January 2000 in the 1900 calendar; the 1904 one is 1,462 days behind.
    CHECK(text_from_serial(36526, false) == "2000-01-01");
    CHECK(text_from_serial(36526 - 1462, true) == "2000-01-01");
    CHECK(text_from_serial(1, false) == "1900-01-01");
    CHECK(text_from_serial(61, false) == "1900-03-01");
    CHECK(text_from_serial(0.5, false) == "12:00:00");
    CHECK(text_from_serial(36526.75, false) == "2000-01-01T18:00:00");
}

}  // namespace harmony::survey::test
