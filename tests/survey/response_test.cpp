#include <catch2/catch.hpp>

#include "survey_support.h"

namespace harmony::survey::test {
namespace {

/// Six questions whose items can be those of the vector.
FolderSource vector_survey() {
    return sheets(
        "type,name,label\n"
        "select_one five,a,A?\nselect_one five,b,B?\nselect_one five,c,C?\nselect_one five,d,D?\n"
        "select_multiple five,e,E?\ntext,f,F?\n",
        "list_name,name,label\nfive,v,V\nfive,w,W\nfive,x,X\nfive,y,Y\nfive,z,Z\n");
}

Response vector_response() {
    Response response;
    response.form = some_form_name();
    response.notice = *base::NoticeHash::from_hex("1112131415161718");
    response.language = "pl";
    response.engagement = base::EngagementId::from_hex("d1e08e2775d8bd5a");
    response.day = base::day_from_number(20542);
    response.duration = DurationBand::under_3_min;
    response.receipt = base::ReceiptKey::from_hex("6c1c7ddc8095033930da1611261e7392");
    Many many;
    many.choices = {0, 2};
    response.items = {
        One{3}, One{1}, Empty{}, NotAsked{}, many, Text{base::SecretText("Ciemno przy sklepie")}};
    return response;
}

// sync-protocol.md, section 18: the body of the record rid 16 x 10.
constexpr std::string_view vector_body =
    "8b0148010203040506070848111213141516171862706c48d1e08e2775d8bd5a19503e010300506c1c7ddc80950339"
    "30da1611261e7392860301f7f605734369656d6e6f2070727a7920736b6c65706965";

Item random_item(const Form& form, const Node& node, base::RandomSource& random) {
    switch (random.below(4)) {
        case 0: return NotAsked{};
        case 1: return Empty{};
        default: break;
    }
    if (node.type == NodeType::integer) {
        return Whole{static_cast<std::int64_t>(random.below(2000)) - 1000};
    }
    if (!node.is_select()) {
        return Text{base::SecretText("text " + std::to_string(random.next_u64()))};
    }
    const auto choices = form.list_of(node.index).choices.size();
    if (node.type == NodeType::select_one) {
        return One{static_cast<std::uint32_t>(random.below(choices))};
    }
    Many many;
    for (std::uint32_t i = 0; i < choices; ++i) {
        if (random.below(2) == 0 || many.choices.empty()) {
            many.choices.push_back(i);
        }
    }
    return many;
}

Response random_response(const Form& form, base::RandomSource& random) {
    Response response;
    response.form = form.name();
    response.notice = base::NoticeHash::random(random);
    response.language = "en";
    response.day = base::day_from_number(static_cast<std::int32_t>(20000 + random.below(2000)));
    response.mode = static_cast<Mode>(1 + random.below(3));
    response.duration = static_cast<DurationBand>(1 + random.below(5));
    response.flags = *Flags::from_bits(random.below(64));
    if (random.below(2) == 0) {
        response.engagement = base::EngagementId::random(random);
        response.receipt = base::ReceiptKey::random(random);
    }
    for (const NodeIndex question : form.questions()) {
        response.items.push_back(random_item(form, form.node(question), random));
    }
    return response;
}

}  // namespace

TEST_CASE("the worked example of the protocol is encoded byte for byte", "[survey][response]") {
    const Form form = form_of(vector_survey());
    CHECK(base::to_hex(encode(vector_response(), form)) == vector_body);
    const auto decoded = decode(*base::from_hex(vector_body), form);
    REQUIRE(decoded.ok());
    CHECK(*decoded == vector_response());
    CHECK(*survey::form_of(*base::from_hex(vector_body)) == some_form_name());
}

TEST_CASE("the items of ranks, dates, times and ranges are those of their document",
          "[survey][response]") {
    const Form form = form_of(
        sheets("type,name,label,parameters,bind::kiosk:time\n"
               "rank three,a,A?,,\ndate,b,B?,,\ntime,c,C?,,\ntime,d,D?,,part\ndateTime,e,E?,,\n"
               "range,f,F?,start=0 end=10,\nrange,g,G?,start=0.5 end=2 step=0.5,\n",
               "list_name,name,label\nthree,v,V\nthree,w,W\nthree,x,X\n",
               "form_id,namespaces\nward,\"kiosk=\"\"urn:harmony:kiosk:1\"\"\"\n"));
    Response response = vector_response();
    Ranked ranked;
    ranked.choices = {2, 0, 1};
    response.items = {ranked,
                      DayNumber{20542},
                      MinuteOfDay{9 * 60 + 5},
                      PartOfDay{2},
                      DayAndMinute{base::SecretText("2026-03-29T23:45")},
                      Whole{7},
                      Decimal{base::SecretText("1.5")}};
    // docs/formats/response.md, Worked example, the other items.
    const std::string items =
        "87830200011950"
        "3e1902210270323032362d30332d32395432333a34350763312e35";
    const std::string head(vector_body.substr(0, vector_body.find("860301")));
    const auto body = encode(response, form);
    CHECK(base::to_hex(body) == head + items);
    CHECK(*decode(body, form) == response);
}

TEST_CASE("whatever a survey can answer comes back from its encoding", "[survey][response]") {
    const std::string name = GENERATE("T1_neighbourhood", "T2_town_centre_pspo", "T3_business");
    const Form form = form_of(template_survey(name));
    base::SeededRandom random(2026);
    for (int i = 0; i < 300; ++i) {
        const Response response = random_response(form, random);
        const auto decoded = decode(encode(response, form), form);
        REQUIRE(decoded.ok());
        REQUIRE(*decoded == response);
    }
}

TEST_CASE("no truncated or changed body is taken for another shape", "[survey][response]") {
    const Form form = form_of(vector_survey());
    const base::Bytes body = *base::from_hex(vector_body);
    for (std::size_t length = 0; length < body.size(); ++length) {
        CHECK_FALSE(decode(base::ByteView(body).first(length), form).ok());
    }
    base::Bytes longer = body;
    longer.push_back(std::byte{0});
    CHECK_FALSE(decode(longer, form).ok());
    for (std::size_t bit = 0; bit < body.size() * 8; ++bit) {
        base::Bytes changed = body;
        changed[bit / 8] ^= static_cast<std::byte>(1U << bit % 8);
        const auto decoded = decode(changed, form);
        if (decoded.ok()) {  // a bit of a value: it must say just what the bytes say
            CHECK(base::equal(encode(*decoded, form), changed));
        }
    }
}

TEST_CASE("items that the form does not allow are unreadable", "[survey][response]") {
    const Form form = form_of(vector_survey());
    const auto with_answers = [&](std::string_view answers) {
        const std::string head(vector_body.substr(0, vector_body.find("860301")));
        return decode(*base::from_hex(head + std::string(answers)), form);
    };
    CHECK(with_answers("86f6f6f6f6f6f6").ok());
    const std::string wrong = GENERATE("85f6f6f6f6f6",            // an item too few
                                       "8605f6f6f6f6f6",          // choice 5 of 5
                                       "8620f6f6f6f6f6",          // a negative choice
                                       "86f6f6f6f600f6",          // no choice chosen
                                       "86f6f6f6f61820f6",        // a mask beyond the list
                                       "861803f6f6f6f6f6",        // not the shortest form
                                       "86f6f6f6f6f660",          // an empty text
                                       "86f6f6f6f6f66301e2808e",  // broken UTF-8
                                       "86f6f6f6f6f66365cc81");   // not NFC
    INFO(wrong);
    const auto decoded = with_answers(wrong);
    REQUIRE_FALSE(decoded.ok());
    CHECK(decoded.error().kind == base::ErrorKind::unreadable);
}

TEST_CASE("a list of more than 64 choices is stored as indices", "[survey][response]") {
    std::string choices = "list_name,name,label\n";
    for (int i = 0; i < 70; ++i) {
        choices += "many,c" + std::to_string(i) + ",C\n";
    }
    const Form form = form_of(sheets("type,name,label\nselect_multiple many,a,A?\n", choices));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    REQUIRE(draft.set(NodeIndex{0}, std::vector<std::string>{"c69", "c3"}).ok());
    const auto response = draft.finish(Part::whole);
    const auto body = encode(*response, form);
    CHECK(base::to_hex(body).ends_with("8182031845"));
    CHECK(*decode(body, form) == *response);
}

TEST_CASE("durations fall into five bands", "[survey][response]") {
    using std::chrono::milliseconds;
    using std::chrono::seconds;
    CHECK(duration_band(milliseconds(29'999)) == DurationBand::under_30_s);
    CHECK(duration_band(seconds(30)) == DurationBand::under_1_min);
    CHECK(duration_band(seconds(60)) == DurationBand::under_3_min);
    CHECK(duration_band(seconds(180)) == DurationBand::under_10_min);
    CHECK(duration_band(seconds(601)) == DurationBand::longer);
}

}  // namespace harmony::survey::test
