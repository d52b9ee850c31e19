#include "sync/store_address.h"

#include <catch2/catch.hpp>

#include "sync/s3_courier.h"

using namespace harmony;
using namespace harmony::sync;
using Kind = StoreAddress::Kind;

TEST_CASE("an address says where objects go", "[sync]") {
    CHECK(parse_store_address("folder:/srv/harmony")->path == "/srv/harmony");
    CHECK(parse_store_address("folder:/srv/harmony")->kind == Kind::folder);
    CHECK(parse_store_address("usb:")->kind == Kind::stick);
    CHECK(parse_store_address("usb:/media/a")->path == "/media/a");

    const StoreAddress dav = *parse_store_address("https://Dav.Example.org:8443/a/b/");
    CHECK(dav.kind == Kind::webdav);
    CHECK(dav.web == WebAddress{"https", "dav.example.org:8443", "dav.example.org", "/a/b"});
    CHECK(parse_store_address("https://dav.example.org")->web.path == "/");

    const StoreAddress s3 =
        *parse_store_address("s3:https://s3.example.org/bucket/x?region=eu-west-2&style=virtual");
    CHECK(s3.kind == Kind::s3);
    CHECK(s3.region == "eu-west-2");
    CHECK(s3.virtual_host);
    const S3Place place(s3, {});
    CHECK(place.web.at("/k") == "https://bucket.s3.example.org/k");
    CHECK(place.prefix == "/x");
    const S3Place by_path(*parse_store_address("s3:https://s3.example.org/bucket/x"), {});
    CHECK(by_path.prefix == "/bucket/x");
    CHECK(by_path.bucket_length == std::string("/bucket").size());
}

TEST_CASE("an address that would not protect what travels is refused with a sentence", "[sync]") {
    const auto why = [](std::string_view text) {
        return parse_store_address(text).error().message;
    };
    CHECK(why("http://store.example.org/a").find("use https") != std::string::npos);
    CHECK(parse_store_address("http://127.0.0.1:8080/a").ok());
    CHECK(parse_store_address("http://[::1]:8080/a").ok());
    CHECK(why("http://127.0.0.1.example.org/a").find("use https") != std::string::npos);
    const std::string secret = why("https://kiosk:hush@store.example.org/");
    CHECK(secret.find("name or password") != std::string::npos);
    CHECK(secret.find("hush") == std::string::npos);
    CHECK(why("s3:https://s3.example.org").find("bucket") != std::string::npos);
    CHECK(why("s3:https://s3.example.org/b?acl=public").find("acl=public") != std::string::npos);
    for (const char* bad :
         {"", "ftp://a/b", "folder:", "https://", "https:///a", "https://a/b?c=d"}) {
        INFO(bad);
        CHECK_FALSE(parse_store_address(bad).ok());
    }
}

TEST_CASE("a path is encoded as RFC 3986 says, and decoded again", "[sync]") {
    CHECK(percent_encoded("/a b+c~گ", true) == "/a%20b%2Bc~%DA%AF");
    CHECK(percent_encoded("a/b", false) == "a%2Fb");
    CHECK(percent_decoded("/a%20b%2bc~%DA%AF") == "/a b+c~گ");
    CHECK(percent_decoded("50%") == "50%");
    CHECK(percent_decoded("%zz%4") == "%zz%4");
}

TEST_CASE("a secret file has two lines", "[sync]") {
    const auto two = read_credentials(base::as_bytes("kiosk\r\na password\n"));
    REQUIRE(two.ok());
    CHECK(two->name.view() == "kiosk");
    CHECK(two->secret.view() == "a password");
    for (const char* bad : {"", "kiosk", "kiosk\n\n", "\nsecret\n", "a\nb\nc\n"}) {
        INFO(bad);
        CHECK(read_credentials(base::as_bytes(bad)).error().kind == base::ErrorKind::unreadable);
    }
}
